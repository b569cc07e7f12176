//! Typefaces that go into a book.

use crate::style::Slope;
use std::borrow::Cow;

/// A typeface that goes into a book, whole: whoever adds it must be allowed to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FontFile {
    /// The family, as the theme names it.
    pub family: String,
    /// 400 is regular, 700 bold.
    pub weight: u16,
    /// Roman or italic.
    pub slope: Slope,
    /// The file: TrueType, or OpenType with PostScript outlines.
    pub bytes: Cow<'static, [u8]>,
}

impl FontFile {
    /// The name of its file in the book, as the `number`th font.
    pub(super) fn href(&self, number: usize) -> String {
        format!("font-{number}.{}", if self.is_cff() { "otf" } else { "ttf" })
    }

    /// A core media type of EPUB 3; EPUB 2 knows none, and readers take the same.
    pub(super) fn media_type(&self) -> &'static str {
        if self.is_cff() { "font/otf" } else { "font/ttf" }
    }

    fn is_cff(&self) -> bool {
        self.bytes.starts_with(b"OTTO")
    }
}
