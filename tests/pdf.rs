//! PDF files, by their structure and by what strangers make of them. The pages are set by hand, without the engine.

#![allow(clippy::unwrap_used)] // in helpers of tests too

#[path = "pdf/file.rs"]
mod file;
#[path = "pdf/setter.rs"]
mod setter;

use file::{Child, Element, File};
use offprint::diag::Code;
use offprint::font::Fonts;
use offprint::layout::{Bookmark, Glyph, Item, Layout, LinkTarget, Role, Shift, TagId};
use offprint::length::{Abs, Size};
use offprint::model::{Date, Level, Meta};
use offprint::source::Span;
use offprint::style::Ink;
use offprint::write::pdf::{Moment, Options, render};
use setter::{A4, Setter, Style, style};
use std::collections::BTreeSet;
use std::path::PathBuf;
use std::process::Command;

fn meta() -> Meta {
    Meta {
        title: Meta::words("R&D <report> – naïve", Span::NONE),
        authors: vec!["A. & B.".into(), "Ünal".into()],
        publication: Some("The <Paper>".into()),
        date: Date::from_iso("2026-11-24"),
        keywords: vec!["type".into(), "A&B".into()],
        description: Some("What \"they\" did & why.".into()),
        ..Meta::default()
    }
}

/// Three pages with an element of every role.
fn sample(fonts: &Fonts) -> Layout {
    let mut setter = Setter::new(fonts);
    let article = setter.tag(Role::Article, TagId::ROOT);
    let serif = || style("Source Serif 4", 10.5);
    let hold = |setter: &mut Setter, role, text: &str, y: f64, style: Style| {
        let tag = setter.tag(role, article);
        setter.line(85.0, y, text, style, tag);
        tag
    };

    setter.page("i");
    setter.line(85.0, 40.0, "Running head", style("Source Sans 3", 8.5), TagId::ARTIFACT);
    let anchor = Item::Anchor("top".into());
    setter.place(85.0, 80.0, anchor, TagId::ARTIFACT);
    hold(&mut setter, Role::Heading(Level::new(2)), "(Title) \\ one", 100.0, style("Source Sans 3", 24.0));
    let paragraph = hold(&mut setter, Role::Paragraph, "The price of wheat had charac\u{AD}", 130.0, serif());
    let expanded = Style(serif().0, 10.5, 1_234, Ink::Gray(60));
    setter.line(85.0, 144.5, "teristically risen by well-", expanded, paragraph);
    setter.line(85.0, 159.0, "known amounts; ", serif(), paragraph);
    let link = setter.tag(Role::Link, paragraph);
    setter.line(200.0, 159.0, "see here", serif(), link);
    let size = Size { width: Abs::pt(50.0), height: Abs::pt(12.0) };
    let url = LinkTarget::Url("https://e.org/ä?q=1".into());
    setter.place(200.0, 150.0, Item::Link { size, target: url, text: "see here".into() }, link);
    let reference = setter.tag(Role::Reference, paragraph);
    setter.line(250.0, 155.0, "1", style("Source Serif 4", 7.0), reference);
    let target = LinkTarget::Anchor("note-1".into());
    setter.place(250.0, 150.0, Item::Link { size, target, text: "note 1".into() }, reference);
    let lost = setter.tag(Role::Link, paragraph);
    setter.line(260.0, 159.0, " lost", serif(), lost);
    let target = LinkTarget::Anchor("nowhere".into());
    setter.place(260.0, 150.0, Item::Link { size, target, text: "lost".into() }, lost);
    setter.line(85.0, 800.0, "i", style("Source Sans 3", 8.5), TagId::ARTIFACT);

    setter.page("1");
    setter.line(85.0, 100.0, "and the mills ran on.", serif(), paragraph);
    hold(&mut setter, Role::Heading(Level::new(4)), "Deeper", 120.0, style("Source Sans 3", 12.0));
    let list = setter.tag(Role::List, article);
    for (number, text) in ["flour", "bread"].iter().enumerate() {
        let item = setter.tag(Role::ListItem, list);
        let (label, body) = (setter.tag(Role::Label, item), setter.tag(Role::ListBody, item));
        let paragraph = setter.tag(Role::Paragraph, body);
        setter.line(85.0, 140.0 + 14.5 * number as f64, "•", serif(), label);
        setter.line(97.0, 140.0 + 14.5 * number as f64, text, serif(), paragraph);
    }
    let quote = setter.tag(Role::BlockQuote, article);
    let quoted = setter.tag(Role::Paragraph, quote);
    setter.line(97.0, 190.0, "Quoted ", style("Libertinus Serif", 10.5), quoted);
    for (x, role, text) in [(160.0, Role::Emphasis, "leise "), (190.0, Role::Strong, "laut"), (220.0, Role::Span, "x")]
    {
        let tag = setter.tag(role, quoted);
        setter.layout.tags.get_mut(tag).unwrap().language = Some("de".into());
        setter.line(x, 190.0, text, style("Libertinus Serif", 10.5), tag);
    }
    let aside = setter.tag(Role::Aside, article);
    let told = setter.tag(Role::Paragraph, aside);
    let accent =
        Style(style("Source Sans 3", 9.0).0, 9.0, 0, Ink::Process { cmyk: [0, 100, 100, 10], rgb: [180, 20, 30] });
    setter.line(400.0, 190.0, "Aside", accent, told);
    let code = setter.tag(Role::Code, article);
    setter.line(85.0, 220.0, "let x = [1];", style("Source Code Pro", 9.0), code);
    let figure = setter.tag(Role::Figure, article);
    setter.layout.tags.get_mut(figure).unwrap().alt = Some("A black square (ä)".into());
    setter.place(
        85.0,
        240.0,
        Item::Rule { size: Size { width: Abs::pt(60.0), height: Abs::pt(60.0) }, ink: Ink::Black },
        figure,
    );
    let caption = setter.tag(Role::Caption, figure);
    setter.line(85.0, 315.0, "Figure 1", style("Source Sans 3", 8.5), caption);

    setter.page("2");
    let table = setter.tag(Role::Table, article);
    let (head, body) = (setter.tag(Role::TableHead, table), setter.tag(Role::TableBody, table));
    for (line, (group, role)) in
        [(head, Role::TableHeader), (body, Role::TableCell), (body, Role::TableCell)].into_iter().enumerate()
    {
        let row = setter.tag(Role::TableRow, group);
        for column in 0..3 {
            let cell = setter.tag(role, row);
            if column != line {
                let (x, y) = (85.0 + 80.0 * f64::from(column as u8), 100.0 + 14.5 * line as f64);
                setter.line(x, y, &format!("c{line}{column}"), style("DejaVu Sans", 9.0), cell);
            }
        }
    }
    let rule = Item::Rule { size: Size { width: Abs::pt(240.0), height: Abs::pt(0.5) }, ink: Ink::Gray(40) };
    setter.place(85.0, 150.0, rule, TagId::ARTIFACT);
    setter.place(85.0, 690.0, Item::Anchor("note-1".into()), TagId::ARTIFACT);
    let note = setter.tag(Role::Note, article);
    let label = setter.tag(Role::Label, note);
    setter.line(85.0, 700.0, "1 ", style("Source Serif 4 Caption", 8.5), label);
    let words = setter.tag(Role::Paragraph, note);
    setter.line(95.0, 700.0, "A note.", style("Source Serif 4 Caption", 8.5), words);

    let leaf =
        |title: &str, anchor: &str| Bookmark { title: title.into(), anchor: anchor.into(), children: Vec::new() };
    let top = Bookmark { children: vec![leaf("Deeper", "top"), leaf("Notes", "note-1")], ..leaf("Öne & all", "top") };
    setter.layout.outline = vec![top, leaf("Lost", "nowhere")];
    setter.layout
}

