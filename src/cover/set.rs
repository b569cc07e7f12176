//! Words of a cover → set lines, by the layout of pages.

use super::{MARGIN, MEASURE, content};
use crate::diag::Code;
use crate::error::Result;
use crate::font::Fonts;
use crate::lang::{Direction, Language, Script};
use crate::layout::{Layout, Placed, lay_out};
use crate::length::{Abs, Size};
use crate::model::{Document, Meta};
use crate::packet::{Matter, Packet, Part, PartKind};
use crate::resource::NoResources;
use crate::source::Span;
use crate::style::{
    Caps, Figures, Hyphens, Ink, Opener, OpeningWords, PageSetup, Setting as Lines, Sides, SmallCaps, TextStyle, Theme,
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
    Subtitle,
    Authors,
    Foot,
    /// What must not be overlooked.
    Warning,
}

/// Set lines: their items stand below zero.
pub(super) struct Set {
    pub items: Vec<Placed>,
    pub height: Abs,
}

/// Sizes a title is tried at, in points, and how high it may become. Each step is about a sixth.
const SIZES: [f64; 9] = [50.0, 44.0, 38.0, 33.0, 28.0, 24.0, 20.0, 17.0, 14.0];
const HIGHEST: Abs = Abs(330 * Abs::PT.0);
/// The size from which on words may be parted, in points.
const PARTED: f64 = 33.0;

impl Setting<'_> {
    /// Whether lines run to the left.
    pub fn is_rtl(&self) -> bool {
        self.language.as_ref().is_some_and(|language| language.direction() == Direction::Rtl)
    }

    /// The title, as large as it fits: no line too wide, no word torn, and a word parted only where it would become
    /// small otherwise. `None` if a face lacks a letter.
    pub fn title(&self, title: &str) -> Result<Option<Set>> {
        let mut smallest = None;
        for size in SIZES {
            let ways = [Hyphens::Forbidden, Hyphens::Allowed];
            for hyphens in ways.into_iter().take(if size > PARTED { 1 } else { 2 }) {
                let style = TextStyle {
                    size: Abs::pt(size),
                    leading: Abs::pt(size * 1.16),
                    ink: Ink::Black,
                    hyphens,
                    ..plain(&self.theme.title)
                };
                let (layout, found) = self.set(title, &style)?;
                if found.contains(&Code::MissingGlyph) {
                    return Ok(None);
                }
                let set = Set { height: height(&layout, &style), items: content(layout) };
                if set.height > HIGHEST {
                    smallest = Some(set);
                    break;
                }
                let fits = !found.contains(&Code::OverfullLine) && !tears_a_word(title, &set.items);
                if fits {
                    return Ok(Some(set));
                }
                smallest = Some(set);
            }
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
        let (look, size, ink) = match wanted {
            Wanted::Subtitle => (&self.theme.standfirst, 19.0, Ink::Black),
            Wanted::Authors => (&self.theme.caption, 17.0, Ink::Black),
            Wanted::Foot => (&self.theme.caption, 12.0, Ink::Gray(65)),
            Wanted::Warning => (&self.theme.caption, 13.0, Ink::Black),
        };
        // A list of forty authors is cut after a word.
        let few: String = words.chars().take(240).collect();
        let words = if few.len() < words.len() {
            format!("{} …", few.rsplit_once(' ').map_or(&*few, |(a, _)| a))
        } else {
            few
        };
        let mut style = TextStyle { size: Abs::pt(size), leading: Abs::pt(size * 1.35), ink, ..plain(look) };
        if wanted == Wanted::Warning {
            style.font.weight = 600;
        }
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
        // Display lines: evened out, and never indented.
        theme.title = style.clone();
        let meta = Meta { title: Meta::words(words, Span::NONE), language: self.language.clone(), ..Meta::default() };
        // No article: facts would stand below its title.
        let part =
            Part { kind: PartKind::Matter(Matter::Colophon), ..Part::article(Document { meta, blocks: Vec::new() }) };
        let packet = Packet { parts: vec![part], ..Packet::from(Document::default()) };
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

/// Whether a line ends within a word, without a hyphen: what is wider than the measure is broken anywhere.
fn tears_a_word(words: &str, items: &[Placed]) -> bool {
    let mut lines: Vec<(Abs, String)> = Vec::new();
    for placed in items {
        let Some(run) = placed.item.glyphs() else { continue };
        match lines.last_mut().filter(|(y, _)| *y == placed.at.y) {
            Some((_, line)) => line.push_str(&run.text),
            None => lines.push((placed.at.y, run.text.clone())),
        }
    }
    let mut rest = words.trim_start();
    for (_, line) in &lines {
        let hyphenated = line.trim_end().ends_with(['-', '\u{ad}', '\u{2010}']);
        let mut last = None;
        for _ in line.chars().filter(|c| c.is_alphanumeric()) {
            let at = rest.find(char::is_alphanumeric).unwrap_or(rest.len());
            let mut letters = rest[at..].chars();
            last = letters.next();
            rest = letters.as_str();
        }
        let torn = last.zip(rest.chars().next()).is_some_and(|(a, b)| is_of_a_word(a) && is_of_a_word(b));
        if torn && !hyphenated {
            return true;
        }
    }
    false
}

/// A letter of a script that parts its words by spaces.
fn is_of_a_word(c: char) -> bool {
    let spaced = [Script::Latin, Script::Greek, Script::Cyrillic, Script::Arabic, Script::Hebrew, Script::Hangul];
    c.is_alphabetic() && spaced.contains(&Script::of(c))
}

/// From the top of the first line to the bottom of the last.
fn height(layout: &Layout, style: &TextStyle) -> Abs {
    let items = layout.pages.first().map(|page| page.items.as_slice()).unwrap_or_default();
    let baselines = items.iter().filter(|placed| placed.tag != crate::layout::TagId::ARTIFACT);
    let last = baselines.filter(|placed| placed.item.glyphs().is_some()).map(|placed| placed.at.y).max();
    last.unwrap_or(Abs::ZERO) + style.leading / 4
}
