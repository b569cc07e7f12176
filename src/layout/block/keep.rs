//! What a block holds to: the page may not end, or had better not, between it and the next.

use super::super::galley::Galley;
use super::lines;
use crate::breaking::FORBIDDEN;
use crate::lang::Language;
use crate::model::{Block, BlockKind, Inline, is_formula, is_strong, is_strong_head, plain};

/// What it costs to end a page below a heading with one line under it, or below strong words that head a paragraph: more
/// than to leave a page four lines short.
const UNDER_HEADING: i32 = 6000;
/// What it costs to end a page behind a paragraph whose colon announces another: more than to leave a page a line short.
const LONELY: i32 = 500;

/// Says what it costs to end the page below a paragraph that begins at an item: it may announce what is next, or be all
/// that stands under its heading.
pub(super) fn with_next(content: &[Inline], next: Option<&Block>, begins: usize, under: Under, galley: &mut Galley) {
    if introduces(content, next) {
        galley.penalty(FORBIDDEN);
    } else if ends_in_colon(content) && matches!(next.map(|next| &next.kind), Some(BlockKind::Paragraph(_))) {
        galley.penalty(LONELY);
    } else {
        let most = |most: usize| lines(&galley.items[begins..]) <= most;
        let heads = is_strong(content) && most(3) && next.is_some_and(|next| !is_bold_block(next));
        if heads || (under == Under::Heading && most(1) && next.is_some_and(|next| !is_heading(next))) {
            galley.penalty(UNDER_HEADING);
        }
    }
}

/// What a paragraph stands under, or behind if a heading runs in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Under {
    Heading,
    Other,
}

pub(super) fn is_heading(block: &Block) -> bool {
    matches!(block.kind, BlockKind::Heading { .. })
}

fn is_bold_block(block: &Block) -> bool {
    matches!(&block.kind, BlockKind::Paragraph(content) if is_strong(content))
}

/// Whether a paragraph of strong words heads what is next, as the questions of an interview do: it stands as headings do.
pub(super) fn heads(content: &[Inline], next: Option<&Block>) -> bool {
    let headed = |next: &Block| !is_heading(next) && !is_bold_block(next) && !matches!(next.kind, BlockKind::Rule);
    is_strong_head(content) && next.is_some_and(headed)
}

/// Whether a paragraph ends in a colon and what it announces is next: the two stand on one page.
fn introduces(content: &[Inline], next: Option<&Block>) -> bool {
    let announced = match next.map(|next| &next.kind) {
        Some(BlockKind::Paragraph(content)) => is_formula(content),
        _ => follows(next) == Follows::Display,
    };
    announced && ends_in_colon(content)
}

/// Whether the last words in a list or a quotation end in a colon and what they announce stands behind it.
pub(super) fn announces(block: &Block, next: Option<&Block>) -> bool {
    !matches!(block.kind, BlockKind::Paragraph(_)) && last_words(block).is_some_and(|last| introduces(last, next))
}

/// The paragraph that a block ends with.
fn last_words(block: &Block) -> Option<&[Inline]> {
    match &block.kind {
        BlockKind::Paragraph(content) => Some(content),
        BlockKind::List(list) => last_words(list.items.last()?.content.last()?),
        BlockKind::Definitions(definitions) => last_words(definitions.last()?.meanings.last()?.last()?),
        BlockKind::Quote(content) | BlockKind::Alert { content, .. } => last_words(content.last()?),
        BlockKind::Heading { .. }
        | BlockKind::Code { .. }
        | BlockKind::Table(_)
        | BlockKind::Figure(_)
        | BlockKind::Rule => None,
    }
}

pub(super) fn ends_in_colon(content: &[Inline]) -> bool {
    plain(content).trim_end().trim_end_matches(['*', '_']).ends_with([':', '：'])
}

/// What stands behind a figure or a table, and where it was if it moves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Follows {
    Text,
    /// Something that wants white above it.
    Display,
}

