//! [`Packet`] → the picture of a cover: set by our own layout, in the theme's faces, and drawn from their outlines.
//!
//! Title, authors, publication and date, and a band in the theme's accent; of a packet its subtitle, and what must not be
//! overlooked: who may see it, and until when it must be kept. Nothing is drawn if a face lacks a letter of these or of
//! the title: a cover of boxes is worse than none, and reading systems make their own.

mod raster;
mod set;

use crate::diag::{Code, Diagnostic, Sink, Warned};
use crate::error::Result;
use crate::font::Fonts;
use crate::layout::{Item, Layout, Placed, TagId};
use crate::length::{Abs, Point};
use crate::model::said;
use crate::packet::Packet;
use crate::resource::{RasterColor, png};
use crate::source::Span;
use crate::style::{Ink, Theme};
use raster::Canvas;
use set::{Set, Wanted};

/// Pixels: what shops ask for, 1 : 1.6.
const WIDTH: u32 = 1600;
const HEIGHT: u32 = 2560;
/// Pixels to the point, so that type can be thought of as on a page of 400 by 640 points.
const SCALE: u32 = 4;

/// The white at the sides.
const MARGIN: Abs = Abs(44 * Abs::PT.0);
/// The measure between.
const MEASURE: Abs = Abs(312 * Abs::PT.0);

/// How many characters a subtitle has: three lines.
const LONGEST: usize = 100;

/// Where the foot ends, in points from the top.
const FOOT: f64 = 596.0;

/// Where the marking at the head begins, in points from the top.
const HEAD: f64 = 46.0;

/// The white between what is stacked at the foot.
const BETWEEN: Abs = Abs(6 * Abs::PT.0);

/// Draws a cover as a PNG of 1600 × 2560 pixels. `None`: it has no title, or the faces cannot show it.
///
/// # Errors
/// As [`layout::lay_out`](crate::layout::lay_out).
pub fn draw(packet: &Packet, theme: &Theme, fonts: &Fonts) -> Result<Warned<Option<Vec<u8>>>> {
    let mut sink = Sink::new();
    let canvas = drawn(packet, theme, fonts, &mut sink)?;
    Ok(sink.warn(canvas.map(|canvas| png(WIDTH, HEIGHT, RasterColor::Rgb, &canvas.rgb()))))
}

fn drawn(packet: &Packet, theme: &Theme, fonts: &Fonts, sink: &mut Sink) -> Result<Option<Canvas>> {
    let language = packet.meta.language.clone();
    let language = language.or_else(|| packet.articles().find_map(|article| article.meta.language.clone()));
    let setting = set::Setting { theme, fonts, language };
    let Some(title) = packet.meta.title_text() else { return Ok(None) };
    let (Some(title), Some(warnings)) = (setting.title(&title)?, Warnings::of(packet, &setting)?) else {
        let message = "no cover is drawn: the faces lack letters of the title, or of who may see it";
        let hint = "add a face that has them with --font-dir";
        sink.push(Diagnostic::new(Code::MissingGlyph, message, Span::NONE).hint(hint));
        return Ok(None);
    };
    // What goes on for longer is the article's beginning.
    let subtitle = Some(said(&packet.meta.standfirst)).filter(|subtitle| subtitle.chars().count() <= LONGEST);
    let subtitle = setting.line(&subtitle.unwrap_or_default(), Wanted::Subtitle)?;
    let authors = setting.line(&authors(packet).join(", "), Wanted::Authors)?;
    let spelled = setting.language.clone().unwrap_or_default();
    let date = packet.meta.date.as_ref().map(|date| date.shown(&spelled));
    let about = [packet.meta.publication.clone(), date];
    let about: Vec<_> = about.into_iter().flatten().filter(|text| !text.trim().is_empty()).collect();
    let foot = setting.line(&about.join(" · "), Wanted::Foot)?;

    let mut canvas = Canvas::new(WIDTH, HEIGHT, SCALE);
    let accent = match theme.accent {
        Ink::Black | Ink::White => Ink::Gray(85),
        accent => accent,
    };
    let points = |points: f64| Abs::pt(points);
    canvas.band(points(0.0), points(0.0), points(400.0), points(26.0), accent);
    // The title begins a fifth from the top; a long one reaches far down, and the rest gives way.
    let stack = warnings.stack(foot.as_ref());
    let top = stack.title;
    let mut below = top + title.height;
    place(&title.items, top, fonts, &mut canvas);
    let lowest = stack.lowest();
    if let Some(subtitle) = subtitle.filter(|subtitle| below + subtitle.height + points(60.0) < lowest) {
        place(&subtitle.items, below + points(12.0), fonts, &mut canvas);
        below += points(12.0) + subtitle.height;
    }
    below += points(22.0);
    let rule_left = if setting.is_rtl() { MARGIN + MEASURE - points(56.0) } else { MARGIN };
    canvas.band(rule_left, below, points(56.0), points(2.5), accent);
    let under = below + points(24.0);
    if let Some(authors) = authors.filter(|authors| under + authors.height < lowest) {
        place(&authors.items, under, fonts, &mut canvas);
    }
    if let Some(foot) = foot {
        place(&foot.items, stack.foot, fonts, &mut canvas);
    }
    warnings.draw(&stack, fonts, &mut canvas);
    Ok(Some(canvas))
}

