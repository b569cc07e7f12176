use super::super::super::galley::{Options, OtherWay, Unset};
use super::super::super::inline::Kept;
use super::cost::{HARDLY_WORTH, NEARLY_EMPTY, SHORT, WORTH_A_PAGE};
use super::*;
use crate::length::Point;
use crate::style::Sides;
use proptest::prelude::*;

const LINES: i64 = 6;

fn frame() -> Frame {
    let grid = Abs::PT * 10;
    Frame { height: grid * LINES, grid, note_space: grid, elastic: Abs::MAX, sides: Sides::Single }
}

fn boxed(lines: i64) -> VItem {
    VItem::Box(Box::new(VBox { height: Abs::PT * 10 * lines, ..VBox::default() }))
}

fn galley(heights: &[i64], costs: &[i32]) -> Vec<VItem> {
    let mut items = Vec::new();
    for (index, lines) in heights.iter().enumerate() {
        if index > 0 {
            items.push(VItem::Penalty { cost: costs[index % costs.len()], carry: None });
        }
        items.push(boxed(*lines));
    }
    items
}

/// What a way through boxes costs, reckoned page by page; none if a page holds too much.
fn reckoned(heights: &[i64], costs: &[i32], ends: &[usize]) -> Option<f64> {
    let mut cost = 0.0;
    let mut start = 0;
    for (page, &end) in ends.iter().chain([&heights.len()]).enumerate() {
        let used: i64 = heights[start..end].iter().sum();
        if used > LINES || end == start {
            return None;
        }
        let missing = (LINES - used) as f64;
        if end < heights.len() {
            let penalty = costs[end % costs.len()];
            if penalty >= FORBIDDEN {
                return None;
            }
            cost += f64::from(penalty) + SHORT * missing * missing;
        } else if page > 0 {
            cost += (5.0 - used as f64).max(0.0) * NEARLY_EMPTY;
            cost += (LINES as f64 * WORTH_A_PAGE - used as f64).max(0.0) * HARDLY_WORTH;
        }
        start = end;
    }
    Some(cost)
}

fn cheapest(heights: &[i64], costs: &[i32]) -> Option<f64> {
    let places = heights.len() - 1;
    let subsets = (0u32..1 << places).map(|subset| {
        let ends: Vec<usize> = (0..places).filter(|bit| subset >> bit & 1 == 1).map(|bit| bit + 1).collect();
        reckoned(heights, costs, &ends)
    });
    subsets.flatten().min_by(f64::total_cmp)
}

fn ends(events: &[Event]) -> Vec<Spot> {
    let spots = events.iter().filter_map(|event| match event {
        Event::Break { after, .. } => Some(*after),
        Event::Way { .. } | Event::Shrink { .. } | Event::Move { .. } => None,
    });
    spots.collect()
}

proptest! {
    /// Every subset of the places where a page may end is tried.
    #[test]
    fn equals_brute_force(
        heights in prop::collection::vec(1i64..4, 1..12),
        costs in prop::collection::vec(prop::sample::select(vec![0, 0, 40, 150, FORBIDDEN]), 1..6),
    ) {
        let items = galley(&heights, &costs);
        let chosen = ends(&choose(&items, frame(), 1, &mut Sink::new()));
        // The penalty before box n is item 2n − 1.
        let ends: Vec<usize> = chosen.iter().map(|spot| spot.item / 2 + 1).collect();
        if let Some(best) = cheapest(&heights, &costs) {
            prop_assert_eq!(reckoned(&heights, &costs, &ends), Some(best));
        }
    }

    /// A paragraph is set in the length that makes the pages cheapest, its own cost counted.
    #[test]
    fn lengths_are_chosen_as_by_brute_force(
        before in prop::collection::vec(1i64..3, 1..5),
        length in 2usize..5,
        after in prop::collection::vec(1i64..3, 1..5),
    ) {
        let costs = [0];
        // Neither the first nor the last line of a paragraph stands alone.
        let within = |lines: usize, line: usize| if line == 1 || line + 1 == lines { FORBIDDEN } else { 0 };
        let unset = |_| Unset { end: LineEnd::Word, called: None };
        let ways: Vec<OtherWay> = [length - 1, length + 1]
            .into_iter()
            .map(|lines| OtherWay { lines: (0..lines).map(unset).collect(), breaks: Vec::new(), cost: 35.0 })
            .collect();
        let mut items = galley(&before, &costs);
        items.push(VItem::Penalty { cost: 0, carry: None });
        let covered = galley(&vec![1; length], &(0..length).map(|line| within(length, line)).collect::<Vec<_>>());
        let kept = Kept::blank(Abs::PT * 10);
        let shift = Point::new(Abs::ZERO, Abs::ZERO);
        items.push(VItem::Options(Box::new(Options { covers: covered.len(), ways, kept, shift })));
        items.extend(covered);
        items.push(VItem::Penalty { cost: 0, carry: None });
        items.extend(galley(&after, &costs));
        let events = choose(&items, frame(), 1, &mut Sink::new());
        let way = events.iter().find_map(|event| match event {
            Event::Way { way, .. } => Some(*way),
            Event::Break { .. } | Event::Shrink { .. } | Event::Move { .. } => None,
        });
        let cost = |lines: usize| {
            let heights: Vec<i64> = before.iter().copied().chain(vec![1; lines]).chain(after.iter().copied()).collect();
            let mut costs = vec![0; heights.len()];
            (1..lines).for_each(|line| costs[before.len() + line] = within(lines, line));
            cheapest(&heights, &costs).expect("a way") + if lines == length { 0.0 } else { 35.0 }
        };
        let taken = match way { None => length, Some(0) => length - 1, Some(_) => length + 1 };
        let best = (length - 1..=length + 1).map(cost).min_by(f64::total_cmp).expect("three lengths");
        prop_assert!((cost(taken) - best).abs() < 1e-6);
    }
}

