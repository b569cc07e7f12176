//! The standfirst where the text's element does not hold it: between the title and the first paragraph, in what says
//! that it is one or says what the page's head gives as its description.

use super::authors;
use super::dom;
use super::header::Header;
use super::lines;
use super::metadata::Known;
use super::names;
use super::verdict::Verdict;
use crate::lang::letters;
use crate::read::text::lexicon::lexicon;
use crate::read::text::{byline, dates};
use dom_query::{Document, NodeRef};
use rustc_hash::FxHashSet;

/// How long a standfirst is, in characters.
const SHORTEST: usize = 25;
const LONGEST: usize = 420;

/// Takes the standfirst, if the text's element held none.
pub fn take(page: &Document, known: &mut Known, verdict: &mut Verdict) {
    if !known.standfirst.is_empty() {
        return;
    }
    let header = Header::of(page, &known.title);
    let Some((node, words)) = find(page, &header, known, verdict) else { return };
    verdict.out.insert(node.id);
    known.because.push(("the standfirst stands under the title", words.clone()));
    known.standfirst = words;
}

fn find<'a>(
    page: &'a Document,
    header: &Header<'a>,
    known: &Known,
    verdict: &Verdict,
) -> Option<(NodeRef<'a>, String)> {
    let described = descriptions(page);
    let title = letters(&known.title);
    for node in header.behind() {
        let Some(words) = dom::short_text(node, LONGEST * 4).filter(|words| !words.is_empty()) else { continue };
        let said = letters(&words);
        let fits = (SHORTEST..=LONGEST).contains(&words.chars().count())
            && (described.contains(&said) || names::is_under_title(node));
        if fits && said != title && stands_alone(node) && !is_other(&words, known) && !is_text(node, &said, verdict) {
            return Some((*node, words));
        }
        // What stands below another heading, or behind the text's beginning, is of the text.
        let heading = matches!(&*dom::name(node), "h2" | "h3" | "h4") && !fits && said != title;
        if heading || verdict.first.iter().any(|(id, _)| *id == node.id) {
            return None;
        }
    }
    None
}

/// The letters of what the page's head says the article is about.
pub fn descriptions(page: &Document) -> FxHashSet<String> {
    let says_so = |tag: &NodeRef| {
        ["name", "property", "itemprop"]
            .iter()
            .any(|key| dom::attr(tag, key).is_some_and(|name| name.to_lowercase().ends_with("description")))
    };
    let root = page.root();
    let tags = dom::elements(&root, &["meta"]).filter(says_so);
    tags.filter_map(|tag| dom::attr(&tag, "content"))
        .map(|text| letters(&text))
        .filter(|text| !text.is_empty())
        .collect()
}

/// Whether an element is in no link, list, figure or byline.
fn stands_alone(node: &NodeRef) -> bool {
    let within =
        |node: &NodeRef| matches!(&*dom::name(node), "a" | "li" | "figure" | "figcaption" | "table" | "ul" | "ol");
    !within(node)
        && !node.ancestors_it(Some(8)).any(|around| {
            let other = matches!(
                names::furniture(&around),
                Some("a newsletter's form" | "advertising" | "links to other articles" | "comments" | "navigation")
            );
            other || within(&around) || names::is_byline(&around)
        })
}

/// Whether words are a byline, a date or buttons.
fn is_other(words: &str, known: &Known) -> bool {
    let introduced = byline::read(words).is_some_and(|read| read.introduced && !read.names.is_empty());
    introduced
        || authors::says_picture(words)
        || lines::is_byline(words, known)
        || dates::whole_line(words).is_some()
        || lexicon().furniture(words).is_some()
        || words
            .split_whitespace()
            .any(|word| matches!(word.to_lowercase().as_str(), "share" | "tweet" | "facebook" | "newsletter"))
}

/// Whether an element is of the text: a paragraph among its paragraphs, or around some of it, or said there again.
fn is_text(node: &NodeRef, said: &str, verdict: &Verdict) -> bool {
    let is_first = |node: &NodeRef| verdict.first.iter().any(|(id, _)| *id == node.id);
    let again = verdict.first.iter().any(|(id, words)| *id != node.id && letters(words) == said);
    let around = node.descendants_it().filter(is_first).count() > usize::from(!is_first(node));
    let kept = is_first(node) || node.descendants_it().any(|inner| is_first(&inner));
    let among = || {
        node.parent().is_some_and(|parent| {
            parent
                .children_it(false)
                .any(|sibling| sibling.id != node.id && sibling.has_name("p") && is_first(&sibling))
        })
    };
    around || (kept && node.has_name("p") && among()) || (again && !kept)
}

#[cfg(test)]
mod tests {
    use crate::model::{BlockKind, plain};
    use crate::read::html::tried::TEXT;
    use crate::read::{Html, Reader};
    use crate::source::Source;

    /// The standfirst, and how many paragraphs are left.
    fn read(head: &str, under_title: &str) -> (String, usize) {
        let text: String = (0..6).map(|n| format!("<p>{n} {TEXT}</p>")).collect();
        let page = format!(
            "<head>{head}</head><body><div class=top><h1>A Dry Year at the Mills</h1>{under_title}</div>\
             <div class=story>{text}</div></body>"
        );
        let document = Html::default().read(&Source::new("a.html", page)).value;
        let paragraphs = document.blocks.iter().filter(|block| matches!(block.kind, BlockKind::Paragraph(_))).count();
        (plain(&document.meta.standfirst), paragraphs)
    }

    #[test]
    fn the_standfirst_is_found_outside_of_the_text() {
        let words = "Nobody at the lock remembers a summer like this one";
        let meta = format!("<meta name=description content=\"{words}.\">");
        for (head, under) in [
            ("", format!("<div class=ContentHeaderDek-x1>{words}</div>")),
            ("", format!("<p itemprop=description>{words}</p>")),
            ("", format!("<h2 class=story-subtitle>{words}</h2>")),
            (meta.as_str(), format!("<div>By Ann Lee</div><p>{words}</p>")),
        ] {
            assert_eq!(read(head, &under), (words.to_owned(), 6), "{under}");
        }
    }

    #[test]
    fn what_is_no_standfirst() {
        for under in [
            "<div class=dek>By Ann Lee and Bo Ray, 3 May 2016</div>",
            "<figure><div class=summary>The lock in its last dry summer, from the tower</div></figure>",
            "<ul><li class=summary>Nobody at the lock remembers a summer like this</li></ul>",
            "<div>Nobody at the lock remembers a summer like this one</div>",
        ] {
            assert_eq!(read("", under).0, "", "{under}");
        }
    }
}
