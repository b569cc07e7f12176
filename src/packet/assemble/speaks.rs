//! In which language a packet speaks of its articles, where nobody has said it.

use super::Manifest;
use super::Piece;
use crate::lang::{Language, Script};

/// The language that most words of the articles are in; of several forms of it, that of the most words. The first of
/// equals. An editor who writes a title in Latin letters is understood in them: articles that are written in others are
/// asked only if no article is in the manifest's own letters.
pub(super) fn language(manifest: &Manifest, articles: &[Piece]) -> Option<Language> {
    let known = || articles.iter().filter_map(|piece| Some((piece.meta.language.as_ref()?, piece.words)));
    let letters = script(said(manifest));
    let fits = |language: &Language| script([language.labels().contents]) == letters;
    let all: Vec<(&Language, usize)> = known().filter(|(language, _)| fits(language)).collect();
    prevailing(if all.is_empty() { known().collect() } else { all }).cloned()
}

fn prevailing(known: Vec<(&Language, usize)>) -> Option<&Language> {
    let most = |of: fn(&Language) -> &str, within: Option<&str>| {
        let mut counts: Vec<(&Language, usize)> = Vec::new();
        for (language, words) in known.iter().filter(|(language, _)| within.is_none_or(|code| language.code() == code))
        {
            match counts.iter_mut().find(|(other, _)| of(other) == of(language)) {
                Some((_, count)) => *count += words,
                None => counts.push((language, *words)),
            }
        }
        counts.into_iter().rev().max_by_key(|(_, words)| *words).map(|(language, _)| language)
    };
    let code = most(Language::code, None)?.code();
    most(Language::tag, Some(code))
}

/// What the editor says in sentences. Names of people and houses are not among it: they keep their own letters.
fn said(manifest: &Manifest) -> impl Iterator<Item = &str> {
    let packet = [&manifest.title, &manifest.subtitle, &manifest.number, &manifest.handling];
    let sections = manifest.sections.iter().flat_map(|section| [&section.title, &section.summary]);
    let agenda = manifest.agenda.iter().flat_map(|item| [&item.title, &item.text]);
    packet.into_iter().chain(sections).chain(agenda).chain(&manifest.key_points).map(String::as_str)
}

/// The script of most letters; ideographs and kana count as one. `None`: there are no letters.
fn script<'t>(texts: impl IntoIterator<Item = &'t str>) -> Option<Script> {
    let mut counts: Vec<(Script, usize)> = Vec::new();
    for c in texts.into_iter().flat_map(str::chars).filter(|c| c.is_alphabetic()) {
        let script = Script::of(c);
        let script = if script.is_square() { Script::Han } else { script };
        match counts.iter_mut().find(|(other, _)| *other == script) {
            Some((_, count)) => *count += 1,
            None => counts.push((script, 1)),
        }
    }
    counts.into_iter().rev().max_by_key(|(_, count)| *count).map(|(script, _)| script)
}

#[cfg(test)]
mod tests {
    use crate::lang::Language;
    use crate::packet::{Manifest, PartKind, assemble};
    use crate::{Source, read};

    /// The language of a packet of that title and these articles: each a language and how often its sentence stands.
    fn spoken(title: &str, articles: &[(&str, usize)]) -> Option<String> {
        let names = articles.iter().map(|(language, _)| format!("{language}.md"));
        let manifest = Manifest { title: title.to_owned(), ..Manifest::default() }.with_articles(names);
        let read = |(language, times): &(&str, usize)| {
            let text = format!("---\nlang: {language}\n---\n\n# A title\n\n{}", "Words and more. ".repeat(*times));
            read::detect("a.md").read(&Source::new("a.md", &text)).value
        };
        let packet = assemble(&manifest, articles.iter().map(read).collect()).value;
        let cover = packet.parts.iter().find(|part| matches!(part.kind, PartKind::Cover(_)))?;
        cover.document.meta.language.as_ref().map(Language::tag).map(str::to_owned)
    }

    #[test]
    fn a_packet_speaks_as_its_editor_writes() {
        for (title, articles, language) in [
            // Most words decide among those that are written in the manifest's letters.
            ("Grain", [("en", 3), ("ar", 90)].as_slice(), "en"),
            ("Grain", &[("de", 9), ("en", 3), ("ru", 90)], "de"),
            ("Зерно", &[("en", 90), ("ru", 3)], "ru"),
            ("Σιτηρά", &[("en", 90), ("el", 3), ("ru", 9)], "el"),
            ("こくもつ", &[("en", 90), ("ja", 3)], "ja"),
            ("الحبوب 2026", &[("en", 90), ("ar", 3)], "ar"),
            // Among all, where that says nothing.
            ("2026", &[("en", 3), ("ar", 90)], "ar"),
            ("Grain", &[("ru", 3), ("ar", 90)], "ar"),
            ("", &[("en", 3), ("ar", 90)], "ar"),
        ] {
            assert_eq!(spoken(title, articles).as_deref(), Some(language), "{title}: {articles:?}");
        }
    }
}