fn made() -> File {
    let fonts = Fonts::bundled();
    File::new(&render(&sample(&fonts), &fonts, &meta(), &Options::default()).unwrap().value)
}

#[test]
fn pages_have_boxes_labels_and_a_language() {
    let file = made();
    assert_eq!(file.pages.len(), 3);
    for &page in &file.pages {
        let page = file.dictionary(page);
        for key in ["MediaBox", "CropBox", "TrimBox"] {
            let sides: Vec<f32> =
                file.at(page, &[key]).as_array().unwrap().iter().map(|side| side.as_float().unwrap()).collect();
            assert_eq!(sides, [0.0, 0.0, A4.0 as f32, A4.1 as f32], "{key}");
        }
        assert_eq!(file.at(page, &["Tabs"]).as_name().unwrap(), b"S");
    }
    let catalog = file.catalog();
    let labels = file.at(catalog, &["PageLabels", "Nums"]).as_array().unwrap();
    let style = |row: usize| labels[2 * row + 1].as_dict().unwrap().get(b"S").unwrap().as_name().unwrap();
    let starts: Vec<i64> = labels.iter().step_by(2).map(|number| number.as_i64().unwrap()).collect();
    assert_eq!((starts.as_slice(), style(0), style(1)), (&[0, 1][..], &b"r"[..], &b"D"[..]));
    assert_eq!(File::text(file.at(catalog, &["Lang"])), "en");
    assert!(file.at(catalog, &["ViewerPreferences", "DisplayDocTitle"]).as_bool().unwrap());
    assert!(file.at(catalog, &["MarkInfo", "Marked"]).as_bool().unwrap());
}

