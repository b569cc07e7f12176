//! What the landmarks of a book are called in its language: they are read aloud.

use crate::lang::Language;

/// The names of a book's landmarks.
pub(super) struct Landmarks {
    pub cover: &'static str,
    pub title_page: &'static str,
    /// Where the text begins.
    pub text: &'static str,
}

/// By the codes of languages; the first is used for the others.
const NAMES: [(&str, [&str; 3]); 22] = [
    ("en", ["Cover", "Title page", "Start of text"]),
    ("de", ["Umschlag", "Titelseite", "Textbeginn"]),
    ("fr", ["Couverture", "Page de titre", "Début du texte"]),
    ("es", ["Cubierta", "Portada", "Comienzo del texto"]),
    ("it", ["Copertina", "Frontespizio", "Inizio del testo"]),
    ("pt", ["Capa", "Folha de rosto", "Início do texto"]),
    ("nl", ["Omslag", "Titelpagina", "Begin van de tekst"]),
    ("ru", ["Обложка", "Титульный лист", "Начало текста"]),
    ("uk", ["Обкладинка", "Титульна сторінка", "Початок тексту"]),
    ("pl", ["Okładka", "Strona tytułowa", "Początek tekstu"]),
    ("el", ["Εξώφυλλο", "Σελίδα τίτλου", "Αρχή κειμένου"]),
    ("sv", ["Omslag", "Titelsida", "Textens början"]),
    ("da", ["Omslag", "Titelblad", "Tekstens begyndelse"]),
    ("nb", ["Omslag", "Tittelblad", "Tekstens begynnelse"]),
    ("fi", ["Kansi", "Nimiölehti", "Tekstin alku"]),
    ("cs", ["Obálka", "Titulní strana", "Začátek textu"]),
    ("tr", ["Kapak", "Başlık sayfası", "Metnin başı"]),
    ("ar", ["الغلاف", "صفحة العنوان", "بداية النص"]),
    ("he", ["כריכה", "עמוד השער", "תחילת הטקסט"]),
    ("zh", ["封面", "书名页", "正文"]),
    ("ja", ["表紙", "扉", "本文"]),
    ("ko", ["표지", "속표지", "본문"]),
];

/// The names in a language.
pub(super) fn of(language: &Language) -> Landmarks {
    let code = if language.is_known() { language.data().code } else { "en" };
    let (_, names) = NAMES.iter().find(|(known, _)| *known == code).unwrap_or(&NAMES[0]);
    let [cover, title_page, text] = *names;
    let is_traditional = language.script().as_deref() == Some("hant") || language.tag().ends_with("TW");
    Landmarks { cover, title_page: if code == "zh" && is_traditional { "書名頁" } else { title_page }, text }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lang::LANGUAGES;

    #[test]
    fn every_language_that_is_known_has_names() {
        let codes: Vec<_> = NAMES.iter().map(|(code, _)| *code).collect();
        assert_eq!(codes, LANGUAGES.iter().map(|data| data.code).collect::<Vec<_>>());
        assert_eq!(of(&Language::parse("de-CH").expect("a tag")).title_page, "Titelseite");
        assert_eq!(of(&Language::parse("tlh").expect("a tag")).title_page, "Title page");
    }
}
