//! Walks a page's content: keeps the graphics state, goes into forms, patterns and type 3 glyphs, and tells a visitor
//! what is met. Painting is not done; where things would be painted is known.

mod colors;
mod paths;
mod text;
mod within;

use self::paths::{Path, path};
use super::Page;
use super::fonts::Font;
use super::geometry::Matrix;
use super::lex::{Lexer, Operation};
use super::objects::{Look, dict_of, name_of, number};
use super::state::{Event, Scope, State, Trouble};
use lopdf::{Dictionary, Document, Object, ObjectId};
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

/// How many operations are walked in one file, forms counted each time: some seconds' worth. A page of text has a
/// thousand.
const MOST_OPERATIONS: usize = 40_000_000;

/// What is told as it is met.
pub(crate) trait Visitor {
    /// Something was met.
    fn meet(&mut self, state: &State, scope: Scope, event: Event<'_>);
}

/// Walks pages of one file; fonts and the budget are shared.
pub(crate) struct Walker<'a> {
    document: &'a Document,
    fonts: BTreeMap<ObjectId, Rc<Font>>,
    budget: usize,
}

impl<'a> Walker<'a> {
    /// A walker for a file.
    pub fn new(document: &'a Document) -> Self {
        Self { document, fonts: BTreeMap::new(), budget: MOST_OPERATIONS }
    }

    /// Walks a page.
    pub fn page(&mut self, page: &Page<'a>, visitor: &mut dyn Visitor) {
        let state = State::new(Matrix::IDENTITY, page.sheet());
        let (content, whole) = page.content(self.document);
        let scope = Scope { tagged: None, artifact: false, indirect: false, form: None, replaced: false };
        if !whole {
            visitor.meet(&state, scope, Event::Trouble(Trouble::Undecodable));
        }
        let mut run =
            Run { walker: self, visitor, patterns: BTreeSet::new(), glyphs: BTreeSet::new(), forms: Vec::new() };
        run.content(&content, page.resources, state, scope, 0);
    }

    fn font(&mut self, object: &'a Object) -> Option<Rc<Font>> {
        let id = object.as_reference().ok();
        if let Some(font) = id.and_then(|id| self.fonts.get(&id)) {
            return Some(Rc::clone(font));
        }
        let font = Rc::new(Font::read(self.document, dict_of(self.document.follow(object))?, id));
        if let Some(id) = id {
            self.fonts.insert(id, Rc::clone(&font));
        }
        Some(font)
    }
}

/// The walk of one page.
struct Run<'w, 'a> {
    walker: &'w mut Walker<'a>,
    visitor: &'w mut dyn Visitor,
    /// Those gone into on this page already.
    patterns: BTreeSet<ObjectId>,
    glyphs: BTreeSet<ObjectId>,
    /// The forms that are being walked: one within itself has no end.
    forms: Vec<ObjectId>,
}

/// The walk of one content stream.
struct Level<'a> {
    resources: Option<&'a Dictionary>,
    state: State,
    saved: Vec<State>,
    /// The matrix at the stream's start, which patterns stand on.
    base: Matrix,
    scope: Scope,
    marks: Vec<Scope>,
    path: Path,
    text: Matrix,
    line: Matrix,
    depth: usize,
}

