//! Packet → pages.
mod frame;
pub use frame::*;
