//! Objects → the bytes of a file. lopdf's own writer would do, but it leaves the table of places undeflated and the
//! small objects in small portions: a tenth of a short article's file.

use super::standard::Packing;
use super::syntax::{self, Deflater, Fingerprint, failure, name};
use crate::error::Result;
use lopdf::{Dictionary, Document, Object, Stream, StringFormat, dictionary};

/// How many objects share a stream: a reader inflates all of them to see one.
const PORTION: usize = 256;

/// Where an object is.
#[derive(Clone, Copy)]
enum Place {
    Free,
    /// That many bytes into the file.
    At(usize),
    /// In a stream of objects, as that one of them.
    In(u32, usize),
}

/// Small objects that were written already, numbered one after the other: there are more of them than of all others.
#[derive(Default)]
pub(super) struct Raw {
    /// The first's number.
    pub(super) first: u32,
    /// Where each ends.
    pub(super) ends: Vec<usize>,
    pub(super) bytes: Vec<u8>,
}

impl Raw {
    fn objects(&self) -> impl Iterator<Item = (u32, Small<'_>)> {
        let starts = std::iter::once(0).chain(self.ends.iter().copied());
        let bytes = starts.zip(&self.ends).map(|(from, &to)| Small::Written(&self.bytes[from..to]));
        (self.first..).zip(bytes)
    }
}

/// An object that is no stream.
#[derive(Clone, Copy)]
enum Small<'a> {
    Object(&'a Object),
    Written(&'a [u8]),
}

/// Writes the file, with an identifier that its content gives.
pub(super) fn save(document: &Document, raw: &Raw, packing: Packing, deflater: &mut Deflater) -> Result<Vec<u8>> {
    let mut file = File { out: Vec::new(), places: vec![Place::Free; document.max_id as usize + 1] };
    // Four bytes above 127 say that this is no text (ISO 32000-1 §7.5.2).
    file.out.extend_from_slice(format!("%PDF-{}\n%", document.version).as_bytes());
    file.out.extend_from_slice(b"\xE2\xE3\xCF\xD3\n");
    match packing {
        Packing::Table => {
            for (&(number, _), object) in &document.objects {
                file.object(number, Small::Object(object));
            }
            raw.objects().for_each(|(number, object)| file.object(number, object));
        }
        Packing::Streams => file.packed(document, raw, deflater)?,
    }
    let mut print = Fingerprint::new();
    print.add(&file.out);
    let id = syntax::bytes(print.finish());
    let mut trailer = Dictionary::new();
    for key in ["Root", "Info"] {
        if let Ok(object) = document.trailer.get(key.as_bytes()) {
            trailer.set(key, object.clone());
        }
    }
    trailer.set("ID", vec![id.clone(), id]);
    match packing {
        Packing::Table => file.table(trailer),
        Packing::Streams => file.stream(trailer, deflater)?,
    }
    Ok(file.out)
}

struct File {
    out: Vec<u8>,
    places: Vec<Place>,
}

impl File {
    fn object(&mut self, number: u32, object: Small<'_>) {
        self.places[number as usize] = Place::At(self.out.len());
        syntax::integer(&mut self.out, i64::from(number));
        self.out.extend_from_slice(b" 0 obj\n");
        object.write(&mut self.out);
        self.out.extend_from_slice(b"\nendobj\n");
    }

    /// Streams by themselves, everything else in portions.
    fn packed(&mut self, document: &Document, raw: &Raw, deflater: &mut Deflater) -> Result<()> {
        let mut small = Vec::with_capacity(document.objects.len() + raw.ends.len());
        for (&(number, _), object) in &document.objects {
            match object {
                Object::Stream(_) => self.object(number, Small::Object(object)),
                object => small.push((number, Small::Object(object))),
            }
        }
        // Their numbers are together.
        let place = small.partition_point(|(number, _)| *number < raw.first);
        small.splice(place..place, raw.objects());
        for portion in small.chunks(PORTION) {
            let container = self.places.len() as u32;
            let (mut index, mut body) = (Vec::new(), Vec::new());
            for (place, (number, object)) in portion.iter().enumerate() {
                self.places[*number as usize] = Place::In(container, place);
                for value in [i64::from(*number), body.len() as i64] {
                    syntax::integer(&mut index, value);
                    index.push(b' ');
                }
                object.write(&mut body);
                body.push(b'\n');
            }
            let kind =
                dictionary! { "Type" => name("ObjStm"), "N" => portion.len() as i64, "First" => index.len() as i64 };
            index.append(&mut body);
            let stream = deflater.stream(kind, &index);
            self.places.push(Place::Free);
            self.object(container, Small::Object(&stream.into()));
        }
        Ok(())
    }

    /// The places as a table (ISO 32000-1 §7.5.4): each line has twenty bytes.
    fn table(&mut self, mut trailer: Dictionary) {
        let start = self.out.len();
        trailer.set("Size", self.places.len() as i64);
        self.out.extend_from_slice(format!("xref\n0 {}\n", self.places.len()).as_bytes());
        for (number, place) in self.places.iter().enumerate() {
            let row = match place {
                Place::At(offset) => format!("{offset:010} 00000 n\r\n"),
                // Free numbers are chained, and here each leads back to the first.
                Place::Free | Place::In(..) => {
                    format!("{:010} {} f\r\n", 0, if number == 0 { "65535" } else { "00000" })
                }
            };
            self.out.extend_from_slice(row.as_bytes());
        }
        self.out.extend_from_slice(b"trailer\n");
        write(&mut self.out, &trailer.into());
        self.end(start);
    }

    /// The places as a stream (§7.5.8), each row as its difference from the one above.
    fn stream(&mut self, mut trailer: Dictionary, deflater: &mut Deflater) -> Result<()> {
        let start = self.out.len();
        let own = self.places.len() as u32;
        self.places.push(Place::At(start));
        let wide = (start.max(self.places.len()) as u64).to_be_bytes();
        let wide = wide.len() - wide.iter().take_while(|&&byte| byte == 0).count();
        let columns = 1 + wide + 2;
        let (mut rows, mut row, mut above) = (Vec::new(), Vec::new(), vec![0_u8; columns]);
        for (number, place) in self.places.iter().enumerate() {
            let (kind, value, last): (u8, usize, usize) = match *place {
                Place::Free => (0, 0, if number == 0 { 65_535 } else { 0 }),
                Place::At(offset) => (1, offset, 0),
                Place::In(container, index) => (2, container as usize, index),
            };
            row.clear();
            row.push(kind);
            row.extend_from_slice(&(value as u64).to_be_bytes()[8 - wide..]);
            row.extend_from_slice(&(last as u16).to_be_bytes());
            rows.push(2);
            rows.extend(row.iter().zip(&above).map(|(here, above)| here.wrapping_sub(*above)));
            std::mem::swap(&mut row, &mut above);
        }
        trailer.set("Type", name("XRef"));
        trailer.set("Size", self.places.len() as i64);
        trailer.set("W", vec![1.into(), (wide as i64).into(), 2.into()]);
        trailer.set("DecodeParms", dictionary! { "Predictor" => 12, "Columns" => columns as i64 });
        let stream = deflater.stream(trailer, &rows);
        self.object(own, Small::Object(&stream.into()));
        self.end(start);
        Ok(())
    }

    fn end(&mut self, start: usize) {
        self.out.extend_from_slice(format!("\nstartxref\n{start}\n%%EOF\n").as_bytes());
    }
}

impl Small<'_> {
    fn write(self, out: &mut Vec<u8>) {
        match self {
            Self::Object(object) => write(out, object),
            Self::Written(bytes) => out.extend_from_slice(bytes),
        }
    }
}

