//! Matter, as the package mhchem writes it: `\ce{2H2 + O2 -> 2H2O}`, said in the words of plain formulas.
//!
//! What is known: elements and groups, how many of each, charges, isotopes, bonds, states, arrows with what stands over
//! and under them, what falls out and what goes off as gas, water of crystals. What is not known is left to be told.

use super::words::{argument, braced, in_known_words};

/// Arrows as they are typed, a longer one before those that begin it; and the sign that each is.
const ARROWS: [(&str, &str); 8] = [
    ("<=>>", "\\rightleftharpoons"),
    ("<<=>", "\\rightleftharpoons"),
    ("<=>", "\\rightleftharpoons"),
    ("<-->", "\\rightleftarrows"),
    ("<->", "\\leftrightarrow"),
    ("->", "\\longrightarrow"),
    ("<-", "\\longleftarrow"),
    ("→", "\\longrightarrow"),
];

/// What the next sign is read against.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Behind {
    /// White, an arrow, the beginning: a number counts what follows it.
    Nothing,
    /// White that is not said yet: an arrow has its own.
    White,
    /// Letters, or a bracket that closes: a number counts what stands before it.
    Letters,
    /// What already has a number or a charge.
    Scripts,
    /// A bond, a bracket that opens: what follows belongs to it.
    Joint,
}

/// What stands in the braces of `\ce`, as a formula. `None` if it holds what is not known here.
pub(super) fn said(matter: &str) -> Option<String> {
    let mut said = Said { out: String::with_capacity(matter.len() * 4), behind: Behind::Nothing };
    let mut rest = matter.trim();
    while let Some(first) = rest.chars().next() {
        rest = said.next(first, rest)?;
    }
    Some(said.out)
}

struct Said {
    out: String,
    behind: Behind,
}

