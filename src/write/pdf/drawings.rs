//! Drawings as form XObjects: their shapes in operators, so that they are sharp at any size. A form fills the unit
//! square, as an image does, and is placed in the same way.

use super::images::{Colour, File, Stored};
use super::press::{Mixing, Plates};
use super::syntax::name;
use crate::error::Result;
use crate::resource::{Drawing, Fill, Matrix, Order, Paint, Raster, RasterColor, Rule, Segment, Shape, Stroke};
use lopdf::{Dictionary, Object, ObjectId, dictionary};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::io::Write;

/// What the colours of a drawing become.
pub(super) enum Colours {
    /// What they are.
    Screen,
    /// Inks.
    Press(Plates),
}

impl Colours {
    /// A colour, its parts from 0 to 255.
    fn one(&self, rgb: [u8; 3]) -> (Colour, Vec<u8>) {
        match self {
            Self::Screen if rgb[0] == rgb[1] && rgb[1] == rgb[2] => (Colour::Gray, vec![rgb[0]]),
            Self::Screen => (Colour::Rgb, rgb.to_vec()),
            Self::Press(plates) => plates.separate(&[rgb]).remove(0),
        }
    }

    /// Colours that run into one another: all of one space.
    fn together(&self, colours: &[[u8; 3]]) -> Vec<(Colour, Vec<u8>)> {
        match self {
            Self::Screen => colours.iter().map(|rgb| (Colour::Rgb, rgb.to_vec())).collect(),
            Self::Press(plates) => plates.separate(colours),
        }
    }

    /// The space that faded shapes are mixed in.
    fn space(&self) -> Colour {
        match self {
            Self::Screen => Colour::Rgb,
            Self::Press(plates) => plates.space(),
        }
    }

    fn mixing(&self) -> Mixing {
        match self {
            Self::Screen => Mixing::Allowed,
            Self::Press(plates) => plates.mixing,
        }
    }

    fn raster<'r>(&self, raster: &'r Raster, fade: f64) -> Stored<'r> {
        match self {
            Self::Screen => stored(raster),
            Self::Press(plates) => plates.raster(raster.clone(), fade),
        }
    }
}

/// Writes a drawing; returns the form.
pub(super) fn write(drawing: &Drawing, colours: &Colours, file: &mut File) -> Result<ObjectId> {
    // Numbers have three decimals, so units must be small against the whole; and none may leave a reader's range.
    let scale = 2000.0 / drawing.width.max(drawing.height);
    let mut pen = Pen::new(colours, scale);
    pen.shapes(&drawing.shapes);
    let (width, height) = (drawing.width * scale, drawing.height * scale);
    let mut form = dictionary! {
        "Type" => name("XObject"),
        "Subtype" => name("Form"),
        "BBox" => reals([0.0, 0.0, width, height]),
        "Matrix" => reals([1.0 / width, 0.0, 0.0, -1.0 / height, 0.0, 1.0]),
    };
    if !pen.states.is_empty() {
        // What is faded is mixed within the drawing, not with the page piece by piece.
        form.set("Group", group(colours));
    }
    let resources = pen.resources(file)?;
    form.set("Resources", resources);
    let stream = file.deflater.stream(form, &pen.out);
    Ok(file.document.add_object(stream))
}

fn group(colours: &Colours) -> Dictionary {
    dictionary! { "S" => name("Transparency"), "CS" => name(colours.space().space()) }
}

struct Pen<'d> {
    out: Vec<u8>,
    colours: &'d Colours,
    scale: f64,
    /// How much is left of colours where nothing may be mixed but with the paper, from 0 to 1.
    fade: f64,
    /// Opacities in thousandths, for fills and strokes: the number of their state.
    states: BTreeMap<(u16, u16), usize>,
    /// What runs from colour to colour, and how much is left of it.
    patterns: Vec<(&'d Paint, f64)>,
    pictures: Vec<Piece<'d>>,
}

