//! White space among inlines: single spaces, none at either end, nothing empty.

use super::{Inline, InlineKind};

/// Inlines with single spaces, none at either end, and nothing empty among them.
pub(super) fn tidied(inlines: Vec<Inline>) -> Vec<Inline> {
    let mut after_space = true;
    let mut out = squeeze(inlines, &mut after_space);
    trim_end(&mut out);
    let breaks = out.iter().take_while(|inline| matches!(inline.kind, InlineKind::Break)).count();
    out.drain(..breaks);
    out
}

fn squeeze(inlines: Vec<Inline>, after_space: &mut bool) -> Vec<Inline> {
    let mut out: Vec<Inline> = Vec::with_capacity(inlines.len());
    for mut inline in inlines {
        let keep = match &mut inline.kind {
            InlineKind::Text(text) => {
                squeeze_text(text, after_space);
                !text.is_empty()
            }
            InlineKind::Break => {
                trim_end(&mut out);
                *after_space = true;
                true
            }
            // Nothing is shown there: the spaces around it are neighbours.
            InlineKind::Mark(_) => true,
            kind => match kind.inner_mut() {
                Some(inner) => {
                    *inner = squeeze(std::mem::take(inner), after_space);
                    !inner.is_empty()
                }
                None => {
                    *after_space = false;
                    true
                }
            },
        };
        if !keep {
            continue;
        }
        match (out.last_mut(), inline.kind) {
            (Some(Inline { kind: InlineKind::Text(before), span }), InlineKind::Text(text)) => {
                before.push_str(&text);
                *span = span.to(inline.span);
            }
            (_, kind) => out.push(Inline { kind, span: inline.span }),
        }
    }
    fitted(out)
}

/// As large as what is in them, where that is less: a packet holds a thousand articles at a time.
fn fitted(mut inlines: Vec<Inline>) -> Vec<Inline> {
    inlines.shrink_to_fit();
    for inline in &mut inlines {
        if let InlineKind::Text(text) = &mut inline.kind {
            text.shrink_to_fit();
        }
    }
    inlines
}

fn squeeze_text(text: &mut String, after_space: &mut bool) {
    // Most text has nothing to squeeze; it is not copied.
    if (*after_space && text.starts_with(' ')) || text.contains("  ") {
        let mut out = String::with_capacity(text.len());
        for c in text.chars() {
            if c != ' ' || !*after_space {
                out.push(c);
            }
            *after_space = c == ' ';
        }
        *text = out;
    } else if !text.is_empty() {
        *after_space = text.ends_with(' ');
    }
}

/// Cuts the space, and breaks, at the end of the last inline.
fn trim_end(inlines: &mut Vec<Inline>) {
    while let Some(last) = inlines.last_mut() {
        let empty = match &mut last.kind {
            InlineKind::Text(text) => {
                text.truncate(text.trim_end_matches(' ').len());
                text.is_empty()
            }
            InlineKind::Break => true,
            kind => kind.inner_mut().is_some_and(|inner| {
                trim_end(inner);
                inner.is_empty()
            }),
        };
        if !empty {
            return;
        }
        inlines.pop();
    }
}

#[cfg(test)]
mod tests {
    use crate::model::{Builder, Container};
    use crate::source::Span;

    #[test]
    fn a_paragraph_begins_and_ends_with_words() {
        let mut builder = Builder::new();
        builder.open(Container::Paragraph, Span::NONE);
        builder.line_break(Span::NONE);
        builder.text(" The mill", Span::NONE);
        builder.line_break(Span::NONE);
        builder.text("The lock", Span::NONE);
        builder.line_break(Span::NONE);
        builder.close();
        let said = format!("{:?}", builder.finish().blocks);
        assert_eq!(said.matches("Break").count(), 1, "{said}");
    }
}
