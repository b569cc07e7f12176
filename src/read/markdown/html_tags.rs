//! What each HTML element means here.

/// What an element becomes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Emphasis.
    Emph,
    /// Strong emphasis.
    Strong,
    /// Struck out.
    Strike,
    /// Superscript.
    Raised,
    /// Subscript.
    Lowered,
    /// Its text; small capitals if its style says so.
    Plain,
    /// A program's text.
    Code,
    /// A link.
    Link,
    /// Its text in quotation marks.
    Quotes,
    /// Words that are told how to read.
    Ruby,
    /// How the words before it are read: in brackets, which some authors write as well, as `rp`.
    Reading,
    /// A line break.
    Break,
    /// A picture.
    Picture,
    /// A paragraph.
    Paragraph,
    /// Blocks that stand apart from their neighbours.
    Section,
    /// A heading of that rank.
    Heading(usize),
    /// A bulleted list.
    Bullets,
    /// A numbered list.
    Numbers,
    /// An item of a list.
    Item,
    /// A quotation.
    Quote,
    /// A rule.
    Rule,
    /// Preformatted text.
    Pre,
    /// A table.
    Table,
    /// The title of a table.
    Caption,
    /// A part of a table.
    Rows,
    /// A row of a table.
    Row,
    /// A cell that names its column or row.
    HeadCell,
    /// Another cell.
    Cell,
    /// A picture with its caption.
    Figure,
    /// The caption of a picture.
    FigureCaption,
    /// What stands over details.
    Summary,
    /// Terms and what they mean.
    Definitions,
    /// A term.
    Term,
    /// What it means.
    Meaning,
    /// Something without words that print can show.
    Empty,
    /// Something whose words are not the article's.
    Dropped,
}

const TAGS: &[(&str, Kind)] = &[
    ("a", Kind::Link),
    ("abbr", Kind::Plain),
    ("acronym", Kind::Plain),
    ("address", Kind::Section),
    ("article", Kind::Section),
    ("aside", Kind::Section),
    ("b", Kind::Strong),
    ("bdi", Kind::Plain),
    ("bdo", Kind::Plain),
    ("big", Kind::Plain),
    ("blockquote", Kind::Quote),
    ("body", Kind::Section),
    ("br", Kind::Break),
    ("caption", Kind::Caption),
    ("center", Kind::Section),
    ("cite", Kind::Emph),
    ("code", Kind::Code),
    ("col", Kind::Empty),
    ("colgroup", Kind::Rows),
    ("data", Kind::Plain),
    ("dd", Kind::Meaning),
    ("del", Kind::Strike),
    ("details", Kind::Section),
    ("dfn", Kind::Emph),
    ("div", Kind::Section),
    ("dl", Kind::Definitions),
    ("dt", Kind::Term),
    ("em", Kind::Emph),
    ("figcaption", Kind::FigureCaption),
    ("figure", Kind::Figure),
    ("font", Kind::Plain),
    ("footer", Kind::Section),
    ("h1", Kind::Heading(1)),
    ("h2", Kind::Heading(2)),
    ("h3", Kind::Heading(3)),
    ("h4", Kind::Heading(4)),
    ("h5", Kind::Heading(5)),
    ("h6", Kind::Heading(6)),
    ("header", Kind::Section),
    ("hgroup", Kind::Section),
    ("hr", Kind::Rule),
    ("html", Kind::Section),
    ("i", Kind::Emph),
    ("img", Kind::Picture),
    ("ins", Kind::Plain),
    ("kbd", Kind::Code),
    ("label", Kind::Plain),
    ("li", Kind::Item),
    ("main", Kind::Section),
    ("mark", Kind::Plain),
    ("nav", Kind::Section),
    ("nobr", Kind::Plain),
    ("ol", Kind::Numbers),
    ("p", Kind::Paragraph),
    ("picture", Kind::Plain),
    ("pre", Kind::Pre),
    ("q", Kind::Quotes),
    ("rb", Kind::Plain),
    ("rp", Kind::Dropped),
    ("rt", Kind::Reading),
    ("ruby", Kind::Ruby),
    ("s", Kind::Strike),
    ("samp", Kind::Code),
    ("script", Kind::Dropped),
    ("section", Kind::Section),
    ("small", Kind::Plain),
    ("source", Kind::Empty),
    ("span", Kind::Plain),
    ("strike", Kind::Strike),
    ("strong", Kind::Strong),
    ("style", Kind::Dropped),
    ("sub", Kind::Lowered),
    ("summary", Kind::Summary),
    ("sup", Kind::Raised),
    ("table", Kind::Table),
    ("tbody", Kind::Rows),
    ("td", Kind::Cell),
    ("tfoot", Kind::Rows),
    ("th", Kind::HeadCell),
    ("thead", Kind::Rows),
    ("time", Kind::Plain),
    ("tr", Kind::Row),
    ("tt", Kind::Code),
    ("u", Kind::Plain),
    ("ul", Kind::Bullets),
    ("var", Kind::Emph),
    ("wbr", Kind::Empty),
];

/// The element of that name, in lower case.
pub fn tag(name: &str) -> Option<(&'static str, Kind)> {
    TAGS.binary_search_by_key(&name, |(known, _)| known).ok().map(|at| TAGS[at])
}

impl Kind {
    /// The kind of an open tag.
    pub fn of(name: &str) -> Self {
        tag(name).map_or(Self::Plain, |(_, kind)| kind)
    }

    /// Whether it holds words rather than blocks; then no block can stand in it.
    pub fn holds_words(self) -> bool {
        self.is_inline()
            || matches!(
                self,
                Self::Paragraph
                    | Self::Heading(_)
                    | Self::Pre
                    | Self::Caption
                    | Self::Figure
                    | Self::FigureCaption
                    | Self::Summary
                    | Self::Term
            )
    }

    /// Whether it stands among words.
    pub fn is_inline(self) -> bool {
        matches!(
            self,
            Self::Emph
                | Self::Strong
                | Self::Strike
                | Self::Raised
                | Self::Lowered
                | Self::Plain
                | Self::Code
                | Self::Link
                | Self::Quotes
                | Self::Ruby
                | Self::Reading
                | Self::Break
                | Self::Picture
                | Self::Empty
                | Self::Dropped
        )
    }

    /// Whether only elements of its own can stand in it, so that white space in it means nothing.
    pub fn is_frame(self) -> bool {
        matches!(self, Self::Bullets | Self::Numbers | Self::Definitions | Self::Table | Self::Rows | Self::Row)
    }

    /// Whether the end tag of `inner` may not end this.
    pub fn stops(self, inner: Self) -> bool {
        match inner {
            Self::Item => matches!(self, Self::Bullets | Self::Numbers | Self::Table),
            Self::Term | Self::Meaning => matches!(self, Self::Definitions | Self::Table),
            Self::Cell | Self::HeadCell | Self::Row | Self::Rows => self == Self::Table,
            Self::Table => false,
            inner if inner.is_inline() => !self.is_inline(),
            _ => matches!(self, Self::Cell | Self::HeadCell | Self::Table),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_sorted() {
        assert!(TAGS.is_sorted_by_key(|(name, _)| name));
        assert_eq!(tag("var"), Some(("var", Kind::Emph)));
        assert_eq!(tag("blink"), None);
    }
}