/// What is drawn as an XObject of its own.
enum Piece<'d> {
    /// Pixels, and how much is left of them.
    Raster(&'d Raster, f64),
    /// Shapes that are faded together, with their operators and resources.
    Form(Vec<u8>, Box<Pen<'d>>),
}

impl<'d> Pen<'d> {
    fn new(colours: &'d Colours, scale: f64) -> Self {
        let (states, patterns, pictures) = (BTreeMap::new(), Vec::new(), Vec::new());
        Self { out: Vec::new(), colours, scale, fade: 1.0, states, patterns, pictures }
    }

    fn shapes(&mut self, shapes: &'d [Shape]) {
        for shape in shapes {
            match shape {
                Shape::Path { outline, fill, stroke, order } => {
                    self.path(outline, fill.as_ref(), stroke.as_ref(), *order)
                }
                Shape::Picture { place, raster } => {
                    self.out.extend_from_slice(b"q ");
                    // Pixels' rows run down, as the drawing does; an image's run up.
                    let [a, b, c, d, e, f] = place.0;
                    self.matrix(Matrix([a, b, -c, -d, e + c, f + d]), self.scale);
                    let number = self.pictures.len();
                    let _ = writeln!(self.out, "/X{number} Do Q");
                    self.pictures.push(Piece::Raster(raster, self.fade));
                }
                Shape::Group { clip, opacity, shapes } => self.group(clip.as_ref(), *opacity, shapes),
            }
        }
    }

    fn group(&mut self, clip: Option<&'d (Vec<Segment>, Rule)>, opacity: f64, shapes: &'d [Shape]) {
        self.out.extend_from_slice(b"q\n");
        if let Some((outline, rule)) = clip {
            self.outline(outline, None);
            self.out.extend_from_slice(if *rule == Rule::EvenOdd { b"W* n\n" } else { b"W n\n" });
        }
        if self.colours.mixing() == Mixing::WithPaper {
            let around = self.fade;
            self.fade *= opacity.clamp(0.0, 1.0);
            self.shapes(shapes);
            self.fade = around;
        } else if opacity < 1.0 {
            let mut inner = Pen::new(self.colours, self.scale);
            inner.shapes(shapes);
            self.opacity(opacity, opacity);
            let number = self.pictures.len();
            let _ = writeln!(self.out, "/X{number} Do");
            let content = std::mem::take(&mut inner.out);
            self.pictures.push(Piece::Form(content, Box::new(inner)));
        } else {
            self.shapes(shapes);
        }
        self.out.extend_from_slice(b"Q\n");
    }

    fn path(&mut self, outline: &[Segment], fill: Option<&'d Fill>, stroke: Option<&'d Stroke>, order: Order) {
        match order {
            Order::StrokeAbove => {
                fill.iter().for_each(|fill| self.fill(outline, fill));
                stroke.iter().for_each(|stroke| self.stroke(outline, stroke));
            }
            Order::FillAbove => {
                stroke.iter().for_each(|stroke| self.stroke(outline, stroke));
                fill.iter().for_each(|fill| self.fill(outline, fill));
            }
        }
    }

    fn fill(&mut self, outline: &[Segment], fill: &'d Fill) {
        self.out.extend_from_slice(b"q ");
        self.opacity(fill.opacity, 1.0);
        self.paint(&fill.paint, fill.opacity, ["g", "rg", "k", "cs", "scn"]);
        self.outline(outline, None);
        self.out.extend_from_slice(if fill.rule == Rule::EvenOdd { b"f* Q\n" } else { b"f Q\n" });
    }

    fn stroke(&mut self, outline: &[Segment], stroke: &'d Stroke) {
        let [a, b, c, d, ..] = stroke.shape.0;
        let area = (a * d - b * c).abs();
        if area <= f64::EPSILON || !area.is_finite() {
            return;
        }
        self.out.extend_from_slice(b"q ");
        self.opacity(1.0, stroke.opacity);
        self.paint(&stroke.paint, stroke.opacity, ["G", "RG", "K", "CS", "SCN"]);
        // A pen that is turned and scaled stays round; a bent one needs its own units, and the outline with it.
        let round = (a * a + b * b - c * c - d * d).abs() < area * 1e-3 && (a * c + b * d).abs() < area * 1e-3;
        let unit = if round { area.sqrt() * self.scale } else { 1.0 };
        let back = if round {
            None
        } else {
            self.matrix(stroke.shape, self.scale);
            inverse(stroke.shape)
        };
        self.number(stroke.width * unit);
        let _ = write!(self.out, "w {} J {} j ", stroke.cap, stroke.join);
        self.number(stroke.miter);
        self.out.extend_from_slice(b"M ");
        let (dashes, start) = &stroke.dashes;
        if !dashes.is_empty() {
            self.out.push(b'[');
            dashes.iter().for_each(|length| self.number(length * unit));
            self.out.extend_from_slice(b"] ");
            self.number(start * unit);
            self.out.extend_from_slice(b"d ");
        }
        self.outline(outline, back);
        self.out.extend_from_slice(b"S Q\n");
    }

    fn opacity(&mut self, fill: f64, stroke: f64) {
        if self.colours.mixing() == Mixing::WithPaper {
            return;
        }
        let part = |opacity: f64| (opacity.clamp(0.0, 1.0) * 1000.0).round() as u16;
        let key = (part(fill), part(stroke));
        if key != (1000, 1000) {
            let next = self.states.len();
            let number = *self.states.entry(key).or_insert(next);
            let _ = write!(self.out, "/G{number} gs ");
        }
    }

    fn paint(&mut self, paint: &'d Paint, opacity: f64, [gray, rgb, cmyk, space, color]: [&str; 5]) {
        let left = match self.colours.mixing() {
            Mixing::Allowed => 1.0,
            Mixing::WithPaper => self.fade * opacity,
        };
        match paint {
            Paint::Color(parts) => {
                let (colour, parts) = self.colours.one(faded(*parts, left));
                parts.iter().for_each(|part| self.number(f64::from(*part) / 255.0));
                let operator = match colour {
                    Colour::Gray => gray,
                    Colour::Rgb => rgb,
                    Colour::Cmyk => cmyk,
                };
                let _ = write!(self.out, "{operator} ");
            }
            Paint::Linear { .. } | Paint::Radial { .. } => {
                let number = self.patterns.len();
                self.patterns.push((paint, left));
                let _ = write!(self.out, "/Pattern {space} /P{number} {color} ");
            }
        }
    }

    /// An outline, through `back` if given; else in the form's units.
    fn outline(&mut self, outline: &[Segment], back: Option<Matrix>) {
        let scale = self.scale;
        let point = move |p: &[f64; 2]| match &back {
            Some(back) => back.apply(*p),
            None => [p[0] * scale, p[1] * scale],
        };
        let mut put = |points: &[&[f64; 2]], operator: &str| {
            for value in points.iter().flat_map(|p| point(p)) {
                decimal(&mut self.out, value);
            }
            self.out.extend_from_slice(operator.as_bytes());
        };
        for segment in outline {
            match segment {
                Segment::Move(to) => put(&[to], "m "),
                Segment::Line(to) => put(&[to], "l "),
                Segment::Curve(first, second, to) => put(&[first, second, to], "c "),
                Segment::Close => put(&[], "h "),
            }
        }
    }

    fn number(&mut self, value: f64) {
        decimal(&mut self.out, value);
    }

    fn matrix(&mut self, Matrix(parts): Matrix, scale: f64) {
        for part in parts {
            let _ = write!(self.out, "{} ", trimmed(part * scale, 6));
        }
        self.out.extend_from_slice(b"cm ");
    }

    fn resources(&self, file: &mut File) -> Result<Dictionary> {
        let mut resources = Dictionary::new();
        let mut put = |kind: &str, entries: Dictionary| {
            if !entries.is_empty() {
                resources.set(kind, entries);
            }
        };
        let mut states = Dictionary::new();
        for ((fill, stroke), number) in &self.states {
            let part = |opacity: u16| Object::Real(f32::from(opacity) / 1000.0);
            states.set(format!("G{number}"), dictionary! { "ca" => part(*fill), "CA" => part(*stroke) });
        }
        put("ExtGState", states);
        let mut patterns = Dictionary::new();
        for (number, (paint, left)) in self.patterns.iter().enumerate() {
            if let Some(pattern) = pattern(paint, *left, self.scale, self.colours) {
                patterns.set(format!("P{number}"), file.document.add_object(pattern));
            }
        }
        put("Pattern", patterns);
        let mut pictures = Dictionary::new();
        for (number, piece) in self.pictures.iter().enumerate() {
            let id = match piece {
                Piece::Raster(raster, left) => file.write(self.colours.raster(raster, *left))?,
                Piece::Form(content, pen) => {
                    // It is placed in the units of the form around it.
                    let far = 1.0e5;
                    let form = dictionary! {
                        "Type" => name("XObject"),
                        "Subtype" => name("Form"),
                        "BBox" => reals([-far, -far, far, far]),
                        "Group" => group(self.colours),
                        "Resources" => pen.resources(file)?,
                    };
                    let stream = file.deflater.stream(form, content);
                    file.document.add_object(stream)
                }
            };
            pictures.set(format!("X{number}"), id);
        }
        put("XObject", pictures);
        Ok(resources)
    }
}

fn stored(raster: &Raster) -> Stored<'_> {
    Stored::Raster {
        width: raster.width,
        height: raster.height,
        colour: match raster.color {
            RasterColor::Gray => Colour::Gray,
            RasterColor::Rgb => Colour::Rgb,
        },
        data: Cow::Borrowed(&raster.data),
        alpha: raster.alpha.as_deref().map(Cow::Borrowed),
        profile: None,
    }
}

