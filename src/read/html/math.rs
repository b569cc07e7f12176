//! Formulas → LaTeX. A page that was made from LaTeX often still has it: in an annotation, in `alttext`, or in a script
//! for MathJax. Otherwise presentation MathML (W3C MathML Core) is written as LaTeX, element by element.

use super::convert::Converter;
use super::dom::{self, is_block, name};
use super::math_signs::{Side, accent, function, is_large, sign};
use crate::model::Display;
use crate::source::Span;
use dom_query::{NodeId, NodeRef};
use rustc_hash::FxHashMap;

impl<'a> Converter<'a> {
    /// A formula; its words where it cannot be written as LaTeX.
    pub(super) fn formula(&mut self, node: &NodeRef<'a>) {
        let tex = tex(node);
        if tex.is_empty() {
            return self.inlines(node);
        }
        let display = if is_display(node) { Display::Block } else { Display::Inline };
        self.builder.math(&tex, display, Span::NONE);
        self.text.after('x');
    }
}

/// The formula that a picture is of, as programs say it that make pictures of LaTeX: WordPress, MediaWiki of old, CodeCogs,
/// Zhihu.
pub fn pictured(image: &NodeRef) -> Option<(String, Display)> {
    const CLASSES: &[&str] = &["latex", "tex", "eeimg", "mathtex", "texrender", "mimetex"];
    const MAKERS: &[&str] =
        &["latex.php?latex=", "latex.codecogs.com/", "equation?tex=", "chart?cht=tx", "/mathtex.cgi?", "/mimetex.cgi?"];
    let called = dom::attr(image, "class")
        .is_some_and(|classes| classes.split_whitespace().any(|class| CLASSES.contains(&class)));
    let made = || dom::attr(image, "src").is_some_and(|address| MAKERS.iter().any(|maker| address.contains(maker)));
    let tex = dom::attr(image, "alt").filter(|tex| (called && is_tex(tex)) || made())?;
    let tex = tex.trim_matches('$');
    let (tex, large) = match tex.strip_prefix("\\displaystyle") {
        Some(tex) => (tex, true),
        None => (tex, false),
    };
    let tex = unstyled(&uncommented(tex));
    let alone = || image.parent().is_some_and(|around| is_block(&name(&around)) && dom::words(&around).is_empty());
    let only = || image.prev_element_sibling().is_none() && image.next_element_sibling().is_none();
    let display = if large && alone() && only() { Display::Block } else { Display::Inline };
    (!tex.is_empty()).then_some((tex, display))
}

/// Whether a description looks as LaTeX does, and not as words do.
fn is_tex(described: &str) -> bool {
    let signs = described.contains(['\\', '^', '_', '=']);
    signs || !described.split(|c: char| !c.is_alphabetic()).any(|word| word.chars().nth(1).is_some())
}

/// Whether an element is a formula: `<math>`, or a script with LaTeX for MathJax.
pub fn is_formula(node: &NodeRef) -> bool {
    node.has_name("math") || is_tex_script(node)
}

fn is_tex_script(node: &NodeRef) -> bool {
    node.has_name("script") && dom::attr(node, "type").is_some_and(|kind| kind.to_lowercase().starts_with("math/tex"))
}

/// Whether an element only hides a formula, for those who hear the page or whose browser cannot show it.
pub fn hides_formula(node: &NodeRef) -> bool {
    let mut at = *node;
    loop {
        let mut inside = at.children_it(false).filter(|child| child.is_element() || child.is_nonempty_text());
        match (inside.next(), inside.next()) {
            (Some(only), None) if is_formula(&only) => return true,
            (Some(only), None) if only.is_element() => at = only,
            _ => return false,
        }
    }
}

/// Whether an element shows what a formula may say beside it: as a picture, or as letters that a program has placed.
fn may_show_formula(node: &NodeRef) -> bool {
    let class = dom::attr(node, "class").unwrap_or_default();
    let shows = |class: &str| {
        class == "katex-html"
            || class.starts_with("mwe-math-fallback")
            || matches!(class, "MathJax" | "MathJax_Display" | "MathJax_Preview" | "MathJax_SVG" | "MathJax_CHTML")
    };
    class.split_whitespace().any(shows) || node.has_name("mjx-math")
}

