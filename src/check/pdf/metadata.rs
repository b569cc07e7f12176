//! The Info dictionary and the XMP metadata: what the file says of itself, and whether both say the same.

use super::{Check, Code, Purpose};
use crate::pdf::{Look, filters};
use lopdf::{Document, Object};
use std::collections::BTreeMap;

/// What a file says of itself.
#[derive(Debug, Default)]
pub(super) struct Metadata {
    /// The Info dictionary's entries.
    pub info: BTreeMap<String, String>,
    /// XMP's values, by prefix and name as the standards write them: `dc:title`.
    pub xmp: BTreeMap<String, String>,
    /// There is XMP, and it can be read.
    pub has_xmp: bool,
}

/// The prefixes of the namespaces that are looked at.
const SPACES: &[(&str, &str)] = &[
    ("http://purl.org/dc/elements/1.1/", "dc"),
    ("http://ns.adobe.com/xap/1.0/", "xmp"),
    ("http://ns.adobe.com/pdf/1.3/", "pdf"),
    ("http://www.aiim.org/pdfua/ns/id/", "pdfuaid"),
    ("http://www.aiim.org/pdfa/ns/id/", "pdfaid"),
    ("http://www.npes.org/pdfx/ns/id/", "pdfxid"),
    ("http://ns.adobe.com/pdfx/1.3/", "pdfx"),
];

const RDF: &str = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";

impl Metadata {
    pub(super) fn read(document: &Document) -> Self {
        let mut found = Self::default();
        if let Some(info) = document.dict(&document.trailer, "Info") {
            for (key, value) in info {
                let value = match document.follow(value) {
                    Object::String(bytes, _) => crate::pdf::text::decode(bytes),
                    Object::Name(name) => String::from_utf8_lossy(name).into_owned(),
                    _ => continue,
                };
                found.info.insert(String::from_utf8_lossy(key).into_owned(), value);
            }
        }
        let stream = document.catalog().ok().and_then(|catalog| document.stream(catalog, "Metadata"));
        if let Some(bytes) = stream.and_then(|stream| filters::plain(document, stream)) {
            found.has_xmp = found.read_xmp(&packet(&bytes)).is_some();
        }
        found
    }

    fn read_xmp(&mut self, text: &str) -> Option<()> {
        let tree = roxmltree::Document::parse(text).ok()?;
        let prefix =
            |space: Option<&str>| SPACES.iter().find(|(uri, _)| Some(*uri) == space).map(|(_, prefix)| *prefix);
        for node in tree.descendants().filter(|node| node.has_tag_name((RDF, "Description"))) {
            for attribute in node.attributes() {
                if let Some(prefix) = prefix(attribute.namespace()) {
                    self.xmp.insert(format!("{prefix}:{}", attribute.name()), attribute.value().to_owned());
                }
            }
            for child in node.children().filter(roxmltree::Node::is_element) {
                let Some(prefix) = prefix(child.tag_name().namespace()) else { continue };
                let items = child.descendants().filter(|node| node.has_tag_name((RDF, "li")));
                let items: Vec<_> = items.map(|item| item.text().unwrap_or_default().trim()).collect();
                let name = child.tag_name().name();
                let value = match (items.first(), name) {
                    (Some(first), "title" | "description" | "rights") => (*first).to_owned(),
                    (Some(_), _) => items.join(", "),
                    (None, _) => child.text().unwrap_or_default().trim().to_owned(),
                };
                self.xmp.insert(format!("{prefix}:{name}"), value);
            }
        }
        Some(())
    }

    /// What the file says that it is for.
    pub(super) fn says(&self) -> Purpose {
        let part = self.x_version();
        if part.contains("PDF/X-1") {
            Purpose::X1a
        } else if part.contains("PDF/X-4") {
            Purpose::X4
        } else if part.contains("PDF/X") {
            Purpose::Print
        } else if self.xmp.contains_key("pdfuaid:part") {
            Purpose::Ua
        } else {
            Purpose::Screen
        }
    }

    fn x_version(&self) -> &str {
        let said = self.xmp.get("pdfxid:GTS_PDFXVersion").or_else(|| self.info.get("GTS_PDFXVersion"));
        said.or_else(|| self.xmp.get("pdfx:GTS_PDFXVersion")).map_or("", String::as_str)
    }

    pub(super) fn title(&self) -> Option<&str> {
        let said = self.xmp.get("dc:title").or_else(|| self.info.get("Title"));
        said.map(|title| title.trim()).filter(|title| !title.is_empty())
    }
}

