//! The table of contents, as readers of today and of yesterday want it. epub-builder writes both too, but holds every
//! line of a packet's contents several times over on the way.

use super::chapter::{Chapter, Entry};
use super::parts::Kind;
use crate::write::xhtml::{attribute, text};
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// A line of the table of contents, and what stands below it.
pub(super) struct Line<'a> {
    name: &'a str,
    href: &'a str,
    /// What is in it.
    sections: &'a [Entry],
    /// And behind that what belongs to it.
    members: Vec<Self>,
}

impl<'a> Line<'a> {
    fn of(entry: &'a Entry) -> Self {
        Self { name: &entry.name, href: &entry.href, sections: &entry.entries, members: Vec::new() }
    }

    fn is_alone(&self) -> bool {
        self.sections.is_empty() && self.members.is_empty()
    }

    /// Hands on the lines below.
    fn each_below(&self, see: &mut dyn FnMut(&Line)) {
        self.sections.iter().for_each(|entry| see(&Line::of(entry)));
        self.members.iter().for_each(see);
    }
}

/// The table of contents: what belongs to a section stands below its divider. The title page and the list of contents
/// are not in it.
pub(super) fn of(chapters: &[Chapter]) -> Vec<Line<'_>> {
    let mut toc: Vec<Line> = Vec::new();
    let mut divided = None;
    for chapter in chapters {
        if matches!(chapter.kind, Kind::Title | Kind::Contents) {
            continue;
        }
        let line = Line { name: &chapter.name, href: chapter.href(), sections: &chapter.sections, members: Vec::new() };
        match toc.last_mut() {
            Some(divider) if divided.is_some() && chapter.section == divided && chapter.kind != Kind::Divider => {
                divider.members.push(line);
            }
            _ => {
                divided = chapter.section.filter(|_| chapter.kind == Kind::Divider);
                toc.push(line);
            }
        }
    }
    toc
}

/// The list in the navigation document. `attributes` say the language of what leads to a file.
pub(super) fn list(lines: &[Line], attributes: &BTreeMap<&str, &str>) -> String {
    let mut out = String::new();
    let mut list = List { attributes, out: &mut out };
    list.open(4);
    lines.iter().for_each(|line| list.line(line, 6));
    list.close(4);
    out
}

struct List<'a> {
    attributes: &'a BTreeMap<&'a str, &'a str>,
    out: &'a mut String,
}

impl List<'_> {
    fn open(&mut self, indent: usize) {
        let _ = writeln!(self.out, "{:indent$}<ol>", "");
    }

    fn close(&mut self, indent: usize) {
        let _ = writeln!(self.out, "{:indent$}</ol>", "");
    }

    fn line(&mut self, line: &Line, indent: usize) {
        let file = line.href.split('#').next().unwrap_or_default();
        let attributes = self.attributes.get(file).copied().unwrap_or_default();
        let link = format!("<a{attributes} href=\"{}\">{}</a>", attribute(line.href), text(line.name));
        if line.is_alone() {
            let _ = writeln!(self.out, "{:indent$}<li>{link}</li>", "");
            return;
        }
        let _ = writeln!(self.out, "{:indent$}<li>\n{:indent$}  {link}", "", "");
        self.open(indent + 2);
        line.each_below(&mut |below| self.line(below, indent + 4));
        self.close(indent + 2);
        let _ = writeln!(self.out, "{:indent$}</li>", "");
    }
}

/// The points of the NCX, which readers of EPUB 2 go by.
pub(super) fn points(lines: &[Line]) -> String {
    let mut out = String::new();
    let mut number = 0;
    lines.iter().for_each(|line| point(line, 4, &mut number, &mut out));
    out
}

fn point(line: &Line, indent: usize, number: &mut usize, out: &mut String) {
    *number += 1;
    let _ = write!(
        out,
        "{:indent$}<navPoint playOrder=\"{number}\" id=\"navPoint-{number}\">\n{:indent$}  <navLabel>\n\
         {:indent$}   <text>{}</text>\n{:indent$}  </navLabel>\n{:indent$}  <content src=\"{}\"/>\n",
        "",
        "",
        "",
        text(line.name.trim()),
        "",
        "",
        attribute(line.href),
    );
    line.each_below(&mut |below| point(below, indent + 2, number, out));
    let _ = writeln!(out, "{:indent$}</navPoint>", "");
}

/// How deep it goes.
pub(super) fn depth(lines: &[Line]) -> usize {
    fn of(line: &Line) -> usize {
        let mut below = 0;
        line.each_below(&mut |line| below = below.max(of(line)));
        1 + below
    }
    lines.iter().map(of).max().unwrap_or(0)
}
