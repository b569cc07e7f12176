//! A print edition's pages → places in the articles' text.
//!
//! Both are reduced to letters: what differs between a page and its text (spaces, hyphens, case, marks) is left out. A
//! page is laid along the text from where the one before it ended; what is not in the text at that place (a running
//! head, a note, a list's numbers, column heads that are repeated) is stepped over. A page begins at the first of its
//! letters that are found.

use crate::pages::{PICTURE, Print};
use crate::write::xhtml::{Break, Lane, is_letter};
use std::collections::BTreeMap;
use std::ops::Range;

mod reading;

use reading::{Furniture, settle};

/// How many letters are enough to know a place by.
const GRAM: usize = 14;
/// How far behind the expected place a page may begin: a running head may have been taken for text.
const BACK: usize = 120;
/// How far ahead of it: a figure that floats, a page that is missing.
const AHEAD: usize = 40_000;

/// Where pages begin.
pub(super) struct Aligned {
    /// The breaks of each article, by lane.
    pub breaks: Vec<BTreeMap<Lane, Vec<Break>>>,
    /// The pages that were not found; their breaks stand where the page before them ends.
    pub lost: Vec<String>,
}

/// Finds the pages of a print edition in the letters of the articles. Where it is known on which pages articles begin, a
/// page is looked for in its own article only.
pub(super) fn align(
    print: &Print,
    articles: &[BTreeMap<Lane, Vec<char>>],
    begun: &BTreeMap<usize, Option<usize>>,
) -> Aligned {
    let body = Stream::of(articles, |lane| *lane == Lane::Body);
    let notes = Stream::of(articles, |lane| *lane != Lane::Body);
    let mut breaks: Vec<BTreeMap<Lane, Vec<Break>>> = articles.iter().map(|_| BTreeMap::new()).collect();
    let furniture = Furniture::of(print, &body.letters);
    let mut lost = Vec::new();
    let (mut expected, mut expected_note) = (0, 0);
    let mut within = 0..body.letters.len();
    for (page, printed) in print.pages.iter().enumerate() {
        let begins = begun.get(&page).copied();
        if let Some(begins) = begins {
            // Pages of what is on paper only have no text here: they begin where the next part does.
            within = begins.map_or(within.end..within.end, |article| body.range(article));
            expected = within.start;
        }
        let begins = begins.flatten();
        if let Some(article) = begins
            && !notes.letters.is_empty()
        {
            expected_note = expected_note.max(notes.range(article).start);
        }
        let text = furniture.without(&printed.text);
        let letters = folded(&text);
        // A page of nothing but notes begins where its first note does.
        let of_notes = folded(&printed.notes);
        let (stream, from) = if letters.is_empty() && !of_notes.is_empty() && expected >= within.end {
            let run = notes.lay(&of_notes, expected_note, &(0..notes.letters.len()));
            expected_note = run.end;
            (&notes, run.start)
        } else {
            let before = expected;
            let run = body.lay(&letters, expected, &within);
            let turned = reading::turned(&text).into_iter().map(|text| body.lay(&folded(&text), expected, &within));
            let run = turned.fold(run, |best, other| if other.matched > best.matched { other } else { best });
            if run.matched == 0 && letters.len() >= GRAM && begins.is_none() && !within.is_empty() {
                lost.push(printed.label.clone());
            }
            expected = run.end;
            if !of_notes.is_empty() {
                expected_note = notes.lay(&of_notes, expected_note, &(0..notes.letters.len())).end;
            }
            let start = if page == 0 || begins.is_some() { within.start } else { body.opening(run.start, before) };
            (&body, start)
        };
        // A part without a letter begins where the next one does.
        let there = match begins {
            Some(article) => Some((article, Lane::Body, 0)),
            None => stream.place(from),
        };
        let Some((article, lane, at)) = there else { continue };
        breaks[article].entry(lane).or_default().push(Break { page, label: printed.label.clone(), at });
    }
    for lane in breaks.iter_mut().flat_map(BTreeMap::values_mut) {
        lane.sort_by_key(|found| (found.at, found.page));
    }
    Aligned { breaks, lost }
}

/// Letters in lower case. Case is not kept everywhere: small capitals are told as either.
fn folded(text: &str) -> Vec<char> {
    let mut letters: Vec<char> = text.chars().filter(|c| is_letter(*c)).map(fold).collect();
    settle(&mut letters);
    letters
}

fn fold(c: char) -> char {
    let mut lower = c.to_lowercase();
    match (lower.next(), lower.next()) {
        (Some(lower), None) => lower,
        _ => c,
    }
}

/// Where a page was found.
struct Run {
    start: usize,
    end: usize,
    /// How many of its letters were found.
    matched: usize,
}

/// Letters of a page that stand in the text alike.
struct Laid {
    /// Where on the page.
    at: usize,
    /// Where in the text.
    start: usize,
    length: usize,
}

