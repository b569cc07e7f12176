//! Whether a sentence goes on from a line to the next, as far as the two lines say so themselves.

use super::entries::is_labelled;
use super::lines::Line;
use super::{byline, dates, wording};
use crate::lang::Kind;

/// Whether a hyphen parts a word, or what is said of two: "self-" above "made".
pub(super) fn is_parted(above: &Line<'_>, line: &Line<'_>) -> bool {
    let stem = above.text.strip_suffix('-').unwrap_or_default();
    stem.ends_with(char::is_alphabetic) && line.text.starts_with(char::is_lowercase) && above.quoted == line.quoted
}

/// Whether a sentence goes on from a line to the next: it has no end, and the next begins small. The words beside the
/// break are words, and no part of a command or of a table; a byline does not go on with its title.
pub(super) fn runs_on(above: &Line<'_>, line: &Line<'_>) -> bool {
    if !line.text.starts_with(char::is_lowercase)
        || !above.text.ends_with(|c: char| c.is_alphabetic() || c == ',' || c == '-')
    {
        return false;
    }
    let next = line
        .text
        .split(' ')
        .next()
        .unwrap_or_default()
        .trim_end_matches([',', '.', ';', ':', '!', '?', ')', '"', '”', '»', '’']);
    let last = above.text.rsplit(' ').next().unwrap_or_default();
    let is_word = |word: &str| word.chars().all(|c| c.is_alphabetic() || matches!(c, '-' | '\'' | '’'));
    let joins_items = above.text[..above.text.len() - last.len()].trim_end().ends_with(';');
    is_word(next)
        && is_word(last.trim_end_matches(',').trim_start_matches(['(', '"', '“', '«', '„']))
        && !wording::all_capitals(last)
        && !joins_items
        && !byline::names_somebody(line.text)
}

/// The same in a script without capitals: nothing closes the first line, and the second is no item.
pub(super) fn goes_on_without_capitals(above: &Line<'_>, line: &Line<'_>) -> bool {
    let caseless = |c: char| Kind::of(c).is_letter() && !c.is_lowercase() && !c.is_uppercase();
    line.text.starts_with(caseless)
        && above.text.ends_with(|c: char| caseless(c) || matches!(c, '，' | '、' | '،' | ','))
        && line.mark().is_none()
        && !is_labelled(line.text)
}

/// Whether a line goes on with the one above though lines are paragraphs here.
pub(super) fn goes_on_apart(above: &Line<'_>, line: &Line<'_>) -> bool {
    const NARROWEST: usize = 40;
    let fits = above.width >= NARROWEST && above.quoted == line.quoted && line.mark().is_none();
    fits && runs_on(above, line) && !says_who(line.text)
}

/// "tomk wrote on 4 June 2016:": whose words stand below, who may write the name with a small letter.
fn says_who(text: &str) -> bool {
    text.ends_with([':', '：']) && dates::find(text).is_some()
}

/// Whether a sentence ends with a line.
pub(super) fn is_closed(text: &str) -> bool {
    const ENDS: [char; 9] = ['.', '!', '?', '…', '。', '！', '？', '؟', '۔'];
    let text = text.trim_end_matches(['"', '”', '’', '»', '\'', ')', '」', '』', '）']);
    text.ends_with(ENDS) && !is_abbreviation(text.rsplit(' ').next().unwrap_or(text))
}

/// "Mr.", "Inc.", "U.S.": a full stop that ends no sentence.
fn is_abbreviation(word: &str) -> bool {
    const LONGEST: usize = 5;
    let capital = word.starts_with(char::is_uppercase);
    capital && word.len() <= LONGEST && word.ends_with('.') && word.bytes().filter(u8::is_ascii_alphabetic).count() < 4
}

#[cfg(test)]
mod tests {
    use super::super::seams::tests::{WRAPPED, told};

    #[test]
    fn lines_that_are_paragraphs_run_on_where_a_sentence_does() {
        let letter = "Dear all,\n\nthe pipe to the gardens will be replaced in the autumn of this year, and\n\
            we need three people.\n\nTom\n\n14 River Lane\n\nLower Hatch\n\nTel. 01632";
        assert_eq!(told(letter)[1].matches("and we need").count(), 1);
        let items = "What we do:\nworking in the open to make our products all the stronger; and\n\
            deploying them often.\n\niptables -t nat -A POSTROUTING -o ppp0 -j MASQUERADE\necho 1 > ip_forward";
        let long = WRAPPED.replace('\n', " ");
        assert_eq!(told(&format!("{items}\n\n{long}")).len(), 6);
        let post = "Strange noise from the bike when pedalling hard\nrita_b wrote on 4 June 2016:\nCould be the \
            bottom bracket. Take the chain off and spin the cranks by hand. If you can feel it grinding, there you are.\n\nTom";
        assert_eq!(told(post)[1], "rita_b wrote on 4 June 2016:");
    }
}
