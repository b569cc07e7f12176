//! The Markdown reader on what others wrote: the specification's own examples, real files, hostile ones.
#![cfg(feature = "markdown")]
#![allow(clippy::unwrap_used)] // the helpers of tests are tests

#[path = "common/clock.rs"]
mod clock;
#[path = "common/corpora.rs"]
mod corpora;

use clock::taken;
use corpora::corpora;
use offprint::diag::{Code, Warned};
use offprint::model::{BlockKind, Document, Row, Spread, words};
use offprint::read::{Markdown, Punctuation, Reader, decode};
use offprint::source::Source;
use std::collections::BTreeMap;
use std::path::PathBuf;

fn read(text: &str) -> Warned<Document> {
    Markdown::default().read(&Source::new("a.md", text))
}

fn as_written(text: &str) -> Warned<Document> {
    Markdown { punctuation: Punctuation::AsWritten, language: None }.read(&Source::new("a.md", text))
}

fn dump(text: &str) -> String {
    read(text).value.dump()
}

fn codes(text: &str) -> Vec<&'static str> {
    read(text).diagnostics.iter().map(|diagnostic| diagnostic.code.name()).collect()
}

/// Every example of the specification keeps its words, and in their order.
#[test]
fn the_specification_keeps_its_words() {
    // 175: a style sheet that nobody closes; a browser shows nothing of it, here its text is kept.
    assert_words("commonmark-spec-tests", &[175]);
}

/// GitHub's examples too, except where the reader differs on purpose.
#[test]
fn githubs_specification_keeps_its_words() {
    // 142: as 175 above. 204: cells that the table has no column for are kept. 643, 644: comments as CommonMark 0.31 has them.
    // 651: GitHub shows the tags that it refuses.
    assert_words("gfm-spec-tests", &[142, 204, 643, 644, 651]);
    // 8: as 204. 20: the expected text is not given. 22: as 651. 23: notes stand at their calls, unnumbered.
    assert_words("gfm-extensions-tests", &[8, 20, 22, 23]);
    // 6: a tag that touches the word before it is typed text. 13: as 23.
    assert_words("gfm-regression-tests", &[6, 13]);
}

fn assert_words(name: &str, except: &[u64]) {
    let Some(path) = corpora(&format!("dev/markdown/{name}.json")) else { return };
    let examples: serde_json::Value = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    let mut faults = String::new();
    for example in examples.as_array().unwrap() {
        let number = example["example"].as_u64().unwrap();
        let markdown = example["markdown"].as_str().unwrap();
        let expected = shown(example["html"].as_str().unwrap());
        let found = words(&as_written(markdown).value).concat();
        if (expected == found) == except.contains(&number) {
            faults.push_str(&format!("{name} {number}: {markdown:?}\n  {expected:?}\n  {found:?}\n"));
        }
    }
    assert!(faults.is_empty(), "\n{faults}");
}

/// The words that HTML shows: tags off, entities decoded, white space out.
fn shown(html: &str) -> String {
    let mut out = String::new();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let skip = |open: &str, close: &str| {
            rest.to_ascii_lowercase()
                .starts_with(open)
                .then(|| rest.to_ascii_lowercase().find(close).map_or(rest.len(), |end| end + close.len()))
        };
        let end =
            [("<!--", "-->"), ("<?", "?>"), ("<![cdata[", "]]>"), ("<script", "</script>"), ("<style", "</style>")]
                .into_iter()
                .find_map(|(open, close)| skip(open, close))
                .unwrap_or_else(|| tag_end(rest));
        let value = |name: &str| rest[..end].split_once(name).map_or("", |(_, value)| value.split('"').next().unwrap());
        if rest.starts_with("<img ") {
            out.push_str(value("alt=\""));
            // A picture that is a paragraph is a figure, whose caption is the title.
            if html[..html.len() - rest.len()].ends_with("<p>") && rest[end..].starts_with("</p>") {
                out.push_str(value("title=\""));
            }
        }
        rest = &rest[end..];
    }
    out.push_str(rest);
    let out = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&amp;", "&")]
        .iter()
        .fold(out, |out, (entity, c)| out.replace(entity, c));
    out.split_whitespace().collect()
}

