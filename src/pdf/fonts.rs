//! Fonts: what they are, whether their programs are in the file, and how far their codes carry the text.

use super::objects::{Look, dict_of, name_of, number};
use super::{text, unicode};
use lopdf::{Dictionary, Document, Object, ObjectId};
use std::collections::BTreeMap;

/// A font, as the text that it sets needs it.
#[derive(Debug, Clone)]
pub(crate) struct Font {
    /// Its object; none if it stands in the resources themselves.
    pub id: Option<ObjectId>,
    /// Its name, with a subset's tag.
    pub name: String,
    /// What kind of font it is.
    pub kind: Kind,
    /// The program's key in the descriptor (FontFile, FontFile2, FontFile3), if it is in the file.
    pub program: Option<&'static str>,
    /// The subtype of a FontFile3.
    pub program_kind: Vec<u8>,
    /// Whether its codes can become characters: a ToUnicode map, or an encoding whose names say it.
    pub has_unicode: bool,
    widths: Widths,
    /// What its codes mean, where it says so itself.
    unicode: unicode::Map,
}

/// What kind of font it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Type 1, with its variants.
    Type1,
    /// TrueType.
    TrueType,
    /// Glyphs that are drawn by content streams.
    Type3,
    /// A composite font, codes of two bytes.
    Composite,
    /// Something else.
    Unknown,
}

#[derive(Debug, Clone)]
enum Widths {
    /// By code, from a first one; thousandths of the size.
    Simple { first: i64, widths: Vec<f64>, otherwise: f64 },
    /// By CID.
    Composite { widths: BTreeMap<u32, f64>, otherwise: f64 },
}

/// One code of a shown string.
pub(crate) struct Code {
    /// Its advance, in text space of size 1.
    pub advance: f64,
    /// It is the single byte 32, to which word spacing applies.
    pub space: bool,
    /// Its number.
    pub number: u32,
}

/// The fonts that every viewer has, and no press need have: their names without style.
const STANDARD: &[&str] = &["Helvetica", "Times", "Courier", "Symbol", "ZapfDingbats", "Arial", "TimesNewRoman"];

impl Font {
    /// Reads a font's dictionary.
    pub fn read(document: &Document, dictionary: &Dictionary, id: Option<ObjectId>) -> Self {
        let subtype = document.name(dictionary, "Subtype").unwrap_or_default();
        let kind = match subtype {
            b"Type1" | b"MMType1" => Kind::Type1,
            b"TrueType" => Kind::TrueType,
            b"Type3" => Kind::Type3,
            b"Type0" => Kind::Composite,
            _ => Kind::Unknown,
        };
        let inner = document.array(dictionary, "DescendantFonts").and_then(|fonts| fonts.first());
        let inner = inner.and_then(|font| dict_of(document.follow(font))).unwrap_or(dictionary);
        let descriptor = document.dict(inner, "FontDescriptor");
        let program = descriptor.and_then(|descriptor| {
            let has = |key: &&&str| document.stream(descriptor, key).is_some();
            ["FontFile", "FontFile2", "FontFile3"].iter().find(has).copied()
        });
        let file = descriptor.zip(program).and_then(|(descriptor, key)| document.dict(descriptor, key));
        let name = document.name(dictionary, "BaseFont").or_else(|| document.name(dictionary, "Name"));
        let name = String::from_utf8_lossy(name.unwrap_or_default()).into_owned();
        let widths = match kind {
            Kind::Composite => composite_widths(document, inner),
            _ => simple_widths(document, dictionary, descriptor, kind, &name),
        };
        Self {
            id,
            has_unicode: has_unicode(document, dictionary, descriptor, inner, kind, &name),
            name,
            kind,
            program,
            unicode: document
                .stream(dictionary, "ToUnicode")
                .map(|map| unicode::read(document, map))
                .unwrap_or_default(),
            program_kind: file.and_then(|file| document.name(file, "Subtype")).unwrap_or_default().to_vec(),
            widths,
        }
    }

    /// A font that is not there: its text still goes on.
    pub fn missing(name: &[u8]) -> Self {
        Self {
            id: None,
            name: String::from_utf8_lossy(name).into_owned(),
            kind: Kind::Unknown,
            program: None,
            program_kind: Vec::new(),
            has_unicode: false,
            unicode: unicode::Map::new(),
            widths: Widths::Simple { first: 0, widths: Vec::new(), otherwise: 0.5 },
        }
    }

