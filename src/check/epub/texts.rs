//! All that an EPUB file says: its documents, what stands in their tags, its package, the names in it.

use super::archive::Archive;

/// Tells every text in a file, with where it is.
pub(in crate::check) fn texts(bytes: &[u8], tell: &mut dyn FnMut(&str, &str)) -> Result<(), String> {
    let archive = Archive::open(bytes)?;
    if let Some(name) = archive.damaged.first().or(archive.twice.first()) {
        return Err(format!("is damaged at {name}"));
    }
    if let Some(name) = archive.too_large.first() {
        return Err(format!("is too large at {name}"));
    }
    for name in archive.entries.keys() {
        tell("the names of its files", name);
        let extension = name.rsplit_once('.').map(|(_, extension)| extension.to_ascii_lowercase()).unwrap_or_default();
        let is_text = matches!(extension.as_str(), "xhtml" | "html" | "opf" | "ncx" | "xml" | "css" | "svg" | "txt");
        if let Some(text) = archive.text(name).filter(|_| is_text) {
            markup(&text, &mut |text| tell(name, text));
        }
    }
    Ok(())
}

/// The text between tags, a line for each piece; and each tag, for what its attributes say.
fn markup(text: &str, tell: &mut dyn FnMut(&str)) {
    let mut flow = String::new();
    let mut rest = text;
    while let Some(open) = rest.find('<') {
        characters(&rest[..open], &mut flow);
        flow.push('\n');
        let tag = &rest[open..];
        let end = tag.find('>').map_or(tag.len(), |end| end + 1);
        let mut said = String::new();
        characters(&tag[..end], &mut said);
        tell(&said);
        rest = &tag[end..];
    }
    characters(rest, &mut flow);
    tell(&flow);
}

/// Text with what its character references mean.
fn characters(text: &str, out: &mut String) {
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        let reference = rest[at + 1..].split_once(';').map(|(name, _)| name).filter(|name| name.len() <= 10);
        let Some(name) = reference else {
            out.push('&');
            rest = &rest[at + 1..];
            continue;
        };
        let number = |digits: &str, radix| u32::from_str_radix(digits, radix).ok().and_then(char::from_u32);
        let meant = match name {
            "amp" => Some('&'),
            "lt" => Some('<'),
            "gt" => Some('>'),
            "quot" => Some('"'),
            "apos" => Some('\''),
            _ => match name.strip_prefix('#') {
                Some(digits) => match digits.strip_prefix(['x', 'X']) {
                    Some(digits) => number(digits, 16),
                    None => number(digits, 10),
                },
                None => None,
            },
        };
        out.push(meant.unwrap_or(' '));
        rest = &rest[at + name.len() + 2..];
    }
    out.push_str(rest);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_and_tags_are_told_apart() {
        let mut told = Vec::new();
        markup("<p title=\"a &amp; b\">Fal<em>con</em>&#x2019;s &lt;</p>", &mut |text| told.push(text.to_owned()));
        assert_eq!(told, ["<p title=\"a & b\">", "<em>", "</em>", "</p>", "\nFal\ncon\n’s <\n"]);
        markup("<p & &; &amp <", &mut |_| {});
    }
}