/// Behind the `>` of the tag that the text begins with.
fn tag_end(text: &str) -> usize {
    let mut quote = None;
    for (at, c) in text.char_indices() {
        match (c, quote) {
            ('"' | '\'', None) => quote = Some(c),
            (c, Some(open)) if c == open => quote = None,
            ('>', None) => return at + 1,
            _ => {}
        }
    }
    text.len()
}

/// Real files keep every letter of their text: counted one by one, since words touch differently without markup.
#[test]
fn cells_in_html_go_over_others() {
    let table = "<table><thead><tr><th rowspan=\"2\">Name</th><th colspan=\"2\">Score</th></tr><tr><th>Home</th>\
                 <th>Away</th></tr></thead><tbody><tr><td>Ann</td><td>1</td><td>2</td></tr><tr><td colspan=2>both</td>\
                 <td>3</td></tr></tbody></table>";
    let document = read(table).value;
    let BlockKind::Table(table) = &document.blocks[0].kind else { panic!("{}", document.dump()) };
    let spreads = |row: &Row| row.cells.iter().map(|cell| cell.spread).collect::<Vec<_>>();
    let over = |columns, rows| Spread::Over { columns, rows };
    assert_eq!(spreads(&table.head[0]), [over(1, 2), over(2, 1), Spread::Covered]);
    assert_eq!(spreads(&table.head[1]), [Spread::Covered, Spread::One, Spread::One]);
    assert_eq!(spreads(&table.rows[1]), [over(2, 1), Spread::Covered, Spread::One]);
    // A number is quickly written.
    let vast = format!("<table>{}</table>", "<tr><td colspan=99999 rowspan=99999>x</td></tr>".repeat(500));
    assert_eq!(words(&read(&vast).value).len(), 500);
}

#[test]
fn numbered_lists_of_html_stay_one_list() {
    let apart = "<ol type=\"a\" start=\"3\">\n\n<li>one</li>\n\n<li>\n\ntwo *more*\n\n</li>\n\n</ol>\n\nAfter.\n";
    let whole = "list from c.\n  item\n    paragraph: one\n  item\n    paragraph: two {emph more}\nparagraph: After.\n";
    assert!(dump(apart).ends_with(whole), "{}", dump(apart));
    let ended = dump("<ol>\n<li>one</li>\n\nMarkdown ends it.\n\n<li>two</li>\n");
    assert!(ended.contains("\nparagraph: Markdown ends it."), "{ended}");
}

#[test]
fn a_reading_is_told_from_what_is_read() {
    for ruby in ["<ruby>漢字<rt>かんじ</rt></ruby>は", "<ruby>漢字<rp>(</rp><rt>かんじ</rt><rp>)</rp></ruby>は"]
    {
        assert_eq!(words(&read(ruby).value), ["漢字(かんじ)は"]);
        assert!(dump(ruby).contains("reading"), "{}", dump(ruby));
    }
}

#[test]
fn a_last_line_behind_a_dash_names_the_author() {
    for quotation in ["> To be.\n> — Shakespeare\n", "> To be.\n>\n> — Shakespeare\n", "> To be.  \n> -- Shakespeare\n"]
    {
        assert_eq!(dump(quotation).matches("paragraph").count(), 2, "{quotation}");
    }
    for one in ["> To be —\n> or not.\n", "> - a\n> — b\n> c\n", "To be.\n— Shakespeare\n", "> *To be.\n> — Sh*\n"]
    {
        assert_eq!(dump(one).matches("paragraph").count(), 1, "{one}");
    }
}

#[test]
fn a_language_may_be_named() {
    let language = |name: &str| {
        let made = read(&format!("---\nlang: {name}\n---\nThe mills ran.\n"));
        (made.value.meta.language.map(|language| language.tag().to_owned()), made.diagnostics.len())
    };
    assert_eq!(language("en-US"), (Some("en-US".to_owned()), 0));
    assert_eq!(language("english"), (Some("en".to_owned()), 1));
    assert_eq!(language("gibberish"), (None, 1));
}

