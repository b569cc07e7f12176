//! Step 5, headings: scores every candidate by its cues, looks at what the lines like it do, and mends what no
//! article does.

use super::blocks::{Block, Form};
use super::company::{self, Company, Scored, Signature};
use super::cues::{self, COMPANY, CUES};
use super::facts::{self, Facts, Look, Profile};
use super::marked::Certain;
use super::together::Together;
use super::{closings, names, series, wording};
use crate::lang::NumberKind;
use rustc_hash::{FxHashMap, FxHashSet};
use std::sync::LazyLock;

/// A block that was taken for a heading, and why.
#[derive(Debug, Clone)]
pub(super) struct Verdict {
    /// Which block.
    pub block: usize,
    /// The reasons, weightiest first.
    pub because: Vec<&'static str>,
}

/// What each cue adds to a score.
#[derive(Debug, Clone)]
pub(super) struct Weights {
    /// What every line begins with, in the first pass and in the second.
    base: [f32; 2],
    /// In the order of [`CUES`]; those of the first pass, and of the second.
    own: [Vec<f32>; 2],
    /// In the order of [`COMPANY`].
    company: Vec<f32>,
}

impl Weights {
    /// Those in the table.
    pub fn table() -> &'static Self {
        static TABLE: LazyLock<Weights> = LazyLock::new(|| Weights {
            base: cues::BASE,
            own: [0, 1].map(|pass| CUES.iter().map(|cue| cue.weights[pass]).collect()),
            company: COMPANY.iter().map(|cue| cue.weight).collect(),
        });
        &TABLE
    }

    /// The score of the first pass, and that of the second as far as it lies in the line itself.
    fn of_line(&self, cues: Holding) -> [f32; 2] {
        cues.all().fold(self.base, |[first, second], cue| [first + self.own[0][cue], second + self.own[1][cue]])
    }
}

