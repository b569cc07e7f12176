//! Addresses in a page: relative ones are made whole where the page says where it was, since nobody could follow
//! them from paper.

use crate::model::Target;

/// Resolves the links of a page.
pub struct Links {
    /// The page's address, without what is behind `#` and `?`.
    page: Option<String>,
    /// Its address, without what is behind `#`.
    own: Option<String>,
}

impl Links {
    /// For the page at an address.
    pub fn new(url: Option<&str>) -> Self {
        let own = url.map(|url| url.split('#').next().unwrap_or_default().to_owned());
        let page = own.as_ref().map(|url| url.split('?').next().unwrap_or_default().to_owned());
        Self { page, own }
    }

    /// Where a link leads; nothing if it may not be followed.
    pub fn target(&self, address: &str) -> Option<Target> {
        Some(match Target::parse(address)? {
            Target::Url(url) => match self.own_anchor(&url) {
                Some(anchor) => Target::Anchor(anchor),
                None => Target::Url(self.resolved(url)),
            },
            anchor @ Target::Anchor(_) => anchor,
        })
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
    fn relative_addresses_are_made_whole() {
        let links = Links::new(Some("https://e.org/a/b.html?x=1#top"));
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
        assert_eq!(Links::new(Some("https://e.org")).target("c"), Some(Target::Url("https://e.org/c".to_owned())));
        assert_eq!(Links::new(None).target("c"), Some(Target::Url("c".to_owned())));
        assert_eq!(links.target("javascript:alert(1)"), None);
    }
}
