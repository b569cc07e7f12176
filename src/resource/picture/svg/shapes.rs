//! usvg's tree → shapes. Whatever has no plain word here is an error that names it.

use super::super::drawing::{Fill, Matrix, Order, Paint, Rule, Segment, Shape, Stroke};
use super::super::{Picture, Raster};
use usvg::tiny_skia_path::{Path, PathSegment};
use usvg::{Group, ImageKind, Node, Transform};

type Found<T> = Result<T, &'static str>;

/// The most pixels of all pictures in a drawing, each counted wherever it is shown: 400 MB with their opacities. One
/// picture may have 67 million.
const MOST_PIXELS: u64 = 100_000_000;
/// What is said of a drawing that shows more: it is refused, since it has no look that is bearable.
pub(super) const TOO_MANY_PIXELS: &str = "pictures of too many pixels";

/// The shapes of a tree; or what of it cannot be said in shapes.
pub(super) fn of(tree: &usvg::Tree) -> Found<Vec<Shape>> {
    let (mut out, mut left) = (Vec::new(), MOST_PIXELS);
    group(tree.root(), &mut out, &mut left)?;
    Ok(out)
}

/// Adds the shapes of a group; `left` is how many pixels its pictures may have.
fn group(group: &Group, out: &mut Vec<Shape>, left: &mut u64) -> Found<()> {
    if !group.filters().is_empty() {
        return Err("a filter");
    }
    if group.mask().is_some() {
        return Err("a mask");
    }
    if group.blend_mode() != usvg::BlendMode::Normal {
        return Err("blended colours");
    }
    let clip = group.clip_path().map(|clip| self::clip(clip, group.abs_transform())).transpose()?;
    let opacity = f64::from(group.opacity().get());
    let mut shapes = Vec::new();
    for node in group.children() {
        self::node(node, &mut shapes, left)?;
    }
    if shapes.is_empty() {
    } else if clip.is_none() && opacity >= 1.0 {
        out.append(&mut shapes);
    } else {
        out.push(Shape::Group { clip, opacity, shapes });
    }
    Ok(())
}

fn node(node: &Node, out: &mut Vec<Shape>, left: &mut u64) -> Found<()> {
    match node {
        Node::Group(inner) => group(inner, out, left),
        Node::Text(text) => group(text.flattened(), out, left),
        Node::Path(path) if path.is_visible() => self::path(path, out),
        Node::Image(image) if image.is_visible() => {
            out.extend(self::image(image, left)?);
            Ok(())
        }
        Node::Path(_) | Node::Image(_) => Ok(()),
    }
}

fn path(path: &usvg::Path, out: &mut Vec<Shape>) -> Found<()> {
    let place = path.abs_transform();
    let outline = outline(path.data(), place);
    let fill = path.fill().map(|fill| {
        Found::Ok(Fill {
            paint: paint(fill.paint(), place)?,
            opacity: f64::from(fill.opacity().get()),
            rule: rule(fill.rule()),
        })
    });
    let stroke = path.stroke().map(|stroke| self::stroke(stroke, place));
    let order = match path.paint_order() {
        usvg::PaintOrder::FillAndStroke => Order::StrokeAbove,
        usvg::PaintOrder::StrokeAndFill => Order::FillAbove,
    };
    out.push(Shape::Path { outline, fill: fill.transpose()?, stroke: stroke.transpose()?, order });
    Ok(())
}

fn stroke(stroke: &usvg::Stroke, place: Transform) -> Found<Stroke> {
    let dashes = stroke.dasharray().unwrap_or_default().iter().map(|length| f64::from(*length)).collect();
    Ok(Stroke {
        paint: paint(stroke.paint(), place)?,
        opacity: f64::from(stroke.opacity().get()),
        width: f64::from(stroke.width().get()),
        shape: matrix(place),
        dashes: (dashes, f64::from(stroke.dashoffset())),
        cap: match stroke.linecap() {
            usvg::LineCap::Butt => 0,
            usvg::LineCap::Round => 1,
            usvg::LineCap::Square => 2,
        },
        join: match stroke.linejoin() {
            usvg::LineJoin::Miter | usvg::LineJoin::MiterClip => 0,
            usvg::LineJoin::Round => 1,
            usvg::LineJoin::Bevel => 2,
        },
        miter: f64::from(stroke.miterlimit().get()).max(1.0),
    })
}

fn rule(rule: usvg::FillRule) -> Rule {
    match rule {
        usvg::FillRule::NonZero => Rule::NonZero,
        usvg::FillRule::EvenOdd => Rule::EvenOdd,
    }
}

