//! What stands over and under: accents, lines, braces, arrows (rules 9, 10 and 12).

use super::alphabet::dotless;
use super::bench::{Bench, Style};
use super::boxes::{MBox, Part};
use super::list::{Accent, Atom, Core, Item, List, Side, Symbol, Width};
use crate::font::{Constant, Grows};
use crate::length::Abs;

impl Bench<'_, '_, '_> {
    pub fn accent(&mut self, accent: &Accent, style: Style) -> Result<MBox, String> {
        let base = self.list(&without_dot(accent), style.cramped())?;
        match (accent.sign, accent.side, accent.wide) {
            ('‾', Side::Over, Width::OfBase) => Ok(self.line_over(base, style)),
            ('_' | '‾', Side::Under, _) => Ok(self.line_under(base, style)),
            (sign, Side::Over, Width::OfBase) if !is_hat(sign) => self.stretched(base, sign, Side::Over, style),
            (sign, Side::Under, _) => self.stretched(base, sign, Side::Under, style),
            (sign, Side::Over, wide) => self.hat(base, combining(sign), wide, style),
        }
    }

    fn line_over(&self, base: MBox, style: Style) -> MBox {
        let gap = self.measure(Constant::OverbarVerticalGap, style);
        let rule = self.measure(Constant::OverbarRuleThickness, style);
        let more = self.measure(Constant::OverbarExtraAscender, style);
        let (width, top) = (base.width, base.height + gap);
        let mut set = MBox { slant: Abs::ZERO, sign: None, ..base };
        set.put(MBox::rule(width, rule), Abs::ZERO, top);
        set.height += more;
        set
    }

    fn line_under(&self, base: MBox, style: Style) -> MBox {
        let gap = self.measure(Constant::UnderbarVerticalGap, style);
        let rule = self.measure(Constant::UnderbarRuleThickness, style);
        let more = self.measure(Constant::UnderbarExtraDescender, style);
        let (width, bottom) = (base.width, base.depth.max(Abs::ZERO) + gap + rule);
        let mut set = MBox { slant: Abs::ZERO, sign: None, ..base };
        set.put(MBox::rule(width, rule), Abs::ZERO, -bottom);
        set.depth += more;
        set
    }

    /// A brace or an arrow that is as wide as what it stands at.
    fn stretched(&mut self, base: MBox, sign: char, side: Side, style: Style) -> Result<MBox, String> {
        let grown = self.grown(sign, base.width, Grows::Wide, style).ok_or("a sign over it is in no face")?;
        let gap = self.measure(Constant::StretchStackGapAboveMin, style).max(self.em / 10);
        let width = base.width.max(grown.width);
        let mut set = MBox { width, ..MBox::default() };
        let up = match side {
            Side::Over => base.height + gap + grown.depth,
            Side::Under => -(base.depth.max(Abs::ZERO) + gap + grown.height),
        };
        let (left, over) = ((width - base.width) / 2, (width - grown.width) / 2);
        set.put(base, left, Abs::ZERO);
        set.put(grown, over, up);
        Ok(set)
    }

    /// An accent in the middle over a letter, or over the middle of several.
    fn hat(&mut self, base: MBox, sign: char, wide: Width, style: Style) -> Result<MBox, String> {
        let glyph = self.face.glyph(sign).ok_or("an accent in it is in no face")?;
        let size = self.size(style);
        let glyph = match wide {
            Width::Own => glyph,
            // The widest that is not wider.
            Width::OfBase => {
                let variants = self.face.variants(glyph, Grows::Wide);
                let fits = variants.iter().rev().find(|(_, length)| self.scale(*length, size) <= base.width);
                fits.map_or(glyph, |(glyph, _)| *glyph)
            }
        };
        let [left, bottom, right, top] = self.bounds(glyph);
        let own = |units: i32| self.scale(units, size);
        // Where the two meet: at the places the face has for that, or in their middles.
        let at = self.face.accent(glyph).map_or(own(left + right) / 2, own);
        let under = base.sign.and_then(|sign| Some(self.scale(self.face.accent(sign.glyph)?, sign.size)));
        let under = under.unwrap_or((base.width - base.slant) / 2);
        // Accents are drawn over small letters; over higher ones they are raised by the difference.
        let up = (base.height - self.measure(Constant::AccentBaseHeight, style)).max(Abs::ZERO);
        let accent = MBox {
            height: own(top),
            depth: own(-bottom),
            parts: vec![(Default::default(), Part::Glyph { glyph, size, advance: Abs::ZERO, read: sign })],
            ..MBox::default()
        };
        let (sign, slant) = (base.sign, base.slant);
        let mut set = base;
        let depth = set.depth;
        set.put(accent, under - at, up);
        Ok(MBox { depth, sign, slant, ..set })
    }
}

/// The base, a letter without its dot.
fn without_dot(accent: &Accent) -> List {
    match accent.base.as_slice() {
        [Item::Atom(Atom { class, core: Core::Symbol(symbol) })] if accent.side == Side::Over => {
            let symbol = Symbol { drawn: dotless(symbol.drawn), ..*symbol };
            vec![Item::Atom(Atom { class: *class, core: Core::Symbol(symbol) })]
        }
        _ => accent.base.clone(),
    }
}

/// Whether a sign that is as wide as its base is drawn like an accent.
fn is_hat(sign: char) -> bool {
    matches!(sign, '^' | '~' | 'ˇ')
}

/// The accent that combines with a letter.
fn combining(sign: char) -> char {
    match sign {
        '´' => '\u{301}',
        '`' => '\u{300}',
        '^' => '\u{302}',
        '~' => '\u{303}',
        '‾' => '\u{304}',
        '˘' => '\u{306}',
        '˙' => '\u{307}',
        '¨' => '\u{308}',
        '˚' => '\u{30a}',
        'ˇ' => '\u{30c}',
        '→' => '\u{20d7}',
        other => other,
    }
}
