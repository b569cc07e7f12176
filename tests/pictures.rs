//! Pages as pictures: an input in `tests/pictures`, and beside it how its pages look, small and gray.
//!
//! `NAME.md` (or `.txt`, `.html`) is set in the default theme; `NAME@THEME.md` in that theme, `NAME@THEME@PAPER.md` on
//! that paper too; where `NAME.toml` is, it is the theme. Pictures that it names lie in the same folder, and faces in `tests/pictures/fonts` are added to the
//! bundled ones. Its first pages, at [`DPI`], cut to what is on them and set side by side, are `NAME.png`. Renderers
//! differ in how they smooth edges, so what is compared is coarser than what is stored.
//!
//! `BLESS=1 cargo test --test pictures` writes what comes now: look at it before you commit it.
#![allow(clippy::unwrap_used)] // a test that cannot go on fails
#![cfg(all(feature = "pdf", feature = "bundled-fonts", feature = "markdown"))]

use image::{GrayImage, ImageFormat};
use offprint::font::Fonts;
use offprint::packet::Packet;
use offprint::read::{self, decode};
use offprint::resource::Folder;
use offprint::style::Theme;
use offprint::write::{Writer, pdf};
use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Dots an inch: a line of text is ten pixels high, so a shape that is wrong shows and a letter that is not does not.
const DPI: &str = "50";
/// How many pages are kept.
const PAGES: usize = 2;
/// The largest reference, in bytes.
const LARGEST: u64 = 20 << 10;
/// Cells of so many pixels a side are compared by their mean.
const CELL: u32 = 3;
/// A cell differs if its mean is off by more than this, of 255 ...
const OFF: i32 = 40;
/// ... and pictures differ if more than this part of their cells do: half a line of text on a page.
const SHARE: f64 = 0.004;

#[test]
fn pages_look_as_they_did() {
    if Command::new("pdftoppm").arg("-v").output().is_err() {
        assert!(std::env::var_os("OFFPRINT_CI").is_none(), "pdftoppm is missing");
        return println!("pdftoppm is missing: no page was looked at");
    }
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/pictures");
    let only = std::env::var("PICTURE").unwrap_or_default();
    let mut paths: Vec<_> = std::fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let inputs =
        paths.iter().filter(|path| ["md", "txt", "html"].iter().any(|end| path.extension() == Some(end.as_ref())));
    let inputs: Vec<_> = inputs.filter(|path| name_of(path).contains(&only)).collect();
    assert!(!inputs.is_empty(), "{} has no input", folder.display());
    let mut faults = String::new();
    for input in inputs {
        let reference = folder.join(format!("{}.png", name_of(input)));
        let now = render(input, &folder);
        if std::env::var_os("BLESS").is_some() {
            if !matches!(image::open(&reference), Ok(before) if difference(&before.to_luma8(), &now) == 0.0) {
                now.save_with_format(&reference, ImageFormat::Png).unwrap();
            }
        } else if let Err(fault) = compare(&reference, &now) {
            let shown = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{}.png", name_of(input)));
            now.save_with_format(&shown, ImageFormat::Png).unwrap();
            let _ = writeln!(faults, "{} {fault}; what comes now: {}", reference.display(), shown.display());
        }
        if std::fs::metadata(&reference).is_ok_and(|facts| facts.len() > LARGEST) {
            let _ = writeln!(faults, "{} is larger than {LARGEST} bytes: show less", reference.display());
        }
    }
    assert!(faults.is_empty(), "\n{faults}BLESS=1 cargo test --test pictures accepts what comes now");
}

fn name_of(path: &Path) -> String {
    path.file_stem().unwrap().to_string_lossy().into_owned()
}

fn compare(reference: &Path, now: &GrayImage) -> Result<(), String> {
    let before = image::open(reference).map_err(|error| format!("cannot be read: {error}"))?.into_luma8();
    // A pixel more or less at an edge is rounding.
    let near = |a: u32, b: u32| a.abs_diff(b) <= 2;
    if !near(before.width(), now.width()) || !near(before.height(), now.height()) {
        return Err(format!("is {:?} pixels, and now it is {:?}", before.dimensions(), now.dimensions()));
    }
    let share = difference(&before, now);
    if share > SHARE { Err(format!("differs in {:.2} % of its cells", share * 100.0)) } else { Ok(()) }
}

