//! How it should look: every dimension and typeface, as data.
//!
//! A theme is written in TOML in the trade's notation (`size = "10.5/14.5"`, `inside = "28mm"`) and read into a
//! [`Theme`], in which every length is resolved for one paper. What is wrong with a theme file is told with its place.

mod file;
mod ink;
mod text;

pub use ink::Ink;
pub use text::{Caps, Figures, FontRequest, Hyphens, Setting, Slope, TextStyle};

use crate::error::Result;
use crate::length::{Abs, Size};

/// The themes that come with Offprint, the default first: name and file.
pub const THEMES: &[(&str, &str)] = &[
    ("brief", include_str!("themes/brief.toml")),
    ("report", include_str!("themes/report.toml")),
    ("largeprint", include_str!("themes/largeprint.toml")),
    ("manuscript", include_str!("themes/manuscript.toml")),
    ("booklet", include_str!("themes/booklet.toml")),
    ("narrow", include_str!("themes/narrow.toml")),
    ("clearprint", include_str!("themes/clearprint.toml")),
    ("bundle", include_str!("themes/bundle.toml")),
];

/// The papers a theme can be set on: name, width and height.
pub const PAPERS: &[(&str, &str)] = &[
    ("A4", "210x297mm"),
    ("Letter", "8.5x11in"),
    ("A5", "148x210mm"),
    ("B5", "176x250mm"),
    ("Legal", "8.5x14in"),
    ("Executive", "7.25x10.5in"),
    ("Half-Letter", "5.5x8.5in"),
    ("Royal", "156x234mm"),
];

/// Whether a paper is called that, or is as large: `A4`, `150x220mm`. Whether a theme has room on it is another question.
pub fn is_paper(text: &str) -> bool {
    file::is_paper(text)
}

/// How pages look: resolved, for one paper.
#[derive(Debug, Clone, PartialEq)]
pub struct Theme {
    /// Its name.
    pub name: String,
    /// What it is for, in a line.
    pub about: String,
    /// The paper and what is where on it.
    pub page: PageSetup,
    /// Running text.
    pub body: TextStyle,
    /// The indent of a paragraph's first line, of lists and of quotations.
    pub indent: Abs,
    /// What parts a paragraph from the one above it.
    pub parting: Parting,
    /// How words are stressed.
    pub emphasis: Emphasis,
    /// Whether there may be small capitals.
    pub small_caps: SmallCaps,
    /// Whether headings are numbered.
    pub numbering: Numbering,
    /// Whether lines are.
    pub line_numbers: Option<LineNumbers>,
    /// Where notes stand.
    pub notes: NotePlace,
    /// What becomes of addresses that links lead to.
    pub links: Links,
    /// The title of an article.
    pub title: TextStyle,
    /// What stands below the title.
    pub standfirst: TextStyle,
    /// Headings of level 2 to 6; the last serves for the deeper ones.
    pub headings: Vec<HeadingStyle>,
    /// Block quotations.
    pub quote: TextStyle,
    /// Notes, tips and warnings set off from the text.
    pub alert: AlertStyle,
    /// Programs' text in blocks; in lines its face is used at the size of the text.
    pub code: TextStyle,
    /// Cells of tables.
    pub table: TextStyle,
    /// Captions of figures and tables.
    pub caption: TextStyle,
    /// Notes at the foot.
    pub note: TextStyle,
    /// The note column beside the opener.
    pub margin: TextStyle,
    /// Running heads.
    pub head: TextStyle,
    /// Folios.
    pub folio: TextStyle,
    /// Semibold within the sans faces: labels of the note column, captions' numbers.
    pub label_weight: u16,
    /// The colour of what is set off: numbers, rules.
    pub accent: Ink,
    /// What the paragraph breaker is told.
    pub breaking: BreakingStyle,
    /// How an article opens.
    pub opener: Opener,
}

/// How notes, tips and warnings are set off.
#[derive(Debug, Clone, PartialEq)]
pub struct AlertStyle {
    /// By what.
    pub look: AlertLook,
    /// Their type.
    pub text: TextStyle,
}

