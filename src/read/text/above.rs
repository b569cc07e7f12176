//! What stands above titles: the way to a page, the label of a press release.

/// "Home", "Startseite > Wissen > Natur", "Strona główna / Kraj".
pub(super) fn is_home(text: &str) -> bool {
    const SIGNS: [char; 8] = ['/', '>', '›', '»', '|', '•', '·', '→'];
    const LONGEST: usize = 24;
    let first = text.split(SIGNS).next().unwrap_or(text).trim();
    first.chars().count() <= LONGEST && HOME.contains(&first.to_lowercase().as_str())
}

/// How pages name their first page, in lower case.
const HOME: &[&str] = &[
    "home",
    "homepage",
    "home page",
    "startseite",
    "inicio",
    "portada",
    "página principal",
    "accueil",
    "início",
    "página inicial",
    "strona główna",
    "головна",
    "головна сторінка",
    "главная",
    "главная страница",
    "αρχική",
    "αρχικη",
    "αρχική σελίδα",
    "الرئيسية",
    "الصفحة الرئيسية",
    "דף הבית",
    "עמוד הבית",
    "首页",
    "首頁",
    "主页",
    "ホーム",
    "トップページ",
    "홈",
    "anasayfa",
    "ana sayfa",
    "domů",
    "forside",
    "forsiden",
    "hjem",
    "hem",
    "startsida",
    "etusivu",
    "voorpagina",
];

/// Whether a line is the label above a press release.
pub(super) fn is_press_label(text: &str) -> bool {
    const LONGEST: usize = 60;
    let small = || text.trim_end_matches([':', '.', ' ']).to_lowercase();
    text.len() <= LONGEST && {
        let small = small();
        small.starts_with("for immediate release") || PRESS.contains(&small.as_str())
    }
}

/// In lower case.
const PRESS: &[&str] = &[
    "press release",
    "news release",
    "media release",
    "pressemitteilung",
    "presseinformation",
    "pressemeldung",
    "medienmitteilung",
    "communiqué de presse",
    "comunicato stampa",
    "comunicado de prensa",
    "nota de prensa",
    "comunicado de imprensa",
    "nota de imprensa",
    "persbericht",
    "pressmeddelande",
    "pressemeddelelse",
    "pressemelding",
    "lehdistötiedote",
    "informacja prasowa",
    "komunikat prasowy",
    "tisková zpráva",
    "пресс-релиз",
    "прес-реліз",
    "δελτίο τύπου",
    "basın bülteni",
    "بيان صحفي",
    "הודעה לעיתונות",
    "新闻稿",
    "プレスリリース",
    "보도자료",
];

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
    fn labels_of_press_releases() {
        for text in
            ["FOR IMMEDIATE RELEASE", "For immediate release: 4 March", "COMMUNIQUÉ DE PRESSE", "Pressemitteilung:"]
        {
            assert!(is_press_label(text), "{text}");
        }
        assert!(!is_press_label("Press releases are dull"));
    }
}
