//! The line breaker alone: no fonts, no documents. A letter is a column wide, a space one that gives; at each line's
//! end stands how much of that it used. `cargo run --example linebreak -- 40`

use offprint::breaking::{Breaking, FILL, FORCED, HItem, Shows, break_lines, first_fit};
use offprint::length::Abs;

const TALE: &str = "In olden times when wishing still helped one, there lived a king whose daughters were all beautiful; \
    and the youngest was so beautiful that the sun itself, which has seen so much, was astonished whenever it shone in \
    her face. Close by the king's castle lay a great dark forest, and under an old lime-tree in the forest was a well.";

fn main() {
    let columns: u8 = std::env::args().nth(1).and_then(|text| text.parse().ok()).unwrap_or(42);
    let wide = |columns: f64| Abs::pt(columns);
    let space = HItem::Glue { width: wide(1.0), stretch: wide(0.5), shrink: wide(0.34) };
    let words: Vec<_> = TALE.split_whitespace().collect();
    let mut items = Vec::new();
    for word in &words {
        let width = wide(word.chars().count() as f64);
        items.extend([HItem::Box { width, give: Abs::ZERO, reserve: Abs::ZERO, hang: [Abs::ZERO; 2] }, space]);
    }
    items.pop(); // the last line is filled up instead, and ends
    items.push(HItem::Glue { width: Abs::ZERO, stretch: FILL, shrink: Abs::ZERO });
    items.push(HItem::Penalty { width: Abs::ZERO, cost: FORCED, shows: Shows::Nothing });

    let measure = wide(columns.into());
    let whole = break_lines(&items, measure, &Breaking::default());
    for (name, lines) in [("line by line", first_fit(&items, measure)), ("the paragraph as a whole", whole)] {
        println!("{name}:");
        for line in lines {
            let text = words[line.start / 2..line.end.div_ceil(2)].join(" "); // every other item is a word
            println!("  {text:width$} {:+.2}", line.fit.ratio, width = usize::from(columns) + 4);
        }
    }
}
