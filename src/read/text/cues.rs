//! The cues: why a line may be a heading. A row is a reason in words, its weight, and when it holds.
//!
//! A line's score is the sum of the weights that hold; above zero it is a heading. The weights were fitted, by
//! logistic regression, to documents whose headings are known; `tests/fit/fit_cues.py` fits them again and writes them
//! here. A new reason is a new row: give it weight zero and run the script. Weights that hold for the same lines share
//! their effect, so a single one may look odd; the sums are what counts.

use super::company::Company;
use super::facts::Terminal::{self, Colon, Comma, Exclamation, Open, Question, Stop};
use super::facts::{Facts, Opening};
use super::marks::MarkKind;
use super::series::Series;
use crate::lang::NumberKind;

/// A reason for or against a heading.
pub(super) struct Cue {
    /// The reason, as `--explain` prints it.
    pub name: &'static str,
    /// What it adds to the score in the first pass, and in the second.
    pub weights: [f32; 2],
    /// When it holds.
    pub holds: OfLine,
}

/// A reason that the first pass found.
pub(super) struct Second {
    /// The reason, as `--explain` prints it.
    pub name: &'static str,
    /// What it adds to the score.
    pub weight: f32,
    /// When it holds.
    pub holds: OfCompany,
}

/// Asks about a line.
pub(super) type OfLine = for<'f, 'a> fn(&'f Facts<'a>) -> bool;

/// Asks about the company of a line.
pub(super) type OfCompany = fn(&Company) -> bool;

const fn cue(name: &'static str, first: f32, second: f32, holds: OfLine) -> Cue {
    Cue { name, weights: [first, second], holds }
}

const fn also(name: &'static str, weight: f32, holds: OfCompany) -> Second {
    Second { name, weight, holds }
}

/// What every line begins with, in the first pass and in the second.
pub(super) const BASE: [f32; 2] = [-3.66, -4.46];

