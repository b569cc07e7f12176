use super::super::fonts::FontBook;
use super::*;
use crate::font::Fonts;
use crate::style::{FontRequest, Ink, Slope};

const SIZE: i64 = 10;

/// The steps that are written before the glyphs of a text which are so many thousandths of the em wider than the face has
/// them: each with the glyph that it stands before.
fn steps(text: &str, wider: &[i64]) -> Vec<(usize, i64)> {
    let fonts = Fonts::bundled();
    let request = FontRequest { family: "Source Serif 4".to_owned(), weight: 400, slope: Slope::Roman };
    let id = fonts.find(&request).expect("it is bundled");
    let face = fonts.face(id);
    let glyph = |(c, wider): (char, &i64)| {
        let id = face.glyph(c).expect("it is Latin");
        let natural = i64::from(face.advance(id)) * 1000 / i64::from(face.metrics.units_per_em);
        let advance = (Abs::PT.0 * SIZE * (natural + wider) / 1000) as i32;
        Glyph { id, text: c.len_utf8() as u16, advance }
    };
    let run = GlyphRun {
        face: id,
        size: Abs::PT * SIZE,
        ink: Ink::Black,
        expansion: 0,
        tracking: Abs::ZERO,
        glyphs: text.chars().zip(wider).map(glyph).collect(),
        shifts: Vec::new(),
        reading: Reading::Forward,
        text: text.to_owned(),
        span: crate::source::Span::NONE,
    };
    let mut book = FontBook::new(&fonts);
    let index = book.index(id);
    let mut out = Vec::new();
    write(&run, SIZE * 1000, None, Within::Element, book.font(index), &mut out);
    let (mut found, mut shown, mut number) = (Vec::new(), 0, String::new());
    let mut bytes = out.iter();
    while let Some(&byte) = bytes.next() {
        match byte {
            b'(' => {
                if let Ok(step) = number.parse() {
                    found.push((shown, step));
                }
                number.clear();
                // Codes are two bytes, of which these few need no escape.
                shown += bytes.by_ref().take_while(|&&byte| byte != b')').count() / 2;
            }
            b'-' | b'0'..=b'9' => number.push(char::from(byte)),
            _ => {}
        }
    }
    found
}

#[test]
fn a_step_leads_the_other_way_and_is_taken_before_the_glyph_that_stands_off() {
    assert_eq!(steps("abc", &[0, 0, 0]), []);
    assert_eq!(steps("abc", &[20, 0, 0]), [(1, -20)]);
    assert_eq!(steps("abc", &[0, -20, 0]), [(2, 20)]);
}

#[test]
fn what_rounding_leaves_is_carried_to_the_next_glyph() {
    // Less than a thousandth each: nothing is written until it is one in all.
    let steps = steps(&"a".repeat(40), &[0; 40]);
    assert!(steps.iter().all(|(_, step)| step.abs() <= 1), "{steps:?}");
}

/// A space draws nothing: the pen goes right behind it, unless a program would take the white before it for another.
#[test]
fn a_space_may_stand_a_little_off() {
    assert_eq!(steps("a b", &[20, 0, 0]), [(2, -20)]);
    assert_eq!(steps("a b", &[20, 100, 0]), [(2, -120)]);
    assert_eq!(steps("a b", &[-20, 0, 0]), [(2, 20)]);
    assert_eq!(steps("a b", &[200, 0, 0]), [(1, -200)]);
    assert_eq!(steps("a b", &[100, 0, 0]), [(1, -100)]);
}
