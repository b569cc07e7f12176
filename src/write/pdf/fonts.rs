//! Faces as fonts of the file: which glyphs are used, under which codes, and what text a code stands for.
//!
//! A code stands for a glyph *and its text*, since the same drawing can mean different things: the hyphen that was
//! written and the one that a line's end put there, a small capital and a letter. TrueType faces can give a glyph
//! as many codes as it needs (`CIDToGIDMap`); CFF faces cannot, so a second meaning is told by `ActualText`.

use super::sfnt;
use super::syntax::{self, Deflater, Fingerprint, integer};
use crate::error::{Error, Result};
use crate::font::{Face, FaceId, Fonts, Outlines, Pitch};
use crate::style::Slope;
use lopdf::{Dictionary, Document, Object};
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;
use subsetter::GlyphRemapper;

/// The fonts of a file, in the order in which they were first used.
pub(super) struct FontBook<'a> {
    fonts: &'a Fonts,
    used: Vec<Font<'a>>,
    by_face: FxHashMap<FaceId, usize>,
}

impl<'a> FontBook<'a> {
    pub(super) fn new(fonts: &'a Fonts) -> Self {
        Self { fonts, used: Vec::new(), by_face: FxHashMap::default() }
    }

    /// The number of a face's font, which is used from now on.
    pub(super) fn index(&mut self, face: FaceId) -> usize {
        *self.by_face.entry(face).or_insert_with(|| {
            self.used.push(Font::new(self.fonts.face(face)));
            self.used.len() - 1
        })
    }

    /// A font by its number.
    pub(super) fn font(&mut self, index: usize) -> &mut Font<'a> {
        &mut self.used[index]
    }

    /// The fonts, to be written.
    pub(super) fn fonts(&self) -> &[Font<'a>] {
        &self.used
    }
}

/// The name of a font among a page's resources.
pub(super) fn resource_name(index: usize) -> String {
    let mut name = Vec::new();
    write_name(index, &mut name);
    String::from_utf8_lossy(&name).into_owned()
}

/// Writes it, as content asks for it in nearly every line.
pub(super) fn write_name(index: usize, out: &mut Vec<u8>) {
    out.push(b'F');
    integer(out, index as i64);
}

/// A face as far as it is used.
pub(super) struct Font<'a> {
    pub(super) face: &'a Face,
    remapper: GlyphRemapper,
    /// By code; the first is that of the missing glyph, which is never shown.
    codes: Vec<Code>,
    /// By glyph: its first code.
    first: Vec<First>,
    /// Further codes of a glyph, by its text.
    further: FxHashMap<(u16, String), u16>,
    /// What is drawn for glyph 0: archives refuse the missing glyph, and its box says no more than another's.
    stand_in: u16,
}

/// What a code stands for.
struct Code {
    /// The glyph's number in the subset.
    glyph: u16,
    width: i64,
    text: String,
}

#[derive(Clone, Copy)]
struct First {
    text: u64,
    width: i32,
    code: u16,
}

/// How a glyph is shown.
#[derive(Clone, Copy)]
pub(super) struct Shown {
    pub(super) code: u16,
    /// In thousandths of the type size, as the file says it.
    pub(super) width: i64,
    pub(super) told: Told,
}

/// Who tells what a glyph stands for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Told {
    /// The font's map.
    ByMap,
    /// A span around it.
    BySpan,
}

/// No packed text: see [`pack`].
const UNPACKED: u64 = u64::MAX;

/// Up to seven bytes of text and their number in one word, so that nearly every glyph is found by one comparison.
fn pack(text: &str) -> u64 {
    let bytes = text.as_bytes();
    if bytes.len() > 7 {
        return UNPACKED;
    }
    bytes.iter().fold(bytes.len() as u64, |word, &b| word << 8 | u64::from(b))
}

impl<'a> Font<'a> {
    fn new(face: &'a Face) -> Self {
        let stand_in = ['\u{25A1}', '\u{FFFD}', '?'].into_iter().find_map(|c| face.glyph(c)).unwrap_or(0);
        let missing = Code { glyph: 0, width: scaled(face, 0), text: String::new() };
        Self {
            face,
            remapper: GlyphRemapper::new(),
            codes: vec![missing],
            first: vec![First { text: UNPACKED, width: 0, code: 0 }; usize::from(face.glyph_count())],
            further: FxHashMap::default(),
            stand_in,
        }
    }