/// A colour of which so much is left on white.
fn faded(rgb: [u8; 3], left: f64) -> [u8; 3] {
    rgb.map(|part| 255 - (f64::from(255 - part) * left.clamp(0.0, 1.0)).round() as u8)
}

fn pattern(paint: &Paint, left: f64, scale: f64, colours: &Colours) -> Option<Dictionary> {
    let (kind, coords, stops, place) = match paint {
        Paint::Color(_) => return None,
        Paint::Linear { ends: [[x0, y0], [x1, y1]], stops, place } => (2, vec![*x0, *y0, *x1, *y1], stops, place),
        Paint::Radial { circles: [([x0, y0], r0), ([x1, y1], r1)], stops, place } => {
            (3, vec![*x0, *y0, *r0, *x1, *y1, *r1], stops, place)
        }
    };
    let stops: Vec<(f64, [u8; 3])> = stops.iter().map(|(at, rgb)| (*at, faded(*rgb, left))).collect();
    let tones = colours.together(&stops.iter().map(|(_, rgb)| *rgb).collect::<Vec<_>>());
    let space = tones.first().map_or(Colour::Rgb, |(space, _)| *space);
    let stops: Vec<(f64, Vec<u8>)> = stops.iter().zip(tones).map(|((at, _), (_, parts))| (*at, parts)).collect();
    let shading = dictionary! {
        "ShadingType" => kind,
        "ColorSpace" => name(space.space()),
        "Coords" => reals(coords),
        "Function" => function(&stops),
        "Extend" => vec![Object::Boolean(true), Object::Boolean(true)],
    };
    Some(dictionary! {
        "Type" => name("Pattern"),
        "PatternType" => 2,
        "Matrix" => reals(place.0.map(|part| part * scale)),
        "Shading" => shading,
    })
}

