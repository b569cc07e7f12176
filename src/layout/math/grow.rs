//! Signs that grow: brackets, roots, braces and arrows. A face has some larger drawings of each, and parts of which one
//! of any size is put together.

use super::bench::{Bench, Style};
use super::boxes::MBox;
use super::list::{Class, Fence, Level};
use super::space::{Unit, join};
use crate::font::{Grows, Joint};
use crate::layout::frame::READ_ELSEWHERE;
use crate::length::Abs;

/// No sign is put together of more parts.
const MOST_PARTS: i64 = 1000;

impl Bench<'_, '_, '_> {
    /// The first drawing of a sign that is as tall as that, in design units, or else the largest.
    pub fn larger(&self, glyph: u16, least: i32) -> u16 {
        let variants = self.face.variants(glyph, Grows::Up);
        let found = variants.iter().find(|(_, size)| *size >= least).or(variants.last());
        found.map_or(glyph, |(glyph, _)| *glyph)
    }

    /// A sign as large as that, or a little larger. Its origin is at its bottom.
    pub fn grown(&mut self, c: char, least: Abs, grows: Grows, style: Style) -> Option<MBox> {
        let glyph = self.face.glyph(c)?;
        let size = self.size(style);
        let variants = self.face.variants(glyph, grows);
        let fits = variants.iter().find(|(_, length)| self.scale(*length, size) >= least);
        let joints = if fits.is_none() { self.face.assembly(glyph, grows) } else { Vec::new() };
        if joints.is_empty() {
            let (glyph, _) = fits.or(variants.last()).copied().unwrap_or((glyph, 0));
            return Some(self.sign(glyph, c, size));
        }
        Some(self.assembled(&joints, c, least, grows, size))
    }

    /// A sign of parts that lie over one another as far as they may, so that it is as long as is wanted.
    fn assembled(&mut self, joints: &[Joint], read: char, least: Abs, grows: Grows, size: Abs) -> MBox {
        let overlap = self.scale(self.face.least_overlap(), size);
        let length = |joint: &Joint| self.scale(joint.length, size) - overlap;
        let once: Abs = joints.iter().filter(|joint| !joint.repeats).map(length).sum();
        let again: Abs = joints.iter().filter(|joint| joint.repeats).map(length).sum();
        let missing = (least - once - overlap).max(Abs::ZERO);
        let times = if again > Abs::ZERO { (missing.0 + again.0 - 1) / again.0 } else { 0 };
        let times = times.clamp(0, MOST_PARTS) as usize;
        let parts =
            || joints.iter().flat_map(|joint| std::iter::repeat_n(joint, if joint.repeats { times } else { 1 }));
        let whole: Abs = parts().map(length).sum::<Abs>() + overlap;
        let seams = parts().count().saturating_sub(1) as i64;
        let more = if seams > 0 { (whole - least).max(Abs::ZERO) / seams } else { Abs::ZERO };
        let mut set = MBox::default();
        let mut at = Abs::ZERO;
        let mut before: Option<&Joint> = None;
        for (index, part) in parts().enumerate() {
            if let Some(before) = before {
                let most = self.scale(before.overlap[1].min(part.overlap[0]), size);
                at -= (overlap + more).min(most.max(overlap));
            }
            before = Some(part);
            let read = if index == 0 { read } else { READ_ELSEWHERE.chars().next().unwrap_or(read) };
            let sign = self.sign(part.glyph, read, size);
            let [left, bottom, ..] = self.bounds(part.glyph);
            match grows {
                Grows::Up => {
                    set.width = set.width.max(sign.width);
                    set.put(sign, Abs::ZERO, at - self.scale(bottom, size));
                }
                Grows::Wide => set.put(sign, at - self.scale(left, size), Abs::ZERO),
            }
            at += self.scale(part.length, size);
        }
        match grows {
            Grows::Up => (set.height, set.depth) = (at, Abs::ZERO),
            Grows::Wide => set.width = at,
        }
        set
    }

    /// A bracket of that height about the axis. What no face draws larger stays as it is.
    pub fn bracket(&mut self, c: char, least: Abs, style: Style) -> MBox {
        let c = match c {
            '<' | '〈' => '⟨',
            '>' | '〉' => '⟩',
            '∥' => '‖',
            c => c,
        };
        match self.grown(c, least, Grows::Up, style) {
            Some(set) => MBox { slant: Abs::ZERO, sign: None, ..self.on_axis(set, style) },
            None => MBox::default(),
        }
    }

    /// What stands between brackets that are as tall as it is (rule 19).
    pub fn fence(&mut self, fence: &Fence, style: Style) -> Result<MBox, String> {
        let mut units = self.units_of(&fence.inside, style)?;
        let axis = self.axis(style);
        let reach = |unit: &Unit| (unit.set.height - axis).max(unit.set.depth + axis);
        let most = units.iter().filter(|unit| unit.grows.is_none()).map(reach).max().unwrap_or_default() * 2;
        // TeX's \delimiterfactor and \delimitershortfall, half an em at its ten points.
        let least = most.times(901, 1000).max(most - self.em / 2);
        // The drawings of a face are a fifth apart: one that is nearly tall enough is nearer to what it holds.
        let least = least - self.em / 12;
        for unit in &mut units {
            if let Some(symbol) = unit.grows {
                unit.set = self.bracket(symbol.drawn, least, style);
            }
        }
        let mut side = |c: Option<char>, class: Class| {
            let set = match c {
                Some(c) => self.bracket(c, least, style),
                // TeX's \nulldelimiterspace: 1.2 points at ten.
                None => MBox::white(self.em.times(12, 100)),
            };
            Unit { class: Some(class), set, level: style.level.max(Level::Text), size: self.size(style), grows: None }
        };
        let left = side(fence.left, Class::Open);
        let right = side(fence.right, Class::Close);
        units.insert(0, left);
        units.push(right);
        Ok(join(units, self.em))
    }
}
