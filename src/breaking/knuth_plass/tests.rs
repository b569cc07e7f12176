use super::super::{FILL, Growth, first_fit};
use super::search::Line;
use super::*;
use proptest::prelude::*;

/// Words whose letters are half as wide as the type is high, spaces a quarter: twenty letters fill 100 points.
fn brick(text: &str) -> Vec<HItem> {
    let mut items = Vec::new();
    for (index, word) in text.split(' ').enumerate() {
        if index > 0 {
            items.push(HItem::Glue { width: Abs::pt(2.5), stretch: Abs::pt(1.25), shrink: Abs::pt(0.8) });
        }
        for (part, syllable) in word.split('|').enumerate() {
            if part > 0 {
                items.push(HItem::Penalty { width: Abs::pt(2.5), cost: 50, shows: Shows::Discretionary });
            }
            items.push(HItem::Box {
                width: Abs::pt(5.0) * syllable.len() as i64,
                give: Abs::ZERO,
                reserve: Abs::ZERO,
                hang: [Abs::ZERO; 2],
            });
        }
    }
    items.push(HItem::Penalty { width: Abs::ZERO, cost: FORBIDDEN, shows: Shows::Nothing });
    items.push(HItem::Glue { width: Abs::ZERO, stretch: FILL, shrink: Abs::ZERO });
    items.push(HItem::Penalty { width: Abs::ZERO, cost: FORCED, shows: Shows::Nothing });
    items
}

fn ends(lines: &[ChosenLine]) -> Vec<usize> {
    lines.iter().map(|line| line.end).collect()
}

/// The demerits of a way, computed line by line without any dynamic programming.
fn cost_of(paragraph: &Paragraph, pass: &Pass, ends: &[usize]) -> Option<f64> {
    let mut nodes = vec![Node {
        at: usize::MAX,
        start: paragraph.begins[0],
        class: 0,
        line: 0,
        ladder: 0,
        demerits: 0.0,
        previous: 0,
    }];
    for &at in ends {
        let from = nodes.len() - 1;
        let place = paragraph.places.iter().find(|place| place.at == at)?;
        let fit = paragraph.fit(&nodes[from], at);
        if fit.ratio < -1.0 || fit.badness() > pass.tolerance {
            return None;
        }
        let line = paragraph.line_of(place, fit, fit.badness());
        let node = paragraph.node(&nodes, from, place, &line, pass);
        if node.ladder > paragraph.rules.ladder {
            return None;
        }
        nodes.push(node);
    }
    Some(nodes.last().expect("the start").demerits)
}

