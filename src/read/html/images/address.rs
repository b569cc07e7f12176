//! Where a picture is: its own address, or one that a script would have put there.

use crate::read::html::dom;
use data_url::forgiving_base64;
use dom_query::NodeRef;

/// Which attribute a picture's address is from.
pub(super) fn address_key(node: &NodeRef) -> Option<&'static str> {
    KEYS.iter().copied().find(|key| address(node, &[key]).is_some())
}

// What a script would show goes before what stands there until it runs.
const KEYS: &[&str] = &[
    "data-src",
    "data-original",
    "data-lazy-src",
    "data-retina-src",
    "data-srcset",
    "data-lazy-srcset",
    "src",
    "srcset",
];

/// The address that a picture is at: its own, or one that a script would have put there.
pub(super) fn reference(node: &NodeRef) -> Option<String> {
    address(node, KEYS)
        .or_else(|| {
            // In a `<picture>` the others may have one.
            let picture = node.parent().filter(|around| around.has_name("picture"))?;
            let source = picture.children_it(false).find(|child| child.has_name("source"))?;
            address(&source, &["srcset", "data-srcset", "src"])
        })
        .or_else(|| {
            let instead = node.next_element_sibling().filter(|next| next.has_name("noscript"))?;
            address(&dom::elements(&instead, &["img"]).next()?, KEYS)
        })
        .or_else(|| written_out(node))
}

/// A picture that is carried in its address. One of a few points, or an empty drawing, only keeps a place until a
/// script has brought the picture.
fn written_out(node: &NodeRef) -> Option<String> {
    const KINDS: &[&str] = &["png", "jpeg", "jpg", "gif", "webp", "svg+xml"];
    const SMALLEST_SIDE: u32 = 4;
    const SHORTEST_DRAWING: usize = 200;
    let address = dom::attr(node, "src")?;
    let (head, data) = address.split_once(',')?;
    let head = head.to_ascii_lowercase();
    let kind = head.strip_prefix("data:image/")?.split(';').next()?.to_owned();
    let is_picture = match header(data) {
        Some([width, height]) => width.max(height) > SMALLEST_SIDE,
        None if kind == "svg+xml" => data.len() >= SHORTEST_DRAWING,
        None => !data.is_empty(),
    };
    (KINDS.contains(&kind.as_str()) && is_picture)
        .then(|| address.chars().filter(|c| !c.is_control() && !c.is_whitespace() || *c == ' ').collect())
}

/// The sides of a PNG or a GIF in points, from the beginning of its base64.
fn header(data: &str) -> Option<[u32; 2]> {
    const ENOUGH: usize = 36;
    let begin: Vec<u8> = data.bytes().filter(|b| !b.is_ascii_whitespace()).take(ENOUGH).collect();
    let bytes = forgiving_base64::decode_to_vec(&begin).ok()?;
    match *bytes.as_slice() {
        [0x89, b'P', b'N', b'G', .., w0, w1, w2, w3, h0, h1, h2, h3, _, _, _] if bytes.len() == 27 => {
            Some([u32::from_be_bytes([w0, w1, w2, w3]), u32::from_be_bytes([h0, h1, h2, h3])])
        }
        [b'G', b'I', b'F', _, _, _, w0, w1, h0, h1, ..] => {
            Some([u32::from(u16::from_le_bytes([w0, w1])), u32::from(u16::from_le_bytes([h0, h1]))])
        }
        _ => None,
    }
}

fn address(node: &NodeRef, keys: &[&str]) -> Option<String> {
    keys.iter().find_map(|key| {
        let value = dom::attr(node, key)?;
        let value = if key.ends_with("srcset") { largest(&value)?.1 } else { value };
        let scheme: String = value.chars().take(12).collect::<String>().to_lowercase();
        // Some sites keep a script's notes there, or a pattern for it to fill in.
        let written = !value.contains(['{', '"', '<']);
        let usable = written
            && !is_spacer(&value)
            && !["data:", "javascript:", "about:", "file:", "blob:"].iter().any(|bad| scheme.starts_with(bad));
        usable.then(|| value.chars().filter(|c| !c.is_control()).collect())
    })
}

/// Whether an address is, by its name, of an empty picture that keeps a place.
fn is_spacer(address: &str) -> bool {
    let name = address.split(['?', '#']).next().and_then(|path| path.rsplit('/').next()).unwrap_or_default();
    ["leer.gif", "blank.gif", "spacer.gif"].iter().any(|spacer| name.eq_ignore_ascii_case(spacer))
}

/// The widest of `a.jpg 400w, b.jpg 800w`, and how wide it is.
pub(super) fn largest(srcset: &str) -> Option<(f64, String)> {
    let mut best: Option<(f64, &str)> = None;
    for candidate in srcset.split(", ").take(64) {
        let mut parts = candidate.split_whitespace();
        let Some(address) = parts.next() else { continue };
        let size = parts.next().and_then(|size| size.trim_end_matches(['w', 'x', ',']).parse().ok()).unwrap_or(1.0);
        if best.is_none_or(|(most, _)| size > most) {
            best = Some((size, address));
        }
    }
    best.map(|(size, address)| (size, address.trim_end_matches(',').to_owned()))
}

/// Whether two addresses are of one picture in two sizes: their last parts are the same, and name a picture alone.
pub(super) fn is_same_file(one: &str, other: &str) -> bool {
    /// Shorter names are those of any picture, as are those without a figure: "thumbnail-large.jpg".
    const SHORTEST: usize = 16;
    const ENDINGS: &[&str] = &[".jpg", ".jpeg", ".png", ".gif", ".webp", ".avif", ".svg"];
    let file = |address: &str| {
        let address = address.split('#').next().unwrap_or_default();
        let (path, query) = address.split_once('?').unwrap_or((address, ""));
        let name = path.rsplit('/').next().unwrap_or_default().to_lowercase();
        // Behind a program's name the query says which picture it is.
        let is_picture = ENDINGS.iter().any(|ending| name.ends_with(ending));
        (name, if is_picture { String::new() } else { query.to_owned() })
    };
    let names_one = |name: &str| name.len() >= SHORTEST && name.contains(|c: char| c.is_ascii_digit());
    one != other && file(one) == file(other) && names_one(&file(one).0)
}
