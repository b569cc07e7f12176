//! Colours of ink.

/// A colour of ink, apart from how a device makes it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Ink {
    /// Full black.
    #[default]
    Black,
    /// Black at this many per cent.
    Gray(u8),
    /// White: knocks out what is below.
    White,
    /// A process colour: cyan, magenta, yellow, black in per cent, and its equal on a screen.
    Process {
        /// Cyan, magenta, yellow, black.
        cmyk: [u8; 4],
        /// Red, green, blue.
        rgb: [u8; 3],
    },
}
