//! What is written in Markdown for the programs of sites, and means nothing elsewhere: attributes of kramdown
//! (`{: .notice}`), tags of Liquid (`{% include toc.html %}`), short codes of Hugo (`{{< toc >}}`). Each that holds no
//! words of the article is left out, and told.

use crate::diag::{Code, Diagnostic, Sink};
use crate::model::{Block, BlockKind, Inline, InlineKind};
use crate::source::Span;

/// So many signs a paragraph has at most; a line of thousands is somebody's test.
const MOST: usize = 4;

/// Leaves out what is for programs.
pub fn take(blocks: &mut Vec<Block>, sink: &mut Sink) {
    blocks.retain_mut(|block| {
        match &mut block.kind {
            BlockKind::Paragraph(content) => {
                for sign in (0..MOST).map_while(|_| strip(content)) {
                    tell(&sign, block.span, sink);
                }
                return !content.is_empty();
            }
            BlockKind::Heading { content, .. } => {
                if let Some(sign) = strip_end(content) {
                    tell(&sign, block.span, sink);
                }
            }
            BlockKind::Quote(inner) | BlockKind::Alert { content: inner, .. } => take(inner, sink),
            BlockKind::List(list) => list.items.iter_mut().for_each(|item| take(&mut item.content, sink)),
            BlockKind::Definitions(_)
            | BlockKind::Code { .. }
            | BlockKind::Table(_)
            | BlockKind::Figure(_)
            | BlockKind::Rule => {}
        }
        true
    });
}

fn tell(sign: &str, span: Span, sink: &mut Sink) {
    sink.push(Diagnostic::new(Code::SkippedContent, format!("left out what is for a site's program: {sign}"), span));
}

/// Takes a sign off a paragraph: at its beginning, at its end, or all that it is.
fn strip(content: &mut Vec<Inline>) -> Option<String> {
    let alone = content.len() == 1;
    let Some(Inline { kind: InlineKind::Text(text), .. }) = content.first_mut() else { return strip_end(content) };
    let Some(end) = attributes(text).or_else(|| tag(text).filter(|end| alone && *end == text.len())) else {
        return strip_end(content);
    };
    let sign = text[..end].to_owned();
    *text = text[end..].trim_start().to_owned();
    if text.is_empty() {
        content.remove(0);
    }
    Some(sign)
}

/// Takes attributes off the end.
fn strip_end(content: &mut Vec<Inline>) -> Option<String> {
    let Some(Inline { kind: InlineKind::Text(text), .. }) = content.last_mut() else { return None };
    let start = text.rfind("{:")?;
    if attributes(&text[start..])? < text[start..].trim_end().len() || start == 0 && content.len() == 1 {
        return None;
    }
    let Some(Inline { kind: InlineKind::Text(text), .. }) = content.last_mut() else { return None };
    let sign = text.split_off(start);
    text.truncate(text.trim_end().len());
    if text.is_empty() {
        content.pop();
    }
    Some(sign)
}

/// Where attributes end that a text begins with: classes, names, and values without spaces.
fn attributes(text: &str) -> Option<usize> {
    let inside = text.strip_prefix("{:")?;
    let end = inside.find('}')?;
    let mut all = inside[..end].split_whitespace();
    let is_one =
        |token: &str| token.len() > 1 && (token.starts_with(['.', '#']) || token.contains('=')) || token == "toc";
    let some = inside[..end].contains(['.', '#', '=']) || inside[..end].trim() == "toc";
    (some && all.all(is_one)).then_some("{:".len() + end + 1)
}

/// Where a tag or a short code ends that a text begins with. What has words in it, a caption between quotation marks, is
/// none.
fn tag(text: &str) -> Option<usize> {
    const KINDS: [(&str, &str); 3] = [("{%", "%}"), ("{{<", ">}}"), ("{{%", "%}}")];
    let (open, close) = KINDS.into_iter().find(|(open, _)| text.starts_with(open))?;
    let inside = &text[open.len()..];
    let end = inside.find(close)?;
    let quoted = inside[..end].split(['"', '“', '”', '„', '‘', '’', '\'']).skip(1).step_by(2);
    let words = quoted.into_iter().any(|value| value.trim().contains(char::is_whitespace));
    (!words).then_some(open.len() + end + close.len())
}

#[cfg(test)]
mod tests {
    use super::super::super::Reader;
    use super::super::Markdown;
    use crate::model::{Document, words};
    use crate::source::Source;

    fn read(text: &str) -> (String, usize) {
        let read = Markdown::default().read(&Source::new("a.md", text));
        let told = read.diagnostics.iter().filter(|one| one.message.contains("program")).count();
        let document: Document = read.value;
        (words(&document).join(" ").split_whitespace().collect::<Vec<_>>().join(" "), told)
    }

    #[test]
    fn what_is_for_programs_is_left_out_and_told() {
        let head = "Some words.\n\n";
        let read = |text: &str| {
            let (words, told) = read(&format!("{head}{text}\n"));
            (words.trim_start_matches("Some words.").trim().to_owned(), told)
        };
        for (text, words, told) in [
            ("{: .notice--warning}\nA notice.", "A notice.", 1),
            ("A notice.\n{: .notice #first}", "A notice.", 1),
            ("{% include toc.html %}", "", 1),
            ("{{< toc >}}", "", 1),
            (
                "{{< figure src=\"a.png\" caption=\"What is shown\" >}}",
                "{{< figure src=”a.png” caption=”What is shown” >}}",
                0,
            ),
            ("{% raw %} words {% endraw %}", "{% raw %} words {% endraw %}", 0),
            ("{: so it goes}", "{: so it goes}", 0),
            ("A set {:a, :b} of keys", "A set {:a, :b} of keys", 0),
        ] {
            assert_eq!(read(text), (words.to_owned(), told), "{text}");
        }
    }
}
