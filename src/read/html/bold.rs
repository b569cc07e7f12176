//! Headings that a page sets in bold type alone: paragraphs that are nothing but bold words, where it has no headings.

use super::lines;
use crate::diag::{Code, Diagnostic, Sink};
use crate::model::{Block, BlockKind, Inline, InlineKind, Level, plain};
use crate::read::text::{byline, dates};
use crate::source::Span;

/// A single one may as well be a remark that its author set strong.
const FEWEST: usize = 2;

/// Longer ones (in characters) are sentences.
const LONGEST: usize = 100;

/// Makes headings of them. An article that has headings has them for its chapters already.
pub fn headings(blocks: &mut [Block], sink: &mut Sink) {
    if blocks.iter().any(|block| matches!(block.kind, BlockKind::Heading { .. })) {
        return;
    }
    let bold: Vec<bool> = blocks.iter().map(is_bold_line).collect();
    let Some(first) = blocks.iter().zip(&bold).position(|(block, bold)| !bold && is_paragraph(block)) else { return };
    let heads = |at: usize| {
        let below = blocks.get(at + 1).is_some_and(|next| !bold[at + 1] && !matches!(next.kind, BlockKind::Rule));
        at > first && bold[at] && below
    };
    let found: Vec<usize> = (0..blocks.len()).filter(|at| heads(*at)).collect();
    // Of a conversation, the questions are set so.
    let asked = found.iter().filter(|at| said(&blocks[**at]).ends_with(['?', '？'])).count();
    if found.len() < FEWEST || asked * 2 > found.len() {
        return;
    }
    for at in found {
        let block = &mut blocks[at];
        let message = format!("a paragraph of bold words alone was taken for a heading: {}", said(block));
        sink.push(Diagnostic::new(Code::HeadingGuess, message, Span::NONE));
        if let BlockKind::Paragraph(content) = &mut block.kind {
            let content = std::mem::take(content).into_iter().flat_map(unset).collect();
            block.kind = BlockKind::Heading { level: Level::new(2), anchor: None, content };
        }
    }
}

fn said(block: &Block) -> String {
    match &block.kind {
        BlockKind::Paragraph(content) => plain(content).trim().to_owned(),
        _ => String::new(),
    }
}

fn is_paragraph(block: &Block) -> bool {
    matches!(block.kind, BlockKind::Paragraph(_))
}

/// Whether a block is a short line of bold words, and neither a sentence nor something else that a page sets so.
fn is_bold_line(block: &Block) -> bool {
    let BlockKind::Paragraph(content) = &block.kind else { return false };
    let is_bold = |inline: &Inline| match &inline.kind {
        InlineKind::Strong(inner) => !inner.iter().any(|inner| matches!(inner.kind, InlineKind::Break)),
        InlineKind::Text(text) => text.trim().is_empty(),
        _ => false,
    };
    content.iter().all(is_bold) && {
        let text = said(block);
        let ended = text.ends_with(['.', ',', ';', ':', '…', '。', '：', '”', '»', ')']);
        !ended
            && text.chars().any(char::is_alphabetic)
            && text.chars().count() <= LONGEST
            && !lines::is_furniture(&text)
            && dates::whole_line(&text).is_none()
            && !byline::read(&text).is_some_and(|byline| byline.introduced)
            && !content.iter().any(is_link)
    }
}

/// Whether there is a link in it: the way to another article.
fn is_link(inline: &Inline) -> bool {
    let leads = |inner: &Inline| matches!(inner.kind, InlineKind::Link { .. });
    matches!(&inline.kind, InlineKind::Strong(inner) if inner.iter().any(leads))
}

/// The words of bold type, without it.
fn unset(inline: Inline) -> Vec<Inline> {
    match inline.kind {
        InlineKind::Strong(inner) => inner,
        kind => vec![Inline { kind, span: inline.span }],
    }
}

#[cfg(test)]
mod tests {
    use crate::diag::Code;
    use crate::read::{Html, Reader};
    use crate::source::Source;

    const TEXT: &str = "The mills along the canal ran only three days in the week, and nobody spoke of it at first.";

    fn read(inner: &str) -> (String, usize) {
        let page = format!("<title>A Dry Year</title><body><article><h1>A Dry Year</h1>{inner}</article></body>");
        let read = Html::default().read(&Source::new("a.html", page));
        let told = read.diagnostics.iter().filter(|told| told.code == Code::HeadingGuess).count();
        (read.value.dump(), told)
    }

    /// Chapters under bold lines, behind the byline that stands so too.
    fn chapters(bold: [&str; 2]) -> String {
        let text = format!("<p>{TEXT}</p><p>{TEXT} So it was.</p>");
        let [first, second] = bold.map(|bold| format!("<p><b>{bold}</b></p>{text}"));
        format!("<p><strong>Ann Lee</strong></p>{text}{first}{second}")
    }

    #[test]
    fn bold_paragraphs_are_headings_where_there_are_no_others() {
        let (said, told) = read(&chapters(["The lock</b> <b>of <i>Ham</i>", "What was left"]));
        assert!(said.contains("heading 2: The lock of {emph Ham}\n") && said.contains("heading 2: What was left\n"));
        assert!(said.contains("paragraph: {strong Ann Lee}") && told == 2, "{said}");
        let (said, told) = read(&format!("{}<h3>The end</h3><p>{TEXT}</p>", chapters(["The lock", "What was left"])));
        assert!(said.contains("paragraph: {strong The lock}") && told == 0, "{said}");
    }

    #[test]
    fn other_bold_paragraphs_are_none() {
        for bold in [
            ["The lock", "It was never opened again in that year."],
            ["Who opened it?", "And who was there?"],
            ["The lock", "<a href=/o>The mills stand still</a>"],
            ["The lock", "3 May 1998"],
            ["The lock", "Ham<br>Harbour master"],
        ] {
            let (said, told) = read(&chapters(bold));
            assert!(!said.contains("heading") && told == 0, "{bold:?}: {said}");
        }
        let (said, _) = read(&format!("<p>{TEXT}</p><p>{TEXT}</p><p>{TEXT}</p><p><b>One</b></p><p><b>Two</b></p>"));
        assert!(!said.contains("heading"), "{said}");
    }
}
