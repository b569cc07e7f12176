//! Imposition: pages put on sheets, by what strangers' programs read from the sheets.
#![allow(clippy::unwrap_used)] // a test that cannot go on fails
#![cfg(feature = "bundled-fonts")]

use lopdf::{Dictionary, Document, Object, Stream, dictionary};
use offprint::impose::{Imposed, Options, Order, Scheme, impose};
use offprint::write::pdf::Pdf;
use offprint::{NoResources, Source, convert};
use std::process::Command;

const MM: f64 = 72.0 / 25.4;

/// A file of so many pages of A5, each with its number in the middle. Everything is inherited that can be.
fn numbered(count: usize, more: Dictionary) -> Vec<u8> {
    let mut document = Document::with_version("1.4");
    let tree = document.new_object_id();
    let font = document.add_object(dictionary! { "Type" => "Font", "Subtype" => "Type1", "BaseFont" => "Helvetica" });
    let kids: Vec<Object> = (1..=count)
        .map(|number| {
            // In two streams, of which the first ends within an array.
            let parts = ["BT /F0 40 Tf 1 0 0 1 180 280 Tm [(", &format!("P{number}"), ")", "] TJ ET"];
            let first = document.add_object(Stream::new(Dictionary::new(), parts[..3].concat().into_bytes()));
            let second = document.add_object(Stream::new(Dictionary::new(), parts[3].as_bytes().to_vec()));
            let mut page =
                dictionary! { "Type" => "Page", "Parent" => tree, "Contents" => vec![first.into(), second.into()] };
            for (key, value) in &more {
                page.set(key.clone(), value.clone());
            }
            document.add_object(page).into()
        })
        .collect();
    let (width, height) = ((148.0 * MM) as f32, (210.0 * MM) as f32);
    document.objects.insert(
        tree,
        dictionary! {
            "Type" => "Pages", "Kids" => kids, "Count" => count as i64,
            "MediaBox" => vec![0.into(), 0.into(), width.into(), height.into()],
            "Resources" => dictionary! { "Font" => dictionary! { "F0" => font } },
        }
        .into(),
    );
    let root = document.add_object(dictionary! { "Type" => "Catalog", "Pages" => tree });
    document.trailer.set("Root", root);
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).unwrap();
    bytes
}

fn booklet(bytes: &[u8]) -> Imposed {
    impose("a.pdf", bytes, &Options { scheme: Scheme::Booklet { caliper: None }, sheet: None }).unwrap()
}

fn many(bytes: &[u8], count: usize, order: Order) -> Imposed {
    let scheme = Scheme::NUp { count, order, gutter: 0.0, margin: 0.0 };
    impose("a.pdf", bytes, &Options { scheme, sheet: None }).unwrap()
}

/// The words of each page with where they stand, by `pdftotext`; none if there is no such program.
fn words(bytes: &[u8]) -> Option<Vec<Vec<(String, f64, f64)>>> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.pdf");
    std::fs::write(&path, bytes).unwrap();
    let Ok(output) = Command::new("pdftotext").args(["-bbox"]).arg(&path).arg("-").output() else {
        assert!(std::env::var_os("OFFPRINT_CI").is_none(), "pdftotext is missing");
        println!("skipped: there is no pdftotext");
        return None;
    };
    let text = String::from_utf8(output.stdout).unwrap();
    let number = |line: &str, key: &str| -> f64 {
        let (_, rest) = line.split_once(&format!("{key}=\"")).unwrap();
        rest.split_once('"').unwrap().0.parse().unwrap()
    };
    let mut pages = Vec::new();
    for line in text.lines().map(str::trim) {
        if line.starts_with("<page") {
            pages.push(Vec::new());
        } else if line.starts_with("<word") {
            let word = line.split_once('>').unwrap().1.trim_end_matches("</word>").to_owned();
            pages.last_mut().unwrap().push((word, number(line, "xMin"), number(line, "yMin")));
        }
    }
    if let Ok(status) = Command::new("qpdf").arg("--check").arg(&path).output() {
        assert!(status.status.success(), "{}", String::from_utf8_lossy(&status.stdout));
    }
    Some(pages)
}

