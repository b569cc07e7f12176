//! Files for printing houses: boxes, inks and what PDF/X forbids, seen by lopdf, by qpdf and by Ghostscript.
#![allow(clippy::unwrap_used)] // a test that cannot go on fails
#![cfg(all(feature = "markdown", feature = "bundled-fonts"))]

#[path = "pdf/file.rs"]
#[allow(dead_code)] // each test program uses its part
mod file;

use file::File;
use lopdf::Object;
use offprint::diag::{Code, Warned};
use offprint::length::Abs;
use offprint::packet::Packet;
use offprint::read::{Markdown, Reader};
use offprint::resource::{Memory, Resources};
use offprint::source::Source;
use offprint::write::pdf::{Condition, Options, Pdf, Press, PrintMark, Standard, write_each};
use std::path::Path;
use std::process::Command;

const ARTICLE: &str = "---\ntitle: The price of *wheat*\nauthor: A. Writer\n---\n\nThe mills ran on.[^1] See \
    [the ledger](https://example.org/ledger).\n\n## Flour\n\n| Year | Price |\n|---|--:|\n| 1911 | 12 |\n\n```\ncode\n```\n\n[^1]: Until 1912.\n";

fn packet(markdown: &str) -> Packet {
    Packet::from(Markdown::default().read(&Source::new("article.md", markdown)).value)
}

fn options(standard: Standard, condition: Condition) -> Options {
    Options { standard, press: Press { condition: Some(condition), ..Press::default() }, ..Options::default() }
}

fn written(markdown: &str, options: Options, pictures: &dyn Resources) -> Warned<Vec<u8>> {
    use offprint::write::Writer;
    Pdf { options, ..Pdf::default() }.write(&packet(markdown), pictures).unwrap()
}

fn made(options: Options) -> Vec<u8> {
    written(ARTICLE, options, &Memory::default()).value
}

fn numbers(object: &Object) -> Vec<f32> {
    object.as_array().unwrap().iter().map(|side| side.as_float().unwrap()).collect()
}

/// Runs a program if it is there. In CI it must be.
fn stranger(program: &str, arguments: &[&str], folder: &Path) -> Option<Vec<u8>> {
    match Command::new(program).args(arguments).current_dir(folder).output() {
        Ok(output) => {
            assert!(output.status.success(), "{program}: {}", String::from_utf8_lossy(&output.stderr));
            Some(output.stdout)
        }
        Err(_) if std::env::var_os("OFFPRINT_CI").is_none() => {
            println!("{program} is not here: skipped");
            None
        }
        Err(error) => panic!("{program}: {error}"),
    }
}

/// The pixels of an uncompressed gray TIFF, as Ghostscript writes plates.
fn plate(path: &Path) -> Vec<u8> {
    let bytes = std::fs::read(path).unwrap();
    assert_eq!(&bytes[..4], b"II*\0", "a TIFF file");
    let short = |at: usize| u16::from_le_bytes([bytes[at], bytes[at + 1]]) as usize;
    let long = |at: usize| u32::from_le_bytes(bytes[at..at + 4].try_into().unwrap()) as usize;
    let start = long(4);
    let values = |tag: usize| {
        let row = (0..short(start)).map(|row| start + 2 + 12 * row).find(|&row| short(row) == tag).unwrap();
        let (wide, count) = (if short(row + 2) == 3 { 2 } else { 4 }, long(row + 4));
        let at = if wide * count <= 4 { row + 8 } else { long(row + 8) };
        (0..count).map(|n| if wide == 2 { short(at + 2 * n) } else { long(at + 4 * n) }).collect::<Vec<_>>()
    };
    assert_eq!(values(259), [1], "not compressed");
    values(273).into_iter().zip(values(279)).flat_map(|(at, count)| bytes[at..at + count].to_vec()).collect()
}

