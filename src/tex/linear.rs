//! A formula in a line of plain text: `x²`, `E = mc²`, `α`. For what has words alone: running heads, bookmarks, names.

use super::mark;
use pulldown_latex::event::{
    Content, DimensionUnit, EnvironmentFlow, Event, Font, Grouping, ScriptPosition, ScriptType,
};
use pulldown_latex::event::{StateChange, Visual};

/// A formula in plain text; its source if it cannot be read.
pub(crate) fn linear(tex: &str) -> String {
    let made = super::read(tex, |events| {
        let mut line = Line { events: &events, at: 0, font: None };
        let said = line.list();
        if line.at < events.len() { Err("it is not nested as it should be".to_owned()) } else { Ok(said) }
    });
    match made {
        Ok(said) => said.split_whitespace().collect::<Vec<_>>().join(" "),
        Err(_) => tex.to_owned(),
    }
}

struct Line<'e, 't> {
    events: &'e [Event<'t>],
    at: usize,
    font: Option<Font>,
}

impl Line<'_, '_> {
    /// All up to the end of what is open.
    fn list(&mut self) -> String {
        let mut out = String::new();
        loop {
            match self.events.get(self.at) {
                None | Some(Event::End) => return out,
                Some(Event::EnvironmentFlow(flow)) => {
                    let parts = matches!(flow, EnvironmentFlow::NewLine { .. }) && !out.trim().is_empty();
                    out.push_str(if parts { "; " } else { " " });
                    self.at += 1;
                }
                Some(Event::Content(content))
                    if spaced(content) && out.trim_end().ends_with(is_operand) && self.joins(content) =>
                {
                    out.push(' ');
                    out.push_str(&self.element());
                    out.push(' ');
                }
                Some(Event::Content(Content::Function(_))) if out.ends_with(char::is_alphanumeric) => {
                    out.push(' ');
                    out.push_str(&self.element());
                }
                Some(_) => {
                    let parted = ends_in_name(self.events, self.at);
                    let said = self.element();
                    let parted = parted && said.starts_with(char::is_alphanumeric);
                    out.push_str(if parted { " " } else { "" });
                    out.push_str(&said);
                }
            }
        }
    }

    /// Whether a sign that comes next joins anything: an operator behind which nothing stands does not, as in a charge.
    fn joins(&self, sign: &Content) -> bool {
        matches!(sign, Content::Relation { .. }) || !matches!(self.events.get(self.at + 1), None | Some(Event::End))
    }

    fn element(&mut self) -> String {
        let Some(event) = self.events.get(self.at) else { return String::new() };
        self.at += 1;
        match event {
            Event::Content(content) => self.content(content),
            Event::Begin(grouping) => self.group(grouping),
            Event::Visual(Visual::SquareRoot) => format!("√{}", grouped(&self.element())),
            Event::Visual(Visual::Root) => {
                let inside = self.element();
                let index = self.element();
                let raised = shifted(&index, &RAISED).unwrap_or(index);
                format!("{raised}√{}", grouped(&inside))
            }
            Event::Visual(Visual::Fraction(rule)) => {
                let (over, under) = (self.element(), self.element());
                match rule {
                    Some(rule) if rule.value == 0.0 => format!("{over}, {under}"),
                    _ => format!("{}/{}", grouped(&over), grouped(&under)),
                }
            }
            Event::Visual(Visual::Negation) => match self.element().trim() {
                "=" => "≠".to_owned(),
                "∈" => "∉".to_owned(),
                other => format!("{other}\u{338}"),
            },
            Event::Script { ty, position } => self.scripts(*ty, *position),
            Event::Space { width: Some(width), .. } if width.value > 0.3 && width.unit == DimensionUnit::Em => {
                " ".to_owned()
            }
            Event::StateChange(StateChange::Font(font)) => {
                self.font = *font;
                String::new()
            }
            Event::Space { .. } | Event::StateChange(_) | Event::End | Event::EnvironmentFlow(_) => String::new(),
        }
    }