/// What sets an alert off from the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AlertLook {
    /// A rule in the accent at its side.
    Rule,
    /// A box of gray.
    Box {
        /// How much black, in per cent.
        tint: u8,
    },
}

/// What parts a paragraph from the one above it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Parting {
    /// The indent of its first line.
    Indent,
    /// White, in running text this much; in smaller type less.
    Space(Abs),
}

/// How words are stressed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Emphasis {
    /// In italics.
    Italic,
    /// In semibold: italics are hard on weak eyes.
    Semibold,
}

/// Whether there may be small capitals.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SmallCaps {
    /// There may, where face and language have them.
    Allowed,
    /// Never.
    Never,
}

/// Whether headings are numbered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Numbering {
    /// They are not.
    None,
    /// 1, 1.1, 1.1.1, this far to the left of the text.
    Hanging(Abs),
}

/// Numbers of lines, in the margin.
#[derive(Debug, Clone, PartialEq)]
pub struct LineNumbers {
    /// Each so many lines.
    pub every: usize,
    /// Their type.
    pub text: TextStyle,
}

/// Where notes stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotePlace {
    /// At the foot of the page of their call.
    Foot,
    /// Behind the article.
    End,
}

/// What becomes of addresses that links lead to: on paper nobody can follow them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Links {
    /// They can be followed on a screen, and that is all.
    None,
    /// They stand behind the words, in brackets.
    Inline,
    /// They stand in notes, each address once.
    Notes,
}

/// The paper and what is where on it.
#[derive(Debug, Clone, PartialEq)]
pub struct PageSetup {
    /// The paper's name: "A4".
    pub paper: String,
    /// The trimmed page.
    pub trim: Size,
    /// From the spine to the text.
    pub inside: Abs,
    /// The width of the text.
    pub measure: Abs,
    /// From the text to the note column.
    pub gap: Abs,
    /// The width of the note column; zero for none.
    pub note_column: Abs,
    /// From the top of the page to the first line's box.
    pub top: Abs,
    /// How many lines of running text a page holds.
    pub lines: usize,
    /// From the top of the page to the baseline of the running head.
    pub head: Abs,
    /// From the bottom of the page to the baseline of the folio.
    pub foot: Abs,
    /// Whether left-hand pages mirror right-hand ones.
    pub sides: Sides,
    /// Where the folio stands.
    pub folio: FolioPlace,
}

impl PageSetup {
    /// Makes the note column as wide as a hand wants it, and the text so much narrower as it must be.
    pub fn make_room_for_notes(&mut self) {
        /// A line of handwriting: 45 mm.
        const HAND: Abs = Abs(Abs::PT.0 * 128);
        /// The shortest line that is pleasant to read, some 45 letters: 75 mm.
        const MEASURE: Abs = Abs(Abs::PT.0 * 213);
        /// From the text, 5 mm, and to the edge, 10 mm.
        const WHITE: [Abs; 2] = [Abs(Abs::PT.0 * 14), Abs(Abs::PT.0 * 28)];
        let [gap, edge] = WHITE;
        let gap = self.gap.max(gap);
        let room = self.trim.width - self.inside - gap - edge;
        let column = HAND.max(self.note_column).min(room - MEASURE).max(self.note_column);
        self.measure = self.measure.min(room - column);
        self.gap = gap;
        self.note_column = column;
    }
}

/// Where the folio stands at the foot.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FolioPlace {
    /// At the edge away from the spine.
    Outer,
    /// Under the middle of the text.
    Center,
    /// At the right on every page.
    Right,
}

/// Whether left-hand pages mirror right-hand ones.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sides {
    /// They do: the inside margin is at the spine.
    Mirrored,
    /// Every page is set like a right-hand one.
    Single,
}

/// A heading's look and the white around it.
#[derive(Debug, Clone, PartialEq)]
pub struct HeadingStyle {
    /// Its type.
    pub text: TextStyle,
    /// White above; none at the top of a page.
    pub before: Abs,
    /// White below.
    pub after: Abs,
    /// On lines of its own, or at the head of the paragraph.
    pub place: HeadingPlace,
}

/// Where a heading stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HeadingPlace {
    /// On lines of its own.
    Display,
    /// At the head of the paragraph that follows.
    RunIn,
}

