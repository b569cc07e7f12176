//! Paragraphs that are figures.

use crate::model::{Figure, Image, Inline, InlineKind, Target, plain};

/// Words below a picture are its caption up to so many letters; more are a text that a picture stands at the head of.
const LONGEST_CAPTION: usize = 160;

/// The figure that a paragraph is: a picture, and below it, or behind it and set apart, a few words. Else the paragraph
/// as it was.
pub(super) fn of(mut inlines: Vec<Inline>) -> Result<Figure, Vec<Inline>> {
    let Some(caption) = caption(&inlines) else { return Err(inlines) };
    let mut words = inlines.split_off(caption);
    if let [Inline { kind: InlineKind::Emph(inner), .. }] = words.as_mut_slice() {
        words = std::mem::take(inner);
    }
    inlines.truncate(1);
    match inlines.pop().map(|first| first.kind) {
        Some(InlineKind::Image(image)) => Ok(Figure { image: *image, caption: words }),
        // A picture that leads to itself in a larger size, or to where it is from: print shows it here.
        Some(InlineKind::Link { target, mut content }) => match content.pop().map(|only| only.kind) {
            Some(InlineKind::Image(mut image)) => {
                if let Target::Url(url) = *target {
                    image.leads = Some(url.into());
                }
                Ok(Figure { image: *image, caption: words })
            }
            _ => Err(words),
        },
        _ => Err(words),
    }
}

/// Where the caption begins, if a paragraph begins with a picture and goes on with nothing else.
fn caption(inlines: &[Inline]) -> Option<usize> {
    let (first, rest) = inlines.split_first()?;
    picture(first)?;
    let begins = match rest {
        [] => 1,
        [Inline { kind: InlineKind::Break, .. }, words @ ..] if !words.is_empty() => 2,
        [Inline { kind: InlineKind::Text(white), .. }, Inline { kind: InlineKind::Emph(_), .. }]
            if white.trim().is_empty() =>
        {
            2
        }
        _ => return None,
    };
    let words = &inlines[begins..];
    let short = plain(words).chars().count() <= LONGEST_CAPTION;
    (short && !words.iter().any(has_picture)).then_some(begins)
}

fn picture(inline: &Inline) -> Option<&Image> {
    match &inline.kind {
        InlineKind::Image(image) => Some(image),
        InlineKind::Link { content, .. } => match content.as_slice() {
            [Inline { kind: InlineKind::Image(image), .. }] => Some(image),
            _ => None,
        },
        _ => None,
    }
}

fn has_picture(inline: &Inline) -> bool {
    picture(inline).is_some() || inline.kind.inner().unwrap_or_default().iter().any(has_picture)
}
