//! Each code of EPUB has a book that has it, and all have one that has none.

use super::super::code::Code;
use super::super::report::Report;
use super::super::{Options, check};
use std::collections::BTreeMap;
use std::io::{Cursor, Write};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

type Files = BTreeMap<&'static str, String>;

const NAV: &str = r#"<?xml version="1.0"?><!DOCTYPE html><html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" lang="en">
<head><title>Contents</title></head><body><nav epub:type="toc"><ol><li><a href="a.xhtml#one">One</a></li></ol></nav></body></html>"#;
const TEXT: &str = r#"<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml" lang="en"><head><title>One</title>
<link rel="stylesheet" href="s.css"/></head><body><h1 id="one">One</h1><p><img src="p.png" alt="a mill"/> <a href="https://example.org/">out</a></p></body></html>"#;
const PACKAGE: &str = r#"<?xml version="1.0"?><package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:identifier id="id">urn:x</dc:identifier><dc:title>Mill</dc:title><dc:language>en</dc:language>
<meta property="dcterms:modified">2026-11-25T00:00:00Z</meta><meta property="schema:accessMode">textual</meta>
<meta property="schema:accessibilityFeature">tableOfContents</meta><meta property="schema:accessibilityHazard">none</meta></metadata>
<manifest><item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/><item id="a" href="a.xhtml" media-type="application/xhtml+xml"/>
<item id="s" href="s.css" media-type="text/css"/><item id="p" href="p.png" media-type="image/png"/></manifest>
<spine><itemref idref="a"/></spine></package>"#;

fn sound() -> Files {
    let container = r#"<?xml version="1.0"?><container xmlns="urn:oasis:names:tc:opendocument:xmlns:container" version="1.0">
<rootfiles><rootfile full-path="EPUB/a.opf" media-type="application/oebps-package+xml"/></rootfiles></container>"#;
    Files::from([
        ("META-INF/container.xml", container.to_owned()),
        ("EPUB/a.opf", PACKAGE.to_owned()),
        ("EPUB/nav.xhtml", NAV.to_owned()),
        ("EPUB/a.xhtml", TEXT.to_owned()),
        ("EPUB/s.css", "p { margin: 0 } /* url(nothing) */".to_owned()),
        ("EPUB/p.png", "\u{89}PNG".to_owned()),
    ])
}

