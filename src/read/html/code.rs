//! Listings of programs: their text without what a page sets into them or beside them, which are numbers of lines,
//! buttons and styles.

use super::convert::Converter;
use super::dom::{self, is_block, is_skipped, name};
use crate::source::Span;
use dom_query::NodeRef;

impl<'a> Converter<'a> {
    /// Text that is set as it stands.
    pub(super) fn pre(&mut self, node: &NodeRef<'a>) {
        let listing = Listing::of(node);
        listing.left.iter().for_each(|left| self.unread.note(left));
        let text = listing.text.strip_prefix('\n').unwrap_or(&listing.text);
        self.builder.code_block(language_of(node).as_deref(), text, Span::NONE);
    }
}

/// The listing that a table is nothing but a frame of: its lines' numbers stand in a column of their own.
pub fn listing_in<'a>(table: &NodeRef<'a>) -> Option<NodeRef<'a>> {
    /// Nobody numbers more columns than one, beside that of the program.
    const CELLS: usize = 3;
    if dom::elements(table, &["caption", "th"]).any(|said| !dom::words(&said).is_empty()) {
        return None;
    }
    let mut rows = dom::elements(table, &["tr"]);
    let first = rows.next()?;
    let cells: Vec<_> = first.children_it(false).filter(NodeRef::is_element).take(CELLS + 1).collect();
    let (code, numbers) = cells.split_last()?;
    if numbers.is_empty() || cells.len() > CELLS || !numbers.iter().all(|cell| holds_numbers(cell)) {
        return None;
    }
    let mut listings = dom::elements(code, &["pre"]);
    match (listings.next(), listings.next()) {
        (Some(pre), None) if rows.all(|row| dom::words(&row).is_empty()) => {
            let whole = dom::words(&pre).len() == dom::words(code).len();
            whole.then_some(pre)
        }
        (None, None) => {
            let is_code = |node: &NodeRef| node.attr("class").is_some_and(|class| is_of_code(&class));
            let mut rows = std::iter::once(first).chain(rows);
            rows.all(|row| {
                let mut cells = row.children_it(false).filter(NodeRef::is_element);
                cells.next().is_some_and(|cell| is_numbering(&cell)) && cells.next().is_some_and(|cell| is_code(&cell))
            })
            .then_some(*table)
        }
        _ => None,
    }
}

/// Whether one of the words of a class is "code": `blob-code`.
fn is_of_code(class: &str) -> bool {
    class.split(|c: char| !c.is_alphanumeric()).any(|word| word.eq_ignore_ascii_case("code"))
}

/// Whether a cell holds nothing but the numbers of lines.
fn holds_numbers(cell: &NodeRef) -> bool {
    let text = cell.text();
    let few = |c: char| c.is_ascii_digit() || c.is_whitespace();
    is_numbering(cell) || (text.contains(|c: char| c.is_ascii_digit()) && text.chars().all(few))
}

/// Whether an element is, by its names and by its text, the number of a line or a column of them.
fn is_numbering(node: &NodeRef) -> bool {
    /// As highlighters and their themes call them, without hyphens: Pygments, Chroma, Rouge, Prism, highlight.js,
    /// SyntaxHighlighter, Crayon, Expressive Code, React Syntax Highlighter, GitHub.
    #[rustfmt::skip]
    const CLASSES: &[&str] = &[
        "lineno", "linenos", "linenumber", "linenumbers", "linenum", "linenums", "linenodiv", "lnt", "ln", "lntd",
        "gutter", "gutterline", "gutterspan", "rougegutter", "linenumbersrows", "hljslnnumbers", "hljslnn",
        "reactsyntaxhighlighterlinenumber", "codelinenumber", "crayonnums", "crayonnum", "blobnum",
    ];
    let text = node.text();
    let text = text.trim();
    // A line of the program may say its number.
    let is_said = || dom::attr(node, "data-line-number").is_some_and(|number| text.is_empty() || text == number);
    let called = dom::is_called(node, CLASSES) || is_said();
    called && text.chars().all(|c| c.is_ascii_digit() || c.is_whitespace())
}

/// The text of a listing, as it is read.
#[derive(Default)]
struct Listing<'a> {
    text: String,
    /// Whether a line ended with its element, and no sign for that was written yet.
    owed: bool,
    /// What was not read.
    left: Vec<NodeRef<'a>>,
}

impl<'a> Listing<'a> {
    fn of(node: &NodeRef<'a>) -> Self {
        let mut listing = Self::default();
        listing.read(node);
        listing
    }

    fn read(&mut self, node: &NodeRef<'a>) {
        for child in node.children_it(false) {
            if child.is_text() {
                self.words(&child.text());
            } else if child.has_name("br") {
                self.end_line();
                self.text.push('\n');
            } else if child.is_element() {
                self.element(&child);
            }
        }
    }

    fn element(&mut self, node: &NodeRef<'a>) {
        let name = name(node);
        if is_skipped(&name) && name.as_str() != "svg" {
            return self.left.push(*node);
        } else if is_numbering(node) {
            return;
        }
        // Cells of a row are one line.
        if !is_block(&name) || matches!(name.as_str(), "td" | "th") {
            return self.read(node);
        }
        self.end_line();
        if !self.text.is_empty() && !self.text.ends_with('\n') {
            self.text.push('\n');
        }
        self.read(node);
        self.owed = true;
    }

    fn words(&mut self, text: &str) {
        // The page may have an end of the line behind the element that is the line.
        if !text.is_empty() && self.owed {
            self.owed = false;
            if !text.starts_with('\n') {
                self.text.push('\n');
            }
        }
        self.text.push_str(text);
    }

    fn end_line(&mut self) {
        if std::mem::take(&mut self.owed) {
            self.text.push('\n');
        }
    }
}

