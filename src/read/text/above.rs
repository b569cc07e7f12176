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

/// Whether a line is a word of the page around an article: "Menu", "Search", "Zum Inhalt springen".
pub(super) fn is_chrome(text: &str) -> bool {
    const LONGEST: usize = 40;
    text.chars().count() <= LONGEST && {
        let small = text.to_lowercase();
        CHROME.contains(&small.trim_matches(|c: char| !c.is_alphanumeric()))
    }
}

/// What pages say above an article, in lower case.
#[rustfmt::skip] // a row a language
const CHROME: &[&str] = &[
    "menu", "open menu", "close menu", "main menu", "navigation", "toggle navigation", "search", "sign in", "sign up", "log in", "login", "register", "my account", "subscribe", "subscribe now", "newsletter", "newsletters", "about", "about us", "contact", "contact us", "donate", "support us", "support our journalism", "help", "archive", "blog", "skip to content", "skip to main content", "skip to navigation", "jump to content", "long read", "articles", "features", "podcasts", "videos",
    "menü", "menü öffnen", "menü schließen", "hauptmenü", "suche", "suchen", "anmelden", "einloggen", "registrieren", "mein konto", "abo", "abonnieren", "über uns", "kontakt", "spenden", "hilfe", "archiv", "zum inhalt springen", "zum inhalt", "zum hauptinhalt springen", "zur navigation springen", "artikel",
    "ouvrir le menu", "fermer le menu", "recherche", "rechercher", "connexion", "se connecter", "s'inscrire", "s’inscrire", "mon compte", "s'abonner", "s’abonner", "abonnez-vous", "à propos", "nous contacter", "aide", "archives", "aller au contenu", "aller au contenu principal", "passer au contenu", "articles et dossiers", "tribunes", "dossiers",
    "menú", "abrir menú", "buscar", "búsqueda", "iniciar sesión", "registrarse", "mi cuenta", "suscríbete", "suscribirse", "quiénes somos", "sobre nosotros", "contacto", "ayuda", "archivo", "saltar al contenido", "ir al contenido", "artículos", "reportajes",
    "cerca", "accedi", "registrati", "abbonati", "chi siamo", "contatti", "archivio", "vai al contenuto", "salta al contenuto", "articoli",
    "pesquisar", "entrar", "iniciar sessão", "assine", "assinar", "sobre nós", "quem somos", "contato", "contacto", "ajuda", "pular para o conteúdo", "ir para o conteúdo", "artigos",
    "zoeken", "inloggen", "aanmelden", "abonneren", "over ons", "naar inhoud", "ga naar de inhoud", "artikelen",
    "меню", "поиск", "войти", "вход", "регистрация", "подписка", "подписаться", "о нас", "о проекте", "контакты", "помощь", "архив", "перейти к содержимому", "перейти к содержанию", "статьи", "блог",
    "пошук", "увійти", "вхід", "реєстрація", "підписатися", "про нас", "про проєкт", "контакти", "перейти до вмісту", "статті",
    "търсене", "вход", "регистрация", "за нас", "контакти", "статии", "към съдържанието",
    "szukaj", "zaloguj się", "zaloguj", "zarejestruj się", "prenumerata", "o nas", "przejdź do treści", "artykuły",
    "hledat", "přihlásit se", "přihlásit", "registrovat", "předplatné", "přejít k obsahu", "články", "hľadať", "prihlásiť sa", "prejsť na obsah",
    "keresés", "bejelentkezés", "regisztráció", "rólunk", "kapcsolat", "ugrás a tartalomhoz", "cikkek", "căutare", "autentificare", "despre noi",
    "μενού", "αναζήτηση", "σύνδεση", "είσοδος", "εγγραφή", "συνδρομή", "σχετικά", "σχετικά με εμάς", "επικοινωνία", "μετάβαση στο περιεχόμενο", "άρθρα",
    "sök", "logga in", "om oss", "kontakta oss", "hoppa till innehåll", "søg", "log ind", "om os", "søk", "logg inn", "hopp til innhold", "haku", "kirjaudu", "kirjaudu sisään", "tietoa meistä", "siirry sisältöön",
    "ara", "arama", "giriş yap", "giriş", "üye ol", "abone ol", "hakkımızda", "iletişim", "içeriğe geç", "makaleler",
    "القائمة", "بحث", "تسجيل الدخول", "دخول", "التسجيل", "اشترك", "من نحن", "اتصل بنا", "تواصل معنا", "تخطي إلى المحتوى", "انتقل إلى المحتوى", "مقالات",
    "תפריט", "חיפוש", "התחברות", "כניסה", "הרשמה", "אודות", "צור קשר", "צרו קשר", "דלג לתוכן", "מאמרים", "منو", "جستجو", "ورود", "درباره ما", "تماس با ما",
    "菜单", "導航", "导航", "搜索", "搜尋", "登录", "登錄", "登入", "注册", "註冊", "订阅", "訂閱", "关于", "关于我们", "關於我們", "联系我们", "聯絡我們", "跳到内容", "跳至内容", "跳转到内容", "跳到主要内容", "文章", "专栏", "博客",
    "メニュー", "検索", "ログイン", "会員登録", "購読", "私たちについて", "お問い合わせ", "コンテンツへスキップ", "本文へスキップ", "本文へ", "記事", "コラム",
    "메뉴", "검색", "로그인", "회원가입", "구독", "소개", "문의", "본문 바로가기", "본문으로 건너뛰기",
    "tìm kiếm", "đăng nhập", "đăng ký", "giới thiệu", "liên hệ", "chuyển đến nội dung",
];

