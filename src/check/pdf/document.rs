//! The file as a whole: version, encryption, scripts, attachments, filters, fonts' companions.

use super::{Check, Code, Purpose, some};
use crate::pdf::objects::dict_of;
use crate::pdf::{Look, filters};
use lopdf::{Dictionary, Object};
use std::collections::BTreeSet;

impl Check<'_> {
    pub(super) fn document(&mut self, version: (u8, u8)) {
        let document = self.document;
        if self.file.encrypted {
            self.add(Code::Encrypted, "the file is encrypted, though it opens without a password");
        }
        let newest = if self.purpose == Purpose::X1a { (1, 4) } else { (1, 6) };
        if version > newest {
            self.add(
                Code::PdfVersion,
                format!("PDF {}.{} is newer than {}.{}", version.0, version.1, newest.0, newest.1),
            );
        }
        if self.file.packed {
            self.add(Code::PackedObjects, "objects or the cross-reference lie in streams");
        }
        let whole = document
            .array(&document.trailer, "ID")
            .is_some_and(|id| id.len() == 2 && id.iter().all(|part| part.as_str().is_ok_and(|part| !part.is_empty())));
        if !whole {
            self.add(Code::IdMissing, "the trailer has no ID of two parts");
        }
        let Ok(catalog) = document.catalog() else { return };
        self.catalog(catalog);
        self.dangling();
        self.objects();
    }

    fn catalog(&mut self, catalog: &Dictionary) {
        let document = self.document;
        let shows = document
            .dict(catalog, "ViewerPreferences")
            .and_then(|preferences| document.flag(preferences, "DisplayDocTitle"))
            .unwrap_or(false);
        if !shows {
            self.add(Code::TitleHidden, "DisplayDocTitle is not set");
        }
        if document.text(catalog, "Lang").is_none_or(|language| language.trim().is_empty()) {
            self.add(Code::LanguageMissing, "the catalog has no Lang");
        }
        let form = document.dict(catalog, "AcroForm");
        let fields = form.and_then(|form| document.array(form, "Fields")).map_or(0, <[Object]>::len);
        if fields > 0 || form.is_some_and(|form| document.get(form, "XFA").is_some()) {
            self.add(Code::Forms, format!("the file has {fields} form fields"));
        }
        let names = document.dict(catalog, "Names");
        if names.is_some_and(|names| document.get(names, "EmbeddedFiles").is_some())
            || document.array(catalog, "AF").is_some_and(|files| !files.is_empty())
        {
            self.add(Code::EmbeddedFiles, "files are attached");
        }
        if names.is_some_and(|names| document.get(names, "JavaScript").is_some()) {
            self.add(Code::JavaScript, "the file has scripts that run when it is opened");
        }
        if document.dict(catalog, "OCProperties").is_some() {
            self.add(Code::Layers, "the file has layers (optional content)");
        }
        if document.dict(catalog, "AA").is_some()
            || document.dict(catalog, "OpenAction").is_some_and(|action| !harmless(self, action))
        {
            self.add(Code::Actions, "something happens by itself when the file is opened, printed or closed");
        }
        if self.pages.len() >= 20
            && document.dict(catalog, "Outlines").is_none_or(|outline| document.get(outline, "First").is_none())
        {
            self.add(Code::OutlineMissing, format!("{} pages and no bookmarks", self.pages.len()));
        }
    }

    /// References to objects that are not there. A reference to nothing means null, which is allowed; where a page,
    /// a stream or a font should be it is damage.
    fn dangling(&mut self) {
        let document = self.document;
        let mut lost = BTreeSet::new();
        for page in self.pages {
            let streams: Vec<&Object> = match page.dictionary.get(b"Contents") {
                Ok(Object::Array(parts)) => parts.iter().collect(),
                Ok(one) => vec![one],
                Err(_) => Vec::new(),
            };
            let named = streams.into_iter().chain(page.dictionary.get(b"Resources"));
            let gone = |object: &&Object| object.as_reference().is_ok() && document.follow(object).is_null();
            lost.extend(named.filter(gone).filter_map(|object| object.as_reference().ok()));
        }
        if !lost.is_empty() {
            let ids = lost.iter().map(|(number, generation)| format!("{number} {generation}"));
            self.add(Code::Damaged, format!("objects that pages name are not there: {}", some(ids)));
        }
    }

    /// What can lie anywhere: filters, other files, scripts.
    fn objects(&mut self) {
        let document = self.document;
        let (mut lzw, mut outside, mut scripts, mut actions) = (0usize, 0usize, 0usize, BTreeSet::new());
        let (mut broken, mut old, mut postscript) = (0usize, 0usize, 0usize);
        for object in document.objects.values() {
            let Some(dictionary) = dict_of(object) else { continue };
            if let Object::Stream(stream) = object {
                let names = filters::names(document, dictionary);
                lzw += usize::from(names.iter().any(|name| name == b"LZWDecode"));
                old += usize::from(names.iter().any(|name| name == b"JBIG2Decode" || name == b"JPXDecode"));
                outside +=
                    usize::from(dictionary.has(b"F") && document.name(dictionary, "Type") != Some(b"EmbeddedFile"));
                broken +=
                    usize::from(stream.content.is_empty() && document.integer(dictionary, "Length").unwrap_or(0) > 0);
                postscript += usize::from(dictionary.has(b"OPI"));
                outside += usize::from(dictionary.has(b"Ref") && document.name(dictionary, "Subtype") == Some(b"Form"));
            }
            scripts += usize::from(dictionary.has(b"JS"));
            // An action is what annotations, bookmarks and pages have under A and AA; a type need not be written.
            for key in ["A", "AA", "Next", "OpenAction"] {
                let Some(action) = document.dict(dictionary, key) else { continue };
                let inner = if key == "AA" {
                    action.iter().filter_map(|(_, part)| dict_of(document.follow(part))).collect()
                } else {
                    vec![action]
                };
                for action in inner {
                    scripts += usize::from(document.get(action, "JS").is_some());
                    let kind = document.name(action, "S").unwrap_or_default();
                    if matches!(
                        kind,
                        b"Launch" | b"SubmitForm" | b"ImportData" | b"ResetForm" | b"Sound" | b"Movie" | b"Rendition"
                    ) {
                        actions.insert(String::from_utf8_lossy(kind).into_owned());
                    }
                }
            }
        }
        let mut tell = |code, count: usize, what: &str| {
            if count > 0 {
                self.add(code, format!("{count} {what}"));
            }
        };
        tell(Code::Lzw, lzw, "streams are packed with LZW");
        tell(Code::Jbig2, old, "pictures are packed with JBIG2 or JPEG 2000");
        tell(Code::ExternalContent, outside, "streams or forms lie in other files");
        tell(Code::JavaScript, scripts, "objects hold JavaScript");
        tell(Code::Damaged, broken, "streams have no data though they say so");
        tell(Code::PostScript, postscript, "objects have OPI comments");
        if !actions.is_empty() {
            self.add(Code::Actions, format!("actions of kind {}", some(actions)));
        }
    }
}

/// An action that only goes somewhere.
fn harmless(check: &Check<'_>, action: &Dictionary) -> bool {
    matches!(check.document.name(action, "S"), Some(b"GoTo" | b"Named")) && check.document.get(action, "Next").is_none()
}