#[test]
fn fonts_are_subset_and_mapped() {
    let file = made();
    let fonts = file.fonts(0);
    let mut names = BTreeSet::new();
    for (outer, inner) in fonts.values() {
        let name = String::from_utf8(file.at(outer, &["BaseFont"]).as_name().unwrap().to_vec()).unwrap();
        let (tag, rest) = name.split_once('+').unwrap();
        assert!(tag.len() == 6 && tag.bytes().all(|b| b.is_ascii_uppercase()), "{name}");
        let descriptor = file.at(inner, &["FontDescriptor"]).as_dict().unwrap();
        assert_eq!(file.at(descriptor, &["FontName"]).as_name().unwrap(), name.as_bytes());
        let key = if rest.starts_with("Libertinus") { "FontFile3" } else { "FontFile2" };
        let program = file.at(descriptor, &[key]).as_stream().unwrap().decompressed_content().unwrap();
        assert!(program.len() < 30_000, "{name} has {} bytes", program.len());
        let map = file.at(outer, &["ToUnicode"]).as_stream().unwrap().decompressed_content().unwrap();
        assert!(!String::from_utf8(map).unwrap().contains("FFFD"));
        names.insert(rest.to_owned());
    }
    assert_eq!(names.len(), fonts.len(), "a face is embedded once");
    assert!(names.contains("SourceSerif4-Regular") && names.contains("LibertinusSerif-Regular"), "{names:?}");
}

/// Every glyph stands where the layout put it, to half a thousandth of the type size and what `Td` rounds; a space, of
/// which nothing is seen, to a sixteenth.
#[test]
fn glyphs_stand_where_they_were_put() {
    let fonts = Fonts::bundled();
    let mut layout = sample(&fonts);
    let shifted = layout.pages[0].items.iter_mut().find_map(|placed| match &mut placed.item {
        Item::Glyphs(run) if run.text.starts_with("The price") => Some(run),
        _ => None,
    });
    let shifted = shifted.unwrap();
    // What the viewer is told to add behind glyphs is in the advances of some, and taken back from the others.
    shifted.tracking = Abs::PT / 8;
    for (index, glyph) in shifted.glyphs.iter_mut().enumerate() {
        glyph.advance += (index as i32 % 7 - 3) * 3_001;
        if index % 5 == 0 {
            shifted.shifts.push(Shift { glyph: index as u32, by: (2 * 65_536, 3 * 65_536) });
        }
    }
    let file = File::new(&render(&layout, &fonts, &meta(), &Options::default()).unwrap().value);
    for (number, page) in layout.pages.iter().enumerate() {
        let seen = file.seen(number);
        let mut seen = seen.iter();
        for placed in &page.items {
            let Item::Glyphs(run) = &placed.item else { continue };
            let mut origin = placed.at.x;
            for (index, glyph) in run.glyphs.iter().enumerate() {
                let shift = run.shift(index);
                let seen = seen.next().expect("as many glyphs as were put");
                let x = (origin + Abs(i64::from(shift.0))).to_pt();
                let y = (page.size.height - placed.at.y + Abs(i64::from(shift.1))).to_pt();
                let part = if seen.text == " " { 0.0605 } else { 0.001 };
                let slack = 0.0011 + part * run.size.to_pt() * (1.0 + f64::from(run.expansion) / 100_000.0);
                assert!((seen.x - x).abs() < slack && (seen.y - y).abs() < 0.0021, "{seen:?} is not at {x} {y}");
                origin += Abs(i64::from(glyph.advance));
            }
        }
        assert!(seen.next().is_none());
    }
}

