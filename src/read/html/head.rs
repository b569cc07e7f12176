//! The head of an article that a page sets as paragraphs of its text, with nothing but line breaks between them: the
//! title again, who wrote it, and when.

use crate::diag::{Code, Diagnostic, Sink};
use crate::lang::letters;
use crate::model::{Block, BlockKind, Meta, plain};
use crate::read::text::{byline, dates};
use crate::source::Span;

/// So many blocks are looked at: a title, a byline and a date.
const MOST: usize = 3;

/// Longer paragraphs (in bytes) are no byline.
const LONGEST: usize = 120;

/// Takes what heads the text from it. The title must come first: elsewhere such a paragraph may be of the text.
pub fn take(blocks: &mut Vec<Block>, meta: &mut Meta, sink: &mut Sink) {
    let title = meta.title_text().map(|title| letters(&title)).unwrap_or_default();
    let mut taken = 0;
    for block in blocks.iter().take(MOST) {
        let BlockKind::Paragraph(content) = &block.kind else { break };
        let text = plain(content);
        let is_head = if taken == 0 {
            !title.is_empty() && letters(&text) == title
        } else {
            text.len() <= LONGEST && tells(&text.replace('\n', " "), meta)
        };
        if !is_head {
            break;
        }
        taken += 1;
        let message = format!("what heads the text was taken from it: {text}");
        sink.push(Diagnostic::new(Code::SkippedContent, message, Span::NONE));
    }
    // A page of nothing but its head is that head.
    if taken < blocks.len() {
        blocks.drain(..taken);
    }
}

/// Whether a line says who wrote the article, or when; what is not known yet is taken from it.
fn tells(text: &str, meta: &mut Meta) -> bool {
    if let Some(read) = byline::read(text).filter(|read| read.introduced && !read.names.is_empty()) {
        let known = |name: &String| meta.authors.iter().any(|author| letters(author) == letters(name));
        if meta.authors.is_empty() {
            meta.byline = Some(text.to_owned());
            meta.authors = read.names;
        } else if !read.names.iter().all(known) {
            return false;
        }
        if meta.date.is_none() {
            meta.date = read.date.filter(|found| !found.ambiguous).map(|found| found.date);
        }
        return true;
    }
    let Some(found) = dates::whole_line(text).filter(|found| !found.ambiguous) else { return false };
    match &meta.date {
        Some(date) => date.iso == found.date.iso,
        None => {
            meta.date = Some(found.date);
            true
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::read::{Html, Reader};
    use crate::source::Source;

    fn read(head: &str) -> String {
        let text = "The mills ran only three days in the week, and nobody spoke of it at first, they say.";
        let page =
            format!("<title>A Dry Year</title><body>{head}<br><br>1 {text}<br><br>2 {text}<br><br>3 {text}</body>");
        Html::default().read(&Source::new("a.html", page)).value.dump()
    }

    #[test]
    fn a_head_with_line_breaks_alone_is_no_text() {
        for head in
            ["<b>A Dry Year</b><br><br>by Ann Lee<br><br>3 May 1998", "A Dry Year<br><br>by Ann Lee, 3 May 1998"]
        {
            let said = read(head);
            assert!(said.starts_with("title: A Dry Year\nbyline: Ann Lee\ndate: 1998-05-03"), "{said}");
            assert!(said.contains("---\nparagraph: 1 The mills"), "{said}");
        }
        assert!(read("3 May 1998").contains("---\nparagraph: 3 May 1998\n"));
        assert!(read("A Dry Year<br><br>It was dry.").contains("---\nparagraph: It was dry.\n"));
    }
}
