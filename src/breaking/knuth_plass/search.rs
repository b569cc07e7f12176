//! One pass over a paragraph: the breaks that may be part of the best way.

use super::super::fit::{Loosest, Sums};
use super::super::{FORCED, Fit, LAST_RESORT, Shows};
use super::{Hyphens, Last, Lengths, Node, Paragraph, Pass, Place, ratio_of};
use crate::length::Abs;

/// What a pass has come to.
struct Search {
    nodes: Vec<Node>,
    /// The places that a line to the next one may begin behind, the first of them first.
    active: Vec<Active>,
    /// The best ways to the place that is looked at.
    found: Vec<Node>,
}

/// A place that a line may begin behind.
#[derive(Clone, Copy)]
struct Active {
    /// The ways to it, from the first of their nodes up to behind the last: a line that begins here is the same for all.
    ways: (usize, usize),
    start: usize,
    /// What a line from the first item has to lose to begin here.
    sums: Sums,
    /// The measure of that line.
    measure: Abs,
}

/// How far a line comes.
#[derive(Clone, Copy, PartialEq)]
enum Reach {
    /// Beyond its measure, and so do all that end later.
    Over,
    /// Not near its end yet.
    Short,
    /// About to its end, in that way.
    Fits(Fit),
}

/// A line to a place, and what it costs whatever is above it.
pub(super) struct Line {
    pub(super) class: i8,
    /// Its demerits, without those of neighbours.
    pub(super) demerits: f64,
}

/// The class of fitness of a line: its [density](Fit::density), in whole steps. TeX has four classes, of ratios.
fn class_of(fit: Fit) -> i8 {
    let density = fit.density();
    // To the nearest: `round` is a call on processors without an instruction for it.
    (density + 0.5_f64.copysign(density)).clamp(-2.0, 5.0) as i8
}

impl Pass {
    /// Whether no line ends at a place in this pass.
    fn passes_over(&self, place: &Place) -> bool {
        let too_early = self.hyphens == Hyphens::Off || (place.cost >= LAST_RESORT && self.last == Last::No);
        too_early && place.shows == Shows::Discretionary
    }
}

