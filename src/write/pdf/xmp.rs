//! The XMP packet: what the file says about itself to archives, and which standards it follows.

use super::about::{About, PRODUCER};
use super::standard::{Archive, Standard};
use std::fmt::Write;

const RDF: &str = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
/// The name spaces of properties, by prefix.
const SPACES: [(&str, &str); 7] = [
    ("dc", "http://purl.org/dc/elements/1.1/"),
    ("pdf", "http://ns.adobe.com/pdf/1.3/"),
    ("xmp", "http://ns.adobe.com/xap/1.0/"),
    ("xmpMM", "http://ns.adobe.com/xap/1.0/mm/"),
    ("pdfaid", "http://www.aiim.org/pdfa/ns/id/"),
    ("pdfuaid", "http://www.aiim.org/pdfua/ns/id/"),
    ("pdfxid", "http://www.npes.org/pdfx/ns/id/"),
];

/// The packet. `identifier` is the document's, as 16 bytes.
pub(super) fn packet(about: &About<'_>, standard: Standard, identifier: [u8; 16]) -> String {
    let mut body = Body(String::new());
    body.described(about);
    body.identified(about, standard, identifier);
    let extension = if needs_extension(standard) { EXTENSION } else { "" };
    let mut out = format!(
        "<?xpacket begin=\"\u{FEFF}\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n\
         <x:xmpmeta xmlns:x=\"adobe:ns:meta/\"><rdf:RDF xmlns:rdf=\"{RDF}\">\n<rdf:Description rdf:about=\"\""
    );
    let used = |prefix: &str| body.0.contains(&format!("<{prefix}:"));
    for (prefix, uri) in SPACES.iter().filter(|(prefix, _)| used(prefix)) {
        let _ = write!(out, " xmlns:{prefix}=\"{uri}\"");
    }
    let _ = write!(out, ">\n{}</rdf:Description>{extension}\n</rdf:RDF></x:xmpmeta>\n<?xpacket end=\"r\"?>", body.0);
    out
}

struct Body(String);

impl Body {
    fn described(&mut self, about: &About<'_>) {
        self.one("dc:format", "application/pdf");
        self.several("dc:title", "Alt", std::slice::from_ref(&about.title));
        self.several("dc:creator", "Seq", &about.authors());
        self.several("dc:description", "Alt", &about.description());
        self.several("dc:subject", "Bag", &about.keywords());
        self.several("dc:publisher", "Bag", &about.publisher());
        self.several("dc:rights", "Alt", &about.rights());
        self.several("dc:language", "Bag", std::slice::from_ref(&about.language));
        self.one("dc:source", &about.source());
        self.one("pdf:Keywords", &about.keywords().join(", "));
        self.one("pdf:Producer", PRODUCER);
        self.one("xmp:CreateDate", about.created().unwrap_or_default());
    }

    fn identified(&mut self, about: &About<'_>, standard: Standard, identifier: [u8; 16]) {
        if let Some(Archive { part, conformance }) = standard.archive() {
            self.one("pdfaid:part", &part.to_string());
            match conformance {
                Some(conformance) => self.one("pdfaid:conformance", conformance),
                // Parts without levels say of which year they are (ISO 19005-4 §6.7.3).
                None => self.one("pdfaid:rev", "2020"),
            }
        }
        if let Some(part) = standard.accessible() {
            self.one("pdfuaid:part", &part.to_string());
            if part > 1 {
                self.one("pdfuaid:rev", "2024");
            }
        }
        let Some(version) = standard.exchange() else { return };
        let date = about.created().unwrap_or_default();
        self.one("xmp:ModifyDate", date);
        self.one("xmp:MetadataDate", date);
        self.one("pdf:Trapped", "False");
        self.one("pdfxid:GTS_PDFXVersion", version);
        let hex: String = identifier.iter().map(|byte| format!("{byte:02x}")).collect();
        let uuid = [&hex[..8], &hex[8..12], &hex[12..16], &hex[16..20], &hex[20..]].join("-");
        self.one("xmpMM:DocumentID", &format!("uuid:{uuid}"));
        self.one("xmpMM:RenditionClass", "default");
        self.one("xmpMM:VersionID", "1");
    }

    fn one(&mut self, name: &str, value: &str) {
        if !value.is_empty() {
            let _ = writeln!(self.0, "<{name}>{}</{name}>", escape(value));
        }
    }

    /// A list of values, of the kind that the property asks for.
    fn several(&mut self, name: &str, kind: &str, items: &[String]) {
        if items.is_empty() {
            return;
        }
        let language = if kind == "Alt" { " xml:lang=\"x-default\"" } else { "" };
        let items: String = items.iter().map(|item| format!("<rdf:li{language}>{}</rdf:li>", escape(item))).collect();
        let _ = writeln!(self.0, "<{name}><rdf:{kind}>{items}</rdf:{kind}></{name}>");
    }
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// PDF/A-2 and 3 know no PDF/UA, and want each foreign property described; PDF/A-4 does not.
fn needs_extension(standard: Standard) -> bool {
    standard.accessible().is_some() && standard.archive().is_some_and(|archive| archive.conformance.is_some())
}

const EXTENSION: &str = r#"
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#"><pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource"><pdfaSchema:schema>PDF/UA</pdfaSchema:schema><pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI><pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix><pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource"><pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType><pdfaProperty:category>internal</pdfaProperty:category><pdfaProperty:description>part of ISO 14289</pdfaProperty:description></rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>"#;
