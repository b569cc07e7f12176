//! An EPUB file checked, quickly: the archive, the package, the documents and what they name. EPUBCheck is the judge;
//! this finds what most often goes wrong, and says nothing that EPUBCheck would not, but for Kindle and for claims.

mod archive;
mod documents;
mod package;
#[cfg(test)]
mod tests;
mod texts;

use super::code::Code;
use super::report::{Kind, Report};
use crate::percent::percent_decoded;
use archive::Archive;
use std::collections::{BTreeMap, BTreeSet};
pub(super) use texts::texts;

/// What all checks share.
struct Check {
    archive: Archive,
    report: Report,
    /// The manifest, by the path within the archive.
    manifest: BTreeMap<String, Item>,
    /// The paths of the spine, in order.
    spine: Vec<String>,
    /// The ids of each document, for fragments.
    ids: BTreeMap<String, BTreeSet<String>>,
    /// Links to be followed when all ids are known: from, to, fragment.
    links: Vec<(String, String, Option<String>)>,
    /// What accessibility features the metadata claim.
    claims: BTreeSet<String>,
    /// What was met that a claim can rest on.
    facts: Facts,
}

/// An item of the manifest.
#[derive(Debug, Clone, Default)]
struct Item {
    media: String,
    properties: String,
    fallback: bool,
}

/// What the documents hold.
#[derive(Debug, Default)]
struct Facts {
    page_breaks: bool,
    page_list: bool,
    toc: bool,
    images: bool,
    undescribed: bool,
}

/// Checks the bytes of an EPUB file; an error says why nothing can be said.
pub(super) fn check(bytes: &[u8]) -> Result<Report, String> {
    let archive = Archive::open(bytes)?;
    let mut check = Check {
        archive,
        report: Report::new(Kind::Epub, "?".to_owned(), None),
        manifest: BTreeMap::new(),
        spine: Vec::new(),
        ids: BTreeMap::new(),
        links: Vec::new(),
        claims: BTreeSet::new(),
        facts: Facts::default(),
    };
    check.archive();
    if let Some(package) = check.container() {
        check.package(&package);
        check.documents();
        check.follow();
        check.claims();
    }
    check.report.pages = check.spine.len();
    let mut report = check.report;
    report.sort();
    Ok(report)
}

impl Check {
    fn add(&mut self, code: Code, file: &str, message: impl Into<String>) {
        self.report.add(code, None, None, Some(file), message);
    }

    /// The archive itself: its first entry, and its names.
    fn archive(&mut self) {
        for name in self.archive.twice.clone() {
            self.add(Code::EpubZip, &name, "the entry is there twice");
        }
        for name in self.archive.damaged.clone() {
            self.add(Code::EpubZip, &name, "the entry cannot be read");
        }
        for name in self.archive.too_large.clone() {
            self.add(Code::EpubZip, &name, "the entry was not read: unpacked, it is larger than anything in a book");
        }
        if let Some(why) = self.archive.mimetype_fault {
            self.add(Code::EpubMimetype, "mimetype", why);
        }
        if self.archive.entries.contains_key("META-INF/encryption.xml") {
            self.add(Code::EpubEncrypted, "META-INF/encryption.xml", "some files are encrypted or obfuscated");
        }
    }

    /// The package that the container names.
    fn container(&mut self) -> Option<String> {
        const CONTAINER: &str = "META-INF/container.xml";
        let Some(text) = self.archive.text(CONTAINER) else {
            self.add(Code::EpubContainer, CONTAINER, "it is not there");
            return None;
        };
        let tree = match parse(&text) {
            Ok(tree) => tree,
            Err(why) => {
                self.add(Code::EpubXml, CONTAINER, why);
                return None;
            }
        };
        let root = tree.descendants().find(|node| node.tag_name().name() == "rootfile");
        let path = root.and_then(|root| root.attribute("full-path")).unwrap_or_default().to_owned();
        if !self.archive.entries.contains_key(&path) {
            self.add(Code::EpubContainer, CONTAINER, format!("it names the package \"{path}\", which is not there"));
            return None;
        }
        Some(path)
    }

    /// Follows the links, now that all ids are known.
    fn follow(&mut self) {
        for (from, to, fragment) in std::mem::take(&mut self.links) {
            if !self.archive.entries.contains_key(&to) {
                self.add(Code::EpubLinkDead, &from, format!("\"{to}\" is not there"));
                continue;
            }
            let Some(fragment) = fragment.filter(|fragment| !fragment.is_empty() && !fragment.contains('(')) else {
                continue;
            };
            if self.ids.get(&to).is_some_and(|ids| !ids.contains(&fragment)) {
                self.add(Code::EpubLinkDead, &from, format!("there is no \"{fragment}\" in {to}"));
            }
        }
    }

    /// Whether what the metadata claim is there.
    fn claims(&mut self) {
        const WHERE: &str = "the package";
        let claimed = |check: &Self, name: &str| check.claims.contains(name);
        let mut wrong = Vec::new();
        if claimed(self, "tableOfContents") && !self.facts.toc {
            wrong.push("tableOfContents is claimed, and there is none");
        }
        if (claimed(self, "pageNavigation") || claimed(self, "printPageNumbers"))
            && !self.facts.page_list
            && !self.facts.page_breaks
        {
            wrong.push("page numbers are claimed, and there are none");
        }
        if claimed(self, "alternativeText") && self.facts.undescribed {
            wrong.push("alternativeText is claimed, and a picture has none");
        }
        for message in wrong {
            self.add(Code::EpubAccessibility, WHERE, message);
        }
    }
}

/// XML as a tree. Entities that only HTML has are an error in EPUB; those of a document type are not expanded without end.
fn parse(text: &str) -> Result<roxmltree::Document<'_>, String> {
    let options = roxmltree::ParsingOptions { allow_dtd: true, nodes_limit: 5_000_000, ..Default::default() };
    roxmltree::Document::parse_with_options(text, options).map_err(|error| error.to_string())
}

/// A path from a document's place, with `..` resolved and percent signs decoded; none if it leads out.
fn resolve(from: &str, href: &str) -> Option<String> {
    let decoded = percent_decoded(href);
    let mut parts: Vec<&str> = from.split('/').collect();
    parts.pop();
    if decoded.is_empty() {
        return Some(from.to_owned());
    }
    for part in decoded.split('/') {
        match part {
            "." | "" => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

/// Whether a reference leads out of the book.
fn has_scheme(href: &str) -> bool {
    let scheme = href.split([':', '/', '?', '#']).next().unwrap_or_default();
    href.len() > scheme.len()
        && href.as_bytes()[scheme.len()] == b':'
        && scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.chars().all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c))
}
