//! TeX's own fractions, whose command stands between what is above and what is below: `{a \over b}`.

use super::words::{group, name_of};
use std::borrow::Cow;

/// Commands that stand between what they are about, and those that stand before it.
const INFIX: [(&str, &str); 5] = [
    ("over", "\\frac"),
    ("atop", "\\genfrac{}{}{0pt}{}"),
    ("choose", "\\binom"),
    ("brack", "\\genfrac[]{0pt}{}"),
    ("brace", "\\genfrac\\{\\}{0pt}{}"),
];

/// What is open: where it begins, and the command in it with where that stands.
struct Open {
    begins: usize,
    command: Option<(usize, &'static str)>,
}

/// The same formula with such commands before what they are about.
pub(super) fn in_front(tex: &str) -> Cow<'_, str> {
    if !INFIX.iter().any(|(name, _)| tex.contains(name)) {
        return Cow::Borrowed(tex);
    }
    let mut out = String::with_capacity(tex.len() + 16);
    let mut open = vec![Open { begins: 0, command: None }];
    let mut rest = tex;
    while let Some(first) = rest.chars().next() {
        let name = rest.strip_prefix('\\').map(name_of);
        let length = name.map_or(first.len_utf8(), |name| 1 + name.len());
        let (token, behind) = rest.split_at(length);
        rest = behind;
        let infix = name.and_then(|name| INFIX.iter().find(|(known, _)| *known == name));
        match (token, infix) {
            (_, Some((_, command))) => match open.last_mut() {
                Some(last) if last.command.is_none() => last.command = Some((out.len(), command)),
                // Two in one group say nothing, in TeX neither.
                _ => return Cow::Borrowed(tex),
            },
            ("}" | "\\right" | "\\end", _) => {
                close(&mut out, open.pop());
                out.push_str(token);
            }
            ("&" | "\\\\", _) => {
                close(&mut out, open.pop());
                out.push_str(token);
                open.push(Open { begins: out.len(), command: None });
            }
            ("{" | "\\left" | "\\begin", _) => {
                out.push_str(token);
                let taken = head(token, rest);
                out.push_str(&rest[..taken]);
                rest = &rest[taken..];
                open.push(Open { begins: out.len(), command: None });
            }
            _ => out.push_str(token),
        }
    }
    while let Some(last) = open.pop() {
        close(&mut out, Some(last));
    }
    Cow::Owned(out)
}

/// How much of what stands behind a token belongs to it: the sign of a fence, an environment's name and its columns.
fn head(token: &str, rest: &str) -> usize {
    match token {
        "\\left" => {
            let sign = rest.trim_start();
            let white = rest.len() - sign.len();
            white
                + sign
                    .strip_prefix('\\')
                    .map_or(sign.chars().next().map_or(0, char::len_utf8), |b| 1 + name_of(b).len())
        }
        "\\begin" => {
            let Some((name, behind)) = group(rest) else { return 0 };
            let columns = group(behind).filter(|_| matches!(name, "array" | "subarray" | "alignedat" | "alignat"));
            rest.len() - columns.map_or(behind, |(_, behind)| behind).len()
        }
        _ => 0,
    }
}

/// Puts the command of what closes in front.
fn close(out: &mut String, open: Option<Open>) {
    let Some(Open { begins, command: Some((at, command)) }) = open else { return };
    let under = out.split_off(at);
    let over = out.split_off(begins);
    for part in [command, "{", over.trim(), "}{", under.trim(), "}"] {
        out.push_str(part);
    }
}
