//! Golden files: an input, and beside it the text that must come of it. `BLESS=1 cargo test --test golden` writes
//! what comes now; look at the difference before you commit it.
#![allow(clippy::unwrap_used)] // a test that cannot go on fails

mod common;

use offprint::diag::{Diagnostic, Warned};
use offprint::read::{self, decode};
use offprint::source::Source;
use std::fmt::Write;
use std::path::{Path, PathBuf};

/// `tests/golden/read/NAME.txt` or `.md` → `NAME.txt.doc`: the document, then the diagnostics.
#[test]
fn read() {
    check("read", "doc", |path| {
        let name = file_name(path);
        let Warned { value: source, diagnostics: mut found } = decode(&name, &std::fs::read(path).unwrap()).unwrap();
        let document = read::detect(&name).read(&source);
        found.extend(document.diagnostics);
        let mut out = document.value.dump();
        if !found.is_empty() {
            out.push_str("===\n");
        }
        for diagnostic in &found {
            tell(&mut out, &source, diagnostic);
        }
        out
    });
}

/// `tests/golden/layout/NAME.md` → `NAME.md.pages`: its pages on A4, in the default theme or that of `NAME.toml`.
#[cfg(feature = "pdf")]
#[test]
fn layout() {
    use offprint::{font::Fonts, layout::lay_out, packet::Packet, resource::NoResources, style::Theme};
    let fonts = Fonts::bundled();
    check("layout", "pages", |path| {
        let name = file_name(path);
        let source = decode(&name, &std::fs::read(path).unwrap()).unwrap().value;
        let document = read::detect(&name).read(&source).value;
        let theme = std::fs::read_to_string(path.with_extension("toml"));
        let theme = theme.map_or_else(|_| Theme::default(), |own| Theme::from_toml(&name, &own, None).unwrap());
        let layout = lay_out(&Packet::from(document), &theme, &fonts, &NoResources).unwrap();
        let mut out = layout.value.dump();
        if !layout.diagnostics.is_empty() {
            out.push_str("===\n");
        }
        layout.diagnostics.iter().for_each(|diagnostic| tell(&mut out, &source, diagnostic));
        out
    });
}

/// `tests/golden/scripts/NAME.md` → `NAME.md.pages`: scripts that the bundled faces lack, in Noto's. Another release of
/// Noto has other widths, and other lines come of it: then nothing is compared.
#[cfg(feature = "pdf")]
#[test]
fn scripts() {
    use offprint::{font::Fonts, layout::lay_out, packet::Packet, resource::NoResources, style::Theme};
    let mut fonts = Fonts::bundled();
    for (path, size) in common::NOTO {
        match std::fs::read(Path::new("/usr/share/fonts").join(path)) {
            Ok(data) if data.len() == *size => fonts.add(path, data).unwrap(),
            _ => {
                println!(
                    "skipped: {path} is not there as Debian 12 has it (fonts-noto-core, fonts-noto-cjk, fonts-symbola)"
                );
                return;
            }
        };
    }
    check("scripts", "pages", |path| {
        let name = file_name(path);
        let source = decode(&name, &std::fs::read(path).unwrap()).unwrap().value;
        let document = read::detect(&name).read(&source).value;
        let layout = lay_out(&Packet::from(document), &Theme::default(), &fonts, &NoResources).unwrap();
        let mut out = layout.value.dump();
        out.push_str("===\n");
        layout.diagnostics.iter().for_each(|diagnostic| tell(&mut out, &source, diagnostic));
        out
    });
}

/// `tests/golden/themes/NAME.txt` → `NAME.txt.pages`: the specimen in the theme of that name, on its own paper, and how
/// many pages it takes on others.
#[cfg(feature = "pdf")]
#[test]
fn themes() {
    use offprint::{font::Fonts, layout::lay_out, packet::Packet, resource::NoResources, style::Theme};
    let fonts = Fonts::bundled();
    let specimen = include_str!("../src/bin/offprint/specimen.md");
    check("themes", "pages", |path| {
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        let document = read::detect("specimen.md").read(&Source::new("specimen.md", specimen)).value;
        let packet = Packet::from(document);
        let pages = |paper: Option<&str>| {
            let theme = Theme::named(&name, paper).unwrap();
            lay_out(&packet, &theme, &fonts, &NoResources).unwrap()
        };
        let own = pages(None);
        let mut out = own.value.dump();
        for paper in ["A4", "Letter"] {
            let _ = writeln!(out, "{paper}: {} pages", pages(Some(paper)).value.pages.len());
        }
        for diagnostic in &own.diagnostics {
            let _ = writeln!(out, "{} {}", diagnostic.code, diagnostic.message);
        }
        out
    });
}

fn tell(out: &mut String, source: &Source, diagnostic: &Diagnostic) {
    let place = diagnostic.span.source().map_or("-".to_owned(), |_| {
        let at = source.position(diagnostic.span.range().start);
        format!("{}:{}", at.line, at.column)
    });
    let _ = writeln!(out, "{} {place} {}", diagnostic.code, diagnostic.message);
    for hint in &diagnostic.hints {
        let _ = writeln!(out, "  {hint}");
    }
}

fn file_name(path: &Path) -> String {
    path.file_name().unwrap().to_string_lossy().into_owned()
}

/// Runs `make` on every input of a folder and compares with the file beside it; all faults are told at once, and
/// golden files without an input too.
fn check(folder: &str, ending: &str, make: impl Fn(&Path) -> String) {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/golden").join(folder);
    let mut paths: Vec<_> = std::fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let is_golden = |path: &PathBuf| path.extension().is_some_and(|extension| extension == ending);
    let beside = |path: &PathBuf| path.extension().is_some_and(|extension| extension == "toml");
    let files = paths.into_iter().filter(|path| path.is_file() && !beside(path));
    let (golden, inputs): (Vec<_>, Vec<_>) = files.partition(is_golden);
    assert!(!inputs.is_empty(), "{} has no inputs", folder.display());
    let bless = std::env::var_os("BLESS").is_some();
    let mut faults = String::new();
    for path in golden.iter().filter(|path| !path.with_extension("").exists()) {
        let _ = writeln!(faults, "{} belongs to no input", path.display());
    }
    for input in &inputs {
        let path = PathBuf::from(format!("{}.{ending}", input.display()));
        let now = make(input);
        let before = std::fs::read_to_string(&path).unwrap_or_default();
        if now == before {
            continue;
        }
        if bless {
            std::fs::write(&path, &now).unwrap();
        } else {
            let diff = similar::TextDiff::from_lines(&before, &now);
            let _ = writeln!(faults, "{}\n{}", path.display(), diff.unified_diff().context_radius(2));
        }
    }
    assert!(faults.is_empty(), "\n{faults}\nBLESS=1 cargo test --test golden accepts what comes now");
}
