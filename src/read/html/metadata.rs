//! What a page says of its article: in JSON-LD, in OpenGraph and other `<meta>` tags, and in its head.
//!
//! JSON-LD is believed before tags, and tags before what the extraction guessed from the words of the page.

use super::dom::{self, squeezed};
use super::header::{Header, LONGEST_LINE};
use super::json_ld::{self, Described};
use super::{SiteName, authors, title};
use crate::lang::{Language, letters};
use crate::model::{Date, Meta};
use crate::read::text::{byline, dates};
use dom_query::{Document, NodeRef};
use dom_smoothie::Article;
use rustc_hash::{FxHashMap, FxHashSet};

/// What is known so far.
#[derive(Default)]
pub struct Known {
    /// All but the title.
    pub meta: Meta,
    /// The title's words.
    pub title: String,
    /// All titles that the page's head has.
    pub titles: Vec<String>,
    /// The standfirst's words.
    pub standfirst: String,
    /// What is done with a site's name in it.
    pub site_name: SiteName,
    /// What was decided, and where from.
    pub because: Vec<(&'static str, String)>,
}

/// Names of `<meta>` tags that name the authors, the best first.
const AUTHORS: &[&str] = &[
    "article:author",
    "dc:creator",
    "dcterm:creator",
    "author",
    "authors",
    "parsely-author",
    "citation_author",
    "sailthru:author",
    "twitter:creator:name",
    "byl",
    "byline",
    "article_author",
    "qc:author",
    "og:article:author",
];
/// Names of `<meta>` tags that name the title.
const TITLES: &[&str] = &["og:title", "dc:title", "citation_title", "twitter:title", "parsely-title"];
const DATES: &[&str] = &[
    "article:published_time",
    "dc:date:issued",
    "dc:date",
    "dcterms:date",
    "dc:created",
    "dcterm:created",
    "datepublished",
    "parsely-pub-date",
    "citation_publication_date",
    "citation_date",
    "pubdate",
    "publish-date",
    "publication_date",
    "sailthru:date",
    "date",
    "og:published_time",
    "og:article:published_time",
    "dc:date:created",
    "publish_date",
    "date_published",
    "article_date_original",
    "article:publicationdate",
];
const DESCRIPTIONS: &[&str] =
    &["og:description", "dc:description", "dcterm:description", "description", "twitter:description"];
const PUBLICATIONS: &[&str] = &["og:site_name", "citation_journal_title", "dc:publisher", "application-name"];
const URLS: &[&str] = &["og:url", "twitter:url"];
const RIGHTS: &[&str] = &["dc:rights", "dcterms:rights", "copyright", "rights"];
const LANGUAGES: &[&str] = &["content-language", "og:locale", "dc:language", "language"];
const KEYWORDS: &[&str] = &["news_keywords", "keywords", "parsely-tags"];

/// What the page's head says. `text` is the page's source, whose first comment may tell where it was saved from.
pub fn of(page: &Document, text: &str) -> Known {
    let tags = Tags::of(page);
    let described = json_ld::read(page).unwrap_or_default();
    let title_tag = title_tag(page);
    let witnesses = format!("{} {}", title_tag, tags.first(TITLES).unwrap_or_default());
    let titles = tags.all(TITLES).chain(&described.titles).chain([&title_tag]).cloned().collect();
    let mut known = Known { title: described_title(&described, &witnesses), titles, ..Known::default() };
    if !known.title.is_empty() {
        known.because.push(("the title is from the page's JSON-LD", known.title.clone()));
    }
    let meta = &mut known.meta;
    meta.authors = authors::parted(described.authors);
    if meta.authors.is_empty() {
        meta.authors = authors::parted(tags.authors());
    }
    let date = described.date.as_deref().and_then(date_of).or_else(|| tags.all(DATES).find_map(|text| date_of(text)));
    meta.date = date.or_else(|| published(page)).or_else(|| time_of(page));
    meta.publication = tags.first(PUBLICATIONS).or(described.publication).filter(|name| !name.contains("://"));
    meta.description = described.description.or_else(|| tags.first(DESCRIPTIONS));
    meta.rights = tags.first(RIGHTS);
    meta.url = address(page, &tags, described.url, text);
    meta.language = language(page, &tags, described.language);
    meta.keywords = if described.keywords.is_empty() { tags.keywords() } else { described.keywords };
    known
}

impl Known {
    /// Takes what the extraction found, and what the page shows at the article's head, where the page's own head says
    /// nothing or less.
    pub fn fill(&mut self, article: Option<&Article>, page: &Document) {
        let Some(article) = article else {
            // The page has no article's head, and so no more to compare its title with.
            if self.title.is_empty() {
                self.title = title_tag(page);
            }
            return;
        };
        if self.title.is_empty() {
            self.title = squeezed(&article.title);
        }
        let site = title::Site::of(page, self.meta.publication.as_deref(), self.meta.url.as_deref());
        if let Some(short) = site.without(&self.title).filter(|_| self.site_name == SiteName::Cut) {
            self.because.push(("the site's name was cut from the title", self.title.clone()));
            self.meta.long_title = Some(std::mem::replace(&mut self.title, short));
        }
        let mut header = Header::of(page, &self.title);
        let shown = header.title(&self.title, &title_tag(page), |words| site.is_name(words));
        if let Some(shown) = shown.filter(|_| self.site_name == SiteName::Cut) {
            self.because.push(("the page's heading was taken for the title, which its head calls", self.title.clone()));
            let said = std::mem::replace(&mut self.title, shown);
            self.meta.long_title.get_or_insert(said);
            header.look_for(&self.title);
        }
        self.name_authors(article, page, &header, &site);
        if self.meta.date.is_none()
            && let Some(date) = header.date()
        {
            self.because.push(("the date stands at the head of the article", date.written.clone()));
            self.meta.date = Some(date);
        }
    }