impl Said {
    /// Says what stands first, and gives back what stands behind it.
    fn next<'t>(&mut self, first: char, rest: &'t str) -> Option<&'t str> {
        if let Some((arrow, sign)) = ARROWS.iter().find(|(arrow, _)| rest.starts_with(arrow)) {
            return self.arrow(sign, &rest[arrow.len()..]);
        }
        let behind = &rest[first.len_utf8()..];
        if first.is_whitespace() {
            return self.white(behind);
        }
        if self.behind == Behind::White {
            self.settle();
        }
        match first {
            c if c.is_alphabetic() => return Some(self.letters(rest)),
            c if c.is_ascii_digit() => return Some(self.number(rest)),
            '^' | '_' => return self.script(first, behind),
            '+' | '-' => self.sign(first, behind),
            '(' | '[' => self.push(first, Behind::Joint),
            ')' | ']' => self.push(first, Behind::Letters),
            '=' => self.say("{=}", Behind::Joint),
            '#' => self.say("{\\equiv}", Behind::Joint),
            // Water of crystals.
            '*' | '.' | '·' => self.say("{\\cdot}", Behind::Nothing),
            ',' | ';' | '/' | ':' | '\'' | '&' => self.push(first, Behind::Nothing),
            '{' => {
                let (inside, behind) = braced(rest)?;
                let inside = said(inside)?;
                self.grouped(&inside);
                self.behind = Behind::Letters;
                return Some(behind);
            }
            '\\' => return self.command(rest),
            _ => return None,
        }
        Some(behind)
    }

    fn say(&mut self, words: &str, behind: Behind) {
        self.out.push_str(words);
        self.behind = behind;
    }

    fn push(&mut self, sign: char, behind: Behind) {
        self.out.push(sign);
        self.behind = behind;
    }

    fn grouped(&mut self, inside: &str) {
        self.out.push('{');
        self.out.push_str(inside);
        self.out.push('}');
    }

    /// White parts what is added: `A + B`. A `v` or a `^` between white says that something falls out or goes off.
    fn white<'t>(&mut self, behind: &'t str) -> Option<&'t str> {
        let rest = behind.trim_start();
        let stands_alone =
            |sign: char| rest.strip_prefix(sign).filter(|rest| rest.chars().next().is_none_or(char::is_whitespace));
        for (sign, said) in [('+', " + "), ('-', " - "), ('=', " = "), ('v', "\\,\\downarrow "), ('^', "\\,\\uparrow ")]
        {
            if let Some(rest) = stands_alone(sign) {
                self.say(said, Behind::Nothing);
                return Some(rest.trim_start());
            }
        }
        if self.behind != Behind::Nothing {
            self.behind = Behind::White;
        }
        Some(rest)
    }

    /// Says the white that stands before something.
    fn settle(&mut self) {
        self.say("\\ ", Behind::Nothing);
    }

    /// The letters of elements stand upright. One small letter that something follows is a number that is not told; without
    /// white, only those that stand for numbers are: "pH" is a word.
    fn letters<'t>(&mut self, rest: &'t str) -> &'t str {
        let end = rest.find(|c: char| !c.is_alphabetic()).unwrap_or(rest.len());
        let (letters, behind) = rest.split_at(end);
        let mut chars = letters.chars();
        let counts = self.behind == Behind::Nothing
            && chars.next().is_some_and(char::is_lowercase)
            && match chars.next() {
                Some(next) => next.is_uppercase() && letters.starts_with(['n', 'm', 'x', 'y']),
                None => behind.starts_with(' ') && !behind.trim_start().starts_with(['+', '-', '<', '=']),
            };
        if counts {
            let (letter, more) = rest.split_at(rest.chars().next().map_or(0, char::len_utf8));
            self.say(letter, Behind::Nothing);
            self.out.push_str("\\,");
            return more.trim_start();
        }
        self.say("\\text{", Behind::Letters);
        self.out.push_str(letters);
        self.out.push('}');
        behind
    }

    /// How many of what follows or of what stands before.
    fn number<'t>(&mut self, rest: &'t str) -> &'t str {
        let counts = self.behind == Behind::Nothing;
        let is_figure = |c: char| c.is_ascii_digit() || counts && matches!(c, '.' | '/');
        let end = rest.find(|c: char| !is_figure(c)).unwrap_or(rest.len());
        let (number, behind) = rest.split_at(end);
        match self.behind {
            Behind::Nothing | Behind::White => match number.split_once('/') {
                Some((over, under)) if !over.is_empty() && !under.is_empty() => {
                    for part in ["\\tfrac{", over, "}{", under, "}"] {
                        self.out.push_str(part);
                    }
                }
                _ => self.out.push_str(number),
            },
            Behind::Letters => {
                self.out.push('_');
                self.grouped(number);
                self.behind = Behind::Scripts;
                return behind;
            }
            Behind::Scripts | Behind::Joint => self.out.push_str(number),
        }
        let behind_white = behind.trim_start();
        let counted = |c: char| c.is_alphabetic() || matches!(c, '(' | '[' | '{' | '\\' | '^' | '_');
        if counts && behind_white.starts_with(counted) {
            self.out.push_str("\\,");
            return behind_white;
        }
        behind
    }

    /// What is raised or lowered: a charge, a number, the figures of an isotope before its element.
    fn script<'t>(&mut self, mark: char, rest: &'t str) -> Option<&'t str> {
        let (inside, behind) = if rest.starts_with('{') {
            braced(rest)?
        } else {
            let is_of = |c: char| c.is_ascii_digit() || matches!(c, '+' | '-' | '.' | '*');
            match rest.find(|c: char| !is_of(c)).unwrap_or(rest.len()) {
                0 => argument(rest)?,
                end => rest.split_at(end),
            }
        };
        if matches!(self.behind, Behind::Nothing | Behind::Joint) {
            self.out.push_str("{}");
        }
        let inside = match inside {
            "." | "*" => "\\bullet".to_owned(),
            // Numbers that are told by a letter are as elsewhere.
            letters if letters.starts_with('\\') || letters.chars().all(char::is_lowercase) => in_known_words(letters),
            letters if letters.contains(['\\', '$', '{']) => return None,
            letters if letters.contains(char::is_alphabetic) => format!("\\text{{{letters}}}"),
            figures => figures.to_owned(),
        };
        self.out.push(mark);
        self.grouped(&inside);
        self.behind = Behind::Scripts;
        Some(behind)
    }

    /// A charge, or a bond: nothing that could be bound to stands behind a charge.
    fn sign(&mut self, sign: char, behind: &str) {
        // A state stands behind a charge: `Na+(aq)`.
        let is_state = behind.strip_prefix('(').is_some_and(|rest| rest.starts_with(char::is_lowercase));
        let opens = |c: char| c.is_alphanumeric() || matches!(c, '(' | '[' | '\\' | '{');
        let binds = behind.starts_with(opens) && !is_state;
        let charges = matches!(self.behind, Behind::Letters | Behind::Scripts) && !binds;
        let joint = if sign == '+' { Behind::Nothing } else { Behind::Joint };
        match (charges, sign) {
            (true, sign) => {
                self.out.push('^');
                self.grouped(sign.encode_utf8(&mut [0; 4]));
                self.behind = Behind::Scripts;
            }
            (false, '-') if self.behind != Behind::Nothing => self.say("{-}", joint),
            (false, sign) => self.push(sign, joint),
        }
    }

    /// An arrow with what stands over it and under it, in brackets.
    fn arrow<'t>(&mut self, sign: &str, rest: &'t str) -> Option<&'t str> {
        let mut rest = rest;
        let mut beside = [String::new(), String::new()];
        for label in &mut beside {
            let Some(inside) = rest.strip_prefix('[') else { break };
            let (inside, behind) = bracketed(inside)?;
            *label = said(inside)?;
            rest = behind;
        }
        let [over, under] = beside.map(|label| label.trim().to_owned());
        let mut arrow = sign.to_owned();
        if !under.is_empty() {
            arrow = format!("\\underset{{{under}}}{{{arrow}}}");
        }
        if !over.is_empty() {
            arrow = format!("\\overset{{{over}}}{{{arrow}}}");
        }
        // What stands over and under an arrow keeps its own distance.
        let white = if arrow == sign { " " } else { "\\;" };
        for part in [white, &arrow, white] {
            self.out.push_str(part);
        }
        self.behind = Behind::Nothing;
        Some(rest.trim_start())
    }

    /// What is said in the words of formulas stands as it is: `\alpha`, `\\`.
    fn command<'t>(&mut self, rest: &'t str) -> Option<&'t str> {
        let (command, mut behind) = argument(rest)?;
        // These have words of their own in mhchem.
        if matches!(command, "\\bond" | "\\ce" | "\\pu") {
            return None;
        }
        let mut whole = command.to_owned();
        while let Some((inside, more)) = behind.starts_with('{').then(|| braced(behind)).flatten() {
            whole.extend(["{", inside, "}"]);
            behind = more;
        }
        self.out.push_str(&in_known_words(&whole));
        // The name of a command must not grow.
        self.out.push(' ');
        self.behind = if command == "\\\\" { Behind::Nothing } else { Behind::Letters };
        Some(behind)
    }
}

