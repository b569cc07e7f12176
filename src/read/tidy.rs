//! Small repairs of typing.
/// Which repairs of typing are made.
#[derive(Debug, Clone, Default)]
pub struct Tidy {}