/// The language that a class names: `language-rust`, `lang-rust`, `highlight-source-rust`, `brush: rust`.
fn language_of(pre: &NodeRef) -> Option<String> {
    let code = dom::elements(pre, &["code"]).next();
    [code, Some(*pre), pre.parent()].into_iter().flatten().find_map(|node| {
        let class = dom::attr(&node, "class").unwrap_or_default().replace("brush: ", "brush:");
        let named = class.split([' ', '\t', '\n', ';']).find_map(|class| {
            ["language-", "lang-", "highlight-source-", "brush:"].iter().find_map(|prefix| class.strip_prefix(prefix))
        });
        let told = || ["data-lang", "data-language"].iter().find_map(|key| dom::attr(&node, key));
        let named = named.map(str::to_owned).or_else(told);
        named.filter(|name| name.len() < 30 && name.chars().all(|c| c.is_alphanumeric() || "+-#_.".contains(c)))
    })
}

#[cfg(test)]
mod tests {
    use crate::read::{Html, Reader};
    use crate::source::Source;

    /// What is said of the listings of a page.
    fn listing(html: &str) -> String {
        let text = "<p>The mills along the canal ran only three days in the week, and nobody spoke of it at first.</p>";
        let page = format!("<body><h1>A Dry Year</h1><div>{text}{text}{html}{text}{text}</div></body>");
        let said = Html::default().read(&Source::new("a.html", page)).value.dump();
        let lines: Vec<_> = said.lines().filter(|line| line.contains("code") || line.trim().starts_with('|')).collect();
        lines.iter().map(|line| line.trim()).collect::<Vec<_>>().join("/")
    }

    #[test]
    fn numbers_of_lines_are_no_program() {
        for (html, wanted) in [
            ("<pre><span class=lineno> 9</span>a = 1\n<span class=lineno>10</span>b = 2</pre>", "code/|a = 1/|b = 2"),
            (
                "<table class=lntable><tr><td class=lntd><pre><code><span class=lnt>1\n</span><span class=lnt>2\n</span></code></pre></td>\
                 <td class=lntd><pre><code class=language-c><span>a();\n</span><span>b();\n</span></code></pre></td></tr></table>",
                "code c/|a();/|b();",
            ),
            (
                "<figure class='highlight sh'><table><tr><td class=gutter><pre><span>1</span><br><span>2</span><br></pre></td>\
                 <td class=code><pre><span>echo a</span><br><span>echo b</span><br></pre></td></tr></table></figure>",
                "code/|echo a/|echo b",
            ),
            (
                "<table><tr><td class=blob-num data-line-number=1></td><td class=blob-code>a = 1</td></tr>\
                 <tr><td class=blob-num data-line-number=2></td><td class=blob-code>b = 2</td></tr></table>",
                "code/|a = 1/|b = 2",
            ),
            (
                "<table><tr><td class=gutter><div>1</div><div>2</div></td><td class=code><div><div><code>a = 1</code></div>\
                 <div><code>b = 2</code></div></div></td></tr></table>",
                "code/|a = 1/|b = 2",
            ),
        ] {
            assert_eq!(listing(html), wanted, "{html}");
        }
    }

    #[test]
    fn lines_may_be_elements() {
        let line =
            |n: usize, text: &str| format!("<div class=ec-line><div class=gutter>{n}</div><div>{text}</div></div>");
        let lines = [line(1, "a {"), line(2, ""), line(3, "}")];
        assert_eq!(
            listing(&format!("<pre data-language=kt><code>{}</code></pre>", lines.concat())),
            "code kt/|a {/|/|}"
        );
        assert_eq!(listing(&format!("<pre>{}</pre>", lines.join("\n"))), "code/|a {/|/|}");
    }

    #[test]
    fn buttons_and_styles_are_no_program() {
        let html = "<pre><button>Copy</button><code>a = 1</code><style>pre { color: red }</style></pre>";
        assert_eq!(listing(html), "code/|a = 1");
    }

    #[test]
    fn a_listing_in_a_table_parts_no_article() {
        let listing = |lines: usize| {
            let numbers: String = (0..lines).map(|n| format!("<span class=lnt>{n}\n</span>")).collect();
            let program: String = (0..lines).map(|n| format!("<span>call(a{n}, b{n}, c{n});\n</span>")).collect();
            format!(
                "<div class=highlight><div class=chroma><table class=lntable><tr><td class=lntd><pre><code>{numbers}</code>\
                 </pre></td><td class=lntd><pre><code>{program}</code></pre></td></tr></table></div></div>"
            )
        };
        let page = format!(
            "<body><article><h3>One way</h3><p>Here is a call, of many:</p>{}<p>Let us look at it:</p>{}<p>It calls \
             the mill, as it were, four times.</p></article></body>",
            listing(8),
            listing(12)
        );
        let said = Html::default().read(&Source::new("a.html", page)).value.dump();
        assert!(said.contains("Here is a call, of many:") && said.contains("Let us look"), "{said}");
        assert_eq!(said.matches("call(a0,").count(), 2, "{said}");
    }

    #[test]
    fn tables_of_numbers_and_programs_stay_tables() {
        for html in [
            "<table><tr><td>1</td><td>2</td></tr><tr><td>3</td><td>4</td></tr></table>",
            "<table><caption>Mills</caption><tr><td class=gutter>1</td><td class=code>a = 1</td></tr></table>",
            "<table><tr><th class=gutter>1</th><td class=code>a = 1</td></tr></table>",
            "<table><tr><td class=ln>1</td><td class=zipcode>40213</td></tr></table>",
        ] {
            assert_eq!(listing(html), "", "{html}");
        }
        assert_eq!(listing("<pre><span class=line data-line-number=3>7</span></pre>"), "code/|7");
    }
}
