//! What stands in an article and is not read: films, buttons, what only a browser without scripts would show. Its
//! words are counted, so that nobody has to guess where they went.

use super::dom::{self, name};
use super::drawing;
use crate::diag::{Code, Diagnostic};
use crate::lang::letters;
use crate::source::Span;
use dom_query::NodeRef;
use std::collections::BTreeMap;

/// The words that were not read, by what they stood in.
#[derive(Default)]
pub struct Unread(BTreeMap<&'static str, (usize, String)>);

impl Unread {
    /// Notes an element that is not read.
    pub fn note(&mut self, node: &NodeRef) {
        let name = name(node);
        let what = match name.as_str() {
            "svg" => "the words of a drawing",
            "button" | "select" | "datalist" => "buttons and what can be chosen",
            "textarea" => "what stands in a form",
            "noscript" | "noframes" | "noembed" | "object" | "applet" | "canvas" | "audio" | "video" | "iframe" => {
                "what only other browsers would show"
            }
            "nav" => "menus",
            "script" | "style" | "template" | "head" | "title" | "annotation" | "annotation-xml" => return,
            _ => "what the page does not show",
        };
        let words = match name.as_str() {
            // A drawing's title and description are not shown.
            "svg" => dom::elements(node, &["text"]).map(|text| dom::words(&text)).collect::<Vec<_>>().join(" "),
            _ => dom::words(node),
        };
        if words.is_empty() {
            return;
        }
        let (count, first) = self.0.entry(what).or_default();
        *count += words.split(' ').count();
        if first.is_empty() {
            *first = words.chars().take(60).collect();
        }
    }

    /// What was noted.
    pub fn tell(&self) -> impl Iterator<Item = Diagnostic> {
        self.0.iter().map(|(what, (words, first))| {
            let s = if *words == 1 { "" } else { "s" };
            let message = format!("left out {what} ({words} word{s}): {first}");
            Diagnostic::new(Code::SkippedContent, message, Span::NONE)
        })
    }
}

/// What a reader would miss: a film, a recording, another page in a frame.
pub fn embedded(name: &str, node: &NodeRef) -> Option<String> {
    if !matches!(name, "iframe" | "object" | "embed" | "video" | "audio" | "frame") {
        return None;
    }
    let address = ["src", "data"]
        .iter()
        .find_map(|key| dom::attr(node, key))
        .or_else(|| dom::elements(node, &["source"]).find_map(|source| dom::attr(&source, "src")))?;
    Some(address.chars().filter(|c| !c.is_control()).take(100).collect())
}

/// Whether an element that is usually skipped is the article's: the name of a button within a sentence, a drawing with
/// words, and what stands for browsers without scripts where nothing stands for the others.
pub fn is_of_the_text(node: &NodeRef) -> bool {
    match name(node).as_str() {
        "button" => is_within_sentence(node),
        "noscript" => is_only_version(node),
        "svg" => drawing::has_words(node),
        _ => false,
    }
}

fn is_within_sentence(node: &NodeRef) -> bool {
    const LONGEST: usize = 40;
    node.text().len() <= LONGEST
        && stands_beside_words(node, NodeRef::prev_sibling)
        && stands_beside_words(node, NodeRef::next_sibling)
}

/// Whether words stand on one side of a button in its line, be it in a wrapper of its own; other buttons may stand
/// between them.
fn stands_beside_words<'a>(node: &NodeRef<'a>, step: impl Fn(&NodeRef<'a>) -> Option<NodeRef<'a>>) -> bool {
    const HIGHEST: usize = 4;
    const FARTHEST: usize = 8;
    let mut at = *node;
    for _ in 0..HIGHEST {
        let mut next = step(&at);
        for _ in 0..FARTHEST {
            let Some(other) = next else { break };
            let is_button = || other.has_name("button") || dom::elements(&other, &["button"]).next().is_some();
            if dom::is_block(&name(&other)) || other.has_name("br") {
                return false;
            } else if !(letters(&other.text()).is_empty() || other.is_element() && is_button()) {
                return true;
            }
            next = step(&other);
        }
        match at.parent() {
            Some(around) if next.is_none() && !dom::is_block(&name(&around)) => at = around,
            _ => return false,
        }
    }
    false
}

/// Whether nothing beside a `<noscript>` shows what it does. Most ask for scripts, or count visitors.
fn is_only_version(node: &NodeRef) -> bool {
    /// Shorter words, in letters, are a link's or a button's.
    const SHORTEST: usize = 25;
    let words = dom::words(node);
    let linked: usize = dom::elements(node, &["a"]).map(|link| letters(&link.text()).len()).sum();
    let own = letters(&words).len();
    if own > 0 {
        let asks = ["javascript", "java script", "script", "cookie"];
        let lower = words.to_lowercase();
        return own >= SHORTEST && linked * 3 < own && !asks.iter().any(|word| lower.contains(word));
    }
    let is_picture = |node: &NodeRef| ["img", "image", "picture", "video"].iter().any(|name| node.has_name(name));
    let shows = |node: &NodeRef| is_picture(node) || node.descendants_it().any(|inner| is_picture(&inner));
    let beside = [beside(node, NodeRef::prev_sibling), beside(node, NodeRef::next_sibling)];
    !beside.into_iter().flatten().any(|other| shows(&other))
        && dom::elements(node, &["img"]).any(|image| dom::attr(&image, "alt").is_some())
}

/// The next element on one side.
fn beside<'a>(node: &NodeRef<'a>, step: impl Fn(&NodeRef<'a>) -> Option<NodeRef<'a>>) -> Option<NodeRef<'a>> {
    let mut next = step(node);
    while let Some(other) = next.filter(|other| !other.is_element()) {
        next = step(&other);
    }
    next
}