#[test]
fn every_mark_is_reached_once_and_leads_back() {
    let file = made();
    let root = file.structure();
    let mut elements = Vec::new();
    root.walk(&mut elements);
    let mut reached = BTreeSet::new();
    let parents = file.at(file.catalog(), &["StructTreeRoot", "ParentTree", "Nums"]).as_array().unwrap();
    let of_key = |key: i64| {
        let at = parents.iter().step_by(2).position(|number| number.as_i64().unwrap() == key).expect("a key");
        &parents[2 * at + 1]
    };
    for element in &elements {
        for child in &element.children {
            match child {
                Child::Element(_) => {}
                Child::Mark(page, mark) => {
                    assert!(reached.insert((*page, *mark)), "{page} {mark} twice");
                    let key = file.at(file.dictionary(file.pages[*page]), &["StructParents"]).as_i64().unwrap();
                    let back = of_key(key).as_array().unwrap()[*mark as usize].as_reference().unwrap();
                    assert_eq!(back, element.id);
                }
                Child::Annotation(id) => {
                    let key = file.at(file.dictionary(*id), &["StructParent"]).as_i64().unwrap();
                    assert_eq!(of_key(key).as_reference().unwrap(), element.id);
                    assert_eq!(element.kind, "Link");
                }
            }
        }
    }
    let written: BTreeSet<_> = (0..file.pages.len())
        .flat_map(|page| file.seen(page).into_iter().filter_map(move |seen| Some((page, seen.mark?))))
        .collect();
    assert!(written.is_subset(&reached), "{:?}", written.difference(&reached));
    assert!(reached.len() > 25);
}

/// The text of an element and those below it, as its marks have it.
fn text(element: &Element, file: &File) -> String {
    let mut out = String::new();
    for child in &element.children {
        match child {
            Child::Element(below) => out.push_str(&text(below, file)),
            Child::Mark(page, mark) => {
                out.extend(file.seen(*page).into_iter().filter(|seen| seen.mark == Some(*mark)).map(|seen| seen.text));
            }
            Child::Annotation(_) => {}
        }
    }
    out
}

#[test]
fn the_structure_reads_in_order() {
    let file = made();
    let root = file.structure();
    let [Child::Element(article)] = root.children.as_slice() else { panic!("one article") };
    let elements = |around: &Element| {
        let below = around.children.iter().filter_map(|child| match child {
            Child::Element(element) => Some((element.kind.clone(), text(element, &file))),
            Child::Mark(..) | Child::Annotation(_) => None,
        });
        below.collect::<Vec<_>>()
    };
    let mut read = elements(article);
    let Some(Child::Element(section)) = article.children.last() else { panic!("a section") };
    assert_eq!((read.len(), section.kind.as_str()), (3, "Sect"), "the title opens the article, the next a section");
    read.pop();
    read.extend(elements(section));
    let read: Vec<(&str, &str)> = read.iter().map(|(kind, text)| (kind.as_str(), text.as_str())).collect();
    let expected = [
        ("H1", "(Title) \\ one"),
        (
            "P",
            "The price of wheat had charac\u{AD}teristically risen by well-known amounts; see here1 lostand the mills ran on.",
        ),
        ("H2", "Deeper"),
        ("L", "•flour•bread"),
        ("BlockQuote", "Quoted leise lautx"),
        ("Aside", "Aside"),
        ("Code", "let x = [1];"),
        ("Figure", "Figure 1"),
        ("Table", "c01c02c10c12c20c21"),
        ("Note", "1 A note."),
    ];
    assert_eq!(read, expected);
}