/// The reasons that lie in a line and its neighbours.
pub(super) const CUES: &[Cue] = &[
    cue("no full stop", 0.28, 0.27, |f| f.terminal == Open),
    cue("ends like a sentence", -1.15, -0.41, |f| f.terminal == Stop),
    cue("a question", 2.31, 1.10, |f| f.terminal == Question),
    cue("ends with a colon", -1.88, -1.23, |f| f.terminal == Colon),
    cue("an exclamation", 0.87, 0.50, |f| f.terminal == Exclamation),
    cue("ends in the middle of a sentence", -0.43, -0.21, |f| f.terminal == Comma),
    cue("very short", 0.10, -0.11, |f| f.width <= 6 && !f.ideographs),
    // Two ideographs say as much as a word of ten letters.
    cue("short", 1.15, 0.87, |f| (7..=16).contains(&f.width) || (f.ideographs && f.width <= 6)),
    cue("not long", 1.03, 0.68, |f| (17..=32).contains(&f.width)),
    cue("of middling length", 0.06, -0.02, |f| (33..=50).contains(&f.width)),
    cue("half a line", -0.32, -0.17, |f| (51..=70).contains(&f.width)),
    cue("a full line", -0.57, -0.24, |f| (71..=95).contains(&f.width)),
    cue("longer than a line", -1.44, -1.00, |f| f.width > 95),
    cue("one word", -0.25, 0.08, |f| f.words == 1 && !f.ideographs),
    cue("two or three words", -0.84, -0.47, |f| (2..=3).contains(&f.words)),
    cue("four to seven words", -0.55, -0.34, |f| (4..=7).contains(&f.words)),
    cue("eight to twelve words", -0.42, -0.21, |f| (8..=12).contains(&f.words)),
    cue("more than twelve words", -1.01, -0.77, |f| f.words > 12),
    cue("far shorter than its paragraphs", 0.03, 0.26, |f| f.relative < 0.12),
    cue("shorter than its paragraphs", 0.08, 0.04, |f| (0.12..0.3).contains(&f.relative)),
    cue("half as long as its paragraphs", -0.13, -0.24, |f| (0.3..0.7).contains(&f.relative)),
    cue("as long as its paragraphs", 0.03, -0.06, |f| f.relative >= 0.7),
    cue("on one line", 0.77, 0.59, |f| f.lines == 1),
    cue("on three lines", -0.20, -0.15, |f| f.lines > 2),
    cue("underlined", 2.33, 1.06, |f| f.underline.is_some()),
    cue("after a bullet", -0.81, -0.53, |f| f.bulleted()),
    cue("after an item's number", -0.24, -0.20, |f| matches!(f.mark, Some(MarkKind::Number(_)))),
    cue("numbered part", -1.12, -0.81, |f| {
        matches!(f.number, Some(NumberKind::Part(_) | NumberKind::Section | NumberKind::Ideographic(_)))
    }),
    cue("numbered within a number", 1.70, 0.99, |f| matches!(f.number, Some(NumberKind::Dotted { .. }))),
    cue("numbered with a full stop", -0.42, -0.31, |f| matches!(f.number, Some(NumberKind::Decimal))),
    cue("numbered in brackets", 0.59, 0.17, |f| {
        matches!(f.number, Some(NumberKind::Parenthesis | NumberKind::Enclosed | NumberKind::Letter))
    }),
    cue("roman number", 0.96, 0.80, |f| matches!(f.number, Some(NumberKind::Roman))),
    cue("lettered", 0.09, 0.12, |f| matches!(f.number, Some(NumberKind::Capital))),
    cue("after a hash", -0.83, -0.47, |f| f.text.starts_with('#')),
    cue("its numbers stand apart", 1.18, 0.46, |f| f.series == Series::Apart),
    cue("its numbers touch", -2.36, -0.72, |f| f.series == Series::Touching),
    cue("numbered among many", 0.55, 0.22, |f| f.number.is_some() && f.profile.numbered_share > 0.3),
    cue("all capitals", 1.86, 0.93, |f| f.all_capitals),
    cue("capitals are rare here", -0.43, 0.15, |f| f.all_capitals && f.profile.capitals_share < 0.15),
    cue("title case", 0.26, -0.00, |f| f.capitals > 0.7 && f.words > 1 && !f.all_capitals),
    cue("some capitals", -0.10, -0.17, |f| (0.3..=0.7).contains(&f.capitals)),
    cue("begins with a capital", 0.16, 0.23, |f| f.opening == Opening::Capital),
    cue("begins small", -2.44, -1.28, |f| f.opening == Opening::Small),
    cue("begins like a sentence", -1.10, -0.69, |f| f.starts_with_any(PRONOUNS)),
    cue("a label", -2.45, -1.62, |f| f.starts_with_any(LABELS) || f.begins_like_an_alert()),
    cue("a picture's credit", -3.74, -3.39, |f| f.credit),
    cue("said more than once", -0.51, -0.24, |f| f.repetitions == 1),
    cue("said again and again", -1.16, -0.25, |f| f.repetitions > 1),
    cue("no letters", -0.57, -0.18, |f| !f.letters),
    cue("in quotation marks", -1.30, -0.67, |f| f.text.starts_with(QUOTES) && f.text.ends_with(QUOTES)),
    cue("begins with a quotation mark", -0.21, -0.26, |f| f.text.starts_with(QUOTES)),
    cue("in brackets", -1.84, -0.58, |f| f.text.starts_with(['[', '(']) && f.text.ends_with([']', ')'])),
    cue("emphasised", -0.72, -0.18, |f| {
        f.text.starts_with(['_', '*']) && f.text.trim_end_matches('.').ends_with(['_', '*'])
    }),
    cue("begins with a dash", -2.73, -2.21, |f| f.text.starts_with(['—', '–', '-'])),
    cue("begins with a digit", 0.04, 0.24, |f| f.text.starts_with(|c: char| c.is_ascii_digit())),
    cue("begins with a sign", -1.57, -1.32, |f| {
        f.text.starts_with(|c: char| !c.is_alphanumeric() && !QUOTES.contains(&c))
    }),
    cue("more than one sentence", -1.07, -0.70, |f| f.sentence_break),
    cue("one comma", -1.17, -0.89, |f| f.commas == 1),
    cue("commas", -1.06, -0.77, |f| f.commas > 1),
    cue("few small words", 0.07, 0.05, |f| f.function_words < 0.15),
    cue("some small words", -0.01, -0.05, |f| (0.15..0.4).contains(&f.function_words)),
    cue("many small words", -0.05, 0.00, |f| f.function_words >= 0.4),
    cue("an address", -1.97, -1.54, |f| f.address),
    cue("signs of a program", -0.16, -0.27, |f| f.code),
    cue("mostly digits", -1.21, -1.06, |f| f.digits > 0.3),
    cue("some digits", 0.05, 0.13, |f| (0.05..=0.3).contains(&f.digits)),
    cue("a colon inside", -0.24, 0.08, |f| f.inner_colon),
    cue("words in brackets", -0.03, -0.15, |f| f.brackets),
    cue("a question inside", 0.26, 0.08, |f| f.text.contains('?') && f.terminal != Question),
    cue("no blank line before", -0.18, 0.08, |f| f.before == 0),
    cue("one blank line before", 0.10, -0.30, |f| f.before == 1),
    cue("more blank lines before", 0.09, 0.23, |f| f.before > 1),
    cue("no blank line after", -0.47, -0.36, |f| f.after == 0),
    cue("one blank line after", 1.05, 0.79, |f| f.after == 1),
    cue("more blank lines after", -0.57, -0.43, |f| f.after > 1),
    cue("more room before than usual", 1.51, 1.26, |f| f.before > f.profile.usual_gap),
    cue("more room after than usual", 0.01, 0.05, |f| f.after > f.profile.usual_gap),
    cue("less room before than usual", -0.23, -0.02, |f| f.before < f.profile.usual_gap),
    cue("more room before than after", -0.22, -0.15, |f| f.before > f.after),
    cue("more room after than before", -0.44, -0.27, |f| f.after > f.before),
    cue("alone", 0.50, 0.30, |f| f.before > 0 && f.after > 0),
    cue("set to the left of the text", 2.40, 1.39, |f| {
        f.profile.layout.wrapped && f.hang < f.profile.layout.body_indent
    }),
    cue("indented", -0.98, -0.56, |f| f.indented() && !f.centred),
    cue("far indented", -1.28, -0.35, |f| f.indent > f.profile.layout.body_indent + 3 && !f.centred),
    cue("centred", 0.50, 0.30, |f| f.centred),
    cue("above a long paragraph", 1.12, 0.74, |f| f.next_is(|next| next.long)),
    cue("above a wider line", 0.93, 0.70, |f| f.next_is(|next| !next.long && next.width > f.width * 3 / 2)),
    cue("above a narrower line", 0.04, 0.07, |f| f.next_is(|next| next.width < f.width)),
    cue("above a line that begins small", -0.17, -0.36, |f| f.next_is(|next| next.opening == Opening::Small)),
    cue("above a list", -0.07, -0.23, |f| f.next_is(|next| next.marked)),
    cue("above a sentence", 0.17, -0.02, |f| f.next_closed()),
    cue("above another line without a full stop", -0.19, 0.05, |f| {
        f.next_is(|next| next.short && next.terminal == Open)
    }),
    cue("above preformatted text", -0.14, -0.14, |f| f.next_is(|next| !next.words)),
    cue("above numbered clauses", -0.00, -0.00, |f| f.next_is(|next| next.enclosed_number)),
    cue("far shorter than what follows", 0.16, 0.32, |f| f.next_ratio() > 4.0),
    cue("the last line", -0.57, -0.43, |f| f.next.is_none()),
    cue("below a long paragraph", 0.14, 0.07, |f| f.previous_is(|previous| previous.long)),
    cue("below a colon", -0.63, -0.69, |f| f.previous_is(|previous| previous.terminal == Terminal::Colon)),
    cue("below a finished sentence", -0.40, -0.09, |f| f.previous_closed()),
    cue("below a line without a full stop", 0.19, 0.59, |f| {
        f.previous_is(|previous| previous.short && previous.terminal == Open)
    }),
    cue("below a list", 0.65, 0.46, |f| f.previous_is(|previous| previous.marked)),
    cue("below the title", 0.26, 0.18, |f| f.previous_is(|previous| previous.dropped)),
    cue("below preformatted text", 0.14, -0.07, |f| f.previous_is(|previous| !previous.words && !previous.dropped)),
    cue("the first line", -0.11, 0.11, |f| f.previous.is_none()),
    cue("no short line before", 0.42, 0.29, |f| f.run_before == 0),
    cue("one short line before", 0.23, 0.32, |f| f.run_before == 1),
    cue("some short lines before", -0.46, -0.37, |f| (2..=3).contains(&f.run_before)),
    cue("many short lines before", -0.18, -0.25, |f| f.run_before > 3),
    cue("no short line after", -1.06, -0.37, |f| f.run_after == 0),
    cue("one short line after", 0.32, 0.23, |f| f.run_after == 1),
    cue("some short lines after", 0.49, 0.13, |f| (2..=3).contains(&f.run_after)),
    cue("many short lines after", 0.26, 0.01, |f| f.run_after > 3),
    cue("near the beginning", 0.51, 0.54, |f| f.position < 0.08),
    cue("among long paragraphs", -0.05, 0.02, |f| f.profile.short_share < 0.25),
    cue("among paragraphs and lines", 0.02, -0.09, |f| (0.25..0.55).contains(&f.profile.short_share)),
    cue("among short lines", 0.04, 0.07, |f| f.profile.short_share >= 0.55),
    cue("in wrapped text", 0.33, 0.32, |f| f.profile.layout.wrapped),
    cue("in text without blank lines", 2.20, 0.76, |f| f.profile.layout.blank_share < 0.03),
    cue("in a short text", -0.16, 0.24, |f| f.profile.blocks < 15),
    cue("in a script without capitals", 0.07, 0.18, |f| !f.profile.cased),
    cue("in ideographs", -0.67, -0.11, |f| f.ideographs),
    cue("no full stop, above a long paragraph", 1.14, 0.46, |f| f.terminal == Open && f.next_is(|next| next.long)),
    cue("no full stop, between long paragraphs", -0.09, 0.06, |f| {
        f.terminal == Open && f.next_is(|next| next.long) && f.previous_is(|previous| previous.long)
    }),
    cue("no full stop, after a finished sentence", 1.96, 1.40, |f| {
        f.terminal == Open && f.previous_closed() && f.next_is(|next| next.words)
    }),
    cue("a question above an answer", 0.01, 0.27, |f| {
        f.terminal == Question && f.next_closed() && f.next_ratio() > 1.5
    }),
    cue("no full stop, but wide", -0.60, -0.52, |f| f.terminal == Open && f.width > 70),
    cue("no full stop, in text without blank lines", 0.10, 0.09, |f| {
        f.terminal == Open && f.profile.layout.blank_share < 0.03 && f.next_closed()
    }),
    cue("no full stop, among short lines", -0.11, -0.30, |f| f.terminal == Open && f.run_before > 0 && f.run_after > 1),
    cue("number above a finished sentence", 0.15, 0.27, |f| {
        f.number.is_some() && f.terminal == Open && f.next_closed()
    }),
    cue("numbered sentence", 0.47, -0.03, |f| f.number.is_some() && f.terminal == Stop),
    cue("numbered in a list", 0.16, 0.16, |f| {
        f.number.is_some()
            && (f.next_is(|next| next.number.is_some()) || f.previous_is(|previous| previous.number.is_some()))
    }),
    cue("capital, no full stop, above a sentence", -0.16, -0.07, |f| {
        f.opening == Opening::Capital && f.terminal == Open && f.next_closed() && f.words < 13
    }),
    cue("bulleted and short", -0.54, -0.35, |f| f.bulleted() && f.terminal == Open),
    cue("a question between long paragraphs", 0.39, 0.47, |f| {
        f.terminal == Question && f.next_is(|next| next.long) && f.previous_is(|previous| previous.long)
    }),
    cue("one word above a sentence", -0.16, 0.03, |f| {
        f.words == 1 && !f.ideographs && f.next_closed() && f.previous_closed()
    }),
    cue("begins with a pictograph", 1.10, 0.43, |f| f.pictograph),
    cue("a byline", -3.36, -3.06, |f| f.byline),
    cue("a date in it", -0.65, -0.31, |f| f.dated),
    cue("ends with a name in brackets", -2.41, -1.98, |f| f.ends_with_name),
    cue("its words come again below", 0.82, 0.61, |f| f.again.0 > 0),
    cue("most of its words come again below", 0.71, 0.60, |f| f.again.0 * 2 > f.again.1),
    cue("none of its words comes again below", 0.26, 0.03, |f| f.again.0 == 0 && f.again.1 > 1),
    cue("above a list further in", 0.28, -0.01, |f| f.heads_inner_list()),
    cue("numbered, above a list further in", -2.56, -1.04, |f| f.number.is_some() && f.heads_inner_list()),
    cue("between lists", 1.72, 1.00, |f| {
        f.mark.is_none() && f.next_is(|next| next.marked) && f.previous_is(|previous| previous.marked)
    }),
    cue("a colon above a list", -0.33, -0.22, |f| f.terminal == Colon && f.next_is(|next| next.marked)),
    cue("a colon below a list, above a list", 0.13, 0.23, |f| {
        f.terminal == Colon && f.next_is(|next| next.marked) && f.previous_is(|previous| previous.marked)
    }),
    cue("a few words with a full stop", -0.33, -0.18, |f| f.terminal == Stop && f.words < 7 && !f.ideographs),
    cue("a few words with a full stop, above a long paragraph", 0.54, 0.21, |f| {
        f.terminal == Stop && f.words < 7 && f.next_is(|next| next.long)
    }),
    cue("a part's number alone", -0.88, -0.44, |f| {
        matches!(f.number, Some(NumberKind::Part(_) | NumberKind::Roman)) && f.words < 3
    }),
    cue("above a short line above a long paragraph", -0.67, -0.23, |f| {
        f.next_is(|next| next.short) && f.second_next.is_some_and(|next| next.long)
    }),
    cue("above two short lines", -1.31, -0.56, |f| {
        f.next_is(|next| next.short) && f.second_next.is_some_and(|next| next.short)
    }),
    cue("below two long paragraphs", 0.06, 0.16, |f| {
        f.previous_is(|previous| previous.long) && f.second_previous.is_some_and(|previous| previous.long)
    }),
    cue("above two long paragraphs", 0.03, 0.07, |f| {
        f.next_is(|next| next.long) && f.second_next.is_some_and(|next| next.long)
    }),
    cue("set to the left of what follows", -0.02, 0.11, |f| {
        f.profile.layout.wrapped && f.next_is(|next| next.indent > f.indent && !next.marked)
    }),
    cue("set to the right of what follows", -0.95, -0.15, |f| {
        f.profile.layout.wrapped && f.next_is(|next| next.indent < f.indent)
    }),
    cue("set to the left of what comes before", 0.08, 0.29, |f| {
        f.profile.layout.wrapped && f.previous_is(|previous| previous.indent > f.indent)
    }),
    cue("a question among questions", -2.40, -1.19, |f| {
        f.terminal == Question
            && (f.next_is(|next| next.terminal == Question) || f.previous_is(|previous| previous.terminal == Question))
    }),
    cue("above a question or a colon", 0.34, 0.16, |f| {
        f.next_is(|next| next.short && matches!(next.terminal, Question | Colon))
    }),
    cue("title case, above a long paragraph", -1.57, -1.02, |f| {
        f.capitals > 0.7 && f.words > 1 && f.next_is(|next| next.long) && f.terminal == Open
    }),
    cue("a bullet, above a long paragraph", -0.51, -0.21, |f| {
        f.bulleted() && f.next_is(|next| next.long && !next.marked)
    }),
    cue("no full stop, between a list and a paragraph", 0.43, 0.09, |f| {
        f.terminal == Open
            && f.mark.is_none()
            && f.previous_is(|previous| previous.marked)
            && f.next_is(|next| next.words && !next.marked)
    }),
    cue("touches what follows, and not what comes before", -0.31, -0.38, |f| f.before > 0 && f.after == 0),
    cue("touches what comes before, and not what follows", -0.02, 0.06, |f| f.before == 0 && f.after > 0),
    cue("leads elsewhere", -3.90, -3.20, |f| f.leads_elsewhere()),
    cue("a finished sentence among such", -0.04, -0.06, |f| f.terminal == Stop && f.profile.closed_share > 0.5),
    cue("a question or an exclamation among finished sentences", -0.49, -0.39, |f| {
        matches!(f.terminal, Question | Exclamation) && f.profile.closed_share > 0.5
    }),
    cue("no full stop, among finished sentences", -0.50, -0.57, |f| f.terminal == Open && f.profile.closed_share > 0.5),
    cue("a finished sentence, where lines rarely are", -1.22, -0.71, |f| {
        f.terminal == Stop && f.profile.closed_share < 0.15
    }),
    cue("begins with a quotation, in a story", -2.20, -0.86, |f| {
        f.text.starts_with(QUOTES) && f.profile.closed_share > 0.5
    }),
    cue("a label alone", -2.59, -2.15, |f| f.words == 1 && f.begins_like_an_alert()),
];