#[test]
fn text_and_rules_are_on_the_black_plate_alone() {
    let plain = ARTICLE.replace("[the ledger](https://example.org/ledger)", "the ledger");
    for standard in [Standard::X4, Standard::X1a] {
        let folder = tempfile::tempdir().unwrap();
        let bytes = written(&plain, options(standard, Condition::FOGRA39), &Memory::default()).value;
        std::fs::write(folder.path().join("a.pdf"), bytes).unwrap();
        let arguments = ["-q", "-dNOPAUSE", "-dBATCH", "-dSAFER", "-sDEVICE=tiffsep", "-sCompression=none", "-r72"];
        let arguments = [&arguments[..], &["-sOutputFile=p.tif", "a.pdf"]].concat();
        if stranger("gs", &arguments, folder.path()).is_none() {
            return;
        }
        let of = |ink: &str| plate(&folder.path().join(format!("p({ink}).tif")));
        for ink in ["Cyan", "Magenta", "Yellow"] {
            assert!(of(ink).iter().all(|&value| value == 255), "{standard:?} has {ink}");
        }
        let black = of("Black");
        let dark = black.iter().filter(|&&value| value < 64).count();
        assert!(dark > 300, "{dark} dark pixels");
    }
}

#[test]
fn boxes_nest_on_every_page() {
    let marks = [PrintMark::Crop, PrintMark::Registration, PrintMark::ColorBar, PrintMark::Slug].into();
    let press = Press { bleed: Abs::mm(3.0), marks, ..Press::default() };
    let bytes = made(Options { standard: Standard::X4, press, ..Options::default() });
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("a.pdf"), &bytes).unwrap();
    let Some(json) = stranger("qpdf", &["--json=2", "--json-key=qpdf", "a.pdf"], folder.path()) else { return };
    let json: serde_json::Value = serde_json::from_slice(&json).unwrap();
    let objects = json["qpdf"][1].as_object().unwrap();
    let pages: Vec<_> = objects.values().filter(|object| object["value"]["/Type"] == "/Page").collect();
    assert!(!pages.is_empty());
    for page in pages {
        let page = &page["value"];
        let sides = |key: &str| -> Vec<f64> {
            page[key].as_array().unwrap().iter().map(|side| side.as_f64().unwrap()).collect()
        };
        let (media, bleed, trim) = (sides("/MediaBox"), sides("/BleedBox"), sides("/TrimBox"));
        assert!(page.get("/CropBox").is_none());
        assert!((trim[2] - trim[0] - 595.276).abs() < 0.01 && (trim[3] - trim[1] - 841.89).abs() < 0.01, "{trim:?}");
        for side in 0..2 {
            assert!((trim[side] - bleed[side] - 8.504).abs() < 0.01 && media[side] < bleed[side], "{bleed:?}");
            assert!((bleed[side + 2] - trim[side + 2] - 8.504).abs() < 0.01 && media[side + 2] > bleed[side + 2]);
        }
    }
}

#[test]
fn an_x4_file_says_what_it_is_and_holds_nothing_that_is_forbidden() {
    let file = File::new(&made(options(Standard::X4, Condition::FOGRA39)));
    assert_eq!(file.document.version, "1.6");
    let info = file.dictionary(file.document.trailer.get(b"Info").unwrap().as_reference().unwrap());
    for key in ["Title", "CreationDate", "ModDate", "Trapped", "GTS_PDFXVersion"] {
        assert!(info.has(key.as_bytes()), "{key}");
    }
    assert_eq!(file.at(info, &["Trapped"]).as_name().unwrap(), b"False");
    let catalog = file.catalog();
    let [intent] = file.at(catalog, &["OutputIntents"]).as_array().unwrap().as_slice() else { panic!("one intent") };
    let intent = intent.as_dict().unwrap();
    assert_eq!(file.at(intent, &["S"]).as_name().unwrap(), b"GTS_PDFX");
    assert_eq!(File::text(file.at(intent, &["OutputConditionIdentifier"])), "FOGRA39");
    assert_eq!(File::text(file.at(intent, &["RegistryName"])), "http://www.color.org");
    let profile = file.at(intent, &["DestOutputProfile"]).as_stream().unwrap().decompressed_content().unwrap();
    assert_eq!(&profile[12..20], b"prtrCMYK");
    let xmp = file.at(catalog, &["Metadata"]).as_stream().unwrap();
    let xmp = String::from_utf8(xmp.content.clone()).unwrap();
    for part in
        ["<pdfxid:GTS_PDFXVersion>PDF/X-4<", "<xmpMM:DocumentID>uuid:", "<xmpMM:RenditionClass>", "<xmp:ModifyDate>"]
    {
        assert!(xmp.contains(part), "{part} in {xmp}");
    }
    for key in ["StructTreeRoot", "Outlines", "Names", "OpenAction", "AcroForm"] {
        assert!(!catalog.has(key.as_bytes()), "{key}");
    }
    for (number, &page) in file.pages.iter().enumerate() {
        assert!(!file.dictionary(page).has(b"Annots"), "annotations lie within the bleed");
        for operation in file.operations(number) {
            assert!(!matches!(operation.operator.as_str(), "rg" | "RG" | "g" | "G"), "{operation:?}");
        }
    }
}