proptest! {
    /// Up to fourteen break points, every subset is tried.
    #[test]
    fn equals_brute_force(lengths in prop::collection::vec((1usize..9, prop::bool::weighted(0.4)), 2..10), measure in 40i64..120) {
        let words: Vec<String> = lengths.iter().map(|(n, split)| if *split && *n > 3 { format!("{}|{}", "a".repeat(n / 2), "a".repeat(n - n / 2)) } else { "a".repeat(*n) }).collect();
        let items = brick(&words.join(" "));
        let measure = Abs::PT * measure;
        let rules = Breaking::default();
        let paragraph = Paragraph::new(&items, measure, &rules);
        let pass = Pass { tolerance: 500.0, hyphens: Hyphens::On, last: Last::No, lengths: Lengths::One, avoid: FxHashSet::default() };
        let breaks: Vec<usize> = (0..items.len() - 1).filter(|&at| paragraph.legal(at).is_some()).collect();
        prop_assume!(breaks.len() <= 14);
        let mut best: Option<f64> = None;
        for subset in 0u32..1 << breaks.len() {
            let mut ends: Vec<usize> = breaks.iter().enumerate().filter(|(bit, _)| subset >> bit & 1 == 1).map(|(_, &at)| at).collect();
            ends.push(items.len() - 1);
            if let Some(cost) = cost_of(&paragraph, &pass, &ends)
                && best.is_none_or(|best| cost < best)
            {
                best = Some(cost);
            }
        }
        let chosen = paragraph.attempt(&pass).map(|(nodes, active)| {
            let best = active.iter().copied().min_by(|&a, &b| nodes[a].demerits.total_cmp(&nodes[b].demerits)).expect("an end");
            cost_of(&paragraph, &pass, &ends(&paragraph.trace(&nodes, best))).expect("a chosen way is legal")
        });
        prop_assert_eq!(chosen, best);
    }

    /// The last pass finds the same way whether or not it is first sought among lines that are not too bad; and what
    /// the search passes over as too far from its end is in no way.
    #[test]
    fn the_last_pass_is_as_good_as_one_that_measures_every_line(
        words in prop::collection::vec((1usize..14, 0usize..3, prop::sample::select(vec![0, 0, 0, -200, 60])), 2..60),
        measure in 60i64..200,
        (knee, ease, reserve) in (0.2f64..0.8, 0.0f64..1.0, 0i64..3),
        lines in 0usize..3,
    ) {
        let word = |(length, split, _): &(usize, usize, i32)| match split {
            1 if *length > 3 => format!("{}|{}", "a".repeat(length / 2), "a".repeat(length - length / 2)),
            _ => "a".repeat(*length),
        };
        let mut items = brick(&words.iter().map(word).collect::<Vec<_>>().join(" "));
        let spaces: Vec<usize> = (0..items.len()).filter(|&at| matches!(items[at], HItem::Glue { .. })).collect();
        for (&at, (_, _, cost)) in spaces.iter().zip(&words).rev().filter(|(_, (_, _, cost))| *cost != 0) {
            items.insert(at, HItem::Penalty { width: Abs::ZERO, cost: *cost, shows: Shows::Nothing });
        }
        for item in &mut items {
            match item {
                HItem::Box { reserve: of, width, .. } => *of = *width * reserve / 100,
                HItem::Penalty { cost, shows: Shows::Discretionary, .. } if lines == 2 => *cost = LAST_RESORT,
                _ => {}
            }
        }
        let growth = Growth { knee, ease, limit: 0.84 };
        let rules = Breaking { growth, beside: (lines, Abs::pt(20.0)), ladder: 1, ..Breaking::default() };
        let paragraph = Paragraph::new(&items, Abs::PT * measure, &rules);
        let pass = |tolerance, last| {
            Pass { tolerance, hyphens: Hyphens::On, last, lengths: Lengths::One, avoid: FxHashSet::default() }
        };
        let last = pass(f64::INFINITY, Last::Yes);
        prop_assert_eq!(paragraph.cheapest(&last), paragraph.cheapest_of_all(&last));
        for tolerance in [20.0, 200.0, 400.0, 700.0, 1_240.0, 3_000.0] {
            let bounded = paragraph.cheapest_of_all(&pass(tolerance, Last::No));
            let whole = paragraph.cheapest_of_all(&last).expect("the last pass finds a way");
            let divided = |line: &ChosenLine| matches!(items[line.end], HItem::Penalty { cost: LAST_RESORT.., .. });
            let good = |line: &ChosenLine| {
                line.fit.badness() <= tolerance && line.fit.ratio >= -1.0 && !divided(line)
            };
            if whole.0.iter().all(good) {
                prop_assert_eq!(bounded, Some(whole));
            } else if let Some((lines, demerits)) = bounded {
                prop_assert!(lines.iter().all(good) && demerits >= whole.1);
            }
        }
    }

    /// What has room in one line is not searched for other ways, and none of them would be better.
    #[test]
    fn one_line_is_what_the_search_finds(
        words in prop::collection::vec((1usize..6, prop::sample::select(vec![None, Some(-250), Some(0), Some(50)])), 1..6),
        measure in 20i64..200,
        beside in 0i64..60,
        rag in prop::sample::select(vec![0i64, 20]),
    ) {
        let mut items = brick(&words.iter().map(|(length, _)| "a".repeat(*length)).collect::<Vec<_>>().join(" "));
        for (index, (_, cost)) in words.iter().enumerate().skip(1).rev() {
            if let Some(cost) = *cost {
                items.insert(index * 2 - 1, HItem::Penalty { width: Abs::ZERO, cost, shows: Shows::Nothing });
            }
        }
        let rules = Breaking { beside: (1, Abs::pt(beside as f64)), rag: Abs::pt(rag as f64), ..Breaking::default() };
        let measure = Abs::pt(measure as f64);
        let searched = Paragraph::new(&items, measure, &rules).best();
        if let Some(line) = whole(&items, measure, &rules) {
            prop_assert_eq!(&searched, &vec![line]);
        }
        prop_assert_eq!(break_lines(&items, measure, &rules), searched);
    }

    /// Whatever the items, every box is on exactly one line, in order.
    #[test]
    fn loses_nothing(widths in prop::collection::vec(1i64..400, 1..60), measure in 20i64..200) {
        let words: Vec<String> = widths.iter().map(|n| "a".repeat((*n as usize / 5).max(1))).collect();
        let items = brick(&words.join(" "));
        for lines in [break_lines(&items, Abs::PT * measure, &Breaking::default()), first_fit(&items, Abs::PT * measure)] {
            let shown: Vec<usize> = lines.iter().flat_map(|line| line.start..line.end).filter(|&i| matches!(items[i], HItem::Box { .. })).collect();
            let boxes: Vec<usize> = (0..items.len()).filter(|&i| matches!(items[i], HItem::Box { .. })).collect();
            prop_assert_eq!(shown, boxes);
        }
    }
}

