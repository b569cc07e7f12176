//! Theme files: what was written ([`ThemeFile`]), and what it means ([`Theme`]).

use super::{
    BreakingStyle, Figures, FontRequest, HeadingPlace, HeadingStyle, Hyphens, Ink, Opener, OpeningWords, PAPERS,
    PageSetup, Setting, Sides, Slope, THEMES, TextStyle, Theme,
};
use crate::error::{Error, Result};
use crate::length::{Abs, Size};
use crate::source::{SourceId, Span};
use serde::{Deserialize, Deserializer, de};
use std::collections::BTreeMap;

/// A bundled theme, by name.
pub(super) fn named(name: &str, paper: &str) -> Result<Theme> {
    let Some((_, text)) = THEMES.iter().find(|(known, _)| *known == name) else {
        let known: Vec<_> = THEMES.iter().map(|(name, _)| *name).collect();
        return Err(fault(name, format!("there is no such theme; there is {}", known.join(", ")), Span::NONE));
    };
    read(name, text, paper)
}

/// A theme from the text of its file.
pub(super) fn read(name: &str, text: &str, paper: &str) -> Result<Theme> {
    let file: ThemeFile = toml::from_str(text).map_err(|error| {
        let span = error.span().map_or(Span::NONE, |range| Span::new(SourceId::default(), range));
        fault(name, error.message().to_owned(), span)
    })?;
    file.resolve(name, paper)
}

fn fault(name: &str, why: String, span: Span) -> Error {
    Error::Theme { name: name.to_owned(), why, span }
}

