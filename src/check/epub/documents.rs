//! The documents: XHTML, SVG, the navigation, the old table of contents; and the style sheets.

use super::package::is_language;
use super::{Check, Code, has_scheme, parse, resolve};
use crate::percent::percent_decoded;
use roxmltree::Node;
use std::collections::BTreeSet;

const XHTML: &str = "http://www.w3.org/1999/xhtml";
const OPS: &str = "http://www.idpf.org/2007/ops";
const XLINK: &str = "http://www.w3.org/1999/xlink";
const XML: &str = "http://www.w3.org/XML/1998/namespace";

impl Check {
    pub(super) fn documents(&mut self) {
        let items: Vec<_> = self.manifest.iter().map(|(path, item)| (path.clone(), item.clone())).collect();
        for (path, item) in items {
            let markup = matches!(
                item.media.as_str(),
                "application/xhtml+xml" | "image/svg+xml" | "application/x-dtbncx+xml" | "application/smil+xml"
            );
            if item.media == "text/css" {
                let text = self.archive.text(&path).unwrap_or_default();
                self.style(&path, &text);
            } else if markup && self.archive.entries.contains_key(&path) {
                let text = self.archive.text(&path).unwrap_or_default();
                match parse(&text) {
                    Ok(tree) => self.document(&path, &item.media, &item.properties, tree.root_element()),
                    Err(why) => self.add(Code::EpubXml, &path, why),
                }
            }
        }
    }

    fn document(&mut self, path: &str, media: &str, properties: &str, root: Node<'_, '_>) {
        let mut ids = BTreeSet::new();
        for node in root.descendants().filter(Node::is_element) {
            if let Some(id) = node.attribute("id").or_else(|| node.attribute((XML, "id")))
                && !ids.insert(id.to_owned())
            {
                self.add(Code::EpubIdTwice, path, format!("the id \"{id}\" is given twice"));
            }
            self.references(path, node);
            if node.tag_name().namespace() == Some(XHTML) {
                self.element(path, node);
            }
        }
        self.ids.insert(path.to_owned(), ids);
        if media == "application/xhtml+xml" {
            if !root.has_tag_name((XHTML, "html")) {
                self.add(Code::EpubXml, path, "the root is no html element of XHTML");
            }
            for tag in [root.attribute("lang"), root.attribute((XML, "lang"))].into_iter().flatten() {
                if !is_language(tag) {
                    self.add(Code::EpubLanguage, path, format!("\"{tag}\" is no language tag"));
                }
            }
        }
        if properties.split_whitespace().any(|word| word == "nav") {
            self.navigation(path, root);
        }
    }

    /// What an element names: links, pictures, styles.
    fn references(&mut self, path: &str, node: Node<'_, '_>) {
        let name = node.tag_name().name();
        let to = |key: &str| node.attribute(key);
        let linked = to("href").or_else(|| node.attribute((XLINK, "href")));
        let is_link = matches!(name, "a" | "area");
        let mut named: Vec<(&str, bool)> = Vec::new();
        named.extend(linked.map(|href| (href, !is_link)));
        named.extend(["src", "poster", "data"].iter().filter_map(|key| to(key)).map(|href| (href, true)));
        for set in to("srcset").into_iter().flat_map(|set| set.split(',')) {
            named.extend(set.split_whitespace().next().map(|href| (href, true)));
        }
        for (href, needed) in named {
            let href = href.trim();
            if has_scheme(href) || href.starts_with("//") {
                let outside = !href.starts_with("data:");
                let may = matches!(name, "audio" | "video" | "source" | "track");
                if needed && outside && !may && name != "base" {
                    self.add(Code::EpubRemote, path, format!("{name} fetches {href}"));
                }
                continue;
            }
            let (file, fragment) = match href.split_once('#') {
                Some((file, fragment)) => (file, Some(percent_decoded(fragment))),
                None => (href, None),
            };
            match resolve(path, file.split('?').next().unwrap_or_default()) {
                Some(target) => self.links.push((path.to_owned(), target, fragment)),
                None => self.add(Code::EpubLinkDead, path, format!("\"{href}\" leads out of the book")),
            }
        }
    }