#[test]
fn a_paragraph_is_better_than_its_lines() {
    // Greedy fills the first line and leaves a gap in the second; the optimum gives a word away.
    let items = brick("aaaa aaa aa aaaaaa aaaaaaaaa aa aaaa");
    let total = break_lines(&items, Abs::pt(75.0), &Breaking::default());
    let worst = |lines: &[ChosenLine]| lines.iter().map(|line| line.fit.badness()).fold(0.0, f64::max);
    assert!(worst(&total) <= worst(&first_fit(&items, Abs::pt(75.0))));
}

#[test]
fn a_word_wider_than_the_measure_is_told_by_its_ratio() {
    let lines = break_lines(&brick("aa aaaaaaaaaaaaaaaaaaaaaaaa aa"), Abs::pt(60.0), &Breaking::default());
    assert!(lines.iter().any(|line| line.fit.ratio < -1.0));
    assert_eq!(lines.len(), 3);
}

#[test]
fn hyphens_come_only_when_needed() {
    let loose = break_lines(&brick("aa|aa aa|aa"), Abs::pt(100.0), &Breaking::default());
    assert_eq!(loose.len(), 1);
}

/// Ragged lines have white at their ends to give, as justified ones have it between their words.
#[test]
fn ragged_lines_are_offered_in_other_lengths_and_stay_undivided() {
    let mut items = brick("aaa aaaaa aa|aa aaaa aaaaaa aa ".repeat(7).trim_end());
    for item in &mut items {
        if let HItem::Glue { stretch, shrink, .. } = item
            && *stretch < FILL
        {
            (*stretch, *shrink) = (Abs::ZERO, Abs::ZERO);
        }
    }
    let measure = Abs::pt(200.0);
    let rules = Breaking { rag: measure / 5, pretolerance: 10_000.0, ..Breaking::default() };
    let (best, [fewer, more]) = break_lines_variously(&items, measure, &rules, 2, 60.0);
    assert!(fewer.is_none_or(|lines| lines.len() + 1 == best.len()));
    let more = more.expect("a line more");
    assert_eq!(more.len(), best.len() + 1);
    for line in &more {
        assert!(line.fit.badness() <= 60.0, "{line:?}");
        assert!(!matches!(items[line.end], HItem::Penalty { shows: Shows::Discretionary, .. }), "a hyphen");
    }
}

/// A paragraph of some lines is offered in a line fewer and in a line more, one that fills more than a page is not.
#[test]
fn a_paragraph_is_offered_in_other_lengths_up_to_a_page() {
    let offered = |words: usize| {
        let text: Vec<String> = (0..words).map(|word| "a".repeat(1 + word * 7 % 5)).collect();
        let items = brick(&text.join(" "));
        let (best, others) = break_lines_variously(&items, Abs::pt(200.0), &Breaking::default(), 2, 400.0);
        let lengths: Vec<usize> = others.iter().flatten().map(Vec::len).collect();
        assert!(lengths.iter().all(|length| length.abs_diff(best.len()) == 1), "{lengths:?} of {}", best.len());
        (best.len(), lengths.len())
    };
    let found: Vec<_> = (40..900).step_by(20).map(offered).collect();
    let has = |range: std::ops::RangeInclusive<usize>| {
        found.iter().any(|(lines, others)| range.contains(lines) && *others > 0)
    };
    assert!(has(8..=30) && has(31..=MOST_LINES), "{found:?}");
    assert!(found.iter().any(|(lines, _)| *lines > MOST_LINES) && !has(MOST_LINES + 1..=999), "{found:?}");
}

