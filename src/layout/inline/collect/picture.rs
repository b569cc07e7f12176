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
        PictureWidth::UpTo(share) => Some(measure.times(i64::from(share), 100)).filter(|width| *width < natural.width),
        PictureWidth::Points(tenths) => Some(Abs::pt(f64::from(tenths) / 10.0)),
        // What a screen shows small is not to be large on paper; what it shows large is coarse there.
        PictureWidth::Pixels(pixels) => Some(on_screen(pixels)).filter(|width| *width < natural.width),
        PictureWidth::PixelsHigh(pixels) => {
            let height = Some(on_screen(pixels)).filter(|height| *height < natural.height)?;
            Some(natural.width.scale(height.ratio(natural.height)))
        }
    }
}

/// How large a picture in a line is: no taller than the line lets it be without pushing its neighbours apart, unless its
/// author gave its width on paper; then it may take a third of the page.
fn in_line(width: PictureWidth, natural: Size, look: &Look, cx: &Setter) -> Size {
    let page = &cx.theme.page;
    let is_small = matches!(width, PictureWidth::Pixels(_) | PictureWidth::PixelsHigh(_) | PictureWidth::UpTo(_));
    let (width, highest) = match self::wanted(width, natural, page.measure) {
        Some(width) if is_small => (width, look.size.scale(1.15)),
        Some(width) => (width.min(page.measure), cx.theme.body.leading * (page.lines as i64 / 3)),
        None => (natural.width, look.size.scale(1.15)),
    };
    let height = natural.height.scale(width.ratio(natural.width));
    if height <= highest {
        return Size { width, height };
    }
    Size { width: width.scale(highest.ratio(height)), height: highest }
}
