//! What is known of an article that was read, as data. The names are those of the JSON; `schema.json` describes them,
//! and a test holds the two together. Whoever changes a name or a meaning counts [`SCHEMA`] up.

use crate::excerpt::Lines;
use offprint::diag::{Code, Diagnostic, Severity};
use offprint::model::{
    Block, BlockKind, Document, Inline, InlineKind, Notes, Section, Visit, outline, plain, word_count, words,
};
use offprint::source::{Source, Span};
use serde::Serialize;

/// The version of the schema.
const SCHEMA: &str = "offprint-inspect/1";

/// How many words an adult reads in a minute, silently, in English non-fiction (Brysbaert 2019, a mean of 190
/// studies); other languages with spaces differ less than readers do.
const WORDS_A_MINUTE: usize = 238;

/// How many characters make a word in Chinese and Japanese, on average.
const IDEOGRAPHS_A_WORD: f64 = 1.5;

#[derive(Debug, Serialize)]
pub struct Facts {
    pub schema: &'static str,
    pub file: String,
    pub format: &'static str,
    pub encoding: &'static str,
    pub language: Option<Tongue>,
    pub meta: About,
    pub outline: Vec<Heading>,
    pub counts: Counts,
    pub decisions: Vec<Decision>,
}

#[derive(Debug, Serialize)]
pub struct Tongue {
    pub tag: String,
    pub name: String,
    pub guessed: bool,
}

#[derive(Debug, Serialize)]
pub struct About {
    pub title: Option<String>,
    pub standfirst: Option<String>,
    pub long_title: Option<String>,
    pub authors: Vec<String>,
    pub byline: Option<String>,
    pub publication: Option<String>,
    pub date: Option<Day>,
    pub url: Option<String>,
    pub keywords: Vec<String>,
    pub description: Option<String>,
    pub rights: Option<String>,
}

#[derive(Debug, Serialize)]
pub struct Day {
    pub iso: String,
    pub written: String,
}

#[derive(Debug, Serialize)]
pub struct Heading {
    pub level: u8,
    pub title: String,
    pub anchor: String,
    pub line: Option<usize>,
    pub sections: Vec<Self>,
}

#[derive(Debug, Default, Serialize)]
pub struct Counts {
    #[serde(skip)]
    in_cells: usize,
    pub words: usize,
    pub characters: usize,
    pub minutes: usize,
    pub headings: usize,
    pub paragraphs: usize,
    pub lists: usize,
    pub items: usize,
    pub quotes: usize,
    pub code_blocks: usize,
    pub tables: usize,
    pub figures: usize,
    pub notes: usize,
    pub links: usize,
}

#[derive(Debug, Serialize)]
pub struct Decision {
    pub code: &'static str,
    pub severity: &'static str,
    pub message: String,
    pub line: Option<usize>,
    pub column: Option<usize>,
    pub because: Vec<String>,
    pub help: Vec<String>,
}

impl Facts {
    /// What is known of a document and of how it was read.
    pub fn of(
        source: &Source,
        format: &'static str,
        encoding: &'static str,
        document: &Document,
        found: &[Diagnostic],
    ) -> Self {
        let mut lines = Lines::new(&source.text);
        let guessed = found.iter().any(|told| told.code == Code::LanguageGuess);
        Self {
            schema: SCHEMA,
            file: source.name.clone(),
            format,
            encoding,
            language: document.meta.language.as_ref().map(|language| Tongue {
                tag: language.tag().to_owned(),
                // Of a language that is not known here, no more than its tag.
                name: if language.is_known() { language.data().name } else { language.tag() }.to_owned(),
                guessed,
            }),
            meta: about(document),
            counts: counts(document),
            // Diagnostics are in the order of the text, and so are headings: the lines are counted once.
            decisions: found.iter().map(|told| decision(told, source, &mut lines)).collect(),
            outline: headings(&outline(&document.blocks), &document.blocks, source, &mut Lines::new(&source.text)),
        }
    }
}