/// Paragraphs of four to nine lines that can be a line shorter or longer.
fn paragraphs(count: usize) -> Vec<VItem> {
    let mut items = Vec::new();
    for number in 0..count {
        let lines = 4 + number * 7 % 6;
        let unset = |_| Unset { end: LineEnd::Word, called: None };
        let other = |lines: usize| OtherWay { lines: (0..lines).map(unset).collect(), breaks: Vec::new(), cost: 35.0 };
        let ways = vec![other(lines - 1), other(lines + 1)];
        let covered = galley(&vec![1; lines], &[0]);
        let kept = Kept::blank(Abs::PT * 10);
        let shift = Point::new(Abs::ZERO, Abs::ZERO);
        items.push(VItem::Options(Box::new(Options { covers: covered.len(), ways, kept, shift })));
        items.extend(covered);
        items.push(VItem::Penalty { cost: 0, carry: None });
    }
    items
}

fn mirrored() -> Frame {
    Frame { sides: Sides::Mirrored, elastic: Abs::PT * 10, ..frame() }
}

/// What is decided for a paragraph does not grow with the document: ways that part come together again.
#[test]
fn a_longer_galley_has_no_more_ways() {
    let decided = |count: usize| {
        let (mut sink, items) = (Sink::new(), paragraphs(count));
        let (chooser, groups) = ways(&items, mirrored(), 1, &mut sink);
        let ways: usize = groups.iter().map(|group| group.ways.len()).sum();
        (chooser.events.len() / count, ways)
    };
    let [(few, left), (many, left_of_many)] = [400, 4_000].map(decided);
    assert!(few > 0 && many <= few + few / 10, "{few} {many}");
    assert!(left > 1 && left_of_many <= left + left / 4, "{left} {left_of_many}");
}

/// Over thousands of pages ways come to be many pages apart. They go on together all the same, as far as they are on the
/// same side of the leaf.
#[test]
fn ways_that_are_pages_apart_come_together() {
    let decided = |pages: &[usize]| {
        let (mut sink, items) = (Sink::new(), paragraphs(60));
        let (mut chooser, mut groups) = ways(&[], mirrored(), 1, &mut sink);
        let start = groups[0].ways[0];
        groups[0].ways = pages.iter().map(|&page| Way { page, ..start }).collect();
        chooser.walk(&mut groups, &items);
        (chooser.events.len(), groups.iter().map(|group| group.ways.len()).sum::<usize>())
    };
    let ((events, left), (apart, left_apart)) = (decided(&[2, 3]), decided(&[2, 3, 4, 5, 6, 7, 20, 21]));
    assert!(left > 2 && left_apart == left, "{left} {left_apart}");
    // Until the first page ends they go side by side.
    assert!(apart < events + events / 4, "{events} {apart}");
}

fn float(height: i64, tied: Tied) -> VItem {
    let height = Abs::PT * 10 * height;
    VItem::Float(Box::new(Float { covers: 1, height, gap: Abs::ZERO, tied, moved: Vec::new() }))
}

/// A figure of four lines behind three, with text behind it: it moves overleaf, and the page is full.
#[test]
fn a_figure_moves_to_the_head_of_the_next_page() {
    let mut items: Vec<VItem> = (0..3).map(|_| boxed(1)).collect();
    items.push(float(4, Tied::No));
    items.push(boxed(4));
    items.extend((0..10).map(|_| boxed(1)));
    let events = choose(&items, frame(), 1, &mut Sink::new());
    assert!(events.iter().any(|event| matches!(event, Event::Move { item: 3 })));
    assert_eq!(ends(&events).first(), Some(&Spot { item: 7, inner: 0 }));
    // Where it fits it stays.
    items.drain(..1);
    let events = choose(&items, frame(), 1, &mut Sink::new());
    assert!(!events.iter().any(|event| matches!(event, Event::Move { .. })));
    // At the end there is no text to fill the page, and nothing is left over.
    let mut items: Vec<VItem> = (0..3).map(|_| boxed(1)).collect();
    items.push(float(4, Tied::No));
    items.push(boxed(4));
    let events = choose(&items, frame(), 1, &mut Sink::new());
    assert!(!events.iter().any(|event| matches!(event, Event::Move { .. })));
    assert_eq!(ends(&events).len(), 1);
}

