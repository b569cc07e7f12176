//! Names of people as they are filed.

use super::forenames::is_forename;

/// What stands before a surname and belongs to it.
const PARTICLES: &[&str] = &[
    "van", "von", "de", "der", "den", "di", "da", "del", "della", "la", "le", "el", "al", "bin", "ibn", "bint", "ter",
    "ten", "dos", "das", "du", "zu", "af", "des", "zum", "zur", "degli", "dalla", "ben", "abu",
];

/// Those that are written with a capital too, and are no forenames then.
const CAPITAL_PARTICLES: &[&str] =
    &["Van", "Von", "De", "Der", "Den", "Di", "Del", "Della", "La", "Le", "El", "Al", "Bin", "Ibn", "Ter", "Du", "Des"];

/// What stands behind a name and is no surname.
const BEHIND: &[&str] = &[
    "Jr", "Jr.", "Sr", "Sr.", "PhD", "Ph.D.", "MD", "M.D.", "MP", "MEP", "KC", "QC", "OBE", "MBE", "CBE", "KBE", "DBE",
    "Esq", "Esq.",
];

/// Titles of those who have no surname: "Charles III, King".
const REIGNING: &[&str] = &[
    "King",
    "Queen",
    "Pope",
    "Emperor",
    "Empress",
    "Tsar",
    "Sultan",
    "Emir",
    "Prince",
    "Princess",
    "Patriarch",
    "Archduke",
    "Saint",
    "St",
    "St.",
    "König",
    "Königin",
    "Papst",
    "Kaiser",
    "Kaiserin",
    "Roi",
    "Reine",
    "Pape",
];

/// Surnames that stand first in names of Chinese, as they are written in Latin letters: the commonest, and those that
/// are in the news.
const CHINESE: &[&str] = &[
    "Wang", "Li", "Zhang", "Liu", "Chen", "Yang", "Huang", "Zhao", "Wu", "Zhou", "Xu", "Sun", "Ma", "Zhu", "Hu", "Guo",
    "He", "Lin", "Gao", "Luo", "Zheng", "Liang", "Xie", "Song", "Tang", "Deng", "Han", "Feng", "Cao", "Peng", "Zeng",
    "Xiao", "Tian", "Dong", "Pan", "Yuan", "Cai", "Jiang", "Yu", "Du", "Ye", "Cheng", "Wei", "Su", "Lü", "Ding", "Ren",
    "Shen", "Yao", "Lu", "Cui", "Zhong", "Tan", "Fan", "Jin", "Shi", "Liao", "Jia", "Xia", "Fu", "Fang", "Bai", "Zou",
    "Meng", "Xiong", "Qin", "Qiu", "Hou", "Yin", "Xue", "Yan", "Lei", "Long", "Tao", "Hao", "Kong", "Gong", "Shao",
    "Wan", "Xi", "Mao", "Qian", "Dai", "Mo", "Qi", "Bo", "Ai", "Ouyang", "Sima", "Zuo", "Geng", "Hua", "Mu", "Miao",
];

/// Those of Koreans.
const KOREAN: &[&str] = &[
    "Kim", "Park", "Pak", "Lee", "Yi", "Ri", "Rhee", "Choi", "Choe", "Jung", "Jeong", "Chung", "Kang", "Cho", "Jo",
    "Yoon", "Yun", "Jang", "Chang", "Lim", "Im", "Han", "Oh", "Seo", "Suh", "Shin", "Sin", "Kwon", "Hwang", "Ahn",
    "An", "Song", "Moon", "Mun", "Roh", "No", "Ban", "Bae", "Baek", "Paek", "Hong", "Yang", "Yoo", "Ryu", "Son", "Ham",
    "Nam",
];

