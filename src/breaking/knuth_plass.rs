//! The cheapest paragraph: total fit, in three passes.

mod detour;
mod search;

use super::fit::Sums;
use super::river::rivers;
use super::{Breaking, ChosenLine, FILL, FORBIDDEN, FORCED, Fit, HItem, LAST_RESORT, Shows};
use crate::length::Abs;
use rustc_hash::FxHashSet;

/// Chooses the breaks with the fewest demerits.
///
/// First without discretionary hyphens, if no line is worse than the pretolerance; then with them, up to the
/// tolerance; then without mercy. TeX's third pass pretends that lines have emergency stretch, since its badness ends
/// at 10,000 and cannot tell bad from worse; ours does not end. The items should end in [`FILL`](super::FILL) glue and
/// a forced penalty; if they do not, the end is a forced break all the same.
pub fn break_lines(items: &[HItem], measure: Abs, rules: &Breaking) -> Vec<ChosenLine> {
    match whole(items, measure, rules) {
        Some(line) => vec![line],
        None if items.is_empty() => Vec::new(),
        None => Paragraph::new(items, measure, rules).best(),
    }
}

/// The one line of items that have room in it as they are: where no break is sought for its own sake, no other way has
/// fewer demerits.
fn whole(items: &[HItem], measure: Abs, rules: &Breaking) -> Option<ChosenLine> {
    let (HItem::Penalty { width: Abs::ZERO, cost: ..=FORCED, .. }, items) = items.split_last()? else { return None };
    let mut sums = Sums::default();
    for item in items {
        if matches!(item, HItem::Penalty { cost: ..0, .. }) {
            return None;
        }
        sums.add(item);
    }
    let filled = matches!(items.last(), Some(HItem::Glue { stretch, .. }) if *stretch >= FILL);
    let beside = if rules.beside.0 > 0 { rules.beside.1 } else { Abs::ZERO };
    // White that vanishes at the line's beginning may be counted: then it is looked at more closely.
    let begins = matches!(items.first(), Some(HItem::Box { hang: [start, _], .. }) if *start >= Abs::ZERO);
    let has_room = filled && begins && sums.width <= measure - beside;
    has_room.then(|| ChosenLine { start: 0, end: items.len(), fit: Fit::default() })
}

/// Longer paragraphs are not tried in other lengths: they fill more than a page, and ways of each length are kept apart
/// at each break, which takes time with the square of the lines.
const MOST_LINES: usize = 60;

/// The best way, and the best ways in one line fewer and in one line more, where there is one without a line worse than
/// `tolerance`: TeX's looseness, for whoever breaks pages. Not tried if the best way has fewer than `least` lines.
pub fn break_lines_variously(
    items: &[HItem],
    measure: Abs,
    rules: &Breaking,
    least: usize,
    tolerance: f64,
) -> (Vec<ChosenLine>, [Option<Vec<ChosenLine>>; 2]) {
    if items.is_empty() {
        return (Vec::new(), [None, None]);
    }
    if let Some(line) = whole(items, measure, rules) {
        return (vec![line], [None, None]);
    }
    let paragraph = Paragraph::new(items, measure, rules);
    let best = paragraph.best();
    let count = best.len();
    if count < least.max(2) || count > MOST_LINES {
        return (best, [None, None]);
    }
    let reach = paragraph.reach(0, ratio_of(tolerance));
    if !reach.contains(&(count - 1)) && !reach.contains(&(count + 1)) {
        return (best, [None, None]);
    }
    let lengths = Lengths::Each([count - 1, count + 1]);
    // Lines as bad as these are best without hyphens: so are other ways to set them.
    let hyphens = if rules.pretolerance >= tolerance { Hyphens::Off } else { Hyphens::On };
    let pass = Pass { tolerance, hyphens, last: Last::No, lengths, avoid: FxHashSet::default() };
    let Some((nodes, active)) = paragraph.attempt(&pass) else { return (best, [None, None]) };
    let others = [count - 1, count + 1].map(|wanted| {
        let of_length = active.iter().copied().filter(|&index| nodes[index].line == wanted);
        let way = of_length.min_by(|&a, &b| nodes[a].demerits.total_cmp(&nodes[b].demerits));
        way.map(|way| paragraph.trace(&nodes, way))
    });
    (best, others)
}

#[derive(Clone)]
struct Pass {
    tolerance: f64,
    hyphens: Hyphens,
    last: Last,
    lengths: Lengths,
    /// Lines that are not wanted, by the items they begin and end at, for a river runs through them.
    avoid: FxHashSet<(usize, usize)>,
}