/// The reasons that lie in the company a line keeps.
pub(super) const COMPANY: &[Second] = &[
    also("no other line looks like it", 0.11, |f| f.alike_score.is_none()),
    also("lines like it are no headings", -0.60, |f| f.alike_score.is_some_and(|p| p < 0.05)),
    also("lines like it are hardly headings", -0.72, |f| f.alike_score.is_some_and(|p| (0.05..0.15).contains(&p))),
    also("lines like it are rarely headings", -0.28, |f| f.alike_score.is_some_and(|p| (0.15..0.4).contains(&p))),
    also("lines like it may be headings", 0.21, |f| f.alike_score.is_some_and(|p| (0.4..0.65).contains(&p))),
    also("lines like it are headings", 0.77, |f| f.alike_score.is_some_and(|p| (0.65..0.85).contains(&p))),
    also("lines like it are clearly headings", 0.52, |f| f.alike_score.is_some_and(|p| p >= 0.85)),
    also("many lines like it are headings", 0.32, |f| f.alike > 2 && f.alike_score.is_some_and(|p| p > 0.65)),
    also("many lines like it are no headings", -0.51, |f| f.alike > 4 && f.alike_score.is_some_and(|p| p < 0.2)),
    also("no line looks roughly like it", -0.04, |f| f.roughly_score.is_none()),
    also("lines roughly like it are no headings", -0.34, |f| f.roughly_score.is_some_and(|p| p < 0.05)),
    also("lines roughly like it are hardly headings", -0.38, |f| {
        f.roughly_score.is_some_and(|p| (0.05..0.15).contains(&p))
    }),
    also("lines roughly like it are rarely headings", -0.09, |f| {
        f.roughly_score.is_some_and(|p| (0.15..0.4).contains(&p))
    }),
    also("lines roughly like it may be headings", 0.34, |f| f.roughly_score.is_some_and(|p| (0.4..0.65).contains(&p))),
    also("lines roughly like it are headings", 0.22, |f| f.roughly_score.is_some_and(|p| (0.65..0.85).contains(&p))),
    also("lines roughly like it are clearly headings", 0.30, |f| f.roughly_score.is_some_and(|p| p >= 0.85)),
    also("looks like most headings here", 0.36, |f| f.like_most_headings),
    also("no other heading here", 0.41, |f| f.others < 0.5),
    also("hardly another heading here", 0.13, |f| (0.5..2.0).contains(&f.others)),
    also("ends like the headings here", -0.17, |f| f.shares.is_some_and(|s| s.ending > 0.7)),
    also("ends unlike the headings here", 0.47, |f| f.shares.is_some_and(|s| s.ending < 0.1)),
    also("in capitals like the headings here", -0.06, |f| f.shares.is_some_and(|s| s.capitals > 0.7)),
    also("in capitals unlike the headings here", -0.94, |f| f.shares.is_some_and(|s| s.capitals < 0.1)),
    also("in title case like the headings here", -0.33, |f| f.shares.is_some_and(|s| s.title_case > 0.7)),
    also("in title case unlike the headings here", -0.16, |f| f.shares.is_some_and(|s| s.title_case < 0.1)),
    also("as much room before as the headings here", 0.06, |f| f.shares.is_some_and(|s| s.before > 0.7)),
    also("other room before than the headings here", -0.95, |f| f.shares.is_some_and(|s| s.before < 0.1)),
    also("indented like the headings here", 1.05, |f| f.shares.is_some_and(|s| s.indent > 0.7)),
    also("indented unlike the headings here", -0.72, |f| f.shares.is_some_and(|s| s.indent < 0.1)),
    also("bulleted or not, like the headings here", -0.44, |f| f.shares.is_some_and(|s| s.bullet > 0.7)),
    also("bulleted or not, unlike the headings here", -0.16, |f| f.shares.is_some_and(|s| s.bullet < 0.1)),
    also("a pictograph, unlike the headings here", 0.77, |f| f.shares.is_some_and(|s| s.pictograph < 0.1)),
    also("numbered or not, like the headings here", 1.07, |f| f.shares.is_some_and(|s| s.number > 0.7)),
    also("numbered or not, unlike the headings here", -0.69, |f| f.shares.is_some_and(|s| s.number < 0.1)),
    also("wider than the headings here", -0.46, |f| f.shares.is_some_and(|s| s.width > 2.0)),
    also("narrower than the headings here", -0.68, |f| f.shares.is_some_and(|s| s.width < 0.5)),
    also("below a heading", -0.36, |f| f.neighbours[1] > 0.5),
    also("above a heading", 0.10, |f| f.neighbours[2] > 0.5),
    also("two below a heading", 0.16, |f| f.neighbours[1] <= 0.5 && f.neighbours[0] > 0.5),
    also("two above a heading", -0.05, |f| f.neighbours[2] <= 0.5 && f.neighbours[3] > 0.5),
    also("below what may be a heading", -1.11, |f| (0.2..=0.5).contains(&f.neighbours[1])),
    also("above what may be a heading", -0.82, |f| (0.2..=0.5).contains(&f.neighbours[2])),
    also("below a better heading", 0.00, |f| f.neighbours[1] > f.own),
    also("above a better heading", -0.35, |f| f.neighbours[2] > f.own),
    also("headings are frequent here", -0.40, |f| f.heading_rate > 0.25),
    also("headings are rare here", -0.40, |f| f.heading_rate < 0.03),
    also("heads a long paragraph", 0.16, |f| f.paragraph_follows),
    also("heads short lines only", 0.13, |f| f.only_short_follow),
    also("heads items only", 0.49, |f| f.only_items_follow),
    also("heads a long section", 0.11, |f| f.until_next > 8),
    also("ends a long section", 0.27, |f| f.since_last > 8),
    also("ends a short section", -0.19, |f| f.has_last && f.since_last <= 2),
    also("no long paragraph since the last heading", 0.46, |f| f.no_paragraph_since),
];

/// How a statement begins.
const PRONOUNS: &[&str] = &[
    "I", "We", "You", "He", "She", "It", "They", "There", "This", "That", "Il", "Elle", "Nous", "Wir", "Es", "Sie",
    "Он", "Она", "Мы", "Это", "Они",
];

/// What stands before a colon or a number at the head of a remark.
const LABELS: &[&str] = &[
    "Q",
    "Question",
    "Answer",
    "Note",
    "NB",
    "Tip",
    "Warning",
    "Figure",
    "Fig",
    "Table",
    "Source",
    "Photo",
    "Image",
    "Credit",
    "Example",
    "Caption",
    "Frage",
    "Antwort",
    "Вопрос",
    "Ответ",
];

const QUOTES: &[char] = &['"', '“', '”', '«', '»', '„', '‘', '’', '\''];