#[test]
fn elements_carry_what_readers_need() {
    let file = made();
    let root = file.structure();
    let mut elements = Vec::new();
    root.walk(&mut elements);
    let of = |kind: &str| {
        elements.iter().filter(|element| element.kind == kind).map(|e| file.dictionary(e.id)).collect::<Vec<_>>()
    };
    let figure = of("Figure")[0];
    assert_eq!(File::text(file.at(figure, &["Alt"])), "A black square (ä)");
    let area: Vec<f32> =
        file.at(figure, &["A", "BBox"]).as_array().unwrap().iter().map(|side| side.as_float().unwrap()).collect();
    assert_eq!(area, [85.0, 541.89, 145.0, 601.89]);
    assert_eq!((of("TH").len(), of("TD").len(), of("TR").len()), (3, 6, 3), "empty cells are cells");
    assert_eq!(file.at(of("TH")[0], &["A", "Scope"]).as_name().unwrap(), b"Column");
    assert_eq!(File::text(file.at(of("Em")[0], &["Lang"])), "de");
    let id = file.at(of("Note")[0], &["ID"]).as_str().unwrap();
    let listed = file.at(file.catalog(), &["StructTreeRoot", "IDTree", "Names"]).as_array().unwrap();
    assert!(listed.iter().step_by(2).any(|name| name.as_str().unwrap() == id));
    let heads: Vec<_> = of("TH").iter().map(|head| file.at(head, &["ID"]).as_str().unwrap().to_vec()).collect();
    let named = file.at(of("TD")[4], &["A", "Headers"]).as_array().unwrap();
    assert_eq!(named.iter().map(|name| name.as_str().unwrap().to_vec()).collect::<Vec<_>>(), heads[1..2]);
    assert_eq!(file.at(of("L")[0], &["A", "ListNumbering"]).as_name().unwrap(), b"Disc");
    assert_eq!(of("Link").len(), 2, "a link that leads nowhere is text");
    assert_eq!(file.at(file.catalog(), &["StructTreeRoot", "RoleMap", "Aside"]).as_name().unwrap(), b"Div");
}

#[test]
fn links_and_bookmarks_lead_somewhere() {
    let fonts = Fonts::bundled();
    let rendered = render(&sample(&fonts), &fonts, &meta(), &Options::default()).unwrap();
    let codes: Vec<Code> = rendered.diagnostics.iter().map(|diagnostic| diagnostic.code).collect();
    assert_eq!(codes, [Code::LinkUnresolved]);
    let file = File::new(&rendered.value);
    let annotations = file.at(file.dictionary(file.pages[0]), &["Annots"]).as_array().unwrap();
    let links: Vec<_> = annotations.iter().map(|id| file.dictionary(id.as_reference().unwrap())).collect();
    assert_eq!(links.len(), 2);
    assert_eq!(file.at(links[0], &["A", "URI"]).as_str().unwrap(), b"https://e.org/%C3%A4?q=1");
    assert_eq!(File::text(file.at(links[0], &["Contents"])), "see here");
    assert!(links.iter().all(|link| file.at(link, &["F"]).as_i64().unwrap() == 4));
    let to = |object: &lopdf::Object| object.as_array().unwrap()[0].as_reference().unwrap();
    assert_eq!(to(file.at(links[1], &["Dest"])), file.pages[2]);

    let outlines = file.at(file.catalog(), &["Outlines"]).as_dict().unwrap();
    let first = file.at(outlines, &["First"]).as_dict().unwrap();
    let below = file.at(first, &["First"]).as_dict().unwrap();
    let titles =
        [first, below, file.at(below, &["Next"]).as_dict().unwrap(), file.at(first, &["Next"]).as_dict().unwrap()]
            .map(|entry| File::text(file.at(entry, &["Title"])));
    assert_eq!(titles, ["Öne & all", "Deeper", "Notes", "Lost"]);
    assert_eq!(to(file.at(file.at(below, &["Next"]).as_dict().unwrap(), &["Dest"])), file.pages[2]);
    assert_eq!(file.at(outlines, &["Count"]).as_i64().unwrap(), 4);
    assert_eq!(file.at(file.catalog(), &["PageMode"]).as_name().unwrap(), b"UseOutlines");
}

