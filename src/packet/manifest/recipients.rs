//! Who gets a copy: a table of numbers, names and watermarks, as spreadsheets save it (RFC 4180).

use super::super::dress::Copy;
use crate::error::{Error, Result};
use crate::written::{Fault, near};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// The columns that have a meaning.
const COLUMNS: [&str; 3] = ["number", "name", "watermark"];

/// The copies of a table with a header; `number` may be left out, then they are counted. Between fields stand commas,
/// or semicolons or tabs, as the header has them.
pub(super) fn read(name: &str, text: &str) -> Result<Vec<Copy>> {
    copies(text).map_err(|fault| Error::Manifest { name: name.to_owned(), span: fault.span(text), why: fault.why })
}

fn copies(text: &str) -> Result<Vec<Copy>, Fault> {
    let mut rows = rows(text)?.into_iter();
    let header =
        rows.next().ok_or_else(|| Fault::new("the table is empty; its first line is: number,name,watermark", 0..0))?;
    let columns = columns(&header)?;
    let rows: Vec<_> = rows.filter(|row| row.iter().any(|cell| !cell.text.trim().is_empty())).collect();
    let mut taken = BTreeMap::new();
    let mut copies = Vec::new();
    for (index, row) in rows.iter().enumerate() {
        let copy = copy(row, index, &columns, header.len())?;
        if let Some(other) = taken.insert(copy.number.clone(), copy.name.clone()) {
            let why = format!("copy {} is {other}'s already; give this one another number", copy.number);
            return Err(Fault::new(why, columns.get("number").map_or(&row[0], |&index| &row[index]).place.clone()));
        }
        copies.push(copy);
    }
    if copies.is_empty() {
        return Err(Fault::new("nobody is named; write a line for each copy under the first", 0..0));
    }
    // "Copy 7 of 12" says that there are twelve, from 1 on. "1" and "01" are one number, however they are told apart.
    let total = copies.len();
    let numbers: BTreeSet<usize> = copies.iter().filter_map(|copy| copy.number.parse().ok()).collect();
    if numbers.into_iter().eq(1..=total) {
        copies.iter_mut().for_each(|copy| copy.of = Some(total));
    }
    Ok(copies)
}

/// By its title, the place of each column that has a meaning.
fn columns(header: &[Cell]) -> Result<BTreeMap<&'static str, usize>, Fault> {
    let mut columns = BTreeMap::new();
    for (index, cell) in header.iter().enumerate() {
        let title = cell.text.trim().to_lowercase();
        let Some(known) = COLUMNS.iter().find(|known| **known == title) else {
            let why = near::unknown("there is no column", cell.text.trim(), &COLUMNS);
            return Err(Fault::new(why, cell.place.clone()));
        };
        if columns.insert(*known, index).is_some() {
            return Err(Fault::new(format!("there are two columns {known}; take one out"), cell.place.clone()));
        }
    }
    if !columns.contains_key("name") {
        let place = header.first().map_or(0..0, |cell| cell.place.clone());
        return Err(Fault::new("there is no column name; the first line is: number,name,watermark", place));
    }
    Ok(columns)
}

/// The copy that a row tells of, one of so many fields; without a number it has that of its place.
fn copy(row: &[Cell], index: usize, columns: &BTreeMap<&str, usize>, wants: usize) -> Result<Copy, Fault> {
    let has = row.len();
    if has != wants {
        let why = format!("this line has {has} fields, and the first has {wants}; put those with a comma in quotes");
        return Err(Fault::new(why, row[0].place.start..row[has - 1].place.end));
    }
    let said = |title: &str| columns.get(title).map(|&index| one_line(&row[index].text)).unwrap_or_default();
    let number = Some(said("number")).filter(|number| !number.is_empty());
    Ok(Copy {
        number: number.unwrap_or_else(|| (index + 1).to_string()),
        of: None,
        name: said("name"),
        watermark: Some(said("watermark")).filter(|words| !words.is_empty()),
    })
}

