//! PDF.
use crate::diag::Warned;
use crate::error::Error;
use crate::packet::Packet;
use crate::resource::Resources;
use crate::write::Writer;
/// The PDF writer.
#[derive(Debug, Clone, Default)]
pub struct Pdf {}
impl Writer for Pdf {
    fn write(&self, _packet: &Packet, _resources: &dyn Resources) -> Result<Warned<Vec<u8>>, Error> {
        Ok(Warned::silent(Vec::new()))
    }
}
