//! Reading a page takes time in step with its length: nothing in it is looked at again for each of the rest.
#![cfg(all(feature = "html", feature = "markdown"))]

#[path = "common/clock.rs"]
mod clock;

use clock::taken;
use offprint::read::{Html, Markdown, Reader};
use offprint::source::Source;
use std::time::Duration;

/// Pages of a length, of kinds that are easily read in quadratic time.
fn pages(paragraphs: usize) -> Vec<(&'static str, String)> {
    let each = |one: &dyn Fn(usize) -> String| (0..paragraphs).map(one).collect::<String>();
    let words = "The mills along the canal ran only three days in the week, and nobody spoke of it at first.";
    vec![
        ("paragraphs", format!("<article>{}</article>", each(&|n| format!("<p class=p{n}>{n} {words}</p>")))),
        ("notes", {
            let calls = each(&|n| format!("<p>{words}<a href=#f{n} id=r{n}>{n}</a></p>"));
            let notes = each(&|n| format!("<li id=f{n}>Note {n} <a href=#r{n}>↩</a></li>"));
            format!("<article>{calls}<ol class=footnotes>{notes}</ol></article>")
        }),
        ("line breaks", format!("<article><p>{}</p></article>", each(&|n| format!("{n} {words}<br><br>")))),
        // Each row's cells are pushed right by those that reach down from the rows above.
        ("cells over rows", {
            let rows = each(&|n| format!("<tr>{}</tr>", format!("<td rowspan=65534>{n}</td>").repeat(12)));
            format!("<article><p>{words}</p><table>{rows}</table></article>")
        }),
        ("headings without end", format!("<article>{}</article>", each(&|n| format!("<h2>{n} {words}")))),
        ("letters placed by a program", {
            let placed = each(&|n| format!("<span class=MathJax>{n}</span> ").repeat(8));
            format!("<article><p>{words}</p><p>{placed}</p></article>")
        }),
        ("keywords", {
            let listed = each(&|n| (0..20).map(|m| format!("word {n} and {m}, ")).collect());
            format!("<meta name=keywords content='{listed}'><article><p>{words}</p></article>")
        }),
        ("links", format!("<article><ul>{}</ul></article>", each(&|n| format!("<li><a href=/{n}>{words}</a></li>")))),
    ]
}

/// The same in Markdown.
fn texts(times: usize) -> Vec<(&'static str, String)> {
    vec![
        ("prices on one line", "$5 ".repeat(times * 100)),
        ("double dollars", "$$5 ".repeat(times * 100)),
        ("formulas", "Let $x^2$ be, and $$y$$ too.\n\n".repeat(times * 4)),
        ("links to headings", (0..times).map(|n| format!("# H {n}\n\n[a](#h-{n})[b](#H--{n})\n\n")).collect()),
        ("the same heading", "# Same\n\n[a](#same-1)\n\n".repeat(times)),
        ("readings", "<ruby>x<rt>y</rt></ruby> ".repeat(times * 4)),
        ("authors", "> a\n> — b\n> c\n\n".repeat(times * 4)),
    ]
}

/// The quickest of three: what else the machine does only ever adds.
fn time(page: &str, reader: &dyn Reader) -> Duration {
    let source = Source::new("page.html", page);
    let once = || {
        taken(|| {
            let read = reader.read(&source);
            assert!(!read.value.blocks.is_empty(), "the page has words");
        })
    };
    (0..3).map(|_| once()).min().unwrap_or_default()
}

#[test]
fn time_grows_in_step_with_length() {
    in_step(pages(150), pages(1200), &Html::default());
    in_step(texts(150), texts(1200), &Markdown::default());
}

fn in_step(short: Vec<(&'static str, String)>, long: Vec<(&'static str, String)>, reader: &dyn Reader) {
    for ((kind, short), (_, long)) in short.into_iter().zip(long) {
        let (short, long) = (time(&short, reader), time(&long, reader));
        // Eight times the length; sixty-four times the time would be quadratic.
        let most = short * 24 + Duration::from_millis(50);
        assert!(long < most, "{kind}: {short:?} for one, {long:?} for eight");
    }
}
