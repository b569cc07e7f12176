//! What a theme file means on one paper.

use super::schema::*;
use super::units::{self, Length};
use crate::length::{Abs, Size};
use crate::style::{
    AlertLook, AlertStyle, BreakingStyle, Caps, Emphasis, Figures, FolioPlace, FontRequest, HeadingPlace, HeadingStyle,
    Hyphens, Ink, LineNumbers, Links, NotePlace, Numbering, Opener, OpeningWords, PAPERS, PageSetup, Parting, Setting,
    Sides, Slope, SmallCaps, TextStyle, Theme,
};
use crate::written::{Fault, near};
use std::collections::BTreeMap;
use std::ops::Range;
use toml::Spanned;

/// The theme, on the paper asked for or its own.
pub(super) fn theme(file: ThemeFile, name: &str, paper: Option<&str>) -> Result<Theme, Fault> {
    let families = Families(&file.families);
    let body = families.text(body_text(&file.body))?;
    let numbering = numbering(&file.numbers);
    let hang = if let Numbering::Hanging(hang) = numbering { hang } else { Abs::ZERO };
    let page = page(&file.page, paper, body.leading, hang)?;
    measures(&page, &body, file.page.measure.span())?;
    if file.heading.is_empty() {
        return Err(Fault::new("there is no [[heading]]; write one for level 2 at least", 0..0));
    }
    let headings = file.heading.into_iter().map(|heading| families.heading(heading)).collect::<Result<_, _>>()?;
    Ok(Theme {
        name: name.to_owned(),
        about: file.about,
        page,
        indent: file.body.indent.0,
        parting: if file.body.space.0 > Abs::ZERO { Parting::Space(file.body.space.0) } else { Parting::Indent },
        emphasis: match file.body.emphasis {
            EmphasisFile::Italic => Emphasis::Italic,
            EmphasisFile::Semibold => Emphasis::Semibold,
        },
        small_caps: if file.body.small_caps { SmallCaps::Allowed } else { SmallCaps::Never },
        numbering,
        line_numbers: line_numbers(file.numbers, &families)?,
        notes: match file.page.notes {
            NotesFile::Foot => NotePlace::Foot,
            NotesFile::End => NotePlace::End,
        },
        links: match file.page.links {
            LinksFile::None => Links::None,
            LinksFile::Inline => Links::Inline,
            LinksFile::Notes => Links::Notes,
        },
        title: families.text(file.title)?,
        standfirst: families.text(file.standfirst)?,
        headings,
        quote: families.text(file.quote)?,
        alert: alert(file.alert, &families)?,
        code: families.text(file.code)?,
        table: families.text(file.table)?,
        caption: families.text(file.caption)?,
        note: families.text(file.note)?,
        margin: families.text(file.margin)?,
        head: families.text(file.head)?,
        folio: families.text(file.folio)?,
        body,
        label_weight: 600,
        accent: Ink::Process { cmyk: file.color.accent.cmyk, rgb: file.color.accent.rgb },
        breaking: breaking(file.breaking)?,
        opener: opener(&file.opener),
    })
}

/// How headings are numbered.
fn numbering(file: &NumbersFile) -> Numbering {
    match file.headings {
        NumberingFile::None => Numbering::None,
        NumberingFile::Hanging => Numbering::Hanging(file.hang.0),
    }
}

/// How an article opens.
fn opener(file: &OpenerFile) -> Opener {
    let words = match file.words {
        WordsFile::Plain => OpeningWords::Plain,
        WordsFile::SmallCaps => OpeningWords::SmallCaps,
        WordsFile::DropCap => OpeningWords::DropCap,
    };
    Opener { drop: file.drop, words }
}

/// The names that a file gives to families.
struct Families<'f>(&'f BTreeMap<String, String>);

