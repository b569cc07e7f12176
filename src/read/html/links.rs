//! Addresses in a page: relative ones are made whole where the page says where it was, since nobody could follow
//! them from paper.

use super::dom;
use crate::diag::{Code, Diagnostic, Sink};
use crate::model::{Anchors, Document, Inline, InlineKind, Target, Visit};
use crate::source::Span;

/// Resolves the links of a page.
pub struct Links {
    /// What its links are told from, without what is behind `#` and `?`: its address, or what its `<base>` names.
    page: Option<String>,
    /// Its address, without what is behind `#`.
    own: Option<String>,
    /// Whether its `<base>` says where on the web its links and pictures are.
    based: bool,
}

impl Links {
    /// For the page at an address, with what its `<base>` says.
    pub fn new(url: Option<&str>, base: Option<&str>) -> Self {
        let own = url.map(|url| url.split('#').next().unwrap_or_default().to_owned());
        let bare = |url: &str| url.split(['#', '?']).next().unwrap_or_default().to_owned();
        let at_home = Self { page: own.as_deref().map(bare), own, based: false };
        let base = base.map(|base| at_home.resolved(base.to_owned()));
        match base.filter(|base| base.starts_with("https://") || base.starts_with("http://")) {
            Some(base) => Self { page: Some(bare(&base)), based: true, ..at_home },
            None => at_home,
        }
    }

    /// Where a link leads; nothing if it may not be followed.
    pub fn target(&self, address: &str) -> Option<Target> {
        Some(match Target::parse(address)? {
            Target::Url(url) => match self.own_anchor(&url) {
                Some(anchor) => Target::Anchor(anchor),
                None => Target::Url(self.resolved(url)),
            },
            here @ (Target::Anchor(_) | Target::Place(_)) => here,
        })
    }

    /// Where a picture is. Without a `<base>` it may lie beside the saved page, and its address stays as it is.
    pub fn picture(&self, address: String) -> String {
        if self.based { self.resolved(address) } else { address }
    }

    /// The anchor, if the address is a place in this page.
    pub fn own_anchor(&self, url: &str) -> Option<String> {
        let own = self.own.as_deref()?;
        url.strip_prefix(own)?.strip_prefix('#').filter(|anchor| !anchor.is_empty()).map(str::to_owned)
    }

    fn resolved(&self, url: String) -> String {
        let Some(page) = &self.page else { return url };
        let Some(scheme_end) = page.find("://") else { return url };
        if url.starts_with("//") {
            return format!("{}{url}", &page[..=scheme_end]);
        }
        if has_scheme(&url) {
            return url;
        }
        let host_end = page[scheme_end + 3..].find('/').map_or(page.len(), |at| scheme_end + 3 + at);
        if url.starts_with('/') {
            return format!("{}{url}", &page[..host_end]);
        }
        if url.starts_with('?') {
            return format!("{page}{url}");
        }
        let mut folder = &page[host_end..page.rfind('/').filter(|at| *at >= host_end).unwrap_or(host_end)];
        let mut rest = url.as_str();
        loop {
            if let Some(behind) = rest.strip_prefix("./") {
                rest = behind;
            } else if let Some(behind) = rest.strip_prefix("../") {
                rest = behind;
                folder = &folder[..folder.rfind('/').unwrap_or(0)];
            } else {
                return format!("{}{folder}/{rest}", &page[..host_end]);
            }
        }
    }
}

/// Tells of links to places of the page that are no headings. A writer keeps their words. A page may have hundreds,
/// to its pictures and comments; they are told of together.
pub fn check(document: &Document, sink: &mut Sink) {
    #[derive(Default)]
    struct Wanted(Vec<String>);
    impl Visit for Wanted {
        fn inline(&mut self, inline: &Inline) {
            if let InlineKind::Link { target, .. } = &inline.kind
                && let Target::Anchor(name) = &**target
            {
                self.0.push(name.clone());
            }
        }
    }
    const SHOWN: usize = 3;
    let mut wanted = Wanted::default();
    wanted.document(document);
    if wanted.0.is_empty() {
        return;
    }
    let anchors = Anchors::of(&document.blocks);
    let mut lost = wanted.0;
    lost.retain(|name| anchors.resolve(name).is_none());
    let Some(more) = lost.len().checked_sub(1) else { return };
    let mut names: Vec<&str> = Vec::new();
    for name in &lost {
        if names.len() < SHOWN && !names.contains(&name.as_str()) {
            names.push(name);
        }
    }
    let shown: Vec<String> =
        names.iter().map(|name| format!("`#{}`", name.chars().take(40).collect::<String>())).collect();
    let links = if more == 0 { "a link leads".to_owned() } else { format!("{} links lead", more + 1) };
    let message = format!("{links} to places of the page that are no headings: {}", shown.join(", "));
    sink.push(Diagnostic::new(Code::LinkUnresolved, message, Span::NONE));
}

