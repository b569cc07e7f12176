//! What the operators of paths do: where they lead, and what becomes of them.

use super::super::geometry::{Point, Rect};
use super::super::lex::Operation;
use super::super::objects::number;
use super::super::state::{Event, Painted};
use super::{Level, Run};

/// The path that is being made, in the page's units.
#[derive(Default)]
pub(super) struct Path {
    area: Option<Rect>,
    rectangles: usize,
    others: usize,
    /// `W` was said: the next painting operator clips.
    clips: bool,
}

impl Path {
    fn add(&mut self, point: Point) {
        self.area = Some(self.area.map_or(Rect::around([point]), |area| area.including(point)));
    }
}

/// Goes on with the path.
pub(super) fn path(level: &mut Level<'_>, operation: &Operation<'_>) -> Option<()> {
    let value = |at: usize| operation.operands.get(at).and_then(number);
    match operation.operator {
        b"m" | b"l" => {
            let point = level.state.ctm.apply(value(0)?, value(1)?);
            level.path.others += 1;
            level.path.add(point);
        }
        b"c" | b"v" | b"y" => {
            // The box of the control points holds the curve.
            for pair in 0..if operation.operator == b"c" { 3 } else { 2 } {
                let point = level.state.ctm.apply(value(2 * pair)?, value(2 * pair + 1)?);
                level.path.add(point);
            }
            level.path.others += 1;
        }
        b"re" => {
            let (x, y, width, height) = (value(0)?, value(1)?, value(2)?, value(3)?);
            let area = level.state.ctm.apply_rect(&Rect::new(x, y, x + width, y + height));
            level.path.add(Point { x: area.left, y: area.bottom });
            level.path.add(Point { x: area.right, y: area.top });
            level.path.rectangles += 1;
        }
        b"h" => {}
        b"W" | b"W*" => level.path.clips = true,
        _ => return None,
    }
    Some(())
}

impl<'a> Run<'_, 'a> {
    /// Fills and strokes the path as the operator says, clips by it if that was asked for, and begins another.
    pub(super) fn paint(&mut self, level: &mut Level<'a>, operator: &[u8]) {
        let filled = matches!(operator, b"f" | b"F" | b"f*" | b"B" | b"B*" | b"b" | b"b*");
        let stroked = matches!(operator, b"S" | b"s" | b"B" | b"B*" | b"b" | b"b*");
        let path = std::mem::take(&mut level.path);
        let Some(area) = path.area else { return };
        if filled || stroked {
            let width = level.state.line_width * level.state.ctm.mean_scale();
            let grown = if stroked { area.grown(width / 2.0) } else { area };
            if let Some(area) = grown.meet(&level.state.clip) {
                let is_rectangle = path.rectangles == 1 && path.others == 0;
                let stroked = stroked.then_some(width);
                self.meet(level, Event::Path(Painted { area, is_rectangle, filled, stroked }));
            }
        }
        if path.clips {
            let nowhere = Rect::new(area.left, area.bottom, area.left, area.bottom);
            level.state.clip = level.state.clip.meet(&area).unwrap_or(nowhere);
        }
    }
}