/// Each side's words from left to right.
fn sides(bytes: &[u8]) -> Option<Vec<String>> {
    let line = |mut side: Vec<(String, f64, f64)>| {
        side.sort_by(|a, b| (a.2.round(), a.1).partial_cmp(&(b.2.round(), b.1)).unwrap());
        side.into_iter().map(|(word, ..)| word).collect::<Vec<_>>().join(" ")
    };
    Some(words(bytes)?.into_iter().map(line).collect())
}

#[test]
fn a_booklet_reads_in_order_when_it_is_folded() {
    let made = booklet(&numbered(7, Dictionary::new()));
    assert_eq!((made.pages, made.sides), (7, 4));
    assert_eq!((made.sheet.0 / MM).round(), 297.0);
    assert!(made.notes.iter().any(|note| note == "1 blank page fills the last sheet"), "{:?}", made.notes);
    let Some(found) = sides(&made.bytes) else { return };
    // The eighth page is blank.
    assert_eq!(found, ["P1", "P2 P7", "P6 P3", "P4 P5"]);
}

#[test]
fn creep_moves_inner_sheets_towards_the_fold() {
    let made = booklet(&numbered(40, Dictionary::new()));
    let Some(found) = words(&made.bytes) else { return };
    let x = |side: usize, word: &str| found[side].iter().find(|(found, ..)| found == word).unwrap().1;
    // Nine leaves of 0.1 mm lie outside of the innermost one; its right page stands so much further left.
    let moved = x(0, "P1") - x(18, "P19");
    let widths = x(0, "P1") - x(2, "P3"); // one digit either way: the same width
    assert!((widths / MM - 0.1).abs() < 0.02, "{widths}");
    assert!((moved / MM - 0.9).abs() < 0.05, "{moved}");
    assert!(made.warnings.is_empty());
    let thick = booklet(&numbered(68, Dictionary::new()));
    assert!(thick.warnings[0].contains("thick for one fold"), "{:?}", thick.warnings);
}

#[test]
fn several_pages_go_on_one_side_in_either_order() {
    let bytes = numbered(5, Dictionary::new());
    let across = many(&bytes, 4, Order::Across);
    let Some(found) = sides(&across.bytes) else { return };
    assert_eq!(found, ["P1 P2 P3 P4", "P5"]);
    assert_eq!(sides(&many(&bytes, 4, Order::Down).bytes).unwrap()[0], "P1 P3 P2 P4");
    let two = many(&bytes, 2, Order::Across);
    assert_eq!((two.sheet.0 / MM).round(), 297.0, "two pages of A5 lie side by side on A4");
}

#[test]
fn turned_and_cropped_pages_stand_upright_in_their_place() {
    let plain = many(&numbered(2, Dictionary::new()), 2, Order::Across);
    let cropped = dictionary! { "CropBox" => vec![100.into(), 100.into(), 320.into(), 500.into()] };
    let cropped = many(&numbered(2, cropped), 2, Order::Across);
    let turned = many(&numbered(2, dictionary! { "Rotate" => 90 }), 2, Order::Across);
    let (Some(plain), Some(cropped), Some(turned)) = (words(&plain.bytes), words(&cropped.bytes), words(&turned.bytes))
    else {
        return;
    };
    // Shown: 40 pt type at 180, 280 of A5, on the left half of A4.
    assert!((plain[0][0].1 - (180.0 + 0.25 * MM)).abs() < 1.0, "{plain:?}");
    let half = 297.0 * MM / 2.0;
    assert!((cropped[0][0].1 - (80.0 + (half - 220.0) / 2.0)).abs() < 1.0, "{cropped:?}");
    assert_eq!(turned[0].len(), 2);
    // Lying pages go one above the other on an upright sheet.
    assert!((turned[0][0].1 - turned[0][1].1).abs() < 30.0 && (turned[0][1].2 - turned[0][0].2) > 300.0, "{turned:?}");
}

