//! PNG: chunks. Kept are those that change how the picture looks.

use super::{Bytes, Damaged, Walked};

const SIGNATURE: [u8; 8] = *b"\x89PNG\r\n\x1a\n";

/// Chunks of the picture itself, of its colours and of its animation. Everything else is text, time or Exif.
const KEPT: [&[u8; 4]; 18] = [
    b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"cHRM", b"gAMA", b"iCCP", b"sBIT", b"sRGB", b"cICP", b"mDCV",
    b"cLLI", b"bKGD", b"pHYs", b"acTL", b"fcTL", b"fdAT",
];

/// An inch in metres, which `pHYs` counts in.
const INCH: f64 = 0.0254;

pub(super) fn walk(bytes: &[u8]) -> Result<Walked, Damaged> {
    let mut input = Bytes::new(bytes);
    if input.array()? != SIGNATURE {
        return Err(Damaged);
    }
    let mut walked = Walked { size: [0; 2], dpi: None, exif: Vec::new(), jpeg: None, bytes: SIGNATURE.to_vec() };
    let mut first = true;
    loop {
        let length = input.array()?;
        let name: [u8; 4] = input.array()?;
        let data = input.take(u32::from_be_bytes(length) as usize)?;
        let check: [u8; 4] = input.array()?;
        if first != (name == *b"IHDR") {
            return Err(Damaged);
        }
        first = false;
        match &name {
            b"IHDR" => walked.size = size(data)?,
            b"pHYs" => walked.dpi = dpi(data),
            b"eXIf" => walked.exif = data.to_vec(),
            _ => {}
        }
        if KEPT.contains(&&name) {
            for part in [&length[..], &name, data, &check] {
                walked.bytes.extend_from_slice(part);
            }
        }
        if &name == b"IEND" {
            return Ok(walked);
        }
    }
}

fn size(header: &[u8]) -> Result<[u32; 2], Damaged> {
    let mut header = Bytes::new(header);
    Ok([u32::from_be_bytes(header.array()?), u32::from_be_bytes(header.array()?)])
}

fn dpi(data: &[u8]) -> Option<f64> {
    let ([a, b, c, d], 1) = (data.first_chunk::<4>()?, *data.get(8)?) else { return None };
    Some(f64::from(u32::from_be_bytes([*a, *b, *c, *d])) * INCH)
}
