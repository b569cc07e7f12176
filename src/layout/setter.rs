//! What every step of setting reads, and the few things that are gathered on the way: tags, pictures, diagnostics.

use super::block::Programs;
use super::frame::{Binding, Graft, TagId, TagTree};
use super::inline::{Bench, Capitals, Look, Shaper};
use super::labels::{self, Labels};
use crate::diag::{Code, Diagnostic, Sink};
use crate::font::{Bounds, FaceId, Fonts};
use crate::lang::{Language, Writing};
use crate::length::{Abs, Size};
use crate::model::{Anchors, Block, Image, Mark, Notes};
use crate::packet::Hash;
use crate::resource::{Picture, Resources};
use crate::source::Span;
use crate::style::{Emphasis, Figures, FontRequest, Slope, TextStyle, Theme};
use rayon::prelude::*;
use rustc_hash::FxHashMap;
use std::sync::Arc;

/// The state of setting one packet. The upper half is read; the lower half is gathered.
pub(super) struct Setter<'a> {
    pub theme: &'a Theme,
    pub fonts: &'a Fonts,
    pub resources: &'a dyn Resources,
    /// The language of the part being set.
    pub language: Language,
    /// Where the book's spine is.
    pub binding: Binding,
    /// The anchors and notes of the part being set.
    pub anchors: Arc<Anchors>,
    pub notes: Arc<Notes>,
    /// The words of the part being set that are in capitals wherever they stand.
    pub capitals: Arc<Capitals>,
    /// The blocks of the part being set: only headings among them have anchors.
    pub article: Option<&'a [Block]>,
    /// Where the terms of definitions stand.
    pub terms: Terms,
    /// The pages of the places that text refers to, as far as they are known.
    pub labels: Arc<Labels>,
    /// What stands before the part's anchors to make them unique in the packet.
    pub prefix: String,
    /// Whether what is being set is a note: a note within stands at the foot too.
    pub in_note: bool,
    /// The number of the heading last met at each level that is open: its level and its count. `None`: headings are
    /// not numbered here, whatever the theme says.
    pub counters: Option<Vec<(u8, usize)>>,

    /// Anchors of what is not shown, which stand at the next words.
    pub waiting: Vec<String>,
    pub tags: TagTree,
    pub pictures: Vec<Arc<Picture>>,
    pub sink: Sink,
    pub shaper: Shaper,
    /// What lines are set with.
    pub bench: Bench,
    /// What the programs of the part being set have in common.
    pub programs: Programs,
    /// The boxes around glyphs that formulas were set in.
    pub signs: FxHashMap<(FaceId, u16), Bounds>,
    by_reference: FxHashMap<String, Option<usize>>,
    by_content: FxHashMap<u128, usize>,
    /// The faces for words in drawings, once there were some.
    #[cfg(feature = "svg")]
    drawing_faces: Option<crate::resource::Faces>,
    /// The faces that were found: some dozen at most.
    faces: Vec<(FontRequest, FaceId)>,
}

/// Where the terms of definitions stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Terms {
    /// On lines of their own.
    Above,
    /// In a column at the left, if they are short: lists that are looked up, not read.
    Beside,
}

/// The resolution of a picture that states none: CSS's 96 to the inch.
const DEFAULT_DPI: f64 = 96.0;

impl<'a> Setter<'a> {
    pub fn new(theme: &'a Theme, fonts: &'a Fonts, resources: &'a dyn Resources) -> Self {
        Self {
            theme,
            fonts,
            resources,
            language: Language::english(),
            binding: Binding::Left,
            anchors: Arc::default(),
            notes: Arc::default(),
            capitals: Arc::default(),
            article: None,
            terms: Terms::Above,
            labels: Arc::default(),
            prefix: String::new(),
            in_note: false,
            counters: None,
            waiting: Vec::new(),
            tags: TagTree::default(),
            pictures: Vec::new(),
            sink: Sink::new(),
            shaper: fonts.kept().unwrap_or_default(),
            bench: Bench::default(),
            programs: Programs::default(),
            signs: FxHashMap::default(),
            by_reference: FxHashMap::default(),
            by_content: FxHashMap::default(),
            #[cfg(feature = "svg")]
            drawing_faces: None,
            faces: Vec::new(),
        }
    }

