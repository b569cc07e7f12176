//! Atoms → boxes: what all the rules have in common. They are those of Appendix G of *The TeXbook*, with the measures of
//! the face's table `MATH`; a rule's number is the appendix's.

use super::boxes::{MBox, Part, Sign};
use super::list::{Atom, Core, Hold, Item, Level, Symbol};
use super::space::{Unit, classes, join};
use crate::font::{Bounds, Constant, FaceId, MathFace};
use crate::layout::setter::Setter;
use crate::length::{Abs, Point};
use crate::style::TextStyle;

/// What a formula is set with.
pub(super) struct Bench<'a, 'b, 'c> {
    pub face: MathFace<'a>,
    pub id: FaceId,
    /// Design units to the em.
    pub units: i64,
    /// The type size of the formula, at which its letters are as tall as the text's.
    pub em: Abs,
    /// The style of the text around it.
    pub text: &'b TextStyle,
    pub cx: &'b mut Setter<'c>,
}

/// The style that something is set in: how large, and whether scripts stand lower, as below a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Style {
    pub level: Level,
    pub cramped: bool,
}

impl Style {
    pub fn new(level: Level) -> Self {
        Self { level, cramped: false }
    }

    pub fn cramped(self) -> Self {
        Self { cramped: true, ..self }
    }

    /// The style of a superscript; a subscript is cramped besides.
    pub fn script(self) -> Self {
        let level = if self.level <= Level::Text { Level::Script } else { Level::ScriptScript };
        Self { level, ..self }
    }

    /// The style of a numerator; a denominator is cramped besides.
    pub fn over(self) -> Self {
        if self.level == Level::Display { Self { level: Level::Text, ..self } } else { self.script() }
    }
}

