//! Words between which a line breaks only where nothing else helps, though there is a space: a number and its unit, an
//! initial and its name, what counts and its figure.
//!
//! A tie too many does no harm but that it takes a place from lines. So most rules look at the form of words and ask no
//! list: what is short, ends in a full stop and stands before a figure is an abbreviation, or a sentence's last word
//! before one that begins with a figure, which is rare.

use super::{Kind, Language, roman_value, small};

/// Abbreviations up to so many letters are tied to a figure behind them: "Abs. 3", "Fig. 3", "табл. 3".
const SHORT: usize = 4;

/// Whether the word before a space belongs to the one behind it. `at` is where that one begins.
pub fn is_tied(text: &str, at: usize, language: &Language) -> bool {
    // Most words are of several small letters, and so is what follows.
    let bytes = text.as_bytes();
    if let (Some([before, last, b' ']), Some(next)) = (bytes[..at].last_chunk::<3>(), bytes.get(at))
        && before.is_ascii_alphabetic()
        && last.is_ascii_lowercase()
        && next.is_ascii_lowercase()
        && !bytes[at.saturating_sub(LINK)..at].iter().any(u8::is_ascii_digit)
    {
        return false;
    }
    let Some(head) = text[..at].strip_suffix(' ') else { return false };
    let (Some(last), Some(next)) = (head.chars().next_back(), text[at..].chars().next()) else { return false };
    match last {
        '0'..='9' => behind_number(head, next, &text[at..], language),
        '.' => behind_stop(head, next, &text[at..], language),
        // "§ 4", "№ 5", "n° 5".
        '§' | '№' | '°' | 'º' => next.is_ascii_digit(),
        // "© 2026", "© Harbour Gazette": the sign says nothing alone.
        '©' | '℗' => !next.is_whitespace(),
        _ if next.is_ascii_digit() => {
            let word = last_word(head);
            is_counted(word, language) || is_month(word, language) && is_day(first_word(&text[at..]))
        }
        _ if next.is_lowercase() && is_of_day(head, &text[at..], language) => true,
        _ if next.is_uppercase() => {
            is_title(last_word(head)) || is_numbered(head, &text[at..]) || is_lone(head, language)
        }
        _ if last.is_alphabetic() => is_lone(head, language),
        _ => false,
    }
}

/// Units that are not told by their first character.
const UNITS: &[&str] = &[
    "km", "m", "cm", "mm", "nm", "km²", "m²", "m³", "cm²", "cm³", "km/h", "m/s", "kg", "g", "mg", "t", "l", "ml", "cl",
    "hl", "ha", "h", "s", "ms", "min", "Hz", "kHz", "MHz", "GHz", "W", "kW", "MW", "GW", "TW", "Wh", "kWh", "MWh",
    "GWh", "TWh", "V", "kV", "A", "J", "kJ", "kcal", "Pa", "hPa", "bar", "K", "GB", "MB", "kB", "KB", "TB", "pt", "px",
    "dpi", "ppm", "Mio", "Mrd", "Tsd", "Mill", "mln", "mlrd", "mld", "tys", "млн", "млрд", "тыс", "тис", "руб", "грн",
    "км", "м", "см", "мм", "кг", "г", "т", "л", "га", "ч", "EUR", "USD", "GBP", "CHF", "Uhr", "a.m", "p.m", "am", "pm",
    "AM", "PM", "BC", "AD", "CE", "BCE", "kr", "Kč", "zł", "lb", "oz", "ft", "mph",
];

/// What stands before the number that it is counted by, by language, small and in full: "Table 3", "auf Seite 12". Words
/// of other cases are rows' words too; abbreviations need none.
static COUNTED: [(&str, &[&str]); 17] = [
    ("en", &["article", "chapter", "figure", "line", "note", "page", "pages", "part", "section", "table", "volume"]),
    ("de", &["abbildung", "abschnitt", "artikel", "band", "kapitel", "paragraf", "seite", "seiten", "tabelle", "teil"]),
    ("fr", &["article", "chapitre", "figure", "note", "page", "pages", "partie", "section", "tableau", "tome"]),
    ("es", &["artículo", "capítulo", "cuadro", "figura", "nota", "página", "páginas", "parte", "sección", "tabla"]),
    ("it", &["articolo", "capitolo", "figura", "nota", "pagina", "pagine", "parte", "sezione", "tabella", "volume"]),
    ("pt", &["artigo", "capítulo", "figura", "nota", "página", "páginas", "parte", "quadro", "secção", "tabela"]),
    ("nl", &["artikel", "bladzijde", "deel", "figuur", "hoofdstuk", "paragraaf", "pagina", "tabel"]),
    ("ru", &["глава", "главе", "рисунок", "рисунке", "статья", "статье", "странице", "страница", "таблица", "таблице"]),
    (
        "uk",
        &["розділ", "розділі", "рисунок", "рисунку", "стаття", "статті", "сторінка", "сторінці", "таблиця", "таблиці"],
    ),
    ("pl", &["rozdział", "rozdziale", "rysunek", "rysunku", "strona", "stronie", "tabela", "tabeli", "artykuł"]),
    ("el", &["άρθρο", "εικόνα", "κεφάλαιο", "πίνακας", "πίνακα", "σελίδα", "σχήμα"]),
    ("sv", &["avsnitt", "figur", "kapitel", "sida", "sidan", "tabell"]),
    ("da", &["afsnit", "figur", "kapitel", "side", "tabel"]),
    ("nb", &["avsnitt", "figur", "kapittel", "side", "tabell"]),
    ("fi", &["kuva", "kuvassa", "luku", "luvussa", "sivu", "sivulla", "taulukko", "taulukossa"]),
    ("cs", &["kapitola", "kapitole", "obrázek", "obrázku", "strana", "straně", "tabulka", "tabulce"]),
    ("tr", &["bölüm", "madde", "sayfa", "tablo", "şekil"]),
];