    /// A setter that knows what this one knows, for a share of the part. What it gathers, [`join`](Self::join) takes up.
    /// All pictures are known by then.
    pub fn fork(&self) -> Self {
        Self {
            theme: self.theme,
            fonts: self.fonts,
            resources: self.resources,
            language: self.language.clone(),
            binding: self.binding,
            anchors: Arc::clone(&self.anchors),
            notes: Arc::clone(&self.notes),
            capitals: Arc::clone(&self.capitals),
            article: self.article,
            terms: self.terms,
            labels: Arc::clone(&self.labels),
            prefix: self.prefix.clone(),
            in_note: self.in_note,
            counters: self.counters.clone(),
            waiting: Vec::new(),
            tags: TagTree::default(),
            pictures: self.pictures.clone(),
            sink: Sink::new(),
            shaper: Shaper::default(),
            bench: Bench::default(),
            programs: self.programs,
            signs: FxHashMap::default(),
            by_reference: self.by_reference.clone(),
            by_content: self.by_content.clone(),
            #[cfg(feature = "svg")]
            drawing_faces: None,
            faces: self.faces.clone(),
        }
    }

    /// Does some work with each of several setters that [`fork`](Self::fork) gave, beside one another where there are
    /// cores for it. Words that one of them has shaped serve the others, and this one.
    pub fn beside<T: Send, R: Send>(
        &mut self,
        forks: Vec<(T, Self)>,
        work: impl Fn(T, &mut Self) -> R + Sync,
    ) -> Vec<(R, Self)> {
        let one = |(item, mut fork): (T, Self)| {
            fork.shaper.borrow(fork.fonts);
            let done = work(item, &mut fork);
            fork.shaper.lend(fork.fonts);
            (done, fork)
        };
        self.shaper.lend(self.fonts);
        let all = forks.into_par_iter().with_max_len(1).map(one).collect();
        self.shaper.borrow(self.fonts);
        all
    }

    /// Takes up what a share's setter gathered; its elements of the structure come below `at`.
    pub fn join(&mut self, share: &mut Self, at: TagId) -> Graft {
        debug_assert_eq!(share.pictures.len(), self.pictures.len(), "a picture was not loaded before the shares");
        self.sink.extend(std::mem::take(&mut share.sink).finish());
        self.shaper.take_up(&mut share.shaper);
        self.tags.graft(std::mem::take(&mut share.tags), at)
    }

    /// Tells something.
    pub fn tell(&mut self, code: Code, message: impl Into<String>, span: Span) {
        self.sink.push(Diagnostic::new(code, message, span));
    }

    /// An anchor of the part being set, unique in the packet.
    pub fn anchor(&self, name: &str) -> String {
        format!("{}{name}", self.prefix)
    }

    /// The anchor of a place that pages are told of.
    pub fn mark(&self, mark: &Mark) -> String {
        format!("{}{}", self.prefix, labels::mark(mark))
    }

    /// The look of a style, perhaps bolder or slanted: where the theme wants no italics, bolder instead.
    pub fn look(&mut self, style: &TextStyle, weight: u16, slope: Slope) -> Look {
        let written = self.language.writing();
        let (weight, slope) = match (slope, self.theme.emphasis) {
            (Slope::Italic, Emphasis::Semibold) => (weight.max(600), Slope::Roman),
            // Scripts without a slanted hand stress by weight; what is slanted as a whole there is upright.
            (Slope::Italic, Emphasis::Italic) if !written.slants() => {
                (if style.font.slope == Slope::Roman { weight.max(700) } else { weight }, Slope::Roman)
            }
            (slope, Emphasis::Italic | Emphasis::Semibold) => (weight, slope),
        };
        let face = self.face(&style.font.family, weight, slope);
        let mut look = Look::plain(face, style);
        if written != Writing::Alphabet && look.figures == Figures::OldStyle {
            // Old-style figures have the shape of small letters; among letters of one height they dance.
            look.figures = Figures::Lining;
        }
        look
    }

