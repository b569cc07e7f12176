//! Which face draws what: the theme's where it has the characters, else one for the script, word by word so that a
//! word does not change its hand in the middle; a box for what no face has.

use super::super::setter::Setter;
use crate::diag::Code;
use crate::font::FaceId;
use crate::lang::{Language, Script};
use crate::source::Span;
use std::ops::Range;
use unicode_bidi::{BidiClass, bidi_class};

/// The character drawn for one that no face has.
pub(super) const MISSING: char = '\u{25a1}';

/// A part of a word that one face draws.
#[derive(Clone)]
pub(super) struct Part {
    pub range: Range<usize>,
    pub face: FaceId,
    pub drawn: Drawn,
}

/// Whether a face draws a part's own characters, or a box for one that no face has.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Drawn {
    Itself,
    AsBox,
}

/// Splits a word by the faces that have its characters.
pub(super) fn by_face(word: &str, face: FaceId, span: Span, cx: &mut Setter) -> Vec<Part> {
    if covers(word, face, cx) {
        return vec![Part { range: 0..word.len(), face, drawn: Drawn::Itself }];
    }
    if let Some(parts) = cx.shaper.parted(word, face, &cx.language) {
        for part in parts.iter().filter(|part| part.drawn == Drawn::AsBox) {
            word[part.range.clone()].chars().for_each(|c| cx.shaper.miss(c, span));
        }
        return parts;
    }
    let mut chosen = Chosen { word, wanted: face, current: face, span, parts: Vec::new(), cx };
    for run in runs(word, &chosen.cx.language.clone()) {
        chosen.run(&run);
    }
    let parts = chosen.parts;
    cx.shaper.remember(word, face, &cx.language, &parts);
    parts
}

/// Characters that show nothing by themselves: whatever face is in use takes them.
fn is_ignorable(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{180b}'..='\u{180e}' | '\u{200b}'..='\u{200f}'
        | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}'
        | '\u{1f3fb}'..='\u{1f3ff}' | '\u{e0000}'..='\u{e0fff}')
}

/// Whether a character is a mark that stands with the one before it.
pub(super) fn is_mark(c: char) -> bool {
    // U+0300 is the first of them.
    c >= '\u{300}' && bidi_class(c) == BidiClass::NSM
}

fn covers(text: &str, face: FaceId, cx: &Setter) -> bool {
    let face = cx.fonts.face(face);
    text.chars().all(|c| face.glyph(c).is_some() || is_ignorable(c))
}

/// A stretch of one script, in clusters that must not be parted.
struct Run {
    script: Script,
    clusters: Vec<Range<usize>>,
}

/// Splits a word by script. Marks that all scripts share go with what they stand behind.
fn runs(word: &str, language: &Language) -> Vec<Run> {
    let square = matches!(language.code(), "zh" | "ja");
    let mut runs: Vec<Run> = Vec::new();
    let mut joined = false;
    for (at, c) in word.char_indices() {
        let range = at..at + c.len_utf8();
        if let Some(last) = runs.last_mut().and_then(|run| run.clusters.last_mut())
            && (joined || is_mark(c) || is_ignorable(c))
        {
            last.end = range.end;
            joined = c == '\u{200d}';
            continue;
        }
        let script = match Script::of(c) {
            // Numbers are the theme's, and the quotation marks and dashes of Chinese are square.
            Script::Common if c.is_ascii_digit() => Script::Latin,
            Script::Common if square && matches!(c, '\u{2014}' | '\u{2018}'..='\u{201d}' | '\u{2026}') => Script::Han,
            script => script,
        };
        match runs.last_mut() {
            Some(run) if run.script == script || script == Script::Common => run.clusters.push(range),
            Some(run) if run.script == Script::Common => {
                run.script = script;
                run.clusters.push(range);
            }
            _ => runs.push(Run { script, clusters: vec![range] }),
        }
    }
    runs
}

struct Chosen<'w, 'c, 's> {
    word: &'w str,
    wanted: FaceId,
    current: FaceId,
    span: Span,
    parts: Vec<Part>,
    cx: &'c mut Setter<'s>,
}

