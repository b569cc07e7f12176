//! What is gone into, or met as a whole: forms, patterns, shadings, pictures.

use super::super::geometry::{Matrix, Rect};
use super::super::objects::{Look, dict_of};
use super::super::state::{Event, Picture, Scope, State, Trouble};
use super::super::{DEEPEST, LARGEST_STREAM, filters, pages};
use super::{Level, Run};
use lopdf::{Object, ObjectId, Stream};
use std::rc::Rc;

impl<'a> Run<'_, 'a> {
    pub(super) fn pattern(&mut self, level: &Level<'a>, name: &[u8]) {
        let document = self.walker.document;
        let Some(object) = self.resource(level, "Pattern", name) else { return };
        let id = object.as_reference().unwrap_or((0, 0));
        if level.depth >= DEEPEST || !self.patterns.insert(id) {
            return;
        }
        let object = document.follow(object);
        let Some(dictionary) = dict_of(object) else { return };
        let place = document.numbers(dictionary, "Matrix").and_then(|numbers| <[f64; 6]>::try_from(numbers).ok());
        let ctm = place.map_or(Matrix::IDENTITY, Matrix).then(&level.base);
        match (document.integer(dictionary, "PatternType"), object) {
            (Some(2), _) => {
                if let Some(shading) = document.get(dictionary, "Shading") {
                    self.shade(level, shading);
                }
            }
            (_, Object::Stream(stream)) => {
                let Some(content) = filters::plain(document, stream) else {
                    return self.trouble(level, Trouble::Undecodable);
                };
                let resources = document.dict(dictionary, "Resources");
                let scope = Scope { indirect: true, form: Some(id), ..level.scope };
                let mut state = State::new(ctm, level.state.clip);
                state.transparency = level.state.transparency.clone();
                self.content(&content, resources, state, scope, level.depth + 1);
            }
            _ => {}
        }
    }

    pub(super) fn shading(&mut self, level: &Level<'a>, name: &[u8]) {
        if let Some(object) = self.resource(level, "Shading", name) {
            self.shade(level, object);
        }
    }

    pub(super) fn shade(&mut self, level: &Level<'a>, shading: &'a Object) {
        let document = self.walker.document;
        let Some(dictionary) = dict_of(document.follow(shading)) else { return };
        let Some(space) = document.get(dictionary, "ColorSpace") else { return };
        let space = Rc::new(self.space(level, space));
        let function =
            dictionary.get(b"Function").ok().and_then(|found| crate::pdf::function::Function::read(document, found, 0));
        let domain = document.numbers(dictionary, "Domain").filter(|domain| domain.len() >= 2);
        let (low, high) = domain.map_or((0.0, 1.0), |domain| (domain[0], domain[1]));
        let at = |step: u8| low + (high - low) * f64::from(step) / 8.0;
        let colors: Vec<_> =
            function.iter().flat_map(|function| (0..=8).map(|step| function.at(&[at(step)]))).collect();
        let colors = colors.into_iter().filter(|color| color.len() == space.components()).collect();
        self.meet(level, Event::Shading { area: level.state.clip, space, colors });
    }

    pub(super) fn xobject(&mut self, level: &Level<'a>, name: &[u8]) {
        let document = self.walker.document;
        let Some(object) = self.resource(level, "XObject", name) else { return };
        let id = object.as_reference().ok();
        let Ok(stream) = document.follow(object).as_stream() else {
            return self.trouble(level, Trouble::Missing(format!("XObject {}", String::from_utf8_lossy(name))));
        };
        match document.name(&stream.dict, "Subtype") {
            Some(b"Image") => self.picture(level, stream, id),
            Some(b"Form") => self.form(level, stream, id),
            Some(b"PS") => self.trouble(level, Trouble::PostScript),
            _ => self.trouble(level, Trouble::Syntax(format!("XObject {}", String::from_utf8_lossy(name)))),
        }
    }

    pub(super) fn form(&mut self, level: &Level<'a>, stream: &'a Stream, id: Option<ObjectId>) {
        let document = self.walker.document;
        if level.depth >= DEEPEST || id.is_some_and(|id| self.forms.contains(&id)) {
            return self.trouble(level, Trouble::TooMuch);
        }
        // Forms that name forms twice each would double with every level: unpacking is what it costs.
        self.walker.budget = self.walker.budget.saturating_sub(100 + stream.content.len() / 8);
        let Some(content) = filters::plain(document, stream).filter(|content| content.len() < LARGEST_STREAM) else {
            return self.trouble(level, Trouble::Undecodable);
        };
        self.meet(level, Event::Form(&stream.dict));
        let mut state = level.state.clone();
        let place = document.numbers(&stream.dict, "Matrix").and_then(|numbers| <[f64; 6]>::try_from(numbers).ok());
        state.ctm = place.map_or(Matrix::IDENTITY, Matrix).then(&state.ctm);
        if let Some(area) = stream.dict.get(b"BBox").ok().and_then(|object| pages::rect(document, object)) {
            let area = state.ctm.apply_rect(&area);
            match state.clip.meet(&area) {
                Some(clip) => state.clip = clip,
                None => return,
            }
        }
        let resources = document.dict(&stream.dict, "Resources").or(level.resources);
        let own = stream.dict.has(b"StructParents");
        let scope = Scope { form: if own { id } else { level.scope.form }, ..level.scope };
        self.forms.extend(id);
        self.content(&content, resources, state, scope, level.depth + 1);
        if id.is_some() {
            self.forms.pop();
        }
    }

    pub(super) fn picture(&mut self, level: &Level<'a>, stream: &Stream, id: Option<ObjectId>) {
        let document = self.walker.document;
        let size = |key| document.integer(&stream.dict, key).unwrap_or(0);
        let stencil = document.flag(&stream.dict, "ImageMask").unwrap_or(false);
        let space = stream.dict.get(b"ColorSpace").ok().filter(|_| !stencil);
        let space = space.map(|object| Rc::new(self.space(level, object)));
        let area = level.state.ctm.apply_rect(&Rect::new(0.0, 0.0, 1.0, 1.0));
        let Some(area) = area.meet(&level.state.clip) else { return };
        let pixels = (size("Width"), size("Height"));
        self.meet(level, Event::Picture(Picture { id, stream, area, pixels, stencil, space }));
    }
}
