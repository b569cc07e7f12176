//! Reports that go on by the hour, and programmes: the time of each entry has a line of its own above it. It heads nothing;
//! it is the first line of its entry, or of the entry's heading.

use super::blocks::{Block, Form};
use super::facts::Terminal;
use super::headings::Verdict;
use super::wording;
use crate::lang::{is_page_word, small};
use std::collections::BTreeSet;

/// The blocks that say when the block below them happened.
#[derive(Debug, Default)]
pub(super) struct Ticker(BTreeSet<usize>);

impl Ticker {
    /// Finds them: several, with an entry below each that is no chapter. `stays` says which blocks are of the article.
    pub fn of(blocks: &[Block<'_>], stays: impl Fn(usize) -> bool) -> Self {
        const FEWEST: usize = 3;
        const LONGEST_ENTRY: usize = 4;
        let plain = |at: usize| {
            let block = blocks.get(at)?;
            (block.form == Form::Words && block.mark.is_none() && stays(at)).then_some(block)
        };
        let clock = |at: usize| plain(at).and_then(|block| Clock::of(block.text()));
        let found: Vec<(usize, Clock)> = (0..blocks.len()).filter_map(|at| Some((at, clock(at)?))).collect();
        let heads = |at: usize| {
            plain(at + 1).is_some_and(|below| below.quoted == blocks[at].quoted && Clock::of(below.text()).is_none())
        };
        let entries: BTreeSet<usize> = found.iter().map(|(at, _)| *at).filter(|at| heads(*at)).collect();
        // Half of the entries are no longer: below the hours of a diary there are chapters.
        let mut lengths: Vec<usize> = found.windows(2).map(|two| two[1].0 - two[0].0 - 1).collect();
        lengths.sort_unstable();
        let brief = lengths.get(lengths.len() / 2).is_some_and(|middle| *middle <= LONGEST_ENTRY);
        // "4.10", "4.11": numbers of paragraphs.
        let counts = |two: &[(usize, Clock)]| two[1].1.minutes == two[0].1.minutes + 1;
        let numbers = found.iter().all(|(_, clock)| clock.may_be_number) && found.windows(2).all(counts);
        if found.len() < FEWEST || entries.len() * 4 < found.len() * 3 || !brief || numbers {
            return Self::default();
        }
        Self(entries)
    }

    /// No time heads anything; and where half of the entries that begin with a short line have it for their heading, all of
    /// them have.
    pub fn mend(&self, verdicts: &mut Vec<Verdict>, blocks: &[Block<'_>]) {
        if self.0.is_empty() {
            return;
        }
        verdicts.retain(|verdict| !self.contains(verdict.block));
        let heads = |at: &usize| {
            let (block, below) = (&blocks[*at], blocks.get(at + 1));
            let open = matches!(wording::terminal(block.text()), Terminal::Open | Terminal::Question);
            open && below.is_some_and(|below| below.form == Form::Words && below.width > 2 * block.width)
        };
        let short: Vec<usize> = self.entries().filter(heads).collect();
        let known: BTreeSet<usize> = verdicts.iter().map(|verdict| verdict.block).collect();
        let (headings, others): (Vec<usize>, Vec<usize>) = short.into_iter().partition(|at| known.contains(at));
        if headings.len() < others.len() || others.is_empty() {
            return;
        }
        let verdict = |block| Verdict { block, because: vec!["it stands where other entries have a heading"] };
        verdicts.extend(others.into_iter().map(verdict));
        verdicts.sort_by_key(|verdict| verdict.block);
    }

    /// Whether a block is the time of the entry below it.
    pub fn contains(&self, at: usize) -> bool {
        self.0.contains(&at)
    }

    /// The first blocks of the entries.
    pub fn entries(&self) -> impl Iterator<Item = usize> {
        self.0.iter().map(|at| at + 1)
    }
}

/// A time of day that has a line for itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Clock {
    /// Since midnight, as it is written.
    minutes: u32,
    /// "4.10": it could be the number of a paragraph.
    may_be_number: bool,
}

impl Clock {
    /// "10:45", "[10.45 Uhr]", "14 h 30", "6 p.m.:", "22時45分", "9:00–9:30".
    fn of(text: &str) -> Option<Self> {
        const LONGEST: usize = 28;
        const AROUND: [char; 9] = ['[', ']', '(', ')', ':', '：', '–', '—', ' '];
        if text.len() > LONGEST || !text.bytes().any(|b| b.is_ascii_digit()) {
            return None;
        }
        let text = small(text);
        let text = text.trim_matches(AROUND);
        if let Some((from, until)) = text.split_once(['-', '–', '—']) {
            // "9–9.30 Uhr".
            let bare = from.trim().parse::<u32>().ok().filter(|hour| *hour < 25);
            let from = Self::one(from.trim()).or_else(|| Some(Self { minutes: bare? * 60, may_be_number: false }))?;
            return Self::one(until.trim()).map(|_| Self { may_be_number: false, ..from });
        }
        Self::one(text)
    }

