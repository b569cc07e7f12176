//! Packet → pages.
mod frame;
pub use frame::*;

use crate::diag::Warned;
use crate::error::Result;
use crate::font::Fonts;
use crate::packet::Packet;
use crate::resource::Resources;
use crate::style::Theme;

/// Stands in until the engine is here.
pub fn lay_out(_packet: &Packet, _theme: &Theme, _fonts: &Fonts, _resources: &dyn Resources) -> Result<Warned<Layout>> {
    Ok(Warned::silent(Layout::default()))
}