impl Chosen<'_, '_, '_> {
    fn run(&mut self, run: &Run) {
        let (Some(first), Some(last)) = (run.clusters.first(), run.clusters.last()) else { return };
        let whole = first.start..last.end;
        if let Some(found) = self.known(&whole, run.script) {
            return self.push(whole, found, Drawn::Itself);
        }
        // The theme's faces are made for these; one sign that they lack is no reason to set the word in another.
        let home = matches!(run.script, Script::Latin | Script::Greek | Script::Cyrillic | Script::Common);
        let of = |word: &str, cluster: &Range<usize>| {
            word[cluster.clone()].chars().next().map_or(Script::Common, Script::of)
        };
        let word = self.word;
        let letters = run.clusters.iter().filter(|cluster| of(word, cluster) != Script::Common);
        let letters: String = letters.map(|cluster| &word[cluster.clone()]).collect();
        let found = if home { None } else { self.other(&letters) };
        for cluster in &run.clusters {
            let script = of(word, cluster);
            let own = found.filter(|face| script != Script::Common && covers(&word[cluster.clone()], *face, self.cx));
            match own.or_else(|| self.known(cluster, script)).or_else(|| self.other(&word[cluster.clone()])) {
                Some(found) => self.push(cluster.clone(), found, Drawn::Itself),
                None => self.characters(cluster),
            }
        }
    }

    /// The face in use or the theme's own, if it has all of it. Marks that all scripts share keep the face in use.
    fn known(&self, range: &Range<usize>, script: Script) -> Option<FaceId> {
        let text = &self.word[range.clone()];
        let order = match script {
            Script::Common => [self.current, self.wanted],
            _ => [self.wanted, self.current],
        };
        order.into_iter().find(|face| covers(text, *face, self.cx))
    }

    /// Another face: the one that its first letter is found in if it has the rest too.
    fn other(&mut self, text: &str) -> Option<FaceId> {
        let text: String = text.chars().filter(|c| !is_ignorable(*c)).collect();
        let letter = text.chars().find(|c| Script::of(*c) != Script::Common)?;
        let first =
            self.cx.shaper.fallback(letter.encode_utf8(&mut [0; 4]), self.wanted, self.cx.fonts, &self.cx.language)?;
        if covers(&text, first, self.cx) {
            return Some(first);
        }
        self.cx.shaper.fallback(&text, self.wanted, self.cx.fonts, &self.cx.language)
    }

    /// A cluster that no face has as a whole.
    fn characters(&mut self, cluster: &Range<usize>) {
        let word = self.word;
        for (at, c) in word[cluster.clone()].char_indices() {
            let range = cluster.start + at..cluster.start + at + c.len_utf8();
            let known = self.known(&range, Script::Common);
            let found = known.or_else(|| {
                self.cx.shaper.fallback(&word[range.clone()], self.wanted, self.cx.fonts, &self.cx.language)
            });
            match found {
                Some(found) => self.push(range, found, Drawn::Itself),
                None => {
                    self.cx.shaper.miss(c, self.span);
                    let boxes = MISSING.encode_utf8(&mut [0; 4]).to_owned();
                    let boxes = self.cx.shaper.fallback(&boxes, self.wanted, self.cx.fonts, &self.cx.language);
                    let boxes = boxes.unwrap_or(self.wanted);
                    self.parts.push(Part { range, face: boxes, drawn: Drawn::AsBox });
                }
            }
        }
    }

    fn push(&mut self, range: Range<usize>, face: FaceId, drawn: Drawn) {
        if face != self.wanted && face != self.current {
            let name = &self.cx.fonts.face(face).name;
            let message = format!("{name} is used where the theme's face lacks characters");
            self.cx.tell(Code::FontFallback, message, Span::NONE);
        }
        // Behind a sign that only another face has, the theme's goes on: a comma behind a redaction's bar is the text's.
        let sign = self.word[range.clone()].chars().next().map(Script::of);
        if face == self.wanted || !matches!(sign, Some(Script::Common | Script::Symbols)) {
            self.current = face;
        }
        match self.parts.last_mut() {
            Some(part) if part.face == face && (part.drawn, drawn) == (Drawn::Itself, Drawn::Itself) => {
                part.range.end = range.end;
            }
            _ => self.parts.push(Part { range, face, drawn }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(word: &str, tag: &str) -> Vec<String> {
        let runs = runs(word, &Language::parse(tag).unwrap());
        runs.iter().map(|run| word[run.clusters[0].start..run.clusters.last().unwrap().end].to_owned()).collect()
    }

    #[test]
    fn words_split_by_script_and_marks_follow() {
        assert_eq!(split("(שָׁלוֹם!)", "he"), ["(שָׁלוֹם!)"]);
        assert_eq!(split("第20届G20峰会。", "zh"), ["第", "20", "届", "G20", "峰会。"]);
        assert_eq!(split("“GDP”", "zh"), ["“", "GDP", "”"]);
        assert_eq!(split("“GDP”", "en"), ["“GDP”"]);
        assert_eq!(split("👩\u{200d}🔬x", "en"), ["👩\u{200d}🔬", "x"]);
    }
}