    fn element(&mut self, path: &str, node: Node<'_, '_>) {
        let name = node.tag_name().name();
        let says = node.attribute((OPS, "type")).unwrap_or_default();
        self.facts.page_breaks |=
            says.split_whitespace().any(|word| word == "pagebreak") || node.attribute("role") == Some("doc-pagebreak");
        match name {
            "img" => {
                self.facts.images = true;
                // role="presentation" says as much as alt="".
                let silent = matches!(node.attribute("role"), Some("presentation" | "none"))
                    || node.attribute("aria-hidden") == Some("true");
                if node.attribute("alt").is_none() && !silent {
                    self.facts.undescribed = true;
                    let source = node.attribute("src").unwrap_or_default();
                    self.add(Code::EpubAltMissing, path, format!("the picture \"{source}\" has no alt"));
                }
            }
            "script" if !node.attribute("type").is_some_and(|kind| kind.contains("json")) => {
                self.add(Code::EpubKindle, path, "scripts");
            }
            "audio" | "video" | "canvas" | "iframe" | "object" | "form" | "input" => {
                self.add(Code::EpubKindle, path, format!("{name} elements"));
            }
            "style" => {
                let text = node.text().unwrap_or_default().to_owned();
                self.style(path, &text);
            }
            _ => {}
        }
    }

    /// The navigation document: a table of contents that is not empty.
    fn navigation(&mut self, path: &str, root: Node<'_, '_>) {
        let navs: Vec<_> = root.descendants().filter(|node| node.has_tag_name((XHTML, "nav"))).collect();
        let of = |kind: &str| {
            let is = |node: &&Node<'_, '_>| {
                node.attribute((OPS, "type")).is_some_and(|types| types.split_whitespace().any(|word| word == kind))
            };
            navs.iter().filter(is).copied().collect::<Vec<_>>()
        };
        let tables = of("toc");
        self.facts.page_list |= !of("page-list").is_empty();
        self.facts.toc |= !tables.is_empty();
        if tables.len() != 1 {
            self.add(Code::EpubNav, path, format!("there are {} tables of contents; one is wanted", tables.len()));
        }
        for nav in tables.into_iter().chain(of("page-list")).chain(of("landmarks")) {
            let mut links = nav.descendants().filter(|node| node.has_tag_name((XHTML, "a")));
            if !links.any(|link| link.attribute("href").is_some_and(|href| !href.is_empty())) {
                self.add(Code::EpubNav, path, "a list of the navigation leads nowhere");
            }
            let unnamed = nav.descendants().filter(|node| node.has_tag_name((XHTML, "a"))).any(|link| {
                let text = link
                    .descendants()
                    .filter(Node::is_text)
                    .any(|text| !text.text().unwrap_or_default().trim().is_empty());
                !text && !link.descendants().any(|node| node.has_attribute("alt") || node.has_attribute("title"))
            });
            if unnamed {
                self.add(Code::EpubNav, path, "an entry of the navigation has no text");
            }
        }
    }

    /// A style sheet: what it fetches, and what Kindle leaves out.
    fn style(&mut self, path: &str, text: &str) {
        let text = without_comments(text);
        for (at, _) in text.match_indices("url(") {
            let inner = text[at + 4..].trim_start();
            let inner = inner.split(')').next().unwrap_or_default().trim().trim_matches(['"', '\'']);
            if inner.starts_with("data:") || inner.starts_with('#') || inner.is_empty() {
                continue;
            }
            let before = &text[..at];
            let in_face = before.rfind("@font-face").is_some_and(|face| !before[face..].contains('}'));
            if has_scheme(inner) || inner.starts_with("//") {
                // A font may lie outside, which no reader need fetch.
                let code = if in_face { Code::EpubFont } else { Code::EpubRemote };
                self.add(code, path, format!("the style sheet fetches {inner}"));
            } else if let Some(target) = resolve(path, inner.split(['#', '?']).next().unwrap_or_default()) {
                if in_face && !self.archive.entries.contains_key(&target) {
                    self.add(Code::EpubFont, path, format!("the font \"{target}\" is not there"));
                } else {
                    self.links.push((path.to_owned(), target, None));
                }
            }
        }
        const LEFT_OUT: &[&str] = &[
            "position:fixed",
            "position:absolute",
            "position: fixed",
            "position: absolute",
            "column-count",
            "@keyframes",
        ];
        if let Some(what) = LEFT_OUT.iter().find(|what| text.contains(**what)) {
            self.add(Code::EpubKindle, path, format!("the style sheet has {what}"));
        }
    }
}

fn without_comments(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("/*") {
        out.push_str(before);
        out.push(' ');
        rest = after.split_once("*/").map_or("", |(_, after)| after);
    }
    out + rest
}
