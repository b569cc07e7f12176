//! Lines that are headings together or not at all: the parts of a series, the entries of a list of contents, signs of
//! the East, lines that end in a colon where nothing else heads the text.

use super::blocks::{Block, Form};
use super::facts::{self, Look, Opening, Profile, Terminal};
use super::lexicon::lexicon;
use super::marks::MarkKind;
use super::series::{Series, counts_up};
use super::{versions, wording};
use crate::lang::{Kind, Number, NumberKind, heading_number, letters, page_words, small};
use rustc_hash::{FxHashMap, FxHashSet};

/// What is judged.
#[derive(Debug, Clone, Copy)]
pub(super) struct Together<'b, 'a> {
    pub blocks: &'b [Block<'a>],
    pub looks: &'b [Look],
}

impl Together<'_, '_> {
    /// The blocks that others like them make headings.
    pub fn headings(self, profile: &Profile) -> FxHashSet<usize> {
        let mut found: FxHashSet<usize> = eastern(self.blocks).into_iter().collect();
        found.extend(self.parts());
        found.extend(self.of_recipe());
        found.extend(self.chapters());
        found.extend(self.announced());
        found.extend(self.questions());
        found.extend(versions::headings(self.blocks, self.looks));
        found.extend(self.before_colons(profile));
        found
    }

    fn may_be(self, at: usize) -> bool {
        facts::candidate(&self.blocks[at], &self.looks[at])
    }

    /// "§ 1 …", "Step 1: …", "三、…": numbers with a word or a sign of their own, each with something below it.
    fn parts(self) -> Vec<usize> {
        const WIDEST: usize = 110;
        let is_part = |kind| matches!(kind, NumberKind::Part(_) | NumberKind::Section | NumberKind::Ideographic(_));
        if !self.looks.iter().any(|look| look.number.is_some_and(|number| is_part(number.kind))) {
            return Vec::new();
        }
        let series = facts::series_of(self.blocks, self.looks);
        let mut of: FxHashMap<NumberKind, Vec<usize>> = FxHashMap::default();
        for (at, look) in self.looks.iter().enumerate() {
            let Some(kind) = look.number.map(|number| number.kind) else { continue };
            // "Step 1" and nothing else may be a cell of a table.
            let named = wording::core(self.blocks[at].text()).len() < self.blocks[at].text().len();
            if is_part(kind)
                && named
                && series[at] == Series::Apart
                && self.looks[at].width <= WIDEST
                && self.may_be(at)
            {
                of.entry(kind).or_default().push(at);
            }
        }
        // In any order: kinds do not share blocks.
        #[allow(clippy::iter_over_hash_type)]
        of.into_values()
            .filter(|run| {
                let closed = run.iter().filter(|at| self.looks[**at].terminal == Terminal::Stop).count();
                let has_words = |at: usize| self.looks.get(at).is_some_and(|next| next.words && next.number.is_none());
                // "Title I" above "Article 1", "二、" above "（一）": numbers of another kind, and words below them.
                let heads_other = |at: usize| {
                    let (own, next) = (self.looks[at].number, self.looks.get(at + 1).and_then(|next| next.number));
                    let begins = |next: &Number| is_part(next.kind) || next.value == 1;
                    next.is_some_and(|next| begins(&next) && own.is_some_and(|own| own.kind != next.kind))
                        && has_words(at + 2)
                };
                let heads = |at: &&usize| has_words(**at + 1) || heads_other(**at);
                run.len() > 1 && closed * 2 < run.len() && run.iter().filter(heads).count() == run.len()
            })
            .flatten()
            .collect()
    }

    /// "Ingredients" and "Method", and nothing else in the line: the parts of a recipe, if it has two that differ. What
    /// stands below them are few words each, as below no other headings.
    fn of_recipe(self) -> Vec<usize> {
        const WIDEST: usize = 30;
        let named = |at: &usize| {
            let look = &self.looks[*at];
            let plain = look.words && !look.dropped && !look.marked && look.width <= WIDEST;
            plain && self.looks.get(at + 1).is_some_and(|next| next.words && !next.dropped)
        };
        let name = |at: usize| small(self.blocks[at].text().trim_end_matches([':', '：']));
        let found: Vec<usize> =
            (0..self.blocks.len()).filter(named).filter(|at| lexicon().recipes.contains(name(*at).as_str())).collect();
        let first = found.first().map(|at| name(*at));
        if found.iter().any(|at| Some(name(*at)) != first) { found } else { Vec::new() }
    }