    fn one(text: &str) -> Option<Self> {
        // "kl. 10.45".
        let begins = text.find(|c: char| c.is_ascii_digit())?;
        let before = text[..begins].trim();
        if !(before.is_empty() || are_units(before)) {
            return None;
        }
        let (hour, behind) = figures(&text[begins..])?;
        let sign = behind
            .trim_start()
            .chars()
            .next()
            .filter(|c| matches!(c, ':' | '：' | '.' | 'h' | '時' | '时' | '点' | '點' | '시'));
        let after_sign = sign.map_or(behind, |sign| behind.trim_start()[sign.len_utf8()..].trim_start());
        let minutes = figures(after_sign).filter(|(minute, _)| sign.is_some() && *minute < 60);
        let minutes =
            minutes.filter(|(_, rest)| after_sign.len() - rest.len() == 2 || !matches!(sign, Some(':' | '.' | 'h')));
        let (minute, rest) = minutes.unwrap_or((0, behind));
        // Seconds.
        let rest = rest.strip_prefix(':').and_then(figures).map_or(rest, |(_, rest)| rest);
        let rest = rest.trim_start_matches(['分', '분']).trim_matches(|c: char| c == ' ' || c == '\u{a0}' || c == ',');
        let has_unit = !rest.is_empty() || !before.is_empty();
        let signed = matches!(sign, Some('h' | '時' | '时' | '点' | '點' | '시'));
        let alone = signed && rest.chars().count() == 1;
        let whole = (rest.is_empty() || alone || are_units(rest)) && (has_unit || minutes.is_some() || signed);
        (hour < 25 && whole)
            .then_some(Self { minutes: hour * 60 + minute, may_be_number: sign == Some('.') && !has_unit })
    }
}

/// One or two figures, and what follows them.
fn figures(text: &str) -> Option<(u32, &str)> {
    let count = text.bytes().take_while(u8::is_ascii_digit).count();
    (1..=2).contains(&count).then(|| Some((text[..count].parse().ok()?, &text[count..])))?
}

/// "p.m. GMT", "Uhr".
fn are_units(words: &str) -> bool {
    words.split([' ', '\u{a0}', '/']).all(|word| is_page_word(|page| page.clocks, word.trim_end_matches(['.', ','])))
}

#[cfg(test)]
mod tests {
    use super::super::{PlainText, Reader};
    use super::*;
    use crate::source::Source;

    #[test]
    fn times_of_day() {
        for text in [
            "10:45",
            "10.45",
            "10.45 Uhr",
            "10:45 Uhr:",
            "18 Uhr",
            "14h30",
            "14 h 30",
            "18h",
            "18 h",
            "10.45 pm",
            "6 p.m.",
            "7:05pm",
            "22:45 GMT",
            "[10:45]",
            "(9.30)",
            "22:45:10",
            "kl. 10.45",
            "ore 9",
            "22時45分",
            "10点",
            "9:00–9:30",
            "9-9.30 Uhr",
            "10:45 a.m. ET",
        ] {
            assert!(Clock::of(text).is_some(), "{text}");
        }
        for text in [
            "10",
            "1045",
            "10:5",
            "10.450",
            "27:10",
            "10:75",
            "10:45 trains",
            "10.45 €",
            "3:1",
            "a 10:45",
            "4.1",
            "2024",
            "10 h 2 m",
        ] {
            assert!(Clock::of(text).is_none(), "{text}");
        }
    }

    const ENTRIES: [&str; 4] = [
        "The wind has reached the coast. The harbour master has closed the port and asked all crews to stay ashore until morning.",
        "Trains between the two towns are no longer running. Trees lie on the line in four places, and more may fall.",
        "The mayor speaks to reporters in front of the town hall. Nothing out there is worth it, she says, and goes back in.",
        "Power is out in the western part of the town. Nobody can say how long it will take to mend the lines in the woods.",
    ];

    fn body(times: [&str; 4], below: &str, gap: &str) -> String {
        let entry = |(time, words): (&&str, &str)| format!("{time}{gap}{below}{words}\n\n");
        let entries: String = times.iter().zip(ENTRIES).map(entry).collect();
        let text = format!("The night of the storm\n\nA storm has hit the coast. We report what happens.\n\n{entries}");
        let said = PlainText::default().read(&Source::new("t", text)).value.dump();
        said.split_once("happens.\n").map_or("", |(_, body)| body).to_owned()
    }

    #[test]
    fn the_time_is_the_first_line_of_its_entry() {
        for times in [
            ["22:45", "21:10", "20.30", "19:05"],
            ["22.45 Uhr", "21.10 Uhr", "20.30 Uhr", "19 Uhr"],
            ["10.45 pm", "9.10 pm", "8:30 p.m.", "7pm"],
            ["22h45", "21h10", "20 h 30", "19h"],
        ] {
            for gap in ["\n", "\n\n"] {
                let body = body(times, "", gap);
                assert!(!body.contains("heading"), "{body}");
                for (time, words) in times.iter().zip(ENTRIES) {
                    let begins = format!("paragraph: {time}{{break}}{}", &words[..20]);
                    assert!(body.replace('\u{a0}', " ").contains(&begins), "{begins}: {body}");
                }
            }
        }
    }

    #[test]
    fn the_time_stands_in_the_heading_of_its_entry() {
        let body = body(["22:45", "21:10", "20:30", "19:05"], "What we know\n\n", "\n\n");
        for time in ["22:45", "21:10", "20:30", "19:05"] {
            assert_eq!(body.matches(&format!("heading 2: {time} What we know\n")).count(), 1, "{body}");
        }
    }

    #[test]
    fn numbers_of_paragraphs_and_hours_of_a_diary_are_no_ticker() {
        assert!(!body(["4.10", "4.11", "4.12", "4.13"], "", "\n\n").contains("{break}"));
        let chapter = format!("{}\n\n", ENTRIES.join("\n\n")).repeat(2);
        assert!(!body(["6:00", "9:00", "12:00", "18:00"], &chapter, "\n\n").contains("{break}"));
        assert!(!body(["22:45", "21:10", "Then", "And"], "", "\n\n").contains("{break}"));
    }
}
