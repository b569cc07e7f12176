//! A page's content without what ties it to the structure of tags, which does not come along.

use crate::pdf::objects::{dict_of, name_of};
use crate::pdf::{Look, lex::Lexer};
use lopdf::{Dictionary, Document, Object};

/// Makes `/P <</MCID 3>> BDC` into `/P BMC`. Content that is damaged stays as it is.
pub(super) fn strip(document: &Document, resources: Option<&Dictionary>, content: Vec<u8>) -> Vec<u8> {
    if !content.windows(3).any(|three| three == b"BDC") {
        return content;
    }
    let named = resources.and_then(|resources| document.dict(resources, "Properties"));
    let mut out = Vec::with_capacity(content.len());
    let mut kept = 0;
    for operation in Lexer::new(&content) {
        if operation.damaged {
            return content;
        }
        if operation.operator != b"BDC" {
            continue;
        }
        let properties = match operation.operands.get(1) {
            Some(Object::Dictionary(dictionary)) => Some(dictionary),
            Some(Object::Name(name)) => {
                named.and_then(|named| named.get(name).ok()).and_then(|object| dict_of(document.follow(object)))
            }
            _ => None,
        };
        let (Some(true), Some(tag)) =
            (properties.map(|found| found.has(b"MCID")), operation.operands.first().and_then(name_of))
        else {
            continue;
        };
        out.extend_from_slice(&content[kept..operation.span.start]);
        out.push(b'/');
        for &byte in tag {
            if byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.') {
                out.push(byte);
            } else {
                out.extend_from_slice(format!("#{byte:02X}").as_bytes());
            }
        }
        out.extend_from_slice(b" BMC");
        kept = operation.span.end;
    }
    out.extend_from_slice(&content[kept..]);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_go_and_layers_stay() {
        let content = b"/P <</MCID 0>> BDC (a) Tj EMC /OC /L BDC q Q EMC /Span <</ActualText (x)>>BDC EMC".to_vec();
        let stripped = strip(&Document::new(), None, content);
        assert_eq!(
            String::from_utf8(stripped).unwrap(),
            "/P BMC (a) Tj EMC /OC /L BDC q Q EMC /Span <</ActualText (x)>>BDC EMC"
        );
    }
}
