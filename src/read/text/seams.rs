//! Whether a line goes on with the line above it. The layout of the whole file decides, unless the two lines say
//! otherwise themselves.

use super::entries::{self, is_labelled, is_named};
use super::layout::{self, Layout};
use super::lines::{self, Line};
use super::marks::{Mark, MarkKind};
use super::running::{goes_on_apart, goes_on_without_capitals, is_closed, is_parted, runs_on};
use super::{byline, dates, letter, poem, wording};
use std::ops::Range;

/// How lines without a blank line among them flow.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Flow {
    /// They break where the measure ends; the widest of them ends here. If they are entries, a term and this sign begin
    /// each.
    Wrapped { measure: usize, widest: usize, entries: Option<char> },
    /// Each is a paragraph.
    Apart,
}

/// Decides about the lines of a text.
#[derive(Debug, Clone, Copy)]
pub(super) struct Seams<'a, 'l> {
    pub lines: &'l [Line<'a>],
    pub layout: &'l Layout,
}

/// A byline or a date that ends a title stands among the first lines.
const HEAD_LINES: usize = 15;

/// By so many columns a line is too short, beyond what the next word takes: people wrap less evenly than programs.
const ROOM_TO_SPARE: usize = 8;

/// So many columns further in, lines are no part of the paragraph above.
const FURTHER: usize = 6;

/// Blocks with a byline in them are no longer than this.
const HEAD_GROUP: usize = 6;

impl Seams<'_, '_> {
    /// How a group of lines flows: as the file does, or by a measure of its own.
    pub fn flow(&self, group: Range<usize>) -> Flow {
        let widest = self.lines[group.clone()].iter().map(Line::extent).max().unwrap_or(0);
        let entries = entries::sign_of(&self.lines[group.clone()]);
        match (self.own_measure(group), self.layout.wrapped) {
            (Some(measure), _) => Flow::Wrapped { measure, widest, entries },
            (None, true) => Flow::Wrapped { measure: self.layout.measure, widest, entries },
            (None, false) => Flow::Apart,
        }
    }

