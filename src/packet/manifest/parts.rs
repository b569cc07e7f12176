//! The parts that a manifest names, and those that it needs: what it says must stand somewhere.

use super::resolve::Places;
use super::schema::{ManifestFile, PartFile, Short};
use super::{PartName, SectionPlan};
use crate::packet::Matter;
use crate::written::Fault;

/// The parts in their order. Where the manifest says something that no part would show, the part is added if the list is
/// that of a preset; if it is the manifest's own, that is a mistake.
pub(super) fn parts(file: &ManifestFile, sections: &[SectionPlan], places: &Places) -> Result<Vec<PartName>, Fault> {
    let mut parts = Vec::new();
    for part in file.parts.get_ref() {
        let name = name(*part.get_ref());
        if parts.contains(&name) {
            return Err(Fault::new("this part is named twice; take one of the two out", part.span()));
        }
        parts.push(name);
    }
    let is_own = places.span(file.parts.span()).is_some();
    for (what, key, part) in needed(file, sections, &parts, places) {
        if parts.contains(&part) {
            continue;
        }
        if is_own {
            let why = format!("parts does not say where {what}; add \"{key}\"");
            return Err(Fault::new(why, file.parts.span()));
        }
        let before = parts.iter().rposition(|known| rank(*known) < rank(part));
        parts.insert(before.map_or(0, |before| before + 1), part);
    }
    Ok(parts)
}

/// What goes nowhere without a part, the part's name in a manifest, and the part.
fn needed(
    file: &ManifestFile,
    sections: &[SectionPlan],
    parts: &[PartName],
    places: &Places,
) -> Vec<(&'static str, &'static str, PartName)> {
    let mut articles = sections.iter().flat_map(|section| &section.articles);
    let has_articles = articles.clone().next().is_some();
    let has_points = !file.key_points.is_empty() || articles.any(|article| !article.key_points.is_empty());
    // The index names people too, but not what is said of them.
    let indexed = parts.contains(&PartName::Matter(Matter::Index));
    let is_said =
        |entry: &Short<super::schema::EntryFile>| matches!(entry, Short::Table(entry) if !entry.text.trim().is_empty());
    let has_people = file.person.iter().any(|person| !indexed || is_said(person.get_ref()));
    // A preset's pages for notes are no wish of whoever takes them out.
    let has_notes = *file.notes_pages.get_ref() > 0 && places.span(file.notes_pages.span()).is_some();
    let all = [
        (has_articles, "the articles go", "articles", PartName::Articles),
        (!file.key_figure.is_empty(), "the key figures go, which is the cover", "cover", PartName::Cover),
        (!file.distribution.is_empty(), "the distribution goes, which is the cover", "cover", PartName::Cover),
        (has_points, "the key points go", "key-points", PartName::Matter(Matter::KeyPoints)),
        (!file.agenda.is_empty(), "the agenda goes", "agenda", PartName::Matter(Matter::Agenda)),
        (has_people, "the people go", "people", PartName::Matter(Matter::People)),
        (!file.term.is_empty(), "the terms of the glossary go", "glossary", PartName::Matter(Matter::Glossary)),
        (!file.chronology.event.is_empty(), "the events go", "chronology", PartName::Matter(Matter::Chronology)),
        (!file.index.terms.is_empty(), "the terms of the index go", "index", PartName::Matter(Matter::Index)),
        (has_notes, "the pages for notes go", "notes", PartName::Notes),
    ];
    all.into_iter().filter(|(is_there, ..)| *is_there).map(|(_, what, key, part)| (what, key, part)).collect()
}

/// Where a part stands if nobody says.
fn rank(part: PartName) -> usize {
    use Matter::*;
    const ORDER: [PartName; 15] = [
        PartName::Cover,
        PartName::Contents,
        PartName::Matter(KeyPoints),
        PartName::Matter(Agenda),
        PartName::Matter(ReadingPlan),
        PartName::Articles,
        PartName::Matter(People),
        PartName::Matter(Glossary),
        PartName::Matter(Acronyms),
        PartName::Matter(Chronology),
        PartName::Matter(Index),
        PartName::Matter(Sources),
        PartName::Matter(Changes),
        PartName::Notes,
        PartName::Matter(Colophon),
    ];
    ORDER.iter().position(|known| *known == part).unwrap_or(ORDER.len())
}

fn name(part: PartFile) -> PartName {
    match part {
        PartFile::Cover => PartName::Cover,
        PartFile::Contents => PartName::Contents,
        PartFile::KeyPoints => PartName::Matter(Matter::KeyPoints),
        PartFile::Agenda => PartName::Matter(Matter::Agenda),
        PartFile::ReadingPlan => PartName::Matter(Matter::ReadingPlan),
        PartFile::Articles => PartName::Articles,
        PartFile::Acronyms => PartName::Matter(Matter::Acronyms),
        PartFile::People => PartName::Matter(Matter::People),
        PartFile::Glossary => PartName::Matter(Matter::Glossary),
        PartFile::Chronology => PartName::Matter(Matter::Chronology),
        PartFile::Index => PartName::Matter(Matter::Index),
        PartFile::Sources => PartName::Matter(Matter::Sources),
        PartFile::Changes => PartName::Matter(Matter::Changes),
        PartFile::Notes => PartName::Notes,
        PartFile::Colophon => PartName::Matter(Matter::Colophon),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::Error;
    use crate::packet::Manifest;

    #[test]
    fn what_is_said_has_a_part() {
        let text = "preset = 'press-digest'\nnotes-pages = 2\n[[person]]\nname = 'A'\n[[term]]\nname = 'B'\n\
                    [[agenda]]\ntitle = 'C'\n[chronology]\nevent = [{ date = 2026-11-24, text = 'D' }]\n\
                    [index]\nterms = ['E']\n";
        let parts = Manifest::from_toml("x", text).unwrap().parts;
        let ranks: Vec<_> = parts.iter().map(|part| rank(*part)).collect();
        assert!(ranks.is_sorted(), "{parts:?}");
        assert_eq!(ranks, [0, 1, 2, 3, 5, 6, 7, 9, 10, 11, 13, 14]);
    }

    #[test]
    fn a_list_of_its_own_has_to_have_it() {
        let missing = |text: &str| {
            let text = format!("parts = ['contents', 'articles', 'index']\n{text}");
            match Manifest::from_toml("x", &text) {
                Err(Error::Manifest { span, why, .. }) => {
                    assert!(text[span.range()].starts_with("['contents'"), "{why}");
                    why.rsplit('"').nth(1).map(str::to_owned)
                }
                _ => None,
            }
        };
        for (text, part) in [
            ("key-points = ['A']", "key-points"),
            ("[[article]]\nfile = 'a.md'\nkey-points = ['A']", "key-points"),
            ("distribution = ['A']", "cover"),
            ("notes-pages = 1", "notes"),
            ("[[agenda]]\ntitle = 'A'", "agenda"),
            ("[[person]]\nname = 'A'\ntext = 'B'", "people"),
            ("[[term]]\nname = 'A'", "glossary"),
            ("[chronology]\nevent = [{ date = 2026-11-24, text = 'D' }]", "chronology"),
        ] {
            assert_eq!(missing(text).as_deref(), Some(part), "{text}");
        }
        // The index names people, and pages for notes that only the preset has are nobody's wish.
        for text in ["[[person]]\nname = 'A'", "[index]\nterms = ['A']", "preset = 'board-pack'"] {
            assert_eq!(missing(text), None, "{text}");
        }
    }
}