pub(super) fn follows(next: Option<&Block>) -> Follows {
    match next.map(|next| &next.kind) {
        // Headings bring their own.
        Some(BlockKind::Paragraph(_) | BlockKind::Heading { .. } | BlockKind::Rule) | None => Follows::Text,
        Some(
            BlockKind::List(_)
            | BlockKind::Definitions(_)
            | BlockKind::Quote(_)
            | BlockKind::Alert { .. }
            | BlockKind::Code { .. }
            | BlockKind::Table(_)
            | BlockKind::Figure(_),
        ) => Follows::Display,
    }
}

/// What a paragraph behind a table or a figure says, if that is where the thing is from: "Source: …".
pub(super) fn credit<'a>(next: Option<&'a Block>, language: &Language) -> Option<&'a [Inline]> {
    let BlockKind::Paragraph(content) = &next?.kind else { return None };
    let labels = language.labels();
    let words = plain(content).to_lowercase();
    let (label, rest) = words.split_once([':', '：'])?;
    // "Sources", "Quellen": the label and at most two letters more.
    let is = |known: &str| {
        let more = label.trim_end().strip_prefix(&known.to_lowercase()).map(str::len);
        more.is_some_and(|more| more <= 2)
    };
    let known = is(labels.source) || is(labels.notes) || is(labels.notes.trim_end_matches('s'));
    (known && !rest.trim().is_empty()).then_some(content)
}

#[cfg(test)]
mod tests {
    use super::super::super::galley::{VBox, VItem};
    use super::*;
    use crate::model::{InlineKind, Level};
    use crate::source::Span;

    fn words(text: &str) -> Vec<Inline> {
        vec![Inline { kind: InlineKind::Text(text.to_owned()), span: Span::NONE }]
    }

    fn strong(text: &str) -> Vec<Inline> {
        vec![Inline { kind: InlineKind::Strong(words(text)), span: Span::NONE }]
    }

    /// What ending the page below a paragraph of so many lines costs.
    fn cost(content: &[Inline], next: Option<BlockKind>, lines: usize, under: Under) -> Option<i32> {
        let mut galley = Galley::default();
        (0..lines).for_each(|_| galley.push(VBox::default()));
        let next = next.map(|kind| Block { kind, span: Span::NONE });
        with_next(content, next.as_ref(), 0, under, &mut galley);
        match galley.items.last() {
            Some(VItem::Penalty { cost, .. }) => Some(*cost),
            _ => None,
        }
    }

    #[test]
    fn a_paragraph_holds_to_what_it_announces_or_heads() {
        let text = || Some(BlockKind::Paragraph(words("Text.")));
        let display = || Some(BlockKind::Quote(Vec::new()));
        let heading = || Some(BlockKind::Heading { level: Level::new(2), content: words("A heading"), anchor: None });
        let bold = || Some(BlockKind::Paragraph(strong("Bold")));
        for (what, found, wanted) in [
            ("a colon, and what it announces", cost(&words("So:"), display(), 9, Under::Other), Some(FORBIDDEN)),
            ("a colon in stress", cost(&strong("So: "), display(), 9, Under::Other), Some(FORBIDDEN)),
            ("a colon above text", cost(&words("So:"), text(), 9, Under::Other), Some(LONELY)),
            ("a colon above a heading", cost(&words("So:"), heading(), 9, Under::Other), None),
            ("a full stop", cost(&words("So."), display(), 9, Under::Other), None),
            ("a line under a heading", cost(&words("So."), text(), 1, Under::Heading), Some(UNDER_HEADING)),
            ("two lines under a heading", cost(&words("So."), text(), 2, Under::Heading), None),
            ("a line between headings", cost(&words("So."), heading(), 1, Under::Heading), None),
            ("strong words above text", cost(&strong("So"), text(), 3, Under::Other), Some(UNDER_HEADING)),
            ("strong words above such", cost(&strong("So"), bold(), 3, Under::Other), None),
            ("a strong paragraph", cost(&strong("So"), text(), 4, Under::Other), None),
            ("the last paragraph", cost(&strong("So"), None, 1, Under::Heading), None),
        ] {
            assert_eq!(found, wanted, "{what}");
        }
    }
}