#[test]
fn black_overprints_and_white_knocks_out() {
    let file = File::new(&made(options(Standard::X4, Condition::FOGRA39)));
    let states = file.at(file.dictionary(file.pages[0]), &["Resources", "ExtGState"]).as_dict().unwrap();
    let on = |state: &str, key: &str| file.at(states, &[state, key]).as_bool().unwrap();
    assert!(on("GO", "OP") && on("GO", "op") && !on("GK", "OP") && !on("GK", "op"));
    assert_eq!(file.at(states, &["GO", "OPM"]).as_i64().unwrap(), 1);
    let (mut overprint, mut black) = (false, false);
    let mut seen = std::collections::BTreeSet::new();
    for operation in file.operations(0) {
        match operation.operator.as_str() {
            "gs" => overprint = operation.operands[0].as_name().unwrap() == b"GO",
            "k" => black = numbers(&Object::Array(operation.operands.clone())) == [0.0, 0.0, 0.0, 1.0],
            "TJ" | "f" => {
                assert_eq!(overprint, black, "what is black overprints, and nothing else");
                seen.insert(black);
            }
            _ => {}
        }
    }
    assert_eq!(seen.len(), 2, "there is black and the link's accent");
}

#[test]
fn a_job_of_black_ink_alone_has_a_gray_intent() {
    let plain = ARTICLE.replace("[the ledger](https://example.org/ledger)", "the ledger");
    let press = Options { standard: Standard::X4, ..Options::default() };
    let file = File::new(&written(&plain, press, &Memory::default()).value);
    let intent = file.at(file.catalog(), &["OutputIntents"]).as_array().unwrap()[0].as_dict().unwrap();
    let profile = file.at(intent, &["DestOutputProfile"]).as_stream().unwrap().decompressed_content().unwrap();
    assert_eq!((&profile[12..20], profile.len()), (&b"prtrGRAY"[..], 868));
    for number in 0..file.pages.len() {
        for operation in file.operations(number) {
            assert!(!matches!(operation.operator.as_str(), "rg" | "k" | "cs"), "{operation:?}");
        }
    }
}

#[test]
fn an_accent_can_have_its_own_ink() {
    let mut wanted = options(Standard::X4, Condition::FOGRA39);
    wanted.press.spot = Some("PANTONE 286 C".to_owned());
    let file = File::new(&made(wanted));
    let spaces = file.at(file.dictionary(file.pages[0]), &["Resources", "ColorSpace"]).as_dict().unwrap();
    let spot = file.at(spaces, &["Spot"]).as_array().unwrap();
    assert_eq!(spot[1].as_name().unwrap(), b"PANTONE 286 C");
    let uses = (0..file.pages.len()).flat_map(|page| file.operations(page));
    assert!(uses.filter(|operation| operation.operator == "scn").count() > 0);
}