    /// "CHAPTER I." alone, again and again, each above a title of its own: both are headings, whatever they look like.
    /// "Step 1" above nothing but words may be a cell of a table.
    fn chapters(self) -> Vec<usize> {
        const WIDEST: usize = 80;
        let mut of: FxHashMap<NumberKind, Vec<usize>> = FxHashMap::default();
        for (at, look) in self.looks.iter().enumerate() {
            if let Some(number) = look.number.filter(|_| self.is_bare_part(at)) {
                of.entry(number.kind).or_default().push(at);
            }
        }
        let prose = |at: usize| {
            let look = self.looks.get(at)?;
            (look.words && !look.marked && (look.long || look.terminal == Terminal::Stop)).then_some(())
        };
        let title = |at: usize| {
            let look = self.looks.get(at)?;
            let open = !matches!(look.terminal, Terminal::Stop | Terminal::Colon | Terminal::Comma);
            let fits = look.width <= WIDEST && open && look.number.is_none() && self.may_be(at);
            prose(at + 1).filter(|()| fits)
        };
        let titled = |run: &Vec<usize>| run.iter().all(|at| title(at + 1).is_some());
        // In any order: kinds do not share blocks.
        #[allow(clippy::iter_over_hash_type)]
        of.into_values()
            .filter(|run| run.len() > 1 && self.counts_up(run) && titled(run))
            .flat_map(|run| run.into_iter().flat_map(|at| [at, at + 1]))
            .collect()
    }

    /// Whether a line is a word for a part and its number, and has room above and below.
    fn is_bare_part(self, at: usize) -> bool {
        let (block, text) = (&self.blocks[at], self.blocks[at].text());
        let bare = || heading_number(text).is_some_and(|(_, length)| matches!(&text[length..], "" | "."));
        let is_part = |number: Number| matches!(number.kind, NumberKind::Part(_));
        self.looks[at].number.is_some_and(is_part) && block.before > 0 && block.after > 0 && self.may_be(at) && bare()
    }

    fn counts_up(self, run: &[usize]) -> bool {
        counts_up(run.iter().map(|at| self.looks[*at].number.map_or(0, |number| number.value)))
    }

    /// Lines that say, in the same order, what items of a list above them said.
    fn announced(self) -> Vec<usize> {
        const FEWEST: usize = 3;
        const FEWEST_LETTERS: usize = 6;
        const WIDEST: usize = 40;
        let mut items: FxHashMap<String, usize> = FxHashMap::default();
        let mut found = Vec::new();
        let (mut first, mut last) = (usize::MAX, 0);
        for (at, block) in self.blocks.iter().enumerate() {
            if !self.looks[at].short || block.quoted > 0 || (block.mark.is_none() && items.is_empty()) {
                continue;
            }
            let words = letters(&block.text()[block.mark.map_or(0, |mark| mark.length)..]);
            // "2. Finance" said it before, and heads something now.
            let kind = |at: usize| self.blocks[at].mark.map(|mark| mark.kind);
            let numbered = |item: usize| matches!(kind(at), Some(MarkKind::Number(_))) && kind(at) == kind(item);
            let heads = || self.looks.get(at + 1).is_some_and(|next| next.words && !next.marked);
            let may_head = |item: usize| block.mark.is_none() || (numbered(item) && heads());
            let item = items
                .get(&words)
                .filter(|item| **item > last && words.len() >= FEWEST_LETTERS && may_head(**item) && self.may_be(at))
                .filter(|_| block.text().starts_with(|c: char| Kind::of(c).is_alphanumeric()));
            if let Some(item) = item {
                first = first.min(*item);
                last = *item;
                found.push(at);
            } else if block.mark.is_some() {
                items.entry(words).or_insert(at);
            }
        }
        if found.len() < FEWEST {
            return Vec::new();
        }
        // "Agenda", above the first of the items.
        let heads = |at: &usize| {
            let (block, look) = (&self.blocks[*at], &self.looks[*at]);
            let plain = look.short && look.terminal == Terminal::Open && look.width <= WIDEST && block.before > 0;
            plain && block.mark.is_none() && self.may_be(*at)
        };
        found.extend(first.checked_sub(1).filter(heads));
        found
    }

