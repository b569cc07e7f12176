//! Galley → pages: paginate (choose the breaks), then furnish (margins, heads, folios).

mod furnish;
mod paginate;

pub(super) use furnish::{Heads, furnish};
pub(super) use paginate::{Body, Frame, paginate};
