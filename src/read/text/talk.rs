//! Interviews: what is asked stands in the text like headings, and is none.

use super::blocks::{Block, Form};
use super::facts::Terminal;
use super::front::{Front, Role};
use super::headings::Verdict;
use super::wording;
use crate::lang::{page_words, small};
use rustc_hash::FxHashMap;

/// Whether the text is an interview, as its head tells: somebody led it, or its title is what somebody said.
pub(super) fn is_interview(blocks: &[Block<'_>], front: &Front) -> bool {
    const HEAD: usize = 12;
    blocks.iter().enumerate().take(HEAD).any(|(at, block)| match front.role(at) {
        Some(Role::Title) => is_saying(block.text()),
        Some(Role::Byline(byline)) => byline.rest.iter().any(|words| introduces(words)),
        _ => false,
    })
}

/// "Interview by", with its colon or without.
fn introduces(words: &str) -> bool {
    let words = small(bare(words));
    let is_one = |known: &str| known.strip_prefix(words.as_str()).is_some_and(|rest| bare(rest).is_empty());
    page_words(|page| page.interview).any(is_one)
}

fn bare(words: &str) -> &str {
    words.trim_end_matches([':', '：', ' ', '\u{a0}', '＝', '・', '／', '/'])
}

/// A title in quotation marks from end to end: of newspapers' articles with such titles, most are interviews.
fn is_saying(title: &str) -> bool {
    const MARKS: &[(&[char], &[char])] = &[
        (&['“', '„', '”', '"', '‟'], &['”', '“', '"']),
        (&['«', '»'], &['»', '«']),
        (&['‘', '‚', '‛'], &['’', '‘']),
        (&['「', '『'], &['」', '』']),
    ];
    let title = title.trim_end_matches('.');
    MARKS.iter().any(|(opening, closing)| {
        let inner = title.strip_prefix(*opening).and_then(|title| title.trim_end().strip_suffix(*closing));
        inner.is_some_and(|inner| !inner.contains(*opening) && inner.trim().contains(|c: char| !c.is_ascii_digit()))
    })
}

/// Takes questions from what was found to be headings, where an answer follows each.
pub(super) fn without_questions(verdicts: &mut Vec<Verdict>, blocks: &[Block<'_>]) {
    const FEWEST: usize = 2;
    let asks = |verdict: &Verdict| wording::terminal(blocks[verdict.block].text()) == Terminal::Question;
    let answered = |verdict: &Verdict| {
        let next = blocks.get(verdict.block + 1);
        next.is_some_and(|next| next.form == Form::Words && next.underline.is_none() && next.mark.is_none())
    };
    let questions = verdicts.iter().filter(|verdict| asks(verdict) && answered(verdict)).count();
    if questions >= FEWEST {
        verdicts.retain(|verdict| !asks(verdict));
    }
}

/// Takes the lines of speakers from what was found to be headings: "Q: Why?" above "A: Because", at least twice.
pub(super) fn without_speakers(verdicts: &mut Vec<Verdict>, blocks: &[Block<'_>]) {
    let turn = |at: usize| {
        let next = blocks.get(at + 1)?;
        Some((label(blocks[at].text())?, label(next.text())?)).filter(|(one, other)| one != other)
    };
    if verdicts.iter().all(|verdict| turn(verdict.block).is_none()) {
        return;
    }
    // Other questions of the same speaker need not look like headings.
    let mut turns: FxHashMap<_, usize> = FxHashMap::default();
    for turn in (0..blocks.len()).filter_map(turn) {
        *turns.entry(turn).or_default() += 1;
    }
    let again = |turn| turns.get(&turn).is_some_and(|count| *count > 1);
    verdicts.retain(|verdict| !turn(verdict.block).is_some_and(again));
}

/// "Q", "Interviewer", "问": what stands before a colon, if it may name somebody who speaks.
fn label(text: &str) -> Option<&str> {
    const LONGEST: usize = 40;
    let head = &text[..text.floor_char_boundary(LONGEST)];
    let (label, _) = head.split_once([':', '：'])?;
    let fits = label.split_whitespace().count() <= 2 && !label.contains(|c: char| c.is_ascii_digit());
    (fits && !label.is_empty()).then_some(label)
}

#[cfg(test)]
mod tests {
    use super::super::{PlainText, Reader};
    use super::*;
    use crate::source::Source;

    /// The headings of a text.
    fn headings(text: &str) -> Vec<String> {
        let read = PlainText::default().read(&Source::new("t", text));
        let headings = read.value.blocks.iter().filter_map(|block| match &block.kind {
            crate::model::BlockKind::Heading { content, .. } => Some(crate::model::plain(content)),
            _ => None,
        });
        headings.collect()
    }

    const ANSWERS: [&str; 3] = [
        "It is the part with the ribbon and the minister. Then everybody goes home, and somebody has to carry water.",
        "In the good years seven of ten, in the bad ones hardly any, and nobody has counted since the drought.",
        "A goat eats what it finds. I blame the fence that was never built, because there was no money for wire.",
    ];

    fn asked(head: &str, questions: [&str; 3]) -> String {
        let turn = |(question, answer): (&str, &str)| format!("{question}\n\n{answer}\n\n");
        format!("{head}\n\n{}", questions.into_iter().zip(ANSWERS).map(turn).collect::<String>())
    }

    #[test]
    fn what_an_interviewer_asks_is_no_heading() {
        let questions = ["Is planting not the hard part?", "How many of yours survived?", "And what of the goats?"];
        for head in [
            "“I stopped counting the trees”",
            "Counting trees\n\nInterview by Louisa Carrow",
            "Counting trees\n\nDas Gespräch führte Anna Weiß.",
        ] {
            assert_eq!(headings(&asked(head, questions)), [""; 0], "{head}");
        }
        assert_eq!(headings(&asked("Questions that everybody asks", questions)), questions);
    }

    #[test]
    fn speakers_head_nothing() {
        let text = asked("Counting trees", ["Q: Is it hard?", "Q: How many survived?", "Q: And the goats?"]);
        let answered = ANSWERS.iter().fold(text, |text, answer| text.replace(answer, &format!("A: {answer}")));
        assert_eq!(headings(&answered), [""; 0]);
        // One of two looks like a heading.
        let text = "حوار مع الكاتبة ليلى منصور\n\nحاوره: نادر سليم\n\nسؤال: متى بدأت الكتابة؟\n\nجواب: بدأت وأنا في العاشرة، وكنت \
                    أكتب رسائل لا أرسلها إلى أحد.\n\nسؤال: وما الذي تغير منذ ذلك الوقت؟\n\nجواب: صرت أرسل الرسائل، لكنني أسميها روايات.\n";
        assert_eq!(headings(text), [""; 0]);
    }

    #[test]
    fn titles_that_somebody_said() {
        for title in
            ["“I stopped counting”", "„Ein Turm ist kein Ort.“", "« On l’écoute »", "「桶は待つ」", "‘Nooit af’"]
        {
            assert!(is_saying(title), "{title}");
        }
        for title in ["“Counting” and “planting”", "The “new” trees", "“", "“12”"] {
            assert!(!is_saying(title), "{title}");
        }
    }
}
