//! Formulas as boxes: where every sign stands, in tenths of a point, in text of 10 points.
#![allow(clippy::unwrap_used)] // a test that cannot go on fails

use super::boxes::{MBox, Part};
use super::{display, inline};
use crate::font::Fonts;
use crate::layout::setter::Setter;
use crate::length::Abs;
use crate::resource::NoResources;
use crate::style::{TextStyle, Theme};
use proptest::prelude::*;
use std::fmt::Write;

/// Does something with a setter and a style of 10 points.
fn with<T>(work: impl FnOnce(&TextStyle, &mut Setter) -> T) -> T {
    let (theme, fonts) = (Theme::default(), Fonts::bundled());
    let style = TextStyle { size: Abs::pt(10.0), leading: Abs::pt(13.5), ..theme.body.clone() };
    let mut cx = Setter::new(&theme, &fonts, &NoResources);
    work(&style, &mut cx)
}

fn in_line(source: &str) -> Vec<MBox> {
    with(|style, cx| inline(source, style, cx).unwrap().pieces.into_iter().map(|piece| piece.set).collect())
}

fn alone(source: &str, measure: f64) -> Vec<MBox> {
    with(|style, cx| {
        display(source, style, Abs::pt(measure), cx).unwrap().lines.into_iter().map(|row| row.set).collect()
    })
}

/// A box as text: its extent, then each part with its place and its size.
fn dump(set: &MBox) -> String {
    let mut out = format!("{} + {} × {}\n", set.height, set.depth, set.width);
    for (at, part) in &set.parts {
        // Up is positive here, and negative zero is zero.
        let (x, y) = (at.x, Abs(-at.y.0));
        let y = if y.abs() < Abs::PT / 20 { Abs::ZERO } else { y };
        let _ = match part {
            Part::Glyph { size, read, .. } => writeln!(out, "  {read}  {x} {y}  {size}"),
            Part::Rule(size) => writeln!(out, "  rule  {x} {y}  {} × {}", size.width, size.height),
            Part::Run(run) => writeln!(out, "  {}  {x} {y}  {}", run.text, run.size),
        };
    }
    out
}

#[test]
fn signs_stand_where_they_stood() {
    let sources = [
        "E = mc^2",
        "x_i^2",
        "\\frac{a}{b}",
        "\\sqrt{x}",
        "\\sqrt[3]{x}",
        "\\sum_{i=1}^n i",
        "\\int_0^1 f",
        "\\left(\\frac{1}{2}\\right)",
        "\\hat{x}\\vec{v}\\overline{AB}",
        "f'(x)",
        "\\begin{pmatrix}a&b\\\\c&d\\end{pmatrix}",
        "\\begin{cases}1&\\text{if }x\\\\0\\end{cases}",
        "\\mathbb{R}\\to\\mathcal{L}",
        "\\binom{n}{k}",
        "\\underbrace{a+b}_{n}",
    ];
    let mut found = String::new();
    for source in sources {
        let _ = writeln!(found, "{source}");
        for set in alone(source, 300.0) {
            found.push_str(&dump(&set));
        }
    }
    let known = include_str!("tests.boxes");
    assert!(found == known, "the boxes are now:\n{found}");
}

#[test]
fn numbers_stand_apart_from_their_lines() {
    let numbered = |source: &str| -> Vec<bool> {
        with(|style, cx| {
            let lines = display(source, style, Abs::pt(300.0), cx).unwrap().lines;
            lines.iter().map(|row| row.number.is_some()).collect()
        })
    };
    assert_eq!(numbered("E = mc^2 \\tag{1}"), [true]);
    assert_eq!(numbered("E = mc^2"), [false]);
    assert_eq!(numbered("\\begin{align}a&=b\\\\c&=d\\tag{7}\\\\e&=f\\end{align}"), [false, true, false]);
    let [plain, tagged] = ["E = mc^2", "E = mc^2\\tag{1}"].map(|source| dump(&alone(source, 300.0)[0]));
    assert_eq!(plain, tagged, "a number moves nothing");
    assert!(with(|style, cx| inline("x\\tag{1}", style, cx)).is_ok());
}