/// Those who made it, or who wrote what is in it, each once.
fn authors(packet: &Packet) -> Vec<String> {
    let mut names = packet.meta.authors.clone();
    if names.is_empty() {
        for name in packet.articles().flat_map(|article| &article.meta.authors) {
            if !names.contains(name) {
                names.push(name.clone());
            }
        }
    }
    names
}

/// What must not be overlooked: who may see it, at the head and at the foot, and until when it must be kept.
struct Warnings {
    marking: Option<Set>,
    embargo: Option<Set>,
}

impl Warnings {
    /// `None`: the faces lack a letter of them.
    fn of(packet: &Packet, setting: &set::Setting) -> Result<Option<Self>> {
        let said = |words: Option<&str>| -> Result<Option<Option<Set>>> {
            let Some(words) = words.filter(|words| !words.trim().is_empty()) else { return Ok(Some(None)) };
            Ok(setting.line(words, Wanted::Warning)?.map(Some))
        };
        let marking = said(packet.dress.marking.as_ref().map(|marking| marking.text.as_str()))?;
        let embargo = said(packet.dress.embargo.as_deref())?;
        Ok(marking.zip(embargo).map(|(marking, embargo)| Self { marking, embargo }))
    }

    /// Where all of it stands, so that nothing is printed over anything: stacked from below, each by its height.
    fn stack(&self, foot: Option<&Set>) -> Stack {
        let height = |set: Option<&Set>| set.map_or(Abs::ZERO, |set| set.height);
        let marking = Abs::pt(628.0) - height(self.marking.as_ref());
        let foot_ends = if self.marking.is_some() { Abs::pt(FOOT).min(marking - BETWEEN) } else { Abs::pt(FOOT) };
        let foot = foot_ends - height(foot);
        let embargo = Abs::pt(FOOT - 26.0).min(foot - BETWEEN) - height(self.embargo.as_ref());
        let under_marking = Abs::pt(HEAD + 16.0) + height(self.marking.as_ref());
        Stack { title: Abs::pt(120.0).max(under_marking), embargo, foot, marking }
    }

    fn draw(&self, stack: &Stack, fonts: &Fonts, canvas: &mut Canvas) {
        if let Some(embargo) = &self.embargo {
            place(&embargo.items, stack.embargo, fonts, canvas);
        }
        if let Some(marking) = &self.marking {
            place(&marking.items, Abs::pt(HEAD), fonts, canvas);
            place(&marking.items, stack.marking, fonts, canvas);
        }
    }
}

/// Where the tops of what stands at the head and at the foot are.
struct Stack {
    title: Abs,
    embargo: Abs,
    foot: Abs,
    marking: Abs,
}

