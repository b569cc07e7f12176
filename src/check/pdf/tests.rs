//! Each code has a file that has it, and all have one that has none: the same file, sound.

mod book;

use super::super::code::{Code, Purpose, Severity};
use super::super::report::Report;
use super::super::{Options, check};
use book::{Book, XMP, four, name, profile, words};
use lopdf::{Dictionary, Document, Object, Stream, dictionary};

fn report(bytes: &[u8], purpose: Purpose) -> Report {
    check("a.pdf", bytes, &Options { purpose: Some(purpose), ink_limit: None }).unwrap()
}

type Fault = (Code, Purpose, fn(&mut Book));

const FAULTS: &[Fault] = &[
    (Code::NotChecked, Purpose::Print, |book| {
        book.picture(dictionary! { "ColorSpace" => "DeviceCMYK", "Filter" => "DCTDecode" }, vec![0; 9])
    }),
    (Code::Damaged, Purpose::Screen, |book| book.page().set("Contents", Object::Reference((999, 0)))),
    (Code::ContentDamaged, Purpose::Screen, |book| book.paint("q nonsense")),
    (Code::ResourceMissing, Purpose::Screen, |book| book.paint("/Nothing Do")),
    (Code::PdfVersion, Purpose::X1a, |book| book.document.version = "1.6".to_owned()),
    (Code::Lzw, Purpose::X1a, |book| book.picture(dictionary! { "Filter" => "LZWDecode" }, vec![128, 0])),
    (Code::Jbig2, Purpose::X1a, |book| book.picture(dictionary! { "Filter" => "JBIG2Decode" }, vec![1, 2])),
    (Code::ExternalContent, Purpose::X4, |book| {
        book.picture(dictionary! { "F" => words("other.jpg") }, vec![0; 10_000])
    }),
    (Code::Alternates, Purpose::X4, |book| {
        book.picture(dictionary! { "Alternates" => vec![Object::Integer(1)] }, vec![0; 10_000])
    }),
    (Code::JavaScript, Purpose::Screen, |book| {
        let action = dictionary! { "S" => "JavaScript", "JS" => words("app.alert(1)") };
        book.root().set("OpenAction", action);
    }),
    (Code::Actions, Purpose::X4, |book| {
        book.annotation(dictionary! { "A" => dictionary! { "S" => "Launch", "F" => words("run.exe") } });
    }),
    (Code::Forms, Purpose::X4, |book| book.root().set("AcroForm", dictionary! { "Fields" => vec![Object::Null] })),
    (Code::EmbeddedFiles, Purpose::X4, |book| {
        book.root().set("Names", dictionary! { "EmbeddedFiles" => Dictionary::new() })
    }),
    (Code::Multimedia, Purpose::X4, |book| {
        book.annotation(dictionary! { "Subtype" => "RichMedia" });
    }),
    (Code::PostScript, Purpose::Screen, |book| book.picture(dictionary! { "Subtype" => "PS" }, b"showpage".to_vec())),
    (Code::TransferCurve, Purpose::X4, |book| {
        book.resource("ExtGState", "G0", dictionary! { "TR" => dictionary! { "FunctionType" => 2 } });
        book.paint("/G0 gs");
    }),
    (Code::Layers, Purpose::X1a, |book| book.root().set("OCProperties", Dictionary::new())),
    (Code::IdMissing, Purpose::X4, |book| {
        book.document.trailer.remove(b"ID");
    }),
    (Code::Trapped, Purpose::X4, |book| {
        let info = book.info;
        book.dict(info).set("Trapped", "Unknown");
    }),
    (Code::XVersion, Purpose::X4, |book| book.xmp = XMP.replace("PDF/X-4", "PDF/X-3")),
    (Code::DatesMissing, Purpose::X4, |book| {
        let info = book.info;
        book.dict(info).remove(b"ModDate");
    }),
    (Code::MetadataMissing, Purpose::Ua, |book| book.xmp = XMP.replace("</x:xmpmeta>", "")),
    (Code::MetadataDiffers, Purpose::X4, |book| book.xmp = XMP.replace("The Mill", "The Weir")),
    (Code::TitleMissing, Purpose::Ua, |book| {
        book.xmp = XMP.replace("The Mill", "");
        let info = book.info;
        book.dict(info).remove(b"Title");
    }),
    (Code::TitleHidden, Purpose::Ua, |book| {
        book.root().remove(b"ViewerPreferences");
    }),
    (Code::LanguageMissing, Purpose::Ua, |book| {
        book.root().remove(b"Lang");
    }),
    (Code::IntentMissing, Purpose::X4, |book| {
        book.root().remove(b"OutputIntents");
    }),
    (Code::IntentSeveral, Purpose::X4, |book| {
        let intent: Object = book.intent.into();
        book.root().set("OutputIntents", vec![intent.clone(), intent]);
    }),
    (Code::IntentIncomplete, Purpose::X4, |book| {
        let intent = book.intent;
        book.dict(intent).remove(b"OutputConditionIdentifier");
    }),
    (Code::IntentProfile, Purpose::X4, |book| book.profile = profile(b"mntr", b"CMYK")),
    (Code::IntentUnknown, Purpose::X4, |book| {
        let intent = book.intent;
        book.dict(intent).set("OutputConditionIdentifier", words("Our own press"));
    }),
    (Code::BoxMissing, Purpose::X4, |book| {
        book.page().remove(b"TrimBox");
    }),
    (Code::BoxNesting, Purpose::X4, |book| book.page().set("TrimBox", four([5, 20, 280, 380]))),
    (Code::BoxTwice, Purpose::X4, |book| book.page().set("ArtBox", four([20, 20, 280, 380]))),
    (Code::CropBox, Purpose::X4, |book| book.page().set("CropBox", four([20, 20, 280, 380]))),
    (Code::BleedMissing, Purpose::Print, |book| book.paint("0.5 g 20 200 50 50 re f")),
    (Code::SizesDiffer, Purpose::Print, |book| {
        book.more_pages(1);
        book.page().set("TrimBox", four([20, 20, 250, 380]));
    }),
    (Code::UserUnit, Purpose::X4, |book| book.page().set("UserUnit", 2)),
    (Code::BlankPage, Purpose::Print, |book| book.content = "0.5 g 0 0 10 10 re f".to_owned()),
    (Code::PageLabels, Purpose::Screen, |book| {
        let range = dictionary! { "S" => "r" };
        book.root().set("PageLabels", dictionary! { "Nums" => vec![0.into(), range.into()] });
    }),
    (Code::PageCount, Purpose::Print, |book| book.more_pages(2)),
    (Code::AnnotationInBleed, Purpose::X4, |book| {
        book.annotation(dictionary! { "Dest" => vec![Object::Integer(0), name("Fit")] });
    }),
    (Code::FontMissing, Purpose::Screen, |book| {
        let descriptor = book.descriptor;
        book.dict(descriptor).remove(b"FontFile2");
    }),
    (Code::FontWhole, Purpose::Screen, |book| {
        let font = book.font;
        book.dict(font).set("BaseFont", "Mill");
    }),
    (Code::FontType3, Purpose::Print, |book| {
        let font = book.font;
        book.dict(font).set("Subtype", "Type3");
        book.dict(font)
            .set("FontMatrix", vec![0.001f32.into(), 0.into(), 0.into(), 0.001f32.into(), 0.into(), 0.into()]);
    }),
    (Code::FontCourier, Purpose::Print, |book| {
        let font = book.font;
        book.dict(font).set("BaseFont", "ABCDEF+Courier-Bold");
    }),
    (Code::FontTooNew, Purpose::X1a, |book| {
        let program = book.document.add_object(Stream::new(dictionary! { "Subtype" => "OpenType" }, vec![0; 8]));
        let descriptor = book.descriptor;
        book.dict(descriptor).remove(b"FontFile2");
        book.dict(descriptor).set("FontFile3", program);
    }),
    (Code::FontNoUnicode, Purpose::Ua, |book| {
        let font = book.font;
        book.dict(font).remove(b"ToUnicode");
        book.dict(font).remove(b"Encoding");
    }),
    (Code::ColorRgb, Purpose::X4, |book| book.paint("1 0 0 rg 100 100 20 20 re f")),
    (Code::ColorCmyk, Purpose::X4, |book| {
        (book.profile, book.components) = (profile(b"prtr", b"GRAY"), 1);
        book.paint("0 1 0 0 k 100 100 20 20 re f");
    }),
    (Code::ColorProfiled, Purpose::X1a, |book| {
        let profile = book.document.add_object(Stream::new(dictionary! { "N" => 3 }, Vec::new()));
        book.resource("ColorSpace", "C0", vec![name("ICCBased"), profile.into()]);
        book.paint("/C0 cs 1 0 0 sc 100 100 20 20 re f");
    }),
    (Code::ColorSpot, Purpose::Print, |book| {
        let tint = dictionary! {
            "FunctionType" => 2, "N" => 1, "Domain" => vec![0.into(), 1.into()], "C0" => four([0; 4]), "C1" => four([0, 1, 1, 0]),
        };
        book.resource("ColorSpace", "C0", vec![name("Separation"), name("Warm Red"), name("DeviceCMYK"), tint.into()]);
        book.paint("/C0 cs 1 scn 100 100 20 20 re f");
    }),
    (Code::InkSum, Purpose::X4, |book| book.paint("1 1 0.5 1 k 100 100 20 20 re f")),
    (Code::RichBlackText, Purpose::Print, |book| book.paint("BT /F0 12 Tf 0.4 0.4 0.4 1 k 60 200 Td (Mill) Tj ET")),
    (Code::RegistrationColor, Purpose::Print, |book| {
        let tint = dictionary! {
            "FunctionType" => 2, "N" => 1, "Domain" => vec![0.into(), 1.into()], "C0" => four([0; 4]), "C1" => four([1; 4]),
        };
        book.resource("ColorSpace", "C0", vec![name("Separation"), name("All"), name("DeviceCMYK"), tint.into()]);
        book.paint("/C0 CS 1 SCN 100 100 20 20 re S");
    }),
    (Code::ImageResolution, Purpose::Print, |book| {
        book.picture(Dictionary::new(), vec![0; 10_000]);
        book.content = book.content.replace("36 0 0 36", "72 0 0 36");
    }),
    (Code::ImageResolutionHigh, Purpose::Print, |book| {
        book.picture(Dictionary::new(), vec![0; 10_000]);
        book.content = book.content.replace("36 0 0 36", "9 0 0 9");
    }),
    (Code::ImageDepth, Purpose::X1a, |book| book.picture(dictionary! { "BitsPerComponent" => 16 }, vec![0; 20_000])),
    (Code::Hairline, Purpose::Print, |book| book.paint("q 0.5 0 0 0.5 0 0 cm 0.2 w 200 200 m 300 200 l S Q")),
    (Code::SmallType, Purpose::Print, |book| book.paint("BT /F0 1 Tf 5 0 0 5 60 200 Tm (Mill) Tj ET")),
    (Code::SmallTypeTinted, Purpose::Print, |book| book.paint("BT /F0 7 Tf 0.5 g 60 200 Td (Mill) Tj ET")),
    (Code::BlackKnockout, Purpose::Print, |book| {
        book.paint("0 0.5 0 0 k 50 190 90 30 re f BT /F0 12 Tf 0 g 60 200 Td (Mill) Tj ET")
    }),
    (Code::WhiteOverprint, Purpose::Print, |book| {
        book.resource("ExtGState", "G0", dictionary! { "op" => true, "OPM" => 1 });
        book.paint("/G0 gs 0 0 0 0 k 100 100 20 20 re f");
    }),
    (Code::Transparency, Purpose::X1a, |book| {
        book.resource("ExtGState", "G0", dictionary! { "ca" => 0.5f32 });
        book.paint("/G0 gs 100 100 20 20 re f");
    }),
    (Code::BlendSpace, Purpose::X4, |book| {
        book.page().set("Group", dictionary! { "S" => "Transparency", "CS" => "DeviceRGB" })
    }),
    (Code::Untagged, Purpose::Ua, |book| {
        book.root().remove(b"StructTreeRoot");
    }),
    (Code::ContentUntagged, Purpose::Ua, |book| book.content += "100 100 20 20 re f"),
    (Code::TagBroken, Purpose::Ua, |book| book.content = book.content.replace("MCID 0", "MCID 7")),
    (Code::TagUnknown, Purpose::Ua, |book| {
        book.tag("Mystery", Vec::new());
    }),
    (Code::AltMissing, Purpose::Ua, |book| {
        book.tag("Figure", Vec::new());
    }),
    (Code::HeadingOrder, Purpose::Ua, |book| {
        book.tag("H3", Vec::new());
    }),
    (Code::TableGroups, Purpose::Ua, |book| {
        let heads = book.tag("THead", Vec::new());
        book.tag("Table", vec![heads.into()]);
    }),
    (Code::TableHeaders, Purpose::Ua, |book| {
        book.tag("Table", Vec::new());
    }),
    (Code::TabOrder, Purpose::Ua, |book| {
        book.annotation(dictionary! { "Dest" => vec![Object::Integer(0), name("Fit")] });
        book.page().remove(b"Tabs");
    }),
    (Code::AnnotationUntagged, Purpose::Ua, |book| {
        book.annotation(dictionary! { "Dest" => vec![Object::Integer(0), name("Fit")], "Contents" => words("") });
    }),
    (Code::UaIdentifier, Purpose::Ua, |book| book.xmp = XMP.replace("pdfuaid:part", "pdfuaid:rev")),
    (Code::Suspects, Purpose::Ua, |book| {
        book.root().set("MarkInfo", dictionary! { "Marked" => true, "Suspects" => true })
    }),
    (Code::Contrast, Purpose::Ua, |book| book.paint("0.2 g 50 190 90 30 re f BT /F0 12 Tf 0 g 60 200 Td (Mill) Tj ET")),
    (Code::LinkDead, Purpose::Screen, |book| {
        book.annotation(dictionary! { "Dest" => words("nowhere") });
    }),
    (Code::LinkAddress, Purpose::Screen, |book| {
        book.annotation(dictionary! { "A" => dictionary! { "S" => "URI", "URI" => words("www.example.org/a b") } });
    }),
    (Code::OutlineMissing, Purpose::Screen, |book| book.more_pages(25)),
];

