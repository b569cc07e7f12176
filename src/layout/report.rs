//! The layout report: what a reviser would mark on the proofs, and how evenly the text is set, from the pages' own
//! data.
//!
//! The figures are of running text: of its lines of four words or more that are not the last of their paragraph. The word
//! space of a line is the mean of its spaces, against what the face draws.

use super::galley::{LineFacts, VBox};
use super::inline::LineEnd;
use super::page::{Body, Frame};
use crate::breaking::{RIVER_LINES, Stream};
use crate::length::Abs;
use crate::source::Span;
use crate::style::{Setting, Theme};

/// What is to be said of a layout.
#[derive(Debug, Clone, Default)]
pub struct Report {
    /// What a reviser would mark, in the order of the pages.
    pub findings: Vec<Finding>,
    /// How evenly the text is set.
    pub figures: Figures,
}

/// Something a reviser would mark.
#[derive(Debug, Clone, PartialEq)]
pub struct Finding {
    /// What it is.
    pub kind: FindingKind,
    /// The page, counted from 1.
    pub page: usize,
    /// How much: of what, the kind says.
    pub amount: f64,
    /// The first words of the line.
    pub words: String,
    /// Where they stand in the source.
    pub span: Span,
}

/// What a reviser would mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FindingKind {
    /// Word spaces over 1.35 times as wide as the face draws them. The amount is how many times.
    LooseLine,
    /// Word spaces under 0.75 times as wide, rounded. The amount is how many times.
    TightLine,
    /// Letters parted further than the eye passes over, for no word could be divided. The amount is the part used of
    /// the theme's reserve, in per cent.
    LetterspacedLine,
    /// A justified line that ends short, for nothing in it may be broken. The amount is by how many points.
    ShortLine,
    /// A line wider than its measure. The amount is by how many points.
    OverfullLine,
    /// Three lines or more in a row that end in a hyphen. The amount is how many.
    Ladder,
    /// A last line narrower than two em. The amount is its width in em.
    Runt,
    /// Four lines or more whose word spaces stand below one another, each by half at least. The amount is how many.
    River,
    /// A paragraph's first line alone at the foot of a page.
    Orphan,
    /// A paragraph's last line alone at the head of a page.
    Widow,
    /// A hyphen at the foot of a page.
    HyphenAtFoot,
    /// A note that goes on overleaf. The amount is its number.
    NoteSplit,
    /// A page that is not full although the text goes on. The amount is how many lines it lacks.
    ShortPage,
}

impl FindingKind {
    /// Every kind, in the order of the summary.
    pub const ALL: &[Self] = &[
        Self::OverfullLine,
        Self::ShortLine,
        Self::LooseLine,
        Self::TightLine,
        Self::LetterspacedLine,
        Self::Ladder,
        Self::River,
        Self::Runt,
        Self::Orphan,
        Self::Widow,
        Self::HyphenAtFoot,
        Self::NoteSplit,
        Self::ShortPage,
    ];

    /// Its name, in the plural.
    pub fn name(self) -> &'static str {
        match self {
            Self::LooseLine => "loose lines",
            Self::TightLine => "tight lines",
            Self::LetterspacedLine => "letterspaced lines",
            Self::ShortLine => "short lines",
            Self::OverfullLine => "overfull lines",
            Self::Ladder => "hyphen ladders",
            Self::Runt => "runts",
            Self::River => "rivers",
            Self::Orphan => "orphans",
            Self::Widow => "widows",
            Self::HyphenAtFoot => "hyphens at a foot",
            Self::NoteSplit => "notes that go on overleaf",
            Self::ShortPage => "short pages",
        }
    }
}

impl Finding {
    /// What was found, in a few words.
    pub fn message(&self) -> String {
        let amount = self.amount;
        match self.kind {
            FindingKind::LooseLine => format!("loose line: word spaces of {amount:.2} times the natural width"),
            FindingKind::TightLine => format!("tight line: word spaces of {amount:.2} times the natural width"),
            FindingKind::LetterspacedLine => format!("letterspaced line: {amount:.0} % of the reserve is used"),
            FindingKind::ShortLine => format!("short line: it ends {amount:.1} pt before its measure"),
            FindingKind::OverfullLine => format!("overfull line: it is {amount:.1} pt wider than its measure"),
            FindingKind::Ladder => format!("hyphen ladder: {amount:.0} lines in a row"),
            FindingKind::Runt => format!("runt: a last line of {amount:.1} em"),
            FindingKind::River => format!("river: through {amount:.0} lines"),
            FindingKind::Orphan => "orphan: a first line alone at the foot".to_owned(),
            FindingKind::Widow => "widow: a last line alone at the head".to_owned(),
            FindingKind::HyphenAtFoot => "hyphen at the foot".to_owned(),
            FindingKind::NoteSplit => format!("note {amount:.0} goes on overleaf"),
            FindingKind::ShortPage => format!("short page: {amount:.1} lines are missing"),
        }
    }
}

