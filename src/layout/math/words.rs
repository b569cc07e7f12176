//! Words within a formula, in the face of the text around it.

use super::bench::{Bench, Style};
use super::boxes::{MBox, Part};
use super::list::Voice;
use crate::layout::frame::{Item, TagId};
use crate::layout::inline::{Balance, Collected, Ligatures, Shape, set_lines};
use crate::length::Abs;
use crate::style::{Setting, Slope, TextStyle};
use crate::tex::mark;

impl Bench<'_, '_, '_> {
    pub fn words(&mut self, words: &str, voice: Voice, style: Style) -> Result<MBox, String> {
        // The number of an equation that cannot stand at the edge.
        let words = words.trim_start_matches(mark::NUMBER);
        let size = self.share(self.text.size, style);
        let text_style = TextStyle { size, setting: Setting::Ragged, ..self.text.clone() };
        let weight = if voice == Voice::Bold { 700 } else { self.text.font.weight };
        let slope = if voice == Voice::Italic { Slope::Italic } else { self.text.font.slope };
        let mut look = self.cx.look(&text_style, weight, slope);
        if voice == Voice::Mono {
            (look.face, look.size) = self.cx.code_face(&text_style, weight);
            look.ligatures = Ligatures::None;
        }
        let mut text = Collected::new();
        text.words(words, look, TagId::ROOT);
        let shape = Shape { measure: Abs::MAX, indent: Abs::ZERO, balance: Balance::Fill };
        let lines = set_lines(&text, &text_style, shape, self.cx);
        let mut set = MBox::default();
        for line in lines {
            let begins = set.width;
            for placed in line.items {
                if let Item::Glyphs(run) = placed.item {
                    let mut at = placed.at;
                    at.x += begins;
                    let metrics = self.cx.fonts.face(run.face).metrics;
                    let units = |units: i16| run.size.times(i64::from(units), i64::from(metrics.units_per_em));
                    let tall =
                        words.chars().any(|c| !matches!(c, 'a' | 'c' | 'e' | 'm'..='s' | 'u'..='z' | ' ' | '.' | ','));
                    let deep = words.chars().any(|c| matches!(c, 'g' | 'j' | 'p' | 'q' | 'y' | ',' | ';' | '(' | ')'));
                    set.height = set.height.max(units(if tall { metrics.cap_height } else { metrics.x_height }) - at.y);
                    set.depth = set.depth.max(at.y + if deep { run.size.scale(0.22) } else { Abs::ZERO });
                    set.width = set.width.max(at.x + run.width());
                    set.parts.push((at, Part::Run(Box::new(run))));
                }
            }
        }
        Ok(set)
    }
}