#[test]
fn a_sound_file_has_no_findings() {
    let bytes = Book::sound().bytes();
    for &(_, purpose) in Purpose::ALL {
        let report = report(&bytes, purpose);
        assert!(report.findings.is_empty(), "{}: {:#?}", purpose.name(), report.findings);
        assert_eq!((report.pages, report.version.as_str()), (1, "1.4"));
    }
}

#[test]
fn each_code_has_a_file_that_has_it() {
    let mut missed = Vec::new();
    for &(code, purpose, spoil) in FAULTS {
        let mut book = Book::sound();
        spoil(&mut book);
        let report = report(&book.bytes(), purpose);
        if !report.findings.iter().any(|finding| finding.code == code) {
            missed.push((code, report.findings));
        }
    }
    assert!(missed.is_empty(), "{missed:#?}");
    let elsewhere = [Code::Encrypted, Code::PackedObjects];
    let tried = |code: &Code| elsewhere.contains(code) || FAULTS.iter().any(|(fault, ..)| fault == code);
    let untried: Vec<_> = Code::ALL.iter().filter(|code| !code.is_epub() && !tried(code)).collect();
    assert!(untried.is_empty(), "{untried:?}");
}

#[test]
fn objects_in_streams_are_too_new_for_x_1a() {
    let bytes = Book::sound().bytes();
    let mut document = Document::load_mem(&bytes).unwrap();
    let mut packed = Vec::new();
    document.save_modern(&mut packed).unwrap();
    assert!(report(&packed, Purpose::X1a).findings.iter().any(|finding| finding.code == Code::PackedObjects));
    assert!(report(&packed, Purpose::X4).findings.iter().all(|finding| finding.code != Code::PackedObjects));
}