/// How evenly running text is set.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Figures {
    /// Pages.
    pub pages: usize,
    /// Lines that count.
    pub lines: usize,
    /// Standard deviation of the lines' word spaces over their mean: 0 is perfect.
    pub variation: f64,
    /// Lines in a hundred whose word space is over 1.5 times the natural one.
    pub loose: f64,
    /// Lines in a hundred whose word space is under 0.75 times the natural one.
    pub tight: f64,
    /// The widest line's word space, in natural ones.
    pub worst: f64,
    /// Lines in a hundred that end in a hyphen.
    pub hyphens: f64,
    /// Runs of three lines or more that end in hyphens.
    pub ladders: usize,
    /// Rivers.
    pub rivers: usize,
    /// Last lines narrower than two em.
    pub runts: usize,
    /// Paragraphs split so that a line stands alone.
    pub widows_and_orphans: usize,
    /// Standard deviation, in lines, of what pages lack that should be full.
    pub foot: f64,
}

/// Gathers a report while pages are made.
#[derive(Debug, Default)]
pub(super) struct Reviser {
    findings: Vec<Finding>,
    spaces: Vec<f64>,
    hyphens: usize,
    pages: usize,
    /// What full pages lack, in lines.
    short: Vec<f64>,
    paragraph: Paragraph,
    /// The word spaces of the line being read, from and to.
    places: Vec<(Abs, Abs)>,
}

/// The paragraph being read.
#[derive(Debug, Default)]
struct Paragraph {
    lines: usize,
    /// How many lines up to here end in a hyphen.
    ladder: usize,
    /// White that may be part of a river, and the length of the one that was met last.
    stream: Stream,
    river: usize,
    /// The page of the line before, and how many lines of the paragraph it has.
    page: usize,
    on_page: usize,
}

impl Reviser {
    /// Reads the pages of a part, the first of which has the number `first`.
    pub fn read(&mut self, bodies: &[Body], first: usize, frame: Frame, theme: &Theme) {
        for (index, body) in bodies.iter().enumerate() {
            let page = first + index;
            self.pages += 1;
            for (_, vbox) in &body.boxes {
                match vbox.line {
                    Some(facts) if facts.quality.size == theme.body.size => self.line(vbox, facts, page, theme),
                    Some(facts) => {
                        self.faults(vbox, facts, page);
                        self.paragraph = Paragraph::default();
                    }
                    None => {}
                }
            }
            let last = body.boxes.last().map(|(_, vbox)| vbox);
            if index + 1 < bodies.len() {
                self.foot(last, body, page, frame);
            }
            for number in &body.splits {
                self.find(FindingKind::NoteSplit, page, *number as f64, last);
            }
        }
        self.paragraph = Paragraph::default();
    }

    fn foot(&mut self, last: Option<&VBox>, body: &Body, page: usize, frame: Frame) {
        let lines = body.short.to_pt() / frame.grid.to_pt();
        self.short.push(lines);
        if lines >= 0.4 {
            self.find(FindingKind::ShortPage, page, lines, last);
        }
        if last.is_some_and(|vbox| vbox.ends == LineEnd::Hyphen) {
            self.find(FindingKind::HyphenAtFoot, page, 1.0, last);
        }
    }

    /// What can be wrong with any line.
    fn faults(&mut self, vbox: &VBox, facts: LineFacts, page: usize) {
        let fit = facts.quality.fit;
        // Less than a tenth of a point is rounding.
        if fit.over > Abs::PT / 10 {
            self.find(FindingKind::OverfullLine, page, fit.over.to_pt(), Some(vbox));
        }
        if facts.end != LineEnd::Last && facts.quality.setting == Setting::Justified {
            if fit.short > Abs::PT {
                self.find(FindingKind::ShortLine, page, fit.short.to_pt(), Some(vbox));
            }
            if fit.strain > 0.0 {
                self.find(FindingKind::LetterspacedLine, page, fit.reserve * 100.0, Some(vbox));
            }
        }
    }

    /// A line of running text.
    fn line(&mut self, vbox: &VBox, facts: LineFacts, page: usize, theme: &Theme) {
        self.faults(vbox, facts, page);
        let em = theme.body.size;
        let mut spaces = std::mem::take(&mut self.places);
        find_spaces(vbox, &mut spaces);
        let last = facts.end == LineEnd::Last;
        let natural = facts.quality.space;
        self.split(vbox, facts.end, page);
        if !last && spaces.len() >= 3 && natural > Abs::ZERO && facts.quality.setting == Setting::Justified {
            let mean = spaces.iter().map(|(from, to)| *to - *from).sum::<Abs>().ratio(natural) / spaces.len() as f64;
            self.spaces.push(mean);
            self.hyphens += usize::from(facts.end == LineEnd::Hyphen);
            if mean > 1.35 {
                self.find(FindingKind::LooseLine, page, mean, Some(vbox));
            } else if mean < 0.745 {
                self.find(FindingKind::TightLine, page, mean, Some(vbox));
            }
        }
        self.rivers(&spaces, facts.end, vbox, page);
        self.places = spaces;
        self.paragraph.lines += 1;
        if facts.end == LineEnd::Hyphen {
            self.paragraph.ladder += 1;
        } else {
            if self.paragraph.ladder >= 3 {
                self.find(FindingKind::Ladder, page, self.paragraph.ladder as f64, Some(vbox));
            }
            self.paragraph.ladder = 0;
        }
        if last {
            let width = width(vbox);
            if self.paragraph.lines > 1 && width < em * 2 {
                self.find(FindingKind::Runt, page, width.ratio(em), Some(vbox));
            }
            self.paragraph = Paragraph::default();
        }
    }

