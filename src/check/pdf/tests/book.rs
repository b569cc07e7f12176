//! A sound file of one page, to be spoilt in one way after another.

use lopdf::{Dictionary, Document, Object, ObjectId, Stream, dictionary};

/// A sound file of one page, and where its parts are.
pub(super) struct Book {
    pub(super) document: Document,
    pub(super) page: ObjectId,
    pub(super) resources: ObjectId,
    pub(super) font: ObjectId,
    pub(super) descriptor: ObjectId,
    pub(super) root: ObjectId,
    pub(super) info: ObjectId,
    pub(super) intent: ObjectId,
    pub(super) element: ObjectId,
    pub(super) xmp: String,
    pub(super) content: String,
    pub(super) profile: Vec<u8>,
    pub(super) components: i64,
}

pub(super) fn name(text: &str) -> Object {
    Object::Name(text.as_bytes().to_vec())
}

pub(super) fn words(text: &str) -> Object {
    Object::string_literal(text)
}

pub(super) fn four(numbers: [i64; 4]) -> Object {
    Object::Array(numbers.map(Object::Integer).to_vec())
}

/// The head of an ICC profile, which is all that is looked at.
pub(super) fn profile(class: &[u8; 4], space: &[u8; 4]) -> Vec<u8> {
    let mut bytes = vec![0u8; 132];
    bytes[3] = 132;
    bytes[12..16].copy_from_slice(class);
    bytes[16..20].copy_from_slice(space);
    bytes[36..40].copy_from_slice(b"acsp");
    bytes
}

pub(super) const XMP: &str = r#"<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"
 xmlns:pdfxid="http://www.npes.org/pdfx/ns/id/" pdfuaid:part="1" pdfxid:GTS_PDFXVersion="PDF/X-4">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">The Mill</rdf:li></rdf:Alt></dc:title></rdf:Description></rdf:RDF></x:xmpmeta>"#;

impl Book {
    pub(super) fn sound() -> Self {
        let mut document = Document::with_version("1.4");
        document.reference_table.cross_reference_type = lopdf::xref::XrefType::CrossReferenceTable;
        let page = document.new_object_id();
        let element = document.new_object_id();
        let program = document.add_object(Stream::new(Dictionary::new(), vec![0; 8]));
        let descriptor = document.add_object(dictionary! { "Flags" => 32, "FontFile2" => program });
        let map = document.add_object(Stream::new(Dictionary::new(), Vec::new()));
        let widths: Vec<Object> = (32..127).map(|_| 500.into()).collect();
        let font = document.add_object(dictionary! {
            "Type" => "Font", "Subtype" => "TrueType", "BaseFont" => "ABCDEF+Mill", "FirstChar" => 32, "Widths" => widths,
            "FontDescriptor" => descriptor, "ToUnicode" => map, "Encoding" => "WinAnsiEncoding",
        });
        let resources = document.add_object(dictionary! { "Font" => dictionary! { "F0" => font } });
        let pages = document.add_object(dictionary! { "Type" => "Pages", "Kids" => vec![page.into()], "Count" => 1 });
        document.objects.insert(page, dictionary! {
            "Type" => "Page", "Parent" => pages, "MediaBox" => four([0, 0, 300, 400]), "BleedBox" => four([10, 10, 290, 390]),
            "TrimBox" => four([20, 20, 280, 380]), "Resources" => resources, "StructParents" => 0, "Tabs" => "S",
        }.into());
        let tree = document.new_object_id();
        document.objects.insert(
            element,
            dictionary! { "Type" => "StructElem", "S" => "P", "P" => tree, "Pg" => page, "K" => 0 }.into(),
        );
        let parents = dictionary! { "Nums" => vec![0.into(), vec![element.into()].into()] };
        document.objects.insert(
            tree,
            dictionary! {
                "Type" => "StructTreeRoot", "K" => vec![element.into()], "ParentTree" => parents,
            }
            .into(),
        );
        let intent = document.add_object(dictionary! {
            "Type" => "OutputIntent", "S" => "GTS_PDFX", "OutputConditionIdentifier" => words("FOGRA39"),
            "Info" => words("Coated FOGRA39"), "RegistryName" => words("http://www.color.org"),
        });
        let root = document.add_object(dictionary! {
            "Type" => "Catalog", "Pages" => pages, "Lang" => words("en"), "MarkInfo" => dictionary! { "Marked" => true },
            "StructTreeRoot" => tree, "OutputIntents" => vec![intent.into()],
            "ViewerPreferences" => dictionary! { "DisplayDocTitle" => true },
        });
        let info = document.add_object(dictionary! {
            "Title" => words("The Mill"), "CreationDate" => words("D:20261125"), "ModDate" => words("D:20261125"),
            "Trapped" => "False", "GTS_PDFXVersion" => words("PDF/X-1a:2003"),
        });
        document.trailer.set("Root", root);
        document.trailer.set("Info", info);
        document.trailer.set("ID", vec![words("0123456789abcdef"), words("0123456789abcdef")]);
        let content = "/P <</MCID 0>> BDC BT /F0 12 Tf 1 0 0 1 50 300 Tm (The mill) Tj ET EMC\n".to_owned();
        let profile = profile(b"prtr", b"CMYK");
        Self {
            document,
            page,
            resources,
            font,
            descriptor,
            root,
            info,
            intent,
            element,
            xmp: XMP.to_owned(),
            content,
            profile,
            components: 4,
        }
    }