#[test]
fn an_encrypted_file_is_told_of_and_one_with_a_password_is_not_read() {
    let locked = |password: &str| {
        let mut document = Document::load_mem(&Book::sound().bytes()).unwrap();
        let version = lopdf::EncryptionVersion::V2 {
            document: &document,
            owner_password: "owner",
            user_password: password,
            key_length: 128,
            permissions: lopdf::Permissions::all(),
        };
        let state = lopdf::EncryptionState::try_from(version).unwrap();
        document.encrypt(&state).unwrap();
        let mut bytes = Vec::new();
        document.save_to(&mut bytes).unwrap();
        bytes
    };
    let open = report(&locked(""), Purpose::X4);
    let found: Vec<_> = open.findings.iter().map(|finding| finding.code).collect();
    assert_eq!(found, [Code::Encrypted]);
    let error = check("a.pdf", &locked("secret"), &Options::default()).unwrap_err();
    assert!(error.to_string().contains("needs a password"), "{error}");
}

#[test]
fn a_file_says_what_it_is_for() {
    let purpose = |xmp: &str| {
        let mut book = Book::sound();
        book.xmp = xmp.to_owned();
        let info = book.info;
        book.dict(info).remove(b"GTS_PDFXVersion");
        check("a.pdf", &book.bytes(), &Options::default()).unwrap().purpose
    };
    assert_eq!(purpose(XMP), Some(Purpose::X4));
    assert_eq!(purpose(&XMP.replace("PDF/X-4", "")), Some(Purpose::Ua));
    assert_eq!(purpose(""), Some(Purpose::Screen));
}

