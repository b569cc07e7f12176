//! How long each stage takes: `cargo bench`. The inputs are the example article and texts of a thousand times its
//! kind, made here, the same on every machine.

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use offprint::model::Document;
use offprint::packet::Packet;
use offprint::read;
use offprint::resource::NoResources;
use offprint::source::Source;
use offprint::write;
use std::hint::black_box;
use std::time::Duration;

const ARTICLE: &str = include_str!("../../examples/lavrov-blinken-osce.txt");

criterion_group! {
    name = stages;
    config = Criterion::default().sample_size(20).measurement_time(Duration::from_secs(3));
    targets = decoding, reading, breaking, laying_out, tagging, writing, whole
}
criterion_main!(stages);

/// An input: what it is called here and as a file, and its text.
struct Input {
    name: &'static str,
    file: &'static str,
    text: String,
}

fn inputs() -> Vec<Input> {
    let input = |name, file, text| Input { name, file, text };
    vec![
        input("article", "article.txt", ARTICLE.to_owned()),
        input("book", "book.txt", book(Markup::None)),
        input("hard-wrapped", "wrapped.txt", wrapped(&book(Markup::None))),
        #[cfg(feature = "markdown")]
        input("markdown", "book.md", book(Markup::Markdown)),
        #[cfg(feature = "markdown")]
        input("tables", "report.md", tables()),
        #[cfg(feature = "html")]
        input("page", "page.html", page()),
    ]
}

fn decoding(c: &mut Criterion) {
    let mut group = c.benchmark_group("decode");
    for input in inputs() {
        group.throughput(Throughput::Bytes(input.text.len() as u64));
        group.bench_function(input.name, |b| b.iter(|| decode(&input)));
    }
}

fn reading(c: &mut Criterion) {
    let mut group = c.benchmark_group("read");
    for input in inputs() {
        let source = decode(&input);
        group.throughput(Throughput::Bytes(input.text.len() as u64));
        group.bench_function(input.name, |b| b.iter(|| read_document(black_box(&source))));
    }
}

/// Paragraphs of a hundred words of one to twelve letters, the letters half as wide as the type is high.
fn breaking(c: &mut Criterion) {
    use offprint::breaking::{Breaking, FILL, FORCED, HItem, Shows, break_lines, first_fit};
    use offprint::length::Abs;
    let mut dice = Dice(7);
    let mut items = Vec::new();
    for _ in 0..100 {
        let width = Abs::pt(5.0) * (1 + dice.roll(12) as i64);
        items.push(HItem::Box { width, give: width / 50, reserve: Abs::ZERO, hang: [Abs::ZERO; 2] });
        items.push(HItem::Glue { width: Abs::pt(2.5), stretch: Abs::pt(0.6), shrink: Abs::pt(0.6) });
    }
    items.push(HItem::Glue { width: Abs::ZERO, stretch: FILL, shrink: Abs::ZERO });
    items.push(HItem::Penalty { width: Abs::ZERO, cost: FORCED, shows: Shows::Nothing });
    let (measure, rules) = (Abs::mm(120.0), Breaking::default());
    let mut group = c.benchmark_group("break");
    group.bench_function("total fit", |b| b.iter(|| break_lines(black_box(&items), measure, &rules)));
    group.bench_function("first fit", |b| b.iter(|| first_fit(black_box(&items), measure)));
}

/// Documents to pages, without a file.
#[cfg(feature = "pdf")]
fn laying_out(c: &mut Criterion) {
    use offprint::{font::Fonts, layout::lay_out, style::Theme};
    let (theme, fonts) = (Theme::default(), Fonts::bundled());
    let mut group = c.benchmark_group("lay out");
    for input in inputs() {
        let packet = Packet::from(read_document(&decode(&input)));
        group.throughput(Throughput::Bytes(input.text.len() as u64));
        group.bench_function(input.name, |b| b.iter(|| lay_out(black_box(&packet), &theme, &fonts, &NoResources)));
    }
}

/// Without layout there is nothing to measure.
#[cfg(not(feature = "pdf"))]
fn laying_out(_: &mut Criterion) {}

/// Pages to files: what the structure for screen readers costs beside a file without one.
#[cfg(feature = "pdf")]
fn tagging(c: &mut Criterion) {
    use offprint::write::pdf::{Options, Standard, render};
    use offprint::{font::Fonts, layout::lay_out, style::Theme};
    let (theme, fonts) = (Theme::default(), Fonts::bundled());
    let mut group = c.benchmark_group("render");
    for input in inputs() {
        let packet = Packet::from(read_document(&decode(&input)));
        let layout = lay_out(&packet, &theme, &fonts, &NoResources).expect("there are faces").value;
        for (name, standard) in [("tagged", Standard::default()), ("untagged", Standard::Plain)] {
            let options = Options { standard, ..Options::default() };
            group.throughput(Throughput::Elements(layout.pages.len() as u64));
            group.bench_function(BenchmarkId::new(name, input.name), |b| {
                b.iter(|| render(black_box(&layout), &fonts, &packet.meta, &options));
            });
        }
    }
}

