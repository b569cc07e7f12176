//! What stands at the end of a letter, and is no heading: who wrote it, and where.

use super::blocks::{Block, Form};
use super::facts::Terminal;
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