    fn group(&mut self, grouping: &Grouping) -> String {
        let font = self.font;
        let mut said = self.list();
        self.font = font;
        self.at += 1;
        if said.starts_with([mark::PHANTOM, mark::WIDE, mark::HIGH]) {
            said.clear();
        }
        let said = said.trim_start_matches(mark::ALL);
        match grouping {
            Grouping::LeftRight(left, right) => [
                left.map(String::from).unwrap_or_default().as_str(),
                said,
                &right.map(String::from).unwrap_or_default(),
            ]
            .concat(),
            Grouping::Cases { left: true } => format!("{{{said}"),
            _ => said.to_owned(),
        }
    }

    fn content(&self, content: &Content) -> String {
        match content {
            Content::Text("&nbsp;") => " ".to_owned(),
            Content::Text(text) => text.trim_start_matches(mark::NUMBER).replace('~', " "),
            Content::Number(number) => (*number).to_owned(),
            Content::Function(name) => name.replace(['{', '}'], "").replace("\\,", " "),
            // Letters of a kind that plain text has: ℝ. Others are slanted or bold, and read as they are.
            Content::Ordinary { content, .. } => {
                let known = DOUBLED.iter().find(|(own, _)| self.font == Some(Font::DoubleStruck) && own == content);
                known.map_or(*content, |(_, doubled)| *doubled).to_string()
            }
            Content::BinaryOp { content: '\u{2061}'..='\u{2064}', .. } => String::new(),
            Content::BinaryOp { content, .. } | Content::LargeOp { content, .. } => content.to_string(),
            Content::Relation { content, .. } => {
                let mut buffer = [0; 8];
                let text = std::str::from_utf8(content.encode_utf8_to_buf(&mut buffer)).unwrap_or_default();
                text.trim_end_matches('\u{fe00}').to_owned()
            }
            Content::Delimiter { content, .. } => content.to_string(),
            Content::Punctuation(c) => {
                if *c == '.' {
                    ".".to_owned()
                } else {
                    format!("{c} ")
                }
            }
        }
    }

    fn scripts(&mut self, kind: ScriptType, position: ScriptPosition) -> String {
        let base = self.element();
        let below = if kind == ScriptType::Superscript { None } else { Some(self.element()) };
        let above = if kind == ScriptType::Subscript { None } else { Some(self.element()) };
        if position == ScriptPosition::AboveBelow
            && let Some(sign) = above.as_deref().or(below.as_deref()).and_then(|sign| only(sign.trim()))
        {
            // An accent, or a brace that shows nothing in a line.
            let accent = ACCENTS.iter().find(|(own, _)| *own == sign).filter(|_| only(&base).is_some());
            if let Some((_, accent)) = accent {
                return format!("{base}{accent}");
            }
            if matches!(sign, '⏞' | '⏟' | '‾' | '_' | '→' | '←' | '^' | '~' | '⏠' | '⏡') {
                return base;
            }
        }
        let mut said = base;
        for (script, signs, mark) in [(below, &LOWERED[..], '_'), (above, &RAISED[..], '^')] {
            let Some(script) = script.map(|script| script.trim().to_owned()).filter(|script| !script.is_empty()) else {
                continue;
            };
            if let Some(shifted) = shifted(&script, signs) {
                said.push_str(&shifted);
            } else {
                said.push(mark);
                said.push_str(&grouped(&script));
            }
        }
        said
    }
}

/// Accents and how they stand over a letter.
const ACCENTS: [(char, char); 9] = [
    ('^', '\u{302}'),
    ('~', '\u{303}'),
    ('‾', '\u{304}'),
    ('→', '\u{20d7}'),
    ('˙', '\u{307}'),
    ('¨', '\u{308}'),
    ('ˇ', '\u{30c}'),
    ('´', '\u{301}'),
    ('`', '\u{300}'),
];

/// Letters with a doubled stroke.
const DOUBLED: [(char, char); 7] = [('C', 'ℂ'), ('H', 'ℍ'), ('N', 'ℕ'), ('P', 'ℙ'), ('Q', 'ℚ'), ('R', 'ℝ'), ('Z', 'ℤ')];