/// A side bar has room for forty lines: an outline of more is shown with its first level open.
#[test]
fn a_long_outline_is_shown_with_its_first_level_open() {
    let fonts = Fonts::bundled();
    let entry = |title: String, children: Vec<Bookmark>| Bookmark { title, anchor: String::new(), children };
    // (articles, sections in each, what is shown, and what of an article)
    for (articles, sections, shown, below) in [(10, 3, 40, 3), (9, 4, 9, -4), (1, 40, 1, -40), (41, 0, 41, 0)] {
        let mut layout = sample(&fonts);
        let of = |article: usize| {
            let sections = (0..sections).map(|section| entry(format!("{article}.{section}"), Vec::new()));
            entry(article.to_string(), sections.collect())
        };
        layout.outline = (0..articles).map(of).collect();
        let file = File::new(&render(&layout, &fonts, &meta(), &Options::default()).unwrap().value);
        let outlines = file.at(file.catalog(), &["Outlines"]).as_dict().unwrap();
        let count = |entry: &lopdf::Dictionary| entry.get(b"Count").map_or(0, |count| count.as_i64().unwrap());
        let first = file.at(outlines, &["First"]).as_dict().unwrap();
        assert_eq!((count(outlines), count(first)), (shown, below), "{articles} of {sections}");
    }
}

#[test]
fn info_and_xmp_agree() {
    let fonts = Fonts::bundled();
    for (options, date, in_info) in [
        (Options::default(), "2026-11-24", "D:20261124"),
        (
            Options { created: Some(Moment(1_795_509_296)), ..Options::default() },
            "2026-11-24T08:34:56Z",
            "D:20261124083456Z",
        ),
    ] {
        let file = File::new(&render(&sample(&fonts), &fonts, &meta(), &options).unwrap().value);
        let info = file.dictionary(file.document.trailer.get(b"Info").unwrap().as_reference().unwrap());
        let said = |key: &str| File::text(file.at(info, &[key]));
        let xmp = file.at(file.catalog(), &["Metadata"]).as_stream().unwrap();
        assert!(!xmp.dict.has(b"Filter"));
        let xmp = String::from_utf8(xmp.content.clone()).unwrap();
        let escape = |text: &str| text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
        for key in ["Title", "Subject", "Keywords", "Producer"] {
            assert!(xmp.contains(&format!(">{}</", escape(&said(key)))), "{key} is not in {xmp}");
        }
        assert_eq!((said("Title"), said("Author")), ("R&D <report> – naïve".into(), "A. & B.; Ünal".into()));
        assert!(xmp.contains("<rdf:li>A. &amp; B.</rdf:li><rdf:li>Ünal</rdf:li>"));
        assert_eq!(said("CreationDate"), in_info);
        assert!(xmp.contains(&format!("<xmp:CreateDate>{date}</xmp:CreateDate>")), "{xmp}");
        assert_eq!(info.len(), 6);
    }
}

#[test]
fn the_same_pages_make_the_same_bytes() {
    let fonts = Fonts::bundled();
    let layout = sample(&fonts);
    let bytes = || render(&layout, &fonts, &meta(), &Options::default()).unwrap().value;
    assert_eq!(bytes(), bytes());
    let other = render(&layout, &fonts, &Meta::default(), &Options::default()).unwrap().value;
    let id = |bytes: &[u8]| File::new(bytes).document.trailer.get(b"ID").unwrap().clone();
    assert_ne!(id(&bytes()), id(&other));
}