/// Writes an object, with no more spaces than there must be.
pub(super) fn write(out: &mut Vec<u8>, object: &Object) {
    match object {
        Object::Null => out.extend_from_slice(b"null"),
        Object::Boolean(true) => out.extend_from_slice(b"true"),
        Object::Boolean(false) => out.extend_from_slice(b"false"),
        Object::Integer(value) => syntax::integer(out, *value),
        Object::Real(value) => real(out, f64::from(*value)),
        Object::Name(bytes) => write_name(out, bytes),
        Object::String(bytes, format) => string(out, bytes, format),
        Object::Array(items) => {
            out.push(b'[');
            for (at, item) in items.iter().enumerate() {
                if at > 0 {
                    separate(out, item);
                }
                write(out, item);
            }
            out.push(b']');
        }
        Object::Dictionary(dictionary) => write_dictionary(out, dictionary),
        Object::Stream(stream) => write_stream(out, stream),
        Object::Reference((number, generation)) => {
            syntax::integer(out, i64::from(*number));
            out.push(b' ');
            syntax::integer(out, i64::from(*generation));
            out.extend_from_slice(b" R");
        }
    }
}

fn write_dictionary(out: &mut Vec<u8>, dictionary: &Dictionary) {
    out.extend_from_slice(b"<<");
    for (key, value) in dictionary {
        write_name(out, key);
        separate(out, value);
        write(out, value);
    }
    out.extend_from_slice(b">>");
}