/// Which elements hold formulas, once they were looked through: many may be shown in one paragraph.
#[derive(Default)]
pub struct Holders(FxHashMap<NodeId, bool>);

impl Holders {
    /// Whether an element shows what a formula beside it says.
    pub fn shows_formula(&mut self, node: &NodeRef) -> bool {
        let Some(around) = node.parent().filter(|_| may_show_formula(node)) else { return false };
        *self.0.entry(around.id).or_insert_with(|| around.descendants_it().any(|other| is_formula(&other)))
    }
}

fn is_display(node: &NodeRef) -> bool {
    let said = ["display", "mode", "type"].iter().filter_map(|key| dom::attr(node, key));
    said.map(|value| value.to_lowercase()).any(|value| value == "block" || value.contains("display"))
}

fn tex(node: &NodeRef) -> String {
    if is_tex_script(node) {
        return uncommented(&node.text());
    }
    let written = dom::elements(node, &["annotation"]).find(|note| {
        dom::attr(note, "encoding").is_some_and(|kind| {
            let kind = kind.to_lowercase();
            kind.contains("tex")
        })
    });
    let told = written.map(|note| note.text().to_string()).or_else(|| dom::attr(node, "alttext"));
    if let Some(told) = told.map(|told| unstyled(&uncommented(&told))).filter(|told| !told.is_empty()) {
        return told;
    }
    let mut out = String::new();
    row(node, &mut out);
    dom::squeezed(&out)
}

/// LaTeX without comments, which would end only with their line.
fn uncommented(tex: &str) -> String {
    let line = |line: &str| {
        let mut escaped = false;
        let end = line.find(|c| {
            let comment = c == '%' && !escaped;
            escaped = c == '\\' && !escaped;
            comment
        });
        line[..end.unwrap_or(line.len())].to_owned()
    };
    dom::squeezed(&tex.lines().map(line).collect::<Vec<_>>().join(" "))
}

/// `{\displaystyle x}`, as MediaWiki writes it, is x.
fn unstyled(tex: &str) -> String {
    let inner = tex.strip_prefix("{\\displaystyle").or_else(|| tex.strip_prefix("{\\textstyle"));
    inner.and_then(|inner| inner.strip_suffix('}')).map_or(tex, str::trim).to_owned()
}

fn parts<'a>(node: &NodeRef<'a>) -> Vec<NodeRef<'a>> {
    node.children_it(false).filter(NodeRef::is_element).collect()
}

/// What stands beside one another.
fn row(node: &NodeRef, out: &mut String) {
    for child in node.children_it(false) {
        if child.is_element() {
            element(&child, out);
        } else if child.is_nonempty_text() {
            text(&child.text(), out);
        }
    }
}

/// A part in braces.
fn group(node: Option<&NodeRef>, out: &mut String) {
    out.push('{');
    if let Some(node) = node {
        element(node, out);
    }
    out.push('}');
}

fn element(node: &NodeRef, out: &mut String) {
    let inner = parts(node);
    let [first, second, third] = [0, 1, 2].map(|at| inner.get(at));
    match name(node).as_str() {
        "mi" => identifier(node, out),
        "mo" | "mn" => signs(&dom::squeezed(&node.text()), out),
        "mtext" | "ms" | "merror" => text(&node.text(), out),
        "mspace" => out.push_str("\\ "),
        "mfrac" => {
            out.push_str("\\frac");
            group(first, out);
            group(second, out);
        }
        "msqrt" => {
            out.push_str("\\sqrt{");
            row(node, out);
            out.push('}');
        }
        "mroot" => {
            out.push_str("\\sqrt[");
            if let Some(index) = second {
                element(index, out);
            }
            out.push(']');
            group(first, out);
        }
        "msub" => scripts(first, second, None, out),
        "msup" => scripts(first, None, second, out),
        "msubsup" => scripts(first, second, third, out),
        "munder" => limits(first, second, None, out),
        "mover" => limits(first, None, second, out),
        "munderover" => limits(first, second, third, out),
        "mtable" => table(&inner, out),
        "mfenced" => fenced(node, &inner, out),
        "semantics" => inner.iter().take(1).for_each(|first| element(first, out)),
        "annotation" | "annotation-xml" | "none" | "mprescripts" => {}
        _ => row(node, out),
    }
}

