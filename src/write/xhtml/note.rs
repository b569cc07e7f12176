//! Notes: the call in the text, and the note at the end of its file, where reading systems pop it up from.

use super::breaks::Lane;
use super::{InLink, Xhtml, attribute, escape, plan::Plan};
use crate::model::{Block, BlockKind, Document, Inline, InlineKind, Visit};
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;

/// What is known of the notes that were called.
pub(super) struct Called {
    /// Those of this file: number, id and XHTML.
    here: Vec<(usize, String, String)>,
    /// How many bodies each number has.
    copies: BTreeMap<usize, usize>,
    /// How often each number was called again in this file.
    again: BTreeMap<usize, usize>,
    /// In an article of several files, the one in which each label's note stands.
    files: FxHashMap<String, usize>,
}

impl Called {
    /// Looks where notes will stand.
    pub fn of(document: &Document, plan: &Plan) -> Self {
        struct Labels<'a>(usize, &'a mut FxHashMap<String, usize>);
        impl Visit for Labels<'_> {
            fn inline(&mut self, inline: &Inline) {
                if let InlineKind::Note(note) = &inline.kind {
                    self.1.entry(note.label.clone()).or_insert(self.0);
                }
            }
        }
        let mut files = FxHashMap::default();
        if !plan.is_single() {
            // A note of the title stands in the first file.
            let mut opening = Labels(0, &mut files);
            opening.inlines(&document.meta.title);
            opening.inlines(&document.meta.standfirst);
            for (index, block) in document.blocks.iter().enumerate() {
                for (file, piece) in plan.pieces(index, block) {
                    piece.visit(&mut Labels(file, &mut files));
                }
            }
        }
        Self { here: Vec::new(), copies: BTreeMap::new(), again: BTreeMap::new(), files }
    }
}

/// What a call ends with.
const CALLED: &str = "</a></sup>";

impl<'a> Xhtml<'a> {
    /// Sets a note aside and calls it.
    pub(super) fn note(&mut self, label: &str, body: &'a [Block]) {
        let number = self.notes.number(label).unwrap_or_default();
        // Two bodies for one label are both kept; the calls that name the label mean the first.
        let copies = self.called.copies.entry(number).or_insert(0);
        *copies += 1;
        let copy = *copies;
        let id = match copy {
            1 => format!("{}-n{number}", self.around.id),
            again => format!("{}-n{number}-{again}", self.around.id),
        };
        let call = format!("{id}-call");
        let at = self.called.here.len();
        self.called.here.push((number, id.clone(), String::new()));
        // A page can begin only in the first copy: a second would take its letters for the first's.
        let lane = if copy == 1 { Lane::Note(number) } else { Lane::Note(usize::MAX) };
        self.called.here[at].2 = self.note_body(number, &call, body, lane);
        self.call(number, &format!("#{id}"), Some(&call));
    }

    /// Calls a note whose body stands elsewhere.
    pub(super) fn note_again(&mut self, label: &str) {
        match self.notes.number(label) {
            Some(number) => {
                let file = self.called.files.get(label).copied().unwrap_or(self.file);
                let address = self.link_to(file, &format!("{}-n{number}", self.around.id));
                let id = self.again_id(number, file);
                self.call(number, &address, id.as_deref());
            }
            None => {
                self.out.push_str("<sup>");
                escape::push(&mut self.out, label, escape::Within::Text);
                self.out.push_str("</sup>");
            }
        }
    }

    /// What the note can lead back to, if it stands in the same file.
    fn again_id(&mut self, number: usize, file: usize) -> Option<String> {
        let is_here = file == self.file && self.called.here.iter().any(|(called, ..)| *called == number);
        is_here.then(|| {
            let again = self.called.again.entry(number).or_insert(1);
            *again += 1;
            format!("{}-n{number}-call-{again}", self.around.id)
        })
    }

    /// The note's blocks; its number, which leads back to the call, at the head of the first.
    fn note_body(&mut self, number: usize, call: &str, body: &'a [Block], lane: Lane) -> String {
        let back = format!("<a class=\"back\" href=\"#{call}\" role=\"doc-backlink\">{number}</a>");
        let out = std::mem::take(&mut self.out);
        let link = std::mem::replace(&mut self.link, InLink::No);
        let progress = std::mem::replace(&mut self.progress, self.letters.enter(lane));
        // Notes stand at the end, whichever way the words run that call them.
        self.running(self.around.language.direction(), |this| {
            let rest = match body {
                [Block { kind: BlockKind::Paragraph(words), .. }, rest @ ..] => {
                    this.line_behind("p", &format!("{back} "), words);
                    rest
                }
                all => {
                    this.out.push_str(&format!("<p>{back}</p>\n"));
                    all
                }
            };
            this.blocks(rest);
        });
        self.rest_of_breaks();
        (self.link, self.progress) = (link, progress);
        std::mem::replace(&mut self.out, out)
    }

    fn call(&mut self, number: usize, address: &str, id: Option<&str>) {
        let id = id.map(|id| format!(" id=\"{id}\"")).unwrap_or_default();
        let call =
            format!("<sup><a epub:type=\"noteref\" role=\"doc-noteref\" href=\"{address}\"{id}>{number}</a></sup>");
        let out = match &mut self.link {
            InLink::No => &mut self.out,
            InLink::Yes { after } => after,
        };
        // Two calls side by side would be one number.
        if out.ends_with(CALLED) {
            out.truncate(out.len() - "</sup>".len());
            out.push_str(&format!("<span class=\"comma\">,</span>{}", call.trim_start_matches("<sup>")));
        } else {
            out.push_str(&call);
        }
    }

    /// The notes, at the end of the file; readers show them where they are called. Some then show nothing here,
    /// so nothing that can be seen stands outside of the notes.
    pub(super) fn endnotes(&mut self) {
        if self.called.here.is_empty() {
            return;
        }
        let label = attribute(self.around.language.labels().notes);
        self.out.push_str(&format!("<section epub:type=\"footnotes\" class=\"notes\" aria-label=\"{label}\">\n"));
        let mut called = std::mem::take(&mut self.called.here);
        called.sort_by_key(|(number, ..)| *number);
        let again = std::mem::take(&mut self.called.again);
        for (number, id, note) in called {
            self.out.push_str(&format!("<aside epub:type=\"footnote\" role=\"doc-footnote\" id=\"{id}\">\n"));
            match again.get(&number).filter(|_| id == format!("{}-n{number}", self.around.id)) {
                Some(&calls) => self.out.push_str(&with_ways_back(&note, &id, calls)),
                None => self.out.push_str(&note),
            }
            self.out.push_str("</aside>\n");
        }
        self.out.push_str("</section>\n");
    }
}

/// A note that was called several times leads back to each call: behind its number, to the second, the third …
fn with_ways_back(note: &str, id: &str, calls: usize) -> String {
    let Some((back, rest)) = note.split_once("</a>") else { return note.to_owned() };
    let mut out = format!("{back}</a>");
    for call in 2..=calls {
        out.push_str(&format!(" <a class=\"back\" href=\"#{id}-call-{call}\" role=\"doc-backlink\">↑{call}</a>"));
    }
    out.push_str(rest);
    out
}