/// The XMP packet as text: UTF-8, or UTF-16 with a mark.
pub(super) fn packet(bytes: &[u8]) -> String {
    match bytes {
        [0xfe, 0xff, ..] | [0xff, 0xfe, ..] => crate::pdf::text::decode(bytes),
        _ => {
            String::from_utf8_lossy(bytes).trim_start_matches('\u{feff}').trim_end_matches(['\0', ' ', '\n']).to_owned()
        }
    }
}

/// Which entry of Info is which value of XMP (ISO 19005-1, table 1).
const PAIRS: &[(&str, &str)] = &[
    ("Title", "dc:title"),
    ("Author", "dc:creator"),
    ("Subject", "dc:description"),
    ("Keywords", "pdf:Keywords"),
    ("Creator", "xmp:CreatorTool"),
    ("Producer", "pdf:Producer"),
    ("CreationDate", "xmp:CreateDate"),
    ("ModDate", "xmp:ModifyDate"),
    ("Trapped", "pdf:Trapped"),
];

impl Check<'_> {
    pub(super) fn metadata(&mut self) {
        let metadata = self.metadata;
        if metadata.title().is_none() {
            self.add(Code::TitleMissing, "the file has no title");
        }
        if !metadata.has_xmp {
            self.add(Code::MetadataMissing, "there is no XMP metadata that can be read");
        }
        for (key, name) in PAIRS {
            if let (Some(info), Some(xmp)) = (metadata.info.get(*key), metadata.xmp.get(*name))
                && !same(info, xmp, key.ends_with("Date").then_some(()))
            {
                self.add(
                    Code::MetadataDiffers,
                    format!("{key} is \"{}\" in Info and \"{}\" in XMP", cut(info), cut(xmp)),
                );
            }
        }
        let said = |key: &str, name: &str| metadata.info.contains_key(key) || metadata.xmp.contains_key(name);
        let missing: Vec<_> = [("CreationDate", "xmp:CreateDate"), ("ModDate", "xmp:ModifyDate")]
            .into_iter()
            .filter(|(key, name)| !said(key, name))
            .map(|(key, _)| key.to_owned())
            .collect();
        if !missing.is_empty() {
            self.add(Code::DatesMissing, format!("missing: {}", missing.join(", ")));
        }
        let trapped = metadata.info.get("Trapped").or_else(|| metadata.xmp.get("pdf:Trapped"));
        if !trapped.is_some_and(|trapped| matches!(trapped.as_str(), "True" | "False")) {
            self.add(Code::Trapped, format!("Trapped is {}", trapped.map_or("not said", String::as_str)));
        }
        self.x_version();
        if self.minds(Code::UaIdentifier) && !metadata.xmp.contains_key("pdfuaid:part") {
            self.add(Code::UaIdentifier, "the metadata do not claim PDF/UA");
        }
    }

    fn x_version(&mut self) {
        let info = |key: &str| self.metadata.info.get(key).map_or("", String::as_str);
        let (said, right) = match self.purpose {
            Purpose::X4 => {
                let said = self.metadata.xmp.get("pdfxid:GTS_PDFXVersion").map_or("", String::as_str);
                (said.to_owned(), said == "PDF/X-4" || said == "PDF/X-4p")
            }
            Purpose::X1a => {
                let (version, conformance) = (info("GTS_PDFXVersion"), info("GTS_PDFXConformance"));
                // The edition of 2003 names it in the version, that of 2001 in the conformance too.
                let right = version == "PDF/X-1a:2003" || version == "PDF/X-1:2001" && conformance == "PDF/X-1a:2001";
                (version.to_owned(), right)
            }
            Purpose::Screen | Purpose::Ua | Purpose::Print => return,
        };
        if !right {
            let said = if said.is_empty() { "nothing".to_owned() } else { format!("\"{}\"", cut(&said)) };
            self.add(
                Code::XVersion,
                format!("GTS_PDFXVersion says {said}, not PDF/{}", self.purpose.name().to_uppercase()),
            );
        }
    }
}

/// Whether two values say the same; dates as far as both go.
fn same(info: &str, xmp: &str, date: Option<()>) -> bool {
    if date.is_some() {
        let digits = |text: &str| text.chars().filter(char::is_ascii_digit).take(14).collect::<String>();
        let (info, xmp) = (digits(info), digits(xmp));
        let length = info.len().min(xmp.len());
        return length >= 4 && info[..length] == xmp[..length];
    }
    let words = |text: &str| {
        text.split(|c: char| c.is_whitespace() || matches!(c, ',' | ';'))
            .filter(|word| !word.is_empty())
            .map(str::to_owned)
            .collect::<Vec<_>>()
    };
    words(info) == words(xmp)
}

fn cut(text: &str) -> String {
    if text.chars().count() > 60 { text.chars().take(59).chain(['…']).collect() } else { text.to_owned() }
}
