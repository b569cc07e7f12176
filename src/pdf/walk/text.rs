//! What the operators of text do: where glyphs are shown, in which font.

use super::super::fonts::{Font, Kind};
use super::super::geometry::{Matrix, Rect};
use super::super::lex::Operation;
use super::super::objects::{Look, dict_of, name_of, number};
use super::super::state::{Event, Scope, Shown, Trouble};
use super::super::{DEEPEST, filters};
use super::{Level, Run, matrix};
use lopdf::Object;
use std::rc::Rc;

impl<'a> Run<'_, 'a> {
    pub(super) fn text_operation(&mut self, level: &mut Level<'a>, operation: &Operation<'_>) -> Option<()> {
        let operands = &operation.operands;
        let value = |at: usize| operands.get(at).and_then(number);
        let text = &mut level.state.text;
        match operation.operator {
            b"BT" => (level.text, level.line) = (Matrix::IDENTITY, Matrix::IDENTITY),
            b"ET" => {}
            b"Tc" => text.character_space = value(0)?,
            b"Tw" => text.word_space = value(0)?,
            b"Tz" => text.stretch = value(0)? / 100.0,
            b"TL" => text.leading = value(0)?,
            b"Ts" => text.rise = value(0)?,
            b"Tr" => text.render = operands.first()?.as_i64().ok()?,
            b"Tf" => {
                let name = name_of(operands.first()?)?;
                text.size = value(1)?;
                let object = self.resource(level, "Font", name);
                let font = object.and_then(|object| self.walker.font(object));
                level.state.text.font = Some(font.unwrap_or_else(|| Rc::new(Font::missing(name))));
            }
            b"Td" => level.next_line(value(0)?, value(1)?),
            b"TD" => {
                text.leading = -value(1)?;
                level.next_line(value(0)?, value(1)?);
            }
            b"Tm" => {
                level.text = matrix(operands)?;
                level.line = level.text;
            }
            b"T*" => level.next_line(0.0, -level.state.text.leading),
            b"Tj" => self.show(level, operands),
            b"TJ" => {
                let Object::Array(items) = operands.first()? else { return None };
                self.show(level, items);
            }
            b"'" => {
                level.next_line(0.0, -level.state.text.leading);
                self.show(level, operands);
            }
            b"\"" => {
                text.word_space = value(0)?;
                text.character_space = value(1)?;
                level.next_line(0.0, -level.state.text.leading);
                self.show(level, operands.get(2..)?);
            }
            _ => return None,
        }
        Some(())
    }

    pub(super) fn show(&mut self, level: &mut Level<'a>, items: &[Object]) {
        let Some(font) = level.state.text.font.clone() else {
            return self.trouble(level, Trouble::Missing("Font, none chosen".to_owned()));
        };
        let text = level.state.text.clone();
        let rendering = Matrix([text.size * text.stretch, 0.0, 0.0, text.size, 0.0, text.rise]);
        let (mut start, mut blank, mut any) = (0.0, true, false);
        let mut said = String::new();
        let mut along = 0.0;
        for item in items {
            match item {
                Object::String(bytes, _) => {
                    for code in font.codes(bytes) {
                        if !any {
                            start = along;
                        }
                        any = true;
                        blank &= code.space;
                        font.tell(&code, &mut said);
                        let word = if code.space { text.word_space } else { 0.0 };
                        along += (code.advance * text.size + text.character_space + word) * text.stretch;
                    }
                }
                other => along -= number(other).unwrap_or(0.0) / 1000.0 * text.size * text.stretch,
            }
        }
        let here = rendering.then(&level.text).then(&level.state.ctm);
        let flat = level.text.then(&level.state.ctm);
        if any {
            let corners = [(start, -0.2), (start, 0.8), (along, -0.2), (along, 0.8)];
            let corner = |(x, y): (f64, f64)| flat.apply(x, text.rise + y * text.size);
            // An unembedded or a type 3 font's unit is its own; its size says enough.
            let size = if font.kind == Kind::Type3 { here.height() } else { here.height().abs() };
            let area = Rect::around(corners.map(corner));
            let shown = Shown { origin: flat.apply(start, text.rise), area, size, blank, text: said };
            self.meet(level, Event::Text(shown));
            if font.kind == Kind::Type3 {
                self.glyphs(level, &font);
            }
        }
        level.text = Matrix::shift(along, 0.0).then(&level.text);
    }

    /// The glyphs of a type 3 font are drawn with colours of their own; each font is looked into once on a page.
    pub(super) fn glyphs(&mut self, level: &Level<'a>, font: &Font) {
        let document = self.walker.document;
        let Some(id) = font.id.filter(|id| level.depth < DEEPEST && self.glyphs.insert(*id)) else { return };
        let Some(dictionary) = document.objects.get(&id).and_then(dict_of) else { return };
        let resources = document.dict(dictionary, "Resources").or(level.resources);
        let Some(procedures) = document.dict(dictionary, "CharProcs") else { return };
        for (_, procedure) in procedures.iter().take(256) {
            let Ok(stream) = document.follow(procedure).as_stream() else { continue };
            let scope = Scope { indirect: true, form: Some(id), ..level.scope };
            if let Some(content) = filters::plain(document, stream) {
                self.content(&content, resources, level.state.clone(), scope, level.depth + 1);
            }
        }
    }
}

impl Level<'_> {
    fn next_line(&mut self, x: f64, y: f64) {
        self.line = Matrix::shift(x, y).then(&self.line);
        self.text = self.line;
    }
}
