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
    let own = known.meta.url.as_deref();
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
            && items.iter().all(|line| is_headline(line) && leads_within(line, own))
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
                own.is_some_and(|own| is_same_site(&href, own))
            } else {
                !href.starts_with('#') && !href.starts_with("mailto:")
            }
        })
}

/// Whether two addresses are of one site.
fn is_same_site(one: &str, other: &str) -> bool {
    let (one, other) = (host(one), host(other));
    // "www." stands before the whole name of a site: "www.parks.gc.ca" is none of "www.tbs.gc.ca".
    match (one.strip_prefix("www."), other.strip_prefix("www.")) {
        (Some(one), Some(other)) if !is_within(one, other) && !is_within(other, one) => {
            ending(one) != ending(other) && site(one) == site(other)
        }
        _ => site(&one) == site(&other),
    }
}

/// Whether a host is another one, or of it: "news.times.example" of "times.example".
fn is_within(host: &str, whole: &str) -> bool {
    host.strip_suffix(whole).is_some_and(|before| before.is_empty() || before.ends_with('.'))
}

fn host(url: &str) -> String {
    let rest = url.split_once("//").map_or(url, |(_, rest)| rest);
    rest.split(['/', '?', '#']).next().unwrap_or_default().to_ascii_lowercase()
}

/// The last part of a host.
fn ending(host: &str) -> &str {
    host.rsplit('.').next().unwrap_or_default()
}

/// What a site is called within its host: "times" of "news.times.co.uk", "bbc" of "news.bbc.com".
fn site(host: &str) -> &str {
    /// Where anybody may have a site.
    const SHARED: &[&str] = &[
        "bearblog.dev",
        "beehiiv.com",
        "blogspot.com",
        "dreamwidth.org",
        "ghost.io",
        "github.io",
        "gitlab.io",
        "hatenablog.com",
        "herokuapp.com",
        "livejournal.com",
        "medium.com",
        "micro.blog",
        "neocities.org",
        "netlify.app",
        "pages.dev",
        "readthedocs.io",
        "sourceforge.io",
        "substack.com",
        "tumblr.com",
        "typepad.com",
        "vercel.app",
        "web.app",
        "weebly.com",
        "wixsite.com",
        "wordpress.com",
        "write.as",
    ];
    let host = host.strip_prefix("www.").unwrap_or(host);
    let own = |shared: &str| host.strip_suffix(shared)?.strip_suffix('.')?.rsplit('.').next();
    if let Some(own) = SHARED.iter().find_map(|shared| own(shared)) {
        return own;
    }
    let mut labels = host.rsplit('.');
    let last = labels.next().unwrap_or_default();
    match (labels.next(), labels.next()) {
        (Some(second), Some(third)) if is_of_country(second, last) => third,
        (Some(second), _) => second,
        _ => host,
    }
}

/// Whether two last parts of a host are of a country's many sites: "co.uk", "gc.ca".
fn is_of_country(second: &str, country: &str) -> bool {
    /// What many countries have.
    const MANY: &[&str] = &[
        "ac", "co", "com", "edu", "go", "gob", "gov", "govt", "gouv", "gub", "gv", "info", "mil", "ne", "net", "nom",
        "or", "org", "sch",
    ];
    /// What one country has.
    const OWN: &[(&str, &[&str])] = &[
        ("ar", &["int", "tur", "coop"]),
        ("au", &["act", "asn", "csiro", "id", "nsw", "nt", "qld", "sa", "tas", "vic", "wa"]),
        ("br", &["adv", "art", "blog", "eco", "eng", "ind", "inf", "jor", "jus", "leg", "med", "mp", "tur", "tv"]),
        ("ca", &["ab", "bc", "gc", "mb", "nb", "nf", "nl", "ns", "nt", "nu", "on", "pe", "qc", "sk", "yk"]),
        ("fr", &["asso", "prd", "tm"]),
        ("hk", &["idv"]),
        ("id", &["biz", "desa", "my", "web"]),
        ("il", &["idf", "k12", "muni"]),
        ("in", &["ernet", "firm", "gen", "ind", "nic", "res"]),
        ("jp", &["ad", "ed", "gr", "lg"]),
        ("ke", &["me", "mobi", "sc"]),
        ("kr", &["es", "hs", "kg", "ms", "pe", "re", "sc"]),
        ("no", &["fylkesbibl", "herad", "kommune", "stat", "vgs"]),
        ("nz", &["cri", "gen", "geek", "health", "iwi", "kiwi", "maori", "parliament", "school"]),
        ("ph", &["ngo"]),
        ("pl", &["biz", "miasta", "powiat", "sos"]),
        ("pt", &["int", "nome", "publ"]),
        ("ro", &["arts", "firm", "rec", "store", "tm"]),
        ("th", &["in", "mi"]),
        ("tr", &["av", "bbs", "bel", "biz", "dr", "gen", "k12", "kep", "name", "pol", "tsk", "tv", "web"]),
        ("tw", &["club", "ebiz", "game", "idv"]),
        ("tz", &["me", "mobi", "sc"]),
        ("ug", &["sc"]),
        ("uk", &["ltd", "me", "mod", "nhs", "nic", "plc", "police"]),
        ("us", &["dni", "fed", "isa", "kids", "nsn"]),
        ("za", &["law", "school", "web"]),
    ];
    /// Where each state or province has its two letters.
    const BY_PROVINCE: &[&str] = &["cn", "it", "us"];
    /// The sign of a country.
    const COUNTRY: usize = 2;
    let own = || OWN.iter().any(|(whose, seconds)| *whose == country && seconds.contains(&second));
    let is_province = || BY_PROVINCE.contains(&country) && second.len() == COUNTRY;
    country.len() == COUNTRY && (MANY.contains(&second) || own() || is_province())
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
            ("ann-lee.github.io", "ann-lee"),
            ("www.mill.blogspot.com", "mill"),
            ("wordpress.com", "wordpress"),
            ("parks.gc.ca", "parks"),
            ("news.city.lg.jp", "city"),
            ("board.ed.jp", "board"),
            ("weather.nic.in", "weather"),
            ("mill.re.kr", "mill"),
            ("water.govt.nz", "water"),
            ("lee.id.au", "lee"),
            ("lee.me.uk", "lee"),
            ("school.lock.sch.uk", "lock"),
            ("north.nhs.uk", "north"),
            ("comune.mi.it", "comune"),
        ] {
            assert_eq!(super::site(host), name, "{host}");
        }
    }

    #[test]
    fn which_sites_are_one() {
        for (one, other, same) in [
            ("https://www.tbs.gc.ca/a", "https://www.parks.gc.ca/b", false),
            ("https://www.north.pref.example/a", "https://www.south.pref.example/b", false),
            ("https://www.times.example/a", "//TIMES.example/b", true),
            ("https://www.times.example/a", "https://news.times.example/b", true),
            ("https://lee.substack.com/p/a", "https://ann.substack.com/p/b", false),
            ("https://lee.substack.com/p/a", "https://lee.substack.com/p/b", true),
            ("https://www.times.example", "https://www.news.times.example/b", true),
            ("https://www.times.example/a", "https://www.times.co.uk/b", true),
            ("https://www.times.example/a", "https://www.othertimes.example/b", false),
        ] {
            assert_eq!(super::is_same_site(one, other), same, "{one} {other}");
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
