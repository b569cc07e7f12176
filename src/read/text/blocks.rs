//! Step 3, blocks: lines become paragraphs, items, rules, verse and preformatted text. Nothing is decided here about
//! what they mean.

use super::code;
use super::join::{Hyphens, Joined, Undone};
use super::layout::Layout;
use super::letter;
use super::lines::{self, Line};
use super::marks::{self, Mark};
use super::rulings::{Ruling, Rulings};
use super::seams::Seams;
use super::settings::are_settings;
use super::tables;
use std::ops::Range;

/// Lines that belong together.
#[derive(Debug, Clone)]
pub(super) struct Block<'a> {
    /// What the lines are.
    pub form: Form,
    /// Which lines, an underline included.
    pub lines: Range<usize>,
    /// Their words as one line; empty for rules, tables and code.
    pub words: Joined<'a>,
    /// The width of the words in columns.
    pub width: usize,
    /// The blank lines before and after.
    pub before: usize,
    /// See `before`.
    pub after: usize,
    /// The columns before the first line.
    pub indent: usize,
    /// The fewest columns before any line.
    pub hang: usize,
    /// How deep in quotations.
    pub quoted: u8,
    /// What the line below draws the underline with.
    pub underline: Option<char>,
    /// The bullet or number of an item.
    pub mark: Option<Mark>,
    /// The bytes of the source.
    pub span: Range<usize>,
}

/// What the lines of a block are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// Running words.
    Words,
    /// Words whose lines end where their author ended them.
    Verse,
    /// Lines that must stay as they are.
    Code,
    /// Rows of cells.
    Table,
    /// A rule or a row of stars.
    Rule,
}

impl Block<'_> {
    /// The words, with their mark.
    pub fn text(&self) -> &str {
        &self.words.text
    }
}

/// The blocks of a text.
pub(super) fn blocks<'a>(lines: &[Line<'a>], layout: &Layout, undone: Undone) -> Vec<Block<'a>> {
    let seams = Seams { lines, layout };
    let rulings = Rulings::of(lines);
    let (hyphens, settings, blocks) = (Hyphens::new(lines, undone), None, Vec::new());
    let mut cutter = Cutter { lines, layout, seams, rulings, hyphens, settings, blocks };
    let header = letter::header(lines);
    let mut start = header.start;
    for at in header.clone() {
        if at + 1 == header.end || letter::begins_field(&lines[at + 1]) {
            cutter.push(start..at + 1, Form::Words);
            start = at + 1;
        }
    }
    while start < lines.len() {
        let joined = |pair: &[Line<'_>]| {
            let signed = pair.iter().any(letter::is_signature_mark);
            pair[1].blank_before == 0 && pair[1].quoted == pair[0].quoted && !signed && !pair[1].of_diff
        };
        let of_diff = lines[start..].iter().take_while(|line| line.of_diff).count();
        if of_diff > 0 {
            cutter.push(start..start + of_diff, Form::Code);
            start += of_diff;
            continue;
        }
        let end = start + 1 + lines[start..].windows(2).take_while(|pair| joined(pair)).count();
        cutter.group(start..end);
        start = end;
    }
    let mut blocks = cutter.blocks;
    dashes(&mut blocks);
    for i in 1..blocks.len() {
        blocks[i - 1].after = blocks[i].before;
    }
    if let Some(last) = blocks.last_mut() {
        last.after = 2;
    }
    blocks
}

/// `-Words` is an item if at least three such blocks follow one another.
fn dashes(blocks: &mut [Block<'_>]) {
    const FEWEST: usize = 3;
    let is_item = |block: &Block<'_>| {
        block.form == Form::Words
            && block.text().strip_prefix('-').is_some_and(|rest| rest.starts_with(char::is_uppercase))
    };
    let mut at = 0;
    while at < blocks.len() {
        let count = blocks[at..].iter().take_while(|block| is_item(block)).count();
        if count >= FEWEST {
            for block in &mut blocks[at..at + count] {
                block.mark = Some(Mark { kind: marks::MarkKind::Bullet, length: 1 });
            }
        }
        at += count.max(1);
    }
}

struct Cutter<'a, 'l> {
    lines: &'l [Line<'a>],
    layout: &'l Layout,
    seams: Seams<'a, 'l>,
    rulings: Rulings,
    hyphens: Hyphens<'a, 'l>,
    /// The settings that were cut last.
    settings: Option<Settings>,
    blocks: Vec<Block<'a>>,
}

/// Settings that may go on behind a blank line.
#[derive(Clone, Copy)]
struct Settings {
    indent: usize,
    quoted: u8,
    /// The line behind them.
    end: usize,
}

