//! Undoes mojibake: text whose UTF-8 bytes somebody read as windows-1252, Latin-1 or windows-1251, so that "é" became
//! "Ã©" and "Привет" became "РџСЂРёРІРµС‚".
//!
//! A run of characters is mended if its bytes in that encoding are UTF-8 for characters that people write, and if the
//! document shows that this is no chance: one such run may be what its author wrote, two of them hardly are. A line
//! is mended only if it has more such runs than other letters beyond ASCII.

use std::ops::Range;

/// How often text is mended over: some was spoilt more than once.
const PASSES: usize = 3;

/// What was mended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Mended {
    /// The text as it was meant.
    pub text: String,
    /// The encoding that its bytes had been taken for.
    pub encoding: &'static str,
    /// How many runs of characters were mended.
    pub places: usize,
    /// Where in `text` the first of them is.
    pub first: Range<usize>,
}

/// The text as it was meant; nothing if it has no mojibake.
pub(super) fn mend(text: &str) -> Option<Mended> {
    let mut mended = once(text)?;
    for _ in 1..PASSES {
        let Some(again) = once(&mended.text) else { break };
        mended = Mended { places: mended.places, encoding: mended.encoding, ..again };
    }
    Some(mended)
}

fn once(text: &str) -> Option<Mended> {
    if text.is_ascii() {
        return None;
    }
    [Spoilt::Western, Spoilt::Cyrillic].into_iter().find_map(|spoilt| spoilt.mend(text))
}

/// What the bytes had been taken for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Spoilt {
    Western,
    Cyrillic,
}

/// A run of characters that is mojibake.
struct Run {
    range: Range<usize>,
    meant: String,
    /// How many characters are meant.
    count: usize,
}

impl Spoilt {
    fn mend(self, text: &str) -> Option<Mended> {
        if !self.is_likely(text) {
            return None;
        }
        let runs = self.runs(text);
        let meant: usize = runs.iter().map(|run| run.count).sum();
        let telling = runs.iter().any(|run| run.meant.chars().any(|c| c > '\u{7ff}'));
        if meant < 2 && !telling {
            return None;
        }
        let mut out = String::with_capacity(text.len());
        let (mut places, mut first, mut start) = (0, None, 0);
        let mut runs = runs.into_iter().peekable();
        for line in text.split_inclusive('\n') {
            let end = start + line.len();
            let mut here = Vec::new();
            while let Some(run) = runs.next_if(|run| run.range.start < end) {
                here.push(run);
            }
            if !here.is_empty() && outweigh(&here, text, line) {
                let mut at = start;
                for run in here {
                    out.push_str(&text[at..run.range.start]);
                    first.get_or_insert(out.len()..out.len() + run.meant.len());
                    out.push_str(&run.meant);
                    at = run.range.end;
                    places += 1;
                }
                out.push_str(&text[at..end]);
            } else {
                out.push_str(line);
            }
            start = end;
        }
        first.map(|first| Mended { text: out, encoding: self.name(), places, first })
    }