fn paint(paint: &usvg::Paint, place: Transform) -> Found<Paint> {
    match paint {
        usvg::Paint::Color(color) => Ok(Paint::Color([color.red, color.green, color.blue])),
        usvg::Paint::LinearGradient(gradient) => Ok(Paint::Linear {
            ends: [[gradient.x1(), gradient.y1()], [gradient.x2(), gradient.y2()]].map(|end| end.map(f64::from)),
            stops: stops(gradient.stops(), gradient.spread_method())?,
            place: matrix(place.pre_concat(gradient.transform())),
        }),
        usvg::Paint::RadialGradient(gradient) => {
            let point = |x: f32, y: f32| [f64::from(x), f64::from(y)];
            Ok(Paint::Radial {
                circles: [
                    (point(gradient.fx(), gradient.fy()), f64::from(gradient.fr().get())),
                    (point(gradient.cx(), gradient.cy()), f64::from(gradient.r().get())),
                ],
                stops: stops(gradient.stops(), gradient.spread_method())?,
                place: matrix(place.pre_concat(gradient.transform())),
            })
        }
        usvg::Paint::Pattern(_) => Err("a pattern"),
    }
}

fn stops(stops: &[usvg::Stop], spread: usvg::SpreadMethod) -> Found<Vec<(f64, [u8; 3])>> {
    if spread != usvg::SpreadMethod::Pad {
        return Err("a gradient that repeats");
    }
    let of = |stop: &usvg::Stop| {
        if stop.opacity().get() < 1.0 {
            return Err("a gradient that fades");
        }
        let color = stop.color();
        Ok((f64::from(stop.offset().get()), [color.red, color.green, color.blue]))
    };
    stops.iter().map(of).collect()
}

/// The outlines of a clip together. Those that overlap in opposite directions would cut holes; charts have one.
fn clip(clip: &usvg::ClipPath, place: Transform) -> Found<(Vec<Segment>, Rule)> {
    let mut found = (Vec::new(), Rule::NonZero);
    if clip.clip_path().is_some() {
        return Err("a clip within a clip");
    }
    let place = place.pre_concat(clip.transform());
    for node in clip.root().children() {
        let Node::Path(path) = node else { return Err("a clip of several parts") };
        let Some(fill) = path.fill() else { continue };
        if rule(fill.rule()) == Rule::EvenOdd {
            if clip.root().children().len() > 1 {
                return Err("a clip of several parts");
            }
            found.1 = Rule::EvenOdd;
        }
        // Transforms within the clip begin at its own root.
        found.0.extend(outline(path.data(), place.pre_concat(path.abs_transform())));
    }
    Ok(found)
}

fn image(image: &usvg::Image, left: &mut u64) -> Found<Option<Shape>> {
    let data = match image.kind() {
        ImageKind::JPEG(data) | ImageKind::PNG(data) | ImageKind::GIF(data) | ImageKind::WEBP(data) => data,
        ImageKind::SVG(_) => return Err("a drawing within the drawing"),
    };
    let Ok(picture) = Picture::open(data) else { return Ok(None) };
    let pixels = u64::from(picture.width()) * u64::from(picture.height());
    *left = left.checked_sub(pixels).ok_or(TOO_MANY_PIXELS)?;
    let raster: Option<Raster> = picture.pixels().ok();
    let size = image.size();
    let place = image.abs_transform().pre_scale(size.width(), size.height());
    Ok(raster.map(|raster| Shape::Picture { place: matrix(place), raster }))
}

fn matrix(transform: Transform) -> Matrix {
    let Transform { sx, kx, ky, sy, tx, ty } = transform;
    Matrix([sx, ky, kx, sy, tx, ty].map(f64::from))
}

fn outline(path: &Path, place: Transform) -> Vec<Segment> {
    let place = matrix(place);
    let mut out = Vec::with_capacity(path.len());
    let mut last = [0.0; 2];
    let point = |p: usvg::tiny_skia_path::Point| place.apply([f64::from(p.x), f64::from(p.y)]);
    for segment in path.segments() {
        let found = match segment {
            PathSegment::MoveTo(to) => Segment::Move(point(to)),
            PathSegment::LineTo(to) => Segment::Line(point(to)),
            PathSegment::QuadTo(bend, to) => {
                // A quadratic curve as a cubic one: both bends two thirds of the way.
                let (bend, to) = (point(bend), point(to));
                let near = |from: [f64; 2]| [0, 1].map(|axis| from[axis] + (bend[axis] - from[axis]) * 2.0 / 3.0);
                Segment::Curve(near(last), near(to), to)
            }
            PathSegment::CubicTo(first, second, to) => Segment::Curve(point(first), point(second), point(to)),
            PathSegment::Close => Segment::Close,
        };
        match found {
            Segment::Move(to) | Segment::Line(to) | Segment::Curve(_, _, to) => last = to,
            Segment::Close => {}
        }
        out.push(found);
    }
    out
}
