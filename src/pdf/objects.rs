//! Looking objects up: references followed, kinds asked for, nothing assumed.

use lopdf::{Dictionary, Document, Object, Stream};

/// How many references may lead to one another.
const MOST_REFERENCES: usize = 16;

/// Look-ups that answer `None` to anything that is not there or not so.
pub(crate) trait Look {
    /// What a reference leads to, through references; the object itself if it is none. Null if there is nothing.
    fn follow<'a>(&'a self, object: &'a Object) -> &'a Object;

    /// An entry of a dictionary, followed; none if it is missing or null.
    fn get<'a>(&'a self, dictionary: &'a Dictionary, key: &str) -> Option<&'a Object> {
        let found = self.follow(dictionary.get(key.as_bytes()).ok()?);
        (!found.is_null()).then_some(found)
    }

    /// An entry that is a dictionary, or a stream's.
    fn dict<'a>(&'a self, dictionary: &'a Dictionary, key: &str) -> Option<&'a Dictionary> {
        dict_of(self.get(dictionary, key)?)
    }

    /// An entry that is an array.
    fn array<'a>(&'a self, dictionary: &'a Dictionary, key: &str) -> Option<&'a [Object]> {
        self.get(dictionary, key)?.as_array().ok().map(Vec::as_slice)
    }

    /// An entry that is a name.
    fn name<'a>(&'a self, dictionary: &'a Dictionary, key: &str) -> Option<&'a [u8]> {
        name_of(self.get(dictionary, key)?)
    }

    /// An entry that is a number.
    fn number(&self, dictionary: &Dictionary, key: &str) -> Option<f64> {
        number(self.get(dictionary, key)?)
    }

    /// An entry that is a whole number.
    fn integer(&self, dictionary: &Dictionary, key: &str) -> Option<i64> {
        self.get(dictionary, key)?.as_i64().ok()
    }

    /// An entry that is true or false.
    fn flag(&self, dictionary: &Dictionary, key: &str) -> Option<bool> {
        self.get(dictionary, key)?.as_bool().ok()
    }

    /// An entry that is a stream.
    fn stream<'a>(&'a self, dictionary: &'a Dictionary, key: &str) -> Option<&'a Stream> {
        self.get(dictionary, key)?.as_stream().ok()
    }

    /// An entry that is text.
    fn text(&self, dictionary: &Dictionary, key: &str) -> Option<String> {
        self.get(dictionary, key)?.as_str().ok().map(super::text::decode)
    }

    /// An entry that is an array of numbers.
    fn numbers(&self, dictionary: &Dictionary, key: &str) -> Option<Vec<f64>> {
        let array = self.array(dictionary, key)?;
        array.iter().map(|item| number(self.follow(item))).collect()
    }
}

impl Look for Document {
    fn follow<'a>(&'a self, object: &'a Object) -> &'a Object {
        const NOTHING: &Object = &Object::Null;
        let mut object = object;
        for _ in 0..MOST_REFERENCES {
            match object {
                Object::Reference(id) => object = self.objects.get(id).unwrap_or(NOTHING),
                found => return found,
            }
        }
        NOTHING
    }
}

/// A dictionary, or a stream's.
pub(crate) fn dict_of(object: &Object) -> Option<&Dictionary> {
    match object {
        Object::Dictionary(dictionary) => Some(dictionary),
        Object::Stream(stream) => Some(&stream.dict),
        _ => None,
    }
}

/// A number, whole or not; none if it is not finite.
pub(crate) fn number(object: &Object) -> Option<f64> {
    match object {
        #[allow(clippy::cast_precision_loss)] // no length in a PDF has 53 bits
        Object::Integer(value) => Some(*value as f64),
        Object::Real(value) => value.is_finite().then_some(f64::from(*value)),
        _ => None,
    }
}

/// A name's bytes.
pub(crate) fn name_of(object: &Object) -> Option<&[u8]> {
    match object {
        Object::Name(name) => Some(name),
        _ => None,
    }
}
