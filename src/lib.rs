//! Offprint turns articles into print: plain text, Markdown and saved web pages into well-set PDF, EPUB and clean text.
//!
//! ```text
//!  article.txt ─┐                                 ┌─► write::text ─► .txt
//!  article.md  ─┼─ read ─► Document ─► Packet ────┼─► write::epub ─► .epub
//!  article.html ┘                                 └─► layout ─► Pages ─► write::pdf ─► .pdf
//! ```
//!
//! Each arrow is a function from one noun to the next, and beside each runs a sink of [diagnostics](diag): what
//! was guessed, what is missing, what the result does not show. They never change the result. Reading never fails;
//! writing fails with an [`Error`] where there can be no file. Nothing here touches the network, the clock or the
//! terminal, and of the disk only what a [`Folder`] was given for.
//!
//! [`convert()`] goes the whole way:
//!
//! ```
//! use offprint::{NoResources, Source, convert, write};
//!
//! let source = Source::new("harvest.txt", "The Harvest\n\nby Anna Weber\n\nThe mills ran only three days in the week.\n");
//! for format in write::FORMATS {
//!     let made = convert(&source, &*format.writer(), &NoResources)?;
//!     println!("harvest.{}: {} bytes", format.extension, made.value.len());
//!     made.diagnostics.iter().for_each(|found| println!("{}: {}", found.code, found.message));
//! }
//! # Ok::<(), offprint::Error>(())
//! ```
//!
//! A program that makes many files shares a [`Converter`], which keeps faces and themes between them.
//!
//! To do something between reading and writing, take the steps apart. A file's bytes become a [`Source`] by
//! [`read::decode`], and that a [`Document`] by the [`Reader`] that its name means: plain data to look at
//! ([`model::Visit`]) and to change. [`Packet::from`] makes it ready for a [`Writer`] of [`mod@write`];
//! [`packet::assemble`] makes one packet of several.
//!
//! ```
//! use offprint::{NoResources, Packet, Writer, read, write::text::Text};
//!
//! let source = read::decode("harvest.txt", b"The Harvest\n\nThe mills ran only three days.\n")?.value;
//! let mut document = read::detect(&source.name).read(&source).value;
//! document.meta.authors.push("Anna Weber".to_owned());
//! let text = Text::default().write(&Packet::from(document), &NoResources)?.value;
//! assert_eq!(text, b"The Harvest\n===========\n\nBy Anna Weber\n\nThe mills ran only three days.\n");
//! # Ok::<(), offprint::Error>(())
//! ```
//!
//! With the feature `pdf`, `layout::lay_out` gives the pages themselves. [`breaking`] stands alone: it breaks anything
//! with widths into lines.
//!
//! # Features
//!
//! `markdown`, `html`, `epub`, `pdf`, `bundled-fonts`, `system-fonts`, `svg`, `highlight` and `cli` are on by default. A
//! library wants `default-features = false` and those that it uses; plain text is always read and written.

#![cfg_attr(docsrs, feature(doc_cfg))] // docs.rs tells which feature an item needs

pub mod breaking;
#[cfg(any(feature = "epub", feature = "pdf"))]
pub mod check;
pub mod convert;
#[cfg(feature = "pdf")]
pub mod cover;
pub mod diag;
mod error;
#[cfg(feature = "pdf")]
pub mod font;
#[cfg(feature = "pdf")]
pub mod impose;
pub mod lang;
#[cfg(feature = "pdf")]
pub mod layout;
pub mod length;
pub mod model;
pub mod packet;
pub mod pages;
#[doc(hidden)] // for the command, which must give its threads as much room
pub mod parallel;
#[cfg(feature = "pdf")]
mod pdf;
mod percent;
pub mod read;
pub mod resource;
pub mod source;
pub mod style;
#[cfg(any(feature = "epub", feature = "pdf"))]
mod tex;
pub mod write;
mod written;

pub use convert::Converter;
pub use diag::{Diagnostic, Warned};
pub use error::{Error, Result};
pub use model::Document;
pub use packet::Packet;
pub use read::Reader;
pub use resource::{Folder, NoResources, Resources};
pub use source::Source;
pub use style::Theme;
pub use write::Writer;

/// Reads a source as its name says ([`read::detect`]) and writes it. The diagnostics are those of both steps.
///
/// # Errors
/// As the writer's.
pub fn convert(source: &Source, writer: &dyn Writer, resources: &dyn Resources) -> Result<Warned<Vec<u8>>> {
    let mut sink = diag::Sink::new();
    let document = read::detect(&source.name).read(source).into(&mut sink);
    let bytes = writer.write(&Packet::from(document), resources)?.into(&mut sink);
    Ok(sink.warn(bytes))
}

/// The README's examples, which are compiled and run.
#[cfg(all(doctest, feature = "markdown", feature = "epub", feature = "bundled-fonts"))]
#[doc = include_str!("../README.md")]
pub struct Readme;
