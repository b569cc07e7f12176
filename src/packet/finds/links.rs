//! Addresses: without what only tracks readers, each once, and what is odd about them.

use super::super::Hash;
use super::{Place, Text, units};
use crate::model::{Document, Inline, InlineKind, Target};
use crate::parallel;
use rustc_hash::FxHashMap;
use std::borrow::Cow;

/// An address that articles lead to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// The address, without what tracks.
    pub url: String,
    /// Where it is linked.
    pub places: Vec<Place>,
    /// Its host in the letters of its language, if that is written otherwise in the address: `xn--d1acpjx3f.xn--p1ai`
    /// is `яндекс.рф`.
    pub host: Option<String>,
    /// What it really leads to is not known.
    pub reach: Reach,
}

/// Whether an address says where it leads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reach {
    /// To what it names.
    Plain,
    /// To something else: it was made short by a service.
    Shortened,
}

/// The addresses on the web that articles lead to, each once, in the order of their first places. Addresses that
/// differ in `http` and `https`, in a final stroke or in what tracks are one.
pub fn find(texts: &[Text]) -> Vec<Link> {
    let mut links: Vec<Link> = Vec::new();
    let mut by_key: FxHashMap<u128, usize> = FxHashMap::default();
    for Linked { place, url, key } in parallel::each(texts, linked).into_iter().flatten() {
        let at = *by_key.entry(key).or_insert(links.len());
        match links.get_mut(at) {
            Some(link) => link.places.push(place),
            None => {
                let host = host(&url).and_then(decoded);
                let reach = reach(&url);
                links.push(Link { url: url.into_owned(), places: vec![place], host, reach });
            }
        }
    }
    links
}

/// A place that leads to an address of the web, and what tells addresses apart.
struct Linked<'a> {
    place: Place,
    url: Cow<'a, str>,
    key: u128,
}

fn linked<'a>(article: usize, text: &'a Text) -> Vec<Linked<'a>> {
    let mut found = Vec::new();
    for (unit, content) in text.units.iter().enumerate() {
        for (range, url) in content.links().iter().filter(|(_, url)| is_web(url)) {
            let place = Place { article, unit, offset: range.start };
            let url = clean(url);
            found.push(Linked { place, key: Hash::of(key(&url).as_bytes()), url });
        }
    }
    found
}

/// Whether an address is one of the web.
pub fn is_web(url: &str) -> bool {
    ["https://", "http://"]
        .iter()
        .any(|scheme| url.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme)))
}

/// Whether an address says where it leads.
pub fn reach(url: &str) -> Reach {
    let host = host(url).map(|host| host.trim_start_matches("www.").to_owned());
    if host.is_some_and(|host| SHORTENERS.contains(&host.as_str())) { Reach::Shortened } else { Reach::Plain }
}

/// Hosts that make addresses short.
const SHORTENERS: &[&str] = &[
    "amzn.to",
    "apne.ws",
    "bbc.in",
    "bit.ly",
    "bitly.com",
    "bloom.bg",
    "buff.ly",
    "cbsn.ws",
    "clck.ru",
    "cnb.cx",
    "cnn.it",
    "cutt.ly",
    "dlvr.it",
    "econ.st",
    "fb.me",
    "ft.trib.al",
    "goo.gl",
    "hubs.ly",
    "ift.tt",
    "is.gd",
    "j.mp",
    "lnkd.in",
    "nyti.ms",
    "on.ft.com",
    "on.wsj.com",
    "ow.ly",
    "politi.co",
    "rb.gy",
    "rebrand.ly",
    "reut.rs",
    "s.id",
    "shorturl.at",
    "smarturl.it",
    "soo.gd",
    "t.co",
    "t.ly",
    "tiny.cc",
    "tinyurl.com",
    "trib.al",
    "u.to",
    "v.gd",
    "vk.cc",
    "wapo.st",
];

