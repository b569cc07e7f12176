//! WebP: a RIFF file of chunks. Exif and XMP are left out, and the flags that announce them cleared.

use super::{Bytes, Damaged, Walked};

/// The flags of an extended file that announce Exif and XMP.
const EXIF_AND_XMP: u8 = 0x08 | 0x04;

pub(super) fn walk(bytes: &[u8]) -> Result<Walked, Damaged> {
    let mut input = Bytes::new(bytes);
    input.take(4)?;
    let length = u32::from_le_bytes(input.array()?) as usize;
    let mut input = Bytes::new(input.take(length)?);
    input.take(4)?;
    let mut size = None;
    let mut exif = Vec::new();
    let mut out = b"WEBP".to_vec();
    while !input.left.is_empty() {
        let name: [u8; 4] = input.array()?;
        let length = u32::from_le_bytes(input.array()?) as usize;
        let mut data = input.take(length)?.to_vec();
        // The last chunk of some files lacks its padding.
        if length % 2 == 1 && !input.left.is_empty() {
            input.byte()?;
        }
        match &name {
            b"VP8X" => {
                *data.first_mut().ok_or(Damaged)? &= !EXIF_AND_XMP;
                size = Some(canvas(&data)?);
            }
            b"VP8L" if size.is_none() => size = Some(lossless(&data)?),
            b"VP8 " if size.is_none() => size = Some(lossy(&data)?),
            b"EXIF" => exif = data.strip_prefix(b"Exif\0\0").unwrap_or(&data).to_vec(),
            _ => {}
        }
        if [b"VP8X", b"VP8L", b"VP8 ", b"ALPH", b"ICCP", b"ANIM", b"ANMF"].contains(&&name) {
            out.extend(name);
            out.extend(u32::try_from(length).map_err(|_| Damaged)?.to_le_bytes());
            out.extend(&data);
            out.resize(out.len().next_multiple_of(2), 0);
        }
    }
    let length = u32::try_from(out.len()).map_err(|_| Damaged)?;
    let bytes = [b"RIFF", &length.to_le_bytes()[..], &out].concat();
    Ok(Walked { size: size.ok_or(Damaged)?, dpi: None, exif, jpeg: None, bytes })
}

fn canvas(data: &[u8]) -> Result<[u32; 2], Damaged> {
    let side = |at: usize| {
        let bytes = data.get(at..at + 3).ok_or(Damaged)?;
        Ok(u32::from_le_bytes([bytes[0], bytes[1], bytes[2], 0]) + 1)
    };
    Ok([side(4)?, side(7)?])
}

/// Fourteen bits each, less one, behind a signature byte.
fn lossless(data: &[u8]) -> Result<[u32; 2], Damaged> {
    let [0x2f, a, b, c, d, ..] = *data else { return Err(Damaged) };
    let bits = u32::from_le_bytes([a, b, c, d]);
    Ok([(bits & 0x3fff) + 1, (bits >> 14 & 0x3fff) + 1])
}

/// Behind a frame tag and a start code: fourteen bits each, the upper two a scale.
fn lossy(data: &[u8]) -> Result<[u32; 2], Damaged> {
    let [_, _, _, 0x9d, 0x01, 0x2a, a, b, c, d, ..] = *data else { return Err(Damaged) };
    let side = |low, high| u32::from(u16::from_le_bytes([low, high]) & 0x3fff);
    Ok([side(a, b), side(c, d)])
}
