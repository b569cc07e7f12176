//! Theme files: what was written ([`schema`]), laid over the theme it is based on ([`merge`]), and what it means
//! ([`resolve`]).

mod merge;
mod resolve;
mod schema;
mod units;

use super::{THEMES, Theme};
use crate::error::{Error, Result};
use crate::written::{Fault, near};
use schema::ThemeFile;
use serde::Deserialize;

/// A bundled theme, by name.
pub(super) fn named(name: &str, paper: Option<&str>) -> Result<Theme> {
    match THEMES.iter().find(|(known, _)| *known == name) {
        Some((_, text)) => read(name, text, paper),
        None => Err(error(Fault::new(near::unknown("there is no theme", name, &known()), 0..0), name, "")),
    }
}

/// Whether a paper is called that, or is as large.
pub(super) fn is_paper(text: &str) -> bool {
    units::paper(text).is_some()
}

/// The names of the bundled themes.
fn known() -> Vec<&'static str> {
    THEMES.iter().map(|(name, _)| *name).collect()
}

/// A theme from the text of its file.
pub(super) fn read(name: &str, text: &str, paper: Option<&str>) -> Result<Theme> {
    let theme = || {
        let chain = merge::chain(text)?;
        let file = ThemeFile::deserialize(toml::de::Deserializer::from(merge::merged(&chain)?))?;
        resolve::theme(file, name, paper)
    };
    theme().map_err(|fault| error(fault, name, text))
}

