//! Pictures within text.

use super::{Collected, Mood, SpanKind};
use crate::layout::frame::Role;
use crate::layout::inline::look::Look;
use crate::layout::setter::Setter;
use crate::length::{Abs, Size};
use crate::model::{Image, PictureWidth};
use crate::source::Span;

impl Collected<'_> {
    pub(super) fn image(&mut self, image: &Image, look: Look, mood: Mood, span: Span, cx: &mut Setter) {
        let Some((index, natural)) = cx.picture(image, span) else {
            // Decoration that is not there says nothing.
            if image.alt.trim().is_empty() {
                return;
            }
            return self.linked(&format!("[{}]", image.alt), look, mood, span);
        };
        let Size { width, height } = in_line(image.width, natural, &look, cx);
        let tag = cx.tags.add(Role::Figure, mood.tag);
        if let Some(tag) = cx.tags.get_mut(tag) {
            tag.alt = Some(image.alt.clone());
        }
        self.linked("\u{fffc}", look, Mood { tag, ..mood }, span);
        self.mark_last(SpanKind::Picture { index, width, height });
    }
}

/// How wide its author wants a picture of that natural size, where the text has that measure.
pub(in crate::layout) fn wanted(width: PictureWidth, natural: Size, measure: Abs) -> Option<Abs> {
    let on_screen = |pixels: u16| Abs::pt(f64::from(pixels) * 0.75);
    match width {
        PictureWidth::Natural => None,
        PictureWidth::Share(share) => Some(measure.times(i64::from(share), 100)),
        PictureWidth::Points(tenths) => Some(Abs::pt(f64::from(tenths) / 10.0)),
        // What a screen shows small is not to be large on paper; what it shows large is coarse there.
        PictureWidth::Pixels(pixels) => Some(on_screen(pixels)).filter(|width| *width < natural.width),
        PictureWidth::PixelsHigh(pixels) => {
            let height = Some(on_screen(pixels)).filter(|height| *height < natural.height)?;
            Some(natural.width.scale(height.ratio(natural.height)))
        }
    }
}

/// What is no higher than so many lines of running text stands in one, as badges do; the rest stands apart.
pub(in crate::layout) const SIGN: i64 = 3;

/// How large a picture in a line is. What is hardly higher than letters is a sign among them, and no taller than the line
/// lets it be without pushing its neighbours apart. What is higher has its own size, up to three lines; and if its
/// author gave its width on paper, up to a third of the page.
fn in_line(width: PictureWidth, natural: Size, look: &Look, cx: &Setter) -> Size {
    /// A sign is no higher than so many times the letters: an icon of 32 pixels beside letters of 16.
    const AMONG_LETTERS: i64 = 2;
    let page = &cx.theme.page;
    let on_screen = !matches!(width, PictureWidth::Share(_) | PictureWidth::Points(_));
    let width = self::wanted(width, natural, page.measure).unwrap_or(natural.width);
    let height = natural.height.scale(width.ratio(natural.width));
    let highest = match on_screen {
        true if height <= look.size * AMONG_LETTERS => look.size.scale(1.15),
        true => cx.theme.body.leading * SIGN,
        false => cx.theme.body.leading * (page.lines as i64 / 3),
    };
    within(Size { width, height }, page.measure, highest)
}

/// The largest size of the same shape within bounds, never larger than it is.
fn within(size: Size, widest: Abs, highest: Abs) -> Size {
    let scale = widest.ratio(size.width).min(highest.ratio(size.height));
    if scale >= 1.0 { size } else { Size { width: size.width.scale(scale), height: size.height.scale(scale) } }
}