/// The white that stands in the place of a figure which moves takes room from the page.
#[test]
fn a_figure_that_moves_leaves_its_gap_behind() {
    for (gap, lines) in [(0, 3), (1, 2)] {
        let mut items: Vec<VItem> = (0..3).map(|_| boxed(1)).collect();
        let (height, gap) = (Abs::PT * 40, Abs::PT * 10 * gap);
        items.push(VItem::Float(Box::new(Float { covers: 1, height, gap, tied: Tied::No, moved: Vec::new() })));
        items.push(boxed(4));
        items.extend((0..10).map(|_| boxed(1)));
        let ends = ends(&choose(&items, frame(), 1, &mut Sink::new()));
        assert_eq!(ends.first(), Some(&Spot { item: 4 + lines, inner: 0 }), "{gap:?}");
    }
}

/// A figure that leaves a page some lines moves alone; with another before it, if both take two thirds of the page.
#[test]
fn figures_that_move_leave_room_for_text() {
    let frame = Frame { height: Abs::PT * 120, ..frame() };
    for (heights, moved) in [(&[4, 4][..], 2), (&[4, 5], 0), (&[10], 1), (&[12], 0)] {
        let mut items: Vec<VItem> = (0..9).map(|_| boxed(1)).collect();
        for &height in heights {
            items.push(float(height, Tied::No));
            items.push(boxed(height));
        }
        items.extend((0..30).map(|_| boxed(1)));
        let events = choose(&items, frame, 1, &mut Sink::new());
        let first = events.iter().take_while(|event| !matches!(event, Event::Break { .. }));
        assert_eq!(first.filter(|event| matches!(event, Event::Move { .. })).count(), moved, "{heights:?}");
    }
}

/// What fills a page without a figure's moving goes before: white that is a line higher.
#[test]
fn a_figure_does_not_move_where_white_fills_its_page() {
    for (white, moves) in [(Abs::PT * 10, false), (Abs::PT * 9, true)] {
        let mut items = vec![boxed(1), VItem::Glue(white)];
        items.extend((0..3).map(|_| boxed(1)));
        items.push(float(4, Tied::No));
        items.push(boxed(4));
        items.extend((0..12).map(|_| boxed(1)));
        let events = choose(&items, mirrored(), 1, &mut Sink::new());
        assert_eq!(events.iter().any(|event| matches!(event, Event::Move { .. })), moves, "{white:?}");
    }
}

/// A word is not parted where the leaf must be turned, if the page may end a line earlier; beside it, on the facing page,
/// it may be.
#[test]
fn no_word_is_parted_where_the_leaf_is_turned() {
    let ending = |end: LineEnd| VItem::Box(Box::new(VBox { height: Abs::PT * 10, ends: end, ..VBox::default() }));
    // The first page may be full only if it ends in a hyphen.
    let lines = (0..41).map(|line| ending(if line == 5 { LineEnd::Hyphen } else { LineEnd::Word }));
    let items: Vec<VItem> = lines.collect();
    for (first, line) in [(1, 4), (2, 5)] {
        let ends = ends(&choose(&items, mirrored(), first, &mut Sink::new()));
        assert_eq!(ends.first(), Some(&Spot { item: line, inner: 0 }), "page {first}");
    }
}

/// Two pages that face each other and lack as many lines look better than if one of them lacked some more.
#[test]
fn facing_pages_end_alike() {
    // Blocks of five lines: no page of six is full.
    let items = galley(&[5; 12], &[0]);
    let (mut sink, frame) = (Sink::new(), mirrored());
    let (_, groups) = ways(&items[..5], frame, 2, &mut sink);
    let costs = groups.iter().flat_map(|group| &group.ways).filter(|way| way.page == 4).map(|way| way.cost);
    let least = costs.min_by(f64::total_cmp).expect("two pages have ended");
    assert!((least - SHORT * 1.4).abs() < 1e-6, "{least}");
}

/// A figure without a caption does not move past a heading; one that has a caption may.
#[test]
fn a_figure_stays_in_its_section() {
    for (tied, moves) in [(Tied::ToSection, false), (Tied::No, true)] {
        let mut items: Vec<VItem> = (0..3).map(|_| boxed(1)).collect();
        items.push(float(4, tied));
        items.push(boxed(4));
        items.push(VItem::Mark("The next section".into()));
        items.extend((0..10).map(|_| boxed(1)));
        let events = choose(&items, frame(), 1, &mut Sink::new());
        assert_eq!(events.iter().any(|event| matches!(event, Event::Move { item: 3 })), moves, "{tied:?}");
    }
}
