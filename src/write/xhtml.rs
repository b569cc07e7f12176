//! Blocks → XHTML.
