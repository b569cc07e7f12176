//! Sheets of paper, and which of them pages go on.

/// A millimetre, in points.
const MM: f64 = 72.0 / 25.4;

/// The sheets that can be named: width and height in millimetres, upright.
pub const SHEETS: &[(&str, f64, f64)] = &[
    ("A4", 210.0, 297.0),
    ("Letter", 215.9, 279.4),
    ("Legal", 215.9, 355.6),
    ("A3", 297.0, 420.0),
    ("Tabloid", 279.4, 431.8),
    ("SRA3", 320.0, 450.0),
];

/// How far a page may be larger than its place, in points, before it is made smaller: A5 is half a millimetre less
/// than the half of A4, Half-Letter exactly that of Letter.
pub(super) const SLACK: f64 = 0.5;

/// The sheet that a booklet of such pages is printed on, lying: the one whose half they are, else the smallest that
/// takes two side by side, else the largest.
pub(super) fn for_booklet(width: f64, height: f64) -> (f64, f64) {
    let close = |a: f64, b: f64| (a - b).abs() < 2.0 * MM;
    let lie = |&(_, w, h): &(&str, f64, f64)| lying(w * MM, h * MM, width, height);
    if let Some(half) = SHEETS.iter().map(lie).find(|(w, h)| close(w / 2.0, width) && close(*h, height)) {
        return half;
    }
    // Of the ones that the office has: American pages on American paper, all others on A.
    let american = is_american(width, height);
    let common = SHEETS.iter().filter(|(name, ..)| *name != "SRA3" && name.starts_with('A') != american).map(lie);
    let takes = |sheet: &(f64, f64)| sheet.0 / 2.0 + SLACK >= width && sheet.1 + SLACK >= height;
    let smallest = common.filter(takes).min_by(|a, b| (a.0 * a.1).total_cmp(&(b.0 * b.1)));
    let largest = if american { ("", 279.4, 431.8) } else { ("", 297.0, 420.0) };
    smallest.unwrap_or_else(|| lie(&largest))
}

/// The sheet so turned that two such pages side by side are largest.
pub(super) fn lying(w: f64, h: f64, width: f64, height: f64) -> (f64, f64) {
    let fit = |w: f64, h: f64| (w / 2.0 / width).min(h / height);
    if fit(w, h) > fit(h, w) { (w, h) } else { (h, w) }
}

/// The sheet for several pages on one: Letter for American pages, A4 for all others.
pub(super) fn for_many(width: f64, height: f64) -> (f64, f64) {
    if is_american(width, height) { (215.9 * MM, 279.4 * MM) } else { (210.0 * MM, 297.0 * MM) }
}

fn is_american(width: f64, height: f64) -> bool {
    let (short, long) = (width.min(height), width.max(height));
    let sizes = [(215.9, 279.4), (215.9, 355.6), (139.7, 215.9), (279.4, 431.8), (184.2, 266.7), (152.4, 228.6)];
    sizes.iter().any(|(w, h)| (short - w * MM).abs() < 3.0 && (long - h * MM).abs() < 3.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_booklet_goes_on_the_sheet_whose_half_its_pages_are() {
        let on = |width: f64, height: f64| {
            let (w, h) = for_booklet(width * MM, height * MM);
            ((w / MM).round(), (h / MM).round())
        };
        assert_eq!(on(148.0, 210.0), (297.0, 210.0));
        assert_eq!(on(210.0, 297.0), (420.0, 297.0));
        assert_eq!(on(139.7, 215.9), (279.0, 216.0));
        assert_eq!(on(215.9, 279.4), (432.0, 279.0));
        assert_eq!(on(156.0, 234.0), (420.0, 297.0)); // Royal: half of nothing
        assert_eq!(on(297.0, 420.0), (420.0, 297.0)); // too large for all: made smaller
    }
}
