//! Lines from top to bottom, one to the left of the other: what the style sheet says of sides and sizes is turned with
//! them. Sides go by their own names, since reading systems that know others came late.

use std::fmt::Write;

/// A style sheet for such lines.
pub(super) fn css(css: &str) -> String {
    let mut out = String::with_capacity(css.len() + css.len() / 8);
    let mut rest = css;
    while let Some(open) = rest.find('{') {
        let (selector, body) = rest.split_at(open + 1);
        out.push_str(selector);
        rest = body;
        // A query holds rules, not declarations.
        let Some(close) = rest.find(['{', '}']).filter(|at| rest[*at..].starts_with('}')) else { continue };
        let (declarations, behind) = rest.split_at(close);
        if stays(selector) {
            out.push_str(declarations)
        } else {
            turn(declarations, &mut out)
        }
        rest = behind;
    }
    out.push_str(rest);
    out.push_str(DOWN);
    out
}

/// What has no room beside it on a page must end with that.
const DOWN: &str =
    "html { -epub-writing-mode: vertical-rl; -webkit-writing-mode: vertical-rl; writing-mode: vertical-rl; }
body { margin: 0; }
img { max-width: 90vw; }
";

/// The cover has a page for itself; a formula's lines run as ever; and what lies on its side already is turned once.
fn stays(selector: &str) -> bool {
    let selector = selector.rsplit('}').next().unwrap_or(selector);
    [".cover", "mtd", "menv-", ".turns .n"].iter().any(|name| selector.contains(name))
}

fn turn(declarations: &str, out: &mut String) {
    for declaration in declarations.split_inclusive(';') {
        let Some((name, value)) = declaration.split_once(':') else {
            out.push_str(declaration);
            continue;
        };
        let white = name.len() - name.trim_start().len();
        let (white, name) = name.split_at(white);
        let (value, end) = match value.strip_suffix(';') {
            Some(value) => (value, ";"),
            None => (value.trim_end(), &value[value.trim_end().len()..]),
        };
        out.push_str(white);
        let _ = match name {
            "margin" | "padding" => write!(out, "{name}: {}{end}", sides(value)),
            _ => write!(out, "{}:{}{end}", turned(name), sizes(value)),
        };
    }
}

/// A property's name: where lines begin is above, what is above is at the right.
fn turned(name: &str) -> String {
    const SIDES: [(&str, &str); 6] = [
        ("-inline-start", "-top"),
        ("-inline-end", "-bottom"),
        ("-top", "-right"),
        ("-bottom", "-left"),
        ("-left", "-top"),
        ("-right", "-bottom"),
    ];
    const SIZES: [(&str, &str); 4] = [("width", "height"), ("height", "width"), ("-x", "-y"), ("-y", "-x")];
    let is_of_box = ["margin", "padding", "border"].iter().any(|of| name.starts_with(of));
    let is_of_size = matches!(
        name,
        "width" | "height" | "max-width" | "max-height" | "min-width" | "min-height" | "overflow-x" | "overflow-y"
    );
    let ends: &[(&str, &str)] = if is_of_box { &SIDES } else { &SIZES };
    let end = ends.iter().filter(|_| is_of_box || is_of_size).find(|(end, _)| name.ends_with(end));
    match end {
        Some((end, instead)) => format!("{}{instead}", &name[..name.len() - end.len()]),
        None => name.to_owned(),
    }
}

/// The four sides of a box, from the one above on.
fn sides(value: &str) -> String {
    match value.split_whitespace().collect::<Vec<_>>().as_slice() {
        [across, along] => format!("{along} {across}"),
        [above, sides, below] => format!("{sides} {above} {sides} {below}"),
        [above, right, below, left] => format!("{left} {above} {right} {below}"),
        others => others.join(" "),
    }
}

/// A share of the window.
fn sizes(value: &str) -> String {
    if value.ends_with("vh") {
        value.replace("vh", "vw")
    } else if value.ends_with("vw") {
        value.replace("vw", "vh")
    } else {
        value.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sides_and_sizes_turn_with_the_lines() {
        for (level, upright) in [
            ("h1 { margin: 0 0 0.5em; color: red }", "h1 { margin: 0 0 0 0.5em; color: red }"),
            ("p { margin: 1em 2em }", "p { margin: 2em 1em }"),
            ("p { margin: 1em 2em 3em 4em; }", "p { margin: 4em 1em 2em 3em; }"),
            (
                "li { padding-inline-start: 1em; border-bottom: 1px solid; }",
                "li { padding-top: 1em; border-left: 1px solid; }",
            ),
            ("img { max-height: 90vh; width: auto; }", "img { max-width: 90vw; height: auto; }"),
            (
                "@media (max-width: 3em) {\n  b { overflow-x: auto; }\n}\n",
                "@media (max-width: 3em) {\n  b { overflow-y: auto; }\n}\n",
            ),
            ("p { line-height: 1.4; vertical-align: top; }", "p { line-height: 1.4; vertical-align: top; }"),
            (".cover img { height: 100%; }", ".cover img { height: 100%; }"),
            ("a { b: c } mtd { padding: 1em 2em; }", "a { b: c } mtd { padding: 1em 2em; }"),
            ("/* no rule */", "/* no rule */"),
        ] {
            assert_eq!(css(level).strip_suffix(DOWN), Some(upright));
        }
    }
}