/// How an article opens.
#[derive(Debug, Clone, PartialEq)]
pub struct Opener {
    /// White above the title, in lines of running text.
    pub drop: usize,
    /// Whether the first words are set in small capitals.
    pub words: OpeningWords,
}

/// What the first words of an article look like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OpeningWords {
    /// As the rest.
    Plain,
    /// In small capitals, where face and language have them.
    SmallCaps,
    /// The first letter is two lines high, the words behind it are in small capitals.
    DropCap,
}

/// What the paragraph breaker is told; see [`crate::breaking`] for the meanings.
#[derive(Debug, Clone, PartialEq)]
pub struct BreakingStyle {
    /// How far a word space may stretch, as a part of it.
    pub stretch: f64,
    /// How far it may shrink, as a part of it.
    pub shrink: f64,
    /// How far glyphs may be widened or narrowed, per mille.
    pub expansion: i64,
    /// How far letters may be parted or drawn together unseen, in ten thousandths of the type size.
    pub tracking: i64,
    /// How much further they may be parted in a line that would have holes otherwise, in the same unit.
    pub reserve: i64,
    /// The badness accepted before a paragraph is tried with hyphens, and then without mercy.
    pub tolerance: i64,
    /// What a hyphen costs.
    pub hyphen_penalty: i64,
    /// What a very short last line costs.
    pub runt_penalty: i64,
}

impl Theme {
    /// A theme that comes with Offprint, on that paper: a name of [`PAPERS`] or a size like `150x220mm`. On `None`, its
    /// own.
    ///
    /// # Errors
    /// [`Error::Theme`](crate::Error::Theme) if there is no such theme, or no such paper.
    pub fn named<'p>(name: &str, paper: impl Into<Option<&'p str>>) -> Result<Self> {
        file::named(name, paper.into())
    }

    /// A theme from the text of a theme file. What the file leaves out is as in the theme that it names as its `base`,
    /// else as in the first of [`THEMES`].
    ///
    /// # Errors
    /// [`Error::Theme`](crate::Error::Theme), with the place of the mistake.
    pub fn from_toml<'p>(name: &str, text: &str, paper: impl Into<Option<&'p str>>) -> Result<Self> {
        file::read(name, text, paper.into())
    }

    /// The same with all leading so many times as wide, for scripts that need more than Latin: pages are as high as
    /// before and hold fewer lines.
    #[must_use]
    pub fn aired(&self, air: f64) -> Self {
        // To quarters of a point, so that what was on one grid is on one grid again.
        let quarter = Abs::PT / 4;
        let wider = |length: Abs| Abs((length.scale(air).0 + quarter.0 / 2) / quarter.0 * quarter.0);
        let mut theme = self.clone();
        let height = theme.body.leading * theme.page.lines as i64;
        let mut texts = vec![
            &mut theme.body,
            &mut theme.title,
            &mut theme.standfirst,
            &mut theme.quote,
            &mut theme.alert.text,
            &mut theme.table,
            &mut theme.caption,
            &mut theme.note,
            &mut theme.margin,
        ];
        texts.extend(theme.headings.iter_mut().map(|heading| &mut heading.text));
        texts.into_iter().for_each(|text| text.leading = wider(text.leading));
        for heading in &mut theme.headings {
            (heading.before, heading.after) = (wider(heading.before), wider(heading.after));
        }
        if let Parting::Space(space) = &mut theme.parting {
            *space = theme.body.leading.times(space.0, self.body.leading.0.max(1));
        }
        theme.page.lines = ((height.0 / theme.body.leading.0.max(1)).max(1)) as usize;
        theme
    }

    /// The look of a heading of that level.
    pub fn heading(&self, level: u8) -> &HeadingStyle {
        let index = usize::from(level.saturating_sub(2)).min(self.headings.len() - 1);
        &self.headings[index]
    }
}

impl Default for Theme {
    /// `brief`, on A4.
    fn default() -> Self {
        static BRIEF: std::sync::OnceLock<Theme> = std::sync::OnceLock::new();
        BRIEF.get_or_init(|| Self::named("brief", "A4").expect("the bundled theme is sound: a test reads it")).clone()
    }
}
