//! The words that Offprint prints in packets, as publishers and ministries of each country print them.

mod asia;
mod counts;
mod days;
mod east;
mod north;
mod west;

pub(super) use days::{day, month};

/// The words that Offprint prints in packets.
#[derive(Debug)]
pub struct PacketLabels {
    /// Which form of a word stands with a number.
    plural: Plural,
    /// "Key points".
    pub key_points: &'static str,
    /// "Agenda".
    pub agenda: &'static str,
    /// "Reading plan".
    pub reading_plan: &'static str,
    /// "Acronyms".
    pub acronyms: &'static str,
    /// Above acronyms that are used, but explained nowhere.
    pub unexplained: &'static str,
    /// "Who's who".
    pub people: &'static str,
    /// "Glossary".
    pub glossary: &'static str,
    /// "Chronology".
    pub chronology: &'static str,
    /// "Index".
    pub index: &'static str,
    /// "Sources and rights".
    pub sources: &'static str,
    /// "Links", among the sources.
    pub links: &'static str,
    /// "Changes".
    pub changes: &'static str,
    /// "About this packet".
    pub colophon: &'static str,
    /// Above pages to write on.
    pub notes: &'static str,
    /// "Prepared for".
    pub prepared_for: &'static str,
    /// "Prepared by".
    pub prepared_by: &'static str,
    /// "Embargo".
    pub embargo: &'static str,
    /// "Copy", before its number.
    pub copy: &'static str,
    /// "Copy # of #".
    pub copy_of: &'static str,
    /// "Distribution".
    pub distribution: &'static str,
    /// "Retrieved".
    pub retrieved: &'static str,
    /// "# articles", its forms between `|`.
    articles: &'static str,
    /// "# pages", its forms between `|`.
    pages: &'static str,
    /// On a page that is left empty.
    pub blank: &'static str,
    /// "page # of #".
    pub page_of: &'static str,
    /// "New", among the changes.
    pub added: &'static str,
    /// "Changed", among them.
    pub changed: &'static str,
    /// "No longer in it", among them.
    pub removed: &'static str,
    /// "p. #": a page, or several.
    pub page: &'static str,
    /// "see", in an index.
    pub see: &'static str,
    /// "If you have # minutes", its forms between `|`.
    if_minutes: &'static str,
    /// "Rights", before who holds them.
    pub rights: &'static str,
    /// Behind an address that a service made short.
    pub shortened: &'static str,
    /// "edition", before what tells it from others.
    pub edition: &'static str,
    /// "essential reading".
    pub essential: &'static str,
}

impl PacketLabels {
    /// "page 12 of 64", "page ii of iv".
    pub fn page_of(&self, page: &str, of: &str) -> String {
        self.page_of.replacen('#', page, 1).replacen('#', of, 1)
    }

    /// "Copy 7 of 25".
    pub fn copy_of(&self, copy: &str, of: usize) -> String {
        self.copy_of.replacen('#', copy, 1).replacen('#', &of.to_string(), 1)
    }

    /// What stands before and behind the number of a page: "p. ", and nothing.
    pub fn around_page(&self) -> (&'static str, &'static str) {
        self.page.split_once('#').unwrap_or((self.page, ""))
    }

    /// "12 articles".
    pub fn articles(&self, count: usize) -> String {
        self.plural.counted(self.articles, count)
    }

    /// "64 pages".
    pub fn pages(&self, count: usize) -> String {
        self.plural.counted(self.pages, count)
    }

    /// "If you have 20 minutes".
    pub fn if_minutes(&self, minutes: usize) -> String {
        self.plural.counted(self.if_minutes, minutes)
    }
}

/// Which form of a word stands with a number: the rules for whole numbers of Unicode's CLDR.
#[derive(Debug, Clone, Copy)]
enum Plural {
    /// Words do not change: Turkish, Chinese.
    Never,
    /// One form for one, another for the rest: English.
    One,
    /// One form for none and one, another for the rest: French.
    UpToOne,
    /// Forms for 1, 21, 31…; for 2 to 4, 22 to 24…; and for the rest: Russian.
    EastSlavic,
    /// Forms for 1; for 2 to 4, 22 to 24…; and for the rest.
    Polish,
    /// Forms for 1; for 2 to 4; and for the rest.
    Czech,
    /// Forms for 1; 2; 3 to 10; 11 to 99, of any hundred; and for the rest.
    Arabic,
}

impl Plural {
    /// Which of the forms it is, from 0.
    fn form(self, count: usize) -> usize {
        let few = (2..=4).contains(&(count % 10)) && !(12..=14).contains(&(count % 100));
        match self {
            Self::Never => 0,
            Self::One => usize::from(count != 1),
            Self::UpToOne => usize::from(count > 1),
            Self::EastSlavic if count % 10 == 1 && count % 100 != 11 => 0,
            Self::Polish | Self::Czech if count == 1 => 0,
            Self::EastSlavic | Self::Polish if few => 1,
            Self::Czech if (2..=4).contains(&count) => 1,
            Self::EastSlavic | Self::Polish | Self::Czech => 2,
            Self::Arabic => match (count, count % 100) {
                (1 | 2, _) => count - 1,
                (_, 3..=10) => 2,
                (_, 11..=99) => 3,
                (_, _) => 4,
            },
        }
    }

