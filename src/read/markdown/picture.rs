//! What stands in braces behind a picture, as Pandoc and kramdown have it: `![A mill](mill.png){width=50%}`.

use crate::model::PictureWidth;

/// The width that attributes at the beginning of a text give, if any, and where they end. What may be words is left alone.
pub fn width(text: &str) -> Option<(PictureWidth, usize)> {
    let inside = text.strip_prefix('{')?;
    let end = inside.find('}')?;
    let mut width = None;
    for token in inside[..end].trim_start_matches(':').split_whitespace() {
        match token.split_once('=') {
            // Other lengths are for screens: the picture is as wide as its resolution makes it.
            Some(("width", value)) => width = Some(PictureWidth::parse(value.trim_matches('"')).unwrap_or_default()),
            Some((name, _)) if name.chars().all(|c| c.is_alphanumeric() || "-_:".contains(c)) => {}
            None if token.len() > 1 && token.starts_with(['.', '#']) => {}
            Some(_) | None => return None,
        }
    }
    let says_more = inside[..end].contains(['#', '.', '=']);
    says_more.then(|| (width.unwrap_or_default(), "{".len() + end + "}".len()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::{Markdown, Reader};
    use crate::source::Source;

    fn dump(text: &str) -> String {
        Markdown::default().read(&Source::new("a.md", text)).value.dump()
    }

    #[test]
    fn attributes_give_a_width() {
        for (text, told) in [
            ("{width=50%}", Some((PictureWidth::Share(50), 11))),
            ("{ .right width=\"33.4%\" #mill } and more", Some((PictureWidth::Share(33), 30))),
            ("{: width=40%}", Some((PictureWidth::Share(40), 13))),
            ("{width=300px height=20%}", Some((PictureWidth::Pixels(300), 24))),
            ("{width=300}", Some((PictureWidth::Pixels(300), 11))),
            ("{width=12.5em}", Some((PictureWidth::Pixels(200), 14))),
            ("{width=2cm}", Some((PictureWidth::Points(567), 11))),
            ("{width=0.5in}", Some((PictureWidth::Points(360), 13))),
            ("{width=0%}", Some((PictureWidth::Natural, 10))),
            ("{.right}", Some((PictureWidth::Natural, 8))),
            ("{#fig:mill}", Some((PictureWidth::Natural, 11))),
            ("{: .right align=left} more", Some((PictureWidth::Natural, 21))),
            ("{}", None),
            ("{1}", None),
            ("{see p. 4}", None),
            ("{so width=50%}", None),
            ("{width=50%", None),
            ("width=50%", None),
        ] {
            assert_eq!(width(text), told, "{text}");
        }
    }

    #[test]
    fn a_picture_in_html_takes_the_width_that_is_said_of_it() {
        for (said, shown) in [
            ("width=300", "mill.png 300 px"),
            ("width=\"50%\"", "mill.png 50 %"),
            ("style=\"border: 0; Width: 50%\"", "mill.png 50 %"),
            ("style=\"width:20em\"", "mill.png 320 px"),
            ("width=100 style=\"width: 50%\"", "mill.png 50 %"),
            ("style=\"max-width: 50%\"", "mill.png up to 50 % ["),
            ("style=\"width: 100%; max-width: 320px\"", "mill.png 320 px"),
            ("style=\"max-width: 100%; height: auto\" width=300 height=200", "mill.png 300 px ["),
            ("style=\"height: auto\" height=200", "mill.png ["),
            ("style=\"width: auto\"", "mill.png ["),
            ("style=\"width: auto; height: 1.5em\"", "mill.png 24 px high"),
            ("style=\"height: 50%\"", "mill.png ["),
        ] {
            let read = dump(&format!("Words.\n\n<img src=\"mill.png\" alt=\"A mill\" {said}>\n"));
            assert!(read.contains(shown), "{said}: {read}");
        }
    }

    #[test]
    fn a_picture_takes_the_width_behind_it() {
        let read = dump("Words.\n\n![A mill](mill.png \"The mill\"){width=50%}\n");
        assert!(read.contains("figure mill.png 50 % [A mill]\n  caption: The mill"), "{read}");
        let linked = dump("Words.\n\n[![A mill](mill.png){width=50%}](https://a.org/)\n");
        assert!(linked.contains("figure mill.png 50 % -> https://a.org/ [A mill]"), "{linked}");
        let apart = dump("Words.\n\n![A mill](mill.png) {width=50%}\n");
        assert!(apart.contains("{width=50%}"), "{apart}");
    }
}