fn one_line(text: &str) -> String {
    let plain: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A field, and where it stands.
struct Cell {
    text: String,
    place: Range<usize>,
}

/// The lines of a table, each with a field at least.
fn rows(text: &str) -> Result<Vec<Vec<Cell>>, Fault> {
    let start = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let header = text[start..].lines().next().unwrap_or_default();
    let comma =
        [',', ';', '\t'].into_iter().max_by_key(|&mark| (header.matches(mark).count(), mark == ',')).unwrap_or(',');
    let mut rows = Vec::new();
    let mut row = Vec::new();
    let mut at = start;
    while at < text.len() {
        let (cell, end) = cell(text, at, comma)?;
        row.push(cell);
        let rest = &text[end..];
        at = match rest.chars().next() {
            Some(mark) if mark == comma => {
                let next = end + mark.len_utf8();
                if next == text.len() {
                    row.push(Cell { text: String::new(), place: end..next });
                }
                next
            }
            _ => {
                rows.push(std::mem::take(&mut row));
                end + if rest.starts_with("\r\n") { 2 } else { rest.chars().next().map_or(0, char::len_utf8) }
            }
        };
    }
    if !row.is_empty() {
        rows.push(row);
    }
    Ok(rows)
}

/// The field that begins there, and where it ends: at a comma, at the end of the line or of the text.
fn cell(text: &str, at: usize, comma: char) -> Result<(Cell, usize), Fault> {
    let rest = &text[at..];
    let Some(quoted) = rest.strip_prefix('"') else {
        let end = at + rest.find([comma, '\n', '\r']).unwrap_or(rest.len());
        // An empty field has no character of its own to point at.
        let place = if end > at { at..end } else { at.saturating_sub(1)..at.max(1) };
        return Ok((Cell { text: text[at..end].to_owned(), place }, end));
    };
    let mut from = 0;
    while let Some(mark) = quoted[from..].find('"').map(|mark| from + mark) {
        if quoted[mark + 1..].starts_with('"') {
            from = mark + 2;
            continue;
        }
        let end = at + 1 + mark + 1;
        let behind = text[end..].chars().next();
        if behind.is_some_and(|c| c != comma && c != '\n' && c != '\r') {
            return Err(Fault::new(
                "the quotation mark ends the field, but there is more of it; double it within",
                end - 1..end,
            ));
        }
        return Ok((Cell { text: quoted[..mark].replace("\"\"", "\""), place: at..end }, end));
    }
    Err(Fault::new("this quotation mark is never closed", at..at + 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str) -> String {
        let fault = copies(text).unwrap_err();
        format!("{} | {}", fault.why, &text[fault.place])
    }

    #[test]
    fn a_table_of_recipients() {
        let text = "\u{feff}number,name,watermark\r\n1,\"Weber, Anna\",\"say \"\"no\"\"\"\r\n2,Registry,\r\n\r\n";
        let copies = copies(text).unwrap();
        assert_eq!((copies[0].number.as_str(), copies[0].of, copies[0].name.as_str()), ("1", Some(2), "Weber, Anna"));
        assert_eq!(copies[0].watermark.as_deref(), Some("say \"no\""));
        assert_eq!((copies[1].name.as_str(), &copies[1].watermark), ("Registry", &None));
    }

    #[test]
    fn semicolons_and_no_numbers() {
        let copies = copies("name;number\nA, B and C;\nD;07a\n").unwrap();
        let told: Vec<_> = copies.iter().map(|copy| format!("{}: {}", copy.number, copy.name)).collect();
        assert_eq!(told, ["1: A, B and C", "07a: D"]);
        assert!(copies.iter().all(|copy| copy.of.is_none()));
    }

    #[test]
    fn of_how_many_is_said_where_all_are_there() {
        let of = |text: &str| copies(text).unwrap().iter().map(|copy| copy.of).collect::<Vec<_>>();
        assert_eq!(of("number,name\n2,A\n1,B\n"), [Some(2), Some(2)]);
        assert_eq!(of("number,name\n01,A\n02,B\n"), [Some(2), Some(2)]);
        for other in ["7,A\n12,B\n", "1,A\n7,B\n", "0,A\n1,B\n", "1,A\n01,B\n", "1,A\nX,B\n"] {
            assert_eq!(of(&format!("number,name\n{other}")), [None, None], "{other}");
        }
    }

    #[test]
    fn mistakes_have_places() {
        assert_eq!(told("number,nmae\n1,A"), "there is no column \"nmae\"; did you mean \"name\"? | nmae");
        assert!(told("number,name\n1,A\n1,B").starts_with("copy 1 is A's already"));
        assert!(told("number,name\n1,A,B").contains("has 3 fields") && told("name\n\"A").ends_with("| \""));
        assert!(told("number,name\n").starts_with("nobody") && told("").starts_with("the table is empty"));
        assert!(told("name\n\"A\" B").contains("double it"));
    }
}
