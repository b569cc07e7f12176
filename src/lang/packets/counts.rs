//! How many words, and how many minutes: "93 слова", "2 слова", "5 slov".

use super::super::{Language, grouped};
use super::of;

/// By language: the forms of a word that is counted, and of a minute where it is not abbreviated, between `|`; which
/// form stands with which number is the packet labels' rule. `#` is the number: Arabic has a form for two that needs
/// none.
const ROWS: &[(&str, &str, &str)] = &[
    ("en", "# word|# words", ""),
    ("de", "# Wort|# Wörter", ""),
    ("fr", "# mot|# mots", ""),
    ("es", "# palabra|# palabras", ""),
    ("it", "# parola|# parole", ""),
    ("pt", "# palavra|# palavras", ""),
    ("nl", "# woord|# woorden", ""),
    ("fi", "# sana|# sanaa", ""),
    ("el", "# λέξη|# λέξεις", "# λεπτό|# λεπτά"),
    ("ru", "# слово|# слова|# слов", ""),
    ("uk", "# слово|# слова|# слів", ""),
    ("pl", "# słowo|# słowa|# słów", ""),
    ("cs", "# slovo|# slova|# slov", ""),
    ("ar", "كلمة واحدة|كلمتان|# كلمات|# كلمة|# كلمة", "دقيقة واحدة|دقيقتان|# دقائق|# دقيقة|# دقيقة"),
    ("he", "מילה אחת|# מילים", ""),
];

impl Language {
    /// "1 240 words".
    pub fn words(&self, count: usize) -> String {
        let row = ROWS.iter().find(|row| row.0 == self.code());
        counted(self, row.map_or("", |row| row.1), self.labels().words, " ", count)
    }

    /// "12 min", which no line parts.
    pub fn minutes(&self, count: usize) -> String {
        let row = ROWS.iter().find(|row| row.0 == self.code());
        counted(self, row.map_or("", |row| row.2), self.labels().minutes, "\u{a0}", count).replace(' ', "\u{a0}")
    }
}

fn counted(language: &Language, forms: &str, unchanged: &str, white: &str, count: usize) -> String {
    let number = grouped(count);
    if forms.is_empty() {
        return format!("{number}{white}{unchanged}");
    }
    let last = forms.rsplit('|').next().unwrap_or(forms);
    let form = of(language.code()).plural.form(count);
    forms.split('|').nth(form).unwrap_or(last).replacen('#', &number, 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_has_the_form_that_its_number_asks_for() {
        let words = |code: &str, counts: &[usize]| {
            let language = Language::parse(code).unwrap();
            counts.iter().map(|count| language.words(*count)).collect::<Vec<_>>()
        };
        assert_eq!(words("ru", &[1, 2, 11, 93, 105]), ["1 слово", "2 слова", "11 слов", "93 слова", "105 слов"]);
        assert_eq!(words("uk", &[3, 21]), ["3 слова", "21 слово"]);
        assert_eq!(words("pl", &[3, 21]), ["3 słowa", "21 słów"]);
        assert_eq!(words("cs", &[3, 23]), ["3 slova", "23 slov"]);
        assert_eq!(words("ar", &[2, 3, 40]), ["كلمتان", "3 كلمات", "40 كلمة"]);
        assert_eq!(words("en-GB", &[1, 2]), ["1 word", "2 words"]);
        assert_eq!(words("sv", &[1, 2]), ["1 ord", "2 ord"]);
        let minutes = |code: &str, count| Language::parse(code).unwrap().minutes(count);
        assert_eq!(
            [minutes("ar", 2), minutes("ar", 5), minutes("ar", 12)],
            ["دقيقتان", "5\u{a0}دقائق", "12\u{a0}دقيقة"]
        );
        assert_eq!(minutes("ru", 2), "2\u{a0}мин");
    }
}
