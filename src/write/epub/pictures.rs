//! The pictures of a packet: each file once, by content, under a name of ours.

use super::book::failed;
use super::{Options, Version, downgrade};
use crate::diag::{Code, Diagnostic, Sink};
use crate::error::Error;
use crate::model::{Block, BlockKind, Document, Image, Inline, InlineKind, Visit};
use crate::packet::Hash;
use crate::packet::Packet;
use crate::parallel;
use crate::resource::{Picture, PictureFormat, Resources, Unusable};
use crate::source::Span;
use crate::write::xhtml::{Pictures, Shown};
use std::collections::{BTreeMap, BTreeSet};

/// What was found of the pictures.
pub(super) struct Gathered {
    /// Those that can be shown, by reference.
    pub shown: Pictures,
    /// Their files.
    pub files: Vec<File>,
    /// The cover, if there is one.
    pub cover: Option<File>,
    /// Whether every picture that is shown alone has a description.
    pub described: Described,
    /// Whether one of them may move, and flash.
    pub moving: Moving,
}

/// A picture's file in the book.
pub(super) struct File {
    pub href: String,
    pub media_type: &'static str,
    pub bytes: Vec<u8>,
}

/// Whether every picture that is shown has a description.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Described {
    All,
    NotAll,
}

/// Whether a picture may move.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Moving {
    None,
    Perhaps,
}

/// Loads every picture that the packet refers to; for one that cannot be shown, a diagnostic says why.
pub(super) fn gather(
    packet: &Packet,
    resources: &dyn Resources,
    options: &Options,
    sink: &mut Sink,
) -> Result<Gathered, Error> {
    let documents: Vec<_> = packet.documents().collect();
    let images = parallel::each(&documents, |_, document| Images::of(document));
    let mut gathered = Gathered {
        shown: Pictures::new(),
        files: Vec::new(),
        cover: options.cover.as_deref().map(cover).transpose()?,
        described: Described::All,
        moving: Moving::None,
    };
    let mut hrefs = BTreeMap::new();
    let mut undescribed = BTreeSet::new();
    let mut refused: BTreeMap<String, Unusable> = BTreeMap::new();
    for (image, span) in images.into_iter().flatten() {
        let reference = &image.reference;
        if image.alt.trim().is_empty() {
            undescribed.insert(reference.clone());
        }
        if !gathered.shown.contains_key(reference) && !refused.contains_key(reference) {
            match load(reference, resources, options.version) {
                Ok((picture, format, bytes)) => {
                    let shown = gathered.add(&picture, format, bytes, &mut hrefs);
                    gathered.shown.insert(reference.clone(), shown);
                }
                Err(why) => {
                    refused.insert(reference.clone(), why);
                }
            }
        }
        if let Some(why) = refused.get(reference) {
            let message = format!("the picture {} {why}; its description stands in its place", image.shown());
            let told = Diagnostic::new(Code::ImageMissing, message, span);
            sink.push(why.remedy().into_iter().fold(told, Diagnostic::hint));
        }
    }
    if undescribed.iter().any(|reference| gathered.shown.contains_key(reference)) {
        gathered.described = Described::NotAll;
    }
    Ok(gathered)
}

fn load(
    reference: &str,
    resources: &dyn Resources,
    version: Version,
) -> Result<(Picture, PictureFormat, Vec<u8>), Unusable> {
    let picture = Picture::open(&crate::resource::load(resources, reference)?)?;
    let (format, bytes) = picture.plain()?;
    let bytes = match (format, version, std::str::from_utf8(&bytes)) {
        (PictureFormat::Svg, Version::V2, Ok(svg)) => downgrade::svg(svg).into_bytes(),
        _ => bytes.into_owned(),
    };
    Ok((picture, format, bytes))
}

/// Whoever gives a cover wants it shown: one that cannot be is an error.
fn cover(bytes: &[u8]) -> Result<File, Error> {
    let made = || {
        let picture = Picture::open(bytes)?;
        let (format, bytes) = picture.plain()?;
        let href = format!("cover.{}", format.extension());
        Ok(File { href, media_type: format.media_type(), bytes: bytes.into_owned() })
    };
    made().map_err(|why: Unusable| failed(format!("the cover {why}")))
}

impl Gathered {
    fn add(
        &mut self,
        picture: &Picture,
        format: PictureFormat,
        bytes: Vec<u8>,
        hrefs: &mut BTreeMap<u128, String>,
    ) -> Shown {
        // A GIF is the one format here that is mostly used to move; a PNG that does is found by its chunk. Of a WebP
        // the first picture is left.
        let moves = match format {
            PictureFormat::Gif => true,
            PictureFormat::Png => holds(&bytes, b"acTL"),
            PictureFormat::Jpeg | PictureFormat::WebP | PictureFormat::Svg => false,
        };
        if moves {
            self.moving = Moving::Perhaps;
        }
        let next = hrefs.len() + 1;
        let href = hrefs.entry(Hash::of(&bytes)).or_insert_with(|| {
            let href = format!("picture-{next}.{}", format.extension());
            self.files.push(File { href: href.clone(), media_type: format.media_type(), bytes });
            href
        });
        // A CSS pixel is 1/96 inch: a scan at 300 dpi is not meant to be three times as wide as its original.
        let scale = picture.dpi().map_or(1.0, |dpi| (96.0 / dpi).min(1.0));
        let pixels = |count: u32| ((f64::from(count) * scale).round() as u32).max(1);
        Shown { href: href.clone(), width: pixels(picture.width()), height: pixels(picture.height()) }
    }
}

/// Looks only near the head, where both chunks stand.
fn holds(bytes: &[u8], name: &[u8; 4]) -> bool {
    bytes[..bytes.len().min(4096)].windows(4).any(|window| window == name)
}

/// Every picture of a document, in reading order.
#[derive(Default)]
struct Images {
    found: Vec<(Image, Span)>,
}

impl Images {
    fn of(document: &Document) -> Vec<(Image, Span)> {
        let mut images = Self::default();
        images.document(document);
        images.found
    }
}

impl Visit for Images {
    fn block(&mut self, block: &Block) {
        if let BlockKind::Figure(figure) = &block.kind {
            self.found.push((figure.image.clone(), block.span));
        }
    }

    fn inline(&mut self, inline: &Inline) {
        if let InlineKind::Image(image) = &inline.kind {
            self.found.push(((**image).clone(), inline.span));
        }
    }
}