    fn name(self) -> &'static str {
        match self {
            Self::Western => "windows-1252",
            Self::Cyrillic => "windows-1251",
        }
    }

    /// Whether a closer look is worth its time.
    fn is_likely(self, text: &str) -> bool {
        match self {
            // A letter from U+00C2 to U+00F4, and directly behind it another character beyond ASCII.
            Self::Western => {
                let mut rest = text.as_bytes();
                while let Some(at) = memchr::memchr(0xc3, rest) {
                    rest = &rest[at + 1..];
                    if matches!(rest, [0x82..=0xb4, 0xc2..=0xff, ..]) {
                        return true;
                    }
                }
                false
            }
            // What the commonest letters become, "Р°", "Рµ", "Рѕ", "Рё": no Russian word has these.
            Self::Cyrillic => {
                let bytes = text.as_bytes();
                memchr::memchr_iter(0xd0, bytes)
                    .any(|at| matches!(bytes[at + 1..], [0xa0, 0xc2, 0xb0 | 0xb5, ..] | [0xa0, 0xd1, 0x91 | 0x95, ..]))
            }
        }
    }

    fn byte(self, c: char) -> Option<u8> {
        let code = u32::from(c);
        match self {
            Self::Western if (0x80..0x100).contains(&code) => u8::try_from(code).ok(),
            Self::Western => position(&WINDOWS_1252, c),
            Self::Cyrillic => match c {
                'А'..='я' => u8::try_from(code - 0x410 + 0xc0).ok(),
                '\u{98}' | '\u{a0}' | '¤' | '¦' | '§' | '©' | '«' | '¬' | '\u{ad}' | '®' | '°' | '±' | 'µ' | '¶'
                | '·' | '»' => u8::try_from(code).ok(),
                c => position(&WINDOWS_1251, c),
            },
        }
    }

    fn runs(self, text: &str) -> Vec<Run> {
        let mut runs = Vec::new();
        let mut bytes: Vec<u8> = Vec::new();
        let mut places: Vec<usize> = Vec::new();
        let mut end = 0;
        let beyond = text.bytes().enumerate().filter(|(_, byte)| *byte >= 0xc0);
        for (at, c) in beyond.filter_map(|(at, _)| text[at..].chars().next().map(|c| (at, c))) {
            if at > end {
                self.finish(&mut bytes, &mut places, end, &mut runs);
            }
            end = at + c.len_utf8();
            match self.byte(c) {
                Some(byte) => {
                    bytes.push(byte);
                    places.push(at);
                }
                None => self.finish(&mut bytes, &mut places, at, &mut runs),
            }
        }
        self.finish(&mut bytes, &mut places, end, &mut runs);
        runs
    }

    /// Adds what of a stretch of such characters is UTF-8.
    fn finish(self, bytes: &mut Vec<u8>, places: &mut Vec<usize>, end: usize, runs: &mut Vec<Run>) {
        if bytes.is_empty() {
            return;
        }
        places.push(end);
        let mut at = 0;
        for chunk in bytes.utf8_chunks() {
            let valid = chunk.valid();
            let next = at + valid.len() + chunk.invalid().len();
            // In Cyrillic the whole stretch must be UTF-8: "Сё" alone begins a word.
            let whole = self == Self::Western || (valid.len() == bytes.len() && valid.len() > 2);
            if !valid.is_empty() && whole && valid.chars().all(is_written) {
                let range = places[at]..places[at + valid.len()];
                runs.push(Run { range, meant: valid.to_owned(), count: valid.chars().count() });
            }
            at = next;
        }
        bytes.clear();
        places.clear();
    }
}

/// Whether the characters that a line's runs mean are more than its other letters beyond ASCII.
fn outweigh(runs: &[Run], text: &str, line: &str) -> bool {
    let letters = |text: &str| text.chars().filter(|c| !c.is_ascii() && c.is_alphabetic()).count();
    let spoilt: usize = runs.iter().map(|run| letters(&text[run.range.clone()])).sum();
    let meant: usize = runs.iter().map(|run| run.count).sum();
    meant > letters(line) - spoilt
}

/// The place of a character in the upper half of an encoding.
fn position(table: &[char; 64], c: char) -> Option<u8> {
    table.iter().position(|other| *other == c && c != '\0').and_then(|at| u8::try_from(0x80 + at).ok())
}

/// Bytes 0x80 to 0xBF where they are not Latin-1; NUL where there is nothing.
const WINDOWS_1252: [char; 64] = [
    '€', '\0', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\0', 'Ž', '\0', '\0', '‘', '’', '“', '”', '•',
    '–', '—', '˜', '™', 'š', '›', 'œ', '\0', 'ž', 'Ÿ', '\0', '\0', '\0', '\0', '\0', '\0', '\0', '\0', '\0', '\0',
    '\0', '\0', '\0', '\0', '\0', '\0', '\0', '\0', '\0', '\0', '\0', '\0', '\0', '\0', '\0', '\0', '\0', '\0', '\0',
    '\0', '\0', '\0',
];

/// The same of windows-1251.
const WINDOWS_1251: [char; 64] = [
    'Ђ', 'Ѓ', '‚', 'ѓ', '„', '…', '†', '‡', '€', '‰', 'Љ', '‹', 'Њ', 'Ќ', 'Ћ', 'Џ', 'ђ', '‘', '’', '“', '”', '•', '–',
    '—', '\0', '™', 'љ', '›', 'њ', 'ќ', 'ћ', 'џ', '\0', 'Ў', 'ў', 'Ј', '\0', 'Ґ', '\0', '\0', 'Ё', '\0', 'Є', '\0',
    '\0', '\0', '\0', 'Ї', '\0', '\0', 'І', 'і', 'ґ', '\0', '\0', '\0', 'ё', '№', 'є', '\0', 'ј', 'Ѕ', 'ѕ', 'ї',
];

