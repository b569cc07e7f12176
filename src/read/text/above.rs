//! What stands above titles: the way to a page, the label of a press release.

use super::letter;
use super::lexicon::lexicon;
use super::wording::all_capitals;
use crate::lang::{is_page_word, is_page_word_bare};

/// "Home", "Startseite > Wissen > Natur", "Strona główna / Kraj".
pub(super) fn is_home(text: &str) -> bool {
    const SIGNS: [char; 8] = ['/', '>', '›', '»', '|', '•', '·', '→'];
    const LONGEST: usize = 24;
    let first = text.split(SIGNS).next().unwrap_or(text).trim();
    first.chars().count() <= LONGEST && {
        is_page_word(|page| page.home, &first.to_lowercase())
            || (all_capitals(first) && is_page_word_bare(|page| page.home, first))
    }
}

/// Whether a line is a word of the page around an article: "Menu", "Search", "Zum Inhalt springen".
pub(super) fn is_chrome(text: &str) -> bool {
    const LONGEST: usize = 40;
    text.chars().count() <= LONGEST && {
        let small = text.to_lowercase();
        let word = small.trim_matches(|c: char| !c.is_alphanumeric());
        is_page_word(|page| page.menu, word) || lexicon().is_line(word)
    }
}

/// Whether a line is the label above a press release.
pub(super) fn is_press_label(text: &str) -> bool {
    const LONGEST: usize = 60;
    let small = || text.trim_end_matches([':', '.', ' ']).to_lowercase();
    text.len() <= LONGEST && {
        let small = small();
        let is_label = |words: &str| {
            is_page_word(|page| page.press, words)
                || (all_capitals(text) && is_page_word_bare(|page| page.press, words))
        };
        // "Pressemitteilung Nr. 12/2019".
        let bare =
            small.trim_end_matches(|c: char| c.is_ascii_digit() || matches!(c, '/' | '-' | '.' | ' ' | '#' | '№'));
        let bare = [" nr", " no", " n°", " núm", " nº"].iter().find_map(|sign| bare.strip_suffix(sign)).unwrap_or(bare);
        small.starts_with("for immediate release") || is_label(bare) || is_label(&small)
    }
}

/// "Media contact:": whom the press may ask.
pub(super) fn asks_the_press(text: &str) -> bool {
    const LONGEST: usize = 40;
    let label = || text.trim_end_matches([':', '：', ' ', '\u{a0}', '\u{202f}']);
    text.len() <= 2 * LONGEST
        && text.ends_with([':', '：'])
        && is_page_word(|page| page.press_contact, &label().to_lowercase())
}

/// "株式会社みなと製作所", "Harbour Lights Ltd": the name of a company, and nothing else.
pub(super) fn is_firm(text: &str) -> bool {
    const LONGEST: usize = 60;
    const FORMS: &[&str] = &["株式会社", "有限会社", "合同会社", "有限公司", "（株）"];
    const LAST: &[&str] = &[
        "AG", "GmbH", "SE", "Ltd", "Limited", "Inc", "LLC", "plc", "PLC", "S.A", "S.L", "S.p.A", "S.r.l", "B.V", "N.V",
        "Oy", "AB", "A/S", "a.s", "s.r.o", "z o.o", "ООО",
    ];
    let text = text.trim_end_matches('.');
    let last = || LAST.iter().any(|form| text.strip_suffix(form).is_some_and(|name| name.ends_with([' ', ','])));
    super::lines::width(text) <= LONGEST
        && !text.contains(['、', '。', ':', '：'])
        && (FORMS.iter().any(|form| text.starts_with(form) || text.ends_with(form)) || last())
}

/// Whether a line has a label such as "Contact:", or is nothing but a label. A title may have a colon.
pub(super) fn tells_whom_to_ask(text: &str) -> bool {
    let Some((label, rest)) = text.split_once([':', '：']) else { return false };
    let label = label.trim().trim_end_matches('.').to_lowercase();
    let asks = || is_page_word(|page| page.contacts, &label) || is_page_word(|page| page.press_contact, &label);
    rest.trim().is_empty() || asks() || letter::is_field_of_people(&label)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ways_to_a_page() {
        for text in ["Home", "ΑΡΧΙΚΗ", "Startseite > Wissen > Natur", "Strona główna / Kraj", "홈 > 사회"] {
            assert!(is_home(text), "{text}");
        }
        for text in ["Home thoughts", "News / Home", "Homes"] {
            assert!(!is_home(text), "{text}");
        }
    }

    #[test]
    fn words_of_the_page() {
        for text in ["Menu", "SEARCH", "Zum Inhalt springen", "搜索", "Επικοινωνία", "☰ Меню"] {
            assert!(is_chrome(text), "{text}");
        }
        for text in ["Search for a better way", "The menu", "12"] {
            assert!(!is_chrome(text), "{text}");
        }
    }

    #[test]
    fn labels_of_press_releases() {
        for text in [
            "FOR IMMEDIATE RELEASE",
            "For immediate release: 4 March",
            "COMMUNIQUÉ DE PRESSE",
            "ΔΕΛΤΙΟ ΤΥΠΟΥ",
            "Pressemitteilung:",
            "Pressemitteilung Nr. 12/2019",
        ] {
            assert!(is_press_label(text), "{text}");
        }
        assert!(!is_press_label("Press releases are dull"));
    }
}