#[test]
fn real_files_keep_their_letters() {
    let Some(folder) = corpora("dev/markdown") else { return };
    for (name, text) in markdown_files(&folder) {
        let document = as_written(&text).value;
        let mut found = BTreeMap::new();
        for letter in words(&document).iter().flat_map(|word| word.chars()) {
            *found.entry(letter).or_insert(0) += 1;
        }
        let mut lost = BTreeMap::new();
        for letter in bare(&text).chars().filter(|c| c.is_alphabetic()) {
            let left = found.entry(letter).or_insert(0);
            *left -= 1;
            if *left < 0 {
                *lost.entry(letter).or_insert(0) += 1;
            }
        }
        assert!(lost.is_empty(), "{name}: {lost:?}");
    }
}

fn markdown_files(folder: &std::path::Path) -> Vec<(String, String)> {
    let mut paths: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| path.extension().is_some_and(|end| end == "md"));
    paths.sort();
    let read = |path: &PathBuf| {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let source = decode(&name, &std::fs::read(path).unwrap()).unwrap().value;
        (name, source.text)
    };
    paths.iter().map(read).collect()
}

/// Roughly the words of Markdown: without front matter, addresses, tags, labels, and what stands behind fences.
fn bare(text: &str) -> String {
    let text = text.trim_start();
    let fence = &text[..3.min(text.len())];
    let body =
        if matches!(fence, "---" | "+++") { text[3..].split_once(fence).map_or(text, |(_, body)| body) } else { text };
    let mut out = String::new();
    let mut in_code = false;
    for line in body.lines() {
        if line.trim_start().starts_with("```") {
            in_code = !in_code;
        } else if in_code {
            out.push_str(line);
        } else if !(line.starts_with('[') && line.contains("]:")) {
            let marks =
                [("](", ")"), ("][", "]"), ("<", ">"), ("{#", "}"), ("[^", "]"), ("[!", "]"), ("[x", "]"), ("&", ";")];
            out.push_str(&marks.iter().fold(line.to_owned(), |line, (from, to)| cut(&line, from, to)));
        }
        out.push('\n');
    }
    out
}

fn cut(line: &str, from: &str, to: &str) -> String {
    let mut out = String::new();
    let mut rest = line;
    while let Some((before, after)) = rest.split_once(from) {
        out.push_str(before);
        out.push(' ');
        let Some((_, behind)) = after.split_once(to) else {
            rest = after;
            continue;
        };
        rest = behind;
    }
    out + rest
}

/// Hostile files are read in bounded time. The bound is generous: tests run unoptimised, and beside others.
#[test]
fn hostile_files_end() {
    let Some(folder) = corpora("dev/nasty") else { return };
    for (name, text) in markdown_files(&folder) {
        let start = std::time::Instant::now();
        let document = read(&text).value;
        let took = start.elapsed();
        assert!(took.as_secs() < 5, "{name}: {took:?}");
        assert!(words(&document).len() <= text.len(), "{name}");
    }
}

