//! The faces in `fonts/`, carried inside the library: one row each, in the order of fallback.

use crate::style::Slope;

/// A bundled face.
pub(super) struct Row {
    pub family: &'static str,
    pub weight: u16,
    pub slope: Slope,
    pub data: &'static [u8],
}

const fn row(family: &'static str, weight: u16, slope: Slope, data: &'static [u8]) -> Row {
    Row { family, weight, slope, data }
}

const SERIF: &str = "Source Serif 4";
const CAPTION: &str = "Source Serif 4 Caption";
const SANS: &str = "Source Sans 3";
const CODE: &str = "Source Code Pro";
const LIBERTINUS: &str = "Libertinus Serif";

/// The family that formulas are set in. Nothing else is: it stands in for no character.
pub(super) const MATH: &str = "TeX Gyre Pagella Math";

pub(super) const FACES: &[Row] = &[
    row(SERIF, 400, Slope::Roman, include_bytes!("../../fonts/source-serif-4/SourceSerif4-Regular.ttf")),
    row(SERIF, 400, Slope::Italic, include_bytes!("../../fonts/source-serif-4/SourceSerif4-It.ttf")),
    row(SERIF, 600, Slope::Roman, include_bytes!("../../fonts/source-serif-4/SourceSerif4-Semibold.ttf")),
    row(SERIF, 700, Slope::Roman, include_bytes!("../../fonts/source-serif-4/SourceSerif4-Bold.ttf")),
    row(SERIF, 700, Slope::Italic, include_bytes!("../../fonts/source-serif-4/SourceSerif4-BoldIt.ttf")),
    row(CAPTION, 400, Slope::Roman, include_bytes!("../../fonts/source-serif-4/SourceSerif4Caption-Regular.ttf")),
    row(CAPTION, 400, Slope::Italic, include_bytes!("../../fonts/source-serif-4/SourceSerif4Caption-It.ttf")),
    row(SANS, 400, Slope::Roman, include_bytes!("../../fonts/source-sans-3/SourceSans3-Regular.ttf")),
    row(SANS, 400, Slope::Italic, include_bytes!("../../fonts/source-sans-3/SourceSans3-It.ttf")),
    row(SANS, 600, Slope::Roman, include_bytes!("../../fonts/source-sans-3/SourceSans3-Semibold.ttf")),
    row(SANS, 700, Slope::Roman, include_bytes!("../../fonts/source-sans-3/SourceSans3-Bold.ttf")),
    row(SANS, 700, Slope::Italic, include_bytes!("../../fonts/source-sans-3/SourceSans3-BoldIt.ttf")),
    row(CODE, 400, Slope::Roman, include_bytes!("../../fonts/source-code-pro/SourceCodePro-Regular.ttf")),
    row(CODE, 700, Slope::Roman, include_bytes!("../../fonts/source-code-pro/SourceCodePro-Bold.ttf")),
    row(LIBERTINUS, 400, Slope::Roman, include_bytes!("../../fonts/libertinus-serif/LibertinusSerif-Regular.otf")),
    row(LIBERTINUS, 400, Slope::Italic, include_bytes!("../../fonts/libertinus-serif/LibertinusSerif-Italic.otf")),
    row(LIBERTINUS, 700, Slope::Roman, include_bytes!("../../fonts/libertinus-serif/LibertinusSerif-Bold.otf")),
    row(LIBERTINUS, 700, Slope::Italic, include_bytes!("../../fonts/libertinus-serif/LibertinusSerif-BoldItalic.otf")),
    row("DejaVu Sans", 400, Slope::Roman, include_bytes!("../../fonts/dejavu/DejaVuSans.ttf")),
    row(MATH, 400, Slope::Roman, include_bytes!("../../fonts/tex-gyre-pagella-math/texgyrepagella-math.otf")),
];
