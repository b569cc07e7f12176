//! One dictionary of resources for all pages, instead of one for each; and the fonts in it, completed.

use super::content::Shared;
use super::fonts::resource_name;
use super::syntax::{Deflater, failure};
use crate::error::Result;
use lopdf::{Dictionary, Document, Object, ObjectId};

/// Writes the resources that printpdf made for a page; returns their object.
pub(super) fn resources(
    document: &mut Document,
    page: ObjectId,
    shared: &Shared<'_>,
    deflater: &mut Deflater,
) -> Result<ObjectId> {
    let page = document.get_dictionary(page).map_err(failure)?;
    let first = page.get(b"Resources").and_then(Object::as_reference).map_err(failure)?;
    let pictures = shared.pictures.write(document, deflater)?;
    let dictionary = document.get_dictionary_mut(first).map_err(failure)?;
    let empty: Vec<ObjectId> = ["XObject", "ExtGState", "Shading"]
        .iter()
        .filter_map(|key| dictionary.remove(key.as_bytes()))
        .filter_map(|object| object.as_reference().ok())
        .collect();
    if !pictures.is_empty() {
        dictionary.set("XObject", pictures);
    }
    shared.palette.resources(shared.press.spot.as_deref(), dictionary);
    for id in empty {
        document.objects.remove(&id);
    }
    fonts(document, first, shared, deflater)?;
    Ok(first)
}

fn fonts(document: &mut Document, resources: ObjectId, shared: &Shared<'_>, deflater: &mut Deflater) -> Result<()> {
    let Ok(listed) = document.get_dictionary(resources).and_then(|dictionary| dictionary.get(b"Font")) else {
        return Ok(());
    };
    let listed = listed.as_reference().and_then(|id| document.get_dictionary(id)).map_err(failure)?.clone();
    for (number, font) in shared.fonts.fonts().iter().enumerate() {
        let key = resource_name(number);
        let id = listed.get(key.as_bytes()).and_then(Object::as_reference).map_err(failure)?;
        let entries = font.entries(document, deflater)?;
        let map = deflater.stream(Dictionary::new(), &font.to_unicode());
        let outer = document.get_dictionary_mut(id).map_err(failure)?;
        let to_unicode = outer.get(b"ToUnicode").and_then(Object::as_reference).map_err(failure)?;
        let inner = outer.get_mut(b"DescendantFonts").and_then(Object::as_array_mut).map_err(failure)?;
        let inner = inner.first_mut().ok_or_else(|| failure("a font has no descendant"))?;
        let inner = inner.as_dict_mut().map_err(failure)?;
        for (key, value) in entries {
            inner.set(key, value);
        }
        let descriptor = inner.get(b"FontDescriptor").and_then(Object::as_reference).map_err(failure)?;
        let descriptor = document.get_dictionary_mut(descriptor).map_err(failure)?;
        for (key, value) in font.description() {
            descriptor.set(key, value);
        }
        document.set_object(to_unicode, map);
    }
    Ok(())
}