fn error(fault: Fault, name: &str, text: &str) -> Error {
    Error::Theme { name: name.to_owned(), span: fault.span(text), why: fault.why }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::style::{AlertLook, Emphasis, HeadingPlace, Numbering, PAPERS, Parting, Sides};

    #[test]
    fn every_bundled_theme_reads_on_every_paper() {
        for (name, _) in THEMES {
            for (paper, _) in PAPERS {
                let theme = Theme::named(name, *paper).unwrap();
                assert_eq!(theme.page.paper, *paper);
                let page = &theme.page;
                let outer = page.trim.width - page.inside - page.measure - page.gap - page.note_column;
                assert!(outer.to_pt() > 28.0, "{name} on {paper} has an outer margin of {outer}");
                assert!(page.lines >= 16, "{name} on {paper} has {} lines", page.lines);
            }
            assert!(!Theme::named(name, None).unwrap().about.is_empty());
        }
    }

    #[test]
    fn there_is_room_for_a_hand_where_it_is_asked_for() {
        for (name, _) in THEMES {
            for (paper, _) in PAPERS {
                let before = Theme::named(name, *paper).unwrap().page;
                let mut page = before.clone();
                page.make_room_for_notes();
                let outer = page.trim.width - page.inside - page.measure - page.gap - page.note_column;
                assert!(outer.to_pt() >= 28.0, "{name} on {paper} has an outer margin of {outer}");
                assert!(page.note_column >= before.note_column, "{name} on {paper}");
                assert!(page.measure.to_pt() >= 213.0 || page.measure == before.measure, "{name} on {paper}");
            }
        }
        let mut page = Theme::named("bundle", "A4").unwrap().page;
        page.make_room_for_notes();
        assert_eq!(page.note_column.to_pt(), 128.0);
    }

    #[test]
    fn the_brief_theme_on_both_papers() {
        let a4 = Theme::named("brief", "A4").unwrap();
        let letter = Theme::named("brief", "letter").unwrap();
        assert_eq!(a4.page.measure, letter.page.measure);
        assert_eq!((a4.page.lines, letter.page.lines), (46, 43));
        assert_eq!(format!("{} {}", a4.page.trim.width, a4.page.trim.height), "595.3 841.9");
        assert_eq!(format!("{}", letter.page.trim.height), "792.0");
        assert_eq!(a4.heading(6).place, HeadingPlace::RunIn);
    }

    #[test]
    fn the_others_differ_where_they_say_so() {
        let own = |name: &str| Theme::named(name, None).unwrap();
        assert_eq!(own("booklet").page.paper, "A5");
        assert_eq!(own("booklet").page.lines, 30);
        assert_eq!(own("report").page.sides, Sides::Single);
        assert!(matches!(own("report").numbering, Numbering::Hanging(_)));
        assert!(matches!(own("largeprint").parting, Parting::Space(_)));
        assert!(own("manuscript").line_numbers.is_some());
        assert_eq!(own("report").alert.look, AlertLook::Box { tint: 8 });
        assert_eq!((own("narrow").page.note_column.to_pt(), own("narrow").body.size.to_pt()), (0.0, 11.25));
        assert_eq!((own("clearprint").body.size.to_pt(), own("clearprint").emphasis), (14.0, Emphasis::Semibold));
    }

    #[test]
    fn a_user_overrides_any_value() {
        let text = "base = \"booklet\"\n[body]\nsize = \"12/16\"\n[[heading]]\n[[heading]]\nweight = 700\n";
        let (mine, base) = (Theme::from_toml("x", text, "A5").unwrap(), Theme::named("booklet", "A5").unwrap());
        assert_eq!((mine.body.size.to_pt(), mine.page.measure), (12.0, base.page.measure));
        assert_eq!(mine.page.lines, 24, "as many of the new leading as fit");
        assert_eq!(mine.headings[0], base.headings[0]);
        assert_eq!(mine.headings[1].text.font.weight, 700);
        let wide = Theme::from_toml("x", "[page]\nnote-column = \"0mm\"", "300x300mm").unwrap();
        assert_eq!((wide.page.note_column.to_pt(), wide.page.lines), (0.0, 47));
    }

    #[test]
    fn mistakes_point_at_their_line() {
        let cases = [
            ("[page]\ninside = \"28 furlongs\"", "28 furlongs", "is not a length"),
            ("[page]\ninside = \"128mm\"", "128mm", "wide"),
            ("[body]\nsise = \"10/12\"", "sise", "no key \"sise\"; did you mean \"size\"?"),
            ("[body]\nsetting = \"justfied\"", "justfied", "did you mean \"justified\"?"),
            ("[bdoy]\nsize = \"10/12\"", "bdoy", "did you mean \"body\"?"),
            ("[body]\nfamily = \"serf\"", "serf", "did you mean \"serif\"?"),
            ("[alert]\nlook = \"frame\"", "frame", "there is"),
            ("[body]\nfamily = \"comic\"", "comic", "families"),
            ("base = \"brif\"", "brif", "did you mean \"brief\"?"),
            ("[page.papers.A9]\nlines = 3", "A9", "A4"),
            ("[breaking]\nstretch = 9.0", "9.0", "0 to 4"),
            ("[page.papers.A4]\nlines = 99", "99", "high"),
        ];
        for (text, place, says) in cases {
            let Err(Error::Theme { span, why, .. }) = Theme::from_toml("x", text, "A4") else { panic!("{text}") };
            assert!(why.contains(says), "{text}: {why}");
            assert!(text[span.range()].contains(place), "{text}: {:?}", &text[span.range()]);
        }
        let text = "[page]\npaper = \"Leter\"";
        let Err(Error::Theme { why, span, .. }) = Theme::from_toml("x", text, None) else { panic!("must fail") };
        assert!(why.contains("did you mean \"Letter\"?") && text[span.range()].contains("Leter"), "{why}");
        let Err(Error::Theme { why, .. }) = Theme::named("brief", "Tabloid") else { panic!("must fail") };
        assert!(why.contains("Letter"), "{why}");
        for broken in ["[page", "x = ", "= 3", "\u{0}", "base = 3", "page = 3", "heading = 3", "[page]\npapers = 1"] {
            assert!(Theme::from_toml("x", broken, "A4").is_err(), "{broken}");
        }
    }
}
