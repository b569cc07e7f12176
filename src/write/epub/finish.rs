//! The finishing pass: what epub-builder 0.8.3 gets wrong or has no words for, and the contents of the files.
//!
//! epub-builder can only hold a whole archive in memory and pack all of it alike. It is given the names of the files
//! without their contents, and not of the chapters; ours is written once, each file compressed by what it is. (Its
//! own archive is compressed too, for nothing: epub-builder has no way to say that it should not be.)

use super::Options;
use super::archive::{Archive, Packing};
use super::book::{Files, failed, unarchived};
use super::chapter::Chapter;
use super::metadata::Metadata;
use super::package::{self, Edit};
use crate::error::Error;
use std::io::{Cursor, Read};
use zip::ZipArchive;

/// Mends the package, the table of contents, and its copy for old readers, and fills the other files in.
pub(super) fn finish(
    skeleton: Vec<u8>,
    metadata: &Metadata,
    chapters: &[Chapter],
    files: Files,
    mut archive: Archive,
    options: &Options,
) -> Result<Vec<u8>, Error> {
    let zip = |error: zip::result::ZipError| failed(error.to_string());
    let io = |error: std::io::Error| failed(error.to_string());
    let facts = package::Facts {
        metadata,
        chapters,
        options,
        listed: files.listed.clone(),
        has_cover: files.cover.as_ref().map(|(name, ..)| name.clone()),
    };
    let mut contents = files.contents();
    let mut from = ZipArchive::new(Cursor::new(skeleton)).map_err(zip)?;
    archive.reserve(contents.values().map(|content| content.len()).sum());
    for index in 0..from.len() {
        let mut file = from.by_index(index).map_err(zip)?;
        let name = file.name().to_owned();
        if archive.has(&name) {
            continue;
        }
        if let Some(content) = contents.remove(&name) {
            let packing = if is_compressed(&name) { Packing::Stored } else { Packing::Deflated };
            archive.add(&name, &content, packing).map_err(unarchived)?;
            continue;
        }
        let mut content = String::new();
        file.read_to_string(&mut content).map_err(io)?;
        let edit = Edit::new(content);
        let edit = match name.as_str() {
            "OEBPS/content.opf" => facts.package(edit),
            "OEBPS/nav.xhtml" => facts.navigation(edit),
            "OEBPS/toc.ncx" => facts.ncx(edit),
            _ => edit,
        };
        let content = edit.done().map_err(|why| failed(format!("{name}: {why}")))?;
        archive.add(&name, content.as_bytes(), Packing::Deflated).map_err(unarchived)?;
    }
    if let Some((name, _)) = contents.pop_first() {
        return Err(failed(format!("{name} is not in the package")));
    }
    archive.finish().map_err(unarchived)
}

/// Whether a file is of a format that holds its content compressed.
fn is_compressed(name: &str) -> bool {
    [".png", ".jpg", ".gif", ".webp"].iter().any(|end| name.ends_with(end))
}