#[test]
fn a_finding_has_its_page_and_place() {
    let mut book = Book::sound();
    book.paint("1 0 0 rg 91 100 20 137 re f");
    let report = report(&book.bytes(), Purpose::X4);
    let finding = report.findings.iter().find(|finding| finding.code == Code::ColorRgb).unwrap();
    let place = finding.place.unwrap();
    // From the trim's upper left: 71 pt across, 143 pt down.
    assert_eq!((finding.page, finding.severity), (Some(1), Severity::Error));
    assert!((place.x - 25.05).abs() < 0.05 && (place.y - 50.45).abs() < 0.05, "{place:?}");
}

#[test]
fn colours_are_seen_wherever_they_hide() {
    let hidden: &[fn(&mut Book)] = &[
        // In a form within a form.
        |book| {
            let inner = dictionary! { "Subtype" => "Form", "BBox" => four([0, 0, 50, 50]) };
            let inner = book.document.add_object(Stream::new(inner, b"0 1 0 rg 0 0 9 9 re f".to_vec()));
            let resources = dictionary! { "XObject" => dictionary! { "X1" => inner } };
            let outer = dictionary! { "Subtype" => "Form", "BBox" => four([0, 0, 50, 50]), "Resources" => resources };
            let outer = book.document.add_object(Stream::new(outer, b"/X1 Do".to_vec()));
            book.resource("XObject", "X0", outer);
            book.paint("q 1 0 0 1 100 100 cm /X0 Do Q");
        },
        // In the cell of a pattern.
        |book| {
            let cell = dictionary! { "PatternType" => 1, "PaintType" => 1, "BBox" => four([0, 0, 9, 9]), "Resources" => Dictionary::new() };
            let cell = book.document.add_object(Stream::new(cell, b"0 1 0 rg 0 0 9 9 re f".to_vec()));
            book.resource("Pattern", "P0", cell);
            book.paint("/Pattern cs /P0 scn 100 100 50 50 re f");
        },
        // In a shading, and in a shading pattern.
        |book| {
            let run = dictionary! { "ShadingType" => 2, "ColorSpace" => "DeviceRGB", "Coords" => four([0, 0, 9, 9]) };
            book.resource("Shading", "S0", run);
            book.paint("q 100 100 9 9 re W n /S0 sh Q");
        },
        |book| {
            let run = dictionary! { "ShadingType" => 2, "ColorSpace" => "DeviceRGB", "Coords" => four([0, 0, 9, 9]) };
            book.resource("Pattern", "P0", dictionary! { "PatternType" => 2, "Shading" => run });
            book.paint("/Pattern cs /P0 scn 100 100 50 50 re f");
        },
        // In a picture, an inline one, and one with a table of colours.
        |book| book.picture(dictionary! { "ColorSpace" => "DeviceRGB" }, vec![0; 30_000]),
        |book| book.paint("q 1 0 0 1 100 100 cm BI /W 1 /H 1 /BPC 8 /CS /RGB ID abc EI Q"),
        |book| {
            let table = vec![name("Indexed"), name("DeviceRGB"), 0.into(), words("abc")];
            book.picture(dictionary! { "ColorSpace" => table }, vec![0; 10_000]);
        },
        // As what a spot colour stands on, and as a stroke.
        |book| {
            book.resource("ColorSpace", "C0", vec![name("Separation"), name("Gold"), name("DeviceRGB"), Object::Null]);
            book.paint("/C0 cs 1 scn 100 100 20 20 re f");
        },
        |book| book.paint("1 0 0 RG 100 100 20 20 re S"),
    ];
    for (number, hide) in hidden.iter().enumerate() {
        let mut book = Book::sound();
        hide(&mut book);
        let report = report(&book.bytes(), Purpose::X4);
        assert!(
            report.findings.iter().any(|finding| finding.code == Code::ColorRgb),
            "{number}: {:#?}",
            report.findings
        );
    }
}