    /// What is asked in a text that says above it that it answers what is often asked, whatever the answers look like.
    fn questions(self) -> Vec<usize> {
        const HEAD: usize = 8;
        const FEWEST: usize = 3;
        const WIDEST: usize = 110;
        let says_so = |block: &Block<'_>| {
            block.width <= WIDEST && {
                let text = small(block.text());
                page_words(|page| page.asked_often).any(|words| text.contains(words))
            }
        };
        if !self.blocks.iter().take(HEAD).any(says_so) {
            return Vec::new();
        }
        let asks = |at: usize| self.looks.get(at).is_some_and(|look| look.terminal == Terminal::Question);
        let is_asked = |at: &usize| {
            // In contents other numbers follow.
            let answer = |next: &Look| next.words && next.number.is_none() && !asks(at + 1);
            let answered = self.looks.get(at + 1).is_some_and(answer);
            let look = &self.looks[*at];
            // "by 0x1D65E007: ???" asks nobody.
            let fits = !look.marked && look.width <= WIDEST && !self.blocks[*at].text().ends_with("??");
            asks(*at) && answered && fits && self.may_be(*at)
        };
        let found: Vec<usize> = (0..self.blocks.len()).filter(is_asked).collect();
        if found.len() >= FEWEST { found } else { Vec::new() }
    }

    /// "Details:", "How to install it:" above paragraphs, where no line without a colon could be a heading.
    fn before_colons(self, profile: &Profile) -> Vec<usize> {
        const FEWEST: usize = 3;
        const WIDEST: usize = 60;
        const MOST_WORDS: usize = 8;
        const SHORTEST_TEXT: usize = 6;
        let line = |at: &usize, terminal: Terminal| {
            let (block, look) = (&self.blocks[*at], &self.looks[*at]);
            let alone = block.before > 0 && block.after > 0 && look.terminal == terminal;
            alone && block.mark.is_none() && look.width <= WIDEST && look.opening != Opening::Small && self.may_be(*at)
        };
        let ending = |terminal| (0..self.blocks.len()).filter(move |at| line(at, terminal));
        let with: Vec<usize> = ending(Terminal::Colon).collect();
        if with.len() < FEWEST || profile.blocks <= SHORTEST_TEXT {
            return Vec::new();
        }
        let without = ending(Terminal::Open).count();
        let above_prose = |at: &usize| {
            self.looks
                .get(at + 1)
                .is_some_and(|next| next.words && !next.marked && (next.long || next.terminal == Terminal::Stop))
        };
        let few_words = |at: &usize| self.blocks[*at].text().split_whitespace().count() <= MOST_WORDS;
        let heads = with.iter().filter(|at| above_prose(at) && few_words(at)).count();
        let are_headings = heads >= FEWEST && heads * 3 >= with.len() * 2 && without * 2 <= with.len();
        if are_headings { with } else { Vec::new() }
    }
}

/// `■薪の値段は三倍に`, `一、手艺从哪里来`: short lines in ideographs behind such a sign, each above a paragraph; at least two.
fn eastern(blocks: &[Block<'_>]) -> Vec<usize> {
    const WIDEST: usize = 44;
    const FEWEST: usize = 2;
    let marked = |block: &Block<'_>| {
        let text = block.text();
        let rest = text.trim_start_matches(|c| "一二三四五六七八九十".contains(c));
        text.starts_with(['■', '◆', '●', '【']) || (rest.len() < text.len() && rest.starts_with('、'))
    };
    let heads = |at: &usize| {
        let block = &blocks[*at];
        let short = block.form == Form::Words && block.width <= WIDEST && marked(block);
        short
            && block.text().chars().any(super::join::is_ideographic)
            && wording::terminal(block.text()) == Terminal::Open
            && blocks.get(at + 1).is_some_and(|next| {
                next.form == Form::Words && !marked(next) && wording::terminal(next.text()) == Terminal::Stop
            })
    };
    let found: Vec<usize> = (0..blocks.len()).filter(heads).collect();
    if found.len() >= FEWEST { found } else { Vec::new() }
}

#[cfg(test)]
mod tests {
    use super::super::PlainText;
    use crate::model::{BlockKind, plain};
    use crate::read::{Reader, Tidy};
    use crate::source::Source;

    const PROSE: &str = "The council voted on Tuesday to close the old bridge for eighteen months, and the shops along the \
        river have already begun to count what it will cost them in lost trade, which nobody in the room expected.";

    fn headings(text: &str) -> Vec<String> {
        let read = PlainText { tidy: Tidy::NONE, ..PlainText::default() }.read(&Source::new("t", text)).value;
        let heading = |kind: &BlockKind| match kind {
            BlockKind::Heading { content, .. } => Some(plain(content)),
            _ => None,
        };
        read.blocks.iter().filter_map(|block| heading(&block.kind)).collect()
    }