    /// The code of a glyph that stands for `text`.
    pub(super) fn show(&mut self, glyph: u16, text: &str) -> Shown {
        match self.first.get(usize::from(glyph)) {
            Some(first) if first.text == pack(text) && first.text != UNPACKED => {
                Shown { code: first.code, width: i64::from(first.width), told: Told::ByMap }
            }
            found => {
                let drawn = if glyph == 0 || found.is_none() { self.stand_in } else { glyph };
                self.look_up(drawn, text)
            }
        }
    }

    fn look_up(&mut self, glyph: u16, text: &str) -> Shown {
        let first = self.first.get(usize::from(glyph)).map_or(0, |first| first.code);
        // What has a meaning among friends only is told twice: archives want a span (ISO 19005-2, 6.2.11.7.3).
        let told = if text.chars().any(is_private) { Told::BySpan } else { Told::ByMap };
        let code = if first == 0 {
            let code = self.new_code(glyph, text);
            let width = self.codes[usize::from(code)].width as i32;
            if let Some(first) = self.first.get_mut(usize::from(glyph)) {
                let text = if told == Told::ByMap { pack(text) } else { UNPACKED };
                *first = First { text, width, code };
            }
            code
        } else if self.codes[usize::from(first)].text == text {
            first
        } else if self.face.metrics.outlines == Outlines::Cff || self.codes.len() > usize::from(u16::MAX) {
            if let Some(twin) = self.twin(glyph, text) {
                return self.look_up(twin, text);
            }
            return Shown { code: first, width: self.codes[usize::from(first)].width, told: Told::BySpan };
        } else if let Some(&code) = self.further.get(&(glyph, text.to_owned())) {
            code
        } else {
            let code = self.new_code(glyph, text);
            self.further.insert((glyph, text.to_owned()), code);
            code
        };
        Shown { code, width: self.codes[usize::from(code)].width, told }
    }

    /// Another glyph that is drawn alike: many faces draw the soft hyphen apart.
    fn twin(&self, glyph: u16, text: &str) -> Option<u16> {
        let twin = self.face.glyph('\u{AD}').filter(|_| text == "\u{AD}")?;
        (twin != glyph && self.face.advance(twin) == self.face.advance(glyph)).then_some(twin)
    }

    /// Codes count up from 1. The subset numbers its glyphs in the same order, so in a CFF face the two are equal.
    fn new_code(&mut self, glyph: u16, text: &str) -> u16 {
        let code = u16::try_from(self.codes.len()).unwrap_or(u16::MAX);
        let width = scaled(self.face, glyph);
        self.codes.push(Code { glyph: self.remapper.remap(glyph), width, text: text.to_owned() });
        code
    }

    /// The font program: the glyphs that are used, and the name with the tag that says so.
    pub(super) fn program(&self) -> Result<Program> {
        let refused = |why: String| Error::Font { name: self.face.name.clone(), why };
        let data = subsetter::subset(self.face.data(), self.face.index(), &self.remapper)
            .map_err(|error| refused(format!("cannot be subset: {error}")))?;
        let data = sfnt::slimmed(data);
        let mut tag = Fingerprint::new();
        tag.add(&data);
        let name: String = self.face.name.chars().filter(|c| c.is_ascii_alphanumeric() || *c == '-').collect();
        Ok(Program { name: format!("{}+{name}", tag.letters()), data })
    }