/// The headings among the blocks, in order.
pub(super) fn headings(blocks: &[Block<'_>], looks: &[Look], profile: &Profile, weights: &Weights) -> Vec<Verdict> {
    let candidates = Candidate::all(blocks, looks, profile, weights);
    let company = company::company(&Candidate::scored(&candidates), blocks, looks);
    let scored = candidates.iter().map(|one| (&blocks[one.block], one.score));
    let certain = Certain::of(scored);
    let together = Together { blocks, looks }.headings(profile);
    let score = |(one, company): (&Candidate, &Company)| {
        one.second + shared(company).map(|cue| weights.company[cue]).sum::<f32>()
    };
    let mut scores: Vec<f32> = candidates.iter().zip(&company).map(score).collect();
    if !profile.layout.wrapped {
        between_sentences(&candidates, blocks, looks, &mut scores);
    }
    as_one(&candidates, &mut scores);
    whole_series(&candidates, blocks, looks, &mut scores);
    opening_sentence(&candidates, blocks, looks, &mut scores);
    beside_marked(&candidates, blocks, &certain, &mut scores);
    let mut verdicts: Vec<Verdict> = Vec::new();
    for ((candidate, company), score) in candidates.iter().zip(&company).zip(scores) {
        let marked = certain.contains(&blocks[candidate.block]) || together.contains(&candidate.block);
        if marked || score > 0.0 {
            verdicts.push(Verdict { block: candidate.block, because: because(candidate.cues, company, weights) });
        }
    }
    closings::below_closing(&mut verdicts, blocks, &certain);
    closings::below_letter(&mut verdicts, blocks, &certain);
    closings::below_letters(&mut verdicts, blocks, looks, &certain);
    repair(&mut verdicts, blocks, &certain);
    verdicts
}

/// The first words of the text, if they are a sentence with its full stop, are no heading, however short they are and
/// however much white stands round them: of 228 such openings in the development corpus two are headings. That they are
/// called out changes little: "We are happy to announce it!".
fn opening_sentence(candidates: &[Candidate], blocks: &[Block<'_>], looks: &[Look], scores: &mut [f32]) {
    const FEWEST_WORDS: usize = 5;
    const FEWEST_CALLED: usize = 7;
    let Some(first) = looks.iter().position(|look| look.words && !look.dropped) else { return };
    let text = blocks[first].text();
    let words = text.split_whitespace().filter(|word| word.contains(char::is_alphanumeric)).count();
    let sentence = (text.ends_with('.') && words >= FEWEST_WORDS) || (text.ends_with('!') && words >= FEWEST_CALLED);
    let sentence = sentence && looks[first].number.is_none();
    if sentence && let Some(at) = candidates.iter().position(|candidate| candidate.block == first) {
        scores[at] = f32::MIN;
    }
}

/// An author who underlines most headings, or sets the hashes of Markdown before them, does so with all of them: but for
/// those in capitals, and for another make of headings, of which there are several.
fn beside_marked(candidates: &[Candidate], blocks: &[Block<'_>], certain: &Certain, scores: &mut [f32]) {
    const FEWEST: usize = 2;
    const DOUBT: f32 = 4.0;
    let marked = |one: &Candidate| certain.has_mark(&blocks[one.block]);
    let count = candidates.iter().filter(|one| marked(one)).count();
    // Below underlined parts there may be headings of another make, or the lines are rules between parts.
    let likely = candidates.iter().zip(scores.iter()).filter(|(one, score)| marked(one) || **score > 0.0).count();
    if count < FEWEST || 2 * count < likely {
        return;
    }
    let makes = other_makes(candidates.iter().zip(&*scores).filter(|(one, _)| !marked(one)));
    let loud = |one: &Candidate| wording::all_capitals(blocks[one.block].text());
    for (candidate, score) in candidates.iter().zip(scores) {
        let is_of_make = || {
            let goes_on = blocks[candidate.block].text().contains(". ");
            !goes_on && makes.contains(&candidate.signature.closely())
        };
        let stands = marked(candidate) || loud(candidate) || is_of_make();
        *score -= if stands { 0.0 } else { DOUBT };
    }
}

/// The looks that several lines have, of which most are headings.
fn other_makes<'c>(lines: impl Iterator<Item = (&'c Candidate, &'c f32)>) -> FxHashSet<Signature> {
    const FEWEST: usize = 3;
    let mut looks: FxHashMap<Signature, (usize, usize)> = FxHashMap::default();
    for (line, score) in lines {
        let (all, headings) = looks.entry(line.signature.closely()).or_default();
        *all += 1;
        *headings += usize::from(*score > 0.0);
    }
    let is_make = |(all, headings): (usize, usize)| headings >= FEWEST && headings * 4 >= all * 3;
    looks.into_iter().filter(|(_, counts)| is_make(*counts)).map(|(look, _)| look).collect()
}

/// A short line without a full stop between two finished sentences that are clearly wider. A short text, whatever its page
/// says around it, has too few other lines for the second pass to learn from, so there it is enough if the first pass
/// found a heading and the second nearly did. In longer texts, and in wrapped ones, this costs more than it brings.
fn between_sentences(candidates: &[Candidate], blocks: &[Block<'_>], looks: &[Look], scores: &mut [f32]) {
    const MOST_BLOCKS: usize = 24;
    const MISSED_BY: f32 = 1.8;
    const WIDEST: usize = 44;
    const NARROWEST_SENTENCE: usize = 50;
    let kept = |at: &usize| !looks[*at].dropped;
    if (0..blocks.len()).filter(kept).nth(MOST_BLOCKS).is_some() {
        return;
    }
    let plain = |block: &Block<'_>| block.form == Form::Words && block.mark.is_none();
    for (candidate, score) in candidates.iter().zip(scores) {
        let block = &blocks[candidate.block];
        let below = (candidate.block + 1..blocks.len()).find(kept).map(|at| &blocks[at]);
        let above = (0..candidate.block).rfind(kept).map(|at| &blocks[at]);
        let sentence = |other: &Block<'_>| {
            let wider = other.width * 2 >= block.width * 3 && other.width >= NARROWEST_SENTENCE;
            other.form == Form::Words && wider && wording::terminal(other.text()) == facts::Terminal::Stop
        };
        let stands = plain(block)
            && block.width <= WIDEST
            && matches!(wording::terminal(block.text()), facts::Terminal::Open | facts::Terminal::Question)
            && wording::opening(block.text()) != facts::Opening::Small
            && above.is_some_and(sentence)
            && below.is_some_and(|below| plain(below) && sentence(below));
        if stands && candidate.score > 0.0 && *score > -MISSED_BY {
            *score = score.max(f32::MIN_POSITIVE);
        }
    }
}

/// A series of numbers, questions, lines in capitals and lines with a pictograph each are judged as one: where half of
/// those that look alike are headings (of pictographs, a quarter), those that just missed it are headings too. For other
/// lines that costs more than it brings.
fn as_one(candidates: &[Candidate], scores: &mut [f32]) {
    let mut looks: FxHashMap<Signature, (usize, usize)> = FxHashMap::default();
    for (candidate, score) in candidates.iter().zip(&*scores) {
        let (all, headings) = looks.entry(candidate.signature.closely()).or_default();
        *all += 1;
        *headings += usize::from(*score > 0.0);
    }
    for (candidate, score) in candidates.iter().zip(scores) {
        let Some(as_one) = candidate.signature.stands_with_others() else { continue };
        let (all, headings) = looks[&candidate.signature.closely()];
        if *score > -as_one.missed_by && all >= as_one.fewest && headings * as_one.one_in >= all {
            *score = score.max(f32::MIN_POSITIVE);
        }
    }
}

/// Where three of four lines that count up are headings, the others are too: "4. AOB" among "3. Summer fair" and "5. Next
/// meeting".
fn whole_series(candidates: &[Candidate], blocks: &[Block<'_>], looks: &[Look], scores: &mut [f32]) {
    const FEWEST: usize = 4;
    const WIDEST: usize = 60;
    let mut of: FxHashMap<NumberKind, Vec<usize>> = FxHashMap::default();
    for (at, candidate) in candidates.iter().enumerate() {
        if let Some(number) = looks[candidate.block].number.filter(|_| candidate.signature.is_serial()) {
            of.entry(number.kind).or_default().push(at);
        }
    }
    let value = |at: usize| looks[candidates[at].block].number.map_or(0, |number| number.value);
    let counts_up = |run: &Vec<usize>| series::counts_up(run.iter().map(|at| value(*at)));
    let may_head = |at: usize| {
        let block = candidates[at].block;
        let above_words = looks.get(block + 1).is_some_and(|next| next.words && next.number.is_none());
        above_words && blocks[block].width <= WIDEST && looks[block].terminal != facts::Terminal::Stop
    };
    // In any order: kinds do not share lines.
    #[allow(clippy::iter_over_hash_type)]
    for run in of.into_values().filter(|run| run.len() >= FEWEST && counts_up(run)) {
        let headings = run.iter().filter(|at| scores[**at] > 0.0).count();
        if headings * 4 >= run.len() * 3 {
            run.into_iter().filter(|at| may_head(*at)).for_each(|at| scores[at] = scores[at].max(f32::MIN_POSITIVE));
        }
    }
}

struct Candidate {
    block: usize,
    /// Its own cues that hold.
    cues: Holding,
    score: f32,
    /// What the second pass begins with, before the company.
    second: f32,
    width: usize,
    signature: Signature,
}

impl Candidate {
    fn all(blocks: &[Block<'_>], looks: &[Look], profile: &Profile, weights: &Weights) -> Vec<Self> {
        let series = facts::series_of(blocks, looks);
        let may_be = |at: &usize| facts::candidate(&blocks[*at], &looks[*at]);
        (0..blocks.len())
            .filter(may_be)
            .map(|block| {
                let facts = Facts::of(block, blocks, looks, profile, series[block]);
                let cues = Holding::of(&facts);
                let [score, second] = weights.of_line(cues);
                Self { block, cues, score, second, width: facts.width, signature: Signature::of(&facts) }
            })
            .collect()
    }

    fn scored(candidates: &[Self]) -> Vec<Scored> {
        let one = |one: &Self| Scored {
            block: one.block,
            signature: one.signature,
            width: one.width,
            chance: probability(one.score),
        };
        candidates.iter().map(one).collect()
    }
}

/// The cues of a line that hold: a bit for each, in the order of the table.
#[derive(Debug, Clone, Copy)]
struct Holding([u64; CUES.len().div_ceil(64)]);

impl Holding {
    fn of(facts: &Facts<'_>) -> Self {
        let mut bits = [0; CUES.len().div_ceil(64)];
        for (cues, bits) in CUES.chunks(64).zip(&mut bits) {
            *bits = cues.iter().rev().fold(0, |all, cue| all << 1 | u64::from((cue.holds)(facts)));
        }
        Self(bits)
    }

    /// By their places in the table.
    fn all(self) -> impl Iterator<Item = usize> {
        self.0.into_iter().enumerate().flat_map(|(word, mut left)| {
            std::iter::from_fn(move || {
                let cue = left.trailing_zeros() as usize;
                left &= left.wrapping_sub(1);
                (cue < 64).then_some(64 * word + cue)
            })
        })
    }
}

/// The cues of its company that hold, by their place in the table.
fn shared(company: &Company) -> impl Iterator<Item = usize> {
    (0..COMPANY.len()).filter(move |cue| (COMPANY[*cue].holds)(company))
}

/// The weightiest reasons for a heading, in words: three of the line's own, and one that lies in its company.
fn because(cues: Holding, company: &Company, weights: &Weights) -> Vec<&'static str> {
    const MOST: usize = 3;
    const LEAST_WEIGHT: f32 = 0.2;
    let weightiest = |reasons: &mut dyn Iterator<Item = (f32, &'static str)>, most: usize| {
        let mut reasons: Vec<_> = reasons.filter(|(weight, _)| *weight >= LEAST_WEIGHT).collect();
        reasons.sort_by(|a, b| b.0.total_cmp(&a.0));
        reasons.into_iter().take(most).map(|(_, name)| name).collect::<Vec<_>>()
    };
    let mut names = weightiest(&mut cues.all().map(|cue| (weights.own[1][cue], CUES[cue].name)), MOST);
    // That it lacks a bullet as the others do tells a reader nothing.
    let telling = |cue: &usize| !COMPANY[*cue].name.contains("or not");
    let others = &mut shared(company).filter(telling).map(|cue| (weights.company[cue], COMPANY[cue].name));
    names.extend(weightiest(others, 1));
    names
}

fn probability(score: f32) -> f32 {
    1.0 / (1.0 + (-score).exp())
}

/// No heading ends an article, and no four stand in a row: such lines are a list or a table.
fn repair(verdicts: &mut Vec<Verdict>, blocks: &[Block<'_>], certain: &Certain) {
    const LONGEST_RUN: usize = 4;
    let last_words = blocks.iter().rposition(|block| block.form != Form::Rule);
    // "The secretary" above a name at the very end is who signed.
    let signed = last_words.filter(|at| {
        const WIDEST: usize = 40;
        let block = &blocks[*at];
        block.width <= WIDEST && block.mark.is_none() && names::are_names_alone(block.text())
    });
    let heads_nothing = |at: usize| Some(at) == last_words || Some(at + 1) == signed;
    verdicts.retain(|verdict| !heads_nothing(verdict.block) || certain.contains(&blocks[verdict.block]));
    let mut kept = vec![true; verdicts.len()];
    let mut start = 0;
    while start < verdicts.len() {
        let run = 1 + verdicts[start..].windows(2).take_while(|pair| pair[1].block == pair[0].block + 1).count();
        if run >= LONGEST_RUN {
            // The last of them may head what follows.
            for at in start..start + run - 1 {
                kept[at] = certain.contains(&blocks[verdicts[at].block]);
            }
        }
        start += run;
    }
    let mut kept = kept.into_iter();
    verdicts.retain(|_| kept.next().unwrap_or(true));
}

#[cfg(test)]
#[path = "fit.rs"]
mod fit;

#[cfg(test)]
mod tests {
    use super::super::{PlainText, Reader};
    use crate::model::BlockKind;
    use crate::source::Source;

    const PROSE: &str = "The new wheel was hung in the spring and turned for the first time on the day of the fair, \
        before four hundred people, of whom one fell into the water and was pulled out by the miller.";

    /// The headings of a text.
    fn headings(text: &str) -> Vec<String> {
        let read = PlainText::default().read(&Source::new("t", text));
        let heading = |kind: &BlockKind| match kind {
            BlockKind::Heading { content, .. } => Some(crate::model::plain(content)),
            _ => None,
        };
        read.value.blocks.iter().filter_map(|block| heading(&block.kind)).collect()
    }

    #[test]
    fn who_signs_at_the_end_has_no_heading() {
        let text = format!(
            "Minutes of the Friends of the Mill\n\n{PROSE}\n\nReport\n{PROSE}\nMoney\n{PROSE}\nElections\n{PROSE}\n\n\
             The secretary of the meeting\nJohn Lacey\n"
        );
        assert_eq!(headings(&text), ["Report", "Money", "Elections"]);
    }

    #[test]
    fn what_heads_the_text_below_a_letter_stays_a_heading() {
        let closing = "Yours faithfully\n\nJane Doe\n\nFriends of the Mill";
        let text = format!(
            "The mill\n\n{PROSE}\n\nThe letter\n\n{PROSE}\n\n{PROSE}\n\n{closing}\n\nWhat they answered\n\n\
             They did not answer at all.\n\n{PROSE}\n\nWho paid for it\n\n{PROSE}\n\n{PROSE}\n"
        );
        assert_eq!(headings(&text), ["The letter", "What they answered", "Who paid for it"]);
        let text = text.replace("Friends of the Mill", "12 Mill Lane\nNorthport").replace("What they answered\n\n", "");
        assert_eq!(headings(&text), ["The letter", "Who paid for it"]);
    }

    #[test]
    fn an_opening_that_is_called_out_is_no_heading() {
        let text =
            |first: &str| format!("The mill\n\n{first}\n\n{PROSE}\n\nWhat it cost\n\n{PROSE}\n\nWho paid\n\n{PROSE}\n");
        let opening = "We are happy to say that the mill turns again!";
        assert_eq!(headings(&text(opening)), ["What it cost", "Who paid"]);
    }

    #[test]
    fn what_a_page_says_around_a_short_text_hides_none_of_its_headings() {
        let menu = ["Startseite", "Politik", "Deutschland"].join("\n");
        let head =
            "Warum die Kleinstadt ihre Schule selbst baut\nVon Katrin Bölsche\n08.02.2024, 17:42 Uhr\nTeilen\nDrucken";
        let one =
            "Am Samstagmorgen um sieben stehen vierzig Leute auf dem Hof der alten Molkerei und warten auf Beton.";
        let parts = ["Ein Antrag nach dem anderen", "Und wer haftet?"];
        let below = [one; 3].join("\nAnzeige\n");
        let text = format!("{menu}\n{head}\n{one}\n{one}\n{}\n{below}\n{}\n{below}\n", parts[0], parts[1]);
        let page = "Mehr zum Thema\nBildung\nSachsen-Anhalt\nZur Startseite\n27 Kommentare";
        assert_eq!(headings(&format!("{text}{page}\n")), parts);
    }

    #[test]
    fn who_underlines_headings_underlines_them_all() {
        let prose = "The new wheel was hung in the spring and turned for the first\ntime on the day of the fair, before four \
            hundred people, of whom\none fell into the water and was pulled out by the miller.";
        let text = |line: &str| {
            format!(
                "The mill\n========\n\nMoney\n{line}\n{prose}\n\nThe following parts are new.\n\n* the wheel\n* the race\n\n\
             Elections\n{line}\n{prose}\n\nThe report\n\n{prose}\n"
            )
        };
        assert_eq!(headings(&text("-------\n")), ["Money", "Elections"]);
        let marked = |mark: &str| {
            format!(
                "# The mill\n\n{mark} Money\n\nAdd this to it:\n\n{prose}\n\n{mark} Elections\n\n{prose}\n\nby all of us.\n\n{prose}\n"
            )
        };
        assert_eq!(headings(&marked("##")), ["Money", "Elections"]);
    }

    #[test]
    fn below_underlined_parts_there_are_headings_of_another_make() {
        let prose = "The new wheel was hung in the spring and turned for the first\ntime on the day of the fair, before four \
            hundred people, of whom\none fell into the water and was pulled out by the miller.";
        let part = |name: &str, below: [&str; 3]| {
            let below = below.map(|below| format!("{below}\n\n{prose}\n\n")).concat();
            format!("{name}\n{}\n\n{below}", "-".repeat(name.len()))
        };
        let changes = ["Foreign mills and ports", "The wheel and the race", "What was mended"];
        let text = format!(
            "Notes of the mill\n=================\n\n{}{}{}{}",
            part("Since the spring", changes),
            part("Since the fair", [prose; 3]),
            part("Since the frost", [prose; 3]),
            part("Since the flood", [prose; 3]),
        );
        let said = headings(&text);
        assert!(changes.iter().all(|change| said.iter().any(|said| said == change)), "{said:?}");
    }

    /// The last but one of a series is short and in capitals.
    #[test]
    fn a_series_is_headings_as_a_whole() {
        let lines = ["1. Minutes", "2. Matters arising", "3. Summer fair", "4. AOB", "5. Next meeting"];
        let sections: String = lines.iter().map(|line| format!("{line}\nThat was agreed by all of them.\n")).collect();
        assert_eq!(headings(&format!("Residents of the Quay\nTuesday 9 May 2017\n{sections}")), lines);
    }

    /// Below them are few words each, with and without numbers.
    #[test]
    fn a_recipe_has_its_own_headings() {
        let text = |second: &str| {
            format!(
                "Omas Pflaumenkuchen vom Blech\n\nSaftig, einfach und in anderthalb Stunden auf dem Tisch.\n\nZutaten\n\n\
                 500 g Mehl\n\n80 g Zucker\n\n{second}\n\n1. Die Hefe auflösen und mit etwas Mehl verrühren.\n\n\
                 2. Die übrigen Zutaten unterkneten.\n\nTipp\n\nDazu passt Schlagsahne.\n"
            )
        };
        assert_eq!(headings(&text("Zubereitung")), ["Zutaten", "Zubereitung", "Tipp"]);
    }

    /// The second of three has a comma, and another series directly below it.
    #[test]
    fn parts_of_a_notice_are_headings_together() {
        let body = "各区县要把供暖工作作为重要的民生工程，主要负责人要亲自过问，分管负责人要靠前指挥。";
        let text = format!(
            "关于进一步做好冬季供暖工作的通知\n\n{body}\n\n一、提高认识，落实责任\n\n{body}\n\n二、抓好检修，确保安全\n\n\
             （一）全面检修管网\n\n{body}\n\n（二）储备充足燃料\n\n{body}\n\n三、畅通渠道，及时回应\n\n{body}\n"
        );
        assert_eq!(headings(&text).len(), 5, "{:?}", headings(&text));
    }

    /// One line in four with a pictograph is a heading beyond doubt: it has no full stop.
    #[test]
    fn lines_with_pictographs_are_headings_together() {
        let heads = [
            "😭 Вы не получите ответ.",
            "🚧 У вас могут запросить изменения.",
            "👎 Ваш вклад не принят",
            "🎉 Ваш вклад принят.",
        ];
        let section = |head: &str| {
            format!(
                "{head}\n\nМы надеемся, что вы посмотрели, жив ли проект, прежде чем начать. Даже в живом проекте \
                 бывает так, что никто не отвечает неделю или две, и в этом нет ничего обидного.\n\n"
            )
        };
        let text: String = ["Первый взнос", "Что будет дальше"].into_iter().chain(heads).map(section).collect();
        let read = PlainText::default().read(&Source::new("t", text.as_str()));
        let headings = read.value.blocks.iter().filter_map(|block| match &block.kind {
            BlockKind::Heading { content, .. } => Some(crate::model::plain(content)),
            _ => None,
        });
        let drawn: Vec<String> = headings.filter(|words| !words.starts_with('Ч')).collect();
        assert_eq!(drawn, heads);
    }
}