    /// A number with what it counts; `forms` stand between `|`, and a word that does not change has one.
    fn counted(self, forms: &str, count: usize) -> String {
        let last = forms.rsplit('|').next().unwrap_or(forms);
        forms.split('|').nth(self.form(count)).unwrap_or(last).replacen('#', &count.to_string(), 1)
    }
}

/// The labels of a language, by its code; English ones, which come first, for those that are not here.
pub(super) fn of(code: &str) -> &'static PacketLabels {
    let mut rows = [west::ROWS, north::ROWS, east::ROWS, asia::ROWS].into_iter().flatten();
    rows.find(|(known, _)| *known == code).map_or(&west::ROWS[0].1, |(_, labels)| labels)
}

#[cfg(test)]
mod tests {
    use super::super::LANGUAGES;
    use super::*;

    /// Every label, whole; those with forms as they are for a number.
    fn all(labels: &PacketLabels) -> Vec<String> {
        // Naming every field makes a new one fail here until it is looked at.
        let PacketLabels {
            plural: _,
            key_points,
            agenda,
            reading_plan,
            acronyms,
            unexplained,
            people,
            glossary,
            chronology,
            index,
            sources,
            links,
            changes,
            colophon,
            notes,
            prepared_for,
            prepared_by,
            embargo,
            copy,
            copy_of,
            distribution,
            retrieved,
            articles: _,
            pages: _,
            blank,
            page_of,
            added,
            changed,
            removed,
            page,
            see,
            if_minutes: _,
            rights,
            shortened,
            edition,
            essential,
        } = labels;
        let plain = [
            key_points,
            agenda,
            reading_plan,
            acronyms,
            unexplained,
            people,
            glossary,
            chronology,
            index,
            sources,
            links,
            changes,
            colophon,
            notes,
            prepared_for,
            prepared_by,
            embargo,
            copy,
            distribution,
            retrieved,
            blank,
            added,
            changed,
            removed,
            see,
            rights,
            shortened,
            edition,
            essential,
        ];
        assert!(plain.iter().all(|label| !label.contains(['#', '|'])), "{plain:?}");
        for (label, numbers) in [(page_of, 2), (copy_of, 2), (page, 1)] {
            assert_eq!(label.matches('#').count(), numbers, "{label}");
        }
        let counted = (0..130).flat_map(|n| [labels.articles(n), labels.pages(n), labels.if_minutes(n)]);
        plain
            .iter()
            .map(|label| (**label).to_owned())
            .chain([labels.page_of("12", "64"), labels.copy_of("7", 25)])
            .chain(counted)
            .collect()
    }

    #[test]
    fn every_language_has_labels_of_its_own_and_none_is_empty() {
        for data in LANGUAGES {
            let labels = of(data.code);
            assert_eq!(data.code == "en", labels.blank == of("en").blank, "{}", data.code);
            for label in all(labels) {
                assert!(!label.is_empty() && label.trim() == label, "{}: {label:?}", data.code);
                assert!(!label.contains(['#', '|']), "{}: {label}", data.code);
                assert!(!label.contains(['\'', '"']), "typewriter's marks in {}: {label}", data.code);
            }
        }
        assert_eq!(of("sw").agenda, "Agenda");
    }

    #[test]
    fn counted_labels_have_a_number_in_each_form_that_needs_one() {
        for data in LANGUAGES {
            let labels = of(data.code);
            for forms in [labels.articles, labels.pages, labels.if_minutes] {
                // "one article" and "two articles" may be words.
                for (index, form) in forms.split('|').enumerate() {
                    let numbers = form.matches('#').count();
                    assert!(numbers == 1 || index < 2 && numbers == 0, "{}: {form}", data.code);
                }
                assert_eq!(forms.rsplit('|').next().map(|form| form.matches('#').count()), Some(1), "{forms}");
                let most = (0..200).map(|n| labels.plural.form(n)).max().unwrap_or(0);
                let count = forms.split('|').count();
                assert!(count == 1 || count == most + 1, "{}: {forms}", data.code);
            }
        }
    }

    #[test]
    fn words_agree_with_numbers() {
        let said = |code: &str| [1, 2, 5, 12, 22, 101].map(|n| of(code).articles(n)).join(", ");
        assert_eq!(said("en"), "1 article, 2 articles, 5 articles, 12 articles, 22 articles, 101 articles");
        assert_eq!(said("ru"), "1 статья, 2 статьи, 5 статей, 12 статей, 22 статьи, 101 статья");
        assert_eq!(said("pl"), "1 artykuł, 2 artykuły, 5 artykułów, 12 artykułów, 22 artykuły, 101 artykułów");
        assert_eq!(said("cs"), "1 článek, 2 články, 5 článků, 12 článků, 22 článků, 101 článků");
        assert_eq!(said("ar"), "مقال واحد, مقالان, 5 مقالات, 12 مقالًا, 22 مقالًا, 101 مقال");
        assert_eq!(said("ja"), "記事1本, 記事2本, 記事5本, 記事12本, 記事22本, 記事101本");
        assert_eq!(of("fr").articles(0), "0 article");
        assert_eq!(of("de").page_of("12", "64"), "Seite 12 von 64");
        assert_eq!(of("zh").page_of("12", "64"), "第12页，共64页");
        assert_eq!(of("uk").if_minutes(20), "Якщо маєте 20 хвилин");
    }
}