/// A theme as it is written.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
struct ThemeFile {
    families: BTreeMap<String, String>,
    page: PageFile,
    body: BodyFile,
    opener: OpenerFile,
    title: TextFile,
    standfirst: TextFile,
    heading: Vec<HeadingFile>,
    quote: TextFile,
    code: TextFile,
    table: TextFile,
    caption: TextFile,
    note: TextFile,
    margin: TextFile,
    head: TextFile,
    folio: TextFile,
    color: ColorFile,
    breaking: BreakingFile,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
struct PageFile {
    inside: Length,
    measure: Length,
    gap: Length,
    note_column: Length,
    top: Length,
    head: Length,
    foot: Length,
    sides: SidesFile,
    lines: BTreeMap<String, usize>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum SidesFile {
    Mirrored,
    Single,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
struct TextFile {
    family: String,
    size: TypeSize,
    weight: Option<u16>,
    slope: Option<SlopeFile>,
    setting: Option<SettingFile>,
    figures: Option<FiguresFile>,
    hyphens: Option<bool>,
}

// serde cannot flatten and deny unknown fields at once, so these two repeat the fields of a text.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
struct BodyFile {
    family: String,
    size: TypeSize,
    weight: Option<u16>,
    setting: Option<SettingFile>,
    figures: Option<FiguresFile>,
    hyphens: Option<bool>,
    indent: Length,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
struct HeadingFile {
    family: String,
    size: TypeSize,
    weight: Option<u16>,
    slope: Option<SlopeFile>,
    figures: Option<FiguresFile>,
    before: Length,
    after: Length,
    run_in: Option<bool>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
struct OpenerFile {
    drop: usize,
    words: WordsFile,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum WordsFile {
    Plain,
    SmallCaps,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum SlopeFile {
    Roman,
    Italic,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum SettingFile {
    Justified,
    Ragged,
    Centered,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum FiguresFile {
    OldStyle,
    Lining,
    Tabular,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct ColorFile {
    accent: AccentFile,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct AccentFile {
    cmyk: [u8; 4],
    rgb: [u8; 3],
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
struct BreakingFile {
    stretch: f64,
    shrink: f64,
    expansion: i64,
    tolerance: i64,
    hyphen_penalty: i64,
    runt_penalty: i64,
}

/// A length in the trade's notation: `28mm`, `14.5pt`, `1in`.
#[derive(Debug, Clone, Copy)]
struct Length(Abs);

impl<'de> Deserialize<'de> for Length {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> std::result::Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        length(&text).map(Length).ok_or_else(|| {
            de::Error::custom(format!("\"{text}\" is not a length like \"28mm\", \"14.5pt\" or \"1in\""))
        })
    }
}

/// A size of type and its leading: `10.5/14.5`, in points.
#[derive(Debug, Clone, Copy)]
struct TypeSize {
    size: Abs,
    leading: Abs,
}

impl<'de> Deserialize<'de> for TypeSize {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> std::result::Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        let parts = text.split_once('/').and_then(|(size, leading)| Some((points(size)?, points(leading)?)));
        match parts {
            Some((size, leading)) if size.0 > 0 && leading >= size.scale(0.8) => Ok(Self { size, leading }),
            _ => Err(de::Error::custom(format!("\"{text}\" is not a size and leading like \"10.5/14.5\""))),
        }
    }
}

fn points(text: &str) -> Option<Abs> {
    let number: f64 = text.trim().parse().ok()?;
    (number.is_finite() && (0.0..=10_000.0).contains(&number)).then(|| Abs::pt(number))
}

fn length(text: &str) -> Option<Abs> {
    let text = text.trim();
    let unit = text.find(|c: char| c.is_ascii_alphabetic())?;
    let points = points(&text[..unit])?;
    match &text[unit..] {
        "pt" => Some(points),
        "mm" => Some(Abs::mm(points.to_pt())),
        "cm" => Some(Abs::mm(points.to_pt() * 10.0)),
        "in" => Some(points * 72),
        _ => None,
    }
}

/// A paper's size by name, in any case.
fn paper_size(paper: &str) -> Option<(&'static str, Size)> {
    let (name, size) = PAPERS.iter().find(|(name, _)| name.eq_ignore_ascii_case(paper))?;
    let unit = size.find(|c: char| c.is_ascii_alphabetic() && c != 'x')?;
    let (width, height) = size[..unit].split_once('x')?;
    let side = |number: &str| length(&format!("{number}{}", &size[unit..]));
    Some((name, Size { width: side(width)?, height: side(height)? }))
}

impl ThemeFile {
    fn resolve(self, name: &str, paper: &str) -> Result<Theme> {
        let wrong = |why: String| fault(name, why, Span::NONE);
        let (paper, trim) = paper_size(paper).ok_or_else(|| {
            let known: Vec<_> = PAPERS.iter().map(|(name, _)| *name).collect();
            wrong(format!("no paper \"{paper}\"; there is {}", known.join(", ")))
        })?;
        let lines = *self.page.lines.get(paper).ok_or_else(|| wrong(format!("page.lines says nothing of {paper}")))?;
        let family = |alias: &str| {
            self.families.get(alias).cloned().ok_or_else(|| wrong(format!("families has no \"{alias}\"")))
        };
        let text = |file: &TextFile| -> Result<TextStyle> { Ok(style(family(&file.family)?, file)) };
        let body = TextFile {
            family: self.body.family,
            size: self.body.size,
            weight: self.body.weight,
            slope: None,
            setting: self.body.setting,
            figures: self.body.figures,
            hyphens: self.body.hyphens,
        };
        let body = text(&body)?;
        let headings = self.heading.into_iter().map(|heading| {
            let place = if heading.run_in == Some(true) { HeadingPlace::RunIn } else { HeadingPlace::Display };
            let (before, after) = (heading.before.0, heading.after.0);
            let file = TextFile {
                family: heading.family,
                size: heading.size,
                weight: heading.weight,
                slope: heading.slope,
                setting: None,
                figures: heading.figures,
                hyphens: None,
            };
            Ok(HeadingStyle { text: text(&file)?, before, after, place })
        });
        let headings: Vec<_> = headings.collect::<Result<_>>()?;
        let page = PageSetup {
            paper: paper.to_owned(),
            trim,
            inside: self.page.inside.0,
            measure: self.page.measure.0,
            gap: self.page.gap.0,
            note_column: self.page.note_column.0,
            top: self.page.top.0,
            lines,
            head: self.page.head.0,
            foot: self.page.foot.0,
            sides: match self.page.sides {
                SidesFile::Mirrored => Sides::Mirrored,
                SidesFile::Single => Sides::Single,
            },
        };
        let theme = Theme {
            name: name.to_owned(),
            page,
            indent: self.body.indent.0,
            title: text(&self.title)?,
            standfirst: text(&self.standfirst)?,
            headings,
            quote: text(&self.quote)?,
            code: text(&self.code)?,
            table: text(&self.table)?,
            caption: text(&self.caption)?,
            note: text(&self.note)?,
            margin: text(&self.margin)?,
            head: text(&self.head)?,
            folio: text(&self.folio)?,
            body,
            label_weight: 600,
            accent: Ink::Process { cmyk: self.color.accent.cmyk, rgb: self.color.accent.rgb },
            breaking: BreakingStyle {
                stretch: self.breaking.stretch,
                shrink: self.breaking.shrink,
                expansion: self.breaking.expansion,
                tolerance: self.breaking.tolerance,
                hyphen_penalty: self.breaking.hyphen_penalty,
                runt_penalty: self.breaking.runt_penalty,
            },
            opener: Opener {
                drop: self.opener.drop,
                words: match self.opener.words {
                    WordsFile::Plain => OpeningWords::Plain,
                    WordsFile::SmallCaps => OpeningWords::SmallCaps,
                },
            },
        };
        check(&theme).map_err(wrong)?;
        Ok(theme)
    }
}

fn style(family: String, file: &TextFile) -> TextStyle {
    TextStyle {
        font: FontRequest {
            family,
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
        hyphens: if file.hyphens == Some(true) { Hyphens::Allowed } else { Hyphens::Forbidden },
        ink: Ink::Black,
    }
}

/// What a theme must be to be set at all.
fn check(theme: &Theme) -> std::result::Result<(), String> {
    let page = &theme.page;
    let across = page.inside + page.measure + page.gap + page.note_column;
    let down = page.top + theme.body.leading * page.lines as i64;
    if across > page.trim.width {
        return Err(format!("margins and columns need {across} pt, but {} is {} pt wide", page.paper, page.trim.width));
    }
    if down > page.trim.height {
        return Err(format!(
            "{} lines end at {down} pt, but {} is {} pt high",
            page.lines, page.paper, page.trim.height
        ));
    }
    if page.lines < 6 || page.measure < theme.body.size * 8 {
        return Err("a page must hold six lines of eight ems at least".to_owned());
    }
    if theme.headings.is_empty() {
        return Err("there is no [[heading]]".to_owned());
    }
    let breaking = &theme.breaking;
    if !(0.0..=4.0).contains(&breaking.stretch)
        || !(0.0..=0.9).contains(&breaking.shrink)
        || !(0..=100).contains(&breaking.expansion)
    {
        return Err("breaking.stretch, shrink or expansion is out of range".to_owned());
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_bundled_theme_reads_on_every_paper() {
        for (name, _) in THEMES {
            for (paper, _) in PAPERS {
                let theme = Theme::named(name, paper).unwrap();
                assert_eq!(theme.page.paper, *paper);
            }
        }
    }

    #[test]
    fn the_brief_theme_on_both_papers() {
        let a4 = Theme::named("brief", "A4").unwrap();
        let letter = Theme::named("brief", "letter").unwrap();
        assert_eq!(a4.page.measure, letter.page.measure);
        assert_eq!(format!("{} {}", a4.page.trim.width, a4.page.trim.height), "595.3 841.9");
        assert_eq!(format!("{}", letter.page.trim.height), "792.0");
        assert_eq!(a4.heading(6).place, HeadingPlace::RunIn);
    }

    #[test]
    fn mistakes_point_at_their_line() {
        let text = THEMES[0].1.replace("inside      = \"28mm\"", "inside = \"28 furlongs\"");
        let Err(Error::Theme { span, why, .. }) = Theme::from_toml("x", &text, "A4") else { panic!("must fail") };
        assert!(why.contains("furlongs"), "{why}");
        assert!(text[span.range()].contains("furlongs"));
        assert!(Theme::from_toml("x", &THEMES[0].1.replace("\"28mm\"", "\"128mm\""), "A4").is_err());
        assert!(Theme::named("brief", "A0").is_err());
    }
}
