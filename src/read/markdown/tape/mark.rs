//! What is left of a parser's event when what the source says is left out: sixteen bytes for a hundred.

use pulldown_cmark::{CowStr, Event, Tag, TagEnd};
use std::ops::Range;

/// An event, short.
pub(super) struct Mark {
    start: u32,
    end: u32,
    kind: Kind,
}

#[derive(Clone, Copy)]
enum Kind {
    /// Text that stands in the source as it is.
    Text,
    /// A program's text within so many backticks, or backticks and a space, on either side.
    Code(u8),
    SoftBreak,
    HardBreak,
    Start(Plain),
    End(TagEnd),
    /// The event with that number among those that are kept.
    Kept(u32),
}

/// A tag that says nothing besides its name.
#[derive(Clone, Copy)]
enum Plain {
    Paragraph,
    BlockQuote,
    BulletList,
    Item,
    TableHead,
    TableRow,
    TableCell,
    Emphasis,
    Strong,
}

impl Mark {
    /// An event, if it is one of those that can be short. Decoding refuses what is too long for these places.
    pub fn of(event: &Event, place: &Range<usize>, text: &str) -> Option<Self> {
        let kind = match event {
            Event::Text(CowStr::Borrowed(words)) if margin(words, place, text) == Some((0, 0)) => Kind::Text,
            Event::Code(CowStr::Borrowed(words)) => match margin(words, place, text)? {
                (before, after) if before == after => Kind::Code(u8::try_from(before).ok()?),
                _ => return None,
            },
            Event::SoftBreak => Kind::SoftBreak,
            Event::HardBreak => Kind::HardBreak,
            Event::Start(tag) => Kind::Start(Plain::of(tag)?),
            Event::End(end) => Kind::End(*end),
            Event::Text(_)
            | Event::Code(_)
            | Event::InlineMath(_)
            | Event::DisplayMath(_)
            | Event::Html(_)
            | Event::InlineHtml(_)
            | Event::FootnoteReference(_)
            | Event::Rule
            | Event::TaskListMarker(_) => return None,
        };
        Some(Self::new(kind, place))
    }

    /// The event with that number among those that are kept.
    pub fn kept(number: usize, place: &Range<usize>) -> Self {
        Self::new(Kind::Kept(number as u32), place)
    }

    fn new(kind: Kind, place: &Range<usize>) -> Self {
        Self { start: place.start as u32, end: place.end as u32, kind }
    }

    /// The bytes of the source it came from.
    pub fn place(&self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// The event as it was.
    pub fn event<'t>(&self, text: &'t str, kept: &'t [Event<'_>]) -> Event<'t> {
        match self.kind {
            Kind::Text => Event::Text(CowStr::Borrowed(&text[self.place()])),
            Kind::Code(margin) => {
                let (margin, place) = (usize::from(margin), self.place());
                Event::Code(CowStr::Borrowed(&text[place.start + margin..place.end - margin]))
            }
            Kind::SoftBreak => Event::SoftBreak,
            Kind::HardBreak => Event::HardBreak,
            Kind::Start(tag) => Event::Start(tag.tag()),
            Kind::End(end) => Event::End(end),
            Kind::Kept(number) => kept[number as usize].clone(),
        }
    }
}

/// How much of a place stands before and behind the words, if they are a part of it.
fn margin(words: &str, place: &Range<usize>, text: &str) -> Option<(usize, usize)> {
    let start = (words.as_ptr() as usize).checked_sub(text.as_ptr() as usize)?;
    let before = start.checked_sub(place.start)?;
    Some((before, place.end.checked_sub(start + words.len())?))
}

impl Plain {
    fn of(tag: &Tag) -> Option<Self> {
        Some(match tag {
            Tag::Paragraph => Self::Paragraph,
            Tag::BlockQuote(None) => Self::BlockQuote,
            Tag::List(None) => Self::BulletList,
            Tag::Item => Self::Item,
            Tag::TableHead => Self::TableHead,
            Tag::TableRow => Self::TableRow,
            Tag::TableCell => Self::TableCell,
            Tag::Emphasis => Self::Emphasis,
            Tag::Strong => Self::Strong,
            _ => return None,
        })
    }

    fn tag(self) -> Tag<'static> {
        match self {
            Self::Paragraph => Tag::Paragraph,
            Self::BlockQuote => Tag::BlockQuote(None),
            Self::BulletList => Tag::List(None),
            Self::Item => Tag::Item,
            Self::TableHead => Tag::TableHead,
            Self::TableRow => Tag::TableRow,
            Self::TableCell => Tag::TableCell,
            Self::Emphasis => Tag::Emphasis,
            Self::Strong => Tag::Strong,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use pulldown_cmark::{Options, Parser};

    #[test]
    fn a_mark_is_short_and_gives_its_event_back() {
        assert_eq!(size_of::<Mark>(), 16);
        let text = "# A *b* `c` ``d`e``\n\n> - [x](y) &amp; a\\*b  \n>   c\n> ` ` ` f `\n\n```rust\nlet é = 1;\n```\n\n|a|b|\n|-|-|\n|`c`|d|\n";
        let mut kept = Vec::new();
        let (mut short, mut all) = (0, 0);
        for (event, place) in Parser::new_ext(text, Options::all()).into_offset_iter() {
            all += 1;
            let mark = Mark::of(&event, &place, text);
            short += usize::from(mark.is_some());
            let mark = mark.unwrap_or_else(|| {
                kept.push(event.clone());
                Mark::kept(kept.len() - 1, &place)
            });
            assert_eq!((mark.event(text, &kept), mark.place()), (event, place));
        }
        assert!(short * 4 > all * 3, "{short} of {all}");
    }
}