impl Stack {
    /// Down to where what stands below the title may reach.
    fn lowest(&self) -> Abs {
        self.embargo - Abs::pt(10.0)
    }
}

/// Draws what was set, `top` points down.
fn place(items: &[Placed], top: Abs, fonts: &Fonts, canvas: &mut Canvas) {
    for placed in items {
        let at = placed.at + Point::new(Abs::ZERO, top);
        match &placed.item {
            Item::Glyphs(run) => canvas.run(run, at, fonts),
            Item::Rule { size, ink } => canvas.band(at.x, at.y, size.width, size.height, *ink),
            Item::Dot { width, ink } => canvas.band(at.x, at.y, *width, *width, *ink),
            Item::Picture { .. } | Item::Link { .. } | Item::Anchor(_) => {}
        }
    }
}

/// What a page holds besides its furniture.
fn content(layout: Layout) -> Vec<Placed> {
    let items = layout.pages.into_iter().next().map(|page| page.items).unwrap_or_default();
    items.into_iter().filter(|placed| placed.tag != TagId::ARTIFACT).collect()
}

#[cfg(all(test, feature = "bundled-fonts"))]
mod tests {
    use super::*;
    use crate::lang::Language;
    use crate::model::{Document, Meta};
    use crate::packet::{Marking, Scheme};

    /// Whether anything is drawn between two heights, in points, on the cover of a packet with that marking and embargo.
    fn is_drawn(marking: Option<&str>, embargo: Option<&str>, subtitle: &str, between: std::ops::Range<u32>) -> bool {
        let mut packet = Packet::from(Document::default());
        packet.meta.title = Meta::words("Grain", Span::NONE);
        packet.meta.standfirst = Meta::words(subtitle, Span::NONE);
        packet.dress.marking = marking.map(|text| Marking { text: text.to_owned(), scheme: Scheme::default() });
        packet.dress.embargo = embargo.map(str::to_owned);
        let canvas = drawn(&packet, &Theme::default(), &Fonts::bundled(), &mut Sink::new())
            .expect("it is set")
            .expect("a cover");
        let row = |point: u32| (point * SCALE * WIDTH * 3) as usize;
        canvas.rgb()[row(between.start)..row(between.end)].iter().any(|&value| value < 100)
    }

    /// The pixels of a cover with a long title, of a packet that is changed.
    fn pixels(change: impl FnOnce(&mut Packet)) -> Vec<u8> {
        let mut packet = Packet::from(Document::default());
        let title = "The Grain of the Harbour and What Became of It in the Years That Followed the War ".repeat(4);
        packet.meta.title = Meta::words(title.trim_end(), Span::NONE);
        change(&mut packet);
        let found = drawn(&packet, &Theme::default(), &Fonts::bundled(), &mut Sink::new());
        found.expect("it is set").expect("a cover").rgb()
    }

    /// What stands below the title gives way to it, and to what must not be overlooked.
    #[test]
    fn what_has_no_room_below_a_long_title_is_left_out() {
        let plain = pixels(|_| {});
        let subtitle = "What was said of it by those who had been there, and by all the others, in so many words";
        let authors = || vec!["Ada Lovelace of the Harbour Office".to_owned(); 9];
        let subtitled = |packet: &mut Packet| packet.meta.standfirst = Meta::words(subtitle, Span::NONE);
        assert!(pixels(|packet| packet.meta.authors = authors()) == plain);
        assert!(pixels(subtitled) == plain);
        let short = |packet: &mut Packet| packet.meta.title = Meta::words("Grain", Span::NONE);
        let shorter = pixels(short);
        let with = |change: &dyn Fn(&mut Packet)| {
            pixels(|packet| {
                short(packet);
                change(packet);
            })
        };
        assert!(with(&|packet| packet.meta.authors = authors()) != shorter);
        assert!(with(&subtitled) != shorter);
    }