fn write_stream(out: &mut Vec<u8>, stream: &Stream) {
    let mut dictionary = stream.dict.clone();
    dictionary.set("Length", stream.content.len() as i64);
    write_dictionary(out, &dictionary);
    out.extend_from_slice(b"stream\n");
    out.extend_from_slice(&stream.content);
    out.extend_from_slice(b"\nendstream");
}

/// A space, unless what follows begins with a sign of its own.
pub(super) fn separate(out: &mut Vec<u8>, next: &Object) {
    match next {
        Object::Name(_) | Object::String(..) | Object::Array(_) | Object::Dictionary(_) => {}
        Object::Null
        | Object::Boolean(_)
        | Object::Integer(_)
        | Object::Real(_)
        | Object::Reference(_)
        | Object::Stream(_) => out.push(b' '),
    }
}

/// A number with three decimals, or, below one, with six where it has them: matrices make drawings small.
fn real(out: &mut Vec<u8>, value: f64) {
    let thousandths = value * 1000.0;
    if value.abs() >= 1.0 || (thousandths - thousandths.round()).abs() < 0.001 {
        return syntax::decimal(out, thousandths.round() as i64);
    }
    let text = format!("{value:.6}");
    out.extend_from_slice(text.trim_end_matches('0').trim_end_matches('.').as_bytes());
}

pub(super) fn write_name(out: &mut Vec<u8>, name: &[u8]) {
    out.push(b'/');
    for &byte in name {
        if byte.is_ascii_graphic() && !b"()<>[]{}/%#".contains(&byte) {
            out.push(byte);
        } else {
            out.extend_from_slice(format!("#{byte:02X}").as_bytes());
        }
    }
}

fn string(out: &mut Vec<u8>, bytes: &[u8], format: &StringFormat) {
    match format {
        StringFormat::Hexadecimal => {
            out.push(b'<');
            for byte in bytes {
                out.extend_from_slice(format!("{byte:02X}").as_bytes());
            }
            out.push(b'>');
        }
        StringFormat::Literal => {
            out.push(b'(');
            for &byte in bytes {
                match byte {
                    b'(' | b')' | b'\\' => out.extend_from_slice(&[b'\\', byte]),
                    // A bare carriage return in a string reads as a line feed.
                    b'\r' => out.extend_from_slice(b"\\r"),
                    _ => out.push(byte),
                }
            }
            out.push(b')');
        }
    }
}

/// Deflates what printpdf left as it was: the font programs.
pub(super) fn deflate_rest(document: &mut Document, deflater: &mut Deflater) {
    for object in document.objects.values_mut() {
        if let Object::Stream(stream) = object
            && stream.allows_compression
            && !stream.dict.has(b"Filter")
        {
            let mut dictionary = std::mem::take(&mut stream.dict);
            dictionary.remove(b"Length");
            *stream = deflater.stream(dictionary, &stream.content);
        }
    }
}

/// The document's catalog.
pub(super) fn catalog(document: &mut Document) -> Result<&mut Dictionary> {
    document.catalog_mut().map_err(failure)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(object: Object) -> String {
        let mut out = Vec::new();
        write(&mut out, &object);
        String::from_utf8_lossy(&out).into_owned()
    }

    #[test]
    fn objects_are_written_closely() {
        let dictionary =
            dictionary! { "A" => vec![1.into(), Object::Real(-0.5), name("x y"), (3, 0).into()], "B" => 2 };
        assert_eq!(written(dictionary.into()), "<</A[1 -0.5/x#20y 3 0 R]/B 2>>");
        assert_eq!(written(syntax::bytes(*b"a(b)\\\r")), "(a\\(b\\)\\\\\\r)");
    }

    #[test]
    fn what_is_saved_comes_back() {
        for packing in [Packing::Streams, Packing::Table] {
            let mut document = Document::new();
            document.version = "1.5".to_owned();
            let ids: Vec<_> = (0..600).map(|number: i64| document.add_object(dictionary! { "N" => number })).collect();
            document.new_object_id();
            let mut deflater = Deflater::new();
            let stream = deflater.stream(Dictionary::new(), b"content");
            let stream = document.add_object(stream);
            let root = document.add_object(dictionary! { "Type" => name("Catalog"), "First" => ids[0] });
            document.trailer.set("Root", root);
            let bytes = save(&document, &Raw::default(), packing, &mut deflater).unwrap();
            let back = Document::load_mem(&bytes).unwrap();
            for (number, &id) in ids.iter().enumerate() {
                assert_eq!(back.get_dictionary(id).unwrap().get(b"N").unwrap().as_i64().unwrap(), number as i64);
            }
            let stream = back.get_object(stream).unwrap().as_stream().unwrap();
            assert_eq!(stream.decompressed_content().unwrap(), b"content");
        }
    }
}