#[test]
fn what_is_right_is_not_found_fault_with() {
    let right: &[fn(&mut Book)] = &[
        // Black of K alone that overprints on colour; white that knocks out; type reversed out, large enough.
        |book| {
            book.resource("ExtGState", "G0", dictionary! { "op" => true, "OP" => true, "OPM" => 1 });
            book.paint("0 0.5 0 0 k 50 190 90 30 re f q /G0 gs BT /F0 12 Tf 0 0 0 1 k 60 200 Td (Mill) Tj ET Q BT /F0 9 Tf 0 0 0 0 k 60 192 Td (Mill) Tj ET");
        },
        // Ink that bleeds 3 mm, marks beyond the bleed in the registration colour, hairlines there.
        |book| {
            let tint = dictionary! { "FunctionType" => 2, "N" => 1, "Domain" => vec![0.into(), 1.into()], "C0" => four([0; 4]), "C1" => four([1; 4]) };
            book.resource("ColorSpace", "C0", vec![name("Separation"), name("All"), name("DeviceCMYK"), tint.into()]);
            book.paint("0.5 g 10 100 40 20 re f /C0 CS 1 SCN 0.1 w 0 20 m 8 20 l S");
        },
        // A tint of a quarter point; type of six points; a picture of 200 ppi.
        |book| {
            book.paint("0.25 w 100 100 m 200 100 l S BT /F0 6 Tf 60 200 Td (Mill) Tj ET");
            book.picture(Dictionary::new(), vec![0; 10_000]);
        },
        // 300 % of ink exactly.
        |book| book.paint("0.7 0.7 0.6 1 k 100 100 20 20 re f"),
    ];
    for (number, make) in right.iter().enumerate() {
        let mut book = Book::sound();
        make(&mut book);
        let report = report(&book.bytes(), Purpose::X4);
        assert!(report.findings.is_empty(), "{number}: {:#?}", report.findings);
    }
}

