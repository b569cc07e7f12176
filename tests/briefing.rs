//! A packet of twelve real articles, text, Markdown and saved pages, Russian and Arabic among them, with every part: what
//! the finished PDF says of its pages is true. The articles are of the development corpus.
#![allow(clippy::unwrap_used)] // a test that cannot go on fails
#![cfg(all(feature = "pdf", feature = "bundled-fonts", feature = "markdown", feature = "html"))]

#[path = "common/corpora.rs"]
mod corpora;

use corpora::corpora;
use flate2::read::GzDecoder;
use offprint::model::{BlockKind, Document, InlineKind, plain};
use offprint::packet::finds::fold::fold;
use offprint::packet::{Manifest, Matter, Packet, PartKind, assemble};
use offprint::read;
use offprint::resource::NoResources;
use offprint::source::Source;
use offprint::write::Writer;
use offprint::write::pdf::{Pdf, print_edition};
use std::collections::BTreeSet;
use std::io::Read;
use std::path::Path;
use std::process::Command;

/// By section: text by its identifier's first letters, Markdown of `dev/prose`, pages saved from the web.
const SECTIONS: [(&str, &[&str]); 3] = [
    ("News", &["e240446ecd2f.txt", "nytimes-1.html", "wikipedia.html", "lemonde-1.html"]),
    ("Other scripts", &["143e10c4357c.txt", "39fcf0ee15ee.txt", "rtl-1.html"]),
    ("Programs", &["07.md", "14.md", "21.md", "28.md", "07ea7e12ad70.txt"]),
];

const MANIFEST: &str = r#"
title = "Twelve Articles"
subtitle = "A packet with every part"
number = "Briefing packet No. 14"
prepared-for = "The delegation"
prepared-by = "The secretariat"
date = 2026-11-24
language = "en"
marking = "OFFICIAL"
key-points = ["The OSCE is where they meet."]
parts = ["cover", "contents", "key-points", "agenda", "reading-plan", "articles", "acronyms", "people", "glossary",
  "chronology", "index", "sources", "colophon"]

[[agenda]]
time = "10:00"
title = "The OSCE"
ask = "Discuss"
article = "e240446ecd2f.txt"

[[people]]
name = "Sergey Lavrov"
also = ["Lavrov"]
text = "Foreign minister of Russia"

[[glossary]]
name = "browser"
text = "A program that shows pages of the web"

[index]
terms = [{ name = "sanctions" }]
"#;

/// A file of the corpus; none if it, or what unpacks it, is not there.
fn file(folder: &Path, name: &str) -> Option<String> {
    if name.ends_with(".md") {
        return std::fs::read_to_string(folder.join("prose").join(name)).ok();
    }
    if name.ends_with(".html") {
        let archive = folder.join("html/mozilla-readability.tar.xz");
        let output = Command::new("tar").arg("-xJOf").arg(archive).arg(name).output().ok()?;
        return output.status.success().then(|| String::from_utf8_lossy(&output.stdout).into_owned());
    }
    let mut lines = String::new();
    let packed = std::fs::File::open(folder.join("headings.jsonl.gz")).ok()?;
    GzDecoder::new(packed).read_to_string(&mut lines).ok()?;
    let rows = lines.lines().map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap());
    let mut mine =
        rows.filter(|row| row["id"].as_str().is_some_and(|id| id.starts_with(name.trim_end_matches(".txt"))));
    mine.next().map(|row| row["text"].as_str().unwrap().to_owned())
}

/// The packet; none if the corpora are not there.
fn packet() -> Option<Packet> {
    let folder = corpora("dev")?;
    let mut manifest = MANIFEST.to_owned();
    let mut documents: Vec<Document> = Vec::new();
    for (title, files) in SECTIONS {
        manifest += &format!("\n[[section]]\ntitle = \"{title}\"\n");
        for name in files {
            manifest += &format!("[[section.article]]\nfile = \"{name}\"\n");
            let Some(text) = file(&folder, name) else {
                eprintln!("skipped: no {name} in the corpora at {}", folder.display());
                return None;
            };
            documents.push(read::detect(name).read(&Source::new(*name, text)).value);
        }
    }
    let manifest = Manifest::from_toml("briefing.toml", &manifest).unwrap();
    Some(assemble(&manifest, documents).value)
}

