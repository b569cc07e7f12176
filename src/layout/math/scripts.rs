//! Superscripts and subscripts, beside what they belong to or above and below it (rules 13a and 18).

use super::bench::{Bench, Style};
use super::boxes::MBox;
use super::list::{Atom, Class, Core, Item, Level, List, Scripts, Stand, Symbol};
use crate::font::{Constant, Corner, Grows};
use crate::length::Abs;

impl Bench<'_, '_, '_> {
    pub fn scripts(&mut self, scripts: &Scripts, class: Class, style: Style) -> Result<MBox, String> {
        let limits = match scripts.place {
            Stand::Beside => false,
            Stand::Limits => true,
            Stand::Movable => style.level == Level::Display,
        };
        let mut script = |list: &Option<List>, style: Style| match list {
            Some(list) => self.list(list, style).map(Some),
            None => Ok(None),
        };
        let above = script(&scripts.above, style.script())?;
        let below = script(&scripts.below, style.script().cramped())?;
        let base = match arrow(&scripts.base, class).filter(|_| limits) {
            Some(sign) => self.arrow(sign, &[&above, &below], style)?,
            None => self.list(&scripts.base, style)?,
        };
        if limits {
            return Ok(self.limits(base, above, below, style));
        }
        let extended = match scripts.base.as_slice() {
            [Item::Atom(Atom { core: Core::Operator(_), .. })] => Extent::Own,
            _ if base.sign.is_some() => Extent::OfSign,
            _ => Extent::Own,
        };
        Ok(self.beside(base, above, below, extended, style))
    }

    /// An arrow as wide as what stands above or below it.
    fn arrow(&mut self, sign: Symbol, scripts: &[&Option<MBox>], style: Style) -> Result<MBox, String> {
        let widest = scripts.iter().filter_map(|set| set.as_ref()).map(|set| set.width).max().unwrap_or_default();
        let least = widest + self.em.scale(0.8);
        let own = self.symbol(sign, style)?;
        if own.width >= least {
            return Ok(own);
        }
        Ok(self.grown(sign.drawn, least, Grows::Wide, style).unwrap_or(own))
    }

    fn beside(&mut self, base: MBox, above: Option<MBox>, below: Option<MBox>, extent: Extent, style: Style) -> MBox {
        let inner = style.script();
        let raise = if style.cramped { Constant::SuperscriptShiftUpCramped } else { Constant::SuperscriptShiftUp };
        let (mut up, mut down) = match extent {
            Extent::OfSign => (Abs::ZERO, Abs::ZERO),
            Extent::Own => (
                base.height - self.measure(Constant::SuperscriptBaselineDropMax, inner),
                base.depth + self.measure(Constant::SubscriptBaselineDropMin, inner),
            ),
        };
        if let Some(above) = &above {
            let least = above.depth.max(Abs::ZERO) + self.measure(Constant::SuperscriptBottomMin, style);
            up = up.max(self.measure(raise, style)).max(least);
        }
        if let Some(below) = &below {
            down = down.max(self.measure(Constant::SubscriptShiftDown, style));
            if above.is_none() {
                down = down.max(below.height - self.measure(Constant::SubscriptTopMax, style));
            }
        }
        if let (Some(above), Some(below)) = (&above, &below) {
            let bottom = up - above.depth.max(Abs::ZERO);
            let missing = self.measure(Constant::SubSuperscriptGapMin, style) - (bottom - (below.height - down));
            if missing > Abs::ZERO {
                down += missing;
                let low = self.measure(Constant::SuperscriptBottomMaxWithSubscript, style) - bottom;
                let low = low.clamp(Abs::ZERO, missing);
                up += low;
                down -= low;
            }
        }
        let after = self.measure(Constant::SpaceAfterScript, style);
        let (width, slant, sign) = (base.width, base.slant, base.sign);
        let mut set = base;
        let mut wide = width;
        let mut put = |script: Option<MBox>, x: Abs, rise: Abs| {
            let Some(script) = script else { return };
            wide = wide.max(x + script.width + after);
            set.put(script, x, rise);
        };
        let kern = |corner, height: Abs| match sign {
            Some(sign) => {
                let units = height.times(self.units, sign.size.0.max(1)).0;
                self.scale(self.face.kern(sign.glyph, corner, units as i32), sign.size)
            }
            None => Abs::ZERO,
        };
        let top = above.as_ref().map_or(Abs::ZERO, |above| kern(Corner::Top, up - above.depth.max(Abs::ZERO)));
        let bottom = below.as_ref().map_or(Abs::ZERO, |below| kern(Corner::Bottom, below.height - down));
        put(below, width - slant + bottom, -down);
        put(above, width + top, up);
        MBox { width: wide, slant: Abs::ZERO, sign: None, ..set }
    }

    /// What stands above and below, in the middle; of what slants further to the right above, and to the left below.
    pub fn limits(&self, base: MBox, above: Option<MBox>, below: Option<MBox>, style: Style) -> MBox {
        let slant = base.slant / 2;
        let widest = [&above, &below].into_iter().flatten().map(|set| set.width).max().unwrap_or_default();
        let width = base.width.max(widest);
        let mut set = MBox { width, ..MBox::default() };
        let (height, depth) = (base.height, base.depth);
        let middle = |inner: Abs| (width - inner) / 2;
        let at = middle(base.width);
        set.put(base, at, Abs::ZERO);
        if let Some(above) = above {
            let gap = self.measure(Constant::UpperLimitGapMin, style);
            let rise = (self.measure(Constant::UpperLimitBaselineRiseMin, style) - above.depth).max(gap);
            let x = middle(above.width) + slant;
            let up = height + rise + above.depth;
            set.put(above, x, up);
        }
        if let Some(below) = below {
            let gap = self.measure(Constant::LowerLimitGapMin, style);
            let drop = (self.measure(Constant::LowerLimitBaselineDropMin, style) - below.height).max(gap);
            let x = middle(below.width) - slant;
            let down = depth + drop + below.height;
            set.put(below, x, -down);
        }
        set
    }
}

/// What scripts keep their distance from.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Extent {
    /// The usual places: a letter's scripts all stand at one height.
    OfSign,
    /// The box itself.
    Own,
}

/// The arrow that something is said above or below of.
fn arrow(base: &[Item], class: Class) -> Option<Symbol> {
    match base {
        [Item::Atom(Atom { core: Core::Symbol(symbol), .. })] if class == Class::Rel => {
            matches!(symbol.drawn, '←' | '→' | '↔' | '⇐' | '⇒' | '⇔').then_some(*symbol)
        }
        _ => None,
    }
}
