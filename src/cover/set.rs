//! Words of a cover → set lines, by the layout of pages.

use super::{MARGIN, MEASURE, content};
use crate::diag::Code;
use crate::error::Result;
use crate::font::Fonts;
use crate::lang::{Direction, Language};
use crate::layout::{Item, Layout, Placed, lay_out};
use crate::length::{Abs, Size};
use crate::model::{Block, BlockKind, Document, Inline, InlineKind, Meta};
use crate::packet::Packet;
use crate::resource::NoResources;
use crate::source::Span;
use crate::style::{
    Caps, Figures, Hyphens, Ink, Opener, OpeningWords, PageSetup, Parting, Setting as Lines, Sides, SmallCaps,
    TextStyle, Theme,
};

/// What words of a cover are set with.
pub(super) struct Setting<'a> {
    pub theme: &'a Theme,
    pub fonts: &'a Fonts,
    pub language: Option<Language>,
}

/// What a line of a cover is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Wanted {
    Authors,
    Foot,
}

/// Set lines: their items stand below zero.
pub(super) struct Set {
    pub items: Vec<Placed>,
    pub height: Abs,
}

/// Sizes a title is tried at, in points, and how high it may become. Each step is about a sixth.
const SIZES: [f64; 9] = [50.0, 44.0, 38.0, 33.0, 28.0, 24.0, 20.0, 17.0, 14.0];
const HIGHEST: Abs = Abs(330 * Abs::PT.0);

impl Setting<'_> {
    /// Whether lines run to the left.
    pub fn is_rtl(&self) -> bool {
        self.language.as_ref().is_some_and(|language| language.direction() == Direction::Rtl)
    }

    /// The title, as large as it fits: no word parted, no line too wide. `None` if a face lacks a letter.
    pub fn title(&self, title: &str) -> Result<Option<Set>> {
        let mut smallest = None;
        for size in SIZES {
            let style = TextStyle {
                size: Abs::pt(size),
                leading: Abs::pt(size * 1.16),
                ink: Ink::Black,
                ..plain(&self.theme.title)
            };
            let (layout, found) = self.set(title, &style)?;
            if found.contains(&Code::MissingGlyph) {
                return Ok(None);
            }
            let set = Set { height: height(&layout, &style), items: content(layout) };
            if !found.contains(&Code::OverfullLine) && set.height <= HIGHEST {
                return Ok(Some(set));
            }
            smallest = Some(set);
        }
        // Longer than any title: what does not fit is cut off below, as on a spine.
        Ok(smallest.map(|mut set| {
            set.items.retain(|placed| placed.at.y <= HIGHEST);
            Set { height: set.height.min(HIGHEST), items: set.items }
        }))
    }

    /// A smaller line or two; `None` if there is nothing to say, or a face lacks a letter.
    pub fn line(&self, words: &str, wanted: Wanted) -> Result<Option<Set>> {
        if words.trim().is_empty() {
            return Ok(None);
        }
        let (size, ink) = match wanted {
            Wanted::Authors => (17.0, Ink::Black),
            Wanted::Foot => (12.0, Ink::Gray(65)),
        };
        // A list of forty authors is cut after a word.
        let few: String = words.chars().take(240).collect();
        let words = if few.len() < words.len() {
            format!("{} …", few.rsplit_once(' ').map_or(&*few, |(a, _)| a))
        } else {
            few
        };
        let style = TextStyle { size: Abs::pt(size), leading: Abs::pt(size * 1.35), ink, ..plain(&self.theme.caption) };
        let (layout, found) = self.set(&words, &style)?;
        if found.contains(&Code::MissingGlyph) {
            return Ok(None);
        }
        Ok(Some(Set { height: height(&layout, &style), items: content(layout) }))
    }

    /// Lays words out on a page that is as high as they like.
    fn set(&self, words: &str, style: &TextStyle) -> Result<(Layout, Vec<Code>)> {
        let mut theme = self.theme.clone();
        theme.page = PageSetup {
            trim: Size { width: MARGIN * 2 + MEASURE, height: Abs::pt(20_000.0) },
            inside: MARGIN,
            measure: MEASURE,
            gap: Abs::ZERO,
            note_column: Abs::ZERO,
            top: Abs::ZERO,
            lines: 200,
            sides: Sides::Single,
            ..theme.page
        };
        theme.opener = Opener { drop: 0, words: OpeningWords::Plain };
        theme.line_numbers = None;
        theme.small_caps = SmallCaps::Never;
        theme.parting = Parting::Indent;
        theme.indent = Abs::ZERO;
        theme.body = style.clone();
        let inline = Inline { kind: InlineKind::Text(words.to_owned()), span: Span::NONE };
        let block = Block { kind: BlockKind::Paragraph(vec![inline]), span: Span::NONE };
        let meta = Meta { language: self.language.clone(), ..Meta::default() };
        let packet = Packet::from(Document { meta, blocks: vec![block] });
        let set = lay_out(&packet, &theme, self.fonts, &NoResources)?;
        let codes = set.diagnostics.iter().map(|found| found.code).collect();
        Ok((set.value, codes))
    }
}

/// Ragged, in lining figures, without hyphens.
fn plain(style: &TextStyle) -> TextStyle {
    TextStyle {
        setting: Lines::Ragged,
        figures: Figures::Lining,
        caps: Caps::AsWritten,
        hyphens: Hyphens::Forbidden,
        ..style.clone()
    }
}

/// From the top of the first line to the bottom of the last.
fn height(layout: &Layout, style: &TextStyle) -> Abs {
    let items = layout.pages.first().map(|page| page.items.as_slice()).unwrap_or_default();
    let baselines = items.iter().filter(|placed| placed.tag != crate::layout::TagId::ARTIFACT);
    let last = baselines.filter(|placed| matches!(placed.item, Item::Glyphs(_))).map(|placed| placed.at.y).max();
    last.unwrap_or(Abs::ZERO) + style.leading / 4
}