/// TeX's demerits, and what else a line pays for beyond the (10 + 0)² of one that fills its measure.
#[test]
fn what_a_reader_would_mark_costs_what_the_rules_say() {
    let items = brick("aaaa aa|aa aaaa aa");
    let rules = Breaking { runt: Abs::pt(12.0), ..Breaking::default() };
    let paragraph = Paragraph::new(&items, Abs::pt(100.0), &rules);
    let (hyphen, end) = (3, items.len() - 1);
    let last_word = items.iter().rposition(|item| matches!(item, HItem::Box { .. })).expect("a word");
    let after = |ladder: u8, start: usize| Node { at: 1, start, class: 0, line: 1, ladder, demerits: 0.0, previous: 0 };
    let cost = |previous: Node, at: usize, cost: i32, shows: Shows, class: i8| {
        let place = Place { at, cost, shows, sums: paragraph.ending(at) };
        let line = Line { class, ..paragraph.line_of(&place, Fit::default(), 0.0) };
        paragraph.demerits(&previous, &place, &line) - 100.0
    };
    let (nothing, discretionary) = (Shows::Nothing, Shows::Discretionary);
    for (what, demerits, wanted) in [
        ("a space", cost(after(0, 2), hyphen, 0, nothing, 0), 0.0),
        ("a hyphen", cost(after(0, 2), hyphen, 50, discretionary, 0), 2_500.0),
        ("a hyphen below a hyphen", cost(after(1, 2), hyphen, 50, discretionary, 0), 2_500.0 + 10_000.0),
        ("a space below a hyphen", cost(after(1, 2), hyphen, 0, nothing, 0), 0.0),
        ("a break that is wished for", cost(after(0, 2), hyphen, -50, nothing, 0), -2_500.0),
        ("a line below one a class looser", cost(after(0, 2), hyphen, 0, nothing, 1), 0.0),
        ("a line below one two classes looser", cost(after(0, 2), hyphen, 0, nothing, 2), 10_000.0),
        ("a line below one three classes tighter", cost(after(0, 2), hyphen, 0, nothing, -3), 20_000.0),
        ("the end", cost(after(0, 2), end, FORCED, nothing, 0), 0.0),
        ("the end below a hyphen", cost(after(1, 2), end, FORCED, nothing, 0), 5_000.0),
        // Ten points where twelve are wanted: (100 + 10)² · (1.5 − 10/12).
        ("a runt", cost(after(0, last_word), end, FORCED, nothing, 0), 12_100.0 * (1.5 - 10.0 / 12.0)),
    ] {
        assert!((demerits - wanted).abs() < 1e-3, "{what} costs {demerits}, not {wanted}");
    }
}

#[test]
fn a_ladder_of_hyphens_is_no_higher_than_the_rules_allow() {
    let text = "aaa aaaa|aaaaa aaaaa|aaa aaa|aaaaaa ".repeat(8);
    let items = brick(text.trim_end());
    let highest = |ladder: u8, measure: f64| {
        let rules = Breaking { ladder, double_hyphen_demerits: 0.0, ..Breaking::default() };
        let lines = break_lines(&items, Abs::pt(measure), &rules);
        let hyphens = |line: &ChosenLine| matches!(items[line.end], HItem::Penalty { shows: Shows::Discretionary, .. });
        lines.split(|line| !hyphens(line)).map(<[ChosenLine]>::len).max().unwrap_or(0)
    };
    let measures = || (60..140).map(f64::from);
    assert!(measures().any(|measure| highest(u8::MAX, measure) > 3), "nothing here would make a ladder");
    for measure in measures() {
        assert!(highest(2, measure) <= 2, "at {measure} pt");
    }
}