    fn name_authors(&mut self, article: &Article, page: &Document, header: &Header, site: &title::Site) {
        if let [handle] = self.meta.authors.as_slice()
            && is_handle(handle)
            && let Some(name) = shown_for(handle, page)
        {
            self.because.push(("the page shows this name for its author's handle", name.clone()));
            self.meta.authors = vec![name];
        }
        turn_round(&mut self.meta.authors, page);
        let weak = match self.meta.authors.as_slice() {
            [] => true,
            [one] => site.is_name(one) || names_nobody(one),
            _ => false,
        };
        // The extraction takes it from the page's head first.
        let is_known = |text: &&str| self.meta.authors.iter().any(|author| letters(author) == letters(text));
        let guess = article.byline.as_deref().filter(|text| !is_known(text)).map(|text| spaced(page, text));
        let shown = authors::shown(page, header, guess.as_deref());
        let Some(shown) = shown.filter(|shown| weak || shown.adds_to(&self.meta.authors)) else { return };
        if !self.meta.authors.is_empty() && shown.names.iter().any(|name| site.is_name(name) || names_nobody(name)) {
            return;
        }
        if self.meta.date.is_none() {
            self.meta.date = dates::find(&shown.text).filter(|found| !found.ambiguous).map(|found| found.date);
        }
        self.because.push(("took these words of the page for the byline", shown.text.clone()));
        self.meta.authors = shown.names;
        self.meta.byline = Some(shown.text);
    }
}

/// Whether a text may name who wrote an article: addresses and paths do not.
pub fn is_person(name: &str) -> bool {
    // "Jane Doe (https://…)"
    let address = name.contains("://") && !name.contains(" (http");
    // What a page's maker left in its pattern.
    let pattern = ["name", "author", "your name"].contains(&name.trim().to_lowercase().as_str());
    !address && !pattern && !name.starts_with(['/', '@', '#']) && name.contains(char::is_alphabetic)
}

/// Whether a name is that of a user without a name, or of a whole house.
fn names_nobody(name: &str) -> bool {
    let handle = !name.contains(char::is_whitespace) && name.chars().all(|c| !c.is_alphabetic() || c.is_lowercase());
    let house = name
        .rsplit(' ')
        .next()
        .is_some_and(|last| ["staff", "magazine", "media", "inc", "inc."].contains(&last.to_lowercase().as_str()));
    handle || house
}

/// Turns "Lee, Ann" round where the page says "Ann Lee"; then the other authors that are written so, too.
fn turn_round(authors: &mut [String], page: &Document) {
    const MOST: usize = 20;
    let turned = |author: &String| {
        let (last, first) = author.split_once(", ").filter(|(_, first)| !first.contains(','))?;
        Some(format!("{first} {last}"))
    };
    let all: Vec<_> = authors.iter().take(MOST).map(turned).collect();
    if all.iter().all(Option::is_none) {
        return;
    }
    let words = page.text();
    if all.iter().flatten().any(|name| words.contains(name.as_str())) {
        for (author, turned) in authors.iter_mut().zip(all) {
            *author = turned.unwrap_or_else(|| std::mem::take(author));
        }
    }
}

/// What the page's `<title>` says.
pub fn title_tag(page: &Document) -> String {
    dom::elements(&page.root(), &["title"]).next().map(|title| dom::words(&title)).unwrap_or_default()
}

/// Whether an author is called as a site knows its users: "CC7567".
fn is_handle(name: &str) -> bool {
    name.contains(|c: char| c.is_ascii_digit() || c == '_') && !name.contains(char::is_whitespace)
}

/// The name of two words or more in a link to the profile of a user.
fn shown_for(handle: &str, page: &Document) -> Option<String> {
    dom::elements(&page.root(), &["a"])
        .filter(|link| dom::attr(link, "href").is_some_and(|url| url.rsplit('/').next() == Some(handle)))
        .map(|link| dom::words(&link))
        .find(|words| byline::read(words).is_some_and(|read| read.names.len() == 1 && read.names[0].contains(' ')))
}

/// The words of a byline with spaces between its elements, as the page shows them: "Ann Lee" and "22 May" may
/// stand in elements of their own.
fn spaced(page: &Document, byline: &str) -> String {
    let wanted = letters(byline);
    let body = page.body().unwrap_or_else(|| page.root());
    let found = body.descendants_it().find(|node| {
        node.is_element()
            && ["class", "id", "rel", "itemprop"].iter().any(|key| node.has_attr(key))
            && letters(&node.text()) == wanted
    });
    let Some(found) = found else { return byline.to_owned() };
    let texts: Vec<_> = found.descendants_it().filter(NodeRef::is_text).map(|node| node.text()).collect();
    squeezed(&texts.iter().map(|text| text.to_string()).collect::<Vec<_>>().join(" "))
}

/// The headline, or else the name, if the page's title has it; else the headline.
fn described_title(described: &Described, witnesses: &str) -> String {
    let page = letters(witnesses);
    let own = described.publication.as_deref().map(letters).unwrap_or_default();
    let fits = |title: &&String| page.contains(&letters(title)) && letters(title) != own;
    let found = described.titles.iter().rev().find(fits);
    found.or(described.titles.last()).cloned().unwrap_or_default()
}

/// The contents of `<meta>` tags by name, in lower case, with colons. Properties (OpenGraph) win over names.
struct Tags {
    by_name: FxHashMap<String, Vec<String>>,
}

impl Tags {
    fn of(page: &Document) -> Self {
        let mut by_name: FxHashMap<String, Vec<String>> = FxHashMap::default();
        let mut properties: FxHashMap<String, Vec<String>> = FxHashMap::default();
        for tag in dom::elements(&page.root(), &["meta"]) {
            let Some(content) = dom::attr(&tag, "content") else { continue };
            let property = dom::attr(&tag, "property");
            let into = if property.is_some() { &mut properties } else { &mut by_name };
            let names =
                property.or_else(|| ["name", "itemprop", "http-equiv"].iter().find_map(|kind| dom::attr(&tag, kind)));
            for name in names.unwrap_or_default().split_whitespace() {
                into.entry(name.to_lowercase().replace('.', ":")).or_default().push(squeezed(&content));
            }
        }
        by_name.extend(properties);
        Self { by_name }
    }