#[test]
fn fonts_are_shared_and_the_same_input_makes_the_same_bytes() {
    let text = "The Mill\n\nby Anna Weber\n\nThe mills ran only three days in the week.\n\n".to_owned()
        + &"Nobody spoke of it at first, but the carters began to be paid in flour. ".repeat(300);
    let source = Source::new("mill.txt", text);
    let made = convert(&source, &Pdf::default(), &NoResources).unwrap().value;
    let once = booklet(&made);
    assert_eq!(once, booklet(&made));
    assert!(once.bytes.len() < made.len() * 5 / 4, "{} to {}", made.len(), once.bytes.len());
    let document = Document::load_mem(&once.bytes).unwrap();
    let catalog = document.catalog().unwrap();
    assert!(!catalog.has(b"StructTreeRoot") && !catalog.has(b"MarkInfo") && !catalog.has(b"Metadata"));
    assert!(once.notes.iter().any(|note| note.contains("tags")), "{:?}", once.notes);
    let programs = |bytes: &[u8]| {
        let document = Document::load_mem(bytes).unwrap();
        document.objects.values().filter(|object| object.as_dict().is_ok_and(|font| font.has(b"FontFile2"))).count()
    };
    assert_eq!(programs(&once.bytes), programs(&made));
    for content in document.objects.values().filter_map(|object| object.as_stream().ok()) {
        let plain = content.decompressed_content().unwrap_or_default();
        assert!(!plain.windows(4).any(|four| four == b"MCID"));
    }
}

#[test]
fn links_move_with_their_pages() {
    let mut document = Document::load_mem(&numbered(3, Dictionary::new())).unwrap();
    let pages: Vec<_> = document.get_pages().into_values().collect();
    let rect = |numbers: [i64; 4]| Object::Array(numbers.map(Object::Integer).to_vec());
    let inner = dictionary! {
        "Subtype" => "Link", "Rect" => rect([180, 280, 220, 320]),
        "Dest" => vec![pages[2].into(), "XYZ".into(), 180.into(), 320.into(), Object::Null],
    };
    let outer = dictionary! {
        "Subtype" => "Link", "Rect" => rect([10, 10, 20, 20]),
        "A" => dictionary! { "S" => "URI", "URI" => Object::string_literal("https://example.org/") },
    };
    let lost = dictionary! { "Subtype" => "Link", "Rect" => rect([10, 10, 20, 20]), "Dest" => Object::string_literal("nowhere") };
    let annotations: Vec<Object> = [inner, outer, lost].map(|link| document.add_object(link).into()).to_vec();
    document.get_dictionary_mut(pages[0]).unwrap().set("Annots", annotations);
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).unwrap();
    let made = many(&bytes, 2, Order::Across);
    assert!(made.notes.iter().any(|note| note.ends_with("were left out: 1")), "{:?}", made.notes);
    let made = Document::load_mem(&made.bytes).unwrap();
    let sheets: Vec<_> = made.get_pages().into_values().collect();
    let links = made.get_page_annotations(sheets[0]).unwrap();
    assert_eq!(links.len(), 2);
    let target = links[0].get(b"Dest").unwrap().as_array().unwrap();
    assert_eq!(target[0].as_reference().unwrap(), sheets[1]);
    assert!((target[2].as_float().unwrap() - 180.7).abs() < 0.3, "{target:?}");
    assert!(links[1].has(b"A"));
}

#[test]
fn what_cannot_be_imposed_says_why() {
    let options = Options { scheme: Scheme::Booklet { caliper: None }, sheet: None };
    let why = |bytes: &[u8]| impose("a.pdf", bytes, &options).unwrap_err().to_string();
    assert_eq!(why(b"Just words."), "a.pdf: is not a PDF file");
    assert!(why(b"%PDF-1.7\nnothing more").contains("is damaged"));
    let whole = numbered(3, Dictionary::new());
    for at in (0..whole.len()).step_by(7) {
        let _ = impose("a.pdf", &whole[..at], &options);
        let mut bytes = whole.clone();
        bytes[at] ^= 0x55;
        let _ = impose("a.pdf", &bytes, &options);
    }
    let tight = Scheme::NUp { count: 4, order: Order::Across, gutter: 0.0, margin: 500.0 };
    assert!(impose("a.pdf", &whole, &Options { scheme: tight, sheet: None }).is_err());
}
