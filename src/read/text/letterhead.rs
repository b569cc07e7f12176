//! The head of a letter: who writes, when, and to whom.

use super::blocks::{Block, Form};
use super::dates::{self, Found};
use super::{byline, letter, running, wording};
use crate::lang::page_words;
use std::collections::BTreeSet;
use std::ops::Range;

/// Whether a letter's own head stands first: short lines above a salutation, and an address among them.
pub(super) fn is_first(blocks: &[Block<'_>], from: usize) -> bool {
    const WIDEST: usize = 130;
    if is_eastern(blocks, from) {
        return true;
    }
    let Some(count) = salutation(blocks, from).map(|at| at - from) else { return false };
    let head = blocks.iter().skip(from);
    let is_line = |block: &Block<'_>| block.form != Form::Code && block.quoted == 0 && block.width <= WIDEST;
    if !head.clone().take(count).all(is_line) {
        return false;
    }
    let addresses = head.take(count).filter(|block| letter::is_address(block.text())).count();
    addresses > 1 || begins_with_address(blocks, from..from + count)
}

/// "山田太郎様", and soon "拝啓　春暖の候": who gets the letter, and how its first sentence begins.
fn is_eastern(blocks: &[Block<'_>], from: usize) -> bool {
    const WIDEST_NAME: usize = 60;
    const WITHIN: usize = 6;
    let head = || blocks.iter().skip(from).take(WITHIN);
    // "前略、という言葉で" is a sentence about the word.
    let opens = |block: &Block<'_>| {
        let behind = |word| block.text().strip_prefix(word);
        page_words(|page| page.letter_openings).filter_map(behind).any(|rest| rest.starts_with([' ', '\u{3000}']))
    };
    let is_addressed = |block: &Block<'_>| {
        let honoured = || page_words(|page| page.honorifics).any(|word| block.text().ends_with(word));
        block.width <= WIDEST_NAME && honoured()
    };
    // A line that stands apart above who gets it is the title.
    let is_title = |at: usize| date(blocks[at].text()).is_none() && blocks[at + 1].before > 0;
    let opening = head().position(opens);
    let addressed = opening.and_then(|opening| head().take(opening).position(is_addressed));
    addressed.is_some_and(|at| !(from..from + at).any(is_title))
}

/// The date above a letter. A place of several words may stand before it, which elsewhere would be who wrote.
pub(super) fn date(text: &str) -> Option<Found> {
    const MOST_WORDS: usize = 3;
    let behind_place = || {
        let found =
            dates::find(text).filter(|found| text[found.range.end..].trim_end_matches(['.', ' ']).is_empty())?;
        let place = text[..found.range.start].trim_end().strip_suffix(',')?;
        let named = place.split_whitespace().all(|word| word.starts_with(char::is_uppercase));
        (named && place.split_whitespace().count() <= MOST_WORDS).then_some(found)
    };
    dates::whole_line(text).or_else(behind_place)
}