    /// The measure of wrapped lines in a file that is not wrapped, or of a narrower block in one that is.
    fn own_measure(&self, group: Range<usize>) -> Option<usize> {
        const WIDEST: usize = 110;
        const NARROWEST: usize = 30;
        let fewest = if self.layout.wrapped { 3 } else { 2 };
        if group.len() < fewest || (self.layout.wrapped && !self.is_cut_short(group.start, self.layout.measure)) {
            return None;
        }
        let lines = &self.lines[group.clone()];
        let measure = lines.iter().map(Line::extent).max()?;
        let indent = lines.iter().map(|line| line.indent).min()?;
        if measure > WIDEST || measure - indent < NARROWEST {
            return None;
        }
        // What is narrower than the file may be verse: there no line at all may have had room.
        let room = if self.layout.wrapped { 2 } else { ROOM_TO_SPARE };
        let is_full = (group.start..group.end - 1).all(|at| !self.had_room(at, measure, room));
        let small = lines.windows(2).filter(|pair| runs_on(&pair[0], &pair[1])).count();
        // Without capitals a line alone cannot show that its sentence goes on.
        let caseless = |pair: &&[Line<'_>]| goes_on_without_capitals(&pair[0], &pair[1]);
        let caseless = if lines.len() > 2 { lines.windows(2).filter(caseless).count() } else { 0 };
        (is_full && (small + caseless) * 2 >= lines.len() - 1).then_some(measure)
    }

    /// Whether a line begins a block of its own, below the lines from `start` on.
    pub fn begins(&self, start: usize, at: usize, end: usize, flow: Flow) -> bool {
        let (line, above) = (&self.lines[at], &self.lines[at - 1]);
        if is_parted(above, line) {
            return false;
        }
        if letter::begins_field(line) && (letter::begins_field(above) || above.text.starts_with("---")) {
            return true;
        }
        let first_mark = self.lines[start].mark();
        let Flow::Wrapped { measure, widest, entries } = flow else {
            return !goes_on_apart(above, line) && !first_mark.is_some_and(|mark| self.hangs_below(start, mark, line));
        };
        let cut_short = || self.is_cut_short(at - 1, measure);
        match line.mark().map(|mark| mark.kind) {
            // A dash at the beginning of a line may belong to the sentence that runs on there.
            Some(MarkKind::Bullet | MarkKind::Box { .. }) => {
                return first_mark.is_some() || above.text.ends_with([':', '：', '.', '。']) || cut_short();
            }
            Some(MarkKind::Number(number))
                if first_mark.is_some() || (number.value == 1 && above.text.ends_with([':', '：'])) =>
            {
                return true;
            }
            // Not "in" above "(3) ways": a number within a sentence follows a full line.
            Some(MarkKind::Number(_)) if cut_short() && !above.text.ends_with([',', '-', '–']) => return true,
            Some(MarkKind::Number(_)) | None => {}
        }
        // Some wrap more narrowly here than there: only a line shorter than its own neighbours ends a paragraph.
        let ends = || self.is_cut_short(at - 1, measure.min(widest)) && !(first_mark.is_some() && hangs(line, above));
        if is_closed(above.text) && (is_labelled(line.text) || ends()) {
            return true;
        }
        if line.text.starts_with('[') && is_labelled(line.text) && cut_short() {
            return true;
        }
        // "Present: ..." above "Apologies: ...".
        if is_named(line.text) && is_named(self.lines[start].text) && !above.text.ends_with([',', ';', '-']) {
            return true;
        }
        if entries.is_some() && entries::sign(line.text) == entries && !above.text.ends_with([',', ';', '-']) {
            return true;
        }
        if at == start + 1 && at + 1 == end && self.layout.wrapped && self.is_signed(start) {
            return true;
        }
        let body = self.layout.body_indent;
        // Below another indented line this is a paragraph too if that one was a paragraph of one line: dialogue.
        let closed = above.text.trim_end_matches(['"', '”', '’', '»', '\'']).ends_with(['.', '!', '?', '…', '—']);
        let below_paragraph = above.indent == body || (at - 1 == start && above.indent == line.indent && closed);
        if self.layout.indents_first_lines && first_mark.is_none() && line.indent >= body + 2 && below_paragraph {
            return true;
        }
        if at < HEAD_LINES && end - start <= HEAD_GROUP && self.ends_head(start..end, at, measure) {
            return true;
        }
        if end > HEAD_GROUP && self.is_stacked(at, measure) {
            return true;
        }
        // Several lines far further in, below a colon: what the colon announces.
        let further = |line: &Line<'_>| line.indent >= above.indent + FURTHER;
        if at > start + 1
            && above.text.ends_with([':', '：'])
            && further(line)
            && at + 1 < end
            && further(&self.lines[at + 1])
        {
            return true;
        }
        // A short line above full ones, without a blank line between them: a title over its paragraph.
        let heads = at == start + 1 && self.is_cut_short(start, measure) && first_mark.is_none();
        let runs_on = above.text.ends_with(['.', ',', ';', '-', ':']);
        if heads && !runs_on && at + 1 < end && line.indent == above.indent && !self.is_cut_short(at, measure) {
            return true;
        }
        if heads && above.indent <= body && line.indent > above.indent + 2 && wording::all_capitals(above.text) {
            return true;
        }
        // "26/036 DATE OF NEXT MEETING" above its one line.
        let level = above.indent == line.indent && is_closed(line.text);
        if heads && !runs_on && level && wording::all_capitals(above.text) && !wording::all_capitals(line.text) {
            return true;
        }
        self.layout.blank_share < 0.03 && cut_short()
    }

    /// Whether a line goes on an item: it stands below the item's first word, and begins small.
    fn hangs_below(&self, item: usize, mark: Mark, line: &Line<'_>) -> bool {
        let item = &self.lines[item];
        let words = item.indent + lines::width(&item.text[..mark.length]);
        line.indent == words && line.text.starts_with(char::is_lowercase) && line.mark().is_none()
    }

    /// Whether a line of the head is not the title's any more: it, or the line above it, is a byline or a date; or the
    /// first line of all, or one in capitals, had room for more.
    fn ends_head(&self, group: Range<usize>, at: usize, measure: usize) -> bool {
        let (start, end) = (group.start, group.end);
        let (line, above) = (&self.lines[at], &self.lines[at - 1]);
        let room = self.is_cut_short(at - 1, measure) || above.indent > 6;
        let begins = line.text.starts_with(char::is_uppercase) && !wording::ends_within(above.text);
        if !room {
            return begins && end - start <= 3 && byline::names_somebody(line.text);
        }
        if is_cue(line) || is_cue(above) {
            return true;
        }
        let level = begins && above.indent == 0 && line.indent == 0;
        let capitals = || wording::all_capitals(above.text) && !wording::all_capitals(line.text);
        level && at == start + 1 && (self.is_in_first_group(at) || (end - start <= 3 && capitals()))
    }

    /// Whether a line stands below nothing but short ones, from the top of a file without a blank line on: the name of the
    /// paper, the title, the authors, as pages are copied.
    fn is_stacked(&self, at: usize, measure: usize) -> bool {
        const MOST_LINES: usize = 6;
        let (line, above) = (&self.lines[at], &self.lines[at - 1]);
        let level = |line: &Line<'_>| line.blank_before == 0 && line.indent == self.lines[0].indent;
        at <= MOST_LINES
            && line.text.starts_with(char::is_uppercase)
            && !above.text.ends_with([',', ';', '-', ':'])
            && !wording::ends_within(above.text)
            && self.lines[1..=at].iter().all(level)
            && (0..at).all(|at| self.is_cut_short(at, measure))
    }

    /// Whether a line is one of the first few, with no blank line above it.
    fn is_in_first_group(&self, at: usize) -> bool {
        const MOST_LINES: usize = 4;
        at < MOST_LINES && self.lines[1..=at].iter().all(|line| line.blank_before == 0)
    }

    /// Whether the next line's first word would have fitted on this one with room to spare.
    pub fn is_cut_short(&self, at: usize, measure: usize) -> bool {
        self.had_room(at, measure, ROOM_TO_SPARE)
    }

    fn had_room(&self, at: usize, measure: usize, spare: usize) -> bool {
        const LONGEST_WORD: usize = 16;
        let Some(next) = self.lines.get(at + 1) else { return false };
        let word = next.text.split_whitespace().next().map_or(0, lines::width);
        // Ideographs without a space are one long word: lines end early before it, and it makes others longer than all.
        // A command below "例如：" is none of the sentence.
        let goes_on = || layout::is_break_at_space(&self.lines[at], next) && !next.text.starts_with("$ ");
        let (word, spare) =
            if self.layout.at_spaces && goes_on() { (word, measure / 3) } else { (word.min(LONGEST_WORD), spare) };
        self.lines[at].extent() + 1 + word + spare <= measure
    }

    /// Whether lines end where their author ended them: the next word would have fitted, or they read like a poem.
    pub fn is_verse(&self, group: Range<usize>) -> bool {
        // A title above its byline is no poem.
        let is_head = || {
            let lines = &self.lines[group.clone()];
            let level = lines.iter().all(|line| line.indent == 0);
            let titles = group.start == 0 && level && self.is_in_first_group(group.len() - 1) && !is_poem(lines);
            titles || (group.start < HEAD_LINES && group.len() <= HEAD_GROUP && lines.iter().any(is_cue))
        };
        if self.layout.verse && group.len() > 1 {
            let lines = &self.lines[group.clone()];
            let has_cue = group.start < HEAD_LINES && lines.len() <= HEAD_GROUP && lines.iter().any(is_cue);
            let is_title = group.start == 0 && lines.len() == 2;
            return !has_cue && !is_title;
        }
        if group.len() < 3 || is_head() {
            return group.len() == 2 && self.layout.wrapped && self.is_signed(group.start);
        }
        let cut_short = || {
            let short = |at| self.is_cut_short(at, self.layout.measure);
            self.layout.wrapped && (group.start..group.end - 1).all(short) && self.own_measure(group.clone()).is_none()
        };
        let lines = &self.lines[group.clone()];
        let is_entry = |line: &Line<'_>| {
            let labelled = line.text.starts_with('[') && is_labelled(line.text);
            labelled || line.mark().is_some() || letter::field(line.text).is_some()
        };
        let is_stanza = || !self.layout.wrapped && poem::is_stanza(lines);
        (cut_short() || is_poem(lines) || is_stanza()) && !lines.iter().any(is_entry)
    }