    /// The descendant font's entries that are ours: widths, and which code draws which glyph.
    pub(super) fn entries(&self, document: &mut Document, deflater: &mut Deflater) -> Result<Vec<(&str, Object)>> {
        let mut entries = Vec::new();
        let widths: Vec<i64> = self.codes.iter().skip(1).map(|code| code.width).collect();
        let usual = widths.first().copied().unwrap_or(0);
        entries.push(("DW", Object::Integer(usual)));
        let widths = if widths.iter().all(|&width| width == usual) {
            Vec::new()
        } else {
            vec![1.into(), Object::Array(widths.into_iter().map(Object::Integer).collect())]
        };
        entries.push(("W", Object::Array(widths)));
        if self.face.metrics.outlines == Outlines::TrueType {
            let same = self.codes.iter().enumerate().all(|(number, code)| number == usize::from(code.glyph));
            if same {
                entries.push(("CIDToGIDMap", syntax::name("Identity")));
            } else {
                let glyphs: Vec<u8> = self.codes.iter().flat_map(|code| code.glyph.to_be_bytes()).collect();
                let map = document.add_object(deflater.stream(Dictionary::new(), &glyphs));
                entries.push(("CIDToGIDMap", map.into()));
            }
        }
        Ok(entries)
    }

    /// The descriptor's entries that are ours.
    pub(super) fn description(&self) -> Vec<(&'static str, Object)> {
        const FIXED_PITCH: i64 = 1;
        const SYMBOLIC: i64 = 1 << 2;
        const ITALIC: i64 = 1 << 6;
        let metrics = &self.face.metrics;
        let mut flags = SYMBOLIC;
        if metrics.pitch == Pitch::Fixed {
            flags |= FIXED_PITCH;
        }
        if self.face.slope == Slope::Italic {
            flags |= ITALIC;
        }
        let em = |units: i16| Object::Integer(per_mille(i64::from(units), metrics.units_per_em));
        let angle = (f64::from(metrics.italic_angle) / 65_536.0 * 10.0).round() as i64 * 100;
        vec![
            ("Flags", Object::Integer(flags)),
            ("ItalicAngle", syntax::real(angle)),
            ("Ascent", em(metrics.ascent)),
            ("Descent", em(metrics.descent)),
            ("CapHeight", em(metrics.cap_height)),
            ("XHeight", em(metrics.x_height)),
        ]
    }

    /// The CMap from codes to text.
    pub(super) fn to_unicode(&self) -> Vec<u8> {
        let mut out = b"/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n\
            /CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n\
            /CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n\
            1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n"
            .to_vec();
        let codes: Vec<(usize, &Code)> = self.codes.iter().enumerate().skip(1).collect();
        // The CMap specification allows a hundred entries to a block.
        for block in codes.chunks(100) {
            out.extend(format!("{} beginbfchar\n", block.len()).bytes());
            for (number, code) in block {
                out.extend(format!("<{number:04X}> <").bytes());
                syntax::utf16_hex(&mut out, &code.text);
                out.extend(b">\n");
            }
            out.extend(b"endbfchar\n");
        }
        out.extend(b"endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n");
        out
    }

    /// What printpdf needs to know to embed the font.
    pub(super) fn for_printpdf(&self, program: Program) -> printpdf::PdfFont {
        let metrics = &self.face.metrics;
        let measures = printpdf::FontMetrics { ascent: metrics.ascent, descent: metrics.descent };
        let mut font = printpdf::ParsedFont::with_glyph_data(
            program.data,
            0,
            Some(program.name),
            BTreeMap::new(),
            BTreeMap::new(),
            metrics.units_per_em,
            measures,
        );
        let [left, bottom, right, top] = metrics.bounds;
        font.pdf_font_metrics = printpdf::PdfFontMetricsStub {
            units_per_em: metrics.units_per_em,
            x_min: left,
            y_min: bottom,
            x_max: right,
            y_max: top,
            us_weight_class: self.face.weight,
            ..Default::default()
        };
        printpdf::PdfFont::new(font)
    }
}

/// Whether a character is of the private use areas.
fn is_private(c: char) -> bool {
    matches!(c, '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..='\u{10ffff}')
}

/// A font program and its name.
pub(super) struct Program {
    pub(super) name: String,
    pub(super) data: Vec<u8>,
}

/// A glyph's width in thousandths of the em, rounded: the content writer steps by what is written here.
fn scaled(face: &Face, glyph: u16) -> i64 {
    per_mille(i64::from(face.advance(glyph)), face.metrics.units_per_em)
}

fn per_mille(units: i64, units_per_em: u16) -> i64 {
    let em = i64::from(units_per_em);
    (units * 2000 + em).div_euclid(2 * em)
}