#[test]
fn without_pages_there_is_no_file() {
    let fonts = Fonts::bundled();
    assert!(render(&Layout::default(), &fonts, &meta(), &Options::default()).is_err());
}

/// The hyphen's glyph stands for three things; so may a ligature's for one more than its letters, and a letter that
/// is drawn in two pieces reads as its two characters.
#[test]
fn one_glyph_may_stand_for_several_texts() {
    let fonts = Fonts::bundled();
    for family in ["Source Serif 4", "Libertinus Serif"] {
        let mut setter = Setter::new(&fonts);
        setter.page("1");
        let paragraph = setter.tag(Role::Paragraph, TagId::ROOT);
        setter.line(85.0, 100.0, "a-b ab\u{AD}", style(family, 10.5), paragraph);
        let mut run = setter.run("ofice", style(family, 10.5));
        run.text = "offi\u{301}ce".into();
        for (glyph, text) in run.glyphs.iter_mut().zip([1, 5, 0, 1, 1]) {
            *glyph = Glyph { text, ..*glyph };
        }
        setter.place(85.0, 114.5, Item::Glyphs(run), paragraph);
        let file = File::new(&render(&setter.layout, &fonts, &meta(), &Options::default()).unwrap().value);
        let texts: Vec<String> = file.seen(0).into_iter().map(|seen| seen.text).collect();
        assert_eq!(texts.concat(), "a-b ab\u{AD}offi\u{301}ce", "{family}");
        assert_eq!(texts[8..10], ["f", "fi\u{301}"]);
    }
}

/// Where a word goes on in the next line, the hyphen's span says how Poppler is to read it; not overleaf, and not in
/// the middle of a line.
#[test]
fn hyphens_at_the_ends_of_lines_are_told() {
    let fonts = Fonts::bundled();
    let mut setter = Setter::new(&fonts);
    let paragraph = setter.tag(Role::Paragraph, TagId::ROOT);
    let emphasis = setter.tag(Role::Emphasis, paragraph);
    let note = setter.tag(Role::Note, TagId::ROOT);
    let serif = || style("Source Serif 4", 10.5);
    setter.page("1");
    setter.line(85.0, 100.0, "joined by emphasis with-", serif(), paragraph);
    setter.line(285.0, 100.0, "in, in the mid\u{AD}", serif(), emphasis);
    setter.line(85.0, 114.5, "dle of a well-", serif(), paragraph);
    setter.line(85.0, 129.0, "known page, but not over\u{AD}", serif(), paragraph);
    setter.line(85.0, 700.0, "1 A note.", serif(), note);
    setter.page("2");
    setter.line(85.0, 100.0, "leaf.", serif(), paragraph);
    let file = File::new(&render(&setter.layout, &fonts, &Meta::default(), &Options::default()).unwrap().value);
    let told: Vec<String> = file
        .operations(0)
        .iter()
        .filter_map(|operation| Some(File::text(operation.operands.get(1)?.as_dict().ok()?.get(b"ActualText").ok()?)))
        .collect();
    assert_eq!(told, ["-", "-\u{200B}"]);
}

/// Archives want a span round what has a meaning among friends only, as a font of icons has, or the box that stands for
/// it where no face has it.
#[test]
fn what_is_for_private_use_is_told() {
    let fonts = Fonts::bundled();
    let mut setter = Setter::new(&fonts);
    let paragraph = setter.tag(Role::Paragraph, TagId::ROOT);
    setter.page("1");
    setter.line(85.0, 100.0, "a \u{E000} and \u{E000}", style("Source Serif 4", 10.5), paragraph);
    let file = File::new(&render(&setter.layout, &fonts, &meta(), &Options::default()).unwrap().value);
    let told: Vec<String> = file
        .operations(0)
        .iter()
        .filter_map(|operation| Some(File::text(operation.operands.get(1)?.as_dict().ok()?.get(b"ActualText").ok()?)))
        .collect();
    assert_eq!(told, ["\u{E000}", "\u{E000}"]);
}