#[test]
fn what_is_not_drawn_takes_its_room() {
    let set = |source: &str| alone(source, 300.0).remove(0);
    let (shown, phantom) = (set("a\\frac{x}{y}b"), set("a\\phantom{\\frac{x}{y}}b"));
    assert!((shown.width - phantom.width).abs() <= Abs::PT * 4, "{} {}", shown.width, phantom.width);
    assert_eq!((shown.height, shown.depth), (phantom.height, phantom.depth));
    assert_eq!(phantom.parts.len(), 2);
    assert_eq!(set("a\\vphantom{\\frac{x}{y}}b").width, set("a{}b").width);
    assert_eq!(set("a\\hphantom{\\frac{x}{y}}b").height, set("ab").height);
    assert_eq!(set("a\\smash{\\frac{x}{y}}b").height, set("ab").height);
    let (inside, framed) = (set("E = mc^2"), set("\\boxed{E = mc^2}"));
    assert!(framed.height > inside.height + Abs::PT * 3 && framed.depth > inside.depth + Abs::PT * 3, "it has air");
}

#[test]
fn lines_break_behind_relations_and_operations() {
    let pieces = with(|style, cx| inline("a + b = c(d + e) - f", style, cx).unwrap().pieces);
    let costs: Vec<_> = pieces.iter().map(|piece| piece.behind.map(|(cost, _)| cost)).collect();
    assert_eq!(costs, [Some(700), Some(500), Some(700), Some(700), None]);
    // What is in braces or brackets that grow is one.
    assert_eq!(in_line("\\left(a + b\\right){c = d}\\frac{a+b}{c}").len(), 1);
    assert_eq!(in_line("x =").len(), 1);
}

#[test]
fn in_a_line_everything_is_lower() {
    for source in ["\\frac{a}{b}", "\\sum_{i=1}^n", "\\int_0^1", "\\lim_{x\\to0}", "\\sqrt{\\frac12}"] {
        let (low, high) = (&in_line(source)[0], &alone(source, 300.0)[0]);
        assert!(low.total() < high.total(), "{source}: {} {}", low.total(), high.total());
        // A line of text has room for it.
        assert!(low.total() < Abs::pt(17.0), "{source}: {}", dump(low));
    }
}

#[test]
fn brackets_are_as_tall_as_what_they_hold() {
    let of = |inner: &str| alone(&format!("\\left({inner}\\right)"), 400.0)[0].total();
    let inner = [
        "x",
        "\\frac{a}{b}",
        "\\frac{\\frac ab}{\\frac cd}",
        "\\begin{matrix}1\\\\2\\\\3\\\\4\\\\5\\\\6\\\\7\\end{matrix}",
    ];
    let heights: Vec<_> = inner.iter().map(|inner| (of(inner), alone(inner, 400.0)[0].total())).collect();
    for ((all, own), source) in heights.iter().zip(inner) {
        assert!(*all >= own.scale(0.9) && *all <= own.scale(1.5) + Abs::pt(4.0), "{source}: {all} around {own}");
    }
    // Parts are put together where no drawing is tall enough.
    let parts = alone(&format!("\\left({}\\right)", inner[3]), 400.0)[0].parts.len();
    assert!(parts > 7 + 2 * 2, "{parts}");
}

#[test]
fn what_is_too_wide_is_broken_or_set_smaller() {
    let long = (0..12).map(|n| format!("x_{{{n}}}")).collect::<Vec<_>>().join(" + ");
    let source = format!("y = {long} = z");
    let whole = alone(&source, 1000.0)[0].width;
    let narrow = alone(&source, 120.0);
    assert!(narrow.len() > 2);
    let little = alone(&source, whole.to_pt() * 0.95);
    assert_eq!(little.len(), 1);
    for (lines, measure) in [(&narrow, 120.0), (&little, whole.to_pt() * 0.95)] {
        assert!(lines.iter().all(|line| line.width <= Abs::pt(measure + 0.1)), "{measure}");
    }
    // Wide white parts better than a relation does.
    let two = alone("a = b \\qquad c = d \\qquad e = f", 80.0);
    assert_eq!(two.len(), 2);
    assert!(with(|style, cx| display("\\frac{aaaaaaaaaaaaaaaaaaa}{b}", style, Abs::pt(30.0), cx)).is_err());
}

