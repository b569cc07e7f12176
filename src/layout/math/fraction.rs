//! Fractions and roots (rules 11 and 15).

use super::bench::{Bench, Style};
use super::boxes::MBox;
use super::list::{Fraction, Level, Root};
use crate::font::{Constant, Grows};
use crate::length::Abs;

impl Bench<'_, '_, '_> {
    pub fn fraction(&mut self, fraction: &Fraction, style: Style) -> Result<MBox, String> {
        let over = self.list(&fraction.over, style.over())?;
        let under = self.list(&fraction.under, style.over().cramped())?;
        let size = self.size(style);
        let rule = fraction.rule.map(|rule| rule.at(size).clamp(Abs::ZERO, size));
        let rule = rule.unwrap_or_else(|| self.measure(Constant::FractionRuleThickness, style));
        let (up, down) = if rule > Abs::ZERO {
            self.about_rule(&over, &under, rule, style)
        } else {
            self.stacked(&over, &under, style)
        };
        // TeX's \nulldelimiterspace: 1.2 points at ten.
        let side = self.em.times(12, 100);
        let inner = over.width.max(under.width);
        let mut set = MBox { width: inner + side * 2, ..MBox::default() };
        let middle = |width: Abs| side + (inner - width) / 2;
        let (left, right) = (middle(over.width), middle(under.width));
        set.put(over, left, up);
        if rule > Abs::ZERO {
            set.put(MBox::rule(inner, rule), side, self.axis(style) - rule / 2);
        }
        set.put(under, right, -down);
        Ok(set)
    }

    /// How far above and below the baseline the parts stand that a rule parts.
    fn about_rule(&self, over: &MBox, under: &MBox, rule: Abs, style: Style) -> (Abs, Abs) {
        let constants = if style.level == Level::Display {
            [
                Constant::FractionNumeratorDisplayStyleShiftUp,
                Constant::FractionNumDisplayStyleGapMin,
                Constant::FractionDenominatorDisplayStyleShiftDown,
                Constant::FractionDenomDisplayStyleGapMin,
            ]
        } else {
            [
                Constant::FractionNumeratorShiftUp,
                Constant::FractionNumeratorGapMin,
                Constant::FractionDenominatorShiftDown,
                Constant::FractionDenominatorGapMin,
            ]
        };
        let [up, above, down, below] = constants.map(|constant| self.measure(constant, style));
        let axis = self.axis(style);
        let up = up.max(axis + rule / 2 + above + over.depth.max(Abs::ZERO));
        let down = down.max(under.height + below + rule / 2 - axis);
        (up, down)
    }

    /// The same for parts that stand above one another without a rule: binomials.
    fn stacked(&self, over: &MBox, under: &MBox, style: Style) -> (Abs, Abs) {
        let constants = if style.level == Level::Display {
            [
                Constant::StackTopDisplayStyleShiftUp,
                Constant::StackBottomDisplayStyleShiftDown,
                Constant::StackDisplayStyleGapMin,
            ]
        } else {
            [Constant::StackTopShiftUp, Constant::StackBottomShiftDown, Constant::StackGapMin]
        };
        let [up, down, gap] = constants.map(|constant| self.measure(constant, style));
        let missing = (gap - ((up - over.depth.max(Abs::ZERO)) - (under.height - down))).max(Abs::ZERO);
        (up + missing / 2, down + missing / 2)
    }

    pub fn root(&mut self, root: &Root, style: Style) -> Result<MBox, String> {
        let inside = self.list(&root.inside, style.cramped())?;
        let rule = self.measure(Constant::RadicalRuleThickness, style);
        let gap = match style.level {
            Level::Display => self.measure(Constant::RadicalDisplayStyleVerticalGap, style),
            // Some faces have the same for both. TeX has a quarter more than the rule in a line, which keeps it low.
            _ => self.measure(Constant::RadicalVerticalGap, style).min(rule.times(3, 2)),
        };
        // What holds a letter without a tail is as deep as one with a little: roots in a line are of one size.
        let depth = inside.depth.max(Abs::ZERO);
        let least = inside.height.max(self.em / 4) + depth + gap + rule;
        // A sign that is nearly tall enough leaves a little less white.
        let Some(sign) = self.grown('√', least - gap / 2, Grows::Up, style) else {
            return Err("no face has a root".to_owned());
        };
        let more = sign.total() - least;
        let top = inside.height.max(self.em / 4) + gap + more / 2;
        let mut set = MBox::default();
        if let Some(index) = &root.index {
            let small = self.list(index, Style::new(Level::ScriptScript).cramped())?;
            let before = self.measure(Constant::RadicalKernBeforeDegree, style);
            let after = self.measure(Constant::RadicalKernAfterDegree, style);
            let percent = i64::from(self.face.constant(Constant::RadicalDegreeBottomRaisePercent));
            let bottom = top + rule - sign.total();
            let up = bottom + sign.total().times(percent, 100) + small.depth.max(Abs::ZERO);
            // It may not reach over the edge of what it stands before.
            let width = (before + small.width + after).max(Abs::ZERO);
            let x = width - after - small.width;
            set.put(small, x.max(Abs::ZERO), up);
            set.width = width;
        }
        let (x, wide) = (set.width, sign.width);
        let up = top + rule - sign.height;
        set.put(sign, x, up);
        set.put(MBox::rule(inside.width, rule), x + wide, top);
        set.width = x + wide + inside.width;
        set.put(inside, x + wide, Abs::ZERO);
        set.height = set.height.max(top + rule + self.measure(Constant::RadicalExtraAscender, style));
        Ok(set)
    }
}
