//! White in text that is written in squares: between ideographs, beside marks that fill half of their square, and
//! where Latin words and numbers stand among them.
//!
//! After *Requirements for Japanese Text Layout* (W3C, §3.1) and *Requirements for Chinese Text Layout* (W3C, §3.1):
//! marks are half a square wide and have half a square of white, which vanishes at either end of a line and between
//! two marks; between an ideograph and a Latin letter stands a quarter.

use super::look::Dots;
use crate::lang::{Language, Script};

/// White, in thousandths of the type size.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct White {
    pub width: i16,
    pub stretch: i16,
    pub shrink: i16,
}

/// On which side of a mark the white half of its square is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Half {
    Before,
    After,
}

/// How far white between two ideographs may stretch at ratio 1: they have no spaces that could take it.
const BETWEEN: i16 = 60;
/// The same between words of Thai and its neighbours.
const BETWEEN_WORDS: i16 = 30;

/// Where dots stand that stress letters, in lines from left to right: below in Chinese, above in Japanese.
pub(super) fn dots(language: &Language) -> Dots {
    if language.code() == "ja" { Dots::Above } else { Dots::Below }
}

/// The white half of a full-width mark, if it has one. In Taiwan and Hong Kong points stand in the middle of their
/// squares.
pub(super) fn half(c: char, language: &Language) -> Option<Half> {
    match c {
        '「' | '『' | '（' | '【' | '《' | '〈' | '〔' | '〖' | '〘' | '［' | '｛' | '“' | '‘' => {
            Some(Half::Before)
        }
        '」' | '』' | '）' | '】' | '》' | '〉' | '〕' | '〗' | '〙' | '］' | '｝' | '”' | '’' => {
            Some(Half::After)
        }
        '、' | '。' | '，' | '．' if !is_traditional(language) => Some(Half::After),
        '：' | '；' | '！' | '？' if language.code() == "zh" && !is_traditional(language) => Some(Half::After),
        _ => None,
    }
}

fn is_traditional(language: &Language) -> bool {
    let tag = language.tag().to_ascii_lowercase();
    language.code() == "yue" || ["-hant", "-tw", "-hk", "-mo"].iter().any(|part| tag.contains(part))
}

/// Whether a character is of a script that has white of its own within words.
pub(super) fn has_white(c: char) -> bool {
    matches!(c, '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}' | '\u{2e80}'..)
}

/// The white between two characters that touch. `halves` says whether the first has white behind it that was cut off
/// in shaping, and the second before it.
pub(super) fn white(before: char, after: char, halves: [bool; 2]) -> Option<White> {
    let square = |c: char| Script::of(c).is_square();
    if halves[0] || halves[1] {
        // Two marks share one half: a closing mark has none before another, nor an opening one behind another.
        let shared = halves[0] && is_closing(after) || halves[1] && is_opening(before);
        // A full stop keeps more of its white than a comma.
        let shrink = if matches!(before, '。' | '！' | '？') { 125 } else { 250 };
        let fixed = White { width: 0, stretch: 0, shrink: 0 };
        return Some(if shared { fixed } else { White { width: 500, stretch: BETWEEN, shrink } });
    }
    let word = |c: char| {
        c.is_alphanumeric()
            && matches!(Script::of(c), Script::Latin | Script::Common | Script::Greek | Script::Cyrillic)
    };
    let letter = |c: char| square(c) && c.is_alphanumeric();
    if letter(before) && word(after) || word(before) && letter(after) {
        return Some(White { width: 250, stretch: 125, shrink: 125 });
    }
    if square(before) && square(after) {
        return Some(White { width: 0, stretch: BETWEEN, shrink: 0 });
    }
    let written_on = |c: char| matches!(Script::of(c), Script::Thai | Script::Lao | Script::Khmer | Script::Myanmar);
    (written_on(before) && written_on(after)).then_some(White { width: 0, stretch: BETWEEN_WORDS, shrink: 0 })
}

/// Whether a word space between two characters is the quarter that stands between an ideograph and a Latin letter.
pub(super) fn is_quarter(before: Option<char>, after: Option<char>) -> bool {
    let (Some(before), Some(after)) = (before, after) else { return false };
    if !has_white(before) && !has_white(after) {
        return false;
    }
    Script::of(before).is_square() != Script::of(after).is_square()
}

fn is_closing(c: char) -> bool {
    matches!(
        c,
        '」' | '』'
            | '）'
            | '】'
            | '》'
            | '〉'
            | '〕'
            | '〗'
            | '〙'
            | '］'
            | '｝'
            | '”'
            | '’'
            | '、'
            | '。'
            | '，'
            | '．'
            | '：'
            | '；'
            | '！'
            | '？'
    )
}

fn is_opening(c: char) -> bool {
    matches!(c, '「' | '『' | '（' | '【' | '《' | '〈' | '〔' | '〖' | '〘' | '［' | '｛' | '“' | '‘')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_have_half_a_square_of_white_and_share_it() {
        let width = |before, after, halves| white(before, after, halves).map(|white| white.width);
        assert_eq!(width('字', '字', [false, false]), Some(0));
        assert_eq!(width('。', '字', [true, false]), Some(500));
        assert_eq!(width('字', '「', [false, true]), Some(500));
        assert_eq!(width('」', '「', [true, true]), Some(500));
        assert_eq!(width('」', '。', [true, false]), Some(0));
        assert_eq!(width('（', '「', [false, true]), Some(0));
        assert_eq!(width('字', 'A', [false, false]), Some(250));
        assert_eq!(width('9', '年', [false, false]), Some(250));
        assert_eq!(width('，', 'A', [true, false]), Some(500));
        assert_eq!(width('a', 'b', [false, false]), None);
        assert_eq!(width('한', '글', [false, false]), None);
    }

    #[test]
    fn points_stand_in_the_middle_in_taiwan() {
        let tag = |tag| Language::parse(tag).unwrap();
        assert_eq!(half('。', &tag("zh")), Some(Half::After));
        assert_eq!(half('。', &tag("zh-Hant")), None);
        assert_eq!(half('「', &tag("zh-TW")), Some(Half::Before));
        assert_eq!(half('！', &tag("ja")), None);
    }
}
