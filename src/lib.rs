//! Offprint turns articles into print.

pub mod breaking;
pub mod diag;
mod error;
#[cfg(feature = "pdf")]
pub mod font;
pub mod lang;
#[cfg(feature = "pdf")]
pub mod layout;
pub mod length;
pub mod model;
pub mod packet;
pub mod read;
pub mod resource;
pub mod source;
pub mod style;
pub mod write;

pub use error::{Error, Result};