fn identifier(node: &NodeRef, out: &mut String) {
    let word = dom::squeezed(&node.text());
    if let Some(command) = function(&word) {
        out.push_str(command);
        out.push(' ');
    } else if word.chars().count() > 1 && word.chars().all(char::is_alphabetic) {
        out.push_str("\\operatorname{");
        out.push_str(&word);
        out.push('}');
    } else {
        signs(&word, out);
    }
}

fn signs(text: &str, out: &mut String) {
    for c in text.chars() {
        match sign(c) {
            Some(command) => {
                out.push_str(command);
                if command.ends_with(|c: char| c.is_ascii_alphabetic()) {
                    out.push(' ');
                }
            }
            None => out.push(c),
        }
    }
}

/// Words in a formula.
fn text(words: &str, out: &mut String) {
    let words = dom::squeezed(words);
    if !words.is_empty() {
        out.push_str("\\text{");
        for c in words.chars() {
            match c {
                '\\' => out.push_str("\\backslash "),
                '{' | '}' | '$' | '%' | '#' | '&' | '_' => {
                    out.push('\\');
                    out.push(c);
                }
                c => out.push(c),
            }
        }
        out.push('}');
    }
}

fn scripts(base: Option<&NodeRef>, below: Option<&NodeRef>, above: Option<&NodeRef>, out: &mut String) {
    match base {
        // One sign needs no braces; with them, a sum would carry its limits beside it.
        Some(base) if base.text().trim().chars().count() <= 1 => element(base, out),
        base => group(base, out),
    }
    for (mark, script) in [('_', below), ('^', above)] {
        if let Some(script) = script {
            // A prime is written behind its letter.
            let primes = script.text();
            let primes = primes.trim();
            if mark == '^' && !primes.is_empty() && primes.chars().all(|c| c == '′' || c == '\'') {
                out.extend(primes.chars().map(|_| '\''));
                continue;
            }
            out.push(mark);
            group(Some(script), out);
        }
    }
}

fn limits(base: Option<&NodeRef>, below: Option<&NodeRef>, above: Option<&NodeRef>, out: &mut String) {
    let large = base.is_some_and(|base| is_large(base.text().trim()));
    if large {
        return scripts(base, below, above, out);
    }
    let mut closing = 0;
    for (script, side) in [(above, Side::Above), (below, Side::Below)] {
        let Some(script) = script else { continue };
        match accent(script.text().trim(), side) {
            Some(command) => out.push_str(command),
            None => {
                out.push_str(if side == Side::Above { "\\overset" } else { "\\underset" });
                group(Some(script), out);
            }
        }
        out.push('{');
        closing += 1;
    }
    if let Some(base) = base {
        element(base, out);
    }
    (0..closing).for_each(|_| out.push('}'));
}

fn table(rows: &[NodeRef], out: &mut String) {
    out.push_str("\\begin{matrix}");
    for (at, line) in rows.iter().enumerate() {
        if at > 0 {
            out.push_str(" \\\\ ");
        }
        let labelled = line.has_name("mlabeledtr");
        for (at, cell) in parts(line).iter().skip(usize::from(labelled)).enumerate() {
            if at > 0 {
                out.push_str(" & ");
            }
            row(cell, out);
        }
    }
    out.push_str("\\end{matrix}");
}