/// Whether ways of different length to one break are kept apart.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Lengths {
    One,
    /// They are, as long as the whole may still have one of these numbers of lines.
    Each([usize; 2]),
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Hyphens {
    Off,
    On,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Last {
    No,
    Yes,
}

/// What does not change between passes.
struct Paragraph<'a> {
    items: &'a [HItem],
    measure: Abs,
    rules: &'a Breaking,
    /// Sums of all items before each.
    before: Vec<Sums>,
    /// The first item at or after each that shows at the beginning of a line.
    begins: Vec<usize>,
    /// How far the last box before each item hangs out at a line's end.
    hang_end: Vec<Abs>,
    /// The items at which a line may end.
    places: Vec<Place>,
}

/// An item at which a line may end.
#[derive(Clone, Copy)]
struct Place {
    at: usize,
    cost: i32,
    shows: Shows,
    /// The sums of a line from the first item that ends here.
    sums: Sums,
}

/// A break that may be part of the best way.
#[derive(Clone, Copy)]
struct Node {
    /// The item broken at; `usize::MAX` before the first.
    at: usize,
    /// The first item of the next line.
    start: usize,
    /// The fitness of the line that ends here.
    class: i8,
    /// How many lines end up to here; no more are counted than differ where lengths are not told apart.
    line: usize,
    /// How many lines up to here end in a hyphen.
    ladder: u8,
    demerits: f64,
    previous: usize,
}

/// The ratio of a line of that badness.
fn ratio_of(badness: f64) -> f64 {
    (badness / 100.0).cbrt()
}

impl<'a> Paragraph<'a> {
    fn new(items: &'a [HItem], measure: Abs, rules: &'a Breaking) -> Self {
        let mut sums = Sums::default();
        let mut breaks = 0;
        let mut before = Vec::with_capacity(items.len() + 1);
        let mut hang_end = Vec::with_capacity(items.len() + 1);
        let mut hang = Abs::ZERO;
        for item in items {
            before.push(sums);
            hang_end.push(hang);
            sums.add(item);
            match item {
                HItem::Box { hang: [_, end], .. } => hang = *end,
                HItem::Glue { .. } => {
                    hang = Abs::ZERO;
                    breaks += 1;
                }
                HItem::Penalty { .. } => breaks += 1,
            }
        }
        before.push(sums);
        hang_end.push(hang);
        let mut begins = vec![items.len(); items.len() + 1];
        for i in (0..items.len()).rev() {
            let shows = match items[i] {
                HItem::Box { .. } => true,
                HItem::Penalty { cost, .. } => cost <= FORCED,
                HItem::Glue { stretch, .. } => stretch >= super::FILL,
            };
            begins[i] = if shows { i } else { begins[i + 1] };
        }
        let places = Vec::with_capacity(breaks + 1);
        let mut new = Self { items, measure, rules, before, begins, hang_end, places };
        for at in 0..=items.len() {
            if let Some((cost, shows)) = new.legal(at) {
                new.places.push(Place { at, cost, shows, sums: new.ending(at) });
            }
        }
        new
    }

    /// The sums of a line from the first item that ends at this one.
    fn ending(&self, at: usize) -> Sums {
        let mut sums = self.before[at];
        match self.items.get(at) {
            Some(HItem::Penalty { width, .. }) if width.0 != 0 => sums.width += *width,
            _ => sums.width -= self.hang_end[at],
        }
        sums.stretch += self.rules.rag;
        sums
    }

    /// The measure of the line behind a break: the first ones may stand beside something.
    fn measure_of(&self, from: &Node) -> Abs {
        let (lines, by) = self.rules.beside;
        if from.line < lines { self.measure - by } else { self.measure }
    }

    /// What a line from the first item has to lose to begin at this one.
    fn beginning(&self, start: usize) -> Sums {
        let mut sums = self.before[start];
        if let Some(HItem::Box { hang: [start, _], .. }) = self.items.get(start) {
            sums.width += *start;
        }
        sums
    }

    /// The best way, in as many passes as it takes.
    fn best(&self) -> Vec<ChosenLine> {
        let pass = |tolerance, hyphens, last| Pass {
            tolerance,
            hyphens,
            last,
            lengths: Lengths::One,
            avoid: FxHashSet::default(),
        };
        let passes = [
            pass(self.rules.pretolerance, Hyphens::Off, Last::No),
            pass(self.rules.tolerance, Hyphens::On, Last::No),
            pass(f64::INFINITY, Hyphens::On, Last::Yes),
        ];
        let found = passes.iter().enumerate().find_map(|(index, pass)| Some((index, self.cheapest(pass)?)));
        let (index, (lines, demerits)) = found.expect("the last pass always finds a way");
        let rivers = rivers(self.items, &lines);
        if rivers.is_empty() || self.rules.river_demerits == 0.0 {
            return lines;
        }
        self.without_rivers(&passes[index], lines, demerits, rivers)
    }