/// What the page's links are told from, as its head says.
pub fn base(page: &dom_query::Document) -> Option<String> {
    dom::elements(&page.root(), &["base"]).find_map(|base| dom::attr(&base, "href"))
}

fn has_scheme(url: &str) -> bool {
    let end = url.find([':', '/', '?', '#']);
    end.is_some_and(|end| {
        url[end..].starts_with(':')
            && url.starts_with(|c: char| c.is_ascii_alphabetic())
            && url[..end].bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'-' | b'.'))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_that_lead_nowhere_are_told_of_once() {
        use crate::read::{Html, Reader};
        let page = "<h1>T</h1><h2 id=a>A</h2><p><a href='#a'>a</a> <a href='#b'>b</a> <a href='#b'>b</a> <a href='#c'>c</a></p>";
        let read = Html::default().read(&crate::source::Source::new("a.html", page));
        let told: Vec<_> = read.diagnostics.iter().filter(|told| told.code == Code::LinkUnresolved).collect();
        assert_eq!(told.len(), 1);
        assert!(told[0].message.ends_with("3 links lead to places of the page that are no headings: `#b`, `#c`"));
    }

    #[test]
    fn relative_addresses_are_made_whole() {
        let links = Links::new(Some("https://e.org/a/b.html?x=1#top"), None);
        for (address, whole) in [
            ("c.html", "https://e.org/a/c.html"),
            ("../c", "https://e.org/c"),
            ("../../c", "https://e.org/c"),
            ("/c", "https://e.org/c"),
            ("//f.org/c", "https://f.org/c"),
            ("?p=2", "https://e.org/a/b.html?p=2"),
            ("mailto:a@e.org", "mailto:a@e.org"),
            ("http://f.org", "http://f.org"),
        ] {
            assert_eq!(links.target(address), Some(Target::Url(whole.to_owned())), "{address}");
        }
        assert_eq!(links.target("https://e.org/a/b.html?x=1#s"), Some(Target::Anchor("s".to_owned())));
        assert_eq!(
            Links::new(Some("https://e.org"), None).target("c"),
            Some(Target::Url("https://e.org/c".to_owned()))
        );
        assert_eq!(Links::new(None, None).target("c"), Some(Target::Url("c".to_owned())));
        assert_eq!(links.target("javascript:alert(1)"), None);
    }

    #[test]
    fn links_are_told_from_where_the_head_says() {
        let whole = |url, base, address| match Links::new(url, Some(base)).target(address) {
            Some(Target::Url(url)) => url,
            other => format!("{other:?}"),
        };
        let home = Some("https://e.org/a/b.html");
        assert_eq!(whole(None, "https://f.org/x/", "c.html"), "https://f.org/x/c.html");
        assert_eq!(whole(home, "https://f.org/x/y.html?z", "/c"), "https://f.org/c");
        assert_eq!(whole(home, "/x/", "c.html"), "https://e.org/x/c.html");
        assert_eq!(whole(None, "/x/", "c.html"), "c.html");
        assert_eq!(whole(home, "file:///tmp/", "c.html"), "https://e.org/a/c.html");
        let links = Links::new(home, Some("https://f.org/"));
        assert_eq!(links.target("#s"), Some(Target::Anchor("s".to_owned())));
        assert_eq!(links.target("https://e.org/a/b.html#s"), Some(Target::Anchor("s".to_owned())));
    }

    #[test]
    fn a_page_with_a_base_has_whole_links() {
        use crate::read::{Html, Reader};
        let page = "<head><base href='https://f.org/x/'></head><h1>T</h1><p>See <a href='c.html'>c</a>.</p>";
        let read = Html::default().read(&crate::source::Source::new("a.html", page)).value.dump();
        assert!(read.contains("https://f.org/x/c.html"), "{read}");
        let picture = |base: &str| {
            let page = format!("<head>{base}</head><h1>T</h1><p>See it.</p><p><img src=c.png alt=C></p>");
            Html::default().read(&crate::source::Source::new("a.html", page)).value.dump()
        };
        assert!(picture("<base href='https://f.org/x/'>").contains("figure https://f.org/x/c.png [C]"));
        assert!(picture("<base href='.'>").contains("figure c.png [C]"));
    }
}