    /// A list of forty authors is cut.
    #[test]
    fn a_list_without_end_is_cut_after_a_word() {
        let (theme, fonts) = (Theme::default(), Fonts::bundled());
        let setting = set::Setting { theme: &theme, fonts: &fonts, language: None };
        let height = |names: usize| {
            let line = setting.line(&"Ada Lovelace, ".repeat(names), Wanted::Authors);
            line.expect("it is set").expect("it is Latin").height
        };
        assert!(height(2) < height(17));
        assert_eq!(height(40), height(400));
    }

    /// The rule below the title stands where its lines begin.
    #[test]
    fn the_rule_stands_where_lines_begin() {
        let rule = |title: &str, language: &str| {
            let mut packet = Packet::from(Document::default());
            packet.meta.title = Meta::words(title, Span::NONE);
            packet.meta.language = Language::parse(language);
            let canvas = drawn(&packet, &Theme::default(), &Fonts::bundled(), &mut Sink::new());
            let rgb = canvas.expect("it is set").expect("a cover").rgb();
            // Of rows that are dark for the length of the rule, below the band at the head: where they are.
            let row = |row: u32| &rgb[(row * WIDTH * 3) as usize..((row + 1) * WIDTH * 3) as usize];
            let dark = |from: u32, row: &[u8]| {
                let pixels = row.as_chunks::<3>().0;
                pixels[from as usize..(from + 50 * SCALE) as usize].iter().all(|pixel| pixel[0] < 200)
            };
            let below = 40 * SCALE..HEIGHT;
            let at = |left: u32| below.clone().any(|place| dark(left * SCALE, row(place)));
            (at(46), at(400 - 46 - 50))
        };
        assert_eq!(rule("Grain", "en"), (true, false));
        assert_eq!(rule("דגן", "he"), (false, true));
    }

    #[test]
    fn a_cover_says_who_may_see_it_and_until_when() {
        let (head, middle, foot) = (40..70, 540..580, 600..636);
        for heights in [&head, &middle, &foot] {
            assert!(!is_drawn(None, None, "", heights.clone()), "{heights:?}");
        }
        assert!(is_drawn(Some("SECRET"), None, "", head) && is_drawn(Some("SECRET"), None, "", foot));
        assert!(is_drawn(None, Some("Not before noon"), "", middle));
    }

    #[test]
    fn long_markings_print_over_nothing() {
        let set = |height: f64| Set { items: Vec::new(), height: Abs::pt(height) };
        for lines in 1..=6 {
            let height = f64::from(lines) * 14.0;
            let warnings = Warnings { marking: Some(set(height)), embargo: Some(set(28.0)) };
            let stack = warnings.stack(Some(&set(16.0)));
            assert!(stack.title >= Abs::pt(HEAD + height + 16.0), "{lines}");
            assert!(stack.marking + Abs::pt(height) <= Abs::pt(628.0), "{lines}");
            assert!(stack.foot + Abs::pt(16.0) + BETWEEN <= stack.marking, "{lines}");
            assert!(stack.embargo + Abs::pt(28.0) + BETWEEN <= stack.foot, "{lines}");
            assert!(stack.lowest() < stack.embargo, "{lines}");
        }
    }

    #[test]
    fn a_cover_has_the_subtitle_below_the_title() {
        let below = 212..260;
        assert!(!is_drawn(None, None, "", below.clone()));
        assert!(is_drawn(None, None, "Where the talks stand", below.clone()));
        assert!(!is_drawn(None, None, &"Where the talks stand. ".repeat(9), below));
    }

    #[test]
    fn a_cover_that_cannot_say_who_may_see_it_is_not_drawn() {
        let mut packet = Packet::from(Document::default());
        packet.meta.title = Meta::words("Grain", Span::NONE);
        packet.dress.marking = Some(Marking { text: "機密".to_owned(), scheme: Scheme::default() });
        let told = draw(&packet, &Theme::default(), &Fonts::bundled()).unwrap();
        assert!(told.value.is_none());
        assert_eq!(told.diagnostics[0].code, Code::MissingGlyph);
    }
}
