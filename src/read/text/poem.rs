//! Whether a whole text is a poem or a song: then its lines stay as they are.

use super::layout::begins_within;
use super::lines::{self, Line};
use super::{join, running};
use crate::lang::Kind;

/// Hardly a line of a poem is wider.
const WIDEST: usize = 60;

/// Whether sentences end anywhere in the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stops {
    Some,
    Nowhere,
}

/// What is counted at the ends of lines within stanzas.
#[derive(Debug, Default)]
struct Ends {
    all: usize,
    /// The next word would have fitted: nothing was wrapped here.
    room: usize,
    /// The line ends where one pauses: there only one of six wrapped lines does.
    paused: usize,
    /// No sentence ends.
    open: usize,
    /// A sentence goes on: behind a comma, or with a small letter.
    going_on: usize,
}

impl Ends {
    /// Those of the lines of a stanza, but for the last.
    fn add(&mut self, stanza: &[Line<'_>], stops: Stops) {
        let widest = stanza.iter().map(|line| line.width).max().unwrap_or(0);
        // Without capitals a line cannot show that its sentence goes on, unless no sentence ends at all.
        let caseless = |line: &Line<'_>| !line.text.chars().any(|c| c.is_lowercase() || c.is_uppercase());
        for pair in stanza.windows(2) {
            let (line, next) = (&pair[0], &pair[1]);
            // A line breaks anywhere between ideographs.
            let word = match next.text.chars().next() {
                Some(c) if join::is_ideographic(c) => 2,
                _ => next.text.split_whitespace().next().map_or(0, lines::width),
            };
            let within = line.text.ends_with(char::is_alphabetic)
                && next.text.starts_with(begins_within)
                && (stops == Stops::Nowhere || !caseless(next));
            self.all += 1;
            self.room += usize::from(line.width + 1 + word <= widest);
            self.paused += usize::from(!line.text.ends_with(|c: char| Kind::of(c).is_alphanumeric()));
            self.open += usize::from(!running::is_closed(line.text));
            self.going_on += usize::from(within || line.text.ends_with([',', ';', '—', '–', '،', '，', '、']));
        }
    }

    fn are_unwrapped(&self) -> bool {
        (self.room * 5 >= self.all * 2 || self.paused * 2 >= self.all) && self.open * 2 >= self.all
    }
}

/// Short lines in stanzas that were not wrapped, though sentences run on from one to the next; or stanzas of equal
/// length, as songs without punctuation have.
pub(super) fn is_poem(lines: &[Line<'_>]) -> bool {
    const FEWEST_ENDS: usize = 4;
    if !are_short(lines) || is_technical(lines) || ends_within_lines(lines) {
        return false;
    }
    let stops = if is_unpunctuated(lines) { Stops::Nowhere } else { Stops::Some };
    let mut ends = Ends::default();
    let mut stanzas = Vec::new();
    for stanza in stanzas_of(lines).filter(|stanza| stanza.len() > 1) {
        ends.add(stanza, stops);
        stanzas.push(stanza.len());
    }
    let stands_in_stanzas = ends.all >= FEWEST_ENDS && (ends.all + stanzas.len()) * 10 >= lines.len() * 7;
    let is_song = || are_equal(&stanzas) && words(lines) >= 4 * lines.len();
    stands_in_stanzas && ends.are_unwrapped() && are_sentences(lines) && (ends.going_on * 3 >= ends.all || is_song())
}

/// Short lines of several words without one full stop, many of which had room for more: whatever they are, they end
/// where their author ended them.
pub(super) fn is_unwrapped(lines: &[Line<'_>]) -> bool {
    if !are_short(lines) || is_technical(lines) || !is_unpunctuated(lines) || words(lines) < 3 * lines.len() {
        return false;
    }
    let mut ends = Ends::default();
    stanzas_of(lines).for_each(|stanza| ends.add(stanza, Stops::Nowhere));
    ends.all > 0 && ends.room * 2 >= ends.all
}

/// Whether all lines that are not alone are narrow, begin with a capital, and yet most go on with a sentence: one stanza
/// is a poem too.
pub(super) fn is_capitalled(lines: &[Line<'_>]) -> bool {
    const NARROW: usize = 45;
    const FEWEST_ENDS: usize = 3;
    if !are_short(lines) || is_technical(lines) || ends_within_lines(lines) {
        return false;
    }
    let (mut ends, mut open, mut paused, mut words_in_all) = (0, 0, 0, 0);
    for stanza in stanzas_of(lines).filter(|stanza| stanza.len() > 1) {
        if !stanza.iter().all(|line| line.width <= NARROW && line.text.starts_with(char::is_uppercase)) {
            return false;
        }
        words_in_all += words(&stanza[1..]);
        for line in &stanza[..stanza.len() - 1] {
            ends += 1;
            open += usize::from(line.text.ends_with(char::is_alphabetic));
            paused += usize::from(line.text.ends_with([',', ';']));
        }
    }
    // Three lines of four words: names and addresses are shorter.
    ends >= FEWEST_ENDS && open > 0 && paused > 0 && (open + paused) * 4 >= ends * 3 && words_in_all >= 4 * ends
}

/// Whether lines among paragraphs are a stanza: nearly every one goes on with a sentence.
pub(super) fn is_stanza(lines: &[Line<'_>]) -> bool {
    const FEWEST: usize = 3;
    if lines.len() < FEWEST || !are_short(lines) {
        return false;
    }
    // The entries of a list end with semicolons, as questions do in Greek; and programs are full of signs.
    let entries = lines.iter().filter(|line| line.text.ends_with(';')).count();
    if entries * 3 > lines.len() || lines.iter().any(has_signs) {
        return false;
    }
    let mut ends = Ends::default();
    ends.add(lines, Stops::Some);
    // Nobody wraps so narrowly.
    const NARROW: usize = 45;
    let narrow = lines.iter().all(|line| line.width <= NARROW);
    ends.going_on * 3 >= ends.all * 2 && (narrow || ends.are_unwrapped()) && are_sentences(lines)
}

/// Programs, and what is said of them, have signs in one line of twenty or more.
fn is_technical(lines: &[Line<'_>]) -> bool {
    lines.iter().filter(|line| has_signs(line)).count() * 20 > lines.len()
}

fn has_signs(line: &Line<'_>) -> bool {
    line.text.contains(['/', '#', '_', '=', '<', '>', '{', '}', '|', '@', '\\'])
}

/// Where sentences end within lines, a third of them or more, nobody thought of lines: prose was wrapped narrowly.
fn ends_within_lines(lines: &[Line<'_>]) -> bool {
    let within = |text: &str| {
        let stops = text.match_indices(['.', '!', '?']).filter(|(at, _)| {
            let word = text[..*at].rsplit(char::is_whitespace).next().unwrap_or_default();
            let next = text[at + 1..].strip_prefix(' ').and_then(|next| next.trim_start().chars().next());
            // Not behind an initial or a short word: "J. Doe", "St. John".
            word.chars().count() > 2 && next.is_some_and(char::is_uppercase)
        });
        stops.count()
    };
    let inner: usize = lines.iter().map(|line| within(line.text)).sum();
    inner * 2 > lines.iter().filter(|line| running::is_closed(line.text)).count()
}

/// Hardly a line is wide, is quoted, or is an entry of a list.
fn are_short(lines: &[Line<'_>]) -> bool {
    let few = |found: usize| found * 10 <= lines.len();
    few(lines.iter().filter(|line| line.width > WIDEST || line.quoted > 0).count())
        && few(lines.iter().filter(|line| is_entry(line)).count())
}

/// Shorter lines are names of things: flour, butter, eggs.
fn are_sentences(lines: &[Line<'_>]) -> bool {
    const NARROWEST: usize = 14;
    let widths: usize = lines.iter().map(|line| line.width).sum();
    widths >= NARROWEST * lines.len() || lines.iter().any(|line| line.text.contains(join::is_ideographic))
}

fn is_unpunctuated(lines: &[Line<'_>]) -> bool {
    !lines.iter().any(|line| running::is_closed(line.text))
}

fn words(lines: &[Line<'_>]) -> usize {
    lines.iter().map(|line| line.text.split_whitespace().count()).sum()
}

/// Two stanzas or more, of as many lines each.
fn are_equal(stanzas: &[usize]) -> bool {
    const FEWEST_LINES: usize = 3;
    stanzas.len() > 1 && stanzas.iter().all(|lines| *lines == stanzas[0]) && stanzas[0] >= FEWEST_LINES
}

/// A label, a bullet or a number: a line of a list or of a conversation.
fn is_entry(line: &Line<'_>) -> bool {
    line.mark().is_some() || line.text.starts_with('[') || line.text.contains(": ")
}

/// Lines without a blank line among them.
fn stanzas_of<'l, 'a>(lines: &'l [Line<'a>]) -> impl Iterator<Item = &'l [Line<'a>]> {
    lines.chunk_by(|_, next| next.blank_before == 0)
}

#[cfg(test)]
mod tests {
    use super::super::lines::lines;
    use super::*;

    #[test]
    fn poems_and_songs() {
        for text in [
            "Ferry\n\nThe boat is turned, the oars are taken in,\nthe lake a letter no one reads to the end.\n\nSomebody \
             left a lantern burning,\nor else it is the moon,\nand nobody\nwill say.",
            "Number Nine\n\nI waited by the chemist's in the rain\nWith a letter in my pocket and a train\nTo be \
             catching in an hour\n\nOh the driver never looked at me\nThe driver never does\nYou can wave until your \
             arm comes off",
            "晾衣绳\n\n母亲把一家人晾在风里\n父亲的袖子空着\n弟弟的裤脚滴水\n\n后来绳子还在\n夹子还在\n风还在",
        ] {
            assert!(is_poem(&lines(text)), "{text}");
        }
    }

    #[test]
    fn stanzas_among_paragraphs_and_songs_with_labels() {
        let stanza = "I rowed across the river\nwhen I was young and strong;\nthe river was not wider then\nbut it was twice \
                      as long.";
        assert!(is_stanza(&lines(stanza)) && !is_stanza(&lines("The road\nThe river\nThe bridge and its keeper")));
        let song = "Verse 1\nI left my coat in Aberdeen\nMy heart in Wick\nI was much too quick\n\nChorus\nOh the harbour \
                    lights\nThey shine for you";
        assert!(is_unwrapped(&lines(song)) && !is_poem(&lines(song)));
    }

    #[test]
    fn lines_of_verse_keep_their_indents() {
        use crate::read::{PlainText, Reader};
        use crate::source::Source;
        let dump = |text: &str| PlainText::default().read(&Source::new("a.txt", text)).value.dump();
        let stanza = "    The water in the chamber stood\n      As still as any glass,\n    And she would lean upon the beam\n        \
                      To watch the barges pass";
        let kept = "The water in the chamber stood{break}\u{a0}\u{a0}As still as any glass,{break}And she would lean upon \
                    the beam{break}\u{a0}\u{a0}\u{a0}\u{a0}To watch the barges pass";
        for text in [format!("The Song\n\n{stanza};"), format!("The Song\n\n{stanza}.\n\n{stanza}.")] {
            assert!(dump(&text).contains(kept), "{}", dump(&text));
        }
    }

    #[test]
    fn what_is_no_poem() {
        let wrapped = "The council voted on Tuesday to close\nthe old bridge for eighteen months,\nand the shops along \
             the river have\nalready begun to count what it will\ncost them in lost trade, as ever.";
        for text in [
            wrapped,
            "Pie\n\nFor the dough\n- flour\n- butter, cold\n- one egg\n\nFor the filling\n- plums\n- sugar",
            "Pie\n\nFor the dough\nflour\nbutter, cold\none egg\n\nFor the filling\nplums\nsugar\ncream",
            "Ann: are you there?\nBen: yes, of course\nAnn: well, come down\nBen: no\nAnn: why, what is it",
            "It may be common, for example, that\nthe keys and values are alike. Like that:\n\n  q{Hello, tell me}\n\n\
             and have this\nmade into the first form.\nAmong the good things of such a form, it would\nlead to\n\
             smaller files, less prone to mistyping,\nand handy to someone translating it.",
            "static bool\ninit(stream *s)\n{\n  // The encoder takes its options,\n  // which are these.\n  mt m = {\n\
             flags = 0,\n  // at most\n  };\n}",
        ] {
            assert!(!is_poem(&lines(text)), "{text}");
        }
    }
}
