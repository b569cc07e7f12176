//! Plain text.
use super::Writer;
use crate::diag::Warned;
use crate::error::Error;
use crate::packet::Packet;
use crate::resource::Resources;
/// The plain-text writer.
#[derive(Debug, Clone, Default)]
pub struct Text {}
impl Writer for Text {
    fn write(&self, _packet: &Packet, _resources: &dyn Resources) -> Result<Warned<Vec<u8>>, Error> {
        Ok(Warned::silent(Vec::new()))
    }
}