#[test]
fn an_x1a_file_is_of_its_time() {
    let bytes = made(options(Standard::X1a, Condition::FOGRA39));
    assert!(bytes.starts_with(b"%PDF-1.4"));
    let has = |words: &[u8]| bytes.windows(words.len()).any(|window| window == words);
    for word in ["/ObjStm", "/XRef", "/SMask", "/Annots", "/DeviceRGB", "/ICCBased", "/OpenType"] {
        assert!(!has(word.as_bytes()), "{word}");
    }
    assert!(has(b"(PDF/X-1a:2003)") && has(b"\nxref\n"));
}

/// A gray ramp and a coloured one, as PNG.
fn pictures() -> Memory {
    let mut memory = Memory::default();
    for (name, colour, width) in [("gray.png", [1_u8, 1, 1], 16), ("colour.png", [1, 0, 0], 32)] {
        let pixels: Vec<u8> = (0..=255_u8).flat_map(|value| colour.map(|part| part * value)).collect();
        let mut bytes = std::io::Cursor::new(Vec::new());
        image::write_buffer_with_format(
            &mut bytes,
            &pixels,
            width,
            256 / width,
            image::ColorType::Rgb8,
            image::ImageFormat::Png,
        )
        .unwrap();
        memory.0.insert(name.to_owned(), bytes.into_inner());
    }
    memory
}

#[test]
fn pictures_become_inks_and_coarse_ones_are_told() {
    let markdown = "![Ramp](gray.png)\n\n![Reds](colour.png)\n";
    for (condition, spaces) in
        [(Condition::FOGRA39, ["DeviceGray", "DeviceCMYK"]), (Condition::GRAY, ["DeviceGray", "DeviceGray"])]
    {
        let made = written(markdown, options(Standard::X4, condition), &pictures());
        let coarse = made.diagnostics.iter().filter(|told| told.code == Code::LowResolution);
        assert_eq!(coarse.count(), 2);
        let file = File::new(&made.value);
        let named = file.at(file.dictionary(file.pages[0]), &["Resources", "XObject"]).as_dict().unwrap();
        let found: Vec<_> = ["I0", "I1"]
            .iter()
            .map(|name| file.at(&file.at(named, &[name]).as_stream().unwrap().dict, &["ColorSpace"]).as_name().unwrap())
            .collect();
        assert_eq!(found, spaces.map(str::as_bytes));
    }
}

#[test]
fn screen_and_press_have_the_same_pages() {
    let long = format!("{ARTICLE}\n{}", "A paragraph that fills the page with words, again and again. ".repeat(600));
    let press = Press { bleed: Abs::mm(3.0), marks: [PrintMark::Slug].into(), ..Press::default() };
    let print = Options { standard: Standard::X4, press, ..Options::default() };
    let pair = [&Options::default(), &print];
    let Pdf { theme, fonts, .. } = Pdf::default();
    let files = write_each(&theme, &fonts, &pair, &packet(&long), &Memory::default()).unwrap().value.files;
    let [screen, print] = [0, 1].map(|index| File::new(&files[index]));
    assert!(screen.pages.len() > 4);
    assert_eq!(screen.pages.len(), print.pages.len());
    let labels = |file: &File| file.at(file.catalog(), &["PageLabels", "Nums"]).clone();
    assert_eq!(labels(&screen), labels(&print));
    for number in 0..screen.pages.len() {
        let text = |file: &File| file.seen(number).into_iter().map(|seen| seen.text).collect::<String>();
        let (screen, print) = (text(&screen), text(&print));
        let slug = print.strip_prefix(&screen).expect("the same text, and the slug behind it");
        assert!(slug.contains(&format!("page {} of", number + 1)), "{slug}");
    }
}

#[test]
fn the_same_job_makes_the_same_bytes() {
    for standard in [Standard::X4, Standard::X1a] {
        let bytes = || {
            let mut wanted = options(standard, Condition::FOGRA39);
            wanted.press.marks = [PrintMark::Crop, PrintMark::Slug].into();
            written("![Reds](colour.png)\n\nWords.\n", wanted, &pictures()).value
        };
        assert_eq!(bytes(), bytes());
    }
}