    /// The look of a style as it is.
    pub fn plain_look(&mut self, style: &TextStyle) -> Look {
        self.look(style, style.font.weight, style.font.slope)
    }

    /// A face nearest to what is asked for; the first of all if there is no such family.
    pub fn face(&mut self, family: &str, weight: u16, slope: Slope) -> FaceId {
        let is = |known: &FontRequest| (known.weight, known.slope) == (weight, slope) && known.family == family;
        if let Some((_, face)) = self.faces.iter().find(|(known, _)| is(known)) {
            return *face;
        }
        let request = FontRequest { family: family.to_owned(), weight, slope };
        let face = self.fonts.find(&request).unwrap_or(FaceId(0));
        self.faces.push((request, face));
        face
    }

    /// The face for programs' text in a line, at the size at which its small letters are as tall as the text's.
    pub fn code_face(&mut self, style: &TextStyle, weight: u16) -> (FaceId, Abs) {
        let theme = self.theme;
        let text = self.face(&style.font.family, style.font.weight, style.font.slope);
        let code = self.face(&theme.code.font.family, weight, Slope::Roman);
        let height = |id| {
            let metrics = self.fonts.face(id).metrics;
            f64::from(metrics.x_height) / f64::from(metrics.units_per_em)
        };
        // Between a third smaller and as it is: a face with odd measures must not spoil the line.
        (code, style.size.scale((height(text) / height(code)).clamp(0.67, 1.0)))
    }

    /// A picture by its index, and its size at its own resolution. `None`, told once, if it cannot be had.
    pub fn picture(&mut self, image: &Image, span: Span) -> Option<(usize, Size)> {
        if let Some(known) = self.by_reference.get(&image.reference) {
            return known.map(|index| (index, natural_size(&self.pictures[index])));
        }
        let loaded = crate::resource::load(self.resources, &image.reference);
        // Articles of a packet often have a picture in common under several names: it is in the file once.
        let hash = loaded.as_ref().map_or(0, |bytes| Hash::of(bytes));
        let opened = match self.by_content.get(&hash) {
            Some(&known) if loaded.is_ok() => {
                self.by_reference.insert(image.reference.clone(), Some(known));
                return Some((known, natural_size(&self.pictures[known])));
            }
            _ => loaded.and_then(|bytes| self.open(&bytes)),
        };
        let index = match opened {
            Ok(picture) => {
                self.by_content.insert(hash, self.pictures.len());
                if let Some(what) = picture.flattened() {
                    let message = format!("the drawing {} holds {what}; it was set as pixels", image.shown());
                    self.tell(Code::DrawingFlattened, message, span);
                }
                self.pictures.push(Arc::new(picture));
                Some(self.pictures.len() - 1)
            }
            Err(why) => {
                let message = format!("the picture {} {why}; its description stands in its place", image.shown());
                let told = Diagnostic::new(Code::ImageMissing, message, span);
                self.sink.push(why.remedy().into_iter().fold(told, Diagnostic::hint));
                None
            }
        };
        self.by_reference.insert(image.reference.clone(), index);
        index.map(|index| (index, natural_size(&self.pictures[index])))
    }

    #[cfg(feature = "svg")]
    fn open(&mut self, bytes: &[u8]) -> Result<Picture, crate::resource::Unusable> {
        let (theme, fonts, known) = (self.theme, self.fonts, &mut self.drawing_faces);
        let families = [&theme.body, &theme.caption, &theme.code].map(|style| style.font.family.as_str());
        let faces = || known.get_or_insert_with(|| crate::resource::Faces::new(fonts.files(), families)).clone();
        Picture::open_with(bytes, faces)
    }

    #[cfg(not(feature = "svg"))]
    fn open(&mut self, bytes: &[u8]) -> Result<Picture, crate::resource::Unusable> {
        Picture::open(bytes)
    }
}

fn natural_size(picture: &Picture) -> Size {
    let dpi = picture.dpi().unwrap_or(DEFAULT_DPI);
    let side = |pixels: u32| Abs::pt(f64::from(pixels) * 72.0 / dpi);
    Size { width: side(picture.width()), height: side(picture.height()) }
}
