//! JPEG: segments, and after each start of scan the coded data up to the next marker.

use super::{Adobe, Bytes, Damaged, JpegCoding, Walked};

const SOI: u8 = 0xd8;
const EOI: u8 = 0xd9;
const SOS: u8 = 0xda;
const COM: u8 = 0xfe;

pub(super) fn walk(bytes: &[u8]) -> Result<Walked, Damaged> {
    let mut input = Bytes::new(bytes);
    if input.array()? != [0xff, SOI] {
        return Err(Damaged);
    }
    let mut walked = Walked { size: [0; 2], dpi: None, exif: Vec::new(), jpeg: None, bytes: vec![0xff, SOI] };
    let mut adobe = Adobe::Absent;
    let mut scans = 0;
    loop {
        let marker = marker(&mut input)?;
        if marker == EOI {
            walked.bytes.extend([0xff, EOI]);
            break;
        }
        let length = u16::from_be_bytes(input.array()?);
        let data = input.take(usize::from(length).checked_sub(2).ok_or(Damaged)?)?;
        if is_frame(marker) {
            let [_, y1, y2, x1, x2, components] = *data.first_chunk::<6>().ok_or(Damaged)?;
            walked.size = [u16::from_be_bytes([x1, x2]).into(), u16::from_be_bytes([y1, y2]).into()];
            walked.jpeg = Some(JpegCoding { components, adobe: Adobe::Absent });
        }
        match (marker, data) {
            (0xe0, [b'J', b'F', b'I', b'F', 0, ..]) => {
                walked.dpi = density(data);
                // The thumbnail that may follow the first 14 bytes is left out.
                let head = data.first_chunk::<12>().ok_or(Damaged)?;
                segment(&mut walked.bytes, marker, &[&head[..], &[0, 0]].concat());
                continue;
            }
            (0xe1, [b'E', b'x', b'i', b'f', 0, 0, exif @ ..]) if walked.exif.is_empty() => walked.exif = exif.to_vec(),
            (0xee, [b'A', b'd', b'o', b'b', b'e', rest @ ..]) => {
                adobe = Adobe::Transform(rest.get(6).copied().unwrap_or(0));
            }
            _ => {}
        }
        if is_kept(marker, data) {
            segment(&mut walked.bytes, marker, data);
        }
        if marker == SOS {
            scans += 1;
            let coded = coded_data(input.left);
            walked.bytes.extend_from_slice(input.take(coded)?);
        }
    }
    if scans == 0 {
        return Err(Damaged);
    }
    walked.jpeg = walked.jpeg.map(|coding| JpegCoding { adobe, ..coding });
    Ok(walked)
}

/// The next marker; any number of fill bytes may stand before it.
fn marker(input: &mut Bytes) -> Result<u8, Damaged> {
    if input.byte()? != 0xff {
        return Err(Damaged);
    }
    loop {
        match input.byte()? {
            0xff => {}
            0 => return Err(Damaged),
            marker => return Ok(marker),
        }
    }
}

/// A start of frame says how large the picture is; three of the sixteen markers mean something else.
fn is_frame(marker: u8) -> bool {
    matches!(marker, 0xc0..=0xcf) && !matches!(marker, 0xc4 | 0xc8 | 0xcc)
}

/// Of the application segments, only the ICC profile and Adobe's colour transform change how the picture looks.
fn is_kept(marker: u8, data: &[u8]) -> bool {
    match marker {
        0xe2 => data.starts_with(b"ICC_PROFILE\0"),
        0xee => data.starts_with(b"Adobe"),
        0xe0..=0xef | COM => false,
        _ => true,
    }
}

fn segment(out: &mut Vec<u8>, marker: u8, data: &[u8]) {
    let length = u16::try_from(data.len() + 2).expect("a segment is no longer than it was read");
    out.extend([0xff, marker]);
    out.extend(length.to_be_bytes());
    out.extend_from_slice(data);
}

/// How many bytes of coded data come before the next marker that ends them.
fn coded_data(bytes: &[u8]) -> usize {
    let mut at = 0;
    while let Some(found) = bytes[at..].iter().position(|&byte| byte == 0xff) {
        at += found;
        match bytes.get(at + 1) {
            // A stuffed zero, a restart marker, a fill byte.
            Some(0 | 0xd0..=0xd7) => at += 2,
            Some(0xff) => at += 1,
            _ => return at,
        }
    }
    bytes.len()
}

fn density(jfif: &[u8]) -> Option<f64> {
    let per_inch = match jfif.get(7)? {
        1 => 1.0,
        2 => 2.54,
        _ => return None,
    };
    Some(f64::from(u16::from_be_bytes([*jfif.get(8)?, *jfif.get(9)?])) * per_inch)
}