    /// The cheapest way of a pass, and what it costs.
    fn cheapest(&self, pass: &Pass) -> Option<(Vec<ChosenLine>, f64)> {
        if pass.last == Last::Yes
            && let Some(way) = self.cheapest_of_bad(pass)
        {
            return Some(way);
        }
        self.cheapest_of_all(pass)
    }

    /// The cheapest way of the last pass, found in less time than by measuring every line to its end, if no other can be
    /// cheaper: its demerits are fewer than those of one line that was passed over.
    fn cheapest_of_bad(&self, pass: &Pass) -> Option<(Vec<ChosenLine>, f64)> {
        /// A line that takes all of its reserve and is a few points short.
        const BAD: f64 = LAST_RESORT as f64 - 10.0;
        let way = self.cheapest_of_all(&Pass { tolerance: BAD, last: Last::No, ..pass.clone() })?;
        // What was passed over: lines worse than that, and hyphens of the last resort.
        let worse = (self.rules.line_penalty + BAD).clamp(0.0, f64::from(LAST_RESORT));
        // Places where a break is wished for make a way cheaper.
        let wished = self.places.iter().filter(|place| (FORCED + 1..0).contains(&place.cost));
        let gain: f64 = wished.map(|place| f64::from(place.cost) * f64::from(place.cost)).sum();
        (way.1 < worse * worse - gain).then_some(way)
    }

    fn cheapest_of_all(&self, pass: &Pass) -> Option<(Vec<ChosenLine>, f64)> {
        let (nodes, active) = self.attempt(pass)?;
        let best = active.into_iter().min_by(|&a, &b| nodes[a].demerits.total_cmp(&nodes[b].demerits)).unwrap_or(0);
        Some((self.trace(&nodes, best), nodes[best].demerits))
    }

    /// The numbers of lines that the paragraph can have at all from an item on if no line is too bad, by
    /// its widths alone: one of some lines seldom has so much give as to make one more or fewer, and need not be tried.
    /// `ratio` is that of a line as bad as may be.
    fn reach(&self, start: usize, ratio: f64) -> std::ops::RangeInclusive<usize> {
        let mut sums = self.before[self.items.len()].minus(self.before[start]);
        // The fill at the end is not stretch.
        sums.stretch.0 %= FILL.0;
        let least = sums.width - sums.give - sums.shrink;
        let most = sums.width + sums.give + sums.stretch.scale(ratio);
        // Ragged lines leave white.
        let filled = self.measure - self.rules.rag.scale(ratio);
        let lines = |width: Abs, of: Abs| width.ratio(of.max(Abs::PT)).max(0.0);
        // A last line may be short: a hundredth of the measure makes one.
        (lines(least, self.measure) * 0.98).ceil() as usize..=(lines(most, filled) + 0.99).ceil() as usize
    }

    /// What a break before this item costs, if it is one.
    fn legal(&self, at: usize) -> Option<(i32, Shows)> {
        match self.items.get(at) {
            None => {
                let ended = matches!(self.items.last(), Some(HItem::Penalty { cost, .. }) if *cost <= FORCED);
                (!ended).then_some((FORCED, Shows::Nothing))
            }
            Some(HItem::Box { .. }) => None,
            Some(HItem::Glue { stretch, .. }) => {
                let after_box = at > 0 && matches!(self.items[at - 1], HItem::Box { .. });
                (after_box && *stretch < super::FILL).then_some((0, Shows::Nothing))
            }
            Some(HItem::Penalty { cost, shows, .. }) => (*cost < FORBIDDEN).then_some((*cost, *shows)),
        }
    }

    fn fit(&self, from: &Node, at: usize) -> Fit {
        if from.start >= at {
            // A line of nothing: between two forced breaks.
            return Fit::default();
        }
        self.ending(at).minus(self.beginning(from.start)).fit(self.measure_of(from), self.rules.growth)
    }

    /// The lines of the way that leads to a node.
    fn trace(&self, nodes: &[Node], mut index: usize) -> Vec<ChosenLine> {
        let mut lines = Vec::new();
        while nodes[index].at != usize::MAX {
            let node = &nodes[index];
            let from = &nodes[node.previous];
            lines.push(ChosenLine { start: from.start.min(node.at), end: node.at, fit: self.fit(from, node.at) });
            index = node.previous;
        }
        lines.reverse();
        lines
    }
}

#[cfg(test)]
mod tests;