/// The colours from 0 to 1: one step between each two stops.
fn function(stops: &[(f64, Vec<u8>)]) -> Dictionary {
    let mut all: Vec<(f64, &[u8])> = Vec::with_capacity(stops.len() + 2);
    for (at, color) in stops {
        // Two stops at one place are a sudden change; a step needs some length.
        let least = all.last().map_or(0.0, |(before, _)| before + 1e-5);
        if all.is_empty() && *at > 0.0 {
            all.push((0.0, color));
        }
        all.push((at.max(least), color));
    }
    if let Some((last, color)) = all.last().copied()
        && last < 1.0
    {
        all.push((1.0, color));
    }
    let color = |color: &[u8]| reals(color.iter().map(|part| f64::from(*part) / 255.0));
    let step = |pair: &[(f64, &[u8])]| {
        dictionary! {
            "FunctionType" => 2, "Domain" => reals([0.0, 1.0]), "N" => 1,
            "C0" => color(pair[0].1), "C1" => color(pair[1].1),
        }
    };
    let mut steps: Vec<Dictionary> = all.windows(2).map(step).collect();
    if steps.len() == 1 {
        return steps.remove(0);
    }
    let inner = &all[1..all.len().saturating_sub(1).max(1)];
    dictionary! {
        "FunctionType" => 3,
        "Domain" => reals([0.0, 1.0]),
        "Bounds" => reals(inner.iter().map(|(at, _)| *at)),
        "Encode" => reals(steps.iter().flat_map(|_| [0.0, 1.0])),
        "Functions" => steps.into_iter().map(Object::from).collect::<Vec<_>>(),
    }
}

fn inverse(Matrix([a, b, c, d, e, f]): Matrix) -> Option<Matrix> {
    let area = a * d - b * c;
    (area != 0.0).then(|| {
        let (a, b, c, d) = (d / area, -b / area, -c / area, a / area);
        Matrix([a, b, c, d, -(a * e + c * f), -(b * e + d * f)])
    })
}

fn reals(values: impl IntoIterator<Item = f64>) -> Object {
    Object::Array(values.into_iter().map(|value| Object::Real(value as f32)).collect())
}

/// A number with three decimals at most, and a space.
fn decimal(out: &mut Vec<u8>, value: f64) {
    // Beyond this no page reaches, and readers of PDF differ in what they take.
    super::syntax::decimal(out, (value.clamp(-3.0e4, 3.0e4) * 1000.0).round() as i64);
    out.push(b' ');
}

fn trimmed(value: f64, decimals: usize) -> String {
    let text = format!("{value:.decimals$}");
    let text = text.trim_end_matches('0').trim_end_matches('.');
    if text == "-0" { "0".to_owned() } else { text.to_owned() }
}
