//! The table of contents, as readers of today and of yesterday want it. epub-builder writes both too, but holds every
//! line of a packet's contents several times over on the way.

use super::chapter::{Chapter, Entry};
use super::parts::Kind;
use crate::write::xhtml::{attribute, text};
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// The table of contents: what belongs to a section stands below its divider. The title page and the list of contents
/// are not in it.
pub(super) fn of(chapters: &[Chapter]) -> Vec<Entry> {
    let mut toc: Vec<Entry> = Vec::new();
    let mut divided = None;
    for chapter in chapters {
        if matches!(chapter.kind, Kind::Title | Kind::Contents) {
            continue;
        }
        let entry =
            Entry { name: chapter.name.clone(), href: chapter.href().to_owned(), entries: chapter.sections.clone() };
        match toc.last_mut() {
            Some(divider) if divided.is_some() && chapter.section == divided && chapter.kind != Kind::Divider => {
                divider.entries.push(entry);
            }
            _ => {
                divided = chapter.section.filter(|_| chapter.kind == Kind::Divider);
                toc.push(entry);
            }
        }
    }
    toc
}

/// The list in the navigation document. `attributes` say the language of what leads to a file.
pub(super) fn list(entries: &[Entry], attributes: &BTreeMap<&str, &str>) -> String {
    let mut out = String::new();
    List { attributes, out: &mut out }.entries(entries, 4);
    out
}

struct List<'a> {
    attributes: &'a BTreeMap<&'a str, &'a str>,
    out: &'a mut String,
}

impl List<'_> {
    fn entries(&mut self, entries: &[Entry], indent: usize) {
        let _ = writeln!(self.out, "{:indent$}<ol>", "");
        entries.iter().for_each(|entry| self.entry(entry, indent + 2));
        let _ = writeln!(self.out, "{:indent$}</ol>", "");
    }

    fn entry(&mut self, entry: &Entry, indent: usize) {
        let file = entry.href.split('#').next().unwrap_or_default();
        let attributes = self.attributes.get(file).copied().unwrap_or_default();
        let link = format!("<a{attributes} href=\"{}\">{}</a>", attribute(&entry.href), text(&entry.name));
        if entry.entries.is_empty() {
            let _ = writeln!(self.out, "{:indent$}<li>{link}</li>", "");
            return;
        }
        let _ = writeln!(self.out, "{:indent$}<li>\n{:indent$}  {link}", "", "");
        self.entries(&entry.entries, indent + 2);
        let _ = writeln!(self.out, "{:indent$}</li>", "");
    }
}

/// The points of the NCX, which readers of EPUB 2 go by.
pub(super) fn points(entries: &[Entry]) -> String {
    let mut out = String::new();
    let mut number = 0;
    entries.iter().for_each(|entry| point(entry, 4, &mut number, &mut out));
    out
}

fn point(entry: &Entry, indent: usize, number: &mut usize, out: &mut String) {
    *number += 1;
    let _ = write!(
        out,
        "{:indent$}<navPoint playOrder=\"{number}\" id=\"navPoint-{number}\">\n{:indent$}  <navLabel>\n\
         {:indent$}   <text>{}</text>\n{:indent$}  </navLabel>\n{:indent$}  <content src=\"{}\"/>\n",
        "",
        "",
        "",
        text(entry.name.trim()),
        "",
        "",
        attribute(&entry.href),
    );
    entry.entries.iter().for_each(|entry| point(entry, indent + 2, number, out));
    let _ = writeln!(out, "{:indent$}</navPoint>", "");
}

/// How deep it goes.
pub(super) fn depth(entries: &[Entry]) -> usize {
    entries.iter().map(|entry| 1 + depth(&entry.entries)).max().unwrap_or(0)
}