/// Letters and figures alone, folded: lines are broken anywhere. With each, where it is in the text.
fn squeezed(text: &str) -> Vec<(usize, char)> {
    let letters = |(at, c): (usize, char)| fold(&c.to_string()).chars().map(move |c| (at, c)).collect::<Vec<_>>();
    text.char_indices().flat_map(letters).filter(|(_, c)| c.is_alphanumeric()).collect()
}

fn letters(text: &str) -> String {
    squeezed(text).into_iter().map(|(_, c)| c).collect()
}

/// Where words end in a text, wherever its lines are broken.
fn ends_of(text: &[(usize, char)], words: &str) -> Vec<usize> {
    let words: Vec<char> = letters(words).chars().collect();
    let is_there = |at: &usize| text[*at..].iter().map(|(_, c)| c).zip(&words).all(|(a, b)| a == b);
    let starts = (0..(text.len() + 1).saturating_sub(words.len())).filter(is_there);
    starts.filter_map(|at| text.get(at + words.len() - 1)).map(|(at, _)| *at).collect()
}

/// The page numbers that stand behind a place: `, 8–11, 13`.
fn numbers(text: &str) -> Vec<usize> {
    let text = text.trim_start_matches([')', '.']);
    let end = text.find(|c: char| !(c.is_ascii_digit() || c.is_whitespace() || matches!(c, ',' | '–' | '-' | ')')));
    let list = &text[..end.unwrap_or(text.len())];
    let mut all = Vec::new();
    for part in list.split(',') {
        let ends: Vec<usize> = part.split(['–', '-']).filter_map(|number| number.trim().parse().ok()).collect();
        match ends[..] {
            [one] => all.push(one),
            [first, last] => all.extend(first..=last),
            _ => {}
        }
    }
    all
}

/// The entries of a part that lists things: what stands before the pages, and how many places there are.
fn entries(document: &Document) -> Vec<(String, usize)> {
    let mut all = Vec::new();
    for block in &document.blocks {
        let lists: Vec<Vec<offprint::model::Inline>> = match &block.kind {
            BlockKind::Paragraph(content) => vec![content.clone()],
            BlockKind::Definitions(definitions) => {
                let meaning = |definition: &offprint::model::Definition| {
                    let meanings = definition.meanings.iter().flatten();
                    let said = meanings.filter_map(|block| match &block.kind {
                        BlockKind::Paragraph(content) => Some(content.clone()),
                        _ => None,
                    });
                    let mut all: Vec<_> = definition.terms.iter().flatten().cloned().collect();
                    let space = InlineKind::Text(" ".to_owned());
                    all.push(offprint::model::Inline { kind: space, span: offprint::source::Span::NONE });
                    said.for_each(|content| all.extend(content));
                    all
                };
                definitions.iter().map(meaning).collect()
            }
            _ => Vec::new(),
        };
        for list in lists {
            let places = list.iter().map(|inline| match &inline.kind {
                InlineKind::Pages(places, _) => places.len(),
                _ => 0,
            });
            // A paragraph that lists many things is not one entry.
            let lists = places.clone().filter(|places| *places > 0).count();
            let places: usize = places.sum();
            if lists == 1 {
                all.push((plain(&list).trim_end_matches([',', ' ', '\u{a0}']).to_owned(), places));
            }
        }
    }
    all
}

/// The pages of a part: from its title on, to the page before the next part's.
fn pages_of(parts: &[(String, usize)], title: &str, count: usize) -> std::ops::RangeInclusive<usize> {
    let at = parts.iter().position(|(name, _)| letters(name).contains(&letters(title))).unwrap();
    let next = parts[at + 1..].iter().map(|(_, page)| *page).find(|page| *page > parts[at].1).unwrap_or(count + 1);
    parts[at].1..=next - 1
}

