//! What a converter keeps saves time and changes nothing: the same bytes in any order, in any thread.
#![allow(clippy::unwrap_used)] // a test that cannot go on fails
#![cfg(all(feature = "bundled-fonts", feature = "markdown", feature = "epub"))]

use offprint::convert::{Converted, Converter, Options, To};
use offprint::resource::Memory;
use offprint::{NoResources, Packet, Source, Theme, read, write};
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

/// Articles that differ in what could be kept: languages, scripts, faces, programs, missing characters, pictures.
fn articles() -> Vec<(String, Vec<u8>)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut articles = Vec::new();
    for below in ["tests/golden/layout", "tests/golden/read", "tests/golden/scripts", "examples"] {
        let mut paths: Vec<_> =
            std::fs::read_dir(folder.join(below)).unwrap().map(|entry| entry.unwrap().path()).collect();
        paths.sort();
        let known = |path: &Path| path.extension().is_some_and(|end| end == "md" || end == "txt");
        for path in paths.into_iter().filter(|path| known(path)).take(24) {
            let name = format!("{below}/{}", path.file_name().unwrap().to_str().unwrap());
            articles.push((name, std::fs::read(path).unwrap()));
        }
    }
    // The same word in other languages, and words that one face has and another lacks.
    for (index, (tag, text)) in [
        ("de", "Die fi-Ligatur in Auflage, die Straße, 1234 × 5."),
        ("tr", "fi İstanbul ışık 1234 × 5."),
        ("nl", "fi ijsvrij Auflage 1234 × 5."),
        ("en", "fi office Auflage 1234 × 5 中 中 ☃."),
        ("he", "fi אבג Auflage 1234 × 5."),
        ("zh", "fi 中文，Auflage 1234 × 5。"),
    ]
    .iter()
    .enumerate()
    {
        articles.push((format!("own-{index}.md"), format!("---\nlang: {tag}\n---\n# Titel\n\n{text}\n").into_bytes()));
    }
    articles
}

fn wishes(converter: &Converter) -> Vec<Options> {
    let own = Theme::from_toml("own", "base = \"booklet\"\n[body]\nsize = \"11/14\"\n", None).unwrap();
    let with = |theme, to: &str| Options { theme, to: To::named(to).unwrap(), ..Options::default() };
    vec![
        Options::default(),
        with(converter.theme("report", "Letter").unwrap(), "pdf"),
        with(std::sync::Arc::new(own), "pdf"),
        with(converter.theme("brief", None).unwrap(), "epub"),
        with(converter.theme("brief", None).unwrap(), "text"),
    ]
}

/// All articles in all ways, in an order, over so many threads that share a converter.
fn convert_all(order: &[usize], threads: usize) -> BTreeMap<usize, Converted> {
    let converter = Converter::new();
    let (articles, wishes) = (articles(), wishes(&converter));
    let next = AtomicUsize::new(0);
    let work = || {
        let mut made = Vec::new();
        while let Some(&job) = order.get(next.fetch_add(1, Ordering::Relaxed)) {
            let (name, bytes) = &articles[job / wishes.len()];
            let wish = &wishes[job % wishes.len()];
            made.push((job, converter.convert(name, bytes, wish, &NoResources).unwrap()));
        }
        made
    };
    thread::scope(|scope| {
        let start = || thread::Builder::new().stack_size(32 << 20).spawn_scoped(scope, work).unwrap();
        let workers: Vec<_> = (0..threads).map(|_| start()).collect();
        workers.into_iter().flat_map(|worker| worker.join().unwrap()).collect()
    })
}

#[test]
fn order_and_threads_change_nothing() {
    let jobs = articles().len() * wishes(&Converter::new()).len();
    let forwards: Vec<usize> = (0..jobs).collect();
    let backwards: Vec<usize> = (0..jobs).rev().collect();
    // A step that has no divisor in common with the number of jobs goes through all of them.
    let step = (7usize..)
        .find(|step: &usize| (2..=*step).all(|n| !step.is_multiple_of(n) || !jobs.is_multiple_of(n)))
        .unwrap();
    let shuffled: Vec<usize> = (0..jobs).map(|n| n * step % jobs).collect();
    let first = convert_all(&forwards, 1);
    assert_eq!(first.len(), jobs);
    for (order, threads) in [(&backwards, 1), (&shuffled, 4)] {
        for (job, made) in convert_all(order, threads) {
            assert_eq!(made.diagnostics, first[&job].diagnostics, "{}", made.source.name);
            assert!(made == first[&job], "{} came out otherwise, job {job}", made.source.name);
        }
    }
}

#[test]
fn a_fresh_converter_makes_what_a_used_one_makes() {
    let used = Converter::new();
    let wishes = wishes(&used);
    for (name, bytes) in articles().iter().rev().take(20) {
        let wish = &wishes[0];
        let one = used.convert(name, bytes, wish, &NoResources).unwrap();
        assert!(one == Converter::new().convert(name, bytes, wish, &NoResources).unwrap(), "{name}");
    }
}

#[test]
fn pictures_come_from_where_the_caller_says() {
    let png = std::fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/pictures/canal.png")).unwrap();
    let pictures = Memory([("a.png".to_owned(), png)].into());
    let converter = Converter::new();
    let text = "# T\n\n![A canal](a.png)\n";
    let with = converter.convert("a.md", text, &Options::default(), &pictures).unwrap();
    let without = converter.convert("a.md", text, &Options::default(), &NoResources).unwrap();
    assert!(with.diagnostics.is_empty() && with.bytes.len() > without.bytes.len());
    assert_eq!(without.diagnostics.len(), 1);
}

#[test]
fn what_was_read_elsewhere_is_written_alike() {
    const TEXT: &str = "# The Harvest\n\nThe mills ran only *three* days in the week.\n";
    let converter = Converter::new();
    let packet = Packet::from(read::detect("a.md").read(&Source::new("a.md", TEXT)).value);
    for format in write::FORMATS {
        let to = To::named(format.name).unwrap();
        let options = Options { to: to.clone(), ..Options::default() };
        let whole = converter.convert("a.md", TEXT, &options, &NoResources).unwrap();
        let made = converter.write(&packet, &options.theme, &to, &NoResources).unwrap().value;
        assert!(made.bytes == whole.bytes && made.pages == whole.pages, "{}", format.name);
    }
}