impl<'a> Run<'_, 'a> {
    fn content(&mut self, content: &[u8], resources: Option<&'a Dictionary>, state: State, scope: Scope, depth: usize) {
        let base = state.ctm;
        let mut level = Level {
            resources,
            state,
            saved: Vec::new(),
            base,
            scope,
            marks: Vec::new(),
            path: Path::default(),
            text: Matrix::IDENTITY,
            line: Matrix::IDENTITY,
            depth,
        };
        for operation in Lexer::new(content) {
            match self.walker.budget.checked_sub(1) {
                Some(left) => self.walker.budget = left,
                None => return self.trouble(&level, Trouble::TooMuch),
            }
            if operation.damaged {
                self.trouble(&level, Trouble::Syntax(String::from_utf8_lossy(operation.operator).into_owned()));
            }
            if self.operate(&mut level, &operation).is_none() {
                let name: String = String::from_utf8_lossy(operation.operator).chars().take(20).collect();
                self.trouble(&level, Trouble::Syntax(name));
            }
        }
        if !level.saved.is_empty() {
            self.trouble(&level, Trouble::Unbalanced);
        }
    }

    fn meet(&mut self, level: &Level<'a>, event: Event<'_>) {
        self.visitor.meet(&level.state, level.scope, event);
    }

    fn trouble(&mut self, level: &Level<'a>, trouble: Trouble) {
        self.meet(level, Event::Trouble(trouble));
    }

    fn resource(&mut self, level: &Level<'a>, kind: &str, name: &[u8]) -> Option<&'a Object> {
        let document = self.walker.document;
        let found = level.resources.and_then(|resources| document.dict(resources, kind));
        let found = found.and_then(|found| found.get(name).ok());
        if found.is_none_or(|found| document.follow(found).is_null()) {
            self.trouble(level, Trouble::Missing(format!("{kind} {}", String::from_utf8_lossy(name))));
            return None;
        }
        found
    }

    /// Does one operation; none if its operands are wrong or it is not known.
    fn operate(&mut self, level: &mut Level<'a>, operation: &Operation<'_>) -> Option<()> {
        let operands = &operation.operands;
        let value = |at: usize| operands.get(at).and_then(number);
        let name = || operands.last().and_then(name_of);
        match operation.operator {
            b"q" if level.saved.len() < 4096 => level.saved.push(level.state.clone()),
            b"q" => return None,
            b"Q" => match level.saved.pop() {
                Some(state) => level.state = state,
                None => self.trouble(level, Trouble::Unbalanced),
            },
            b"cm" => level.state.ctm = matrix(operands)?.then(&level.state.ctm),
            b"w" => level.state.line_width = value(0)?,
            b"gs" => self.parameters(level, name()?),
            b"J" | b"j" | b"M" | b"d" | b"ri" | b"i" | b"BX" | b"EX" | b"MP" | b"DP" | b"d0" | b"d1" => {}
            b"m" | b"l" | b"c" | b"v" | b"y" | b"re" | b"h" | b"W" | b"W*" => return path(level, operation),
            b"n" | b"f" | b"F" | b"f*" | b"S" | b"s" | b"B" | b"B*" | b"b" | b"b*" => {
                self.paint(level, operation.operator);
            }
            b"g" | b"rg" | b"k" | b"G" | b"RG" | b"K" | b"cs" | b"CS" | b"sc" | b"scn" | b"SC" | b"SCN" => {
                return self.color_operation(level, operation);
            }
            b"sh" => self.shading(level, name()?),
            b"Do" => self.xobject(level, name()?),
            b"BI" => {
                let image = operands.first().and_then(|object| object.as_stream().ok())?;
                self.picture(level, image, None);
            }
            b"BMC" => self.mark(level, name()?, None),
            b"BDC" => {
                let tag = name_of(operands.first()?)?;
                let properties = match operands.get(1)? {
                    Object::Name(name) => self
                        .resource(level, "Properties", name)
                        .and_then(|object| dict_of(self.walker.document.follow(object)).cloned()),
                    Object::Dictionary(dictionary) => Some(dictionary.clone()),
                    _ => return None,
                };
                self.mark(level, tag, properties.as_ref());
            }
            b"EMC" => match level.marks.pop() {
                Some(scope) => level.scope = scope,
                None => self.trouble(level, Trouble::Unbalanced),
            },
            _ => return self.text_operation(level, operation),
        }
        Some(())
    }

    fn parameters(&mut self, level: &mut Level<'a>, name: &[u8]) {
        let document = self.walker.document;
        let Some(found) = self.resource(level, "ExtGState", name) else { return };
        let Some(found) = dict_of(document.follow(found)) else { return };
        let state = &mut level.state;
        let set = |field: &mut f64, key| *field = document.number(found, key).unwrap_or(*field);
        set(&mut state.line_width, "LW");
        set(&mut state.transparency.fill, "ca");
        set(&mut state.transparency.stroke, "CA");
        if let Some(overprints) = document.flag(found, "OP") {
            (state.stroke_overprint, state.fill_overprint) = (overprints, overprints);
        }
        if let Some(overprints) = document.flag(found, "op") {
            state.fill_overprint = overprints;
        }
        if let Some(mode) = document.integer(found, "OPM") {
            state.overprint_mode = mode;
        }
        match document.get(found, "BM") {
            Some(Object::Name(mode)) => state.transparency.blend.clone_from(mode),
            Some(Object::Array(modes)) => {
                let mode = modes.iter().find_map(|mode| name_of(document.follow(mode)));
                state.transparency.blend = mode.unwrap_or(b"Normal").to_vec();
            }
            _ => {}
        }
        match document.get(found, "SMask") {
            Some(Object::Dictionary(_) | Object::Stream(_)) => state.transparency.mask = true,
            Some(Object::Name(_)) => state.transparency.mask = false,
            _ => {}
        }
        if let Some([font, size]) = document.array(found, "Font") {
            level.state.text.font = self.walker.font(font);
            level.state.text.size = number(document.follow(size)).unwrap_or(0.0);
        }
        self.meet(level, Event::Parameters(found));
    }

    fn mark(&mut self, level: &mut Level<'a>, tag: &[u8], properties: Option<&Dictionary>) {
        if level.marks.len() < 4096 {
            level.marks.push(level.scope);
        }
        if let Some(properties) = properties {
            if let Some(number) = self.walker.document.integer(properties, "MCID") {
                level.scope.tagged = Some(number);
            }
            level.scope.replaced |= properties.has(b"ActualText");
            self.meet(level, Event::Marked { tag, properties });
        }
        if tag == b"Artifact" {
            level.scope.artifact = true;
        }
    }
}

fn matrix(operands: &[Object]) -> Option<Matrix> {
    let numbers: Option<Vec<_>> = operands.iter().map(number).collect();
    <[f64; 6]>::try_from(numbers?).ok().map(Matrix)
}