/// Signs that plain text has raised, and lowered.
const RAISED: [(char, char); 21] = [
    ('0', '⁰'),
    ('1', '¹'),
    ('2', '²'),
    ('3', '³'),
    ('4', '⁴'),
    ('5', '⁵'),
    ('6', '⁶'),
    ('7', '⁷'),
    ('8', '⁸'),
    ('9', '⁹'),
    ('+', '⁺'),
    ('-', '⁻'),
    ('−', '⁻'),
    ('(', '⁽'),
    (')', '⁾'),
    ('n', 'ⁿ'),
    ('i', 'ⁱ'),
    ('′', '′'),
    ('″', '″'),
    ('‴', '‴'),
    ('∘', '°'),
];
const LOWERED: [(char, char); 18] = [
    ('0', '₀'),
    ('1', '₁'),
    ('2', '₂'),
    ('3', '₃'),
    ('4', '₄'),
    ('5', '₅'),
    ('6', '₆'),
    ('7', '₇'),
    ('8', '₈'),
    ('9', '₉'),
    ('+', '₊'),
    ('-', '₋'),
    ('−', '₋'),
    ('(', '₍'),
    (')', '₎'),
    ('i', 'ᵢ'),
    ('j', 'ⱼ'),
    ('n', 'ₙ'),
];

/// A script in signs of its own, if there are such.
fn shifted(script: &str, signs: &[(char, char)]) -> Option<String> {
    script.chars().map(|c| signs.iter().find(|(own, _)| *own == c).map(|(_, shifted)| *shifted)).collect()
}

fn only(text: &str) -> Option<char> {
    let mut chars = text.chars();
    chars.next().filter(|_| chars.next().is_none())
}

/// In parentheses unless it is one thing anyway.
fn grouped(said: &str) -> String {
    let said = said.trim();
    let one = said.chars().all(|c| c.is_alphanumeric() || matches!(c, '.' | '²' | '³' | '′'));
    if one || said.starts_with('(') && said.find(')') == Some(said.len() - 1) {
        said.to_owned()
    } else {
        format!("({said})")
    }
}

/// Whether white stands around it between what it joins.
fn spaced(content: &Content) -> bool {
    match content {
        Content::Relation { .. } => true,
        Content::BinaryOp { content, .. } => !matches!(content, '\u{2061}'..='\u{2064}' | '/' | '∘'),
        _ => false,
    }
}

/// Whether a sign behind this one stands between two.
fn is_operand(c: char) -> bool {
    !matches!(c, '(' | '[' | '{' | ',' | ';' | '=' | '<' | '>' | '≤' | '≥')
}

/// Whether the name of a function stands before an event.
fn ends_in_name(events: &[Event], at: usize) -> bool {
    matches!(at.checked_sub(1).and_then(|before| events.get(before)), Some(Event::Content(Content::Function(_))))
}

#[cfg(test)]
mod tests {
    use super::linear;

    #[test]
    fn formulas_are_read_in_a_line() {
        for (tex, said) in [
            ("x^2", "x²"),
            ("E = mc^2", "E = mc²"),
            ("\\alpha", "α"),
            ("\\frac{a}{b+c}", "a/(b + c)"),
            ("\\sqrt{x}", "√x"),
            ("\\sqrt[3]{x+1}", "³√(x + 1)"),
            ("a_1 + a_{ij} - e^{-x}", "a₁ + aᵢⱼ − e^(−x)"),
            ("\\mathbb{R}^n", "ℝⁿ"),
            ("\\sin x \\neq \\ln(y)", "sin x ≠ ln(y)"),
            ("f'(x) \\to \\infty", "f′(x) → ∞"),
            ("\\hat{x} \\in \\text{a set}", "x\u{302} ∈ a set"),
            ("a\\phantom{b}c", "ac"),
            ("x^{2+}", "x²⁺"),
            ("\\nosuchthing", "\\nosuchthing"),
        ] {
            assert_eq!(linear(tex), said, "{tex}");
        }
    }
}
