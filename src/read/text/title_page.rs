//! The title pages of books: a title in several lines, "BY", and the author below it.

use super::blocks::{Block, Form};
use super::byline::{self, Byline};
use super::front::{Front, Role};
use super::lexicon::lexicon;
use super::{running, wording};

/// Takes in a title page: "BY" alone, names below it, and nothing but the title above it. Whether there is one.
pub(super) fn title_page(title: usize, blocks: &[Block<'_>], front: &mut Front) -> bool {
    const WITHIN: usize = 8;
    let below = blocks.iter().enumerate().skip(title + 1).take(WITHIN);
    let Some((by, _)) = below.clone().find(|(_, block)| is_by(block)) else { return false };
    let in_capitals = wording::all_capitals(blocks[title].text());
    let is_of_title = |block: &Block<'_>| {
        let plain = is_line(block) && !running::is_closed(block.text());
        plain && wording::all_capitals(block.text()) == in_capitals
    };
    let Some(names) = blocks.get(by + 1).filter(|block| is_line(block)).and_then(|block| byline::read(block.text()))
    else {
        return false;
    };
    if names.names.is_empty() || !blocks[title + 1..by].iter().all(is_of_title) {
        return false;
    }
    (title + 1..by).for_each(|at| front.set(at, Role::Title));
    front.set(by, Role::Furniture);
    front.set(by + 1, Role::Byline(Byline { introduced: true, ..names }));
    front.imprint = by + 2..imprint_end(blocks, by + 2);
    true
}

/// Where the place, the publisher and the year end, which close a title page: behind a line that ends with a year.
fn imprint_end(blocks: &[Block<'_>], from: usize) -> usize {
    const WITHIN: usize = 8;
    const WIDEST: usize = 60;
    let short = |block: &&Block<'_>| block.width <= WIDEST * block.lines.len() && block.form != Form::Code;
    let is_year = |word: &str| word.len() == 4 && word.bytes().all(|b| b.is_ascii_digit());
    let dated = |block: &Block<'_>| block.text().trim_end_matches('.').rsplit([' ', ',']).next().is_some_and(is_year);
    let mut lines = blocks.iter().skip(from).take(WITHIN).take_while(short);
    lines.position(dated).map_or(from, |at| from + at + 1)
}

fn is_line(block: &Block<'_>) -> bool {
    const WIDEST: usize = 60;
    block.form == Form::Words && block.lines.len() == 1 && block.quoted == 0 && block.width <= WIDEST
}

/// "BY", "Von": a word that introduces names, and nothing else.
fn is_by(block: &Block<'_>) -> bool {
    let text = block.text();
    is_line(block) && text.chars().next().is_some_and(char::is_uppercase) && {
        let small = text.trim_end_matches([':', ' ']).to_lowercase();
        let words = small.chars().next().and_then(|first| lexicon().byline.get(&first));
        !small.contains(' ') && words.is_some_and(|words| words.contains(&small.as_str()))
    }
}

#[cfg(test)]
mod tests {
    use super::super::PlainText;
    use crate::model::{Block, BlockKind};
    use crate::read::Reader;
    use crate::source::Source;

    const PROSE: &str = "Nobody knows who built the first mill on the river. The monks have been credited with it, as they \
        are with everything, but there is a charter that speaks of a wheel and does not speak of monks.";

    #[test]
    fn titles_of_several_lines_have_their_author_below_them() {
        let told = |head: &str| {
            let read = PlainText::default().read(&Source::new("t", format!("{head}\n\n{PROSE}\n\n{PROSE}"))).value;
            (read.meta.title_text().unwrap_or_default(), read.meta.authors.join("; "), read.blocks.len())
        };
        let page = "THE STORY\n\nOF THE\n\nRIVER MILLS\n\nBY\n\nARTHUR T. BANKS\n\nLONDON\n\n1896";
        assert_eq!(told(page), ("THE STORY OF THE RIVER MILLS".to_owned(), "ARTHUR T. BANKS".to_owned(), 4));
        let small = "Über Mühlen\n\nVon\n\nAnna Weiß";
        assert_eq!(told(small), ("Über Mühlen".to_owned(), "Anna Weiß".to_owned(), 2));
        let imprint = "THE STORY\n\nBY\n\nANNA WEISS\n\nAUTHOR OF OLD FORDS\n\nLONDON: HARTE, 1896\n\nPREFACE";
        let read = PlainText::default().read(&Source::new("t", format!("{imprint}\n\n{PROSE}\n\n{PROSE}"))).value;
        let heading = |block: &&Block| matches!(block.kind, BlockKind::Heading { .. });
        assert_eq!(read.blocks.iter().position(|block| heading(&block)), Some(2));
        assert_eq!(told("THE STORY\n\nIt begins late.\n\nBY\n\nARTHUR T. BANKS").1, "");
    }
}