/// Where a letter's salutation stands, if its head is above it.
pub(super) fn salutation(blocks: &[Block<'_>], from: usize) -> Option<usize> {
    const WITHIN: usize = 18;
    let mut head = blocks.iter().skip(from).take(WITHIN);
    head.position(|block| letter::is_salutation(block.text())).map(|at| from + at)
}

/// The blocks of a letter that are further lines of what stands above them: of who writes, and when, or to whom, in its
/// head; and of who signed it, below "Yours faithfully".
pub(super) fn further_lines(blocks: &[Block<'_>]) -> BTreeSet<usize> {
    const WIDEST: usize = 60;
    let Some(salutation) = salutation(blocks, 0) else { return BTreeSet::new() };
    let is_line = |block: &Block<'_>| {
        block.form == Form::Words && block.mark.is_none() && block.quoted == 0 && block.width <= WIDEST
    };
    let both = |at: usize| is_line(&blocks[at - 1]) && is_line(&blocks[at]);
    let touches = |at: usize| blocks[at].before == 0 && both(at);
    let head = if is_first(blocks, 0) { 1..salutation } else { 0..0 };
    // Who writes says when; to whom stands in a group of its own.
    let sender = 1 + head.clone().take_while(|at| touches(*at)).count();
    let dated = |at: usize| at == sender && both(at) && date(blocks[at].text()).is_some();
    let head = head.filter(|at| touches(*at) || dated(*at));
    let closing = (salutation + 1..blocks.len()).find(|at| letter::is_valediction(blocks[*at].text()));
    let below = closing.map_or(0..0, |closing| closing + 1..blocks.len());
    // The room for the hand that signs is above the first of these lines.
    let signed = below.clone().take_while(|at| touches(*at) || (*at == below.start && both(*at)));
    head.chain(signed).collect()
}

/// Whether the first lines that touch one another are an address: one of them has figures as addresses do, or they are
/// three and more. A date may stand above them.
fn begins_with_address(blocks: &[Block<'_>], head: Range<usize>) -> bool {
    let dated = |block: &Block<'_>| date(block.text()).is_some();
    let start = head.start + blocks[head.clone()].iter().take_while(|block| dated(block)).count();
    let Some(below) = (start + 1..=head.end).find(|at| blocks[*at].before > 0) else { return false };
    let group = &blocks[start..below];
    let is_line = |block: &Block<'_>| {
        const WIDEST: usize = 40;
        let narrow = block.width <= WIDEST * block.lines.len();
        narrow && !running::is_closed(block.text()) && !dated(block) && !byline::names_somebody(block.text())
    };
    let lines: usize = group.iter().map(|block| block.lines.len()).sum();
    let numbered = || group.iter().any(|block| letter::is_address(block.text()));
    let named = || lines > 2 && !wording::all_capitals(group[0].text());
    lines > 1 && group.iter().all(is_line) && (numbered() || named())
}

#[cfg(test)]
mod tests {
    use super::super::front::Role;
    use super::super::{PlainText, Reading, Tidy};
    use super::is_first;
    use crate::read::Reader;
    use crate::source::Source;

    #[test]
    fn letters_of_the_east_name_who_gets_them() {
        let letter = "山田太郎様\n\n拝啓　春暖の候、ますますご清栄のこととお慶び申し上げます。\n\n敬具\n\n佐藤花子\n";
        assert!(is_first(&Reading::of(letter, &Tidy::NONE).blocks, 0));
        let tale = "裸の王様\n\n昔々、新しい着物がたいそう好きな王様がおりました。\n";
        assert!(!is_first(&Reading::of(tale, &Tidy::NONE).blocks, 0));
        let of_a_word = "裸の王様\n\n前略、という言葉で始まる手紙が王様に届きました。\n";
        assert!(!is_first(&Reading::of(of_a_word, &Tidy::NONE).blocks, 0));
        let titled = "夏季休業のお知らせ\n\nお客様各位\n\n拝啓　春暖の候、ますますご清栄のこととお慶び申し上げます。\n";
        assert!(!is_first(&Reading::of(titled, &Tidy::NONE).blocks, 0));
    }

    #[test]
    fn letters_have_an_address_and_no_title() {
        let title = |head: &str| {
            let text = format!("{head}\n\nI write to you about the old bridge, which the council has closed again.\n");
            let reading = Reading::of(&text, &Tidy::NONE);
            let front = reading.front();
            let is_title = |at: &usize| matches!(front.role(*at), Some(Role::Title));
            let no_names = (0..reading.blocks.len()).all(|at| !matches!(front.role(at), Some(Role::Byline(_))));
            ((0..reading.blocks.len()).find(is_title), no_names)
        };
        for head in [
            "Hill Road School\nHill Road\nAshford TN23 1AB\n\nMonday 4 March 2019\n\nDear Parents,",
            "Monsieur et Madame Delmas\n12, rue des Tilleuls\n69003 Lyon\n\nLyon, le 8 juin 2011\n\nMadame la Directrice,",
            "Москва, 3 февраля 2014 г.\n\nДиректору завода\nИванову П. С.\nот жильцов дома\n\nУважаемый Пётр Сергеевич!",
            "Buenos Aires, 2 de julio de 1999\n\nSra. Directora\nEscuela 14\nPresente\n\nEstimada señora:",
            "The Manor House\nUpper Wick\nDorset\n\n22 January 2007\n\nDear Rose,",
        ] {
            assert_eq!(title(head), (None, true), "{head}");
        }
        for head in [
            "To the members of the club\n\n3 March 2019\n\nDear friends,",
            "OPENING OF THE BRIDGE\nSpoken by the mayor\nNewtown\n\nDear friends,",
            "The opening of the bridge\nBy Ann Lee\n3 March 2019\n\nDear friends,",
        ] {
            assert_eq!(title(head).0, Some(0), "{head}");
        }
    }

    #[test]
    fn lines_of_a_letter_that_touch_are_lines_of_one_paragraph() {
        let letter = "Jane Doe\n12 Mill Lane\nNorthport NP1 2AB\n\n20 March 2026\n\nThe Harbour Board\n4 Quay Street\n\nDear Sir or \
            Madam,\n\nThe wheel makes a noise at night.\n\nIt is loud.\nWe cannot sleep.\n\nYours faithfully,\n\nJane Doe\n\
            Chair, Friends of the Mill\n\nEnclosed: a recording\n";
        let said = PlainText::default().read(&Source::new("letter.txt", letter)).value.dump();
        let body = said.split_once("---\n").map_or("", |(_, body)| body);
        assert_eq!(
            body,
            "paragraph: Jane Doe{break}12 Mill Lane{break}Northport NP1 2AB{break}20 March 2026\n\
             paragraph: The Harbour Board{break}4 Quay Street\n\
             paragraph: Dear Sir or Madam,\n\
             paragraph: The wheel makes a noise at night.\n\
             paragraph: It is loud.\n\
             paragraph: We cannot sleep.\n\
             paragraph: Yours faithfully,{break}Jane Doe{break}Chair, Friends of the Mill\n\
             paragraph: Enclosed: a recording\n"
        );
        let article =
            "The mill\n\nA wheel\nA race\n\nDear friends,\n\nThe wheel makes a noise at night, and we cannot sleep.\n";
        assert!(!PlainText::default().read(&Source::new("a.txt", article)).value.dump().contains("{break}"));
    }
}