/// What no layout should hold still makes a file, and keeps the text that is there.
#[test]
fn nonsense_makes_a_file() {
    let fonts = Fonts::bundled();
    let mut setter = Setter::new(&fonts);
    setter.page("");
    let (a, b) = (setter.tag(Role::Paragraph, TagId::ROOT), setter.tag(Role::Table, TagId::ROOT));
    setter.layout.tags.get_mut(a).unwrap().parent = b;
    setter.layout.tags.get_mut(b).unwrap().parent = TagId(77);
    setter.line(85.0, 100.0, "kept", style("Source Serif 4", 10.5), a);
    setter.line(-85.0, 9_000.0, "far", style("Source Serif 4", 0.0), b);
    setter.line(85.0, 100.0, "lost tag", style("Source Serif 4", 10.5), TagId(9_999));
    let mut run = setter.run("range", style("Source Serif 4", 10.5));
    run.glyphs[0] = Glyph { id: 65_535, advance: i32::MIN, text: 900 };
    run.shifts = [0, 9_999].map(|glyph| Shift { glyph, by: (i32::MAX, i32::MIN) }).to_vec();
    run.glyphs[1].text = 0;
    run.expansion = -200_000;
    setter.place(85.0, 130.0, Item::Glyphs(run), b);
    let size = Size { width: Abs::pt(-5.0), height: Abs::ZERO };
    setter.place(85.0, 130.0, Item::Rule { size, ink: Ink::Gray(200) }, a);
    setter.place(85.0, 130.0, Item::Picture { size, index: 7 }, a);
    let target = LinkTarget::Url("  ".into());
    setter.place(85.0, 130.0, Item::Link { size, target, text: String::new() }, TagId::ARTIFACT);
    let file = File::new(&render(&setter.layout, &fonts, &Meta::default(), &Options::default()).unwrap().value);
    let text: String = file.seen(0).into_iter().map(|seen| seen.text).collect();
    assert!(text.starts_with("keptfarlost tag"), "{text}");
    assert_eq!(file.structure().kind, "Document");
}

/// A program's output, or a line that says that it was not tried.
fn stranger(program: &str, arguments: &[&str]) -> Option<String> {
    match Command::new(program).args(arguments).output() {
        Ok(output) => {
            assert!(output.status.success(), "{program}: {}", String::from_utf8_lossy(&output.stderr));
            Some(String::from_utf8(output.stdout).unwrap())
        }
        Err(_) => {
            println!("{program} is not here: skipped");
            None
        }
    }
}

#[test]
fn strangers_read_every_word() {
    let fonts = Fonts::bundled();
    let folder = tempfile::tempdir().unwrap();
    let path: PathBuf = folder.path().join("sample.pdf");
    let path = {
        std::fs::write(&path, render(&sample(&fonts), &fonts, &meta(), &Options::default()).unwrap().value).unwrap();
        path.to_str().unwrap()
    };
    if let Some(keep) = std::env::var_os("KEEP_PDF") {
        std::fs::copy(path, keep).unwrap();
    }
    let words = "price wheat characteristically risen known amounts see here flour bread leise laut let note c21";
    if let Some(checked) = stranger("qpdf", &["--check", path]) {
        assert!(checked.contains("No syntax or stream encoding errors"), "{checked}");
    }
    let pdftotext = stranger("pdftotext", &[path, "-"]);
    let mutool = stranger("mutool", &["draw", "-q", "-F", "text", path]).map(|text| text.replace("\u{AD}\n", ""));
    for text in [pdftotext, mutool].into_iter().flatten() {
        for word in words.split(' ') {
            assert!(text.split(|c: char| !c.is_alphanumeric()).any(|found| found == word), "no {word} in {text}");
        }
        assert!(text.contains("well-"), "{text}");
    }
}