/// What stands before the bracket that closes, and what behind it.
fn bracketed(inside: &str) -> Option<(&str, &str)> {
    let mut depth = 0_usize;
    let end = inside.find(|c: char| match c {
        '[' | '{' | '(' => {
            depth += 1;
            false
        }
        ']' if depth == 0 => true,
        ']' | '}' | ')' => {
            depth = depth.saturating_sub(1);
            false
        }
        _ => false,
    })?;
    Some((&inside[..end], &inside[end + 1..]))
}

#[cfg(test)]
mod tests {
    use super::super::linear;
    use super::said;

    #[test]
    fn matter_is_said_in_the_words_of_formulas() {
        for (matter, formula) in [
            ("H2O", "\\text{H}_{2}\\text{O}"),
            ("2H2O", "2\\,\\text{H}_{2}\\text{O}"),
            ("1/2 O2", "\\tfrac{1}{2}\\,\\text{O}_{2}"),
            ("SO4^2-", "\\text{SO}_{4}^{2-}"),
            ("Na+", "\\text{Na}^{+}"),
            ("^{227}_{90}Th+", "{}^{227}_{90}\\text{Th}^{+}"),
            ("CH3-CH=CH2", "\\text{CH}_{3}{-}\\text{CH}{=}\\text{CH}_{2}"),
            ("CuSO4*5H2O", "\\text{CuSO}_{4}{\\cdot}5\\,\\text{H}_{2}\\text{O}"),
            (
                "A ->[x][\\Delta] B",
                "\\text{A}\\;\\overset{\\text{x}}{\\underset{\\Delta}{\\longrightarrow}}\\;\\text{B}",
            ),
            ("Na+(aq)", "\\text{Na}^{+}(\\text{aq})"),
            ("CH3-(CH2)2-", "\\text{CH}_{3}{-}(\\text{CH}_{2})_{2}^{-}"),
            ("n H2O", "n\\,\\text{H}_{2}\\text{O}"),
            ("Fe^{II}", "\\text{Fe}^{\\text{II}}"),
            ("NO_x", "\\text{NO}_{x}"),
            ("nH2O", "n\\,\\text{H}_{2}\\text{O}"),
            ("pH", "\\text{pH}"),
            ("A B", "\\text{A}\\ \\text{B}"),
            ("A -> B", "\\text{A} \\longrightarrow \\text{B}"),
            ("A \\\\ -> B", "\\text{A}\\ \\\\  \\longrightarrow \\text{B}"),
        ] {
            assert_eq!(said(matter).as_deref(), Some(formula), "{matter}");
        }
        for unknown in ["A\\bond{~}B", "\"a\"", "{A", "A ->[x B"] {
            assert_eq!(said(unknown), None, "{unknown}");
        }
    }

    #[test]
    fn matter_is_read_out_in_a_line() {
        for (matter, words) in [
            ("\\ce{2Fe + 3H2O -> Fe2O3 + 3H2}", "2Fe + 3H₂O ⟶ Fe₂O₃ + 3H₂"),
            ("\\ce{CO2 + H2O <=> H+ + HCO3-}", "CO₂ + H₂O ⇌ H⁺ + HCO₃⁻"),
            ("\\ce{(NH4)2SO4(aq)}", "(NH₄)₂SO₄(aq)"),
            ("\\ce{Ba^2+ + SO4^2- -> BaSO4 v}", "Ba²⁺ + SO₄²⁻ ⟶ BaSO₄ ↓"),
            ("x = \\ce{H2O}", "x = H₂O"),
            ("\\ce{A\\bond{~}B}", "\\ce{A\\bond{~}B}"),
        ] {
            assert_eq!(linear(matter), words);
        }
    }
}