impl Paragraph<'_> {
    /// The breaks that may be part of the best way, and those among them that end the paragraph.
    pub(super) fn attempt(&self, pass: &Pass) -> Option<(Vec<Node>, Vec<usize>)> {
        let mut search = self.start();
        let ratio = ratio_of(pass.tolerance);
        // In the last pass every line is measured to its end.
        let loosest = match pass.last {
            Last::No => Some(Loosest::of(pass.tolerance, self.rules.growth)),
            Last::Yes => None,
        };
        for place in self.places.iter().filter(|place| !pass.passes_over(place)) {
            let over = self.lines_to(place, pass, loosest.as_ref(), &mut search);
            if search.found.is_empty() && search.active.is_empty() {
                // No way leads on. In the last pass the line that sticks out least is taken as it is.
                let (index, fit) = over?;
                let line = self.line_of(place, fit, fit.badness());
                search.found.push(self.node(&search.nodes, index, place, &line, pass));
            }
            let ends = place.at >= self.items.len() || place.cost <= FORCED;
            for node in search.found.drain(..) {
                if ends || self.leads_on(&node, pass.lengths, ratio) {
                    self.begin(&mut search.active, search.nodes.len(), &node);
                    search.nodes.push(node);
                }
            }
            if search.active.is_empty() {
                return None;
            }
        }
        Some((search.nodes, search.active.into_iter().flat_map(|begun| begun.ways.0..begun.ways.1).collect()))
    }

    /// Nothing is behind, and the first line begins.
    fn start(&self) -> Search {
        let (none, class, line, ladder, demerits) = (usize::MAX, 0, 0, 0, 0.0);
        let start = Node { at: none, start: self.begins[0], class, line, ladder, demerits, previous: none };
        let mut nodes = Vec::with_capacity(self.places.len() + 1);
        nodes.push(start);
        let mut active = Vec::new();
        self.begin(&mut active, 0, &start);
        Search { active, nodes, found: Vec::new() }
    }

    /// A line begins behind a break. Ways to one place go on together if its line is as long for each.
    fn begin(&self, active: &mut Vec<Active>, index: usize, node: &Node) {
        let (start, measure) = (node.start, self.measure_of(node));
        match active.last_mut() {
            Some(last) if (last.ways.1, last.start, last.measure) == (index, start, measure) => last.ways.1 = index + 1,
            _ => active.push(Active { ways: (index, index + 1), start, sums: self.beginning(start), measure }),
        }
    }

    /// Finds the ways to a place, and gives up the breaks from which no line comes so far. In the last pass: the break
    /// from which a line sticks out least.
    fn lines_to(
        &self,
        place: &Place,
        pass: &Pass,
        loosest: Option<&Loosest>,
        search: &mut Search,
    ) -> Option<(usize, Fit)> {
        let Search { nodes, active, found } = search;
        // Whether all lines have one measure, so that a line that begins later than another is shorter.
        let alike = self.rules.beside.0 == 0;
        let mut over: Option<(usize, Fit)> = None;
        // Those that stay move up over those that do not.
        let (mut kept, mut seen) = (0, 0);
        while let Some(&begun) = active.get(seen) {
            let reach = self.reach_of(&begun, place, loosest);
            // Those behind it begin later, and are shorter still.
            if reach == Reach::Short && alike && place.cost > FORCED {
                break;
            }
            let stays = match reach {
                Reach::Over => false,
                Reach::Short => true,
                Reach::Fits(fit) => {
                    let badness = fit.badness();
                    if fit.ratio >= -1.0 && badness <= pass.tolerance {
                        let line = self.line_of(place, fit, badness);
                        for from in begun.ways.0..begun.ways.1 {
                            self.consider(found, self.node(nodes, from, place, &line, pass));
                        }
                    } else if pass.last == Last::Yes && over.is_none_or(|(_, other)| fit.over < other.over) {
                        over = Some((begun.ways.0, fit));
                    }
                    fit.ratio >= -1.0
                }
            };
            if stays && place.cost > FORCED {
                active[kept] = begun;
                kept += 1;
            }
            seen += 1;
        }
        active.drain(kept..seen);
        over
    }

    /// How far a line comes that begins behind a break and ends at a place. With `loosest`, lines that cannot be in a
    /// way are not measured further than to know that.
    fn reach_of(&self, begun: &Active, place: &Place, loosest: Option<&Loosest>) -> Reach {
        if begun.start >= place.at {
            // A line of nothing: between two forced breaks.
            return Reach::Fits(Fit::default());
        }
        let sums = place.sums.minus(begun.sums);
        match loosest {
            Some(_) if sums.is_over(begun.measure) => Reach::Over,
            Some(loosest) if sums.is_under(begun.measure, loosest) => Reach::Short,
            _ => Reach::Fits(sums.fit(begun.measure, self.rules.growth)),
        }
    }

    /// Whether a way may still lead to what a pass is for.
    fn leads_on(&self, node: &Node, lengths: Lengths, ratio: f64) -> bool {
        let Lengths::Each(wanted) = lengths else { return true };
        let reach = self.reach(node.start, ratio);
        wanted.iter().any(|wanted| wanted.checked_sub(node.line).is_some_and(|rest| reach.contains(&rest)))
    }

    /// Keeps, of the ways to this break, the best of each fitness class, ladder and length.
    fn consider(&self, found: &mut Vec<Node>, node: Node) {
        if node.ladder > self.rules.ladder {
            return;
        }
        let alike = |other: &&mut Node| (other.class, other.ladder, other.line) == (node.class, node.ladder, node.line);
        match found.iter_mut().find(alike) {
            Some(other) if other.demerits <= node.demerits => {}
            Some(other) => *other = node,
            None => found.push(node),
        }
    }

    /// A line to a place. Its demerits are TeX's (*The TeXbook*, p. 98): (l + b)² ± p².
    pub(super) fn line_of(&self, place: &Place, fit: Fit, badness: f64) -> Line {
        let rules = self.rules;
        let line = rules.line_penalty + badness;
        let penalty = f64::from(place.cost);
        let mut demerits = line * line + rules.strain_demerits * fit.expansion * fit.expansion;
        if place.cost >= 0 {
            demerits += penalty * penalty;
        } else if place.cost > FORCED {
            demerits -= penalty * penalty;
        }
        Line { class: class_of(fit), demerits }
    }

    #[inline]
    pub(super) fn node(&self, nodes: &[Node], from: usize, place: &Place, line: &Line, pass: &Pass) -> Node {
        let previous = &nodes[from];
        let Place { at, shows, .. } = *place;
        let mut demerits = previous.demerits + self.demerits(previous, place, line);
        if !pass.avoid.is_empty() && pass.avoid.contains(&(previous.start.min(at), at)) {
            demerits += self.rules.river_demerits;
        }
        let ladder = if shows == Shows::Nothing { 0 } else { previous.ladder.saturating_add(1) };
        let count = match pass.lengths {
            // Told apart as long as lines differ in length.
            Lengths::One => (previous.line + 1).min(self.rules.beside.0),
            Lengths::Each(_) => previous.line + 1,
        };
        let start = self.begins[at.min(self.items.len())];
        Node { at, start, class: line.class, line: count, ladder, demerits, previous: from }
    }

    /// The demerits of a line below another: its own, and what neighbours add.
    pub(super) fn demerits(&self, previous: &Node, place: &Place, line: &Line) -> f64 {
        let rules = self.rules;
        let mut demerits = line.demerits;
        if previous.ladder > 0 && place.shows != Shows::Nothing {
            demerits += rules.double_hyphen_demerits;
        }
        let apart = (line.class - previous.class).abs();
        if apart > 1 && previous.at != usize::MAX {
            demerits += rules.adjacent_demerits * f64::from(apart - 1);
        }
        if place.cost <= FORCED {
            demerits += self.demerits_of_end(previous, place.at);
        }
        demerits
    }

    /// What a last line is worse by, below another.
    fn demerits_of_end(&self, previous: &Node, at: usize) -> f64 {
        let rules = self.rules;
        let mut demerits = 0.0;
        if previous.ladder > 0 {
            demerits += rules.final_hyphen_demerits;
        }
        let width = self.before[at].width - self.before[previous.start.min(at)].width;
        if previous.at != usize::MAX && width < rules.runt {
            let runt = rules.runt_penalty + rules.line_penalty;
            // Of two runts the longer is better.
            demerits += runt * runt * (1.5 - width.ratio(rules.runt));
        }
        demerits
    }
}
