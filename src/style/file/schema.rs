//! A theme as it is written. Values that can be wrong only together with others keep their place in the file.

use super::units::{Length, TypeSize};
use serde::Deserialize;
use std::collections::BTreeMap;
use toml::Spanned;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(super) struct ThemeFile {
    /// Read by the merger.
    #[allow(dead_code)]
    pub base: Option<String>,
    pub about: String,
    pub families: BTreeMap<String, String>,
    pub page: PageFile,
    pub body: BodyFile,
    pub numbers: NumbersFile,
    pub opener: OpenerFile,
    pub title: TextFile,
    pub standfirst: TextFile,
    pub heading: Vec<HeadingFile>,
    pub quote: TextFile,
    pub alert: AlertFile,
    pub code: TextFile,
    pub table: TextFile,
    pub caption: TextFile,
    pub note: TextFile,
    pub margin: TextFile,
    pub head: TextFile,
    pub folio: TextFile,
    pub color: ColorFile,
    pub breaking: BreakingFile,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(super) struct PageFile {
    pub paper: Spanned<String>,
    pub inside: Spanned<Length>,
    pub measure: Spanned<Length>,
    pub gap: Length,
    pub note_column: Length,
    pub top: Spanned<Length>,
    pub bottom: Length,
    pub head: Length,
    pub foot: Length,
    pub sides: SidesFile,
    pub folio: FolioFile,
    pub notes: NotesFile,
    pub links: LinksFile,
    #[serde(default)]
    pub papers: BTreeMap<Spanned<String>, PaperFile>,
}

/// What is different on one paper.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(super) struct PaperFile {
    pub inside: Option<Spanned<Length>>,
    pub measure: Option<Spanned<Length>>,
    pub gap: Option<Length>,
    pub note_column: Option<Length>,
    pub top: Option<Spanned<Length>>,
    pub bottom: Option<Length>,
    pub lines: Option<Spanned<usize>>,
}

#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum SidesFile {
    Mirrored,
    Single,
}

#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum FolioFile {
    Outer,
    Center,
    Right,
}

#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum LinksFile {
    None,
    Inline,
    Notes,
}

#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum NotesFile {
    Foot,
    End,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(super) struct TextFile {
    pub family: Spanned<String>,
    pub size: TypeSize,
    pub weight: Option<u16>,
    pub slope: Option<SlopeFile>,
    pub setting: Option<SettingFile>,
    pub figures: Option<FiguresFile>,
    pub caps: Option<CapsFile>,
    pub hyphens: Option<bool>,
}

// serde cannot flatten and deny unknown fields at once, so these two repeat the fields of a text.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(super) struct BodyFile {
    pub family: Spanned<String>,
    pub size: TypeSize,
    pub weight: Option<u16>,
    pub setting: Option<SettingFile>,
    pub figures: Option<FiguresFile>,
    pub hyphens: Option<bool>,
    pub indent: Length,
    pub space: Length,
    pub emphasis: EmphasisFile,
    pub small_caps: bool,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(super) struct HeadingFile {
    pub family: Spanned<String>,
    pub size: TypeSize,
    pub weight: Option<u16>,
    pub slope: Option<SlopeFile>,
    pub figures: Option<FiguresFile>,
    pub caps: Option<CapsFile>,
    pub before: Length,
    pub after: Length,
    pub run_in: Option<bool>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(super) struct AlertFile {
    pub look: AlertLookFile,
    pub tint: Spanned<u8>,
    pub family: Spanned<String>,
    pub size: TypeSize,
    pub setting: Option<SettingFile>,
    pub figures: Option<FiguresFile>,
    pub hyphens: Option<bool>,
}

#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum AlertLookFile {
    Rule,
    Box,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(super) struct NumbersFile {
    pub headings: NumberingFile,
    pub hang: Length,
    pub lines: usize,
    pub family: Spanned<String>,
    pub size: TypeSize,
}

#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum NumberingFile {
    None,
    Hanging,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(super) struct OpenerFile {
    pub drop: usize,
    pub words: WordsFile,
}

#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum WordsFile {
    Plain,
    SmallCaps,
    DropCap,
}

#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum EmphasisFile {
    Italic,
    Semibold,
}

#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum SlopeFile {
    Roman,
    Italic,
}

#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum SettingFile {
    Justified,
    Ragged,
    Centered,
}

#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum FiguresFile {
    OldStyle,
    Lining,
    Tabular,
}

#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum CapsFile {
    AsWritten,
    Small,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ColorFile {
    pub accent: AccentFile,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct AccentFile {
    pub cmyk: [u8; 4],
    pub rgb: [u8; 3],
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(super) struct BreakingFile {
    pub stretch: Spanned<f64>,
    pub shrink: Spanned<f64>,
    pub expansion: Spanned<i64>,
    pub tracking: Spanned<f64>,
    pub reserve: Spanned<f64>,
    pub tolerance: i64,
    pub hyphen_penalty: i64,
    pub runt_penalty: i64,
}