    /// Two short lines: "Yours sincerely," above a name, "Contact: Jane Doe" above a number.
    fn is_signed(&self, at: usize) -> bool {
        const WIDEST: usize = 36;
        let (line, next) = (&self.lines[at], &self.lines[at + 1]);
        let begins = next.text.chars().next().is_some_and(|c| c.is_uppercase() || !c.is_alphabetic());
        let short = line.width <= WIDEST && next.width <= WIDEST && self.is_cut_short(at, self.layout.measure);
        short && begins && !is_closed(line.text) && (line.text.ends_with(',') || is_labelled(line.text))
    }
}

/// A byline or a date.
fn is_cue(line: &Line<'_>) -> bool {
    byline::names_somebody(line.text) || dates::whole_line(line.text).is_some()
}

/// Short lines that all begin with a capital, though sentences run on from one to the next.
fn is_poem(lines: &[Line<'_>]) -> bool {
    const WIDEST: usize = 54;
    const FEWEST_WORDS: usize = 3;
    let (Some(last), true) = (lines.last(), lines.len() > 2) else { return false };
    let is_line = |line: &Line<'_>| {
        let begins = line.text.trim_start_matches(['"', '“', '«', '„', '‘', '\'', '—', ' ']);
        line.width <= WIDEST && begins.starts_with(char::is_uppercase)
    };
    if !lines.iter().all(is_line) || !is_closed(last.text) {
        return false;
    }
    let above = &lines[..lines.len() - 1];
    let long = above.iter().filter(|line| line.text.split(' ').count() >= FEWEST_WORDS).count();
    let paused = above.iter().filter(|line| line.text.ends_with([',', ';'])).count();
    let open = above.iter().filter(|line| line.text.ends_with(char::is_alphabetic)).count();
    long * 5 >= above.len() * 4 && open > 0 && paused > 0 && (open + paused) * 3 >= above.len() * 2
}