fn zipped(files: &Files, method: CompressionMethod) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    zip.start_file("mimetype", SimpleFileOptions::default().compression_method(method)).unwrap();
    zip.write_all(b"application/epub+zip").unwrap();
    for (name, text) in files {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        let bytes: Vec<u8> =
            if name.ends_with(".png") { text.chars().map(|c| c as u8).collect() } else { text.clone().into_bytes() };
        zip.write_all(&bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn report(bytes: &[u8]) -> Report {
    check("a.epub", bytes, &Options::default()).unwrap()
}

/// A book in which a text of a file is another.
fn with(file: &'static str, old: &str, new: &str) -> Report {
    let mut files = sound();
    let text = files.get_mut(file).unwrap();
    assert!(text.contains(old), "{file} has no {old}");
    *text = text.replace(old, new);
    report(&zipped(&files, CompressionMethod::Stored))
}

fn has(report: &Report, code: Code) -> bool {
    report.findings.iter().any(|finding| finding.code == code)
}

#[test]
fn a_sound_book_has_no_findings() {
    let report = report(&zipped(&sound(), CompressionMethod::Stored));
    assert!(report.findings.is_empty(), "{:#?}", report.findings);
    assert_eq!((report.pages, report.version.as_str()), (1, "3.0"));
}

#[test]
fn each_code_has_a_book_that_has_it() {
    let faults: &[(Code, &'static str, &str, &str)] = &[
        (Code::EpubContainer, "META-INF/container.xml", "EPUB/a.opf", "b.opf"),
        (Code::EpubPackage, "EPUB/a.opf", "version=\"3.0\"", "version=\"9\""),
        (Code::EpubXml, "EPUB/a.xhtml", "One</h1>", "One&nbsp;</h1>"),
        (Code::EpubXml, "EPUB/a.xhtml", "</p>", ""),
        (Code::EpubManifest, "EPUB/a.opf", "href=\"s.css\"", "href=\"t.css\""),
        (Code::EpubMediaType, "EPUB/p.png", "PNG", "JPG"),
        (Code::EpubSpine, "EPUB/a.opf", "idref=\"a\"", "idref=\"b\""),
        (Code::EpubNav, "EPUB/a.opf", " properties=\"nav\"", ""),
        (Code::EpubNav, "EPUB/nav.xhtml", ">One</a>", "></a>"),
        (Code::EpubLinkDead, "EPUB/nav.xhtml", "#one", "#two"),
        (Code::EpubLinkDead, "EPUB/a.xhtml", "p.png", "q.png"),
        (Code::EpubIdTwice, "EPUB/a.xhtml", "<p>", "<p id=\"one\">"),
        (Code::EpubRemote, "EPUB/a.xhtml", "src=\"p.png\"", "src=\"https://example.org/p.png\""),
        (Code::EpubRemote, "EPUB/s.css", "margin: 0", "background: url(https://example.org/p.png)"),
        (Code::EpubTitle, "EPUB/a.opf", "Mill", ""),
        (Code::EpubLanguage, "EPUB/a.opf", ">en<", ">English, mostly<"),
        (Code::EpubAltMissing, "EPUB/a.xhtml", " alt=\"a mill\"", ""),
        (Code::EpubAccessibility, "EPUB/a.opf", ">tableOfContents<", ">pageNavigation<"),
        (Code::EpubFont, "EPUB/s.css", "p {", "@font-face { src: url(f.ttf) } p {"),
        (Code::EpubKindle, "EPUB/s.css", "margin: 0", "position: fixed"),
    ];
    for &(code, file, old, new) in faults {
        let report = with(file, old, new);
        assert!(has(&report, code), "{code}: {:#?}", report.findings);
    }
    let elsewhere = [Code::EpubZip, Code::EpubMimetype, Code::EpubEncrypted];
    let tried = |code: &Code| elsewhere.contains(code) || faults.iter().any(|(fault, ..)| fault == code);
    let untried: Vec<_> = Code::ALL.iter().filter(|code| code.is_epub() && !tried(code)).collect();
    assert!(untried.is_empty(), "{untried:?}");
}

#[test]
fn the_archive_itself() {
    assert!(has(&report(&zipped(&sound(), CompressionMethod::Deflated)), Code::EpubMimetype));
    let mut files = sound();
    files.insert("META-INF/encryption.xml", "<encryption/>".to_owned());
    assert!(has(&report(&zipped(&files, CompressionMethod::Stored)), Code::EpubEncrypted));
    // A byte of deflated data changed: its sum is wrong.
    let mut bytes = zipped(&sound(), CompressionMethod::Stored);
    let at = bytes.windows(10).position(|ten| ten == b"EPUB/a.opf").unwrap() + 60;
    bytes[at] ^= 0xff;
    assert!(has(&report(&bytes), Code::EpubZip));
    assert!(check("a.epub", b"PK\x03\x04nothing", &Options::default()).is_err());
}

/// A kilobyte of an archive can hold a megabyte, and its directory can say that it holds little.
#[test]
fn what_unpacks_without_end_is_not_unpacked() {
    let deflated = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    let bomb = |name: &str, size: usize| {
        let sound = Cursor::new(zipped(&sound(), CompressionMethod::Stored));
        let mut zip = ZipWriter::new_append(sound).unwrap();
        zip.start_file(name, deflated).unwrap();
        zip.write_all(&vec![b' '; size]).unwrap();
        zip.finish().unwrap().into_inner()
    };
    let told = |bytes: &[u8]| {
        let report = report(bytes);
        let of = |code| report.findings.iter().find(|finding| finding.code == code).cloned();
        of(Code::EpubZip).map(|finding| finding.message)
    };
    let large = (33 << 20) as usize;
    let honest = bomb("EPUB/b.xhtml", large);
    let message = told(&honest).unwrap();
    assert!(message.contains("larger than anything in a book"), "{message}");
    // The same with a size of a byte in the directory.
    let mut lying = honest;
    let size = (large as u32).to_le_bytes();
    while let Some(at) = lying.windows(4).position(|four| four == size) {
        lying[at..at + 4].copy_from_slice(&1_u32.to_le_bytes());
    }
    assert_eq!(told(&lying), Some(message));
    assert_eq!(told(&bomb("EPUB/film.mp4", large)), None, "media may be large");
}

#[test]
fn damage_never_panics() {
    let whole = zipped(&sound(), CompressionMethod::Stored);
    for at in 0..whole.len() {
        let mut bytes = whole.clone();
        bytes[at] ^= 0x55;
        let _ = check("a.epub", &bytes, &Options::default());
        let _ = check("a.epub", &whole[..at], &Options::default());
    }
}