#[test]
fn rows_stand_below_one_another() {
    let rows = alone("\\begin{aligned} a &= b + c \\\\ &= d \\end{aligned}", 300.0);
    assert_eq!(rows.len(), 2);
    let equals = |set: &MBox| {
        let is = |part: &&(crate::length::Point, Part)| matches!(part.1, Part::Glyph { read: '=', .. });
        set.parts.iter().find(is).unwrap().0.x
    };
    assert_eq!(equals(&rows[0]), equals(&rows[1]));
    assert_eq!(alone("a = b \\\\ c = d", 300.0).len(), 2);
}

#[test]
fn what_cannot_be_set_is_said() {
    let deep = "{".repeat(5000);
    let nested = "\\frac{1}{".repeat(3000) + &"}".repeat(3000);
    let roots = "\\sqrt".repeat(2000) + "x";
    for bad in ["\\frac{", "\\nosuchthing", "}", "\\cancel{abc}", "\\text{\\foo}", &deep, &nested, &roots] {
        assert!(with(|style, cx| inline(bad, style, cx)).is_err(), "{}", &bad[..bad.len().min(40)]);
    }
    // As deep as it may be.
    let fractions = "\\frac{1}{".repeat(60) + "x" + &"}".repeat(60);
    assert!(with(|style, cx| inline(&fractions, style, cx)).is_ok());
    let roots = "\\sqrt".repeat(140) + "x";
    let _ = with(|style, cx| inline(&roots, style, cx).map(|formula| formula.pieces.len()));
    let dollars = "\\text{$x$ and $y$}";
    assert!(with(|style, cx| inline(dollars, style, cx)).is_ok());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    /// Any source is set, or it is said why it is not; the same source is set the same.
    #[test]
    fn any_source_is_set_or_refused(parts in prop::collection::vec(part(), 0..24)) {
        let source: String = parts.concat();
        with(|style, cx| {
            let first = inline(&source, style, cx).map(|formula| formula.pieces.iter().map(|p| dump(&p.set)).collect::<String>());
            let again = inline(&source, style, cx).map(|formula| formula.pieces.iter().map(|p| dump(&p.set)).collect::<String>());
            assert_eq!(first, again);
            if let Ok(set) = display(&source, style, Abs::pt(200.0), cx) {
                for line in set.lines {
                    assert!(line.set.width <= Abs::pt(200.1), "{}", line.set.width);
                }
            }
        });
    }
}

/// A bit of TeX, sound or not.
fn part() -> impl Strategy<Value = String> {
    let words = [
        "{",
        "}",
        "^",
        "_",
        "&",
        "\\\\",
        "\\frac",
        "\\sqrt",
        "[3]",
        "\\left(",
        "\\right)",
        "\\left.",
        "\\right|",
        "\\middle|",
        "\\sum",
        "\\int",
        "\\limits",
        "\\hat",
        "\\overline",
        "\\underbrace",
        "\\text{a b}",
        "\\begin{matrix}",
        "\\end{matrix}",
        "\\begin{aligned}",
        "\\end{aligned}",
        "\\begin{cases}",
        "\\end{cases}",
        "\\mathbb",
        "\\not",
        "'",
        "x",
        "12.5",
        "+",
        "=",
        ",",
        "(",
        ")",
        "|",
        "\\,",
        "\\qquad",
        "\\hspace{-3em}",
        "\\kern99999pt",
        "\\big",
        "\\alpha",
        "\\displaystyle",
        "\\color{red}",
        "$",
        "%",
        "漢",
        "\u{301}",
        " ",
        "\\binom{n}{k}",
        "\\xrightarrow{f}",
        "\\bf",
    ];
    prop::sample::select(words.to_vec()).prop_map(str::to_owned)
}