/// Those runs of a page that follow each other in the text, and are the most together. What the page leaves out of the
/// text between two of them costs: little may be missing, a figure that floats or a word that is written otherwise.
fn chain(runs: &[Laid]) -> Vec<usize> {
    /// A page has few pieces; one that has more is a list of words that stand anywhere.
    const PIECES: usize = 64;
    let mut best: Vec<(i64, Option<usize>)> = Vec::with_capacity(runs.len());
    for (index, run) in runs.iter().enumerate() {
        let before = (index.saturating_sub(PIECES)..index).filter_map(|last| {
            let (end, on_page) = (runs[last].start + runs[last].length, runs[last].at + runs[last].length);
            let skipped = run.start.checked_sub(end)? as i64;
            let missing = skipped - (run.at - on_page) as i64;
            let worth = best[last].0 - missing.max(0);
            (worth > 0).then_some((worth, last))
        });
        let (worth, last) = before.max().map_or((0, None), |(worth, last)| (worth, Some(last)));
        best.push((worth + run.length as i64, last));
    }
    let ends = (0..runs.len()).max_by_key(|index| (best[*index].0, std::cmp::Reverse(*index)));
    let mut chain: Vec<usize> = std::iter::successors(ends, |index| best[*index].1).collect();
    chain.reverse();
    chain
}

/// The letters of all articles, one behind the other, and an index of them.
struct Stream {
    letters: Vec<char>,
    /// Where each lane begins.
    lanes: Vec<(usize, usize, Lane)>,
    /// Each run of [`GRAM`] letters, hashed, with its place; in order.
    grams: Vec<(u64, u32)>,
}

impl Stream {
    fn of(articles: &[BTreeMap<Lane, Vec<char>>], wanted: impl Fn(&Lane) -> bool) -> Self {
        let mut stream = Self { letters: Vec::new(), lanes: Vec::new(), grams: Vec::new() };
        for (index, lanes) in articles.iter().enumerate() {
            // An article without a letter still has a beginning.
            let empty = (Lane::Body, Vec::new());
            let lanes: Vec<_> = lanes.iter().filter(|(lane, _)| wanted(lane)).collect();
            let none = lanes.is_empty() && wanted(&Lane::Body);
            for (lane, letters) in lanes.into_iter().chain(none.then_some((&empty.0, &empty.1))) {
                stream.lanes.push((stream.letters.len(), index, *lane));
                stream.letters.extend(letters.iter().copied().map(fold));
            }
        }
        settle(&mut stream.letters);
        let grams = stream.letters.windows(GRAM).zip(0..).map(|(gram, at)| (hash(gram), at));
        stream.grams = grams.collect();
        stream.grams.sort_unstable();
        stream
    }

    /// The article, the lane and the place in it. A place between two lanes is the beginning of the second.
    fn place(&self, at: usize) -> Option<(usize, Lane, usize)> {
        let lane = self.lanes.partition_point(|(start, ..)| *start <= at).checked_sub(1)?;
        let (start, article, lane) = self.lanes[lane];
        Some((article, lane, at - start))
    }

    /// Where a page begins whose first letters were found: with its article, if only a title is between. Titles are
    /// short, and facts stand around them that are in no text.
    fn opening(&self, found: usize, before: usize) -> usize {
        const TITLE: usize = 120;
        let lane = self.lanes.partition_point(|(start, ..)| *start <= found).checked_sub(1);
        let start = lane.map_or(found, |lane| self.lanes[lane].0);
        if start > 0 && before <= start && found - start <= TITLE { start } else { found }
    }

    /// Where the letters of an article are.
    fn range(&self, article: usize) -> Range<usize> {
        let begins = |of: usize| self.lanes.iter().find(|(_, index, _)| *index >= of).map(|(start, ..)| *start);
        let end = self.letters.len();
        begins(article).unwrap_or(end)..begins(article + 1).unwrap_or(end)
    }

    /// Lays a page's letters along the text, or a part of it.
    fn lay(&self, page: &[char], expected: usize, within: &Range<usize>) -> Run {
        let mut runs: Vec<Laid> = Vec::new();
        let mut at = 0;
        let mut here = expected;
        while at < page.len() {
            let Some(start) = self.find(&page[at..], here, expected, within) else {
                at += 1;
                continue;
            };
            let same = page[at..].iter().zip(&self.letters[start..within.end]).take_while(|(a, b)| a == b).count();
            here = start + same;
            runs.push(Laid { at, start, length: same });
            at += same.max(1);
        }
        // A note may quote what stands pages away, and a list of contents everything: what counts are the runs that
        // follow each other in the text as they do on the page, and only if they are a fair part of the page or just
        // where it should be.
        let chain = chain(&runs);
        let nowhere = Run { start: expected, end: expected, matched: 0 };
        let (Some(first), Some(last)) = (chain.first(), chain.last()) else { return nowhere };
        let matched: usize = chain.iter().map(|run| runs[*run].length).sum();
        let found = Run { start: runs[*first].start, end: runs[*last].start + runs[*last].length, matched };
        if matched * 4 >= page.len() || found.start.abs_diff(expected) <= BACK { found } else { nowhere }
    }

