//! Lists amid the text whose items are headlines of the same site: what else there is to read.

use super::dom;
use super::left::Left;
use super::lines::Line;
use super::metadata::Known;

/// A single link may be what the text speaks of.
const FEWEST: usize = 2;

/// A line of fewer letters may speak of the list below it.
const LONG: usize = 80;

/// A headline has so many words.
const WORDS: usize = 4;

/// Leaves such lists out. What the text leads to (with a colon, a heading, or to other sites) stays.
pub fn lists(lines: &[Line], known: &Known, left: &mut Left) {
    let host = known.meta.url.as_deref().map(host);
    let kept: Vec<&Line> = lines.iter().filter(|line| !left.has(&line.node)).collect();
    let mut at = 0;
    while at < kept.len() {
        let Some(list) = kept[at].list() else {
            at += 1;
            continue;
        };
        let end = at + kept[at..].iter().take_while(|line| line.list() == Some(list)).count();
        // "This is the first part of three." is short, and says what the list is.
        let says_nothing = |line: &Line| line.letters >= LONG && !line.text.ends_with([':', '：']);
        let after_text = at > 0 && kept[at - 1].is_prose() && says_nothing(kept[at - 1]);
        let before_text = kept.get(end).is_some_and(|next| next.is_prose() || next.rank.is_some());
        let items = &kept[at..end];
        if after_text
            && before_text
            && items.len() >= FEWEST
            && items.iter().all(|line| is_headline(line) && leads_within(line, host))
        {
            items.iter().for_each(|line| line.leave("links to other articles", left));
        }
        at = end;
    }
}

/// A link with no more beside it than a label.
fn is_headline(line: &Line) -> bool {
    line.rank.is_none() && line.linked * 10 >= line.letters * 6 && line.text.split_whitespace().count() >= WORDS
}

/// Whether all links of a line lead to the site that the page is of.
fn leads_within(line: &Line, own: Option<&str>) -> bool {
    let mut links = dom::elements(&line.node, &["a"]).filter_map(|link| dom::attr(&link, "href")).peekable();
    links.peek().is_some()
        && links.all(|href| {
            if href.contains("://") || href.starts_with("//") {
                own.is_some_and(|own| site(host(&href)).eq_ignore_ascii_case(site(own)))
            } else {
                !href.starts_with('#') && !href.starts_with("mailto:")
            }
        })
}

fn host(url: &str) -> &str {
    let rest = url.split_once("//").map_or(url, |(_, rest)| rest);
    rest.split(['/', '?', '#']).next().unwrap_or_default().trim_start_matches("www.")
}

/// What a site is called within its host: "times" of "news.times.co.uk", "bbc" of "news.bbc.com".
fn site(host: &str) -> &str {
    /// What stands between a site's name and the sign of a country.
    const SECOND: &[&str] =
        &["ac", "co", "com", "edu", "go", "gob", "gov", "gouv", "info", "ne", "net", "nom", "or", "org"];
    /// The sign of a country.
    const COUNTRY: usize = 2;
    let mut labels = host.rsplit('.');
    let last = labels.next().unwrap_or_default();
    match (labels.next(), labels.next()) {
        (Some(second), Some(third)) if last.len() == COUNTRY && SECOND.contains(&second) => third,
        (Some(second), _) => second,
        _ => host,
    }
}

#[cfg(test)]
mod tests {
    use crate::read::html::tried::{TEXT, dumped};

    fn words(before: &str, items: [&str; 2]) -> String {
        let some: String = (0..6).map(|n| format!("<p>{n} {TEXT}</p>")).collect();
        let list = items.map(|item| format!("<li>{item}</li>")).concat();
        let url = "<meta property=og:url content=https://www.times.example/a>";
        let page =
            format!("<head>{url}</head><article><h1>A Dry Year</h1>{some}{before}<ul>{list}</ul>{some}</article>");
        dumped(page)
    }

    #[test]
    fn what_a_site_is_called() {
        for (host, name) in [
            ("news.times.co.uk", "times"),
            ("times.example", "times"),
            ("news.bbc.com", "bbc"),
            ("news.rp.pl", "rp"),
            ("shop.abc.net.au", "abc"),
            ("localhost", "localhost"),
        ] {
            assert_eq!(super::site(host), name, "{host}");
        }
    }

    #[test]
    fn headlines_of_the_site_amid_the_text_lead_elsewhere() {
        let link = |address: &str| format!("<a href='{address}'>The lock is shut for the winter</a>");
        let own = [link("/lock"), format!("<b>Canals:</b> {}", link("https://times.example/b"))];
        assert!(!words("", [&own[0], &own[1]]).contains("is shut"));
        let shop = link("https://shop.times.co.uk/b");
        assert!(!words("", [&own[0], &shop]).contains("is shut"));
        for before in ["<p>We wrote of it before:</p>", "<h2>What we wrote</h2>"] {
            assert!(words(before, [&own[0], &own[1]]).contains("is shut"), "{before}");
        }
        let other = link("https://mills.example/b");
        assert!(words("", [&own[0], &other]).contains("is shut"));
        assert!(words("", [&own[0], "<a href=/m>A mill</a>"]).contains("is shut"));
        let beyond = link("//mills.example/b");
        assert!(words("", [&own[0], &beyond]).contains("is shut"));
        assert!(words("<p>This is the first part of three.</p>", [&own[0], &own[1]]).contains("is shut"));
    }
}