impl Settings {
    /// Whether lines are more of them: all stand further in.
    fn go_on(self, group: &Range<usize>, lines: &[Line<'_>]) -> bool {
        self.end == group.start && lines.iter().all(|line| line.indent > self.indent && line.quoted == self.quoted)
    }
}

impl Cutter<'_, '_> {
    /// Cuts lines without a blank line among them.
    fn group(&mut self, mut group: Range<usize>) {
        while let Some(table) = tables::first(&self.lines[group.clone()]) {
            let table = group.start + table.start..group.start + table.end;
            if table.start > group.start {
                self.words(group.start..table.start);
            }
            self.push(table.clone(), Form::Table);
            group.start = table.end;
        }
        if !group.is_empty() {
            self.words(group);
        }
    }

    /// Cuts lines that are no table.
    fn words(&mut self, group: Range<usize>) {
        let lines = &self.lines[group.clone()];
        let goes_on = self.settings.filter(|settings| settings.go_on(&group, lines));
        if goes_on.is_some() || code::is_preformatted(lines, self.layout) {
            let indent = || lines.iter().map(|line| line.indent).min().unwrap_or(0);
            let begun = || are_settings(lines).then(|| Settings { indent: indent(), quoted: lines[0].quoted, end: 0 });
            self.settings = goes_on.or_else(begun).map(|settings| Settings { end: group.end, ..settings });
            self.push(group, Form::Code);
            return;
        }
        let ruled = || self.lines[group.clone()].iter().any(|line| Ruling::of(line.text).is_some());
        if self.seams.is_verse(group.clone()) && !ruled() {
            self.push(group, Form::Verse);
            return;
        }
        let flow = self.seams.flow(group.clone());
        let mut start = group.start;
        for at in group.clone() {
            if let Some(underline) = Ruling::of(self.lines[at].text) {
                let above = start..at;
                let above_lines = &self.lines[above.clone()];
                if underline.fits_below(above_lines) || self.rulings.are_underlines(underline, above_lines) {
                    self.push(above, Form::Words);
                    self.underline(underline.char, at);
                    start = at + 1;
                    continue;
                }
                if underline.is_rule() {
                    self.push(above, Form::Words);
                    self.push(at..at + 1, Form::Rule);
                    start = at + 1;
                    continue;
                }
            }
            if at > start && self.seams.begins(start, at, group.end, flow) {
                self.push(start..at, Form::Words);
                start = at;
            }
        }
        // What a colon announces, far further in, may be verse.
        let rest = start..group.end;
        let far_in = self.lines[rest.clone()].first().is_some_and(|line| line.indent > 6);
        let is_verse = start > group.start && far_in && self.seams.is_verse(rest.clone());
        self.push(rest, if is_verse { Form::Verse } else { Form::Words });
    }

    fn push(&mut self, range: Range<usize>, form: Form) {
        if range.is_empty() {
            return;
        }
        let lines = &self.lines[range.clone()];
        let words = match form {
            Form::Words | Form::Verse => Joined::new(lines, &mut self.hyphens),
            Form::Code | Form::Table | Form::Rule => Joined::default(),
        };
        let before = lines[0].blank_before;
        self.blocks.push(Block {
            form,
            width: if lines.len() == 1 { lines[0].width } else { lines::width(&words.text) },
            before: if self.blocks.is_empty() { before.max(2) } else { before },
            after: 0,
            indent: lines[0].indent,
            hang: lines.iter().map(|line| line.indent).min().unwrap_or(0),
            quoted: lines[0].quoted,
            underline: None,
            mark: if form == Form::Words { lines[0].mark() } else { None },
            span: lines[0].start..lines[lines.len() - 1].end(),
            lines: range,
            words,
        });
    }

    /// The block pushed last has a line below it.
    fn underline(&mut self, with: char, at: usize) {
        let Some(title) = self.blocks.last_mut() else { return };
        title.underline = Some(with);
        title.lines.end = at + 1;
        title.span.end = self.lines[at].end();
        // A line above it as well is part of the same ornament.
        if let [.., above, title] = self.blocks.as_mut_slice()
            && above.form == Form::Rule
            && title.before == 0
            && Ruling::of(self.lines[above.lines.start].text).is_some_and(|ruling| ruling.char == with)
        {
            title.before = above.before;
            title.span.start = above.span.start;
            let title = self.blocks.pop().expect("the slice had two blocks");
            self.blocks.pop();
            self.blocks.push(title);
        }
    }
}
