//! What the file says about itself, twice: in Info, which every viewer reads, and in XMP, which archives ask for.
//! Both are written from one [`About`], so they agree.

use super::syntax;
use crate::model::Meta;
use lopdf::Dictionary;
use std::fmt::Write;

/// A moment: seconds since 1970-01-01T00:00:00Z, as `SOURCE_DATE_EPOCH` counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Moment(pub u64);

/// Who made the file.
const PRODUCER: &str = concat!("Offprint ", env!("CARGO_PKG_VERSION"));

/// What the file says about itself.
pub(super) struct About<'a> {
    pub(super) title: String,
    pub(super) language: String,
    meta: &'a Meta,
    created: Option<String>,
}

impl<'a> About<'a> {
    /// `heading` stands for a title where the article has none: viewers show it instead of a file's name.
    pub(super) fn new(meta: &'a Meta, heading: &str, language: &str, created: Option<Moment>) -> Self {
        let title = meta.title_text().unwrap_or_else(|| heading.trim().to_owned());
        let title = if title.is_empty() { "Untitled".to_owned() } else { title };
        let created = created.map(Moment::iso).or_else(|| meta.date.as_ref().map(|date| date.iso.clone()));
        Self { title: clean(&title), language: language.to_owned(), meta, created }
    }

    fn authors(&self) -> impl Iterator<Item = String> {
        self.meta.authors.iter().map(|author| clean(author)).filter(|author| !author.is_empty())
    }

    fn keywords(&self) -> impl Iterator<Item = String> {
        self.meta.keywords.iter().map(|keyword| clean(keyword)).filter(|keyword| !keyword.is_empty())
    }

    /// The Info dictionary.
    pub(super) fn info(&self) -> Dictionary {
        let mut info = Dictionary::new();
        let mut set = |key: &str, value: &str| {
            if !value.is_empty() {
                info.set(key, syntax::text(value));
            }
        };
        set("Title", &self.title);
        set("Author", &self.authors().collect::<Vec<_>>().join("; "));
        set("Subject", &given(&self.meta.description).concat());
        set("Keywords", &self.keywords().collect::<Vec<_>>().join(", "));
        set("Producer", PRODUCER);
        if let Some(created) = &self.created {
            // `2026-11-24T09:00:00Z` is `D:20261124090000Z`, and as much of it as is known is enough.
            let digits: String = created.chars().filter(|c| !matches!(c, '-' | ':' | 'T')).collect();
            set("CreationDate", &format!("D:{digits}"));
        }
        info
    }

    /// The XMP packet.
    pub(super) fn xmp(&self) -> String {
        let mut out = String::from(HEAD);
        let text = |text: &str| escape(text);
        let of = |out: &mut String, name: &str, kind: &str, items: &[String]| {
            if items.is_empty() {
                return;
            }
            let _ = write!(out, "<{name}><rdf:{kind}>");
            for item in items {
                let language = if kind == "Alt" { " xml:lang=\"x-default\"" } else { "" };
                let _ = write!(out, "<rdf:li{language}>{}</rdf:li>", text(item));
            }
            let _ = writeln!(out, "</rdf:{kind}></{name}>");
        };
        of(&mut out, "dc:title", "Alt", std::slice::from_ref(&self.title));
        of(&mut out, "dc:creator", "Seq", &self.authors().collect::<Vec<_>>());
        of(&mut out, "dc:description", "Alt", &given(&self.meta.description));
        of(&mut out, "dc:subject", "Bag", &self.keywords().collect::<Vec<_>>());
        of(&mut out, "dc:publisher", "Bag", &given(&self.meta.publication));
        of(&mut out, "dc:rights", "Alt", &given(&self.meta.rights));
        of(&mut out, "dc:language", "Bag", std::slice::from_ref(&self.language));
        let mut one = |name: &str, value: &str| {
            if !value.is_empty() {
                let _ = writeln!(out, "<{name}>{}</{name}>", text(value));
            }
        };
        one("dc:source", &given(&self.meta.url).concat());
        one("pdf:Keywords", &self.keywords().collect::<Vec<_>>().join(", "));
        one("pdf:Producer", PRODUCER);
        one("xmp:CreateDate", self.created.as_deref().unwrap_or_default());
        out.push_str(TAIL);
        out
    }
}

const HEAD: &str = concat!(
    "<?xpacket begin=\"\u{FEFF}\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n",
    r#"<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<dc:format>application/pdf</dc:format>
<pdfaid:part>2</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>
<pdfuaid:part>1</pdfuaid:part>
"#
);

/// PDF/A knows no PDF/UA, and wants each foreign property described.
const TAIL: &str = r#"</rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>part of ISO 14289 that the file conforms to</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
</rdf:RDF></x:xmpmeta>
<?xpacket end="r"?>"#;

fn given(text: &Option<String>) -> Vec<String> {
    text.iter().map(|text| clean(text)).filter(|text| !text.is_empty()).collect()
}

/// On one line, and without what XML 1.0 cannot hold.
fn clean(text: &str) -> String {
    let kept = |c: &char| !c.is_control() && !matches!(c, '\u{FFFE}' | '\u{FFFF}');
    let spaced = text.split_whitespace().collect::<Vec<_>>().join(" ");
    spaced.chars().filter(kept).collect()
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

impl Moment {
    /// ISO 8601, to the second, in UTC.
    fn iso(self) -> String {
        let (days, second) = (self.0 / 86_400, self.0 % 86_400);
        let (year, month, day) = civil(days);
        let (hour, minute, second) = (second / 3600, second / 60 % 60, second % 60);
        format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}Z")
    }
}

/// The date of a day after 1970-01-01. Years are counted from March, so that the leap day is the last of its year.
fn civil(days: u64) -> (u64, u64, u64) {
    let days = days.min(2_932_896) + 719_468; // 9999-12-31 at most; 719,468 days lie between 0000-03-01 and 1970
    let era = days / 146_097;
    let of_era = days % 146_097;
    let year_of_era = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let from_march = (5 * of_year + 2) / 153;
    let day = of_year - (153 * from_march + 2) / 5 + 1;
    let month = if from_march < 10 { from_march + 3 } else { from_march - 9 };
    (year_of_era + era * 400 + u64::from(month <= 2), month, day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments() {
        for (seconds, iso) in [
            (0, "1970-01-01T00:00:00Z"),
            (951_782_400, "2000-02-29T00:00:00Z"),
            (1_795_509_296, "2026-11-24T08:34:56Z"),
            (u64::MAX, "9999-12-31T07:00:15Z"),
        ] {
            assert_eq!(Moment(seconds).iso(), iso);
        }
    }
}
