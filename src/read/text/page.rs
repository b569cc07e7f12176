//! Furniture that every page has, whatever its language: how long reading takes, and where to share what was read.

use super::lexicon::Certainty;
use crate::lang::small;

/// How sure it is that a line is such furniture.
pub(super) fn of_page(text: &str) -> Option<Certainty> {
    if is_share_row(text) {
        return Some(Certainty::Sure);
    }
    reading_time(text).or_else(|| is_network(text).then_some(Certainty::Likely))
}

/// "5 min read", "6–8 minutes", "5 мин. чтения": how long an article takes to read. Without a word for reading it may be
/// something else.
fn reading_time(text: &str) -> Option<Certainty> {
    const LONGEST: usize = 60;
    let begins = |c: char| c.is_ascii_digit() || matches!(c, '~' | '約' | '约');
    if text.len() > LONGEST || !text.bytes().any(|b| b.is_ascii_digit()) {
        return None;
    }
    if !text.starts_with(begins) {
        let (label, time) = text.split_at(text.find(begins)?);
        let label = small(label.trim_end_matches([':', '：', ' ', '\u{a0}']));
        let timed = LABELS.contains(&label.as_str()) && reading_time(time) == Some(Certainty::Likely);
        return timed.then_some(Certainty::Sure);
    }
    let rest = text.trim_start_matches(|c: char| begins(c) || matches!(c, '-' | '–' | '—' | '～' | ' ' | '\u{a0}'));
    let small = small(rest);
    let words = MINUTES.iter().find_map(|word| small.strip_prefix(word))?;
    let words = words.trim_matches(|c: char| !c.is_alphanumeric());
    if words.is_empty() {
        return Some(Certainty::Likely);
    }
    READING.contains(&words).then_some(Certainty::Sure)
}

/// Minutes, longer forms first.
#[rustfmt::skip] // a row is a few languages
const MINUTES: &[&str] = &[
    "minutes", "minuten", "minutos", "minuto", "minuti", "minuut", "minuter", "minutter", "minute", "mins",
    "minuty", "minută", "minut", "min.", "min", "минуты", "минут", "минута", "мин.", "мин", "хвилини", "хвилин", "хв",
    "λεπτά", "λεπτό", "dakika", "dk", "دقائق", "دقيقة", "دقیقه", "דקות", "דקה", "分钟", "分鐘", "分", "분", "perc", "phút",
];

/// What stands before them.
#[rustfmt::skip] // a row is a few languages
const LABELS: &[&str] = &[
    "reading time", "lesezeit", "lesedauer", "temps de lecture", "tiempo de lectura", "tempo di lettura", "tempo de leitura",
    "leestijd", "время чтения", "час читання", "χρόνος ανάγνωσης", "czas czytania", "okuma süresi", "مدة القراءة",
    "وقت القراءة", "זמן קריאה", "阅读时间", "阅读时长", "預計閱讀", "閱讀時間", "読了時間", "読了目安", "所要時間", "읽는 시간",
    "lästid", "læsetid", "lesetid", "lukuaika", "doba čtení", "čas čtení", "olvasási idő", "thời gian đọc",
];

/// What stands behind the minutes that an article takes.
#[rustfmt::skip] // a row is a few languages
const READING: &[&str] = &[
    "read", "reading", "reading time", "to read", "lesezeit", "lesedauer", "de lecture", "lecture", "de lectura",
    "lectura", "de leitura", "leitura", "di lettura", "lettura", "leestijd", "lezen", "läsning", "lesetid", "czytania",
    "чтения", "читання", "ανάγνωσης", "ανάγνωση", "okuma", "okuma süresi", "قراءة", "للقراءة", "קריאה", "阅读", "閱讀",
    "で読めます", "で読める", "읽기", "소요", "olvasás", "đọc",
];

/// The name of a place to share a page at, alone on its line.
fn is_network(text: &str) -> bool {
    const LONGEST: usize = 40;
    text.len() <= LONGEST && !text.contains(' ') && {
        let small = small(text);
        PLACES[..NETWORKS].contains(&small.as_str()) || NETWORKS_ELSEWHERE.contains(&small.as_str())
    }
}

/// The first of [`PLACES`] are nothing else.
const NETWORKS: usize = 19;

#[rustfmt::skip]
const PLACES: &[&str] = &[
    "facebook", "twitter", "whatsapp", "telegram", "linkedin", "pinterest", "reddit", "instagram", "threads",
    "bluesky", "mastodon", "tumblr", "flipboard", "vk", "viber", "weibo", "wechat", "微信", "微博", "line", "email",
    "e-mail", "mail", "x", "copy", "link", "print",
];

#[rustfmt::skip]
const NETWORKS_ELSEWHERE: &[&str] = &[
    "вконтакте", "одноклассники", "телеграм", "فيسبوك", "تويتر", "واتساب", "פייסבוק", "טוויטר", "フェイスブック",
    "はてなブックマーク", "페이스북", "카카오톡", "트위터",
];

/// "Facebook Twitter WhatsApp Email": the places to share a page at, and nothing else.
fn is_share_row(text: &str) -> bool {
    const FEWEST: usize = 2;
    let words = || text.split([' ', '|', '·', '•', ',', '/']).filter(|word| !word.is_empty());
    let is_place = |word: &str| PLACES.iter().any(|place| place.eq_ignore_ascii_case(word));
    let networks = |word: &&str| PLACES[..NETWORKS].iter().any(|place| place.eq_ignore_ascii_case(word));
    words().next().is_some_and(is_place)
        && words().count() >= FEWEST
        && words().all(is_place)
        && words().any(|w| networks(&w))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reading_takes_its_time() {
        for text in
            ["5 min read", "12 minute read", "5 min de lecture", "5 мин. чтения", "5 λεπτά ανάγνωσης", "5 دقائق قراءة"]
        {
            assert_eq!(of_page(text), Some(Certainty::Sure), "{text}");
        }
        for text in ["6-8 minutes", "6～8 分", "Twitter", "ВКонтакте"] {
            assert_eq!(of_page(text), Some(Certainty::Likely), "{text}");
        }
        for text in ["5 minutes to midnight", "12 angry men", "Twitter and its discontents", "Minutes"] {
            assert_eq!(of_page(text), None, "{text}");
        }
    }
}