    fn with_prose(lines: &[&str], below: &str) -> String {
        lines.iter().map(|line| format!("{line}\n\n{below}\n\n")).collect()
    }

    #[test]
    fn what_is_often_asked_heads_its_answer() {
        let ask = ["¿Dónde están los contenedores?", "¿Qué aceite se puede llevar?", "¿Tengo que lavar la botella?"];
        let answers = ["Junto a los mercados.", "Solo el de cocina, frío y en una botella.", "No."];
        let body: String = ask.iter().zip(answers).map(|(ask, answer)| format!("{ask}\n\n{answer}\n\n")).collect();
        assert_eq!(headings(&format!("Preguntas frecuentes\n\nLo recogemos desde octubre.\n\n{body}")), ask);
        assert_ne!(headings(&format!("El aceite\n\nLo recogemos desde octubre.\n\n{body}")), ask);
        let contents = "1.1 ¿Qué es esto?\n\n1.2 Las botellas\n\n";
        let beside = format!("Preguntas frecuentes\n\n{contents}{body}0x1D: ???\n\nNada.");
        assert!(!headings(&beside).iter().any(|head| head.contains("???") || head.contains("esto")));
    }

    #[test]
    fn what_an_agenda_numbers_heads_what_was_said_of_it() {
        let lines = ["1. Ремонт крыши", "2. Детская площадка", "3. Качели во дворе"];
        let body = with_prose(&lines, "Решили: обратиться в управу.");
        let agenda =
            format!("Протокол собрания\n\n14 марта 2015 г.\n\nПовестка дня\n\n{}\n\n{body}", lines.join("\n\n"));
        assert_eq!(headings(&agenda), [&["Повестка дня"], &lines[..]].concat());
    }

    #[test]
    fn parts_of_a_series() {
        for lines in [
            ["§ 1 What is it?", "§ 2 Examples", "§ 3 More"],
            ["Step 1 – FIRST: what would you like to see?", "Step 2 – SECOND: don’t miss it!", "Step 3 – Go"],
        ] {
            assert_eq!(headings(&format!("The Old Bridge\n\n{PROSE}\n\n{}", with_prose(&lines, PROSE))), lines);
        }
        let prose = "很久以前，这里有一座桥，人们每天从桥上走过，去河对岸的市场买菜，也在桥上谈论天气。";
        let lines = ["一、文章", "二、工具", "三、资源"];
        assert_eq!(headings(&format!("老桥的故事\n\n{prose}\n\n{}", with_prose(&lines, prose))), lines);
    }

    #[test]
    fn chapters_and_their_titles() {
        let titles = ["THE FIRST WHEELS", "Stones from France", "WHO GRINDS?"];
        let chapter = |at: usize| format!("CHAPTER {}.\n\n{}\n\n{PROSE}\n\n", ["I", "II", "III"][at], titles[at]);
        let all = headings(&format!("The Old Mills\n\n{}", (0..3).map(chapter).collect::<String>()));
        let both = ["CHAPTER I.", titles[0], "CHAPTER II.", titles[1], "CHAPTER III.", titles[2]];
        assert_eq!(all, both);
    }

    #[test]
    fn what_a_list_announced() {
        let lines = ["Option to send what can be raised", "Automatic usage when it runs", "Ability to subscribe to it"];
        let list: String = lines.iter().map(|line| format!("- {line}\n")).collect();
        let below: String = lines.iter().map(|line| format!("{line}\n{PROSE}\nCredits: Jane Doe\n")).collect();
        let found = headings(&format!("The Old Bridge\n{PROSE}\n{list}{PROSE}\n{below}"));
        assert!(lines.iter().all(|line| found.iter().any(|heading| heading == line)), "{found:?}");
    }

    #[test]
    fn colons_where_nothing_else_heads_the_text() {
        let lines = ["Details:", "How to install it:", "Who found it:"];
        let text = format!("The Old Bridge\n\n{PROSE}\n\n{}", with_prose(&lines, PROSE));
        assert_eq!(headings(&text), lines);
        let once = format!("The Old Bridge\n\n{PROSE}\n\nFor example:\n\n{PROSE}\n\n{PROSE}\n\n{PROSE}\n\n{PROSE}");
        assert_eq!(headings(&once), [""; 0]);
    }

    #[test]
    fn headings_of_wikis_lose_their_signs() {
        let text = format!("The Old Bridge\n\n{PROSE}\n\n== History ==\n\n{PROSE}\n\n=== Early years ===\n\n{PROSE}");
        assert_eq!(headings(&text), ["History", "Early years"]);
    }
}
