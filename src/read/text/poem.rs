//! Whether a whole text is a poem or a song: then its lines stay as they are.

use super::layout::begins_within;
use super::lines::{self, Line};
use super::{join, marks, seams};
use crate::lang::Kind;

/// Hardly a line of a poem is wider.
const WIDEST: usize = 60;

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

/// Short lines in stanzas that were not wrapped, though sentences run on from one to the next; or stanzas of equal
/// length, as songs without punctuation have.
pub(super) fn is_poem(lines: &[Line<'_>]) -> bool {
    const FEWEST_ENDS: usize = 4;
    let few = |found: usize| found * 10 <= lines.len();
    if !few(lines.iter().filter(|line| line.width > WIDEST || line.quoted > 0).count())
        || !few(lines.iter().filter(|line| is_entry(line)).count())
    {
        return false;
    }
    // Without capitals a line cannot show that its sentence goes on, unless no sentence ends at all.
    let caseless = |line: &Line<'_>| !line.text.chars().any(|c| c.is_lowercase() || c.is_uppercase());
    let unpunctuated = !lines.iter().any(|line| seams::is_closed(line.text));
    let mut ends = Ends::default();
    let mut stanzas = Vec::new();
    for stanza in stanzas_of(lines).filter(|stanza| stanza.len() > 1) {
        let widest = stanza.iter().map(|line| line.width).max().unwrap_or(0);
        for pair in stanza.windows(2) {
            let (line, next) = (&pair[0], &pair[1]);
            // A line breaks anywhere between ideographs.
            let word = match next.text.chars().next() {
                Some(c) if join::is_ideographic(c) => 2,
                _ => next.text.split_whitespace().next().map_or(0, lines::width),
            };
            let within = line.text.ends_with(char::is_alphabetic)
                && next.text.starts_with(begins_within)
                && (unpunctuated || !caseless(next));
            ends.all += 1;
            ends.room += usize::from(line.width + 1 + word <= widest);
            ends.paused += usize::from(!line.text.ends_with(|c: char| Kind::of(c).is_alphanumeric()));
            ends.open += usize::from(!seams::is_closed(line.text));
            ends.going_on += usize::from(within || line.text.ends_with([',', ';', '—', '–', '،', '，', '、']));
        }
        stanzas.push(stanza.len());
    }
    let stands_in_stanzas = ends.all >= FEWEST_ENDS && (ends.all + stanzas.len()) * 10 >= lines.len() * 7;
    let unwrapped = ends.room * 5 >= ends.all * 2 || ends.paused * 2 >= ends.all;
    stands_in_stanzas
        && unwrapped
        && ends.open * 2 >= ends.all
        && (ends.going_on * 3 >= ends.all || are_equal(&stanzas, lines))
}

/// Two stanzas or more, of as many lines each, of several words.
fn are_equal(stanzas: &[usize], lines: &[Line<'_>]) -> bool {
    const FEWEST_LINES: usize = 3;
    const FEWEST_WORDS: usize = 4;
    let words: usize = lines.iter().map(|line| line.text.split_whitespace().count()).sum();
    let equal = stanzas.len() > 1 && stanzas.iter().all(|lines| *lines == stanzas[0]) && stanzas[0] >= FEWEST_LINES;
    equal && words >= FEWEST_WORDS * lines.len()
}

/// A label, a bullet or a number: a line of a list or of a conversation.
fn is_entry(line: &Line<'_>) -> bool {
    marks::mark(line.text).is_some() || line.text.starts_with('[') || line.text.contains(": ")
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
    fn what_is_no_poem() {
        let wrapped = "The council voted on Tuesday to close\nthe old bridge for eighteen months,\nand the shops along \
             the river have\nalready begun to count what it will\ncost them in lost trade, as ever.";
        for text in [
            wrapped,
            "Pie\n\nFor the dough\n- flour\n- butter, cold\n- one egg\n\nFor the filling\n- plums\n- sugar",
            "Ann: are you there?\nBen: yes, of course\nAnn: well, come down\nBen: no\nAnn: why, what is it",
        ] {
            assert!(!is_poem(&lines(text)), "{text}");
        }
    }
}
