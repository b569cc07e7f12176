//! The numbers of pages: each page's own, and those of the places that text refers to.

use super::block::TOP;
use crate::model::{Figures, Mark, PageRef};
use crate::packet::{Folios, FrontMatter, Pagination};
use rustc_hash::FxHashMap;

/// What stands before the anchors of a part of a packet.
pub(super) fn prefix(part: usize) -> String {
    format!("p{}-", part + 1)
}

/// The anchor of a mark within its part. No heading's anchor has a tilde.
pub(super) fn mark(mark: &Mark) -> String {
    format!("~{mark}")
}

/// The pages of anchors, as far as they are known.
#[derive(Debug, Clone, Default)]
pub(super) struct Labels {
    /// The page, counted from zero, and its number as printed.
    pages: FxHashMap<String, usize>,
    folios: Vec<String>,
    /// How many pages have a roman number, and how many a plain one.
    roman: usize,
    plain: usize,
}

/// What stands for a number that is not known yet: as wide as most.
const UNKNOWN: &str = "00";

impl Labels {
    /// Notes on which page a part begins.
    pub fn begins(&mut self, part: usize, page: usize) {
        self.pages.insert(anchor(&PageRef { part, mark: None }), page);
    }

    /// Notes that an anchor is on a page; of two with one name the first counts, as it does where links lead.
    pub fn note(&mut self, anchor: &str, page: usize) {
        self.pages.entry(anchor.to_owned()).or_insert(page);
    }

    /// The printed numbers of all pages.
    pub fn number(&mut self, folios: Vec<String>) {
        self.roman = folios.iter().filter(|folio| is_roman(folio)).count();
        self.plain = folios.iter().filter(|folio| folio.parse::<usize>().is_ok()).count();
        self.folios = folios;
    }

    /// How many pages are counted with one of that number, written as it is: front matter has a count of its own, and
    /// late pages, 12A, are in nobody's. `None`: pages have no numbers yet.
    pub fn counted_with(&self, folio: &str) -> Option<String> {
        let (count, figures) =
            if is_roman(folio) { (self.roman, Figures::SmallRoman) } else { (self.plain, Figures::Decimal) };
        (count > 0).then(|| figures.write(count as u64))
    }

    /// Forgets where everything is.
    pub fn clear(&mut self) {
        self.pages.clear();
    }

    /// The printed number of the page of a place.
    pub fn of(&self, place: &PageRef) -> &str {
        self.page(&self.known(place)).map_or(UNKNOWN, |page| self.folio(page))
    }

    /// The anchor of a place; of the part that it is in, if nothing was set there: a link around a picture that is not
    /// shown.
    fn known(&self, place: &PageRef) -> String {
        let at = anchor(place);
        if place.mark.is_none() || self.pages.contains_key(&at) {
            return at;
        }
        let part = anchor(&PageRef { mark: None, ..*place });
        if self.pages.contains_key(&part) { part } else { at }
    }

    fn page(&self, anchor: &str) -> Option<usize> {
        self.pages.get(anchor).copied()
    }

    fn folio(&self, page: usize) -> &str {
        self.folios.get(page).map_or(UNKNOWN, String::as_str)
    }

    /// The pages of places in order, each once, neighbours drawn together: what is printed, and the anchor it leads to.
    pub fn list(&self, places: &[PageRef]) -> Vec<(String, String)> {
        let mut pages: Vec<(Option<usize>, String)> =
            places.iter().map(|place| self.known(place)).map(|at| (self.page(&at), at)).collect();
        // Places that are not known yet stand behind, each for itself.
        pages.sort_by_key(|(page, _)| page.unwrap_or(usize::MAX));
        pages.dedup_by(|(next, _), (page, _)| page.is_some() && next == page);
        let mut out = Vec::new();
        for run in pages.chunk_by(|(page, _), (next, _)| page.is_some() && page.map(|page| page + 1) == *next) {
            let printed =
                |(page, _): &(Option<usize>, String)| page.map_or(UNKNOWN, |page| self.folio(page)).to_owned();
            match run {
                // Two neighbours are two numbers, three a stretch.
                [first, _, .., last] => out.push((format!("{}–{}", printed(first), printed(last)), first.1.clone())),
                few => out.extend(few.iter().map(|place| (printed(place), place.1.clone()))),
            }
        }
        out
    }
}

/// Whether a printed number is one of front matter. A late page's has a capital letter.
fn is_roman(folio: &str) -> bool {
    !folio.is_empty() && folio.bytes().all(|byte| byte.is_ascii_lowercase())
}

/// The anchor of a place, unique in the packet.
pub(super) fn anchor(place: &PageRef) -> String {
    let name = place.mark.as_ref().map_or_else(|| TOP.to_owned(), mark);
    format!("{}{name}", prefix(place.part))
}