/// Those of Vietnamese.
const VIETNAMESE: &[&str] = &[
    "Nguyen", "Nguyễn", "Tran", "Trần", "Le", "Lê", "Pham", "Phạm", "Hoang", "Hoàng", "Phan", "Vu", "Vũ", "Vo", "Võ",
    "Dang", "Đặng", "Bui", "Bùi", "Do", "Đỗ", "Ho", "Hồ", "Ngo", "Ngô", "Duong", "Dương", "Truong", "Trương", "To",
    "Tô",
];

/// A person's name as it is filed: "Lavrov, Sergey". One that has a comma is filed already. So is one of a single word, of
/// a script whose names begin with the surname, and of a Chinese, a Korean or a Vietnamese in Latin letters (Chicago Manual
/// of Style, 16.76). Those who reign are filed by the name that they reign under (16.37).
pub(super) fn filed(name: &str) -> String {
    let inverts = |c: char| c.is_lowercase() || c.is_uppercase() || !c.is_alphabetic();
    let (name, behind) = parted(name);
    let mut words: Vec<&str> = name.split_whitespace().collect();
    let whole = || if behind.is_empty() { name.to_owned() } else { format!("{name}, {behind}") };
    if name.contains(',') || words.len() < 2 || !name.chars().all(inverts) || begins_with_surname(&words) {
        return whole();
    }
    let numeral = words.last().is_some_and(|last| is_numeral(last)).then(|| words.pop()).flatten();
    let reigns = REIGNING.contains(&words[0]) && (numeral.is_some() || words.len() == 2);
    if reigns && words.len() > 1 {
        let title = words.remove(0);
        words.extend(numeral);
        return format!("{}, {title}", words.join(" "));
    }
    // "Charles III" and "John Paul II" reign; "Henry Ford II" does not.
    if words.len() < 2 || (numeral.is_some() && words.iter().all(|word| is_forename(word))) {
        return whole();
    }
    let surname = words.split_off(surname(&words));
    words.extend(numeral);
    let behind = if behind.is_empty() { String::new() } else { format!(", {behind}") };
    format!("{}, {}{behind}", surname.join(" "), words.join(" "))
}

/// A name, and what stands behind it, with a comma or without.
fn parted(name: &str) -> (&str, &str) {
    match name.rsplit_once([' ', ',']) {
        Some((before, last)) if BEHIND.contains(&last) && before.contains(char::is_alphabetic) => {
            (before.trim_end_matches([',', ' ']), last)
        }
        _ => (name, ""),
    }
}

/// The word with which the surname begins.
fn surname(words: &[&str]) -> usize {
    let mut at = words.len() - 1;
    loop {
        match words[..at] {
            // "José Ortega y Gasset".
            [_, _, .., "y"] => at -= 2,
            [_, .., before] if PARTICLES.contains(&before) || CAPITAL_PARTICLES.contains(&before) => at -= 1,
            _ => return at,
        }
    }
}

/// "III", "XIV".
fn is_numeral(word: &str) -> bool {
    word.len() > 1 && word.bytes().all(|b| matches!(b, b'I' | b'V' | b'X'))
}

/// Whether a name in Latin letters is one that begins with the surname.
fn begins_with_surname(words: &[&str]) -> bool {
    let [first, given @ ..] = words else { return false };
    let given: Vec<&str> = given.iter().flat_map(|word| word.split('-')).collect();
    let chinese = CHINESE.contains(first) && given.len() <= 2 && given.iter().all(|word| is_pinyin(word));
    // Of Koreans and Vietnamese who go by one name behind the surname, nobody can tell which is which.
    let short = |word: &&str| {
        word.chars().count() <= 6 && !is_forename(word) && !CAPITAL_PARTICLES.contains(word) && !word.ends_with('.')
    };
    let korean_sounds = |word: &&str| !word.contains(['f', 'q', 'v', 'x', 'z', 'l']) || word.ends_with('l');
    let korean =
        KOREAN.contains(first) && given.len() == 2 && given.iter().all(|word| short(word) && korean_sounds(word));
    let vietnamese = VIETNAMESE.contains(first) && matches!(given.len(), 2 | 3) && given.iter().all(short);
    chinese || korean || vietnamese
}

