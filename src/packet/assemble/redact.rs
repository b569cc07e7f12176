//! What must not be seen, out of the manifest: what it says is printed too.

use super::super::finds::redact::Redaction;
use super::super::manifest::Manifest;

/// The manifest without what must not be seen. Paths stay: they are where articles are, and are not printed.
pub(super) fn manifest(manifest: &Manifest, redaction: &Redaction) -> Manifest {
    let mut manifest = manifest.clone();
    if redaction.is_empty() {
        return manifest;
    }
    let mut said: Vec<&mut String> = vec![
        &mut manifest.title,
        &mut manifest.subtitle,
        &mut manifest.number,
        &mut manifest.prepared_for,
        &mut manifest.prepared_by,
        &mut manifest.handling,
    ];
    said.extend(manifest.rights.as_mut());
    said.extend(
        manifest.series.iter_mut().flat_map(|series| [Some(&mut series.name), series.position.as_mut()]).flatten(),
    );
    said.extend(&mut manifest.distribution);
    said.extend(&mut manifest.key_points);
    said.extend(manifest.key_figures.iter_mut().flat_map(|(figure, counts)| [figure, counts]));
    said.extend(
        manifest.agenda.iter_mut().flat_map(|item| [&mut item.time, &mut item.title, &mut item.ask, &mut item.text]),
    );
    let entries = [&mut manifest.people, &mut manifest.glossary, &mut manifest.index_terms];
    for entry in entries.into_iter().flatten() {
        said.extend([&mut entry.name, &mut entry.text]);
        said.extend(&mut entry.also);
    }
    said.extend(manifest.events.iter_mut().map(|event| &mut event.text));
    said.extend(manifest.dress.embargo.as_mut());
    said.extend(manifest.dress.marking.as_mut().map(|marking| &mut marking.text));
    for section in &mut manifest.sections {
        said.extend([&mut section.title, &mut section.letter, &mut section.summary]);
        for article in &mut section.articles {
            said.extend(&mut article.authors);
            said.extend(&mut article.key_points);
            said.extend(article.number.as_mut());
            let fields = [&mut article.title, &mut article.source, &mut article.url, &mut article.rights];
            said.extend(fields.into_iter().flatten());
        }
    }
    said.into_iter().for_each(|text| {
        redaction.apply_to(text);
    });
    manifest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markings_numbers_and_letters_are_redacted_too() {
        let text = "title = 'P'\nmarking = { words = 'FOR FALCON' }\nredact = ['Falcon', 'FX']\n[[section]]\n\
                    title = 'S'\nletter = 'FX'\n[[section.article]]\nfile = 'a.md'\nnumber = 'Falcon 1'\n";
        let said = Manifest::from_toml("briefing.toml", text).unwrap();
        let shown = manifest(&said, &Redaction::new(&said.redact));
        let section = &shown.sections[0];
        assert_eq!(shown.dress.marking.as_ref().unwrap().text, "FOR ███");
        assert_eq!((section.letter.as_str(), section.articles[0].number.as_deref()), ("███", Some("███ 1")));
    }
}