    fn first(&self, names: &[&str]) -> Option<String> {
        names.iter().filter_map(|name| self.by_name.get(*name)).flatten().find(|text| !text.is_empty()).cloned()
    }

    fn all<'a>(&'a self, names: &'a [&str]) -> impl Iterator<Item = &'a String> {
        names.iter().filter_map(|name| self.by_name.get(*name)).flatten().filter(|text| !text.is_empty())
    }

    fn authors(&self) -> Vec<String> {
        for name in AUTHORS {
            let Some(texts) = self.by_name.get(*name) else { continue };
            // Facebook wants the address of a profile here.
            let own = texts.iter().filter(|text| !text.contains("://") && is_person(text));
            let mut found: Vec<String> = own.flat_map(|text| names(text)).collect();
            let mut seen = FxHashSet::default();
            found.retain(|name| seen.insert(name.clone()));
            if !found.is_empty() {
                return found;
            }
        }
        Vec::new()
    }

    fn keywords(&self) -> Vec<String> {
        let mut found: Vec<String> = self.by_name.get("article:tag").cloned().unwrap_or_default();
        if found.is_empty() {
            let listed = self.first(KEYWORDS).unwrap_or_default();
            found = listed.split([',', ';', '，', '、']).map(squeezed).collect();
        }
        let mut seen = FxHashSet::default();
        found.retain(|word| !word.is_empty() && seen.insert(word.clone()));
        found
    }
}

/// The names in a byline; the byline itself if it does not look like names. A line that is a date is no byline.
pub fn names(text: &str) -> Vec<String> {
    let text = squeezed(text);
    if dates::whole_line(&text).is_some() {
        return Vec::new();
    }
    // "Jane Doe (https://…)"
    let text = without_mail(text.split_once(" (http").map_or(text.as_str(), |(name, _)| name));
    let found = byline::read(&text).map(|byline| byline.names).unwrap_or_default();
    if found.is_empty() && !text.is_empty() { vec![text] } else { found }
}

/// "Jane Doe, jane@example.org" without the address.
fn without_mail(text: &str) -> String {
    let is_mail = |word: &&str| word.trim_start_matches(['<', '(', '[']).find('@').is_some_and(|at| at > 0);
    if !text.contains('@') || !text.contains(' ') {
        return text.to_owned();
    }
    let words: Vec<&str> = text.split(' ').filter(|word| !is_mail(word)).collect();
    words.join(" ").trim_matches(|c: char| matches!(c, ',' | ';' | '(' | ')' | ' ')).to_owned()
}

/// A date as ISO 8601, with or without a time behind it, or as people write it, if it is clear.
pub fn date_of(text: &str) -> Option<Date> {
    let text = text.trim();
    // "2018-10-29T10:15-500", "2017-03-13|19h18": the time is odd, the day is not.
    let day = text.get(..10).filter(|_| !text[10..].starts_with(|c: char| c.is_ascii_digit()));
    let compact = (text.len() >= 8 && text.as_bytes()[..8].iter().all(u8::is_ascii_digit))
        .then(|| Date::from_iso(&format!("{}-{}-{}", &text[..4], &text[4..6], &text[6..8])))
        .flatten();
    Date::from_iso(text)
        .or_else(|| Date::from_iso(&text.replace('/', "-")))
        .or_else(|| day.and_then(Date::from_iso))
        .or(compact)
        .or_else(|| of_a_program(text))
        .or_else(|| dates::find(text).filter(|found| !found.ambiguous).map(|found| found.date))
        .filter(|date| date.parts().0 > 1000)
}

/// "Mon Aug 03 12:45:00 EDT 2015", as Java and C write a moment.
fn of_a_program(text: &str) -> Option<Date> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let ([_, month, day, time, year] | [_, month, day, time, _, year]) = words.as_slice() else { return None };
    let usual = time.contains(':') && year.len() == 4;
    usual.then(|| dates::find(&format!("{day} {month} {year}")).map(|found| found.date)).flatten()
}