/// Whether a word is made of syllables as Chinese is written in Latin letters: two at most.
fn is_pinyin(word: &str) -> bool {
    const INITIALS: [&str; 24] = [
        "zh", "ch", "sh", "b", "p", "m", "f", "d", "t", "n", "l", "g", "k", "h", "j", "q", "x", "r", "z", "c", "s",
        "y", "w", "",
    ];
    const FINALS: [&str; 36] = [
        "iang", "iong", "uang", "ang", "eng", "ing", "ong", "ian", "iao", "uai", "uan", "üan", "ai", "an", "ao", "ei",
        "en", "er", "ia", "ie", "in", "iu", "ou", "ua", "ue", "üe", "ui", "un", "ün", "uo", "a", "e", "i", "o", "u",
        "ü",
    ];
    fn rests(word: &str) -> impl Iterator<Item = &str> {
        let behind = INITIALS.iter().filter_map(move |initial| word.strip_prefix(initial));
        behind.flat_map(|rest| FINALS.iter().filter_map(move |last| rest.strip_prefix(last)))
    }
    let word = word.to_lowercase();
    rests(&word).any(|rest| rest.is_empty() || rests(rest).any(str::is_empty))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_are_filed_by_their_surnames() {
        for (name, filed_name) in [
            ("Sergey Lavrov", "Lavrov, Sergey"),
            ("Ursula von der Leyen", "von der Leyen, Ursula"),
            ("Xi, Jinping", "Xi, Jinping"),
            ("习近平", "习近平"),
            ("毛 泽东", "毛 泽东"),
            ("Lula", "Lula"),
            ("Robert De Niro", "De Niro, Robert"),
            ("Sheikh Mohammed bin Rashid Al Maktoum", "Al Maktoum, Sheikh Mohammed bin Rashid"),
            ("José Ortega y Gasset", "Ortega y Gasset, José"),
            ("Al Gore", "Gore, Al"),
            ("Sir Keir Starmer", "Starmer, Sir Keir"),
            ("Dr. Anna Weber", "Weber, Dr. Anna"),
            ("Pelé Jr.", "Pelé, Jr."),
        ] {
            assert_eq!(filed(name), filed_name);
        }
    }

    #[test]
    fn numbers_and_degrees_are_no_surnames() {
        for (name, filed_name) in [
            ("King Charles III", "Charles III, King"),
            ("Charles III", "Charles III"),
            ("Pope Leo XIV", "Leo XIV, Pope"),
            ("Pope Francis", "Francis, Pope"),
            ("Pope John Paul II", "John Paul II, Pope"),
            ("John Paul II", "John Paul II"),
            ("Henry Ford II", "Ford, Henry II"),
            ("Martin Luther King Jr.", "King, Martin Luther, Jr."),
            ("Martin Luther King, Jr.", "King, Martin Luther, Jr."),
            ("Anna Weber, PhD", "Weber, Anna, PhD"),
            ("Prince Mohammed bin Salman", "bin Salman, Prince Mohammed"),
            ("Malcolm X", "X, Malcolm"),
        ] {
            assert_eq!(filed(name), filed_name);
        }
    }

    #[test]
    fn where_the_surname_stands_first_it_stays_so() {
        for name in
            ["Wang Yi", "Xi Jinping", "Deng Xiaoping", "Kim Jong Un", "Moon Jae-in", "Ban Ki-moon", "Ho Chi Minh"]
        {
            assert_eq!(filed(name), name);
        }
        for (name, filed_name) in [
            ("Jack Ma", "Ma, Jack"),
            ("Kim Philby", "Philby, Kim"),
            ("Lee Harvey Oswald", "Oswald, Lee Harvey"),
            ("Lee Van Cleef", "Van Cleef, Lee"),
            ("Ma Rainey", "Rainey, Ma"),
            ("Park Street", "Street, Park"),
        ] {
            assert_eq!(filed(name), filed_name);
        }
    }
}
