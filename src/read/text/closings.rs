//! What stands at the end of a letter, and is no heading: who wrote it, and where.

use super::blocks::{Block, Form};
use super::facts::{Look, Terminal};
use super::headings::Verdict;
use super::marked::Certain;
use super::{letter, letterhead, names, wording};

/// Names and addresses below a line such as "Yours faithfully," are no headings.
pub(super) fn below_closing(verdicts: &mut Vec<Verdict>, blocks: &[Block<'_>], certain: &Certain) {
    const SHORT: usize = 50;
    let short = |block: &Block<'_>| block.form == Form::Words && block.width <= SHORT && block.mark.is_none();
    let mut closing = false;
    let mut verdict = 0;
    let mut kept = vec![true; verdicts.len()];
    for (at, block) in blocks.iter().enumerate() {
        let open = || wording::terminal(block.text()) == Terminal::Open;
        let wide = |at: usize| blocks.get(at).is_some_and(|next| next.width > 2 * SHORT);
        // One sentence may be told of an address, whose last line touches the one above.
        let says = || block.before > 0 && blocks.get(at + 1).is_some_and(|next| is_sentence(next.text()));
        let above_words = || wide(at + 1) || (says() && wide(at + 2));
        let heads = || above_words() && !names::are_names_alone(block.text());
        let closes = || block.text().ends_with(',') || letter::is_valediction(block.text());
        closing = short(block) && ((closing && open() && !heads()) || closes());
        if verdicts.get(verdict).is_some_and(|verdict| verdict.block == at) {
            kept[verdict] = !closing || certain.contains(block);
            verdict += 1;
        }
    }
    let mut kept = kept.into_iter();
    verdicts.retain(|_| kept.next().unwrap_or(true));
}

/// "Send us your money.": a sentence, where "Northport Mills Ltd." is none.
fn is_sentence(text: &str) -> bool {
    const FEWEST_WORDS: usize = 4;
    wording::terminal(text) == Terminal::Stop && text.split_whitespace().nth(FEWEST_WORDS - 1).is_some()
}

/// The short lines below the last words of a letter are who wrote it, and where: no headings.
pub(super) fn below_letter(verdicts: &mut Vec<Verdict>, blocks: &[Block<'_>], certain: &Certain) {
    const SHORT: usize = 50;
    if letterhead::salutation(blocks, 0).is_none() {
        return;
    }
    let is_prose = |block: &Block<'_>| {
        block.width > SHORT * block.lines.len() || block.form == Form::Code || is_sentence(block.text())
    };
    let end = blocks.iter().rposition(is_prose).unwrap_or(blocks.len());
    verdicts.retain(|verdict| verdict.block < end || certain.contains(&blocks[verdict.block]));
}

/// "Margaret Ellis" above "Shrewsbury", at least twice: who wrote each of several letters, and where. Neither heads the
/// next letter; and the last of them stands below everything, where "Badges" below "Ecosystem Adoption" would not.
pub(super) fn below_letters(verdicts: &mut Vec<Verdict>, blocks: &[Block<'_>], looks: &[Look], certain: &Certain) {
    const FEWEST: usize = 2;
    const WIDEST: usize = 40;
    const MOST_WORDS: usize = 4;
    let short = |at: usize| {
        let block = blocks.get(at)?;
        let plain = block.form == Form::Words && block.mark.is_none() && block.width <= WIDEST;
        let text = block.text();
        let capitals = text.split_whitespace().all(|word| word.starts_with(char::is_uppercase));
        let words = text.split_whitespace().count();
        (plain && capitals && words <= MOST_WORDS && wording::terminal(text) == Terminal::Open).then_some(words)
    };
    let is_prose = |at: usize| blocks.get(at).is_none_or(|block| block.width > 2 * WIDEST || is_sentence(block.text()));
    let signs = |at: usize| {
        let two = short(at).is_some_and(|words| words > 1) && names::are_names_alone(blocks[at].text());
        two && at > 0 && short(at + 1).is_some() && is_prose(at - 1) && is_prose(at + 2)
    };
    let last = looks.iter().rposition(|look| look.words && !look.dropped);
    if !last.and_then(|last| last.checked_sub(1)).is_some_and(signs) {
        return;
    }
    let is_of_pair = |at: usize| signs(at) || at > 0 && signs(at - 1);
    if (0..blocks.len()).filter(|at| signs(*at)).count() < FEWEST {
        return;
    }
    verdicts.retain(|verdict| !is_of_pair(verdict.block) || certain.contains(&blocks[verdict.block]));
}

#[cfg(test)]
mod tests {
    use super::super::{PlainText, Reader};
    use crate::model::BlockKind;
    use crate::source::Source;

    #[test]
    fn who_wrote_each_of_several_letters_heads_none() {
        let letter = "Your editorial on school meals (14 May) misses the point. Children do not waste food that they \
            have helped to cook, and every cook in the county could have told you so.";
        let who = ["Margaret Ellis\n\nShrewsbury", "John Tully\n\nLeeds", "Ann Roe\n\nYork"];
        let letters = who.map(|who| format!("{letter}\n\n{who}\n\n")).concat();
        let count = |text: &str| {
            let read = PlainText::default().read(&Source::new("t", text));
            read.value.blocks.iter().filter(|block| matches!(block.kind, BlockKind::Heading { .. })).count()
        };
        let text = format!("Letters: the trouble with school meals\n\n{letters}");
        assert_eq!(count(&text), 0);
        assert_eq!(count(&format!("{text}{letter}\n\n{letter}\n")), 6);
    }
}