/// Whether a word is counted by the number behind it.
fn is_counted(word: &str, language: &Language) -> bool {
    const LONGEST: usize = 24;
    if word.len() > LONGEST {
        return false;
    }
    let row = COUNTED.iter().find(|(code, _)| *code == language.data().code && language.is_known());
    row.is_some_and(|(_, words)| words.contains(&small(word).as_str()))
}

/// What stands between a day and its month: "4 de mayo".
const LINKS: [&str; 2] = ["de", "of"];
/// How near to a word a figure stands before it that bears on it, in bytes: "4 de ", "1er ".
const LINK: usize = 5;

/// Whether a month belongs to what stands before it: to "1er", and to the "de" behind a day.
fn is_of_day(head: &str, rest: &str, language: &Language) -> bool {
    let word = last_word(head);
    let before = || head[..head.len() - word.len()].strip_suffix(' ').map(last_word);
    let may = matches!(word, "1er" | "1re") || LINKS.contains(&word) && before().is_some_and(is_day);
    may && is_month(first_word(rest), language)
}

/// Behind a figure: its unit, three more figures, a month.
fn behind_number(head: &str, next: char, rest: &str, language: &Language) -> bool {
    let number = last_word(head);
    match next {
        '%' | '‰' | '°' | '€' | '$' | '£' | '¥' | '₽' | '₴' | '₹' | 'µ' | 'Ω' => true,
        '0'..='9' => {
            // "10 000", "1 000 000": the second group has three figures, the first no more.
            let group = first_word(rest);
            let figures = number.bytes().rev().take_while(u8::is_ascii_digit).count();
            figures <= 3 && group.bytes().take_while(u8::is_ascii_digit).count() == 3 && number.len() == figures
        }
        _ if next.is_alphabetic() => {
            let word = first_word(rest);
            let linked = || {
                LINKS.contains(&word)
                    && rest.get(word.len() + 1..).is_some_and(|rest| is_month(first_word(rest), language))
            };
            UNITS.contains(&word) || is_day(number) && (is_month(word, language) || linked())
        }
        _ => false,
    }
}

/// Behind a full stop: the figure that an abbreviation counts, the rest of an abbreviation, the name of an initial, the
/// month of a day.
fn behind_stop(head: &str, next: char, rest: &str, language: &Language) -> bool {
    let word = last_word(head).trim_end_matches('.');
    if next.is_ascii_digit() {
        return !word.is_empty() && word.chars().count() <= SHORT && word.chars().all(char::is_alphabetic);
    }
    if word.ends_with(|c: char| c.is_ascii_digit()) {
        return is_day(word) && is_month(first_word(rest), language);
    }
    if is_title(word) && next.is_uppercase() {
        return true;
    }
    // "J. Smith", "J.R.R. Tolkien"; "z. B.", "т. е.", "n. Chr."
    let mut letters = word.rsplit('.').next().unwrap_or_default().chars();
    let Some(letter) = letters.next().filter(|letter| letter.is_alphabetic() && letters.next().is_none()) else {
        return false;
    };
    let mut behind = rest.chars().skip(1);
    let initial = letter.is_uppercase() && next.is_uppercase();
    initial || (next.is_alphabetic() && behind.next() == Some('.')) || first_word(rest) == "Chr"
}

/// "Louis XIV", "Johannes Paul II.": a name with its number. "I" is a word of its own.
fn is_numbered(head: &str, rest: &str) -> bool {
    let figure = first_word(rest);
    figure.len() > 1 && last_word(head).starts_with(char::is_uppercase) && roman_value(figure).is_some()
}