impl Families<'_> {
    fn name(&self, alias: &Spanned<String>) -> Result<String, Fault> {
        self.0.get(alias.get_ref()).cloned().ok_or_else(|| {
            let known: Vec<_> = self.0.keys().map(String::as_str).collect();
            let why = near::unknown("[families] has no", alias.get_ref(), &known);
            Fault::new(format!("{why} (or add it there, with the name of a family)"), alias.span())
        })
    }

    fn text(&self, file: TextFile) -> Result<TextStyle, Fault> {
        Ok(TextStyle {
            font: FontRequest {
                family: self.name(&file.family)?,
                weight: file.weight.unwrap_or(400),
                slope: match file.slope {
                    Some(SlopeFile::Italic) => Slope::Italic,
                    Some(SlopeFile::Roman) | None => Slope::Roman,
                },
            },
            size: file.size.size,
            leading: file.size.leading,
            setting: match file.setting {
                Some(SettingFile::Justified) => Setting::Justified,
                Some(SettingFile::Centered) => Setting::Centered,
                Some(SettingFile::Ragged) | None => Setting::Ragged,
            },
            figures: match file.figures {
                Some(FiguresFile::OldStyle) => Figures::OldStyle,
                Some(FiguresFile::Tabular) => Figures::Tabular,
                Some(FiguresFile::Lining) | None => Figures::Lining,
            },
            caps: match file.caps {
                Some(CapsFile::Small) => Caps::Small,
                Some(CapsFile::AsWritten) | None => Caps::AsWritten,
            },
            hyphens: if file.hyphens == Some(true) { Hyphens::Allowed } else { Hyphens::Forbidden },
            ink: Ink::Black,
        })
    }

    fn heading(&self, file: HeadingFile) -> Result<HeadingStyle, Fault> {
        let place = if file.run_in == Some(true) { HeadingPlace::RunIn } else { HeadingPlace::Display };
        let (before, after) = (file.before.0, file.after.0);
        let text = TextFile {
            family: file.family,
            size: file.size,
            weight: file.weight,
            slope: file.slope,
            setting: None,
            figures: file.figures,
            caps: file.caps,
            hyphens: None,
        };
        Ok(HeadingStyle { text: self.text(text)?, before, after, place })
    }
}

fn body_text(file: &BodyFile) -> TextFile {
    TextFile {
        family: file.family.clone(),
        size: file.size,
        weight: file.weight,
        slope: None,
        setting: file.setting,
        figures: file.figures,
        caps: None,
        hyphens: file.hyphens,
    }
}

fn alert(file: AlertFile, families: &Families) -> Result<AlertStyle, Fault> {
    if *file.tint.get_ref() > 30 {
        let why = "alert.tint goes from 0 to 30 per cent: type must stand out from it".to_owned();
        return Err(Fault::new(why, file.tint.span()));
    }
    let text = TextFile {
        family: file.family,
        size: file.size,
        weight: None,
        slope: None,
        setting: file.setting,
        figures: file.figures,
        caps: None,
        hyphens: file.hyphens,
    };
    let look = match file.look {
        AlertLookFile::Rule => AlertLook::Rule,
        AlertLookFile::Box => AlertLook::Box { tint: file.tint.into_inner() },
    };
    Ok(AlertStyle { look, text: families.text(text)? })
}

fn line_numbers(file: NumbersFile, families: &Families) -> Result<Option<LineNumbers>, Fault> {
    let text = TextFile {
        family: file.family,
        size: file.size,
        weight: None,
        slope: None,
        setting: None,
        figures: Some(FiguresFile::Tabular),
        caps: None,
        hyphens: None,
    };
    let text = families.text(text)?;
    Ok((file.lines > 0).then_some(LineNumbers { every: file.lines, text }))
}

fn breaking(file: BreakingFile) -> Result<BreakingStyle, Fault> {
    let within = |value: f64, most: f64, what: &str, place: Range<usize>| {
        let why = format!("breaking.{what} goes from 0 to {most}");
        if (0.0..=most).contains(&value) { Ok(()) } else { Err(Fault::new(why, place)) }
    };
    within(*file.stretch.get_ref(), 4.0, "stretch", file.stretch.span())?;
    within(*file.shrink.get_ref(), 0.9, "shrink", file.shrink.span())?;
    within(*file.expansion.get_ref() as f64, 100.0, "expansion", file.expansion.span())?;
    within(*file.tracking.get_ref(), 50.0, "tracking", file.tracking.span())?;
    within(*file.reserve.get_ref(), 100.0, "reserve", file.reserve.span())?;
    Ok(BreakingStyle {
        stretch: file.stretch.into_inner(),
        shrink: file.shrink.into_inner(),
        expansion: file.expansion.into_inner(),
        reserve: (file.reserve.into_inner() * 10.0).round() as i64,
        tracking: (file.tracking.into_inner() * 10.0).round() as i64,
        tolerance: file.tolerance,
        hyphen_penalty: file.hyphen_penalty,
        runt_penalty: file.runt_penalty,
    })
}

/// A paper by the name that the file or the caller gives it.
fn paper_named(text: &str, place: Range<usize>) -> Result<(&str, Size), Fault> {
    units::paper(text).ok_or_else(|| {
        let known: Vec<_> = PAPERS.iter().map(|(name, _)| *name).collect();
        let why = near::unknown("there is no paper", text, &known);
        Fault::new(format!("{why} (or write a size like 150x220mm)"), place)
    })
}

