//! Single signs, names and words of a formula → atoms with the classes that TeX gives them.

use super::alphabet::drawn;
use super::list::{Atom, Class, Core, Item, Length, List, Symbol, Voice};
use super::read::{nested, signs};
use pulldown_latex::event::{Content, DelimiterSize, DelimiterType, Font};

/// What is known where something is said.
#[derive(Clone, Copy)]
pub(super) struct Said {
    pub font: Option<Font>,
    pub in_fence: bool,
    pub depth: usize,
}

/// What a content of the parser's is. `last` stands before it.
pub(super) fn items(content: Content, said: Said, last: Option<&Item>) -> Result<List, String> {
    let symbol = |c: char| Symbol { drawn: drawn(c, said.font), read: c };
    let (class, core) = match content {
        Content::Text(text) => return words(text, said),
        Content::Number(number) => {
            // Figures have no slanted drawing.
            let font = if said.font == Some(Font::BoldSymbol) { Some(Font::Bold) } else { said.font };
            (Class::Ord, Core::Word(signs(number, font)))
        }
        Content::Function(name) => {
            let opens = matches!(last, None | Some(Item::Atom(Atom { class: Class::Open, .. })));
            let class = if name == "mod" && !opens { Class::Bin } else { Class::Op };
            match plain(name) {
                Ok(name) => (class, Core::Word(signs(&name, Some(Font::UpRight)))),
                Err(_) => (class, Core::List(nested(name, said.depth + 10)?)),
            }
        }
        Content::Ordinary { content, .. } => (ordinary(content), Core::Symbol(symbol(content))),
        Content::LargeOp { content, .. } if content.is_alphabetic() => (Class::Op, Core::Symbol(symbol(content))),
        Content::LargeOp { content, small: true } => (Class::Op, Core::Symbol(Symbol::plain(content))),
        Content::LargeOp { content, small: false } => (Class::Op, Core::Operator(Symbol::plain(content))),
        // Signs for programs, which show nothing.
        Content::BinaryOp { content: '\u{2061}'..='\u{2064}', .. } => return Ok(List::new()),
        Content::BinaryOp { content: '/', .. } => (Class::Ord, Core::Symbol(Symbol::plain('/'))),
        Content::BinaryOp { content, .. } => (Class::Bin, Core::Symbol(Symbol::plain(content))),
        Content::Relation { content, .. } => {
            let mut buffer = [0; 8];
            let text = std::str::from_utf8(content.encode_utf8_to_buf(&mut buffer)).unwrap_or_default();
            // Which of two drawings of a sign is meant matters to nobody.
            let text = text.trim_end_matches('\u{fe00}');
            match text {
                "†" | "‡" => (Class::Bin, Core::Word(signs(text, Some(Font::UpRight)))),
                text => match text.chars().next() {
                    Some(only) if text.chars().nth(1).is_none() => (Class::Rel, Core::Symbol(Symbol::plain(only))),
                    _ => (Class::Rel, Core::Word(signs(text, Some(Font::UpRight)))),
                },
            }
        }
        Content::Delimiter { content, size: None, ty } => (side(ty), Core::Symbol(Symbol::plain(content))),
        Content::Delimiter { content, size: Some(DelimiterSize::Big), ty: DelimiterType::Fence } if said.in_fence => {
            (Class::Open, Core::Middle(Symbol::plain(content)))
        }
        Content::Delimiter { content, size: Some(size), ty } => {
            let ems = match size {
                DelimiterSize::Big => 1.2,
                DelimiterSize::BIG => 1.8,
                DelimiterSize::Bigg => 2.4,
                DelimiterSize::BIGG => 3.0,
            };
            (side(ty), Core::Bracket(Symbol::plain(content), ems))
        }
        Content::Punctuation('.') => (Class::Ord, Core::Symbol(Symbol::plain('.'))),
        Content::Punctuation(c) => (Class::Punct, Core::Symbol(Symbol::plain(c))),
    };
    Ok(vec![Item::Atom(Atom { class, core })])
}

fn side(side: DelimiterType) -> Class {
    match side {
        DelimiterType::Open => Class::Open,
        DelimiterType::Close => Class::Close,
        DelimiterType::Fence => Class::Ord,
    }
}

fn ordinary(c: char) -> Class {
    match c {
        '…' | '⋯' | '⋱' | '⋰' => Class::Inner,
        ':' => Class::Punct,
        '!' | '?' => Class::Close,
        _ => Class::Ord,
    }
}

/// Whether a sign above another is an accent that belongs to it.
pub(super) fn is_accent(c: char) -> bool {
    matches!(c, '´' | '‾' | '˘' | 'ˇ' | '˙' | '¨' | '`' | '^' | '~' | '→' | '˚')
}

