//! A PDF file taken apart.

use lopdf::content::Content;
use lopdf::{Dictionary, Document, Object, ObjectId};
use std::collections::BTreeMap;

pub struct File {
    pub document: Document,
    pub pages: Vec<ObjectId>,
}

/// A glyph as a viewer places it: where, how far to the next by the file's width, and its text.
#[derive(Debug, Clone)]
pub struct Seen {
    pub x: f64,
    pub y: f64,
    pub text: String,
    pub mark: Option<i64>,
}

struct Font {
    texts: BTreeMap<u16, String>,
    widths: BTreeMap<u16, f64>,
    usual: f64,
}

impl File {
    pub fn new(bytes: &[u8]) -> Self {
        let document = Document::load_mem(bytes).expect("a PDF file");
        let pages = document.get_pages().into_values().collect();
        Self { document, pages }
    }

    pub fn catalog(&self) -> &Dictionary {
        self.document.catalog().unwrap()
    }

    pub fn dictionary(&self, id: ObjectId) -> &Dictionary {
        self.document.get_dictionary(id).unwrap()
    }

    /// What is at the end of a path of keys.
    pub fn at<'a>(&'a self, from: &'a Dictionary, path: &[&str]) -> &'a Object {
        let (last, before) = path.split_last().unwrap();
        let mut at = from;
        for key in before {
            at = at.get_deref(key.as_bytes(), &self.document).unwrap().as_dict().unwrap();
        }
        at.get_deref(last.as_bytes(), &self.document).unwrap_or_else(|_| panic!("no {last} in {at:?}"))
    }

    pub fn text(object: &Object) -> String {
        let bytes = object.as_str().unwrap();
        match bytes.strip_prefix(&[0xFE, 0xFF]) {
            Some(rest) => {
                let units: Vec<u16> = rest.chunks(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]])).collect();
                String::from_utf16(&units).unwrap()
            }
            None => String::from_utf8(bytes.to_vec()).unwrap(),
        }
    }

    /// The dictionaries of a page's fonts: the outer one and its descendant.
    pub fn fonts(&self, page: usize) -> BTreeMap<String, (&Dictionary, &Dictionary)> {
        let fonts = self.at(self.dictionary(self.pages[page]), &["Resources", "Font"]).as_dict().unwrap();
        let font = |(name, object): (&Vec<u8>, &Object)| {
            let outer = self.dictionary(object.as_reference().unwrap());
            let inner = self.at(outer, &["DescendantFonts"]).as_array().unwrap()[0].as_dict().unwrap();
            (String::from_utf8(name.clone()).unwrap(), (outer, inner))
        };
        fonts.iter().map(font).collect()
    }

    fn font(&self, outer: &Dictionary, inner: &Dictionary) -> Font {
        let map = self.at(outer, &["ToUnicode"]).as_stream().unwrap().decompressed_content().unwrap();
        let hex = |text: &str| {
            let text = text.trim_matches(['<', '>']);
            (0..text.len()).step_by(4).map(|at| u16::from_str_radix(&text[at..at + 4], 16).unwrap()).collect::<Vec<_>>()
        };
        let map = String::from_utf8(map).unwrap();
        let entries = map.lines().filter(|line| line.starts_with('<') && !line.ends_with("<FFFF>"));
        let entry = |line: &str| {
            let (code, text) = line.split_once(' ').unwrap();
            (hex(code)[0], String::from_utf16(&hex(text)).unwrap())
        };
        let mut widths = BTreeMap::new();
        if let [first, list] = self.at(inner, &["W"]).as_array().unwrap().as_slice() {
            let first = first.as_i64().unwrap() as u16;
            for (code, width) in (first..).zip(list.as_array().unwrap()) {
                widths.insert(code, f64::from(width.as_float().unwrap()));
            }
        }
        let usual = f64::from(self.at(inner, &["DW"]).as_float().unwrap());
        Font { texts: entries.map(entry).collect(), widths, usual }
    }

    pub fn operations(&self, page: usize) -> Vec<lopdf::content::Operation> {
        let content = self.at(self.dictionary(self.pages[page]), &["Contents"]).as_stream().unwrap();
        Content::decode(&content.decompressed_content().unwrap()).unwrap().operations
    }

    /// Every glyph of a page, as a viewer that knows the operators used here would place it.
    pub fn seen(&self, page: usize) -> Vec<Seen> {
        let fonts = self.fonts(page);
        let fonts: BTreeMap<_, _> =
            fonts.iter().map(|(name, (outer, inner))| (name.clone(), self.font(outer, inner))).collect();
        let mut found = Vec::new();
        let (mut font, mut size, mut scale, mut rise, mut tracking) = (None, 0.0, 1.0, 0.0, 0.0);
        let (mut line, mut x) = ((0.0, 0.0), 0.0);
        let mut marks: Vec<Option<i64>> = Vec::new();
        let mut turned: Vec<(usize, usize)> = Vec::new();
        // What the glyphs of a span are read as, once. Hyphens' spans are for one viewer alone, and are passed over.
        let mut told: Option<String> = None;
        for operation in self.operations(page) {
            let number = |index: usize| f64::from(operation.operands[index].as_float().unwrap());
            match operation.operator.as_str() {
                "BT" => (line, x) = ((0.0, 0.0), 0.0),
                "Tf" => {
                    font = fonts.get(std::str::from_utf8(operation.operands[0].as_name().unwrap()).unwrap());
                    size = number(1);
                }
                "Tc" => tracking = number(0),
                "Tz" => scale = number(0) / 100.0,
                "Ts" => rise = number(0),
                "Td" => {
                    line = (line.0 + number(0), line.1 + number(1));
                    x = line.0;
                }
                // Glyphs that are read from the last to the first.
                "BMC" if operation.operands[0].as_name().is_ok_and(|name| name == b"ReversedChars") => {
                    marks.push(marks.last().copied().flatten());
                    turned.push((marks.len(), found.len()));
                }
                "BMC" => marks.push(None),
                "BDC" => {
                    let properties = operation.operands[1].as_dict().unwrap();
                    told = properties.get(b"ActualText").ok().map(Self::text).filter(|text| !text.starts_with('-'));
                    let mark = properties.get(b"MCID").ok().map(|id| id.as_i64().unwrap());
                    marks.push(mark.or_else(|| marks.last().copied().flatten()));
                }
                "EMC" => {
                    if let Some((_, from)) = turned.pop_if(|(depth, _)| *depth == marks.len()) {
                        found[from..].reverse();
                    }
                    marks.pop().expect("a mark to end");
                    told = None;
                }
                "TJ" => {
                    let font = font.expect("a font is set");
                    for item in operation.operands[0].as_array().unwrap() {
                        let Ok(codes) = item.as_str() else {
                            x -= f64::from(item.as_float().unwrap()) / 1000.0 * size * scale;
                            continue;
                        };
                        for pair in codes.chunks(2) {
                            let code = u16::from_be_bytes([pair[0], pair[1]]);
                            let text = font.texts.get(&code).expect("every code has its text").clone();
                            let text = told.as_mut().map_or(text, std::mem::take);
                            found.push(Seen { x, y: line.1 + rise, text, mark: marks.last().copied().flatten() });
                            let width = font.widths.get(&code).unwrap_or(&font.usual) / 1000.0 * size;
                            x += (width + tracking) * scale;
                        }
                    }
                }
                _ => {}
            }
        }
        assert!(marks.is_empty(), "marks are left open");
        found
    }
}

