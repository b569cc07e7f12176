//! Pictures: what their bytes are.
/// A picture whose bytes were checked.
#[derive(Debug, Clone)]
pub struct Picture {}
/// How a picture is stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PictureFormat {}
