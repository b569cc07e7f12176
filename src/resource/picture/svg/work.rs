//! What rendering an SVG would cost, reckoned before it is done. By then units, styles and references are resolved, so
//! that a filter of a few bytes cannot hide what it takes.

use usvg::filter::{Filter, Kind};
use usvg::tiny_skia_path::{Path, PathSegment, Point};
use usvg::{Group, Node, Transform, Tree};

/// The most steps. One takes one to three nanoseconds, as a look at a neighbouring pixel does; the slowest drawings below
/// it that were tried, a page of noise and fourteen blurs of one, took five and seven seconds.
const MOST: f64 = 4e9;
/// Steps that any element takes, and a dash: about a microsecond.
const ELEMENT: f64 = 300.0;
/// Steps a pixel that an octave of noise takes: four channels of some twenty nanoseconds.
const OCTAVE: f64 = 30.0;
/// Steps a pixel that any other filter takes; a blur, which goes over all of them four times, is the slowest.
const OTHER: f64 = 30.0;
/// Octaves double their detail: the tenth is finer than a pixel.
const MOST_OCTAVES: u32 = 10;
/// The longest side of a matrix that weighs neighbours; drawings use 3 or 5.
const LARGEST_MATRIX: u32 = 15;

/// Whether a tree can be rendered in bearable time, of a size in its units and at so many pixels a unit.
pub(super) fn check(tree: &Tree, size: [f64; 2], scale: f64) -> Result<(), String> {
    let mut work = Work { size: size.map(|side| side * scale), scale, steps: 0.0 };
    work.group(tree.root(), Transform::identity());
    if work.steps > MOST { Err("is an SVG that takes too long to render".to_owned()) } else { Ok(()) }
}

struct Work {
    /// In pixels.
    size: [f64; 2],
    /// Pixels a unit.
    scale: f64,
    steps: f64,
}

impl Work {
    /// Adds a group. Transforms in masks, patterns and the like begin at their own root, which is at `place`.
    fn group(&mut self, group: &Group, place: Transform) {
        let here = place.pre_concat(group.abs_transform());
        for filter in group.filters() {
            self.filter(filter, here);
        }
        for node in group.children() {
            // Roots in roots can be more than anyone can walk.
            if self.steps > MOST {
                return;
            }
            self.steps += ELEMENT;
            match node {
                Node::Group(inner) => self.group(inner, place),
                Node::Text(text) => {
                    self.group(text.flattened(), place);
                    // It has no other root.
                    continue;
                }
                Node::Path(path) => {
                    let dashes = path.stroke().and_then(|stroke| stroke.dasharray());
                    self.steps += dashes.map_or(0.0, |dashes| count(path.data(), dashes)) * ELEMENT;
                }
                Node::Image(_) => {}
            }
            let root = place.pre_concat(node.abs_transform());
            node.subroots(|inner| self.group(inner, root));
        }
    }

    fn filter(&mut self, filter: &Filter, place: Transform) {
        let region = filter.rect().transform(place);
        // The renderer draws twice the size beyond each edge, for what is moved or blurred into sight.
        let side = |from: f32, to: f32, size: f64| {
            let [from, to] = [from, to].map(|end| (f64::from(end) * self.scale).clamp(-2.0 * size, 3.0 * size));
            to - from
        };
        let sides = region.map_or([0.0; 2], |region| {
            let [width, height] = self.size;
            [side(region.left(), region.right(), width), side(region.top(), region.bottom(), height)]
        });
        let (sx, sy) = place.get_scale();
        let scale = [sx, sy].map(|by| f64::from(by) * self.scale);
        let steps: f64 = filter.primitives().iter().map(|primitive| steps(primitive.kind(), scale, sides)).sum();
        self.steps += steps * (sides[0] * sides[1]).max(1.0);
    }
}

/// How many steps a pixel a filter takes, at so many pixels a unit, in a region of so many pixels.
fn steps(kind: &Kind, scale: [f64; 2], sides: [f64; 2]) -> f64 {
    match kind {
        Kind::Turbulence(noise) if noise.num_octaves() > MOST_OCTAVES => f64::INFINITY,
        Kind::Turbulence(noise) => f64::from(noise.num_octaves()) * OCTAVE,
        Kind::ConvolveMatrix(convolve) => {
            let (columns, rows) = (convolve.matrix().columns(), convolve.matrix().rows());
            let bearable = columns.max(rows) <= LARGEST_MATRIX;
            if bearable { f64::from(columns * rows) + OTHER } else { f64::INFINITY }
        }
        Kind::Morphology(morphology) => {
            let radii = [morphology.radius_x(), morphology.radius_y()].map(|radius| f64::from(radius.get()));
            // Each pixel looks at all that are within the radius, and in the region.
            let looks = |radius: f64, scale: f64, side: f64| (2.0 * radius * scale + 1.0).min(side.max(1.0));
            looks(radii[0], scale[0], sides[0]) * looks(radii[1], scale[1], sides[1]) + OTHER
        }
        _ => OTHER,
    }
}

/// How many dashes there are along a path; bends count as long as the lines between their points.
fn count(path: &Path, dashes: &[f32]) -> f64 {
    let distance = |from: Point, to: Point| f64::from(to.x - from.x).hypot(f64::from(to.y - from.y));
    let (mut length, mut first, mut last) = (0.0, Point::zero(), Point::zero());
    for segment in path.segments() {
        let to = match segment {
            PathSegment::MoveTo(to) => {
                (first, last) = (to, to);
                to
            }
            PathSegment::LineTo(to) => to,
            PathSegment::QuadTo(bend, to) => {
                length += distance(last, bend);
                last = bend;
                to
            }
            PathSegment::CubicTo(one, two, to) => {
                length += distance(last, one) + distance(one, two);
                last = two;
                to
            }
            PathSegment::Close => first,
        };
        length += distance(last, to);
        last = to;
    }
    let around: f64 = dashes.iter().map(|dash| f64::from(*dash)).sum();
    if around > 0.0 { length / around * dashes.len() as f64 } else { 0.0 }
}