/// An element of the structure, with what is in it.
#[derive(Debug)]
pub struct Element {
    pub id: ObjectId,
    pub kind: String,
    pub children: Vec<Child>,
}

#[derive(Debug)]
pub enum Child {
    Element(Element),
    /// The number of the page, and the mark's.
    Mark(usize, i64),
    Annotation(ObjectId),
}

impl File {
    /// The structure, from its Document element.
    pub fn structure(&self) -> Element {
        let root = self.at(self.catalog(), &["StructTreeRoot"]).as_dict().unwrap();
        self.element(root.get(b"K").unwrap().as_reference().unwrap())
    }

    fn element(&self, id: ObjectId) -> Element {
        let dictionary = self.dictionary(id);
        let kind = String::from_utf8(self.at(dictionary, &["S"]).as_name().unwrap().to_vec()).unwrap();
        let kids: Vec<Object> = match dictionary.get(b"K") {
            Ok(Object::Array(kids)) => kids.clone(),
            Ok(kid) => vec![kid.clone()],
            Err(_) => Vec::new(),
        };
        let own_id = id;
        let own = dictionary.get(b"Pg").ok();
        let page =
            |object: &Object| self.pages.iter().position(|&page| page == object.as_reference().unwrap()).unwrap();
        let child = |kid: &Object| match kid {
            Object::Integer(mark) => Child::Mark(page(own.expect("a page")), *mark),
            Object::Reference(id) => {
                assert_eq!(self.dictionary(*id).get(b"P").unwrap().as_reference().unwrap(), own_id);
                Child::Element(self.element(*id))
            }
            Object::Dictionary(kid) if kid.has_type(b"MCR") => {
                Child::Mark(page(kid.get(b"Pg").unwrap()), kid.get(b"MCID").unwrap().as_i64().unwrap())
            }
            Object::Dictionary(kid) => Child::Annotation(kid.get(b"Obj").unwrap().as_reference().unwrap()),
            other => panic!("{other:?} in the structure"),
        };
        Element { id, kind, children: kids.iter().map(child).collect() }
    }
}

impl Element {
    /// This element and those below, in order.
    pub fn walk<'a>(&'a self, found: &mut Vec<&'a Element>) {
        found.push(self);
        for child in &self.children {
            if let Child::Element(element) = child {
                element.walk(found);
            }
        }
    }
}