/// Whether a line stands where an item's further lines do.
fn hangs(line: &Line<'_>, above: &Line<'_>) -> bool {
    line.indent > above.indent
}

#[cfg(test)]
pub(super) mod tests {
    use super::super::blocks::{self, Form};
    use super::super::join::Undone;
    use super::super::lines::lines;
    use super::*;

    pub(in super::super) fn told(text: &str) -> Vec<String> {
        let lines = lines(text);
        let blocks = blocks::blocks(&lines, &Layout::of(&lines), Undone::WhereSafe);
        blocks.iter().map(|block| block.text().to_owned()).collect()
    }

    pub(in super::super) const WRAPPED: &str = "The council voted on Tuesday to close the old bridge for eighteen\n\
        months, and the shops along the river have already begun to count\n\
        what it will cost them in lost trade. Nobody in the room was\n\
        surprised by the vote, since the engineers had warned for years.\n";

    #[test]
    fn a_byline_or_a_date_ends_the_title() {
        let first = |head: &str| told(&format!("{head}\n\n{WRAPPED}"))[..2].join(" | ");
        assert_eq!(first("Closing the Bridge\nBy Anna Lee"), "Closing the Bridge | By Anna Lee");
        assert_eq!(first("Closing the Bridge\n3 March 2024"), "Closing the Bridge | 3 March 2024");
        assert_eq!(first("Closing the Bridge\nWhy it took so long"), "Closing the Bridge | Why it took so long");
        assert!(first("Closing the\nBridge").starts_with("Closing the Bridge | The council"));
        let two = "A bridge that everybody in the town had long been afraid of is closed\nfor good";
        assert!(first(two).contains("afraid of is closed for good | The council"));
    }

    #[test]
    fn short_lines_on_top_of_a_page_are_no_paragraph() {
        let page = format!("THE REVIEW OF WATER\nThe Village Ponds\nMargaret L. Hodge\nAbstract\n{WRAPPED}{WRAPPED}");
        let told = told(&page);
        assert_eq!(told[..4], ["THE REVIEW OF WATER", "The Village Ponds", "Margaret L. Hodge", "Abstract"]);
        assert!(told[4].starts_with("The council"));
    }

    #[test]
    fn lines_that_are_wrapped_end_where_a_speaker_begins() {
        let speech = format!(
            "{WRAPPED}\nQ: How long have you rowed?\nA: Forty years, and I have never once been thanked for it\n\
             by anybody at all.\nQ: Do you like it?\nA: No."
        );
        assert_eq!(
            told(&speech)[1..],
            [
                "Q: How long have you rowed?",
                "A: Forty years, and I have never once been thanked for it by anybody at all.",
                "Q: Do you like it?",
                "A: No."
            ]
        );
        let years = format!("{WRAPPED}\n1790: The first bridge is built.\n1804: It burns down.");
        assert_eq!(told(&years).len(), 3);
    }

