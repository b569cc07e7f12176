//! [`Packet`] → bytes. Writers return bytes; only the command line touches the disk.
//!
//! A writer is pluggable: anything that implements [`Writer`] is one, inside the crate or outside
//! (`examples/writer.rs`).

#[cfg(any(feature = "epub", feature = "pdf"))]
mod deflate;
#[cfg(feature = "epub")]
pub mod epub;
#[cfg(feature = "pdf")]
pub mod pdf;
mod shared;
pub mod text;
#[cfg(feature = "epub")]
mod xhtml;

use crate::diag::Warned;
use crate::error::Error;
use crate::packet::Packet;
use crate::resource::Resources;
use std::io::Write;

/// Makes a file of a packet.
pub trait Writer {
    /// The file's bytes: the same for the same packet and resources, on every machine.
    ///
    /// # Errors
    /// When there can be no output: an unusable typeface, an impossible page, a failing library.
    fn write(&self, packet: &Packet, resources: &dyn Resources) -> Result<Warned<Vec<u8>>, Error>;

    /// The same of a packet that nobody needs afterwards, into a file: of a large one a writer need hold neither what it
    /// is made of nor what it has made. After an error what is in the file is of no use.
    ///
    /// # Errors
    /// As [`Writer::write`]; and [`Error::Output`] if the file takes no more.
    fn write_last(
        &self,
        packet: Packet,
        resources: &dyn Resources,
        out: &mut (dyn Write + Send),
    ) -> Result<Warned<()>, Error> {
        let written = self.write(&packet, resources)?;
        out.write_all(&written.value).map_err(Error::Output)?;
        Ok(written.map(|_| ()))
    }
}

/// A kind of output.
#[derive(Debug)]
pub struct Format {
    /// Its name, as `--to` takes it.
    pub name: &'static str,
    /// The end of its files' names, without the dot.
    pub extension: &'static str,
    make: fn() -> Box<dyn Writer>,
}

impl Format {
    /// Its writer, with default options.
    pub fn writer(&self) -> Box<dyn Writer> {
        (self.make)()
    }
}

/// Every kind of output, the default first.
pub const FORMATS: &[Format] = &[
    #[cfg(feature = "pdf")]
    Format { name: "pdf", extension: "pdf", make: || Box::new(pdf::Pdf::default()) },
    #[cfg(feature = "epub")]
    Format { name: "epub", extension: "epub", make: || Box::new(epub::Epub::default()) },
    Format { name: "text", extension: "txt", make: || Box::new(text::Text::default()) },
];
