//! What the landmarks of a book are called in its language: they are read aloud.

use crate::lang::Language;

/// The names of a book's landmarks.
pub(super) struct Landmarks {
    pub cover: &'static str,
    pub title_page: &'static str,
    /// Where the text begins.
    pub text: &'static str,
    /// All of them.
    pub all: &'static str,
    /// The pages of the printed edition.
    pub pages: &'static str,
}

/// By the codes of languages; the first is used for the others.
const NAMES: [(&str, [&str; 5]); 22] = [
    ("en", ["Cover", "Title page", "Start of text", "Landmarks", "Pages"]),
    ("de", ["Umschlag", "Titelseite", "Textbeginn", "Orientierungspunkte", "Seiten"]),
    ("fr", ["Couverture", "Page de titre", "Début du texte", "Points de repère", "Pages"]),
    ("es", ["Cubierta", "Portada", "Comienzo del texto", "Puntos de referencia", "Páginas"]),
    ("it", ["Copertina", "Frontespizio", "Inizio del testo", "Punti di riferimento", "Pagine"]),
    ("pt", ["Capa", "Folha de rosto", "Início do texto", "Pontos de referência", "Páginas"]),
    ("nl", ["Omslag", "Titelpagina", "Begin van de tekst", "Oriëntatiepunten", "Pagina’s"]),
    ("ru", ["Обложка", "Титульный лист", "Начало текста", "Ориентиры", "Страницы"]),
    ("uk", ["Обкладинка", "Титульна сторінка", "Початок тексту", "Орієнтири", "Сторінки"]),
    ("pl", ["Okładka", "Strona tytułowa", "Początek tekstu", "Punkty orientacyjne", "Strony"]),
    ("el", ["Εξώφυλλο", "Σελίδα τίτλου", "Αρχή κειμένου", "Ορόσημα", "Σελίδες"]),
    ("sv", ["Omslag", "Titelsida", "Textens början", "Landmärken", "Sidor"]),
    ("da", ["Omslag", "Titelblad", "Tekstens begyndelse", "Pejlemærker", "Sider"]),
    ("nb", ["Omslag", "Tittelblad", "Tekstens begynnelse", "Landemerker", "Sider"]),
    ("fi", ["Kansi", "Nimiölehti", "Tekstin alku", "Maamerkit", "Sivut"]),
    ("cs", ["Obálka", "Titulní strana", "Začátek textu", "Orientační body", "Strany"]),
    ("tr", ["Kapak", "Başlık sayfası", "Metnin başı", "Yer işaretleri", "Sayfalar"]),
    ("ar", ["الغلاف", "صفحة العنوان", "بداية النص", "المعالم", "الصفحات"]),
    ("he", ["כריכה", "עמוד השער", "תחילת הטקסט", "ציוני דרך", "עמודים"]),
    ("zh", ["封面", "书名页", "正文", "地标", "页码"]),
    ("ja", ["表紙", "扉", "本文", "ランドマーク", "ページ"]),
    ("ko", ["표지", "속표지", "본문", "랜드마크", "페이지"]),
];

/// The names in a language.
pub(super) fn of(language: &Language) -> Landmarks {
    let code = if language.is_known() { language.data().code } else { "en" };
    let (_, names) = NAMES.iter().find(|(known, _)| *known == code).unwrap_or(&NAMES[0]);
    let [cover, title_page, text, all, pages] = *names;
    let is_traditional = language.script().as_deref() == Some("hant") || language.tag().ends_with("TW");
    let [title_page, all, pages] =
        if code == "zh" && is_traditional { ["書名頁", "地標", "頁碼"] } else { [title_page, all, pages] };
    Landmarks { cover, title_page, text, all, pages }
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
        assert_eq!(of(&Language::parse("fr").expect("a tag")).all, "Points de repère");
        assert_eq!(of(&Language::parse("tlh").expect("a tag")).title_page, "Title page");
    }
}