    /// Whether the name bears the tag of a subset: six capitals and a plus.
    pub fn is_subset(&self) -> bool {
        let bytes = self.name.as_bytes();
        bytes.len() > 7 && bytes[6] == b'+' && bytes[..6].iter().all(u8::is_ascii_uppercase)
    }

    /// The name without the tag of a subset.
    pub fn plain_name(&self) -> &str {
        if self.is_subset() { &self.name[7..] } else { &self.name }
    }

    /// The codes of a shown string.
    pub fn codes<'a>(&'a self, bytes: &'a [u8]) -> impl Iterator<Item = Code> + 'a {
        let step = if self.kind == Kind::Composite { 2 } else { 1 };
        bytes.chunks(step).map(move |code| {
            let number = code.iter().fold(0u32, |number, &byte| number << 8 | u32::from(byte));
            Code { advance: self.width(number), space: code == b" ", number }
        })
    }

    /// Writes what a code means; of a simple font without a map, about that.
    pub fn tell(&self, code: &Code, out: &mut String) {
        match (self.unicode.get(&code.number), u8::try_from(code.number)) {
            (Some(text), _) => out.push_str(text),
            (None, Ok(byte)) if self.kind != Kind::Composite => out.push(text::pdf_doc(byte)),
            (None, _) => out.push(char::REPLACEMENT_CHARACTER),
        }
    }

    fn width(&self, code: u32) -> f64 {
        match &self.widths {
            Widths::Simple { first, widths, otherwise } => {
                let at = usize::try_from(i64::from(code) - first).ok();
                at.and_then(|at| widths.get(at)).copied().unwrap_or(*otherwise)
            }
            Widths::Composite { widths, otherwise } => widths.get(&code).copied().unwrap_or(*otherwise),
        }
    }
}

fn simple_widths(
    document: &Document,
    dictionary: &Dictionary,
    descriptor: Option<&Dictionary>,
    kind: Kind,
    name: &str,
) -> Widths {
    // A type 3 font has a matrix of its own; all others measure in thousandths.
    let unit = match kind {
        Kind::Type3 => document.numbers(dictionary, "FontMatrix").and_then(|matrix| matrix.first().copied()),
        _ => None,
    };
    let unit = unit.unwrap_or(0.001);
    let otherwise = descriptor.and_then(|descriptor| document.number(descriptor, "MissingWidth"));
    let standard = if name.contains("Courier") { 600.0 } else { 500.0 };
    let widths = document.array(dictionary, "Widths").unwrap_or_default();
    let widths = widths.iter().map(|width| number(document.follow(width)).unwrap_or(0.0) * unit).collect::<Vec<_>>();
    let otherwise = match (otherwise, widths.is_empty()) {
        (Some(width), _) => width * 0.001,
        (None, true) => standard * 0.001,
        (None, false) => 0.0,
    };
    Widths::Simple { first: document.integer(dictionary, "FirstChar").unwrap_or(0), widths, otherwise }
}

fn composite_widths(document: &Document, inner: &Dictionary) -> Widths {
    let otherwise = document.number(inner, "DW").unwrap_or(1000.0) * 0.001;
    let mut widths = BTreeMap::new();
    let listed = document.array(inner, "W").unwrap_or_default();
    let mut at = 0;
    while let Some(first) = listed.get(at).and_then(|first| document.follow(first).as_i64().ok()) {
        let Ok(first) = u32::try_from(first) else { break };
        match listed.get(at + 1).map(|next| document.follow(next)) {
            Some(Object::Array(each)) => {
                for (code, width) in (first..).zip(each) {
                    widths.insert(code, number(document.follow(width)).unwrap_or(0.0) * 0.001);
                }
                at += 2;
            }
            Some(last) => {
                let width = listed.get(at + 2).and_then(|width| number(document.follow(width)));
                let last = last.as_i64().ok().and_then(|last| u32::try_from(last).ok()).unwrap_or(first);
                // A CID has two bytes.
                for code in first..=last.min(0xffff) {
                    widths.insert(code, width.unwrap_or(0.0) * 0.001);
                }
                at += 3;
            }
            None => break,
        }
    }
    Widths::Composite { widths, otherwise }
}