impl Bench<'_, '_, '_> {
    /// The type size of a style.
    pub fn size(&self, style: Style) -> Abs {
        self.share(self.em, style)
    }

    /// How large something of that size in the text is in a style.
    pub fn share(&self, size: Abs, style: Style) -> Abs {
        let constant = match style.level {
            Level::Display | Level::Text => return size,
            Level::Script => Constant::ScriptPercentScaleDown,
            Level::ScriptScript => Constant::ScriptScriptPercentScaleDown,
        };
        // Faces without a sound measure have TeX's own.
        let percent = self.face.constant(constant);
        size.times(i64::from(if (30..=100).contains(&percent) { percent } else { 70 }), 100)
    }

    /// A measure of the face, in a style.
    pub fn measure(&self, constant: Constant, style: Style) -> Abs {
        self.scale(self.face.constant(constant), self.size(style))
    }

    pub fn axis(&self, style: Style) -> Abs {
        self.measure(Constant::AxisHeight, style)
    }

    pub fn scale(&self, units: i32, size: Abs) -> Abs {
        size.times(i64::from(units), self.units)
    }

    /// A list in one line.
    pub fn list(&mut self, list: &[Item], style: Style) -> Result<MBox, String> {
        if let [Item::Atom(atom)] = list {
            return self.atom(atom, style);
        }
        let units = self.units_of(list, style)?;
        Ok(join(units, self.em))
    }

    /// What a list is made of, with the classes as they are where they stand (rules 5 and 6).
    pub fn units_of(&mut self, list: &[Item], style: Style) -> Result<Vec<Unit>, String> {
        let mut style = style;
        let mut units = Vec::with_capacity(list.len());
        for item in list {
            let size = self.size(style);
            let (class, set) = match item {
                Item::Style(level) => {
                    style.level = *level;
                    continue;
                }
                Item::Space(length) => (None, MBox::white(length.at(size))),
                Item::Strut(height, depth) => {
                    (None, MBox { height: height.at(size), depth: depth.at(size), ..MBox::default() })
                }
                Item::Atom(atom) => (Some(atom.class), self.atom(atom, style)?),
            };
            let grows = match item {
                Item::Atom(Atom { core: Core::Middle(symbol), .. }) => Some(*symbol),
                _ => None,
            };
            units.push(Unit { class, set, level: style.level, size, grows });
        }
        classes(&mut units);
        Ok(units)
    }

    pub fn atom(&mut self, atom: &Atom, style: Style) -> Result<MBox, String> {
        match &atom.core {
            Core::Symbol(symbol) | Core::Middle(symbol) => self.symbol(*symbol, style),
            Core::Word(symbols) => {
                let mut word = MBox::default();
                for symbol in symbols {
                    word.push(self.symbol(*symbol, style)?);
                }
                Ok(word)
            }
            Core::Text(words, voice) => self.words(words, *voice, style),
            Core::List(list) => self.list(list, style),
            Core::Operator(symbol) => self.operator(*symbol, style),
            Core::Bracket(symbol, ems) => Ok(self.bracket(symbol.drawn, self.em.scale(*ems), style)),
            Core::Scripts(scripts) => self.scripts(scripts, atom.class, style),
            Core::Accent(accent) => self.accent(accent, style),
            Core::Fraction(fraction) => self.fraction(fraction, style),
            Core::Root(root) => self.root(root, style),
            Core::Fence(fence) => self.fence(fence, style),
            Core::Grid(grid) => self.grid(grid, style),
            Core::Negated(atom) => self.negated(atom, style),
            Core::Held(hold, list) => self.held(*hold, list, style),
        }
    }

    /// A sign of the face for formulas, or where that lacks it, of the text's.
    pub fn symbol(&mut self, symbol: Symbol, style: Style) -> Result<MBox, String> {
        let size = self.size(style);
        match symbol.drawn {
            ' ' | '\u{a0}' => return Ok(MBox::white(size / 4)),
            '\u{2009}' => return Ok(MBox::white(size / 6)),
            '\u{200b}'..='\u{200f}' | '\u{2060}'..='\u{2064}' | '\u{feff}' => return Ok(MBox::default()),
            _ => {}
        }
        let found = self.face.glyph(symbol.drawn).or_else(|| self.face.glyph(symbol.read));
        let Some(glyph) = found else {
            return self.words(symbol.read.encode_utf8(&mut [0; 4]), super::list::Voice::Plain, style);
        };
        let glyph = match (style.level, symbol.drawn) {
            (Level::Script, '′'..='⁗') => self.face.script(glyph, 1),
            (Level::ScriptScript, '′'..='⁗') => self.face.script(glyph, 2),
            _ => glyph,
        };
        Ok(self.sign(glyph, symbol.read, size))
    }

    /// The box around a glyph: to find it the glyph must be drawn, so it is kept.
    pub fn bounds(&mut self, glyph: u16) -> Bounds {
        *self.cx.signs.entry((self.id, glyph)).or_insert_with(|| self.face.bounds(glyph))
    }

    /// A glyph in a box. A letter that slants is wider by its correction (rule 17).
    pub fn sign(&mut self, glyph: u16, read: char, size: Abs) -> MBox {
        let [_, bottom, _, top] = self.bounds(glyph);
        let advance = self.scale(self.face.advance(glyph), size);
        let slant = self.scale(self.face.italic(glyph), size);
        MBox {
            width: advance + slant,
            height: self.scale(top, size),
            depth: self.scale(-bottom, size),
            slant,
            parts: vec![(Point::default(), Part::Glyph { glyph, size, advance, read })],
            sign: Some(Sign { glyph, size }),
        }
    }

    /// A large operator, in the middle of the line's axis (rule 13).
    fn operator(&mut self, symbol: Symbol, style: Style) -> Result<MBox, String> {
        let Some(glyph) = self.face.glyph(symbol.drawn) else { return self.symbol(symbol, style) };
        let size = self.size(style);
        let glyph = if style.level == Level::Display {
            // Integrals, which slant, are half as tall again as sums, as in Computer Modern.
            let slants = self.face.italic(glyph) > 0;
            let least = self.face.constant(Constant::DisplayOperatorMinHeight);
            self.larger(glyph, if slants { least * 3 / 2 } else { least })
        } else {
            glyph
        };
        // Its advance is that of its upper end already.
        let sign = self.sign(glyph, symbol.read, size);
        let sign = MBox { width: sign.width - sign.slant, ..sign };
        Ok(self.on_axis(sign, style))
    }

    /// How far the first sign of a box hangs out to the left, but for a hair.
    pub fn hangs(&mut self, set: &MBox) -> Abs {
        match set.parts.first() {
            Some((_, Part::Glyph { glyph, size, .. })) => {
                let [left, ..] = self.bounds(*glyph);
                (self.scale(-left, *size) - *size / 20).max(Abs::ZERO)
            }
            _ => Abs::ZERO,
        }
    }

    /// A box in the middle of the axis.
    pub fn on_axis(&self, set: MBox, style: Style) -> MBox {
        let up = self.axis(style) - (set.height - set.depth) / 2;
        set.raised(up)
    }

    /// What is drawn in part, or in a frame: LaTeX's \fboxsep and \fboxrule are 3 and 0.4 points at ten.
    fn held(&mut self, hold: Hold, list: &[Item], style: Style) -> Result<MBox, String> {
        let set = self.list(list, style)?;
        let MBox { width, height, depth, .. } = set;
        Ok(match hold {
            Hold::Room => MBox { width, height, depth, ..MBox::default() },
            Hold::Width => MBox::white(width),
            Hold::Height => MBox { height, depth, ..MBox::default() },
            Hold::Smashed => MBox { height: Abs::ZERO, depth: Abs::ZERO, ..set },
            Hold::Framed => {
                let (apart, rule) = (self.em.scale(0.3), self.em.scale(0.04));
                let edge = apart + rule;
                let (above, below) = (height + edge, depth + edge);
                let mut frame = MBox::white(width + edge * 2);
                frame.put(MBox::rule(frame.width, rule), Abs::ZERO, height + apart);
                frame.put(set, edge, Abs::ZERO);
                frame.put(MBox::rule(frame.width, rule), Abs::ZERO, -below);
                frame.put(MBox::rule(rule, above + below), Abs::ZERO, -below);
                frame.put(MBox::rule(rule, above + below), frame.width - rule, -below);
                MBox { height: above, depth: below, ..frame }
            }
        })
    }

    /// A sign with a stroke through it that no glyph has.
    fn negated(&mut self, atom: &Atom, style: Style) -> Result<MBox, String> {
        let mut set = self.atom(atom, style)?;
        let stroke = self.symbol(Symbol::plain('/'), style)?;
        let x = (set.width - stroke.width) / 2;
        let up = (set.height - set.depth) / 2 - (stroke.height - stroke.depth) / 2;
        set.put(stroke, x, up);
        set.sign = None;
        Ok(set)
    }
}
