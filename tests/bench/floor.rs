//! What a PDF costs at the least, and what it costs here: `cargo bench --bench floor [FILE …]`.
//!
//! Whoever sets type must shape each word that is new, deflate what is on the pages, and subset the faces. The floor
//! is these three, done once each with the crates that do them here, on the words, streams and glyphs of the same
//! document, in the same run and on one thread. Every stage is told as a ratio to their sum.

use harfrust::{Buffer, Font, Script, ShapeOptions, ShapePlan, ShaperFont};
use libdeflater::{CompressionLvl, Compressor};
use offprint::font::{FaceId, Fonts};
use offprint::layout::{Item, Layout, lay_out};
use offprint::packet::Packet;
use offprint::read;
use offprint::resource::NoResources;
use offprint::style::Theme;
use offprint::write::pdf::{Options, render};
use std::collections::{BTreeMap, BTreeSet};
use std::hint::black_box;
use std::time::{Duration, Instant};

/// Each time is the median of so many.
const RUNS: usize = 9;

/// The level at which streams are deflated here.
const LEVEL: i32 = 1;

fn main() {
    // Cargo says `--bench`, and whoever lists or filters benches something else with a dash.
    let files: Vec<String> = std::env::args().skip(1).filter(|argument| !argument.starts_with('-')).collect();
    // What is measured is work, not cores.
    rayon::ThreadPoolBuilder::new().num_threads(1).build_global().expect("nothing was run in parallel before");
    if files.is_empty() {
        measure("article.txt", include_bytes!("../../examples/lavrov-blinken-osce.txt"));
        measure("fifty.md", fifty().as_bytes());
    }
    for file in files {
        match std::fs::read(&file) {
            Ok(bytes) => measure(&file, &bytes),
            Err(error) => eprintln!("{file}: {error}"),
        }
    }
}

/// The example article fifty times: a document whose words are not new.
fn fifty() -> String {
    let article = include_str!("../../examples/lavrov-blinken-osce.txt");
    let text = |part: usize| format!("## Part {part}\n\n{}\n\n", article.replace("\n", "\n\n"));
    (0..50).map(text).collect()
}

fn measure(name: &str, bytes: &[u8]) {
    let (theme, fonts) = (Theme::default(), Fonts::bundled());
    let read_it = || {
        let source = read::decode(name, bytes).expect("it is text").value;
        Packet::from(read::detect(name).read(&source).value)
    };
    let packet = read_it();
    let lay_it_out = || lay_out(&packet, &theme, &fonts, &NoResources).expect("there are faces").value;
    let layout = lay_it_out();
    let write_it = || render(&layout, &fonts, &packet.meta, &Options::default()).expect("it can be written").value;
    let file = write_it();

    let words = words(&layout);
    let streams = streams(&file);
    let glyphs = glyphs(&layout);
    let shaped = median(|| shape(&words, &fonts));
    let deflated = median(|| streams.iter().map(|stream| deflate(stream).len()).sum::<usize>());
    let subset = median(|| subset(&glyphs, &fonts));
    let floor = shaped + deflated + subset;

    println!("{name}: {} pages, {} bytes", layout.pages.len(), file.len());
    row("shape each distinct word once", shaped, floor);
    row("deflate the pages' content once", deflated, floor);
    row("subset the faces once", subset, floor);
    row("the floor", floor, floor);
    let stages = [median(read_it), median(lay_it_out), median(write_it)];
    for (stage, time) in ["read", "lay out", "write"].iter().zip(stages) {
        row(stage, time, floor);
    }
    row("the whole", stages.iter().sum(), floor);
}

fn row(what: &str, time: Duration, floor: Duration) {
    let ratio = time.as_secs_f64() / floor.as_secs_f64();
    println!("  {what:32} {:9.3} ms  {ratio:6.2}", time.as_secs_f64() * 1000.0);
}

fn median<T>(mut job: impl FnMut() -> T) -> Duration {
    let mut times: Vec<Duration> = (0..RUNS)
        .map(|_| {
            let start = Instant::now();
            black_box(job());
            start.elapsed()
        })
        .collect();
    times.sort_unstable();
    times[RUNS / 2]
}

/// The distinct words of each face.
fn words(layout: &Layout) -> BTreeMap<FaceId, BTreeSet<String>> {
    let mut words: BTreeMap<FaceId, BTreeSet<String>> = BTreeMap::new();
    for run in runs(layout) {
        words.entry(run.face).or_default().extend(run.text.split_whitespace().map(str::to_owned));
    }
    words
}

fn glyphs(layout: &Layout) -> BTreeMap<FaceId, BTreeSet<u16>> {
    let mut glyphs: BTreeMap<FaceId, BTreeSet<u16>> = BTreeMap::new();
    for run in runs(layout) {
        glyphs.entry(run.face).or_default().extend(run.glyphs.iter().map(|glyph| glyph.id));
    }
    glyphs
}

fn runs(layout: &Layout) -> impl Iterator<Item = &offprint::layout::GlyphRun> {
    layout.pages.iter().flat_map(|page| &page.items).filter_map(|placed| match &placed.item {
        Item::Glyphs(run) => Some(run),
        _ => None,
    })
}

/// What the pages' streams hold.
fn streams(file: &[u8]) -> Vec<Vec<u8>> {
    let document = lopdf::Document::load_mem(file).expect("what was written can be read");
    let contents = document.get_pages().into_values().flat_map(|page| document.get_page_contents(page));
    let content = |id| {
        let stream = document.get_object(id).and_then(lopdf::Object::as_stream).expect("contents are streams");
        stream.decompressed_content().expect("they are deflated")
    };
    contents.map(content).collect()
}

fn shape(words: &BTreeMap<FaceId, BTreeSet<String>>, fonts: &Fonts) -> usize {
    let mut count = 0;
    for (face, words) in words {
        let font = Font::new(fonts.file(*face).to_vec(), 0).expect("bundled faces are sound");
        let mut plans: Vec<(Option<Script>, ShapePlan)> = Vec::new();
        let mut buffer = Buffer::default();
        for word in words {
            buffer.reset();
            buffer.push_str(word);
            buffer.guess_segment_properties();
            let (script, direction) = (buffer.script(), buffer.direction());
            let known = plans.iter().position(|(known, _)| *known == script);
            let plan = known.unwrap_or_else(|| {
                plans.push((script, ShapePlan::new(&font, direction, script, None, &[])));
                plans.len() - 1
            });
            let options = ShapeOptions::new().plan(Some(&plans[plan].1));
            let shaped = harfrust::shape(&ShaperFont::new(&font), &mut buffer, options);
            count += usize::from(shaped.is_ok()) * buffer.glyph_infos().len();
        }
    }
    count
}

fn deflate(content: &[u8]) -> Vec<u8> {
    let mut compressor = Compressor::new(CompressionLvl::new(LEVEL).expect("there is that level"));
    let mut out = vec![0; compressor.zlib_compress_bound(content.len())];
    let length = compressor.zlib_compress(content, &mut out).expect("there is room");
    out.truncate(length);
    out
}

fn subset(glyphs: &BTreeMap<FaceId, BTreeSet<u16>>, fonts: &Fonts) -> usize {
    let one = |(face, glyphs): (&FaceId, &BTreeSet<u16>)| {
        let mut remapper = subsetter::GlyphRemapper::new();
        glyphs.iter().for_each(|glyph| {
            remapper.remap(*glyph);
        });
        subsetter::subset(&fonts.file(*face), 0, &remapper).map_or(0, |subset| subset.len())
    };
    glyphs.iter().map(one).sum()
}