/// Patterns that tempt a reader to look at everything again for each of them: four times the input may take about
/// four times as long; quadratic would be sixteen.
#[test]
fn time_grows_with_the_input() {
    let patterns = [
        "www.! ",
        "www._",
        "http://",
        "http://-",
        "a@",
        "a@b.",
        "x^",
        "x~1",
        "[^a",
        "[^a]",
        "\\[^a]\"",
        "\"'",
        "'",
        "-- ",
        "<b>",
        "</b>",
        "<q>",
        "<li>",
        "<p>",
        "<div>\n\n",
        "</div>\n\n",
        "<table><tr>",
        "<figure>",
        "<tr>\n\n",
        "<pre>",
        "<a href=x>",
        "<svg>",
        "<!--",
        "<?",
        "<![CDATA[",
        "<script>",
        "&amp;",
        "- [ ] ",
        "[^1]: ",
        "[^1]: x\n\n",
        "> [!NOTE]\n",
        "|",
        "| a ",
        "^^",
        "~~",
        "*a **b ",
        "# x\n",
        ": x\n",
        "x\n: y\n\n",
        "![",
        "![a](b) ",
        "[a](#x) ",
        "`",
        "<a <b ",
        "\\",
        "+++\n",
        "---\n",
        "a: b\n",
        "^a~",
        "$",
        "\u{feff}",
        "一\n",
    ];
    for pattern in patterns {
        for head in ["", "---\ntitle: \"x\n", "| a |\n|---|\n| ", "<table>\n", "[^1]: x\n\n[^1] "] {
            let time = |size: usize| {
                let text = format!("{head}{}", pattern.repeat(size / pattern.len()));
                taken(|| {
                    std::hint::black_box(read(&text));
                })
            };
            // Of three, the best: others share the processor's caches.
            let best = |size: usize| (0..3).map(|_| time(size)).min().unwrap();
            let short = best(2_000);
            let bound = short.max(std::time::Duration::from_millis(5)) * 24;
            let long = Some(time(16_000)).filter(|long| *long < bound).unwrap_or_else(|| best(16_000));
            assert!(long < bound, "{head:?} {pattern:?}: {short:?}, {long:?}");
        }
    }
}

/// A quoted value that goes on at the left margin is mended before it is read; what is told stands in the text as it was.
#[test]
fn places_in_mended_front_matter_are_those_of_the_text() {
    for lines in [1, 2, 40] {
        let text = format!("---\ntitle: \"é\n{}é\"\nautor: ÿÿÿÿ\n---\n\nText.\n", "é\n".repeat(lines));
        let found = Markdown::default().read(&Source::new("t.md", &*text)).diagnostics;
        let told = found.iter().find(|told| told.code == Code::FrontMatter).expect("`autor` is told of");
        assert_eq!(&text[told.span.range()], "autor: ÿÿÿÿ");
    }
}

/// Front matter that nests without end is refused, not followed.
/// People write titles as they are: YAML wants those with a colon in quotation marks.
#[test]
fn a_title_with_a_colon_needs_no_quotation_marks() {
    let text =
        "---\ntitle: Grain: a \"short\" history\nauthor: @jane\nautor: x\nabstract: What stood where.\n---\n\nText.";
    let found = read(text);
    let meta = &found.value.meta;
    assert_eq!(meta.title_text().as_deref(), Some("Grain: a “short” history"));
    assert_eq!((meta.authors.as_slice(), meta.standfirst.len()), (["@jane".to_owned()].as_slice(), 1));
    let told: Vec<_> = found.diagnostics.iter().map(|told| &text[told.span.range()]).collect();
    assert_eq!(told, ["autor: x"]);
}

#[test]
fn deep_front_matter_is_refused() {
    let deep = 100_000;
    for text in [
        format!("+++\na = {}\n+++\n\nend", "[".repeat(deep)),
        format!("+++\na = {}1{}\n+++\n\nend", "[".repeat(deep), "]".repeat(deep)),
        format!("+++\na = {}1{}\n+++\n\nend", "{a=".repeat(deep), "}".repeat(deep)),
        format!("+++\n{}a = 1\n+++\n\nend", "a.".repeat(deep)),
        format!("+++\n[{}a]\n+++\n\nend", "a.".repeat(deep)),
        format!("---\na: {}\n---\n\nend", "[".repeat(deep)),
        format!("---\na: {}\n---\n\nend", "{a: ".repeat(deep)),
        format!("---\na:\n{}\n---\n\nend", "- ".repeat(deep)),
        format!("---\na: {}\n---\n\nend", "? ".repeat(deep)),
        format!("---\na: {}\n---\n\nend", "!x ".repeat(deep)),
    ] {
        let result = read(&text);
        assert!(words(&result.value).contains(&"end".to_owned()), "{}", &text[..20]);
    }
}