#[test]
fn the_ink_of_a_picture_is_summed() {
    let mut book = Book::sound();
    let mut bytes = vec![0; 40_000];
    bytes[20_000..20_004].copy_from_slice(&[255, 255, 255, 200]);
    book.picture(dictionary! { "ColorSpace" => "DeviceCMYK" }, bytes);
    let report = report(&book.bytes(), Purpose::X4);
    let found: Vec<_> = report.findings.iter().map(|finding| finding.message.as_str()).collect();
    assert_eq!(found, ["a place in a picture is 378 % of ink; 300 % is the most"]);
}

#[test]
fn damage_never_panics() {
    let mut book = Book::sound();
    book.picture(dictionary! { "ColorSpace" => "DeviceCMYK" }, vec![7; 40_000]);
    book.annotation(dictionary! { "Dest" => words("nowhere") });
    book.paint("BI /W 2 /H 1 /BPC 8 /CS /RGB ID abcdef EI [ (a) 3 ] TJ << /a [ 1 >> gs");
    let whole = book.bytes();
    let mut tried = whole.clone();
    // Cut off anywhere; and one byte after another changed.
    for step in 0..120 {
        let at = whole.len() * step / 120;
        let _ = check("a.pdf", &whole[..at], &Options::default());
        tried[at] ^= 0x55;
        for &(_, purpose) in Purpose::ALL {
            let _ = check("a.pdf", &tried, &Options { purpose: Some(purpose), ink_limit: None });
        }
        tried[at] ^= 0x55;
    }
}

#[test]
fn trees_that_bite_their_tails_end() {
    let mut book = Book::sound();
    let (page, element) = (book.page, book.element);
    let pages = book.page().get(b"Parent").unwrap().as_reference().unwrap();
    book.dict(pages).set("Kids", vec![pages.into(), page.into(), pages.into()]);
    book.dict(element).set("K", vec![0.into(), element.into(), element.into()]);
    let form = book.document.new_object_id();
    let own = dictionary! { "XObject" => dictionary! { "X0" => form } };
    let loop_of = dictionary! { "Subtype" => "Form", "BBox" => four([0, 0, 50, 50]), "Resources" => own };
    book.document.objects.insert(form, Stream::new(loop_of, b"/X0 Do".to_vec()).into());
    book.resource("XObject", "X0", form);
    book.resource("ColorSpace", "C0", name("C0"));
    book.paint("/X0 Do /C0 cs");
    let report = report(&book.bytes(), Purpose::Ua);
    assert!(report.findings.iter().any(|finding| finding.code == Code::NotChecked), "{:#?}", report.findings);
}