/// Whether a line is the label above a press release.
pub(super) fn is_press_label(text: &str) -> bool {
    const LONGEST: usize = 60;
    let small = || text.trim_end_matches([':', '.', ' ']).to_lowercase();
    text.len() <= LONGEST && {
        let small = small();
        // "Pressemitteilung Nr. 12/2019".
        let bare =
            small.trim_end_matches(|c: char| c.is_ascii_digit() || matches!(c, '/' | '-' | '.' | ' ' | '#' | '№'));
        let bare = [" nr", " no", " n°", " núm", " nº"].iter().find_map(|sign| bare.strip_suffix(sign)).unwrap_or(bare);
        small.starts_with("for immediate release") || PRESS.contains(&bare) || PRESS.contains(&small.as_str())
    }
}

/// "Media contact:": whom the press may ask.
pub(super) fn asks_the_press(text: &str) -> bool {
    const LONGEST: usize = 40;
    const LABELS: &[&str] = &[
        "press contact",
        "media contact",
        "media contacts",
        "press contacts",
        "contact",
        "contacts",
        "pressekontakt",
        "kontakt",
        "medienkontakt",
        "ansprechpartner",
        "contact presse",
        "contacts presse",
        "contacto de prensa",
        "contacto",
        "contatto stampa",
        "contatti stampa",
        "contato de imprensa",
        "perscontact",
        "presskontakt",
        "pressekontakt",
        "контакты для прессы",
        "контакты",
        "контакт",
        "контакти для преси",
        "kontakt dla mediów",
        "kontakt dla prasy",
        "kontakt pro média",
        "επικοινωνία",
        "basın iletişim",
        "للتواصل الإعلامي",
        "媒体联系人",
        "媒体联系",
        "报道联系",
        "本件に関するお問い合わせ",
        "お問い合わせ先",
        "보도 문의",
    ];
    text.len() <= 2 * LONGEST
        && text.ends_with([':', '：'])
        && LABELS.contains(&text.trim_end_matches([':', '：', ' ', '\u{a0}', '\u{202f}']).to_lowercase().as_str())
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
    "新聞稿",
    "プレスリリース",
    "報道関係者各位",
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
            "Pressemitteilung:",
            "Pressemitteilung Nr. 12/2019",
        ] {
            assert!(is_press_label(text), "{text}");
        }
        assert!(!is_press_label("Press releases are dull"));
    }
}