/// What nobody closes does not swallow what follows.
#[test]
fn unclosed_html_keeps_what_follows() {
    for text in [
        "<!-- a\n\nend",
        "<? a\n\nend",
        "<![CDATA[ a\n\nend",
        "a <script> tag at the end",
        "<style>\n\nend",
        "<table>\n\nend",
    ] {
        assert!(words(&read(text).value).contains(&"end".to_owned()), "{text}");
    }
    assert_eq!(codes("<!-- a\n\nend"), ["raw-html"]);
    assert_eq!(words(&read("a <script>b</script> c").value), ["a", "c"]);
}

/// A chain of notes, each calling the next, neither overflows nor loses any.
#[test]
fn notes_in_notes_end() {
    let chain: String = (0..2_000).map(|n| format!("[^{n}]: word{n} [^{}]\n", n + 1)).collect();
    let document = read(&format!("Call[^0].\n\n{chain}")).value;
    let found: Vec<_> = words(&document).into_iter().filter(|word| word.starts_with("word")).collect();
    assert_eq!(found.len(), 2_000);
}

/// A note that is too deep to be set is not half lost: its body is at the end, and further calls do not dangle.
#[test]
fn deep_notes_do_not_dangle() {
    let text = format!("{}deep[^1] and [^1]\n\n[^1]: body\n", ">".repeat(60));
    let result = read(&text);
    assert!(!result.value.dump().contains("{note"), "{}", result.value.dump());
    assert_eq!(words(&result.value).iter().filter(|word| *word == "body").count(), 1);
}

/// What other converters get wrong on ordinary input.
#[test]
fn what_peers_get_wrong() {
    assert!(dump("from $6M to $20M, $x$").contains("paragraph: from $6M to $20M, $x$"));
    assert!(dump("---\nkeywords: [a, b]\n---\n").contains("keywords: a; b"));
    assert!(dump("# Wheat & Rye\n").starts_with("title: Wheat & Rye\n"));
    assert!(dump("---\ntitle: Wheat & Rye\n---\n").starts_with("title: Wheat & Rye\n"));
    let missing = read("[there](#nowhere)");
    assert!(missing.value.dump().contains("{link #nowhere there}"));
    assert_eq!(missing.diagnostics[0].code, Code::LinkUnresolved);
}

/// Of a picture that nothing is said of its author is told, unless it is decoration.
#[test]
fn pictures_without_a_description_are_told_of() {
    for (text, told) in [
        ("Words.\n\n![](mill.png)\n", true),
        ("Words ![](mill.png) in a line.\n", true),
        ("Words <img src=\"mill.png\"> in a line.\n", true),
        ("Words.\n\n![A mill](mill.png)\n", false),
        ("Words.\n\n![](mill.png \"The mill at noon\")\n", false),
        ("Words <img src=\"mill.png\" alt=\"\"> in a line.\n", false),
        ("Words <img src=\"mill.png\" role=\"presentation\"> in a line.\n", false),
    ] {
        assert_eq!(codes(text).contains(&"image-undescribed"), told, "{text}");
    }
}

#[test]
fn anchors_are_found_as_github_makes_them() {
    assert_eq!(codes("[a](#smileys--emotion) [b](#b)\n\n# T\n\n## Smileys & Emotion\n\n## x {#b}\n"), [""; 0]);
}

#[test]
fn only_certain_bylines_are_taken() {
    for line in ["By Jane Doe", "*By Jane Doe, 3 May 2024*", "by Jane Doe and J. R. van der Berg"] {
        assert!(dump(&format!("# T\n\n{line}\n\nText.")).contains("\nbyline: Jane Doe"), "{line}");
    }
    assert!(dump("---\nlang: de\n---\n# T\n\nVon Jana Müller\n").contains("\nbyline: Jana Müller"));
    for line in [
        "By the River",
        "By Jane Doe.",
        "By Monday we knew",
        "By 1846",
        "Jane Doe",
        "By [Jane Doe](x)",
        "Text.\n\nBy Jane Doe",
    ] {
        let dump = dump(&format!("# T\n\n{line}\n\nText."));
        assert!(!dump.contains("byline"), "{line}");
    }
}

