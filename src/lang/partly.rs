//! Languages that have no file yet, of which a reader knows some words all the same. Who writes the file moves the row.

use super::PageWords;

/// What is known of such a language.
#[derive(Debug)]
pub(super) struct Partly {
    /// The primary subtag of BCP 47.
    #[cfg_attr(not(test), expect(dead_code, reason = "for people, and a test"))]
    pub code: &'static str,
    /// The months, as [`LanguageData`](super::LanguageData) has them.
    pub months: Option<[&'static str; 12]>,
    /// The words around an article.
    pub page: PageWords,
}

/// Them, by their codes.
#[rustfmt::skip] // a kind of words a line
pub(super) const PARTLY: &[Partly] = &[
    Partly {
        code: "bg",
        months: Some([
            "януари|ян", "февруари|февр", "март", "април|апр", "май", "юни", "юли", "август|авг", "септември|септ",
            "октомври|окт", "ноември|ноем", "декември|дек",
        ]),
        page: PageWords {
            menu: &["търсене", "вход", "регистрация", "за нас", "контакти", "статии", "към съдържанието"],
            ..PageWords::NONE
        },
    },
    Partly {
        code: "ca",
        months: Some([
            "gener", "febrer", "març", "abril", "maig", "juny", "juliol", "agost", "setembre", "octubre", "novembre",
            "desembre",
        ]),
        page: PageWords::NONE,
    },
    Partly {
        code: "eo",
        months: Some([
            "januaro", "februaro", "marto", "aprilo", "majo", "junio", "julio", "aŭgusto", "septembro", "oktobro",
            "novembro", "decembro",
        ]),
        page: PageWords::NONE,
    },
    Partly {
        code: "fa",
        months: Some([
            "ژانویه", "فوریه", "مارس", "آوریل", "مه", "ژوئن", "ژوئیه", "اوت", "سپتامبر", "اکتبر", "نوامبر", "دسامبر",
        ]),
        page: PageWords {
            menu: &["منو", "جستجو", "ورود", "درباره ما", "تماس با ما"],
            minutes: &["دقیقه"],
            ..PageWords::NONE
        },
    },
    Partly {
        code: "hr",
        months: Some([
            "siječanj|siječnja", "veljača|veljače", "ožujak|ožujka", "travanj|travnja", "svibanj|svibnja",
            "lipanj|lipnja", "srpanj|srpnja", "kolovoz|kolovoza", "rujan|rujna", "listopad|listopada",
            "studeni|studenoga|studenog", "prosinac|prosinca",
        ]),
        page: PageWords::NONE,
    },
    Partly {
        code: "hu",
        months: Some([
            "január|jan", "február|febr", "március|márc", "április|ápr", "május|máj", "június|jún", "július|júl",
            "augusztus|aug", "szeptember|szept", "október|okt", "november|nov", "december|dec",
        ]),
        page: PageWords {
            menu: &["keresés", "bejelentkezés", "regisztráció", "rólunk", "kapcsolat", "ugrás a tartalomhoz", "cikkek"],
            weekdays: &["hétfő", "kedd", "szerda", "csütörtök", "péntek", "szombat", "vasárnap"],
            minutes: &["perc"],
            reading_time: &["olvasási idő"],
            reading: &["olvasás"],
            ..PageWords::NONE
        },
    },
    Partly {
        code: "id",
        months: Some([
            "januari", "februari", "maret", "april", "mei", "juni", "juli", "agustus", "september", "oktober",
            "november", "desember",
        ]),
        page: PageWords::NONE,
    },
    Partly {
        code: "ro",
        months: Some([
            "ianuarie", "februarie|febr", "martie|mart", "aprilie|apr", "mai", "iunie", "iulie", "august|aug",
            "septembrie|sept", "octombrie|oct", "noiembrie|nov", "decembrie|dec",
        ]),
        page: PageWords {
            menu: &["căutare", "autentificare", "despre noi"],
            minutes: &["minute", "minută"],
            ..PageWords::NONE
        },
    },
    Partly {
        code: "sk",
        months: Some([
            "januára", "februára", "marec|marca", "apríl|apríla", "máj|mája", "jún|júna", "júl|júla", "augusta",
            "septembra", "októbra", "novembra", "decembra",
        ]),
        page: PageWords {
            menu: &["hľadať", "prihlásiť sa", "prejsť na obsah"],
            ..PageWords::NONE
        },
    },
    Partly {
        code: "sl",
        months: Some([
            "januarja", "februarja", "marec|marca", "aprila", "maja", "junij|junija", "julij|julija", "avgust|avgusta",
            "septembra", "oktobra", "novembra", "decembra",
        ]),
        page: PageWords::NONE,
    },
    Partly {
        code: "sr",
        months: Some([
            "јануар|јануара", "фебруар|фебруара", "март|марта", "април|априла", "мај|маја", "јун|јуна", "јул|јула",
            "август|августа", "септембар|септембра", "октобар|октобра", "новембар|новембра", "децембар|децембра",
        ]),
        page: PageWords::NONE,
    },
    Partly {
        code: "vi",
        months: None,
        page: PageWords {
            menu: &["tìm kiếm", "đăng nhập", "đăng ký", "giới thiệu", "liên hệ", "chuyển đến nội dung"],
            minutes: &["phút"],
            reading_time: &["thời gian đọc"],
            reading: &["đọc"],
            ..PageWords::NONE
        },
    },
];

#[cfg(test)]
mod tests {
    use super::super::LANGUAGES;
    use super::*;

    #[test]
    fn languages_with_a_file_have_no_row_here() {
        assert!(PARTLY.is_sorted_by(|a, b| a.code < b.code));
        assert!(PARTLY.iter().all(|partly| LANGUAGES.iter().all(|data| data.code != partly.code)));
    }
}