#[cfg(test)]
mod tests {
    use crate::read::{Html, Reader};
    use crate::source::Source;

    const TEXT: &str = "The mills along the canal ran only three days in the week, and nobody spoke of it at first.";

    /// The words that come out, and what is told of those left out.
    fn read(inner: &str) -> (String, String) {
        let some: String = (0..4).map(|n| format!("<p>{n} {TEXT}</p>")).collect();
        let page = format!("<body><h1>A Dry Year</h1><div>{some}{inner}{some}</div></body>");
        let read = Html::default().read(&Source::new("a.html", page));
        let told: Vec<_> = read.diagnostics.iter().map(|told| told.message.to_string()).collect();
        (read.value.dump(), told.join("\n"))
    }

    #[test]
    fn words_that_are_not_read_are_told() {
        for (inner, words) in [
            ("<p>Look:</p><svg><title>Plan</title><text>NW 7</text></svg>", "a drawing (2 words): NW 7"),
            ("<p>Look: <button>Send it</button></p>", "chosen (2 words): Send it"),
            ("<p>Look: <textarea>typed words</textarea></p>", "a form (2 words): typed words"),
            ("<p>Look:</p><nav><a href=/a>To the lock</a></nav>", "menus (3 words): To the lock"),
            ("<p>Look:</p><noscript>Please turn on JavaScript.</noscript>", "other browsers would show (4 words)"),
            ("<p>Look:</p><p style='display:none'>Not seen.</p>", "does not show (2 words): Not seen."),
        ] {
            let (_, told) = read(inner);
            assert!(told.contains(words), "{inner}: {told}");
        }
    }

    #[test]
    fn a_button_in_a_sentence_has_its_name_there() {
        assert!(read("<p>Press <button>Save</button> to keep it.</p>").0.contains("Press Save to keep it."));
        let term = |word: &str| format!("<span><button><em>{word}</em></button></span>");
        let said = read(&format!("<p>It is the longest {} {} in <code>s</code>.</p>", term("special"), term("mill"))).0;
        assert!(said.contains("longest {emph special} {emph mill} in"), "{said}");
        for none in ["<p>Look: <button>Send</button></p>", "<p><button>Send</button> <button>Keep</button> it.</p>"] {
            assert!(!read(none).0.contains("Send"), "{none}");
        }
    }

    #[test]
    fn what_stands_for_browsers_without_scripts_is_read_where_it_stands_alone() {
        let alone = "<noscript><p>The table of the year's flour is on the next page.</p></noscript>";
        assert!(read(alone).0.contains("The table of the year"));
        let picture = "<noscript><img src=lock.png alt='The lock'></noscript>";
        assert!(read(&format!("<p>{TEXT}</p>{picture}<p>{TEXT}</p>")).0.contains("lock.png"));
        let (twice, _) = read(&format!("<p><img data-src=lock.png alt='The lock'>{picture}</p>"));
        assert_eq!(twice.matches("lock.png").count(), 1, "{twice}");
    }
}