/// The part of the cells that differ.
fn difference(before: &GrayImage, now: &GrayImage) -> f64 {
    let size = |a: u32, b: u32| a.max(b).div_ceil(CELL);
    let (columns, rows) = (size(before.width(), now.width()), size(before.height(), now.height()));
    let mean = |picture: &GrayImage, column: u32, row: u32| {
        let pixels = (0..CELL * CELL).map(|at| (column * CELL + at % CELL, row * CELL + at / CELL));
        pixels.map(|(x, y)| picture.get_pixel_checked(x, y).map_or(255, |pixel| i32::from(pixel.0[0]))).sum::<i32>()
            / (CELL * CELL) as i32
    };
    let cells = (0..columns * rows).map(|at| (at % columns, at / columns));
    let off = cells.filter(|&(x, y)| (mean(before, x, y) - mean(now, x, y)).abs() > OFF).count();
    off as f64 / f64::from(columns * rows)
}

/// The first pages of an input, side by side.
fn render(input: &Path, folder: &Path) -> GrayImage {
    let name = input.file_name().unwrap().to_string_lossy().into_owned();
    let stem = name_of(input);
    let mut parts = stem.split('@').skip(1);
    let theme = match std::fs::read_to_string(input.with_extension("toml")) {
        Ok(own) => Theme::from_toml(&stem, &own, None).unwrap(),
        Err(_) => Theme::named(parts.next().unwrap_or("brief"), parts.next()).unwrap(),
    };
    let mut fonts = Fonts::bundled();
    for path in std::fs::read_dir(folder.join("fonts")).into_iter().flatten().map(|entry| entry.unwrap().path()) {
        if path.extension().is_some_and(|end| end == "ttf" || end == "otf") {
            fonts.add(&name_of(&path), std::fs::read(&path).unwrap()).unwrap();
        }
    }
    let source = decode(&name, &std::fs::read(input).unwrap()).unwrap().value;
    let document = read::detect(&name).read(&source).value;
    let writer = pdf::Pdf { options: pdf::Options::default(), theme, fonts };
    let file = writer.write(&Packet::from(document), &Folder::new(folder)).unwrap().value;
    let here = tempfile::tempdir().unwrap();
    std::fs::write(here.path().join("page.pdf"), file).unwrap();
    let last = PAGES.to_string();
    let arguments = ["-q", "-gray", "-r", DPI, "-l", last.as_str(), "page.pdf", "page"];
    let status = Command::new("pdftoppm").args(arguments).current_dir(here.path()).status().unwrap();
    assert!(status.success(), "pdftoppm fails over {name}");
    let mut made: Vec<PathBuf> = std::fs::read_dir(here.path()).unwrap().map(|entry| entry.unwrap().path()).collect();
    made.retain(|path| path.extension().is_some_and(|end| end == "pgm"));
    made.sort();
    let pages: Vec<_> = made.iter().map(|path| cut(&gray(&std::fs::read(path).unwrap()))).collect();
    beside(&pages)
}

/// A binary PGM: `P5`, width, height, 255, then a byte a pixel.
fn gray(bytes: &[u8]) -> GrayImage {
    let mut at = 0;
    let mut word = || {
        let start = at + bytes[at..].iter().position(|byte| !byte.is_ascii_whitespace()).unwrap();
        let end = start + bytes[start..].iter().position(u8::is_ascii_whitespace).unwrap();
        at = end;
        String::from_utf8_lossy(&bytes[start..end]).into_owned()
    };
    assert_eq!(word(), "P5");
    let (width, height) = (word().parse().unwrap(), word().parse().unwrap());
    assert_eq!(word(), "255");
    GrayImage::from_raw(width, height, bytes[at + 1..].to_vec()).unwrap()
}

/// Cut to what is on it, in sixteen grays: small files.
fn cut(page: &GrayImage) -> GrayImage {
    let inked: Vec<_> = page.enumerate_pixels().filter(|(_, _, pixel)| pixel.0[0] < 240).collect();
    let left = inked.iter().map(|(x, ..)| *x).min().unwrap_or(0);
    let right = inked.iter().map(|(x, ..)| *x).max().unwrap_or(0);
    let top = inked.iter().map(|(_, y, _)| *y).min().unwrap_or(0);
    let bottom = inked.iter().map(|(_, y, _)| *y).max().unwrap_or(0);
    GrayImage::from_fn(right - left + 1, bottom - top + 1, |x, y| {
        let value = page.get_pixel(left + x, top + y).0[0];
        image::Luma([(value / 16) * 17])
    })
}

fn beside(pages: &[GrayImage]) -> GrayImage {
    const GAP: u32 = 8;
    let width = pages.iter().map(|page| page.width() + GAP).sum::<u32>() - GAP;
    let height = pages.iter().map(GrayImage::height).max().unwrap();
    let mut sheet = GrayImage::from_pixel(width, height, image::Luma([255]));
    let mut left = 0;
    for page in pages {
        image::imageops::replace(&mut sheet, page, i64::from(left), 0);
        left += page.width() + GAP;
    }
    sheet
}