/// Whether people write a character: letters and signs of living scripts, no marks that only combine. What a second
/// pass may need is among them.
fn is_written(c: char) -> bool {
    matches!(u32::from(c),
        0x80..=0x17f | 0x192 | 0x2c6 | 0x2dc | 0x218..=0x21b | 0x2bb..=0x2bc
        | 0x384..=0x3ce | 0x400..=0x4ff | 0x531..=0x587 | 0x5d0..=0x5ea
        | 0x60c..=0x64a | 0x660..=0x6d3 | 0x900..=0x97f | 0xe01..=0xe5b
        | 0x10d0..=0x10ff | 0x1e80..=0x1eff
        | 0x2009..=0x2022 | 0x2026 | 0x202f | 0x2030..=0x203a | 0x20ac | 0x20bd | 0x2116 | 0x2122
        | 0x2190..=0x2193 | 0x2212 | 0x2264..=0x2265 | 0x25a0..=0x25ff | 0x2600..=0x27bf
        | 0x3000..=0x30ff | 0x3400..=0x9fff | 0xac00..=0xd7a3 | 0xfeff | 0xfb01..=0xfb02
        | 0xff01..=0xff60 | 0x1f300..=0x1faff)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What becomes of text whose UTF-8 is read as another encoding.
    fn spoil(text: &str, spoilt: Spoilt) -> String {
        let one = |byte: u8| {
            let (table, upper) = match spoilt {
                Spoilt::Western => (&WINDOWS_1252, 0xc0),
                Spoilt::Cyrillic => (&WINDOWS_1251, 0x410),
            };
            match byte {
                0..0x80 => char::from(byte),
                0x80..0xc0 => Some(table[usize::from(byte) - 0x80]).filter(|c| *c != '\0').unwrap_or(char::from(byte)),
                0xc0.. => char::from_u32(upper + u32::from(byte) - 0xc0).unwrap(),
            }
        };
        text.bytes().map(one).collect()
    }

    fn mended(text: &str) -> Option<String> {
        mend(text).map(|mended| mended.text)
    }

    #[test]
    fn spoilt_text_is_mended() {
        for text in [
            "Über die Größe: „gut“ – sagte er…\nZweite Zeile mit ä\n",
            "C’est l’été à Noël, déjà vécu",
            "It’s “fine”",
            "Привет, как дела? Ёлка – «зелёная».",
            "Η τιμή του σιταριού",
            "到了春天，小麦的价格",
            "ثمن القمح",
        ] {
            let spoilt = spoil(text, Spoilt::Western);
            assert_eq!(mended(&spoilt).as_deref(), Some(text), "{spoilt}");
        }
        let russian = "Привет, как дела? Ёлка – «зелёная».";
        assert_eq!(mended(&spoil(russian, Spoilt::Cyrillic)).as_deref(), Some(russian));
        let twice = spoil(&spoil("It’s “fine” and déjà", Spoilt::Western), Spoilt::Western);
        assert_eq!(mended(&twice).as_deref(), Some("It’s “fine” and déjà"));
    }

    #[test]
    fn only_spoilt_lines_are_mended() {
        let found = mend("Größe und Höhe, schön\nGrÃ¶ÃŸe\n").unwrap();
        assert_eq!(found.text, "Größe und Höhe, schön\nGröße\n");
        assert_eq!((found.places, &found.text[found.first.clone()]), (1, "öß"));
    }

    #[test]
    fn good_text_stays() {
        for text in [
            "",
            "plain",
            "CAFÉ» und TEÄ“",
            "Сёмга, Ёлка, РСФСР и СССР. Рёв",
            "Ça va, naïve, façade: «Été»",
            "Å Ä Ö ß ÿ",
            "Größe Ã©",
            "Ελληνικά, ΆΛΦΑ",
            "到了春天",
        ] {
            assert_eq!(mended(text), None, "{text}");
        }
    }
}
