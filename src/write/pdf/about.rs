//! What the file says about itself, twice: in Info, which every viewer reads, and in XMP, which archives ask for.
//! Both are written from one [`About`], so they agree: Info here, the other in [`super::xmp`].

use super::standard::Standard;
use super::syntax;
use crate::model::Meta;
use lopdf::Dictionary;

/// A moment: seconds since 1970-01-01T00:00:00Z, as `SOURCE_DATE_EPOCH` counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Moment(pub u64);

/// Who made the file.
pub(super) const PRODUCER: &str = concat!("Offprint ", env!("CARGO_PKG_VERSION"));

/// What the file says about itself.
pub(super) struct About<'a> {
    pub(super) title: String,
    pub(super) language: String,
    meta: &'a Meta,
    created: Option<String>,
    /// Whether somebody knew when that was.
    pub(super) dating: Dating,
}

/// Where a file's date is from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Dating {
    /// From the caller or the article.
    Known,
    /// From nowhere.
    Unknown,
}

impl<'a> About<'a> {
    /// `heading` stands for a title where the article has none: viewers show it instead of a file's name.
    pub(super) fn new(
        meta: &'a Meta,
        heading: &str,
        language: &str,
        created: Option<Moment>,
        standard: Standard,
    ) -> Self {
        let title = meta.title_text().unwrap_or_else(|| heading.trim().to_owned());
        let title = if title.is_empty() { "Untitled".to_owned() } else { title };
        let created = created.map(Moment::iso).or_else(|| meta.date.as_ref().map(|date| date.iso.clone()));
        let dating = if created.is_some() { Dating::Known } else { Dating::Unknown };
        // PDF/X asks for a date; where nobody knows one, it is the one that counting begins with.
        let created = created.or_else(|| standard.exchange().map(|_| Moment(0).iso()));
        Self { title: clean(&title), language: language.to_owned(), meta, created, dating }
    }

    pub(super) fn authors(&self) -> Vec<String> {
        cleaned(&self.meta.authors)
    }

    pub(super) fn keywords(&self) -> Vec<String> {
        cleaned(&self.meta.keywords)
    }

    pub(super) fn description(&self) -> Vec<String> {
        cleaned(&self.meta.description)
    }

    pub(super) fn publisher(&self) -> Vec<String> {
        cleaned(&self.meta.publication)
    }

    pub(super) fn rights(&self) -> Vec<String> {
        cleaned(&self.meta.rights)
    }

    pub(super) fn source(&self) -> String {
        cleaned(&self.meta.url).concat()
    }

    /// When the file was made, by ISO 8601.
    pub(super) fn created(&self) -> Option<&str> {
        self.created.as_deref()
    }

    /// The Info dictionary.
    pub(super) fn info(&self, standard: Standard) -> Dictionary {
        let mut info = Dictionary::new();
        let mut set = |key: &str, value: &str| {
            if !value.is_empty() {
                info.set(key, syntax::text(value));
            }
        };
        set("Title", &self.title);
        set("Author", &self.authors().join("; "));
        set("Subject", &self.description().concat());
        set("Keywords", &self.keywords().join(", "));
        set("Producer", PRODUCER);
        if let Some(created) = &self.created {
            // `2026-11-24T09:00:00Z` is `D:20261124090000Z`, and as much of it as is known is enough.
            let digits: String = created.chars().filter(|c| !matches!(c, '-' | ':' | 'T')).collect();
            set("CreationDate", &format!("D:{digits}"));
            if standard.exchange().is_some() {
                set("ModDate", &format!("D:{digits}"));
            }
        }
        if let Some(version) = standard.exchange() {
            set("GTS_PDFXVersion", version);
            info.set("Trapped", syntax::name("False"));
        }
        info
    }
}

fn cleaned<'a>(texts: impl IntoIterator<Item = &'a String>) -> Vec<String> {
    texts.into_iter().map(|text| clean(text)).filter(|text| !text.is_empty()).collect()
}

/// On one line, and without what XML 1.0 cannot hold.
fn clean(text: &str) -> String {
    let kept = |c: &char| !c.is_control() && !matches!(c, '\u{FFFE}' | '\u{FFFF}');
    let spaced = text.split_whitespace().collect::<Vec<_>>().join(" ");
    spaced.chars().filter(kept).collect()
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