mod laws {
    use super::{as_written, read, words};
    use offprint::source::Source;
    use proptest::prelude::*;

    /// A piece of simple Markdown and the words in it.
    fn piece() -> impl Strategy<Value = (String, Vec<String>)> {
        let word = "[a-z]{2,6}";
        let sentence = prop::collection::vec(word, 1..6);
        (sentence, 0..12usize).prop_map(|(words, shape)| {
            let line = words.join(" ");
            let text = match shape {
                0 => format!("## {line}\n\n"),
                1 => format!("- {line}\n\n"),
                2 => format!("> {line}\n\n"),
                3 => format!("```\n{line}\n```\n\n"),
                4 => format!("| {} |\n|---|\n| {line} |\n\n", "—"),
                5 => format!("**{line}**\n\n"),
                6 => format!("<div>{line}</div>\n\n"),
                7 => format!("<b>{line}\n\n"),
                8 => format!("[{line}](#nowhere)\n\n"),
                9 => format!("[^note]: {line}\n\n"),
                10 => format!("{line}[^note]\n\n"),
                _ => format!("{line}\n\n"),
            };
            let dash = if shape == 4 { vec!["—".to_owned()] } else { Vec::new() };
            (text, dash.into_iter().chain(words).collect())
        })
    }

    proptest! {
        #[test]
        fn any_text_reads(text in any::<String>()) {
            read(&text);
        }

        #[test]
        fn any_soup_of_markup_reads_within_its_source(
            parts in prop::collection::vec(prop::sample::select(&[
                "[^a]", "[^a]: ", "\n", "\n\n", "> ", "- ", "    ", "<b>", "</b>", "<li>", "<table>", "<td>", "</table>",
                "*", "_", "~", "^", "|", "---\n", "+++\n", "a", "é", "一", "\"", "\\", "www.a.b", "<!--", "-->", "`", "# ",
                "[x](y)", "![x](y)", "<pre>", "<q>", "&amp;", "title: x\n", ": ", "|---|\n", "<script>", "<figure><img src=a>",
            ][..]), 0..60)
        ) {
            let text = parts.concat();
            let source = Source::new("a.md", text.clone());
            let result = read(&text);
            for diagnostic in &result.diagnostics {
                prop_assert!(diagnostic.span.range().end <= text.len());
                let _ = source.slice(diagnostic.span);
            }
            prop_assert_eq!(&result, &read(&text));
        }

        #[test]
        fn simple_markdown_keeps_every_word(pieces in prop::collection::vec(piece(), 1..12)) {
            let text: String = pieces.iter().map(|(text, _)| text.as_str()).collect();
            let mut written: Vec<_> = pieces.into_iter().flat_map(|(_, words)| words).collect();
            let document = as_written(&text).value;
            // Calls of a note that is not written stay as text.
            let mut found: Vec<_> = words(&document).iter().map(|word| word.replace("[^note]", "")).collect();
            found.retain(|word| !word.is_empty());
            written.sort();
            found.sort();
            prop_assert_eq!(found, written);
        }
    }
}

/// A browser would show "Rc and Vec": nobody means that.
#[test]
fn parameters_of_types_are_words() {
    let read = read("Use Rc<T> and Vec<Vec<u8>>, io::Result<Path>; not a <blink>tag</blink>, nor word<wbr>s.");
    let expected = "Use Rc<T> and Vec<Vec<u8>>, io::Result<Path>; not a tag, nor words.";
    assert_eq!(words(&read.value).join(" "), expected);
    let of_html = read.diagnostics.iter().filter(|told| told.code == Code::RawHtml);
    let told: Vec<_> = of_html.map(|told| told.message.as_str()).collect();
    assert!(told[0].starts_with("`<t>` is no element") && told.len() == 4, "{told:?}");
}