fn page(file: &PageFile, paper: Option<&str>, leading: Abs, hang: Abs) -> Result<PageSetup, Fault> {
    for name in file.papers.keys() {
        paper_named(name.get_ref(), name.span())?;
    }
    let (paper, trim) = match paper {
        Some(said) => paper_named(said, 0..0)?,
        None => paper_named(file.paper.get_ref(), file.paper.span())?,
    };
    let named = file.papers.iter().find(|(name, _)| name.get_ref().eq_ignore_ascii_case(paper)).map(|(_, said)| said);
    let plain = PaperFile::default();
    let here = named.unwrap_or(&plain);
    let (top, bottom) = (here.top.as_ref().unwrap_or(&file.top), here.bottom.unwrap_or(file.bottom).0);
    let room = trim.height - top.get_ref().0 - bottom;
    let mut page = PageSetup {
        paper: paper.to_owned(),
        trim,
        inside: here.inside.as_ref().unwrap_or(&file.inside).get_ref().0,
        measure: here.measure.as_ref().unwrap_or(&file.measure).get_ref().0,
        gap: here.gap.unwrap_or(file.gap).0,
        note_column: here.note_column.unwrap_or(file.note_column).0,
        top: top.get_ref().0,
        lines: here.lines.as_ref().map_or((room.0.max(0) / leading.0) as usize, |lines| *lines.get_ref()),
        head: file.head.0,
        foot: file.foot.0,
        sides: match file.sides {
            SidesFile::Mirrored => Sides::Mirrored,
            SidesFile::Single => Sides::Single,
        },
        folio: match file.folio {
            FolioFile::Outer => FolioPlace::Outer,
            FolioFile::Center => FolioPlace::Center,
            FolioFile::Right => FolioPlace::Right,
        },
    };
    if named.is_none() {
        fit(&mut page, hang);
    }
    let first = |said: &Option<Spanned<Length>>, all: &Spanned<Length>| said.as_ref().unwrap_or(all).span();
    across(&page, first(&here.inside, &file.inside), first(&here.measure, &file.measure))?;
    down(&page, leading, here.lines.as_ref().map_or(top.span(), Spanned::span))?;
    Ok(page)
}

/// The least outer margin on a paper that the theme does not speak of: 12 mm, as beside the note column of `brief`.
const LEAST_OUTER: f64 = 12.0;

/// The least room between the paper's edge and numbers that hang in the inner margin: 8 mm, for the fold.
const LEAST_INNER: f64 = 8.0;

/// Fits a page to a paper that the theme does not speak of: the note column goes first; then the text takes two
/// thirds of the width, between margins of one and two ninths, as van de Graaf divides a page. Numbers that hang before
/// headings keep their room.
fn fit(page: &mut PageSetup, hang: Abs) {
    let width = page.trim.width;
    let outer = Abs::mm(LEAST_OUTER);
    if page.inside + page.measure + page.gap + page.note_column + outer <= width {
        return;
    }
    page.gap = Abs::ZERO;
    page.note_column = Abs::ZERO;
    if page.inside + page.measure + outer.max(page.inside / 2) > width {
        let numbers = if hang > Abs::ZERO { hang + Abs::mm(LEAST_INNER) } else { Abs::ZERO };
        page.inside = (width / 9).max(numbers);
        page.measure = page.measure.min(width - width / 3);
    }
}

/// Columns must lie on the paper. The blame goes to what stands in the file.
fn across(page: &PageSetup, inside: Range<usize>, measure: Range<usize>) -> Result<(), Fault> {
    let needed = page.inside + page.measure + page.gap + page.note_column;
    if needed <= page.trim.width {
        return Ok(());
    }
    let why = format!(
        "margin and columns need {needed} pt, but {} is {} pt wide; make inside, measure or note-column smaller",
        page.paper, page.trim.width
    );
    // What stands in the user's file comes before what its base says.
    Err(Fault::new(why, if inside.start < measure.start { inside } else { measure }))
}

fn down(page: &PageSetup, leading: Abs, place: Range<usize>) -> Result<(), Fault> {
    let end = page.top + leading * i64::try_from(page.lines).unwrap_or(i64::MAX >> 40).min(100_000);
    if end <= page.trim.height {
        return Ok(());
    }
    let (lines, paper, height) = (page.lines, &page.paper, page.trim.height);
    let why = format!("{lines} lines end at {end} pt, but {paper} is {height} pt high; leave lines out, or lower it");
    Err(Fault::new(why, place))
}

fn measures(page: &PageSetup, body: &TextStyle, place: Range<usize>) -> Result<(), Fault> {
    if page.lines < 6 || page.measure < body.size * 8 {
        let why = format!(
            "a page must hold six lines of eight ems at least; on {} it would hold {} lines of {} pt",
            page.paper, page.lines, page.measure
        );
        return Err(Fault::new(why, place));
    }
    Ok(())
}