/// The day that an element says the article was published on, in its attribute or in its words.
fn published(page: &Document) -> Option<Date> {
    let says_so = |node: &NodeRef| {
        node.is_element()
            && !node.has_name("meta")
            && dom::attr(node, "itemprop").is_some_and(|prop| prop.eq_ignore_ascii_case("datePublished"))
    };
    let found = page.root().descendants_it().find(says_so)?;
    day_of(&found)
}

/// The day that an element says, in its attribute if that is one, else in its words.
pub fn day_of(node: &NodeRef) -> Option<Date> {
    let mut said = ["datetime", "content", "title"].iter().filter_map(|key| dom::attr(node, key));
    let said = said.find_map(|text| date_of(&text));
    // A year alone may be anything.
    said.or_else(|| date_of(&dom::short_text(node, LONGEST_LINE)?).filter(|date| date.parts().2.is_some()))
}

/// The first `<time>` that says it is the article's, else the only day that the page's times name.
fn time_of(page: &Document) -> Option<Date> {
    let times: Vec<_> = dom::elements(&page.root(), &["time"]).take(200).collect();
    let read = |time: &NodeRef| day_of(time);
    let own = times.iter().find(|time| {
        time.has_attr("pubdate")
            || ["itemprop", "class"].iter().any(|key| {
                dom::attr(time, key).is_some_and(|value| {
                    let value = value.to_lowercase();
                    value.contains("publish") || value.contains("entry-date") || value.contains("dt-published")
                })
            })
    });
    if let Some(date) = own.and_then(read) {
        return Some(date);
    }
    let mut days: Vec<_> = times.iter().filter_map(read).collect();
    days.dedup_by(|a, b| a.iso == b.iso);
    (days.len() == 1).then(|| days.remove(0))
}

