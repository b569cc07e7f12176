//! GIF: blocks of sub-blocks. Comments and applications' data are left out, except loops and ICC profiles.

use super::{Bytes, Damaged, Walked};

const EXTENSION: u8 = 0x21;
const IMAGE: u8 = 0x2c;
const TRAILER: u8 = 0x3b;
const GRAPHIC_CONTROL: u8 = 0xf9;
const APPLICATION: u8 = 0xff;

pub(super) fn walk(bytes: &[u8]) -> Result<Walked, Damaged> {
    let mut input = Bytes::new(bytes);
    let mut out = Vec::with_capacity(bytes.len());
    out.extend_from_slice(input.take(6)?);
    let screen: [u8; 7] = input.array()?;
    out.extend(screen);
    out.extend_from_slice(input.take(palette(screen[4]))?);
    let size = [u16::from_le_bytes([screen[0], screen[1]]).into(), u16::from_le_bytes([screen[2], screen[3]]).into()];
    let mut images = 0;
    loop {
        match input.byte()? {
            TRAILER => break,
            IMAGE => {
                images += 1;
                let place: [u8; 9] = input.array()?;
                out.push(IMAGE);
                out.extend(place);
                out.extend_from_slice(input.take(palette(place[8]) + 1)?);
                out.extend_from_slice(sub_blocks(&mut input)?);
            }
            EXTENSION => {
                let label = input.byte()?;
                let data = sub_blocks(&mut input)?;
                if label == GRAPHIC_CONTROL || (label == APPLICATION && is_kept(data)) {
                    out.extend([EXTENSION, label]);
                    out.extend_from_slice(data);
                }
            }
            _ => return Err(Damaged),
        }
    }
    if images == 0 {
        return Err(Damaged);
    }
    out.push(TRAILER);
    Ok(Walked { size, dpi: None, exif: Vec::new(), jpeg: None, bytes: out })
}

/// The bytes of the colour table that these flags announce.
fn palette(flags: u8) -> usize {
    if flags & 0x80 == 0 { 0 } else { 3 << ((flags & 7) + 1) }
}

/// Sub-blocks with the empty one that ends them.
fn sub_blocks<'a>(input: &mut Bytes<'a>) -> Result<&'a [u8], Damaged> {
    let all = input.left;
    loop {
        let length = usize::from(input.byte()?);
        input.take(length)?;
        if length == 0 {
            return Ok(&all[..all.len() - input.left.len()]);
        }
    }
}

fn is_kept(data: &[u8]) -> bool {
    [&b"\x0bNETSCAPE2.0"[..], b"\x0bANIMEXTS1.0", b"\x0bICCRGBG1012"].iter().any(|name| data.starts_with(name))
}