    pub(super) fn dict(&mut self, id: ObjectId) -> &mut Dictionary {
        self.document.get_dictionary_mut(id).unwrap()
    }

    pub(super) fn page(&mut self) -> &mut Dictionary {
        self.dict(self.page)
    }

    pub(super) fn root(&mut self) -> &mut Dictionary {
        self.dict(self.root)
    }

    pub(super) fn paint(&mut self, content: &str) {
        self.content += &format!("/Artifact BMC {content} EMC\n");
    }

    pub(super) fn resource(&mut self, kind: &str, key: &str, object: impl Into<Object>) {
        let resources = self.dict(self.resources);
        if !resources.has(kind.as_bytes()) {
            resources.set(kind, Dictionary::new());
        }
        resources.get_mut(kind.as_bytes()).unwrap().as_dict_mut().unwrap().set(key, object);
    }

    /// A picture of gray, 100 by 100, on 36 points: 200 ppi.
    pub(super) fn picture(&mut self, more: Dictionary, bytes: Vec<u8>) {
        let mut dictionary = dictionary! {
            "Type" => "XObject", "Subtype" => "Image", "Width" => 100, "Height" => 100, "BitsPerComponent" => 8, "ColorSpace" => "DeviceGray",
        };
        for (key, value) in &more {
            dictionary.set(key.clone(), value.clone());
        }
        let id = self.document.add_object(Stream::new(dictionary, bytes));
        self.resource("XObject", "I0", id);
        self.paint("q 36 0 0 36 100 100 cm /I0 Do Q");
    }

    pub(super) fn annotation(&mut self, more: Dictionary) -> ObjectId {
        let mut dictionary = dictionary! { "Type" => "Annot", "Subtype" => "Link", "Rect" => four([50, 290, 90, 310]), "Contents" => words("a link") };
        for (key, value) in &more {
            dictionary.set(key.clone(), value.clone());
        }
        let id = self.document.add_object(dictionary);
        self.page().set("Annots", vec![id.into()]);
        // In the structure, so that nothing else is found.
        let object = self.document.add_object(dictionary! { "Type" => "OBJR", "Obj" => id });
        let element = self.element;
        self.dict(element).set("K", vec![0.into(), object.into()]);
        id
    }

    /// Another element of a kind, without content, below the first.
    pub(super) fn tag(&mut self, kind: &str, kids: Vec<Object>) -> ObjectId {
        let page = self.page;
        let id =
            self.document.add_object(dictionary! { "Type" => "StructElem", "S" => kind, "Pg" => page, "K" => kids });
        let element = self.element;
        self.dict(element).set("K", vec![0.into(), id.into()]);
        id
    }

    pub(super) fn more_pages(&mut self, count: usize) {
        let page = self.page().clone();
        let pages = page.get(b"Parent").unwrap().as_reference().unwrap();
        for _ in 0..count {
            let mut page = page.clone();
            page.remove(b"Annots");
            let id = self.document.add_object(page);
            self.dict(pages).get_mut(b"Kids").unwrap().as_array_mut().unwrap().push(id.into());
        }
    }

    pub(super) fn bytes(mut self) -> Vec<u8> {
        if !self.page().has(b"Contents") {
            let content = self.document.add_object(Stream::new(Dictionary::new(), self.content.clone().into_bytes()));
            self.page().set("Contents", content);
        }
        if !self.xmp.is_empty() {
            let kind = dictionary! { "Type" => "Metadata", "Subtype" => "XML" };
            let xmp = self.document.add_object(Stream::new(kind, self.xmp.clone().into_bytes()));
            self.root().set("Metadata", xmp);
        }
        if !self.profile.is_empty() {
            let profile =
                self.document.add_object(Stream::new(dictionary! { "N" => self.components }, self.profile.clone()));
            let intent = self.intent;
            self.dict(intent).set("DestOutputProfile", profile);
        }
        let mut bytes = Vec::new();
        self.document.save_to(&mut bytes).unwrap();
        bytes
    }
}
