//! The package document: metadata, manifest, spine.

use super::{Check, Code, Item, has_scheme, parse, resolve};
use roxmltree::Node;
use std::collections::{BTreeMap, BTreeSet};

const DC: &str = "http://purl.org/dc/elements/1.1/";
const OPF: &str = "http://www.idpf.org/2007/opf";

/// The media types that every reading system takes (EPUB 3.3, 3.2), and those of documents.
const CORE: &[&str] = &[
    "image/gif",
    "image/jpeg",
    "image/png",
    "image/svg+xml",
    "image/webp",
    "audio/mpeg",
    "audio/mp4",
    "audio/ogg",
    "text/css",
    "font/ttf",
    "application/font-sfnt",
    "font/otf",
    "application/vnd.ms-opentype",
    "font/woff",
    "application/font-woff",
    "font/woff2",
    "application/xhtml+xml",
    "application/javascript",
    "application/ecmascript",
    "text/javascript",
    "application/x-dtbncx+xml",
    "application/smil+xml",
];

/// What a file of a type begins with.
const MAGIC: &[(&str, &[&[u8]])] = &[
    ("image/png", &[b"\x89PNG"]),
    ("image/jpeg", &[b"\xff\xd8"]),
    ("image/gif", &[b"GIF8"]),
    ("image/webp", &[b"RIFF"]),
    ("font/woff", &[b"wOFF"]),
    ("application/font-woff", &[b"wOFF"]),
    ("font/woff2", &[b"wOF2"]),
    ("font/ttf", &[b"\0\x01\0\0", b"true", b"OTTO"]),
    ("font/otf", &[b"OTTO", b"\0\x01\0\0"]),
];

impl Check {
    pub(super) fn package(&mut self, path: &str) {
        let text = self.archive.text(path).unwrap_or_default();
        let tree = match parse(&text) {
            Ok(tree) => tree,
            Err(why) => return self.add(Code::EpubXml, path, why),
        };
        let root = tree.root_element();
        if !root.has_tag_name((OPF, "package")) {
            return self.add(Code::EpubPackage, path, "the root is no package element");
        }
        self.report.version = root.attribute("version").unwrap_or("?").to_owned();
        if !matches!(self.report.version.as_str(), "2.0" | "3.0") {
            let message = format!("the version \"{}\" is not known", self.report.version);
            self.add(Code::EpubPackage, path, message);
        }
        let child = |name: &'static str| root.children().find(move |node| node.has_tag_name((OPF, name)));
        match child("metadata") {
            Some(metadata) => self.metadata(path, root, metadata),
            None => self.add(Code::EpubPackage, path, "there are no metadata"),
        }
        let ids = match child("manifest") {
            Some(manifest) => self.manifest(path, manifest),
            None => {
                self.add(Code::EpubPackage, path, "there is no manifest");
                BTreeMap::new()
            }
        };
        match child("spine") {
            Some(spine) => self.spine(path, spine, &ids),
            None => self.add(Code::EpubPackage, path, "there is no spine"),
        }
        self.closed(path);
        self.media();
    }

    fn metadata(&mut self, path: &str, root: Node<'_, '_>, metadata: Node<'_, '_>) {
        let said = |name: &str| {
            let found = metadata.children().filter(move |node| node.has_tag_name((DC, name)));
            found.map(|node| node.text().unwrap_or_default().trim().to_owned()).find(|text| !text.is_empty())
        };
        let three = self.report.version.starts_with('3');
        let property = |name: &str| {
            let named = metadata.children().filter(move |node| node.attribute("property") == Some(name));
            named.map(|node| node.text().unwrap_or_default().trim().to_owned()).collect::<Vec<_>>()
        };
        if said("title").is_none() {
            self.add(Code::EpubTitle, path, "there is no dc:title");
        }
        let unique = root.attribute("unique-identifier").unwrap_or_default();
        let identified = metadata.children().any(|node| {
            node.has_tag_name((DC, "identifier"))
                && node.attribute("id") == Some(unique)
                && node.text().is_some_and(|text| !text.trim().is_empty())
        });
        if !identified {
            self.add(Code::EpubTitle, path, "unique-identifier names no dc:identifier");
        }
        if three && property("dcterms:modified").len() != 1 {
            self.add(Code::EpubTitle, path, "there must be one dcterms:modified");
        }
        match said("language") {
            None => self.add(Code::EpubLanguage, path, "there is no dc:language"),
            Some(tag) if !is_language(&tag) => {
                self.add(Code::EpubLanguage, path, format!("\"{tag}\" is no language tag"))
            }
            Some(_) => {}
        }
        if three {
            let missing: Vec<_> = ["schema:accessMode", "schema:accessibilityFeature", "schema:accessibilityHazard"]
                .into_iter()
                .filter(|name| property(name).is_empty())
                .collect();
            if !missing.is_empty() {
                self.add(Code::EpubAccessibility, path, format!("there is no {}", missing.join(", no ")));
            }
            self.claims.extend(property("schema:accessibilityFeature"));
        }
    }

