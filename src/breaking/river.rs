//! Rivers: word spaces that stand below one another through several lines, so that white seems to run down the page.
//! They are seen across lines, which a line's demerits know nothing of; so they are looked for in the lines that were
//! chosen, and where there is one the paragraph is broken again, its lines at a price.

use super::{ChosenLine, FILL, HItem};
use crate::length::Abs;

/// So many lines make a river: spaces stand below one another by chance in three lines on every page.
pub const RIVER_LINES: usize = 4;

/// Whether white flows from one space, given by its edges, to another in the line below: at least half of the narrower
/// is below the other.
pub fn flows(above: (Abs, Abs), below: (Abs, Abs)) -> bool {
    let overlap = above.1.min(below.1) - above.0.max(below.0);
    let narrower = (above.1 - above.0).min(below.1 - below.0);
    overlap > Abs::ZERO && overlap * 2 >= narrower
}

/// How rivers grow, line by line.
#[derive(Debug, Default)]
pub struct Stream {
    /// The spaces of the last line, and through how many lines white came down to each.
    spaces: Vec<((Abs, Abs), usize)>,
    /// Those of the line above it, to be written over.
    above: Vec<((Abs, Abs), usize)>,
}

impl Stream {
    /// Takes the spaces of the next line, from left to right. How many lines the longest river has that has come down to
    /// it: a river counts from [`RIVER_LINES`].
    pub fn line(&mut self, spaces: impl Iterator<Item = (Abs, Abs)>) -> usize {
        std::mem::swap(&mut self.spaces, &mut self.above);
        self.spaces.clear();
        let above = &self.above;
        let mut from = 0;
        for space in spaces {
            while above.get(from).is_some_and(|(other, _)| other.1 <= space.0) {
                from += 1;
            }
            let near = above[from..].iter().take_while(|(other, _)| other.0 < space.1);
            let longest = near.filter(|(other, _)| flows(*other, space)).map(|(_, lines)| *lines).max();
            self.spaces.push((space, longest.unwrap_or(0) + 1));
        }
        self.spaces.iter().map(|(_, lines)| *lines).max().unwrap_or(0)
    }
}

/// The lines that rivers run through, from and to (exclusive); none that overlap.
pub fn rivers(items: &[HItem], lines: &[ChosenLine]) -> Vec<std::ops::Range<usize>> {
    let mut found: Vec<std::ops::Range<usize>> = Vec::new();
    if lines.len() < RIVER_LINES {
        return found;
    }
    let mut stream = Stream::default();
    for (index, line) in lines.iter().enumerate() {
        let through = stream.line(spaces(items, line)).min(index + 1);
        if through < RIVER_LINES {
            continue;
        }
        let from = index + 1 - through;
        match found.last_mut() {
            Some(last) if last.end > from => last.end = index + 1,
            _ => found.push(from..index + 1),
        }
    }
    found
}

/// The word spaces of a line, where they will stand.
fn spaces<'i>(items: &'i [HItem], line: &ChosenLine) -> impl Iterator<Item = (Abs, Abs)> + use<'i> {
    let fit = line.fit;
    let mut x = match items.get(line.start) {
        Some(HItem::Box { hang: [start, _], .. }) => -*start,
        _ => Abs::ZERO,
    };
    items[line.start.min(line.end)..line.end].iter().filter_map(move |item| match *item {
        HItem::Box { width, give, reserve, .. } => {
            x += width + give.scale(fit.expansion) + reserve.scale(fit.reserve);
            None
        }
        HItem::Glue { stretch, .. } if stretch >= FILL => None,
        HItem::Glue { width, stretch, shrink } => {
            let from = x;
            let by = if fit.ratio >= 0.0 { stretch.scale(fit.ratio) } else { shrink.scale(fit.ratio.max(-1.0)) };
            x += width + by;
            // White that is there only where a line needs it is no word space.
            (width > Abs::ZERO).then_some((from, x))
        }
        HItem::Penalty { .. } => None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(stream: &mut Stream, spaces: &[(f64, f64)]) -> usize {
        stream.line(spaces.iter().map(|&(from, to)| (Abs::pt(from), Abs::pt(to))))
    }

    #[test]
    fn a_river_is_white_below_white_through_four_lines() {
        let mut stream = Stream::default();
        assert_eq!(line(&mut stream, &[(10.0, 13.0), (50.0, 53.0)]), 1);
        assert_eq!(line(&mut stream, &[(11.0, 14.0), (80.0, 83.0)]), 2);
        assert_eq!(line(&mut stream, &[(12.0, 15.0), (90.0, 93.0)]), 3);
        let mut stream = Stream::default();
        for (count, x) in [10.0, 11.0, 10.5, 9.5, 9.0].into_iter().enumerate() {
            assert_eq!(
                line(&mut stream, &[(x, x + 3.0), (60.0 + 10.0 * count as f64, 63.0 + 10.0 * count as f64)]),
                count + 1
            );
        }
        assert_eq!(line(&mut stream, &[(11.0, 14.0)]), 1, "less than half of it is below");
    }
}