/// Whether text can be copied out (ISO 14289-1, 7.21.7): a map, or names that mean characters.
fn has_unicode(
    document: &Document,
    dictionary: &Dictionary,
    descriptor: Option<&Dictionary>,
    inner: &Dictionary,
    kind: Kind,
    name: &str,
) -> bool {
    if document.get(dictionary, "ToUnicode").is_some() {
        return true;
    }
    let encoding = document.get(dictionary, "Encoding");
    if kind == Kind::Composite {
        let ordering = document.dict(inner, "CIDSystemInfo").and_then(|info| document.text(info, "Ordering"));
        let known = ordering.is_some_and(|o| matches!(o.as_str(), "GB1" | "CNS1" | "Japan1" | "Korea1" | "KR"));
        let identity = encoding.and_then(name_of).is_some_and(|name| name.starts_with(b"Identity"));
        return known || (!identity && encoding.and_then(name_of).is_some());
    }
    let symbolic =
        descriptor.and_then(|descriptor| document.integer(descriptor, "Flags")).is_some_and(|flags| flags & 4 != 0);
    let named = |name: &[u8]| {
        matches!(name, b"WinAnsiEncoding" | b"MacRomanEncoding" | b"MacExpertEncoding" | b"StandardEncoding")
    };
    match encoding {
        Some(Object::Name(name)) => named(name) && kind != Kind::Type3,
        Some(Object::Dictionary(encoding)) => {
            let based = document.name(encoding, "BaseEncoding").is_some_and(named);
            let differences = document.array(encoding, "Differences").unwrap_or_default();
            let mut names = differences.iter().filter_map(name_of).peekable();
            let all_known = names.peek().is_some() && names.all(is_character_name);
            all_known
                || (based && differences.is_empty())
                || (!symbolic && kind == Kind::Type1 && differences.is_empty())
        }
        _ => kind == Kind::Type1 && (!symbolic || STANDARD.iter().any(|standard| name.contains(standard))),
    }
}

/// A glyph name that says which character it is: one of a list's, or of the form uniXXXX or uXXXX.
fn is_character_name(name: &[u8]) -> bool {
    let Ok(text) = std::str::from_utf8(name) else { return false };
    if text == ".notdef" {
        return true;
    }
    let stem = text.split('.').next().unwrap_or_default();
    let hexadecimal = |digits: &str| digits.len() >= 4 && digits.bytes().all(|byte| byte.is_ascii_hexdigit());
    if stem.strip_prefix("uni").is_some_and(hexadecimal) || stem.strip_prefix('u').is_some_and(hexadecimal) {
        return true;
    }
    // Names that programs number (g12, cid345, glyph7, a23) mean nothing; what is all letters is taken for a name.
    !stem.is_empty() && (stem.bytes().all(|byte| byte.is_ascii_alphabetic()) || stem.contains('_'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use lopdf::dictionary;

    #[test]
    fn widths_of_both_kinds() {
        let document = Document::new();
        let simple = dictionary! {
            "Subtype" => "Type1", "BaseFont" => "ABCDEF+Mill", "FirstChar" => 32, "Widths" => vec![250.into(), 500.into()],
        };
        let font = Font::read(&document, &simple, None);
        assert!(font.is_subset());
        assert_eq!(font.plain_name(), "Mill");
        let advances: Vec<_> = font.codes(b" !?").map(|code| code.advance).collect();
        assert_eq!(advances, [0.25, 0.5, 0.0]);
        let inner = dictionary! {
            "DW" => 300, "W" => vec![1.into(), vec![100.into(), 200.into()].into(), 5.into(), 6.into(), 700.into()],
        };
        let composite = dictionary! { "Subtype" => "Type0", "DescendantFonts" => vec![inner.into()] };
        let font = Font::read(&document, &composite, None);
        let advances: Vec<_> = font.codes(&[0, 2, 0, 6, 0, 9]).map(|code| code.advance).collect();
        assert!(advances.iter().zip([0.2, 0.7, 0.3]).all(|(a, b)| (a - b).abs() < 1e-9), "{advances:?}");
    }

    #[test]
    fn names_of_glyphs() {
        for name in ["A", "uni00E9", "eacute", "f_i", "u1F600", "a.sc"] {
            assert!(is_character_name(name.as_bytes()), "{name}");
        }
        for name in ["g12", "cid345", "", "glyph7"] {
            assert!(!is_character_name(name.as_bytes()), "{name}");
        }
    }
}