fn about(document: &Document) -> About {
    let meta = &document.meta;
    let standfirst = plain(&meta.standfirst);
    About {
        title: meta.title_text(),
        standfirst: (!standfirst.is_empty()).then_some(standfirst),
        long_title: meta.long_title.clone(),
        authors: meta.authors.clone(),
        byline: meta.byline.clone(),
        publication: meta.publication.clone(),
        date: meta.date.as_ref().map(|date| Day { iso: date.iso().to_owned(), written: date.written.clone() }),
        url: meta.url.clone(),
        keywords: meta.keywords.clone(),
        description: meta.description.clone(),
        rights: meta.rights.clone(),
    }
}

fn headings(sections: &[Section], blocks: &[Block], source: &Source, lines: &mut Lines) -> Vec<Heading> {
    let level = |section: &Section| match &blocks[section.block].kind {
        BlockKind::Heading { level, .. } => level.get(),
        _ => 2,
    };
    let heading = |section: &Section| Heading {
        level: level(section),
        title: section.title.clone(),
        anchor: section.anchor.clone(),
        line: place(section.span, source, lines).map(|(line, _)| line),
        sections: headings(&section.sections, blocks, source, lines),
    };
    sections.iter().map(heading).collect()
}

fn place(span: Span, source: &Source, lines: &mut Lines) -> Option<(usize, usize)> {
    span.source().filter(|id| *id == source.id)?;
    let place = lines.place(span.range().start);
    Some((place.number, place.column))
}

fn decision(told: &Diagnostic, source: &Source, lines: &mut Lines) -> Decision {
    let place = place(told.span, source, lines);
    let with = |label: &str| -> Vec<String> {
        told.hints.iter().filter_map(|hint| hint.strip_prefix(label)).map(|rest| rest.trim().to_owned()).collect()
    };
    let labelled = |hint: &&String| !hint.starts_with("because: ") && !hint.starts_with("help: ");
    let help = with("help: ").into_iter().chain(told.hints.iter().filter(labelled).cloned()).collect();
    Decision {
        code: told.code.name(),
        severity: match told.severity() {
            Severity::Note => "note",
            Severity::Warning => "warning",
        },
        message: told.message.clone(),
        line: place.map(|(line, _)| line),
        column: place.map(|(_, column)| column),
        because: with("because: "),
        help,
    }
}

fn counts(document: &Document) -> Counts {
    let mut counts = Counts::default();
    counts.document(document);
    counts.paragraphs -= counts.in_cells;
    let all = words(document);
    counts.words = word_count(document);
    counts.characters = all.iter().map(|word| word.chars().count()).sum();
    let ideographs = all.iter().flat_map(|word| word.chars()).filter(|c| is_ideograph(*c)).count();
    let written = all.iter().filter(|word| word.chars().any(|c| c.is_alphanumeric() && !is_ideograph(c))).count();
    let words = written + (ideographs as f64 / IDEOGRAPHS_A_WORD) as usize;
    counts.minutes = words.div_ceil(WORDS_A_MINUTE);
    counts.notes = Notes::of(document).len();
    counts
}

/// Han, kana: scripts that have no spaces between words. (Korean has.)
fn is_ideograph(c: char) -> bool {
    matches!(u32::from(c), 0x3040..=0x30ff | 0x3400..=0x4dbf | 0x4e00..=0x9fff | 0xf900..=0xfaff | 0x20000..=0x3ffff)
}

impl Visit for Counts {
    fn block(&mut self, block: &Block) {
        match &block.kind {
            BlockKind::Heading { .. } => self.headings += 1,
            BlockKind::Paragraph(_) => self.paragraphs += 1,
            BlockKind::List(list) => {
                self.lists += 1;
                self.items += list.items.len();
            }
            BlockKind::Definitions(definitions) => {
                self.lists += 1;
                self.items += definitions.len();
            }
            BlockKind::Quote(_) => self.quotes += 1,
            BlockKind::Code { .. } => self.code_blocks += 1,
            BlockKind::Table(table) => {
                self.tables += 1;
                let cells = table.head.iter().chain(&table.rows).flat_map(|row| &row.cells);
                let blocks = cells.flat_map(|cell| &cell.content);
                self.in_cells += blocks.filter(|block| matches!(block.kind, BlockKind::Paragraph(_))).count();
            }
            BlockKind::Figure(_) => self.figures += 1,
            _ => {}
        }
    }

    fn inline(&mut self, inline: &Inline) {
        if matches!(inline.kind, InlineKind::Link { .. }) {
            self.links += 1;
        }
    }
}