    #[test]
    fn fields_within_a_message_and_items_that_hang() {
        let answer = format!(
            "{WRAPPED}\n-----Original Message-----\nFrom: Ann Lee\nSent: Monday, 2 March 2026\nSubject: The bridge\n\nWhat?"
        );
        let fields =
            ["-----Original Message-----", "From: Ann Lee", "Sent: Monday, 2 March 2026", "Subject: The bridge"];
        assert_eq!(told(&answer)[1..5], fields);
        let long = WRAPPED.replace('\n', " ");
        let items = told(&format!("{long}\n\n{long}\n\n - The logs,\n   which are kept\n - Our own"));
        assert_eq!(items[2..], ["- The logs, which are kept", "- Our own"]);
    }

    #[test]
    fn sentences_that_fill_their_lines_are_not_wrapped() {
        let korean = "을지로 인쇄골목, 마지막 활판을 지키다\n\n인쇄골목에서 활판 인쇄기를 돌리는 곳은 이제 한 곳뿐이다.\n\
            재개발의 그림자\n2018년 시작된 재개발로 골목의 절반이 사라졌다. 남은 가게는 42곳이다.\n젊은 손님들\n\
            최근에는 청첩장을 맡기러 오는 20대가 늘었다.";
        assert_eq!(told(korean).len(), 6);
    }

    #[test]
    fn labels_and_marks_stop_what_is_wrapped() {
        let minutes = format!(
            "{WRAPPED}\nPresent: Ann Lee (in the chair), Tom Hale, Mary Stone, and Jo Day\nApologies: Ben Webb\n\n\
             26/034  FINANCE\n(a) The accounts were approved.\n\n26/035  NEXT MEETING\nIt is on Tuesday."
        );
        let found = told(&minutes);
        let wanted = [
            "Present: Ann Lee (in the chair), Tom Hale, Mary Stone, and Jo Day",
            "Apologies: Ben Webb",
            "26/034  FINANCE",
            "(a) The accounts were approved.",
            "26/035  NEXT MEETING",
            "It is on Tuesday.",
        ];
        assert_eq!(found[1..], wanted);
        let parted = format!("{WRAPPED}\nThe hall was full of men. The self-\nmade men who were there said so.");
        assert_eq!(told(&parted)[1], "The hall was full of men. The self-made men who were there said so.");
    }

    #[test]
    fn entries_begin_lines_of_their_own() {
        let entries = [
            "Option A - close the bridge and build a new one beside the old",
            "Option B - close one lane at a time, which takes three years and costs far more",
            "Option C - do nothing and wait until it falls down by itself",
        ];
        let [one, two, three] = entries;
        let (two, rest) = two.split_at(64);
        assert_eq!(told(&format!("{WRAPPED}\n{one}\n{two}\n{}\n{three}", rest.trim()))[1..], entries);
    }

    #[test]
    fn an_indented_block_has_its_own_measure() {
        let quoted = format!(
            "{WRAPPED}\n    These procedures apply to the acquisition,\n    retention, and dissemination of all\n    \
             communications of this agent of a foreign\n    power.\n\n{WRAPPED}"
        );
        let lines = lines(&quoted);
        let blocks = blocks::blocks(&lines, &Layout::of(&lines), Undone::WhereSafe);
        assert_eq!(blocks[1].form, Form::Words);
    }

    #[test]
    fn poems_keep_their_lines() {
        let form = |text: &str| {
            let lines = lines(text);
            blocks::blocks(&lines, &Layout::of(&lines), Undone::WhereSafe).last().map(|block| block.form)
        };
        let poem = "I rowed across the river\nWhen I was young and strong;\nThe river was not wider then\n\
            But it was twice as long.";
        assert_eq!(form(&format!("The Ferryman\n\n{poem}")), Some(Form::Verse));
        let announced = "From where he stood it was just possible to read, picked\nout on its face in elegant lettering, the \
            three slogans of the\nparty:\n                WAR IS PEACE\n                FREEDOM IS SLAVERY\n                \
            IGNORANCE IS STRENGTH";
        assert_eq!(form(&format!("{WRAPPED}\n{announced}")), Some(Form::Verse));
        assert_eq!(form("News\n\nPolitics\nSport and leisure\nCulture"), Some(Form::Words));
    }
}
