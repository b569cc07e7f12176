//! The alphabets of formulas: which character of Unicode's block *Mathematical Alphanumeric Symbols* draws a letter.

use pulldown_latex::event::Font;

/// Where an alphabet's capitals and small letters begin, Latin and Greek, and its figures; zero where it has none.
struct Alphabet {
    latin: u32,
    greek: u32,
    figures: u32,
}

const fn alphabet(latin: u32, greek: u32, figures: u32) -> Alphabet {
    Alphabet { latin, greek, figures }
}

/// The letters that Unicode had before it had alphabets.
const ELSEWHERE: [(u32, char); 24] = [
    (0x1d455, 'ℎ'),
    (0x1d49d, 'ℬ'),
    (0x1d4a0, 'ℰ'),
    (0x1d4a1, 'ℱ'),
    (0x1d4a3, 'ℋ'),
    (0x1d4a4, 'ℐ'),
    (0x1d4a7, 'ℒ'),
    (0x1d4a8, 'ℳ'),
    (0x1d4ad, 'ℛ'),
    (0x1d4ba, 'ℯ'),
    (0x1d4bc, 'ℊ'),
    (0x1d4c4, 'ℴ'),
    (0x1d506, 'ℭ'),
    (0x1d50b, 'ℌ'),
    (0x1d50c, 'ℑ'),
    (0x1d515, 'ℜ'),
    (0x1d51d, 'ℨ'),
    (0x1d53a, 'ℂ'),
    (0x1d53f, 'ℍ'),
    (0x1d545, 'ℕ'),
    (0x1d547, 'ℙ'),
    (0x1d548, 'ℚ'),
    (0x1d549, 'ℝ'),
    (0x1d551, 'ℤ'),
];

/// The variants of Greek letters behind ω, in their order, and the sign before them.
const VARIANTS: [char; 7] = ['∂', 'ϵ', 'ϑ', 'ϰ', 'ϕ', 'ϱ', 'ϖ'];

/// How a letter is drawn in a font that the author chose, or in none: small letters and Latin capitals slant, as TeX has
/// them.
pub(super) fn drawn(c: char, font: Option<Font>) -> char {
    let c = if c == 'µ' { 'μ' } else { c };
    match c {
        'ı' if font.is_none() => return '𝚤',
        'ȷ' if font.is_none() => return '𝚥',
        _ => {}
    }
    let greek_capital = ('Α'..='Ω').contains(&c);
    let alphabet = match font {
        None if greek_capital || c == '∇' || c.is_ascii_digit() => return c,
        None | Some(Font::Italic) => alphabet(0x1d434, 0x1d6e2, 0),
        Some(Font::UpRight) => return c,
        Some(Font::BoldSymbol) if greek_capital || c.is_ascii_digit() || c == '∇' => {
            alphabet(0x1d400, 0x1d6a8, 0x1d7ce)
        }
        Some(Font::BoldSymbol | Font::BoldItalic) => alphabet(0x1d468, 0x1d71c, 0x1d7ce),
        Some(Font::Bold) => alphabet(0x1d400, 0x1d6a8, 0x1d7ce),
        Some(Font::Script) => alphabet(0x1d49c, 0, 0),
        Some(Font::BoldScript) => alphabet(0x1d4d0, 0, 0),
        Some(Font::Fraktur) => alphabet(0x1d504, 0, 0),
        Some(Font::BoldFraktur) => alphabet(0x1d56c, 0, 0),
        Some(Font::DoubleStruck | Font::DoubleStruckItalic) => alphabet(0x1d538, 0, 0x1d7d8),
        Some(Font::SansSerif) => alphabet(0x1d5a0, 0, 0x1d7e2),
        Some(Font::BoldSansSerif) => alphabet(0x1d5d4, 0x1d756, 0x1d7ec),
        Some(Font::SansSerifItalic) => alphabet(0x1d608, 0, 0x1d7e2),
        Some(Font::SansSerifBoldItalic) => alphabet(0x1d63c, 0x1d790, 0x1d7ec),
        Some(Font::Monospace) => alphabet(0x1d670, 0, 0x1d7f6),
    };
    styled(c, &alphabet).unwrap_or(c)
}

fn styled(c: char, alphabet: &Alphabet) -> Option<char> {
    let (base, offset) = match c {
        'A'..='Z' => (alphabet.latin, u32::from(c) - u32::from('A')),
        'a'..='z' => (alphabet.latin, u32::from(c) - u32::from('a') + 26),
        '0'..='9' => (alphabet.figures, u32::from(c) - u32::from('0')),
        'ϴ' => (alphabet.greek, 17),
        'Α'..='Ω' => (alphabet.greek, u32::from(c) - u32::from('Α')),
        '∇' => (alphabet.greek, 25),
        'α'..='ω' => (alphabet.greek, u32::from(c) - u32::from('α') + 26),
        _ => (alphabet.greek, 51 + VARIANTS.iter().position(|variant| *variant == c)? as u32),
    };
    let code = (base > 0).then_some(base + offset)?;
    let elsewhere = ELSEWHERE.iter().find(|(reserved, _)| *reserved == code).map(|(_, c)| *c);
    elsewhere.or_else(|| char::from_u32(code))
}

/// The letter without its dot, which an accent takes the place of.
pub(super) fn dotless(c: char) -> char {
    match c {
        '𝑖' => '𝚤',
        '𝑗' => '𝚥',
        'i' => 'ı',
        'j' => 'ȷ',
        c => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_in_their_alphabets() {
        let set = |text: &str, font| text.chars().map(|c| drawn(c, font)).collect::<String>();
        assert_eq!(set("Ehx2αΓ∂ϵ∇", None), "𝐸ℎ𝑥2𝛼Γ𝜕𝜖∇");
        assert_eq!(set("RzC1", Some(Font::DoubleStruck)), "ℝ𝕫ℂ𝟙");
        assert_eq!(set("LFe", Some(Font::Script)), "ℒℱℯ");
        assert_eq!(set("gRA", Some(Font::Fraktur)), "𝔤ℜ𝔄");
        assert_eq!(set("xβΩ7", Some(Font::BoldSymbol)), "𝒙𝜷𝛀𝟕");
        assert_eq!(set("vω0", Some(Font::Bold)), "𝐯𝛚𝟎");
        assert_eq!(set("sin", Some(Font::UpRight)), "sin");
        assert_eq!(dotless('𝑖'), '𝚤');
    }
}
