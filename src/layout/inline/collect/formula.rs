//! Formulas within text: each stands for one letter there, and brings its boxes. One that cannot be set stands as its
//! source, as a program's text does.

use super::{Acronyms, Collected, Mono, Mood, SpanKind};
use crate::diag::Diagnostic;
use crate::layout::frame::{Role, TagId};
use crate::layout::math;
use crate::layout::setter::Setter;
use crate::model::{Inline, InlineKind};
use crate::source::Span;
use crate::style::TextStyle;
use std::sync::Arc;

/// What stands for a formula in the text: a letter that is read from left to right, and that binds to what it touches
/// as letters do.
const FORMULA: &str = "ℂ";

impl<'a> Collected<'a> {
    pub(super) fn formula(&mut self, tex: &str, mood: Mood, style: &TextStyle, span: Span, cx: &mut Setter) {
        match math::inline(tex, style, cx) {
            Ok(formula) => {
                let look = mood.look(style, cx);
                let tag = cx.tags.add(Role::Formula, mood.tag);
                if let Some(tag) = cx.tags.get_mut(tag) {
                    tag.alt = Some(tex.to_owned());
                }
                self.linked(FORMULA, look, Mood { tag, ..mood }, span);
                self.mark_last(SpanKind::Formula(self.formulas.len()));
                self.formulas.push(Arc::new(formula));
            }
            Err(why) => {
                cx.sink.push(Diagnostic::formula_unread(&why, span));
                self.source(tex, mood, style, span, cx);
            }
        }
    }

    fn source(&mut self, tex: &str, mood: Mood, style: &TextStyle, span: Span, cx: &mut Setter) {
        let look = Mood { mono: Mono::Yes, ..mood }.look(style, cx);
        self.linked(tex, look, mood, span);
    }

    /// Adds formulas as their sources, with what stands between them.
    pub fn sources(&mut self, content: &'a [Inline], style: &TextStyle, tag: TagId, cx: &mut Setter) {
        let mood = Mood::of(style, Acronyms::Plain, tag);
        for inline in content {
            match &inline.kind {
                InlineKind::Math { tex, .. } => self.source(tex, mood, style, inline.span, cx),
                _ => self.inline(inline, mood, style, cx),
            }
        }
    }
}