/// Signs with a stroke that is drawn with them.
const NEGATED: [(char, char); 32] = [
    ('=', '≠'),
    ('<', '≮'),
    ('>', '≯'),
    ('≤', '≰'),
    ('≥', '≱'),
    ('≡', '≢'),
    ('∼', '≁'),
    ('≃', '≄'),
    ('≈', '≉'),
    ('≅', '≇'),
    ('∈', '∉'),
    ('∋', '∌'),
    ('⊂', '⊄'),
    ('⊃', '⊅'),
    ('⊆', '⊈'),
    ('⊇', '⊉'),
    ('∃', '∄'),
    ('∣', '∤'),
    ('|', '∤'),
    ('∥', '∦'),
    ('→', '↛'),
    ('←', '↚'),
    ('↔', '↮'),
    ('⇒', '⇏'),
    ('⇐', '⇍'),
    ('⇔', '⇎'),
    ('⊢', '⊬'),
    ('⊨', '⊭'),
    ('≺', '⊀'),
    ('≻', '⊁'),
    ('⊲', '⋪'),
    ('⊳', '⋫'),
];

/// What is struck through: a sign of its own, or a stroke over one.
pub(super) fn negated(mut list: List) -> Result<Atom, String> {
    let (Some(Item::Atom(atom)), true) = (list.pop(), list.is_empty()) else {
        return Err("it strikes out more than a sign".to_owned());
    };
    match atom.core {
        Core::Symbol(symbol) => {
            let known = NEGATED.iter().find(|(c, _)| *c == symbol.drawn).map(|(_, with)| Symbol::plain(*with));
            Ok(match known {
                Some(with) => Atom { class: atom.class, core: Core::Symbol(with) },
                None => {
                    let class = atom.class;
                    let inner = Atom { class, core: Core::Symbol(symbol) };
                    Atom { class, core: Core::Negated(Box::new(inner)) }
                }
            })
        }
        _ => Err("it strikes out more than a sign".to_owned()),
    }
}

/// Words within a formula, with the white around them; formulas may stand in them again.
fn words(text: &str, said: Said) -> Result<List, String> {
    if text == "&nbsp;" {
        return Ok(vec![Item::Space(Length::em(1.0 / 3.0))]);
    }
    let voice = match said.font {
        Some(Font::Bold | Font::BoldSymbol) => Voice::Bold,
        Some(Font::Italic) => Voice::Italic,
        Some(Font::Monospace) => Voice::Mono,
        _ => Voice::Plain,
    };
    let mut list = List::new();
    for (index, part) in dollars(text).enumerate() {
        if index % 2 == 1 {
            let inside = nested(part, said.depth + 10)?;
            list.push(Item::Atom(Atom { class: Class::Ord, core: Core::List(inside) }));
            continue;
        }
        let part = plain(part)?;
        let white = Item::Space(Length::em(0.25));
        if part.starts_with(' ') {
            list.push(white.clone());
        }
        let inner = part.trim_matches(' ');
        if !inner.is_empty() {
            list.push(Item::Atom(Atom { class: Class::Ord, core: Core::Text(inner.to_owned(), voice) }));
        }
        if part.ends_with(' ') && !inner.is_empty() {
            list.push(white);
        }
    }
    Ok(list)
}

/// Parts text at dollars; every second part is a formula.
fn dollars(text: &str) -> impl Iterator<Item = &str> {
    let mut escaped = false;
    text.split(move |c| {
        let parts = c == '$' && !escaped;
        escaped = c == '\\' && !escaped;
        parts
    })
}

/// Text without TeX's marks. White is one space, whatever it was.
fn plain(text: &str) -> Result<String, String> {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\\' => match chars.next() {
                Some(c @ ('_' | '%' | '&' | '$' | '#' | '{' | '}')) => out.push(c),
                Some(',') => out.push('\u{2009}'),
                Some(' ' | ';' | ':') => out.push(' '),
                Some('!' | '/') => {}
                _ => return Err("words in it hold commands".to_owned()),
            },
            '~' => out.push('\u{a0}'),
            '{' | '}' => {}
            '-' if out.ends_with('–') => {
                out.pop();
                out.push('—');
            }
            '-' if out.ends_with('-') => {
                out.pop();
                out.push('–');
            }
            '`' if chars.next_if_eq(&'`').is_some() => out.push('“'),
            '`' => out.push('‘'),
            '\'' if chars.next_if_eq(&'\'').is_some() => out.push('”'),
            '\'' => out.push('’'),
            c if c.is_whitespace() => {
                if !out.ends_with(' ') {
                    out.push(' ');
                }
            }
            c => out.push(c),
        }
    }
    Ok(out)
}