    /// Where the page's next letters stand: at the place itself, if all that is left fits there, else at the nearest
    /// place with the same first letters, or at the next picture.
    fn find(&self, page: &[char], here: usize, expected: usize, within: &Range<usize>) -> Option<usize> {
        let near = GRAM.min(page.len());
        if here + near <= within.end && self.letters[here..here + near] == page[..near] {
            return Some(here);
        }
        let gram = page.get(..GRAM);
        // Pictures are few: the next one is this one, unless something else is between.
        let picture = || {
            let ahead = here..within.end.min(here + BACK).max(here);
            let next = (page.first() == Some(&PICTURE)).then(|| self.letters.get(ahead))??;
            next.iter().position(|letter| *letter == PICTURE).map(|at| here + at)
        };
        let Some(gram) = gram else { return picture() };
        let key = hash(gram);
        let first = self.grams.partition_point(|(hash, _)| *hash < key);
        let all = self.grams[first..].iter().take_while(|(hash, _)| *hash == key).map(|(_, at)| *at as usize);
        let reach = within.start.max(expected.saturating_sub(BACK))..within.end.min(expected + AHEAD);
        let found = all.filter(|at| reach.contains(at) && self.letters[*at..*at + GRAM] == *gram);
        found.min_by_key(|at| at.abs_diff(here)).or_else(picture)
    }
}

/// FNV-1a of 64 bits, over characters.
fn hash(letters: &[char]) -> u64 {
    letters.iter().fold(0xcbf2_9ce4_8422_2325, |hash: u64, &c| {
        (hash ^ u64::from(u32::from(c))).wrapping_mul(0x0000_0100_0000_01b3)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages::PrintPage;

    fn places(text: &str, pages: &[&str]) -> Vec<usize> {
        let articles = [BTreeMap::from([(Lane::Body, text.chars().filter(|c| is_letter(*c)).collect())])];
        let page = |text: &&str| PrintPage { text: (*text).to_owned(), ..PrintPage::default() };
        let print = Print { pages: pages.iter().map(page).collect(), ..Print::default() };
        align(&print, &articles, &BTreeMap::new()).breaks[0].values().flatten().map(|found| found.at).collect()
    }

    const TEXT: &str = "Nobody spoke of it at first, but the carters began to be paid in flour. The price of wheat had \
        doubled by the spring, and the mills along the canal ran only three days in the week.";

    #[test]
    fn words_may_be_parted_and_furniture_is_stepped_over() {
        let pages = [
            "Nobody spoke of it at first, but the car-",
            "A HARVEST 12 ters began to be paid in flour. 1 A note at the foot, of some length.",
            "The price of wheat had doubled by the spring, and the",
            "",
            "mills along the canal ran only three days in the week.",
        ];
        let before = |until: &str| TEXT[..TEXT.find(until).unwrap()].chars().filter(|c| is_letter(*c)).count();
        let mills = before("mills");
        let found = places(TEXT, &pages);
        // An empty page stands where the one before it ended.
        assert_eq!(found, [0, before("ters began"), before("The price"), mills, mills]);
    }

    #[test]
    fn letters_drawn_from_left_to_right_are_read_from_right_to_left() {
        let text = "خادم Discord الرسمي لـ Node.js هو مكان للتواصل مع مطوري الآخرين والإبلاغ عن المشكلات الكثيرة هنا";
        let pages = ["مداخ Discord يمسرلا ـل Node.js وه ناكم لصاوتلل عم", "يروطم نيرخلآا غلابلإاو نع تلاكشملا ةريثكلا انه"];
        let before = text.split(" مطوري").next().unwrap().chars().filter(|c| is_letter(*c)).count();
        assert_eq!(places(text, &pages), [0, before]);
    }

    #[test]
    fn pages_of_pictures_are_found_one_after_another() {
        let text = format!("A walk{0}{0}{0}{0}The end", PICTURE);
        let picture = PICTURE.to_string();
        let first = format!("A walk, of no words, {picture}");
        assert_eq!(places(&text, &[&first, &picture, &picture, &format!("12{picture} The end")]), [0, 6, 7, 8]);
    }

    #[test]
    fn repeated_words_are_told_apart_by_their_order() {
        let text = "the same words stand here again and again. ".repeat(40);
        let page = "the same words stand here again and again. ".repeat(10);
        let letters = page.chars().filter(|c| is_letter(*c)).count();
        assert_eq!(places(&text, &[&page, &page, &page, &page]), [0, letters, 2 * letters, 3 * letters]);
    }
}
