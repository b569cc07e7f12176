//! What a file may promise to be, and what each promise asks of it.

use super::press::Mixing;

/// A standard that a file conforms to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Standard {
    /// PDF/UA-1 and PDF/A-2a at once: for screen readers and for archives.
    #[default]
    Ua1A2a,
    /// PDF/A-2b: it looks the same for ever.
    A2b,
    /// PDF/A-2u: and its text can be searched.
    A2u,
    /// PDF/A-3a: and other files may be in it, as its source.
    A3a,
    /// PDF/A-4: the archive's file on the ground of PDF 2.0.
    A4,
    /// PDF/UA-2 and PDF/A-4 at once: for screen readers, on the ground of PDF 2.0.
    Ua2A4,
    /// PDF/X-4: for printing houses.
    X4,
    /// PDF/X-1a:2003: for printing houses with old programs.
    X1a,
    /// PDF 1.7 without a promise, without tags: the smallest file.
    Plain,
}

/// The standards by name, the default first.
pub const STANDARDS: &[(&str, Standard)] = &[
    ("ua-1+a-2a", Standard::Ua1A2a),
    ("a-2b", Standard::A2b),
    ("a-2u", Standard::A2u),
    ("a-3a", Standard::A3a),
    ("a-4", Standard::A4),
    ("ua-2+a-4", Standard::Ua2A4),
    ("x-4", Standard::X4),
    ("x-1a:2003", Standard::X1a),
    ("1.7", Standard::Plain),
];

/// Whether a file has a structure for screen readers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tagging {
    Tagged,
    Untagged,
}

/// What the file is written for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Medium {
    /// Screens and office printers: colours are the screen's.
    Screen,
    /// Printing presses: colours are inks, pages have a bleed, nothing can be clicked.
    Press,
}

/// Where the file's objects stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Packing {
    /// Small ones together in deflated streams (PDF 1.5).
    Streams,
    /// Each by itself, found by a table.
    Table,
}

/// What PDF/A calls itself.
pub(super) struct Archive {
    pub(super) part: u8,
    /// None for part 4, which has no levels.
    pub(super) conformance: Option<&'static str>,
}

impl Standard {
    /// The version in the file's head.
    pub(super) fn version(self) -> &'static str {
        match self {
            Self::Ua1A2a | Self::A2b | Self::A2u | Self::A3a | Self::Plain => "1.7",
            Self::A4 | Self::Ua2A4 => "2.0",
            Self::X4 => "1.6",
            Self::X1a => "1.4",
        }
    }

    pub(super) fn medium(self) -> Medium {
        match self {
            Self::X4 | Self::X1a => Medium::Press,
            Self::Ua1A2a | Self::A2b | Self::A2u | Self::A3a | Self::A4 | Self::Ua2A4 | Self::Plain => Medium::Screen,
        }
    }

    /// A press reads no structure, and whoever asks for plain PDF asks for the least.
    pub(super) fn tagging(self) -> Tagging {
        match self {
            Self::X4 | Self::X1a | Self::Plain => Tagging::Untagged,
            Self::Ua1A2a | Self::A2b | Self::A2u | Self::A3a | Self::A4 | Self::Ua2A4 => Tagging::Tagged,
        }
    }

    pub(super) fn mixing(self) -> Mixing {
        if self == Self::X1a { Mixing::WithPaper } else { Mixing::Allowed }
    }

    pub(super) fn packing(self) -> Packing {
        if self == Self::X1a { Packing::Table } else { Packing::Streams }
    }

    pub(super) fn archive(self) -> Option<Archive> {
        let of = |part, conformance| Some(Archive { part, conformance });
        match self {
            Self::Ua1A2a => of(2, Some("A")),
            Self::A2b => of(2, Some("B")),
            Self::A2u => of(2, Some("U")),
            Self::A3a => of(3, Some("A")),
            Self::A4 | Self::Ua2A4 => of(4, None),
            Self::X4 | Self::X1a | Self::Plain => None,
        }
    }

    /// The part of PDF/UA.
    pub(super) fn accessible(self) -> Option<u8> {
        match self {
            Self::Ua1A2a | Self::A3a => Some(1),
            Self::Ua2A4 => Some(2),
            Self::A2b | Self::A2u | Self::A4 | Self::X4 | Self::X1a | Self::Plain => None,
        }
    }

    /// How PDF/X calls itself.
    pub(super) fn exchange(self) -> Option<&'static str> {
        match self {
            Self::X4 => Some("PDF/X-4"),
            Self::X1a => Some("PDF/X-1a:2003"),
            Self::Ua1A2a | Self::A2b | Self::A2u | Self::A3a | Self::A4 | Self::Ua2A4 | Self::Plain => None,
        }
    }

    /// PDF 2.0 knows structure types that 1.7 does not, and has done away with others and with Info.
    pub(super) fn is_second(self) -> bool {
        self.version() == "2.0"
    }

    /// Its name, as `--pdf-standard` takes it.
    pub fn name(self) -> &'static str {
        STANDARDS.iter().find(|(_, standard)| *standard == self).map_or("", |(name, _)| name)
    }
}