/// Where the links of a page lead, in pages.
fn links(document: &lopdf::Document, page: usize) -> BTreeSet<usize> {
    let pages = document.get_pages();
    let by_id = |id| pages.iter().find(|(_, page)| **page == id).map(|(number, _)| *number as usize);
    let annotations = document.get_page_annotations(pages[&(page as u32)]).unwrap();
    let target = |annotation: &lopdf::Dictionary| {
        let action = annotation.get_deref(b"A", document).and_then(lopdf::Object::as_dict);
        let dest =
            annotation.get_deref(b"Dest", document).or_else(|_| action.and_then(|a| a.get_deref(b"D", document)));
        by_id(dest.ok()?.as_array().ok()?.first()?.as_reference().ok()?)
    };
    annotations.into_iter().filter_map(target).collect()
}

/// The part of that kind.
fn matter(packet: &Packet, wanted: Matter) -> &Document {
    let part = packet.parts.iter().find(|part| part.kind == PartKind::Matter(wanted));
    &part.unwrap_or_else(|| panic!("no {wanted:?}")).document
}

/// Looks up every entry of a list on the pages that it names; how many there were.
fn look_up(
    document: &Document,
    on: std::ops::RangeInclusive<usize>,
    texts: &[String],
    stands: impl Fn(&str, &str) -> bool,
) -> usize {
    let pages: Vec<&str> = on.map(|page| texts[page - 1].as_str()).collect();
    let text = pages.join("\n");
    let squeezed = squeezed(&text);
    let mut wrong = Vec::new();
    let all = entries(document);
    for (entry, places) in &all {
        let found = ends_of(&squeezed, entry).into_iter().map(|at| {
            let behind = at + text[at..].chars().next().map_or(0, char::len_utf8);
            numbers(&text[behind..])
        });
        let Some(numbers) = found.max_by_key(Vec::len).filter(|numbers| !numbers.is_empty()) else {
            wrong.push(format!("{entry}: {places} places, and no page"));
            continue;
        };
        for number in numbers {
            if !stands(entry, &letters(&texts[number - 1])) {
                wrong.push(format!("{entry} is not on page {number}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    all.len()
}

/// Whether a page has an entry, under one of the names that it has: before brackets and in them, the other way round,
/// by the last word alone.
fn has(entry: &str, page: &str) -> bool {
    let (short, long) = entry.split_once(" (").unwrap_or((entry, ""));
    let turned = short.split_once(", ").map(|(last, first)| format!("{first} {last}")).unwrap_or_default();
    let last = short.split(", ").next().unwrap_or_default().rsplit(' ').next().unwrap_or_default();
    let names = [short, long.trim_end_matches(')'), turned.as_str(), last];
    names.iter().map(|name| letters(name)).any(|name| !name.is_empty() && page.contains(&name))
}

#[test]
fn what_a_packet_of_twelve_articles_says_of_its_pages_is_true() {
    let Some(packet) = packet() else { return };
    let bytes = Pdf::default().write(&packet, &NoResources).unwrap().value;
    if let Some(path) = std::env::var_os("KEEP") {
        std::fs::write(path, &bytes).unwrap();
    }
    let document = lopdf::Document::load_mem(&bytes).unwrap();
    let print = print_edition(&bytes, "briefing.pdf").unwrap();
    let count = print.pages.len();
    // All that stands on each page, furniture too.
    let texts: Vec<String> = (1..=count as u32)
        .map(|page| document.extract_text_chunks(&[page]).into_iter().filter_map(Result::ok).collect())
        .collect();
    // One sequence: the printed number is the page of the file, on the page itself too.
    for ((page, text), number) in print.pages.iter().zip(&texts).zip(1..) {
        assert_eq!(page.label, number.to_string());
        assert!(number == 1 || text.contains(&page.label), "page {number} does not say so: {text}");
    }

    // The outline leads to where parts begin: their titles stand there.
    let outline: Vec<(String, usize)> =
        document.get_toc().unwrap().toc.into_iter().map(|entry| (entry.title, entry.page)).collect();
    let titles: Vec<String> = packet.articles().map(|article| article.meta.title_text().unwrap_or_default()).collect();
    assert_eq!(titles.len(), 12);
    let is_opener = |title: &str, page: usize| {
        let page = letters(&texts[page - 1]);
        // A right-to-left title is drawn from the left.
        let backwards: String = letters(title).chars().rev().collect();
        page.contains(&letters(title)) || page.contains(&backwards) || words_in(title, &page)
    };
    let mut starts = Vec::new();
    for title in titles.iter().filter(|title| !title.is_empty()) {
        let mark = outline.iter().find(|(mark, _)| letters(mark).contains(&letters(title)));
        let (_, page) = mark.unwrap_or_else(|| panic!("no bookmark {title}: {outline:#?}"));
        assert!(is_opener(title, *page), "{title} does not begin on page {page}: {}", texts[page - 1]);
        starts.push(*page);
    }
    assert!(starts.is_sorted() && starts.len() >= 11, "{starts:?}");

    // The contents name every article with the page on which it begins, and lead there.
    let contents: Vec<usize> = pages_of(&outline, "Contents", count).collect();
    let said: String = contents.iter().map(|page| texts[page - 1].as_str()).collect::<Vec<_>>().join("\n");
    let leads: BTreeSet<usize> = contents.iter().flat_map(|page| links(&document, *page)).collect();
    for (title, page) in titles.iter().filter(|title| !title.is_empty()).zip(&starts) {
        assert!(leads.contains(page), "the contents do not lead to {title} on page {page}: {leads:?}");
        if title.is_ascii() {
            let squeezed = squeezed(&said);
            // The number stands at the end of the title's first line.
            let begin: String = letters(title).chars().take(12).collect();
            let begins = ends_of(&squeezed, &begin);
            let behind = begins.into_iter().map(|at| said[at..].chars().take(120).collect::<String>());
            let number = page.to_string();
            let says = |text: String| text.split(|c: char| !c.is_ascii_digit()).any(|found| found == number);
            assert!(behind.into_iter().any(says), "the contents do not say {page} behind {title}: {said}");
        }
    }

    // Index, acronyms, people and glossary: what they name is on the pages that they give.
    let index = look_up(matter(&packet, Matter::Index), pages_of(&outline, "Index", count), &texts, has);
    assert!(index >= 25, "{index} entries");
    let acronyms =
        look_up(matter(&packet, Matter::Acronyms), pages_of(&outline, "Acronyms", count), &texts, |entry, page| {
            let short = entry.split_whitespace().next().unwrap_or(entry);
            page.contains(&letters(short))
        });
    assert!(acronyms >= 10, "{acronyms} acronyms");
    for (wanted, title, word) in [(Matter::People, "Who’s who", "lavrov"), (Matter::Glossary, "Glossary", "browser")]
    {
        let pages = pages_of(&outline, title, count);
        assert_eq!(look_up(matter(&packet, wanted), pages, &texts, |_, page| page.contains(word)), 1);
    }

    // The chronology has dates with their pages.
    let dated = entries(matter(&packet, Matter::Chronology)).len();
    assert!(dated >= 5, "{dated} dates");
}

/// Whether most words of a title are on a page: a script that joins its letters is not always drawn in their order.
fn words_in(title: &str, page: &str) -> bool {
    let words: Vec<String> = title.split_whitespace().map(letters).filter(|word| word.chars().count() > 2).collect();
    let backwards = |word: &String| word.chars().rev().collect::<String>();
    let there = words.iter().filter(|word| page.contains(word.as_str()) || page.contains(&backwards(word)));
    !words.is_empty() && there.count() * 2 >= words.len()
}
