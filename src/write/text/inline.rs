//! Inlines → a string, in which only line breaks of the author are line ends.

use super::Setter;
use super::wrap::wrap;
use crate::model::{Block, Display, Inline, InlineKind, PageRef, Target, plain};

impl Setter {
    /// The words of inlines; notes that they call are set and kept for the end.
    pub(super) fn inlines(&mut self, inlines: &[Inline]) -> String {
        let mut out = String::new();
        self.push_inlines(inlines, &mut out);
        out
    }

    fn push_inlines(&mut self, inlines: &[Inline], out: &mut String) {
        for inline in inlines {
            match &inline.kind {
                InlineKind::Text(text) | InlineKind::Code(text) => out.push_str(text),
                // On a line of its own where it is meant to stand alone.
                InlineKind::Math { tex, display: Display::Block } if !out.is_empty() => {
                    out.truncate(out.trim_end_matches(' ').len());
                    out.push('\n');
                    out.push_str(tex);
                }
                InlineKind::Math { tex, .. } => out.push_str(tex),
                InlineKind::Emph(inner)
                | InlineKind::Strong(inner)
                | InlineKind::SmallCaps(inner)
                | InlineKind::Ruby(inner)
                | InlineKind::Reading(inner) => self.push_inlines(inner, out),
                // Without a mark it would say what its author took back.
                InlineKind::Strike(inner) => {
                    let words = self.inlines(inner);
                    let mark = if words.trim().is_empty() { "" } else { "~~" };
                    [mark, &words, mark].iter().for_each(|part| out.push_str(part));
                }
                InlineKind::Raised(inner) => self.shifted(inner, &SUPERSCRIPT, out),
                InlineKind::Lowered(inner) => self.shifted(inner, &SUBSCRIPT, out),
                InlineKind::Link { target, content } => self.link(target, content, out),
                InlineKind::Image(image) => out.push_str(&self.picture(&image.alt, Decoration::LeftOut)),
                InlineKind::Note(note) => self.note(&note.label, &note.body, out),
                InlineKind::NoteAgain(label) => self.call(label, out),
                InlineKind::Break => {
                    out.truncate(out.trim_end_matches(' ').len());
                    out.push('\n');
                }
                InlineKind::Mark(_) => {}
                InlineKind::Pages(places, _) => out.push_str(&self.places(places)),
            }
        }
    }

    /// The articles in which places are, each once; of other parts, their titles.
    fn places(&self, places: &[PageRef]) -> String {
        let mut named: Vec<&str> = places.iter().filter_map(|at| self.parts.get(at.part)).map(String::as_str).collect();
        named.dedup();
        named.join(", ")
    }

    fn shifted(&mut self, inner: &[Inline], figures: &[char; 10], out: &mut String) {
        let text = self.inlines(inner);
        let number = text.strip_prefix(['-', '−', '+']).unwrap_or(&text);
        if number.is_empty() || !number.bytes().all(|b| b.is_ascii_digit()) {
            out.push_str(&text);
            return;
        }
        let signs = if figures == &SUPERSCRIPT { ['⁺', '⁻'] } else { ['₊', '₋'] };
        out.extend(text.chars().map(|c| match c.to_digit(10) {
            Some(digit) => figures[digit as usize],
            None => signs[usize::from(c != '+')],
        }));
    }

    fn link(&mut self, target: &Target, content: &[Inline], out: &mut String) {
        let start = out.len();
        self.push_inlines(content, out);
        let Target::Url(url) = target else { return };
        if !url.contains(':') || same_address(&plain(content), url) {
            return;
        }
        if out.len() > start {
            out.push(' ');
        }
        out.push('<');
        out.push_str(&url.replace(char::is_whitespace, "%20"));
        out.push('>');
    }

    fn note(&mut self, label: &str, body: &[Block], out: &mut String) {
        self.call(label, out);
        let number = self.notes.number(label).unwrap_or_default();
        let mark = format!("[{number}] ");
        let width = self.width.map(|width| width - mark.len());
        let mut note = self.blocks(body, width, 0);
        if note.is_empty() {
            note = wrap("—", width);
        }
        self.called.push((number, note.hung(&mark)));
    }

    /// A label that no note has is kept as it was written.
    fn call(&self, label: &str, out: &mut String) {
        match self.notes.number(label) {
            Some(number) => out.push_str(&format!("[{number}]")),
            None => out.push_str(&format!("[{label}]")),
        }
    }

    /// What stands for a picture.
    pub(super) fn picture(&self, alt: &str, decoration: Decoration) -> String {
        let label = self.language.labels().figure;
        match (alt.trim(), decoration) {
            ("", Decoration::LeftOut) => String::new(),
            ("", Decoration::Marked) => format!("[{label}]"),
            (alt, _) => format!("[{label}: {alt}]"),
        }
    }
}

/// What to do with a picture without a description.
#[derive(Clone, Copy)]
pub(super) enum Decoration {
    /// Nothing stands for it: it is in the line for its looks.
    LeftOut,
    /// It stands alone, so the reader is told that something was there.
    Marked,
}

const SUPERSCRIPT: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];
const SUBSCRIPT: [char; 10] = ['₀', '₁', '₂', '₃', '₄', '₅', '₆', '₇', '₈', '₉'];

/// Whether a link's text is its address already, written with or without what is understood.
fn same_address(text: &str, url: &str) -> bool {
    fn bare(address: &str) -> &str {
        let address = address.trim();
        let address = ["https://", "http://", "mailto:"]
            .iter()
            .find_map(|scheme| address.strip_prefix(scheme))
            .unwrap_or(address);
        address.trim_end_matches('/')
    }
    bare(text) == bare(url)
}

#[cfg(test)]
mod tests {
    use super::same_address;

    #[test]
    fn addresses() {
        assert!(same_address("example.org", "https://example.org/"));
        assert!(same_address("a@example.org", "mailto:a@example.org"));
        assert!(!same_address("here", "https://example.org/here"));
    }
}