    /// Tells of a paragraph's line that stands alone on its page.
    fn split(&mut self, vbox: &VBox, end: LineEnd, page: usize) {
        let paragraph = &mut self.paragraph;
        if paragraph.lines > 0 && paragraph.page != page {
            let alone = paragraph.on_page == 1 && paragraph.lines == 1;
            (paragraph.page, paragraph.on_page) = (page, 1);
            if alone {
                self.find(FindingKind::Orphan, page - 1, 1.0, Some(vbox));
            }
            if end == LineEnd::Last {
                self.find(FindingKind::Widow, page, 1.0, Some(vbox));
            }
            return;
        }
        paragraph.page = page;
        paragraph.on_page += 1;
    }

    /// A river is told of where it ends.
    fn rivers(&mut self, spaces: &[(Abs, Abs)], end: LineEnd, vbox: &VBox, page: usize) {
        let through = self.paragraph.stream.line(spaces.iter().copied());
        let before = std::mem::replace(&mut self.paragraph.river, through);
        if before >= RIVER_LINES && through <= before {
            self.find(FindingKind::River, page, before as f64, Some(vbox));
        }
        if end == LineEnd::Last && through >= RIVER_LINES {
            self.find(FindingKind::River, page, through as f64, Some(vbox));
        }
    }

    fn find(&mut self, kind: FindingKind, page: usize, amount: f64, vbox: Option<&VBox>) {
        let (words, span) = vbox.map(place).unwrap_or((String::new(), Span::NONE));
        self.findings.push(Finding { kind, page, amount, words, span });
    }

    /// The report.
    pub fn finish(self) -> Report {
        let count = |kind: FindingKind| self.findings.iter().filter(|finding| finding.kind == kind).count();
        let per_cent =
            |part: usize| if self.spaces.is_empty() { 0.0 } else { 100.0 * part as f64 / self.spaces.len() as f64 };
        let (mean, deviation) = spread(&self.spaces);
        let figures = Figures {
            pages: self.pages,
            lines: self.spaces.len(),
            variation: if mean > 0.0 { deviation / mean } else { 0.0 },
            loose: per_cent(self.spaces.iter().filter(|space| **space > 1.5).count()),
            tight: per_cent(self.spaces.iter().filter(|space| **space < 0.745).count()),
            worst: self.spaces.iter().copied().fold(0.0, f64::max),
            hyphens: per_cent(self.hyphens),
            ladders: count(FindingKind::Ladder),
            rivers: count(FindingKind::River),
            runts: count(FindingKind::Runt),
            widows_and_orphans: count(FindingKind::Widow) + count(FindingKind::Orphan),
            foot: spread(&self.short).1,
        };
        Report { findings: self.findings, figures }
    }
}

/// Mean and standard deviation.
fn spread(values: &[f64]) -> (f64, f64) {
    if values.is_empty() {
        return (0.0, 0.0);
    }
    let count = values.len() as f64;
    let mean = values.iter().sum::<f64>() / count;
    let variance = values.iter().map(|value| (value - mean) * (value - mean)).sum::<f64>() / count;
    (mean, variance.sqrt())
}

/// Finds the word spaces of a line.
fn find_spaces(vbox: &VBox, spaces: &mut Vec<(Abs, Abs)>) {
    spaces.clear();
    for placed in &vbox.items {
        let Some(run) = placed.item.glyphs() else { continue };
        let text = run.text.as_bytes();
        let mut x = placed.at.x;
        for (glyph, own) in run.glyphs.iter().zip(run.texts()) {
            let to = x + Abs(i64::from(glyph.advance));
            // The one at the line's end has no width.
            if glyph.text == 1 && glyph.advance > 0 && text.get(own.start) == Some(&b' ') {
                spaces.push((x, to));
            }
            x = to;
        }
    }
}

fn width(vbox: &VBox) -> Abs {
    let edges = vbox.items.iter().filter_map(|placed| Some((placed.at.x, placed.at.x + placed.item.glyphs()?.width())));
    let (from, to) = edges.fold((Abs::MAX, Abs::ZERO), |(from, to), edge| (from.min(edge.0), to.max(edge.1)));
    (to - from).max(Abs::ZERO)
}

/// The first words of a line, and where it came from.
fn place(vbox: &VBox) -> (String, Span) {
    let mut words = String::new();
    let mut span = Span::NONE;
    for run in vbox.items.iter().filter_map(|placed| placed.item.glyphs()) {
        if words.chars().count() < 48 {
            words.push_str(&run.text);
        }
        span = span.to(run.span);
    }
    (words.chars().take(48).collect::<String>().replace('\u{ad}', "-").trim().to_owned(), span)
}