    /// Returns which id is which path.
    fn manifest(&mut self, path: &str, manifest: Node<'_, '_>) -> BTreeMap<String, String> {
        let mut ids = BTreeMap::new();
        for item in manifest.children().filter(|node| node.has_tag_name((OPF, "item"))) {
            let say = |name: &str| item.attribute(name).unwrap_or_default().to_owned();
            let (id, href) = (say("id"), say("href"));
            let entry = Item {
                media: say("media-type"),
                properties: say("properties"),
                fallback: item.has_attribute("fallback"),
            };
            if id.is_empty() || href.is_empty() || entry.media.is_empty() {
                self.add(
                    Code::EpubPackage,
                    path,
                    format!("an item lacks its id, its href or its type: \"{id}\" \"{href}\""),
                );
                continue;
            }
            if has_scheme(&href) {
                // Sound and film may lie outside; what the text needs may not.
                if !(entry.media.starts_with("audio/")
                    || entry.media.starts_with("video/")
                    || entry.media.contains("font"))
                {
                    self.add(Code::EpubRemote, path, format!("the manifest names {href}"));
                }
                continue;
            }
            let Some(target) = resolve(path, href.split('#').next().unwrap_or_default()) else {
                self.add(Code::EpubManifest, path, format!("\"{href}\" leads out of the archive"));
                continue;
            };
            if !self.archive.entries.contains_key(&target) {
                self.add(Code::EpubManifest, path, format!("\"{target}\" is in the manifest and not in the archive"));
            }
            if self.manifest.insert(target.clone(), entry).is_some() {
                self.add(Code::EpubManifest, path, format!("\"{target}\" is in the manifest twice"));
            }
            if ids.insert(id.clone(), target).is_some() {
                self.add(Code::EpubIdTwice, path, format!("the id \"{id}\" is given twice"));
            }
        }
        ids
    }

    fn spine(&mut self, path: &str, spine: Node<'_, '_>, ids: &BTreeMap<String, String>) {
        let mut seen = BTreeSet::new();
        for item in spine.children().filter(|node| node.has_tag_name((OPF, "itemref"))) {
            let id = item.attribute("idref").unwrap_or_default();
            match ids.get(id) {
                None => self.add(Code::EpubSpine, path, format!("it names \"{id}\", which is not in the manifest")),
                Some(target) if !seen.insert(target.clone()) => {
                    self.add(Code::EpubSpine, path, format!("it names \"{id}\" twice"))
                }
                Some(target) => {
                    let item = &self.manifest[target];
                    if !matches!(
                        item.media.as_str(),
                        "application/xhtml+xml" | "image/svg+xml" | "application/x-dtbook+xml"
                    ) && !item.fallback
                    {
                        let message = format!("\"{id}\" is of type {} and has no fallback", item.media);
                        self.add(Code::EpubMediaType, path, message);
                    }
                    self.spine.push(target.clone());
                }
            }
        }
        if self.spine.is_empty() {
            self.add(Code::EpubSpine, path, "it names no document");
        }
        if let Some(id) = spine.attribute("toc").filter(|id| !ids.contains_key(*id)) {
            self.add(Code::EpubSpine, path, format!("its toc \"{id}\" is not in the manifest"));
        }
        let has_nav = self.manifest.values().any(|item| item.properties.split_whitespace().any(|word| word == "nav"));
        if self.report.version.starts_with('3') && !has_nav {
            self.add(Code::EpubNav, path, "no item of the manifest has the property nav");
        }
    }

    /// What lies in the archive and is not in the manifest.
    fn closed(&mut self, path: &str) {
        let free =
            |name: &str| name == "mimetype" || name.starts_with("META-INF/") || name == path || name.ends_with('/');
        let strays: Vec<_> = self
            .archive
            .entries
            .keys()
            .filter(|name| !free(name) && !self.manifest.contains_key(*name))
            .cloned()
            .collect();
        for name in strays {
            self.add(Code::EpubManifest, &name, "it is in the archive and not in the manifest");
        }
    }

    /// Whether files are what the manifest says.
    fn media(&mut self) {
        let encrypted = self.archive.entries.contains_key("META-INF/encryption.xml");
        let mut wrong = Vec::new();
        for (path, item) in &self.manifest {
            let data = self.archive.entries.get(path).map_or(&[][..], Vec::as_slice);
            let is_font = item.media.contains("font") || item.media.contains("opentype");
            if !CORE.contains(&item.media.split(';').next().unwrap_or_default()) && is_font {
                wrong.push((Code::EpubFont, path.clone(), format!("a font of type {}", item.media)));
            }
            let heads = MAGIC.iter().find(|(media, _)| *media == item.media).map(|(_, heads)| *heads);
            // What is obfuscated begins with something else.
            let hidden = data.is_empty() || encrypted && is_font;
            if !hidden && heads.is_some_and(|heads| !heads.iter().any(|head| data.starts_with(head))) {
                wrong.push((Code::EpubMediaType, path.clone(), format!("it is not what {} begins with", item.media)));
            }
            if item.media == "image/webp" {
                wrong.push((Code::EpubKindle, path.clone(), "WebP pictures".to_owned()));
            }
        }
        for (code, path, message) in wrong {
            self.add(code, &path, message);
        }
    }
}

/// The form of a language tag (BCP 47): letters first, then parts of up to eight.
pub(super) fn is_language(tag: &str) -> bool {
    let mut parts = tag.split('-');
    let first = parts.next().unwrap_or_default();
    let primary = (2..=8).contains(&first.len()) && first.bytes().all(|byte| byte.is_ascii_alphabetic())
        || matches!(first, "x" | "i");
    primary && parts.all(|part| (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric()))
}