/// Counts pages as a packet numbers them.
pub(super) struct Counter<'a> {
    pagination: &'a Pagination,
    /// How many pages were counted in the present run: of the front matter, of a section, of all.
    count: usize,
    /// How many the main run had when a section began.
    main: usize,
    /// How many in all.
    total: usize,
    run: Run,
}

/// Which pages are counted together.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Run {
    Front,
    Main,
    Section(String),
}

/// Where a part stands in the numbering.
pub(super) struct Standing<'a> {
    /// Whether it stands before the first section or article.
    pub front: bool,
    /// The letter of its section.
    pub letter: Option<&'a str>,
    /// The printed number that its pages follow with letters.
    pub after: Option<&'a str>,
}

impl<'a> Counter<'a> {
    pub fn new(pagination: &'a Pagination) -> Self {
        Self { pagination, count: 0, main: 0, total: 0, run: Run::Front }
    }

    /// The printed numbers of a part's pages.
    pub fn part(&mut self, standing: &Standing, pages: usize) -> Vec<String> {
        if let Some(after) = standing.after {
            return (1..=pages as u64).map(|page| format!("{after}{}", Figures::CapitalLetters.write(page))).collect();
        }
        let run = match (&self.pagination.folios, self.pagination.front, standing) {
            (Folios::BySection, _, Standing { letter: Some(letter), .. }) => Run::Section((*letter).to_owned()),
            (_, FrontMatter::Roman, Standing { front: true, .. }) => Run::Front,
            (Folios::BySection, ..) | (_, FrontMatter::Roman, _) => Run::Main,
            (Folios::Plain | Folios::OfTotal | Folios::Bates { .. }, FrontMatter::Counted, _) => Run::Front,
        };
        if run != self.run {
            if self.run == Run::Main {
                self.main = self.count;
            }
            // What stands behind the sections goes on from what stands before them: no two pages have one number.
            self.count = if run == Run::Main { self.main } else { 0 };
            self.run = run;
        }
        (0..pages).map(|_| self.next()).collect()
    }

    /// The numbers of pages that are left empty: they belong to what they follow.
    pub fn blank(&mut self, pages: usize) -> Vec<String> {
        (0..pages).map(|_| self.next()).collect()
    }

    fn next(&mut self) -> String {
        self.count += 1;
        self.total += 1;
        let roman = self.run == Run::Front && self.pagination.front == FrontMatter::Roman;
        match (&self.pagination.folios, &self.run) {
            (Folios::Bates { prefix, start }, _) => format!("{prefix}-{:06}", start + self.total - 1),
            _ if roman => Figures::SmallRoman.write(self.count as u64),
            (Folios::BySection, Run::Section(letter)) => format!("{letter}{}", self.count),
            (Folios::Plain | Folios::OfTotal | Folios::BySection, _) => self.count.to_string(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_main_run_goes_on_behind_sections() {
        let pagination = Pagination { folios: Folios::BySection, ..Pagination::default() };
        let mut counter = Counter::new(&pagination);
        let part = |letter| Standing { letter, front: false, after: None };
        assert_eq!(counter.part(&part(None), 2), ["1", "2"]);
        assert_eq!(counter.part(&part(Some("A")), 2), ["A1", "A2"]);
        assert_eq!(counter.part(&part(Some("B")), 1), ["B1"]);
        assert_eq!(counter.part(&part(None), 2), ["3", "4"]);
    }

    #[test]
    fn each_run_has_a_total_of_its_own() {
        let mut labels = Labels::default();
        assert_eq!(labels.counted_with("1"), None);
        labels.number(["i", "ii", "iii", "1", "2", "2A", "3", "4"].map(str::to_owned).to_vec());
        let counted = ["ii", "4", "2A"].map(|folio| labels.counted_with(folio).unwrap_or_default());
        assert_eq!(counted, ["iii", "4", "4"]);
    }

    #[test]
    fn a_place_where_nothing_was_set_is_on_the_page_where_its_part_begins() {
        let mut labels = Labels::default();
        let place = |unit| PageRef { part: 2, mark: Some(Mark { unit, offset: 0 }) };
        assert_eq!(labels.of(&place(4)), UNKNOWN);
        labels.number((1..=9).map(|page| page.to_string()).collect());
        labels.begins(2, 5);
        labels.note("p3-~f4.0", 7);
        labels.note("p3-~f4.0", 8);
        assert_eq!((labels.of(&place(4)), labels.of(&place(3))), ("8", "6"));
        assert_eq!(labels.list(&[place(3)])[0].1, anchor(&PageRef { part: 2, mark: None }));
    }
}