/// Without PDF there is nothing to tag.
#[cfg(not(feature = "pdf"))]
fn tagging(_: &mut Criterion) {}

/// Each writer; PDF is layout and all.
fn writing(c: &mut Criterion) {
    for format in write::FORMATS {
        let mut group = c.benchmark_group(format!("write {}", format.name));
        for input in inputs() {
            let packet = Packet::from(read_document(&decode(&input)));
            let writer = format.writer();
            group.throughput(Throughput::Bytes(input.text.len() as u64));
            group.bench_function(input.name, |b| b.iter(|| writer.write(black_box(&packet), &NoResources)));
        }
    }
}

/// From bytes to bytes, as the command line does it.
fn whole(c: &mut Criterion) {
    let mut group = c.benchmark_group("whole");
    let input = Input { name: "article", file: "article.txt", text: ARTICLE.to_owned() };
    group.throughput(Throughput::Bytes(input.text.len() as u64));
    for format in write::FORMATS {
        group.bench_function(BenchmarkId::new(format.name, input.name), |b| {
            b.iter(|| format.writer().write(&Packet::from(read_document(&decode(&input))), &NoResources));
        });
    }
}

fn decode(input: &Input) -> Source {
    read::decode(input.file, black_box(input.text.as_bytes())).expect("it is text").value
}

fn read_document(source: &Source) -> Document {
    read::detect(&source.name).read(source).value
}

enum Markup {
    None,
    Markdown,
}

/// A saved page of a book's length, with a menu, classes on everything, and links to other articles.
#[cfg(feature = "html")]
fn page() -> String {
    let menu: String =
        (0..200).map(|n| format!("<li class=\"menu-item\"><a href=\"/{n}\">Section {n}</a></li>")).collect();
    let text = book(Markup::None);
    let paragraph = |text: &str| match text.len() {
        0..80 => format!("<h2 class=\"heading\">{text}</h2>\n"),
        _ => format!("<p class=\"paragraph\">{text}</p>\n"),
    };
    let body: String = text.split("\n\n").filter(|text| !text.is_empty()).map(paragraph).collect();
    format!(
        "<!doctype html><html lang=en><title>A Book | Bench</title><nav><ul>{menu}</ul></nav><article>\
         <h1>A Book</h1><div class=\"entry-content\">{body}</div><div class=\"related\"><ul>{menu}</ul></div></article>"
    )
}

/// A book: forty chapters of the article's own sentences, shuffled, so that no two paragraphs are alike.
fn book(markup: Markup) -> String {
    let sentences: Vec<_> = ARTICLE.split_inclusive(". ").map(|sentence| sentence.trim()).collect();
    let mut dice = Dice(1);
    let mut out = String::from(match markup {
        Markup::None => "A Book For Measuring\n\n",
        Markup::Markdown => "# A Book For Measuring\n\n",
    });
    for chapter in 1..=40 {
        let heading = format!("Chapter {chapter}: What Was Said");
        match markup {
            Markup::None => out.push_str(&format!("{heading}\n\n")),
            Markup::Markdown => out.push_str(&format!("## {heading}\n\n")),
        }
        for _ in 0..25 {
            let count = 3 + dice.roll(5);
            let paragraph: Vec<_> = (0..count).map(|_| sentences[dice.roll(sentences.len())]).collect();
            let paragraph = paragraph.join(" ").replace('\n', " ");
            match markup {
                Markup::None => out.push_str(&paragraph),
                Markup::Markdown => {
                    out.push_str(&paragraph.replacen("the ", "*the* ", 1).replacen("and ", "**and** ", 1))
                }
            }
            out.push_str("\n\n");
        }
    }
    out
}

/// The same text in lines of at most 72 columns.
fn wrapped(text: &str) -> String {
    let mut out = String::new();
    for paragraph in text.split("\n\n") {
        let mut column = 0;
        for word in paragraph.split_whitespace() {
            if column > 0 && column + 1 + word.len() > 72 {
                out.push('\n');
                column = 0;
            } else if column > 0 {
                out.push(' ');
                column += 1;
            }
            out.push_str(word);
            column += word.len();
        }
        out.push_str("\n\n");
    }
    out
}

/// A report that is mostly tables, with notes.
#[cfg(feature = "markdown")]
fn tables() -> String {
    let mut dice = Dice(2);
    let mut out = String::from("# A Report\n\n");
    for table in 0..40 {
        out.push_str(&format!(
            "## Table {table}\n\nAs the table shows.[^{table}]\n\n| place | year | tons |\n|:--|--:|--:|\n"
        ));
        for _ in 0..30 {
            let (year, tons) = (1900 + dice.roll(120), dice.roll(1_000_000));
            out.push_str(&format!("| the mill at the canal | {year} | {tons} |\n"));
        }
        out.push_str(&format!("\n[^{table}]: From the board's minutes.\n\n"));
    }
    out
}

/// Numbers that look like chance and are the same on every machine: a linear congruential generator with Knuth's
/// MMIX constants.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % sides
    }
}