/// Titles before a name, with or without a full stop.
fn is_title(word: &str) -> bool {
    const TITLES: &[&str] = &[
        "Mr", "Mrs", "Ms", "Dr", "Prof", "St", "Ste", "Hr", "Fr", "MM", "Mme", "Mmes", "Mlle", "Mgr", "Sr", "Sra",
        "Dra", "Sres", "Sig", "Dott", "Ing", "dr", "prof", "ks", "św", "г", "ул", "проф", "акад", "им", "вул",
    ];
    word.len() <= 8 && TITLES.contains(&word)
}

/// Words of one letter are not left at the end of a line in Slavic languages: "v Praze", "и мы", "w Polsce".
fn is_lone(head: &str, language: &Language) -> bool {
    matches!(language.code(), "cs" | "sk" | "pl" | "ru" | "uk" | "be")
        && last_word(head).chars().nth(1).is_none()
        && head.ends_with(char::is_alphabetic)
}

/// "4", "31": a day of a month.
fn is_day(word: &str) -> bool {
    matches!(word.len(), 1 | 2) && word.parse::<u8>().is_ok_and(|day| (1..=31).contains(&day))
}

fn is_month(word: &str, language: &Language) -> bool {
    let word = word.trim_end_matches('.');
    if !(3..=24).contains(&word.len()) || !word.chars().all(|c| Kind::of(c).is_letter()) {
        return false;
    }
    let word = small(word);
    language.data().months.iter().any(|forms| forms.split('|').any(|form| form == word))
}

/// The last word of a text, without what opens before it.
fn last_word(head: &str) -> &str {
    let word = head.rsplit([' ', '\u{a0}', '\n']).next().unwrap_or_default();
    word.trim_start_matches(|c: char| !c.is_alphanumeric())
}

/// The first word of a text, without the marks behind it.
fn first_word(rest: &str) -> &str {
    let word = rest.split([' ', '\u{a0}', '\n']).next().unwrap_or_default();
    word.trim_end_matches(|c: char| !(c.is_alphanumeric() || matches!(c, '²' | '³')))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The text with a low line for each tied space.
    fn tied(tag: &str, text: &str) -> String {
        let language = Language::parse(tag).unwrap_or_default();
        let space = |(at, c): (usize, char)| if c == ' ' && is_tied(text, at + 1, &language) { '_' } else { c };
        text.char_indices().map(space).collect()
    }

    #[test]
    fn numbers_and_what_they_belong_to() {
        for (tag, text) in [
            ("de", "um 3,4_% mehr, Abs._3 und § 4"),
            ("de", "(vgl. S._12, Nr._7) am 4._Mai 2024, 12_km weit, 5_Mio. Euro, 14_Uhr"),
            ("en", "on 4_May 2024 or May_4, 2024; see Fig._3, pp._12 and vol._2; 10_000 people"),
            ("fr", "le 12_mai 2024, n°_5, 1_000_000 d’euros, 5_€"),
            ("ru", "№_5, рис._3, 5_млн рублей, 4_мая, на стр._5 и_в_таблице_3"),
            ("en", "see Table_3 and figures in chapter_12, Fig._4"),
            ("de", "auf Seite_12, Kap._3, in Tabelle_4"),
            ("es", "el 4_de_mayo de 2024, en la página_7"),
            ("fr", "le 1er_mai, page_12"),
            ("en", "Retrieved in May. ©_Harbour Gazette, ©_2026, ©_«The Post»"),
        ] {
            let text = text.replace("§ 4", "§_4");
            assert_eq!(tied(tag, &text.replace('_', " ")), text);
        }
    }

    #[test]
    fn initials_abbreviations_and_titles() {
        for (tag, text) in [
            ("en", "J._R._R._Tolkien, J.R.R._Tolkien, Mr_Smith, Dr._Jones and Louis_XIV"),
            ("de", "z._B. so, d._h. anders, 44 v._Chr. in Rom"),
            ("fr", "M._Dupont et Mme_Durand"),
            ("ru", "А._С._Пушкин и_т._д., т._е. в_Москве"),
            ("cs", "v_Praze a_s_námi"),
        ] {
            assert_eq!(tied(tag, &text.replace('_', " ")), text);
        }
    }

    #[test]
    fn what_only_looks_so_is_not_tied() {
        for (tag, text) in [
            ("en", "It was over. The 12 people who in 2010 300 times said a word. Then I went"),
            ("en", "a man in Paris I know; the year 1990 May I ask; 44 May people"),
            ("de", "Er ging nach Hause. Das war 1990 Mai"),
            ("en", "at 5 million, 12 monkeys, and the tables 12 of them"),
            ("es", "4 de marzos, casa de mayo, 44 de mayo"),
            ("ro", "page 3"),
        ] {
            assert_eq!(tied(tag, text), text);
        }
    }
}
