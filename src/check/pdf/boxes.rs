//! The page boxes, the labels, and how many pages there are.

use super::{Check, Code, some};
use crate::pdf::objects::dict_of;
use crate::pdf::{Look, Rect, mm};
use lopdf::Dictionary;
use std::collections::BTreeMap;

/// How far boxes may differ by rounding, in points.
const SLACK: f64 = 0.02;

impl Check<'_> {
    pub(super) fn boxes(&mut self) {
        let mut sizes: BTreeMap<(i64, i64), usize> = BTreeMap::new();
        for (number, page) in self.pages.iter().enumerate() {
            if page.media.is_none() {
                self.add_on(Code::BoxMissing, number, "the page has no MediaBox");
            }
            if self.purpose.is_x() && page.trim.is_none() && page.art.is_none() {
                self.add_on(Code::BoxMissing, number, "the page has no TrimBox");
            }
            if page.trim.is_some() && page.art.is_some() {
                self.add_on(Code::BoxTwice, number, "the page has both TrimBox and ArtBox");
            }
            if page.unit != 1.0 {
                self.add_on(Code::UserUnit, number, format!("the page's unit is {} pt", page.unit));
            }
            self.nesting(number);
            let (width, height) = page.upright_size(&page.finished());
            *sizes.entry((width.round() as i64, height.round() as i64)).or_default() += 1;
        }
        if sizes.len() > 1 {
            let told = sizes.iter().map(|(&(width, height), count)| {
                format!("{count} of {:.0} × {:.0} mm", mm(width as f64), mm(height as f64))
            });
            self.add(Code::SizesDiffer, format!("the pages have {} sizes: {}", sizes.len(), some(told)));
        }
        if self.pages.len() > 1 && self.pages.len() % 2 == 1 {
            self.add(Code::PageCount, format!("{} pages", self.pages.len()));
        }
        self.labels();
    }

    fn nesting(&mut self, number: usize) {
        let page = &self.pages[number];
        let Some(media) = page.media else { return };
        let mut faults = Vec::new();
        let mut within = |inner: Option<Rect>, outer: Option<Rect>, what: &str| {
            if let (Some(inner), Some(outer)) = (inner, outer)
                && !outer.holds(&inner, SLACK)
            {
                faults.push(what.to_owned());
            }
        };
        within(page.bleed, Some(media), "BleedBox beyond MediaBox");
        within(page.trim, Some(media), "TrimBox beyond MediaBox");
        within(page.art, Some(media), "ArtBox beyond MediaBox");
        within(page.crop, Some(media), "CropBox beyond MediaBox");
        within(page.trim, page.bleed, "TrimBox beyond BleedBox");
        within(page.art, page.bleed, "ArtBox beyond BleedBox");
        let empty = |rect: Option<Rect>| rect.is_some_and(|rect| rect.width() < 1.0 || rect.height() < 1.0);
        if [page.bleed, page.trim, page.art, page.crop].into_iter().any(empty) {
            faults.push("a box without extent".to_owned());
        }
        if !faults.is_empty() {
            self.add_on(Code::BoxNesting, number, faults.join(", "));
        }
        if let Some(crop) = page.crop {
            let printed = page.bleed.or(page.trim).or(page.art).unwrap_or(media);
            if !crop.holds(&printed, SLACK) {
                self.add_on(Code::CropBox, number, "the CropBox is smaller than what is to be printed");
            }
        }
    }

    /// Says where the printed numbers begin to be others than the viewer's.
    fn labels(&mut self) {
        let document = self.document;
        let Some(tree) = document.catalog().ok().and_then(|catalog| document.dict(catalog, "PageLabels")) else {
            return;
        };
        let mut ranges = BTreeMap::new();
        number_tree(self, tree, &mut ranges, 0);
        let label = |index: usize| -> String {
            let Some((&start, range)) = ranges.range(..=index as i64).next_back() else { return String::new() };
            let number = document.integer(range, "St").unwrap_or(1).saturating_add(index as i64 - start);
            let prefix = document.text(range, "P").unwrap_or_default();
            let style = document.name(range, "S").unwrap_or_default();
            format!("{prefix}{}", numeral(number, style))
        };
        let others: Vec<_> = (0..self.pages.len()).filter(|&index| label(index) != (index + 1).to_string()).collect();
        if let Some(&first) = others.first() {
            let message = format!(
                "{} pages are labelled otherwise than by their place: this one \"{}\"",
                others.len(),
                label(first)
            );
            self.add_on(Code::PageLabels, first, message);
        }
    }
}

fn number_tree<'a>(check: &Check<'a>, node: &'a Dictionary, found: &mut BTreeMap<i64, &'a Dictionary>, depth: usize) {
    let document = check.document;
    if depth > 8 || found.len() > 100_000 {
        return;
    }
    for pair in document.array(node, "Nums").unwrap_or_default().chunks_exact(2) {
        if let (Ok(key), Some(value)) = (document.follow(&pair[0]).as_i64(), dict_of(document.follow(&pair[1]))) {
            found.insert(key, value);
        }
    }
    for kid in document.array(node, "Kids").unwrap_or_default() {
        if let Some(kid) = dict_of(document.follow(kid)) {
            number_tree(check, kid, found, depth + 1);
        }
    }
}

/// A number as a label's style writes it.
fn numeral(number: i64, style: &[u8]) -> String {
    match style {
        b"D" => number.to_string(),
        b"R" => roman(number),
        b"r" => roman(number).to_lowercase(),
        b"A" | b"a" if (1..=26 * 100).contains(&number) => {
            let (letter, times) = ((number - 1) % 26, (number - 1) / 26 + 1);
            let base = if style == b"A" { b'A' } else { b'a' };
            char::from(base + letter as u8).to_string().repeat(times as usize)
        }
        _ => String::new(),
    }
}

fn roman(number: i64) -> String {
    const DIGITS: &[(i64, &str)] = &[
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    let mut rest = number.clamp(0, 9999);
    let mut out = String::new();
    for &(value, digit) in DIGITS {
        while rest >= value {
            out.push_str(digit);
            rest -= value;
        }
    }
    out
}