/// An address without what only tells its owner who followed it from where.
pub fn clean(url: &str) -> Cow<'_, str> {
    if !url.contains(['?', '#']) {
        return Cow::Borrowed(url);
    }
    let (rest, fragment) = match url.split_once('#') {
        Some((rest, fragment)) => (rest, Some(fragment)),
        None => (url, None),
    };
    let mut out = match rest.split_once('?') {
        None => rest.to_owned(),
        Some((path, query)) => {
            let kept: Vec<_> = query.split('&').filter(|part| !is_tracking(part)).collect();
            if kept.iter().all(|part| part.is_empty()) { path.to_owned() } else { format!("{path}?{}", kept.join("&")) }
        }
    };
    // What a search marked in the page is not part of its address; nor is a fragment that tracks.
    let fragment = fragment.map(|fragment| fragment.split(":~:").next().unwrap_or_default());
    if let Some(fragment) = fragment.filter(|fragment| !fragment.is_empty() && !fragment.split('&').all(is_tracking)) {
        out.push('#');
        out.push_str(fragment);
    }
    if out == url { Cow::Borrowed(url) } else { Cow::Owned(out) }
}

/// Takes what tracks out of every address in a document, and out of words that are nothing but that address: it would be
/// printed twice, once with and once without.
pub fn untrack(document: &mut Document) {
    units::each_mut(document, &mut |inlines| untrack_all(inlines));
}

fn untrack_all(inlines: &mut [Inline]) {
    for inline in inlines {
        if let InlineKind::Link { target, content } = &mut inline.kind
            && let Target::Url(url) = &mut **target
            && is_web(url)
            && let Cow::Owned(cleaned) = clean(url)
        {
            if let [Inline { kind: InlineKind::Text(words), .. }] = content.as_mut_slice()
                && words.trim() == url
            {
                words.clone_from(&cleaned);
            }
            *url = cleaned;
        }
        // A note's text is a list of its own.
        untrack_all(inline.kind.inner_mut().map_or(&mut [], Vec::as_mut_slice));
    }
}

/// Parameters that tell who came from where, besides `utm_*` and the like.
const TRACKING: &[&str] = &[
    "fbclid",
    "gclid",
    "gclsrc",
    "dclid",
    "gbraid",
    "wbraid",
    "msclkid",
    "yclid",
    "ymclid",
    "twclid",
    "ttclid",
    "li_fat_id",
    "igshid",
    "igsh",
    "mc_cid",
    "mc_eid",
    "ref_src",
    "ref_url",
    "_hsenc",
    "_hsmi",
    "mkt_tok",
    "vero_id",
    "oly_anon_id",
    "oly_enc_id",
    "rb_clickid",
    "s_cid",
    "wickedid",
    "_openstat",
    "_ga",
    "_gl",
    "cmpid",
    "icid",
    "ncid",
    "smid",
    "at_medium",
    "at_campaign",
    "ns_campaign",
    "ns_mchannel",
    "ns_source",
    "mbid",
    "guccounter",
    "guce_referrer",
    "guce_referrer_sig",
    "ftag",
    "spm",
    "sr_share",
];

fn is_tracking(part: &str) -> bool {
    let name = part.split('=').next().unwrap_or_default().to_ascii_lowercase();
    let families = ["utm_", "pk_", "piwik_", "mtm_", "matomo_", "hsa_", "at_custom", "itm_"];
    TRACKING.contains(&name.as_str()) || families.iter().any(|start| name.starts_with(start))
}

/// The host of an address, in lower case.
fn host(url: &str) -> Option<String> {
    let rest = url.split_once("://")?.1;
    let authority = rest.split(['/', '?', '#']).next()?;
    let host = authority.rsplit('@').next()?.split(':').next()?;
    (!host.is_empty()).then(|| host.to_lowercase())
}

/// What two addresses that lead to the same page have in common.
fn key(url: &str) -> String {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let (authority, path) = rest.split_at(end);
    let authority = authority.to_lowercase();
    let authority = authority.trim_start_matches("www.").trim_end_matches(":443").trim_end_matches(":80");
    format!("{authority}{}", path.trim_end_matches('/'))
}

