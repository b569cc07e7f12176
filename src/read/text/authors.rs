//! Whether the words below a title are who wrote the article, though nothing else says so.

use super::blocks::{Block, Form};
use super::lexicon::lexicon;
use super::{names, wording};
use crate::lang::Kind;

/// Whether words under a title are names though nothing else says so: two to five of them, with capitals, which the
/// article never writes small and the title does not contain. "Getting Started" fails, as does "The Hard Part".
pub(super) fn are_only_names(text: &str, title: usize, blocks: &[Block<'_>]) -> bool {
    const FEWEST_WORDS: usize = 120;
    const MOST_PERSONS: usize = 12;
    const MOST_BRIEF: usize = 2;
    let is_name = |word: &str| word.chars().next().is_some_and(char::is_uppercase) && !wording::all_capitals(word);
    let all: Vec<&str> = text.split([' ', ',']).filter(|word| !word.is_empty()).collect();
    let is_initial = |word: &str| word.ends_with('.') && word.chars().count() == 2;
    let names: Vec<&str> = all.iter().copied().filter(|word| is_name(word) && !is_initial(word)).collect();
    let initials = all.iter().filter(|word| is_initial(word)).count();
    let joined = all.iter().filter(|word| lexicon().and.contains(**word)).count();
    let particles = all.iter().filter(|word| !lexicon().and.contains(**word) && names::is_particle(word)).count();
    let persons = 1 + joined + text.matches(',').count();
    let fits = names.len() >= 2
        && persons <= MOST_PERSONS
        && names.len() + initials + joined + particles == all.len()
        && names.len() <= 3 * persons
        && particles <= 2 * persons
        && (persons <= MOST_BRIEF || have_two_words_each(text));
    if !fits {
        return false;
    }
    let small: Vec<String> = names.iter().map(|name| name.to_lowercase()).collect();
    let words = blocks[title].text().to_lowercase();
    if small.iter().any(|word| words.contains(word.as_str())) {
        return false;
    }
    // A poem is too short to say much.
    let above_verse = blocks.get(title + 2).is_some_and(|block| block.form == Form::Verse);
    let mut seen = if above_verse { FEWEST_WORDS } else { 0 };
    for word in blocks.iter().flat_map(|block| block.text().split_whitespace()).take(4000) {
        seen += 1;
        let word = word.trim_matches(|c: char| !Kind::of(c).is_alphanumeric());
        if small.iter().any(|name| name == word) {
            return false;
        }
    }
    seen >= FEWEST_WORDS
}

/// Whether a first and a last name stand between the commas. A list of towns has one word for each.
fn have_two_words_each(text: &str) -> bool {
    let mut words = 0;
    for word in text.split_whitespace() {
        let joins = lexicon().and.contains(word);
        words += usize::from(!joins);
        if joins || word.ends_with(',') {
            if words == 1 {
                return false;
            }
            words = 0;
        }
    }
    words != 1
}
