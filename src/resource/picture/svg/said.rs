//! What a drawing says, for who must know before it is shown.

use super::{names, parse};

/// The words of an SVG, each way that a reader may put them together: pieces may be parts of a word, or words, and be
/// written with white space between them. Behind them what attributes say, such as a label for who cannot see it. `None`
/// if the bytes are no SVG that can be read, and so none that is shown.
pub fn words(bytes: &[u8]) -> Option<[String; 3]> {
    let text = names::declared(std::str::from_utf8(bytes).ok()?);
    let document = parse(&text).ok()?;
    let pieces: Vec<&str> =
        document.descendants().filter(|node| node.is_text()).filter_map(|node| node.text()).collect();
    let trimmed: Vec<&str> = pieces.iter().map(|piece| piece.trim()).collect();
    let attributes = document.descendants().flat_map(|node| node.attributes());
    let said: String = attributes.map(|attribute| format!("\n{}", attribute.value())).collect();
    Some([pieces.concat(), pieces.join(" "), trimmed.concat()].map(|words| words + &said))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_however_they_are_parted() {
        let has = |drawing: &str, word: &str| words(drawing.as_bytes()).unwrap().iter().any(|said| said.contains(word));
        for drawing in [
            "<svg><text>Project <tspan>Fal</tspan>con</text></svg>",
            "<svg><text>\n <tspan>F</tspan>\n <tspan>alcon</tspan>\n</text></svg>",
            "<svg aria-label=\"F&#97;lcon\"/>",
            "<svg><text>Fal<![CDATA[con]]></text></svg>",
            "<!DOCTYPE svg [<!ENTITY a \"Fal\">]><svg><text>&a;con</text></svg>",
        ] {
            assert!(has(drawing, "Falcon"), "{drawing}");
        }
        assert!(has("<svg><text>Red</text><text>Mill</text></svg>", "Red Mill"));
        assert!(!has("<svg><!-- Falcon --><text>a</text></svg>", "Falcon"));
        assert_eq!(words(b"Falcon"), None);
    }
}