/// A host in the letters of its language; `None` if it is so already.
fn decoded(host: String) -> Option<String> {
    if !host.contains("xn--") {
        return None;
    }
    let labels: Option<Vec<String>> = host
        .split('.')
        .map(|label| match label.strip_prefix("xn--") {
            Some(code) => punycode(code),
            None => Some(label.to_owned()),
        })
        .collect();
    labels.map(|labels| labels.join("."))
}

/// A label decoded as RFC 3492 says; `None` if it is none.
fn punycode(code: &str) -> Option<String> {
    let (basic, digits) = code.rsplit_once('-').unwrap_or(("", code));
    // No label of the domain name system is longer.
    if code.len() > 63 || !code.is_ascii() {
        return None;
    }
    let mut out: Vec<char> = basic.chars().collect();
    let (mut n, mut i, mut bias) = (128u32, 0u32, 72u32);
    let mut digits = digits.bytes().peekable();
    while digits.peek().is_some() {
        let before = i;
        let (mut weight, mut k) = (1u32, 36u32);
        loop {
            let digit = match digits.next()? {
                byte @ b'a'..=b'z' => u32::from(byte - b'a'),
                byte @ b'0'..=b'9' => u32::from(byte - b'0') + 26,
                _ => return None,
            };
            i = i.checked_add(digit.checked_mul(weight)?)?;
            let threshold = k.saturating_sub(bias).clamp(1, 26);
            if digit < threshold {
                break;
            }
            weight = weight.checked_mul(36 - threshold)?;
            k += 36;
        }
        let length = out.len() as u32 + 1;
        let mut delta = (i - before) / if before == 0 { 700 } else { 2 };
        delta += delta / length;
        let mut turns = 0;
        while delta > 455 {
            delta /= 35;
            turns += 36;
        }
        bias = turns + 36 * delta / (delta + 38);
        n = n.checked_add(i / length)?;
        i %= length;
        out.insert(i as usize, char::from_u32(n)?);
        i += 1;
    }
    Some(out.into_iter().collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_lose_what_tracks() {
        for (url, clean_url) in [
            ("https://e.org/a?utm_source=x&id=3&fbclid=y#top", "https://e.org/a?id=3#top"),
            ("https://e.org/a?utm_source=x", "https://e.org/a"),
            ("https://e.org/a?b=utm_source", "https://e.org/a?b=utm_source"),
            ("https://e.org/?GCLID=1&mc_cid=2&q=a%20b", "https://e.org/?q=a%20b"),
            ("https://e.org/a#:~:text=words", "https://e.org/a"),
            ("https://e.org/a#b:~:text=words", "https://e.org/a#b"),
            ("https://e.org/a#utm_medium=rss", "https://e.org/a"),
            ("#a?utm_x", "#a?utm_x"),
        ] {
            assert_eq!(clean(url), clean_url);
        }
    }

    #[test]
    fn hosts_are_shown_in_their_letters() {
        let of = |url: &str| host(url).and_then(decoded);
        assert_eq!(of("https://xn--e1afmkfd.xn--p1ai/a").as_deref(), Some("пример.рф"));
        assert_eq!(of("http://u@www.xn--mnchen-3ya.de:80/").as_deref(), Some("www.münchen.de"));
        assert_eq!(of("http://xn--fiqs8s/").as_deref(), Some("中国"));
        assert_eq!(of("https://example.org/xn--p1ai"), None);
        assert_eq!(of("https://xn--99999999999999/"), None);
    }

    #[test]
    fn one_page_is_one_link() {
        let mut text = super::super::text::tests::text(&["one two three"]);
        let link = |range, url: &'static str| (range, url.into());
        text.units[2].marked.get_or_insert_default().links = vec![
            link(0..3, "https://e.org/a/?utm_source=x"),
            link(4..7, "http://www.e.org/a"),
            link(8..13, "https://bit.ly/3xY"),
            link(8..13, "mailto:a@e.org"),
        ];
        let links = find(&[text]);
        let all: Vec<_> = links.iter().map(|link| (link.url.as_str(), link.places.len(), link.reach)).collect();
        assert_eq!(all, [("https://e.org/a/", 2, Reach::Plain), ("https://bit.ly/3xY", 1, Reach::Shortened)]);
    }
}
