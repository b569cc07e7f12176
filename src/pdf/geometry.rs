//! Matrices and rectangles, in points and in PDF's order: a row vector times a matrix.

/// A place, in points from the lower left.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Point {
    /// To the right.
    pub x: f64,
    /// Upwards.
    pub y: f64,
}

/// `[a b c d e f]`, as `cm` takes it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Matrix(pub [f64; 6]);

impl Matrix {
    /// Leaves everything where it is.
    pub const IDENTITY: Self = Self([1.0, 0.0, 0.0, 1.0, 0.0, 0.0]);

    /// Moves.
    pub fn shift(x: f64, y: f64) -> Self {
        Self([1.0, 0.0, 0.0, 1.0, x, y])
    }

    /// Scales both ways alike.
    pub fn scale(by: f64) -> Self {
        Self([by, 0.0, 0.0, by, 0.0, 0.0])
    }

    /// First this, then the other.
    #[must_use]
    pub fn then(&self, next: &Self) -> Self {
        let ([a, b, c, d, e, f], [g, h, i, j, k, l]) = (self.0, next.0);
        let row = |x: f64, y: f64| (x * g + y * i, x * h + y * j);
        let ((a, b), (c, d), (e, f)) = (row(a, b), row(c, d), row(e, f));
        Self([a, b, c, d, e + k, f + l])
    }

    /// Where a point goes.
    pub fn apply(&self, x: f64, y: f64) -> Point {
        let [a, b, c, d, e, f] = self.0;
        Point { x: x * a + y * c + e, y: x * b + y * d + f }
    }

    /// The box around where a rectangle goes.
    pub fn apply_rect(&self, rect: &Rect) -> Rect {
        Rect::around([
            self.apply(rect.left, rect.bottom),
            self.apply(rect.right, rect.bottom),
            self.apply(rect.left, rect.top),
            self.apply(rect.right, rect.top),
        ])
    }

    /// How long a step of one to the right becomes.
    pub fn width(&self) -> f64 {
        self.0[0].hypot(self.0[1])
    }

    /// How long a step of one upwards becomes.
    pub fn height(&self) -> f64 {
        self.0[2].hypot(self.0[3])
    }

    /// How much lengths grow, both ways taken together.
    pub fn mean_scale(&self) -> f64 {
        let [a, b, c, d, ..] = self.0;
        (a * d - b * c).abs().sqrt()
    }
}

/// A rectangle with left ≤ right and bottom ≤ top.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Rect {
    /// The least x.
    pub left: f64,
    /// The least y.
    pub bottom: f64,
    /// The greatest x.
    pub right: f64,
    /// The greatest y.
    pub top: f64,
}

impl Rect {
    /// A rectangle from two corners, in any order.
    pub fn new(x0: f64, y0: f64, x1: f64, y1: f64) -> Self {
        Self { left: x0.min(x1), bottom: y0.min(y1), right: x0.max(x1), top: y0.max(y1) }
    }

    /// The box around some points; a box without extent at the origin for none.
    pub fn around(points: impl IntoIterator<Item = Point>) -> Self {
        let mut points = points.into_iter();
        let Some(first) = points.next() else { return Self::new(0.0, 0.0, 0.0, 0.0) };
        let start = Self::new(first.x, first.y, first.x, first.y);
        points.fold(start, |rect, point| rect.including(point))
    }

    /// The same, grown to hold a point.
    #[must_use]
    pub fn including(&self, point: Point) -> Self {
        Self {
            left: self.left.min(point.x),
            bottom: self.bottom.min(point.y),
            right: self.right.max(point.x),
            top: self.top.max(point.y),
        }
    }

    /// From left to right.
    pub fn width(&self) -> f64 {
        self.right - self.left
    }

    /// From bottom to top.
    pub fn height(&self) -> f64 {
        self.top - self.bottom
    }

    /// Whether the other lies within, give or take some points.
    pub fn holds(&self, other: &Self, tolerance: f64) -> bool {
        other.left >= self.left - tolerance
            && other.bottom >= self.bottom - tolerance
            && other.right <= self.right + tolerance
            && other.top <= self.top + tolerance
    }

    /// Whether a point lies within.
    pub fn has(&self, point: Point) -> bool {
        (self.left..=self.right).contains(&point.x) && (self.bottom..=self.top).contains(&point.y)
    }

    /// What both have in common; none if they are apart. Edges that touch have a box without extent in common.
    pub fn meet(&self, other: &Self) -> Option<Self> {
        let (left, right) = (self.left.max(other.left), self.right.min(other.right));
        let (bottom, top) = (self.bottom.max(other.bottom), self.top.min(other.top));
        (left <= right && bottom <= top).then_some(Self { left, bottom, right, top })
    }

    /// The same, larger on each side.
    #[must_use]
    pub fn grown(&self, by: f64) -> Self {
        Self { left: self.left - by, bottom: self.bottom - by, right: self.right + by, top: self.top + by }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_matrix_and_then_another() {
        let both = Matrix::scale(2.0).then(&Matrix::shift(10.0, 0.0));
        assert_eq!(both.apply(1.0, 1.0), Point { x: 12.0, y: 2.0 });
        let other = Matrix::shift(10.0, 0.0).then(&Matrix::scale(2.0));
        assert_eq!(other.apply(1.0, 1.0), Point { x: 22.0, y: 2.0 });
    }

    #[test]
    fn rectangles_meet_and_hold() {
        let page = Rect::new(100.0, 200.0, 0.0, 0.0);
        assert_eq!(page.width(), 100.0);
        assert!(page.holds(&Rect::new(0.0, 0.0, 100.4, 10.0), 0.5));
        assert!(!page.holds(&Rect::new(0.0, 0.0, 100.6, 10.0), 0.5));
        assert!(page.meet(&Rect::new(101.0, 0.0, 110.0, 10.0)).is_none());
    }
}