/// Where the page is on the web: its own word for it, else what the browser noted that saved it.
fn address(page: &Document, tags: &Tags, described: Option<String>, text: &str) -> Option<String> {
    let canonical = dom::elements(&page.root(), &["link"])
        .find(|link| dom::attr(link, "rel").is_some_and(|rel| rel.eq_ignore_ascii_case("canonical")))
        .and_then(|link| dom::attr(&link, "href"));
    let saved = || {
        let mut end = text.len().min(2048);
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        let behind = text[..end].split_once("saved from url=(")?.1;
        Some(behind.split_once(')')?.1.split(|c: char| c.is_whitespace()).next()?.to_owned())
    };
    let of_the_web = |url: &String| {
        (url.starts_with("https://") || url.starts_with("http://"))
            && !url.chars().any(|c| c.is_whitespace() || c.is_control())
    };
    [canonical, tags.first(URLS), described]
        .into_iter()
        .flatten()
        .find(of_the_web)
        .or_else(|| saved().filter(of_the_web))
}

fn language(page: &Document, tags: &Tags, described: Option<String>) -> Option<Language> {
    let html = page.html_root();
    [dom::attr(&html, "lang"), dom::attr(&html, "xml:lang"), described, tags.first(LANGUAGES)]
        .into_iter()
        .flatten()
        .find_map(|tag| Language::parse(tag.split(',').next().unwrap_or_default()))
        .filter(|language| !matches!(language.code(), "und" | "mul" | "zxx"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(handle: &str, page: &str) -> Option<String> {
        shown_for(handle, &Document::from(page))
    }

    #[test]
    fn days_as_pages_write_them() {
        let day = |text| date_of(text).map(|date| date.iso);
        for text in [
            "2017-03-13 19:18:46.402+00:00",
            "2017-03-13|19h18",
            "2017-03-13T10:15-500",
            "Monday, March 13, 2017,  3:02 PM",
            "Mon Mar 13 12:45:00 EDT 2017",
            "20170313",
            "2017/03/13",
        ] {
            assert_eq!(day(text).as_deref(), Some("2017-03-13"), "{text}");
        }
        assert_eq!(day("3 days ago"), None);
        assert_eq!(day("04/05/2016"), None);
    }

    #[test]
    fn names_without_addresses() {
        for text in ["Ann Lee, ann@e.org", "Ann Lee <ann@e.org>", "ann@e.org (Ann Lee)", "Ann Lee (https://e.org)"] {
            assert_eq!(names(text), ["Ann Lee"], "{text}");
        }
    }

    #[test]
    fn who_is_turned_round_takes_the_others_along() {
        let page = Document::from("<p>By Ann Lee and M. de Jong</p>");
        let mut authors = ["Lee, Ann", "Jong, Michiel de", "Cy Poe"].map(str::to_owned);
        turn_round(&mut authors, &page);
        assert_eq!(authors, ["Ann Lee", "Michiel de Jong", "Cy Poe"]);
        let mut unknown = ["Poe, Cy".to_owned()];
        turn_round(&mut unknown, &page);
        assert_eq!(unknown, ["Poe, Cy"]);
    }

    #[test]
    fn the_name_that_a_page_shows_for_a_handle() {
        let page = "<a href=\"/tags/x9\">Long reads</a><a href=\"/u/amy_9\"><img></a><a href=\"/u/amy_9\">Amy Sand</a>";
        assert_eq!(shown("amy_9", page).as_deref(), Some("Amy Sand"));
        assert_eq!(shown("bob_7", page), None);
        assert!(is_handle("amy_9") && !is_handle("Amy") && !is_handle("Studio 9"));
    }
}