/// `<mfenced>` of MathML 3: brackets as attributes.
fn fenced(node: &NodeRef, inner: &[NodeRef], out: &mut String) {
    signs(&dom::attr(node, "open").unwrap_or_else(|| "(".to_owned()), out);
    for (at, part) in inner.iter().enumerate() {
        if at > 0 {
            out.push_str(", ");
        }
        element(part, out);
    }
    signs(&dom::attr(node, "close").unwrap_or_else(|| ")".to_owned()), out);
}

#[cfg(test)]
mod tests {
    use super::*;
    use dom_query::Document;

    fn read(html: &str) -> String {
        let page = Document::from(format!("<body>{html}</body>"));
        let found = page.root().descendants_it().find(is_formula).map(|node| tex(&node));
        found.unwrap_or_default()
    }

    #[test]
    fn presentation_is_written_as_latex() {
        for (html, wanted) in [
            ("<mfrac><mn>1</mn><mrow><mi>x</mi><mo>+</mo><mn>1</mn></mrow></mfrac>", "\\frac{1}{x+1}"),
            ("<msup><mi>x</mi><mn>2</mn></msup><mo>≤</mo><mi>π</mi>", "x^{2}\\le \\pi"),
            ("<msubsup><mi>a</mi><mi>i</mi><mo>′</mo></msubsup>", "a_{i}'"),
            (
                "<munderover><mo>∑</mo><mrow><mi>i</mi><mo>=</mo><mn>0</mn></mrow><mi>n</mi></munderover>",
                "\\sum _{i=0}^{n}",
            ),
            ("<mover><mi>x</mi><mo>¯</mo></mover><mroot><mi>y</mi><mn>3</mn></mroot>", "\\overline{x}\\sqrt[3]{y}"),
            ("<mi>sin</mi><mi>t</mi><mtext>if 5 % is</mtext>", "\\sin t\\text{if 5 \\% is}"),
            (
                "<mtable><mtr><mtd><mn>1</mn></mtd><mtd><mn>2</mn></mtd></mtr></mtable>",
                "\\begin{matrix}1 & 2\\end{matrix}",
            ),
            ("<mfenced><mi>a</mi><mi>b</mi></mfenced><mo>{</mo>", "(a, b)\\{"),
        ] {
            assert_eq!(read(&format!("<math>{html}</math>")), wanted, "{html}");
        }
    }

    #[test]
    fn pictures_of_formulas_are_formulas() {
        let shown = |image: &str| {
            let page = Document::from(format!("<body><p>{image}</p></body>"));
            let found = page.root().descendants_it().find(|node| node.has_name("img"));
            found.and_then(|image| pictured(&image))
        };
        for (image, wanted) in [
            (
                r"<img class=latex src='https://s0.wp.com/latex.php?latex=x' alt='\frac{a}{b}'>",
                Some((r"\frac{a}{b}", Display::Inline)),
            ),
            (r"<img class=latex src=a.png alt='\displaystyle \sum x'>", Some((r"\sum x", Display::Block))),
            (r"so <img class=latex src=a.png alt='\displaystyle \sum x'>", Some((r"\sum x", Display::Inline))),
            (r"<img src='https://latex.codecogs.com/svg.image?x' alt='$x^2$'>", Some(("x^2", Display::Inline))),
            ("<img class=latex src=a.png>", None),
            ("<img class=latex src=a.png alt='A photograph of latex'>", None),
            ("<img class=latex src=a.png alt='$n$'>", Some(("n", Display::Inline))),
            ("<img class=photo src=latex.png alt='Latex gloves'>", None),
        ] {
            assert_eq!(shown(image), wanted.map(|(tex, display)| (tex.to_owned(), display)), "{image}");
        }
    }

    #[test]
    fn latex_that_the_page_has_goes_before() {
        let noted = "<math><semantics><mi>x</mi><annotation encoding='application/x-tex'>\\bar x % so\n+ 1</annotation></semantics></math>";
        assert_eq!(read(noted), "\\bar x + 1");
        assert_eq!(read("<math alttext='{\\displaystyle x^{2}}'><mi>x</mi></math>"), "x^{2}");
        assert_eq!(read("<script type='math/tex; mode=display'>5\\% + x</script>"), "5\\% + x");
    }
}
