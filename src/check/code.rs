//! The vocabulary: every code, what it means, what helps, and how much it matters for each purpose.

use std::fmt;

/// What a PDF file is for. An EPUB file has one purpose, which is no choice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// Read at a screen.
    Screen,
    /// Read by everyone, with a screen reader too: PDF/UA.
    Ua,
    /// Printed, somewhere.
    Print,
    /// Printed from PDF/X-4.
    X4,
    /// Printed from PDF/X-1a.
    X1a,
}

impl Purpose {
    /// All of them, with the names that `--for` takes.
    pub const ALL: &[(&'static str, Self)] =
        &[("screen", Self::Screen), ("ua", Self::Ua), ("print", Self::Print), ("x-4", Self::X4), ("x-1a", Self::X1a)];

    /// Its name.
    pub fn name(self) -> &'static str {
        Self::ALL[self as usize].0
    }

    /// Whether a press is to take the file.
    pub fn is_print(self) -> bool {
        matches!(self, Self::Print | Self::X4 | Self::X1a)
    }

    /// Whether it is a part of PDF/X.
    pub fn is_x(self) -> bool {
        matches!(self, Self::X4 | Self::X1a)
    }
}

/// How much a finding matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Worth knowing.
    Note,
    /// May come out otherwise than meant.
    Warning,
    /// Breaks a rule of the purpose, or will come out wrong.
    Error,
}

impl Severity {
    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

macro_rules! codes {
    ($($variant:ident = $name:literal, $weights:literal, $meaning:literal, $remedy:literal;)*) => {
        /// What a finding is about.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
        #[non_exhaustive]
        pub enum Code {
            $(#[doc = $meaning] $variant,)*
        }

        impl Code {
            /// Every code.
            pub const ALL: &[Self] = &[$(Self::$variant,)*];

            /// Its name.
            pub fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)* }
            }

            /// One line on what it means.
            pub fn meaning(self) -> &'static str {
                match self { $(Self::$variant => $meaning,)* }
            }

            /// What helps.
            pub fn remedy(self) -> &'static str {
                match self { $(Self::$variant => $remedy,)* }
            }

            /// A letter for each purpose, in the order of [`Purpose::ALL`]; one alone for EPUB.
            fn weights(self) -> &'static str {
                match self { $(Self::$variant => $weights,)* }
            }
        }
    };
}

// A letter for each of screen, ua, print, x-4, x-1a: e error, w warning, n note, - not minded. One letter: EPUB.
codes! {
    NotChecked = "not-checked", "wwwww", "A part could not be looked at, so nothing is known of it.", "make the file anew, or check that part by other means";
    Damaged = "damaged", "eeeee", "Something in the file is damaged: an object, a stream, the page tree.", "make the file anew, or mend it with `qpdf IN.pdf OUT.pdf`";
    ContentDamaged = "content-damaged", "wwwee", "A page's content has words that are no PDF, or states that are not balanced.", "make the file anew with another program";
    ResourceMissing = "resource-missing", "eeeee", "A page names a font, picture or colour space that is not there.", "make the file anew; the page cannot come out as meant";
    Encrypted = "encrypted", "nweee", "The file is encrypted.", "save it without a password";
    PdfVersion = "pdf-version", "---ee", "The PDF version is newer than the standard allows.", "save it as PDF 1.6 for X-4, 1.4 for X-1a";
    PackedObjects = "packed-objects", "----e", "Objects lie in streams, which PDF 1.4 does not know.", "save it without object streams: `qpdf --object-streams=disable`";
    Lzw = "lzw", "nnwwe", "A stream is packed with LZW, which the standards refuse.", "save it anew with Flate";
    Jbig2 = "jbig2", "----e", "A picture is packed with JBIG2 or JPEG 2000, which PDF/X-1a refuses.", "save it anew with Flate or CCITT";
    ExternalContent = "external-content", "wweee", "Content lies in another file.", "put everything into the file";
    Alternates = "alternates", "--wee", "A picture has alternate pictures.", "leave one picture only";
    JavaScript = "javascript", "wweee", "The file holds JavaScript.", "remove the scripts";
    Actions = "actions", "wweee", "The file has actions that start a program, send data, or run by themselves.", "remove them; a link needs GoTo or URI only";
    Forms = "forms", "n-wee", "The file has form fields.", "flatten the form";
    EmbeddedFiles = "embedded-files", "n-wwe", "Files are attached.", "take them out of a print file";
    Multimedia = "multimedia", "nweee", "The file holds sound, film or 3D.", "put a picture in its place";
    PostScript = "postscript", "eeeee", "The file holds embedded PostScript, or OPI comments.", "make the file anew without";
    TransferCurve = "transfer-curve", "--wee", "A transfer curve or a halftone is set, which would bend the press's own.", "save it without transfer functions and halftones";
    Layers = "layers", "--n-e", "The file has layers.", "flatten them for PDF/X-1a";
    IdMissing = "id-missing", "-nnee", "The file has no identifier.", "make the file anew with a program that writes /ID";
    Trapped = "trapped", "---ee", "The file does not say whether it is trapped.", "set Trapped to False, or True if it is";
    XVersion = "x-version", "---ee", "The file does not say that it is PDF/X, or says another part.", "save it as PDF/X; for X-4 pdfxid:GTS_PDFXVersion in XMP, for X-1a keys of Info";
    DatesMissing = "dates-missing", "---ee", "CreationDate or ModDate is missing.", "make the file anew with dates";
    MetadataMissing = "metadata-missing", "ne-e-", "There is no XMP metadata, or it is not well-formed XML.", "make the file anew with XMP metadata";
    MetadataDiffers = "metadata-differs", "nwwee", "The Info dictionary and the XMP metadata say different things.", "save the metadata anew with one program";
    TitleMissing = "title-missing", "wenee", "The file has no title.", "give it a title in its metadata";
    TitleHidden = "title-hidden", "ne---", "The window shows the file's name instead of its title.", "set DisplayDocTitle in the viewer preferences";
    LanguageMissing = "language-missing", "we---", "The file does not say what language it is in.", "set the document's language";
    IntentMissing = "intent-missing", "--wee", "No output intent says what press the colours are for.", "embed an output intent: the printer's ICC profile";
    IntentSeveral = "intent-several", "---ee", "There is more than one output intent of PDF/X.", "leave one GTS_PDFX output intent";
    IntentIncomplete = "intent-incomplete", "--wee", "The output intent lacks its identifier or its information.", "set OutputConditionIdentifier and Info";
    IntentProfile = "intent-profile", "--wee", "The output intent's profile is missing, damaged, no press's, or of other components.", "embed a profile of class prtr, gray or CMYK, with its N";
    IntentUnknown = "intent-unknown", "--nnw", "The output condition is not a registered one that is known here.", "name a registered condition such as FOGRA39 or CGATS21-2-CRPC6, and the registry";
    BoxMissing = "box-missing", "ee-ee", "A page has no MediaBox, or no TrimBox where one is needed.", "set the boxes: MediaBox, TrimBox and BleedBox";
    BoxNesting = "box-nesting", "wweee", "The page boxes do not lie within one another.", "MediaBox around BleedBox around TrimBox";
    BoxTwice = "box-twice", "--wee", "A page has both TrimBox and ArtBox.", "remove the ArtBox";
    CropBox = "crop-box", "--www", "The CropBox hides a part of what is to be printed.", "remove the CropBox, or make it the MediaBox";
    BleedMissing = "bleed-missing", "--www", "Ink reaches the trim, but does not bleed 3 mm beyond it.", "let it bleed 3 mm, or keep it 3 mm inside";
    SizesDiffer = "sizes-differ", "--www", "The pages have different trim sizes.", "make all pages one size, or say that it is meant";
    UserUnit = "user-unit", "---we", "A page has a unit of its own, which many presses overlook.", "scale the page instead";
    BlankPage = "blank-page", "nnwnn", "A page is blank.", "remove it, or tell the printer that it is meant";
    PageLabels = "page-labels", "nnnnn", "A page's label is not its place in the file.", "number the pages from 1, or tell readers both numbers";
    PageCount = "page-count", "--nnn", "The number of pages is odd, so the last leaf has a blank side.", "add a page, or leave it";
    AnnotationInBleed = "annotation-in-bleed", "---ee", "An annotation lies within the bleed.", "remove links and notes from a print file";
    FontMissing = "font-missing", "eeeee", "A font is not in the file.", "embed all fonts, the standard ones too";
    FontWhole = "font-whole", "nnnnn", "A font is embedded whole, or its name lacks the tag of a subset.", "embed subsets, which are smaller and cannot clash";
    FontType3 = "font-type3", "nnwww", "A Type 3 font, whose glyphs are drawings, is used.", "use outline fonts";
    FontCourier = "font-courier", "--www", "Courier is used, which stands in where a font was not found.", "look whether Courier is meant";
    FontTooNew = "font-too-new", "----e", "An OpenType font program is embedded, which PDF 1.4 does not know.", "embed it as TrueType or bare CFF";
    FontNoUnicode = "font-no-unicode", "we---", "Text cannot be copied or read out: its codes have no characters.", "embed a ToUnicode map";
    ColorRgb = "color-rgb", "--wee", "RGB is used, and the press has none.", "convert it to CMYK or gray; text to black alone";
    ColorCmyk = "color-cmyk", "--wee", "CMYK is used in a job for another output.", "convert it to gray, or name a CMYK output intent";
    ColorProfiled = "color-profiled", "----e", "A colour is given by a profile or by CIE, which PDF/X-1a refuses.", "convert it to CMYK, gray or spot";
    ColorSpot = "color-spot", "--nnn", "A spot colour is used: one more plate.", "leave it if it is ordered, else convert it to CMYK";
    InkSum = "ink-sum", "--wee", "There is more ink on one place than the paper can take.", "convert with a profile for the paper, or reduce the colour below black";
    RichBlackText = "rich-black-text", "--www", "Small black text is made of several inks, and shows every slip of the plates.", "set text in black alone: 0 0 0 100";
    RegistrationColor = "registration-color", "--wee", "The registration colour, all inks at once, is used within the page.", "use black; registration is for marks only";
    ImageResolution = "image-resolution", "--www", "A picture has too few pixels for its size.", "300 ppi for photographs, 600 for line art; 200 and 400 at the least";
    ImageResolutionHigh = "image-resolution-high", "--nnn", "A picture has more pixels than any press shows.", "reduce it to 300 to 450 ppi";
    ImageDepth = "image-depth", "----e", "A picture has 16 bits a colour, which PDF 1.4 does not know.", "save it with 8 bits";
    Hairline = "hairline", "--www", "A line is thinner than a press can hold.", "0.25 pt at the least";
    SmallType = "small-type", "nnwww", "Type is too small to read.", "6 pt at the least";
    SmallTypeTinted = "small-type-tinted", "--www", "Small type is tinted, of several inks, or reversed out, and fills in or frays.", "8 pt at the least, or black";
    BlackKnockout = "black-knockout", "--nnn", "Black text does not overprint: a slip of the plates shows white edges where it lies on colour.", "set overprint for text of black alone";
    WhiteOverprint = "white-overprint", "nneee", "White overprints, so it vanishes.", "let white knock out";
    Transparency = "transparency", "--n-e", "Something is transparent.", "flatten it for PDF/X-1a";
    BlendSpace = "blend-space", "--ww-", "Transparency is blended in RGB, so blacks come out as four inks.", "blend in the colour space of the output intent";
    Untagged = "untagged", "ne---", "The file is not tagged: there is no reading order, and no structure.", "make a tagged PDF";
    ContentUntagged = "content-untagged", "ne---", "Content is neither tagged nor marked as an artifact.", "tag it, or mark it as an artifact";
    TagBroken = "tag-broken", "ne---", "The structure names content that is not there, or content lacks its place in the structure.", "make the tags anew";
    TagUnknown = "tag-unknown", "ne---", "A structure type is not a standard one, and not mapped to one.", "map it to a standard type in the RoleMap";
    AltMissing = "alt-missing", "ne---", "A figure or a formula has no description.", "give it an alternative text";
    HeadingOrder = "heading-order", "ne---", "A heading skips a level.", "go down one level at a time";
    TableGroups = "table-groups", "ne---", "A table has a group of heads, and none of rows beside it.", "tag its rows as TBody, or leave out the groups";
    TableHeaders = "table-headers", "nw---", "A table has no header cells.", "tag the headers as TH, with a scope";
    TabOrder = "tab-order", "ne---", "A page with links does not go through them in the order of the structure.", "set Tabs to S";
    AnnotationUntagged = "annotation-untagged", "ne---", "A link is not in the structure, or has no description.", "tag it, and set Contents";
    UaIdentifier = "ua-identifier", "-e---", "The file does not say that it is PDF/UA.", "set pdfuaid:part in XMP";
    Suspects = "suspects", "-e---", "The file says of its own tags that they are doubtful.", "look through the tags and set Suspects to false";
    Contrast = "contrast", "ww---", "Text stands out too little from what is behind it.", "a contrast of 4.5, or 3 for large type (WCAG 2, 1.4.3)";
    LinkDead = "link-dead", "ewn--", "A link or a bookmark leads nowhere.", "lead it to a page that is there";
    LinkAddress = "link-address", "wwn--", "A link's address is malformed.", "write the whole address, percent-encoded: https://…";
    OutlineMissing = "outline-missing", "nn---", "A long file has no bookmarks.", "write bookmarks from the headings";
    EpubZip = "epub-zip", "e", "The archive is damaged, names an entry twice, or unpacks to more than a book can hold.", "make the file anew";
    EpubMimetype = "epub-mimetype", "e", "The first entry is not an uncompressed `mimetype`.", "make the file anew; zip the mimetype first, without compression";
    EpubContainer = "epub-container", "e", "META-INF/container.xml is missing, or names no package.", "make the file anew";
    EpubPackage = "epub-package", "e", "The package lacks what it must have.", "complete the package document";
    EpubXml = "epub-xml", "e", "A document is not well-formed XML.", "close all elements, write &#160; for &nbsp;";
    EpubManifest = "epub-manifest", "e", "The manifest and the archive do not name the same files.", "list every file once, and no other";
    EpubMediaType = "epub-media-type", "e", "A file is of another type than the manifest says.", "correct the media type, or give a fallback";
    EpubSpine = "epub-spine", "e", "The spine is empty, or names what is not there.", "name the documents in reading order";
    EpubNav = "epub-nav", "e", "There is no table of contents, or it is empty.", "write a navigation document with nav epub:type=\"toc\"";
    EpubLinkDead = "epub-link-dead", "e", "A link leads to a file or a place that is not there.", "lead it to what is there";
    EpubIdTwice = "epub-id-twice", "e", "An id is given twice in one document.", "make ids unique";
    EpubRemote = "epub-remote", "e", "Something is to be fetched from the network.", "put it into the book";
    EpubTitle = "epub-title", "e", "The book has no title, identifier or date of change.", "complete the metadata";
    EpubLanguage = "epub-language", "e", "The book does not say its language, or says it wrongly.", "write dc:language, and lang on documents";
    EpubAltMissing = "epub-alt-missing", "w", "A picture has no alternative text.", "describe it, or write alt=\"\" if it is decoration";
    EpubAccessibility = "epub-accessibility", "w", "The metadata on accessibility are missing, or claim what is not there.", "write schema:accessMode, accessibilityFeature and accessibilityHazard truly";
    EpubFont = "epub-font", "w", "A font is of a kind that reading systems need not take, or is not found.", "embed OpenType, TrueType or WOFF fonts";
    EpubKindle = "epub-kindle", "n", "Kindle leaves this out or shows it otherwise.", "see Kindle Publishing Guidelines; a simpler form is safer";
    EpubEncrypted = "epub-encrypted", "n", "Parts are encrypted or obfuscated, and were not looked at.", "obfuscate fonts only";
}

impl Code {
    /// How much it matters for a purpose; none if not at all. A code of EPUB matters whatever the purpose.
    pub fn severity(self, purpose: Purpose) -> Option<Severity> {
        let weights = self.weights().as_bytes();
        let letter = if self.is_epub() { weights[0] } else { weights[purpose as usize] };
        match letter {
            b'e' => Some(Severity::Error),
            b'w' => Some(Severity::Warning),
            b'n' => Some(Severity::Note),
            _ => None,
        }
    }

    /// Whether it is about EPUB files.
    pub fn is_epub(self) -> bool {
        self.weights().len() == 1
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The table of `README.md`, as it has to be. `BLESS=1` writes it.
    #[test]
    fn the_readme_has_every_code() {
        let mut rows = String::from(
            "| code | screen | ua | print | x-4 | x-1a | meaning | remedy |\n|---|---|---|---|---|---|---|---|\n",
        );
        let short = |severity: Option<Severity>| severity.map_or("", Severity::name);
        for code in Code::ALL.iter().filter(|code| !code.is_epub()) {
            let weights: Vec<_> = Purpose::ALL.iter().map(|&(_, purpose)| short(code.severity(purpose))).collect();
            rows += &format!("| `{code}` | {} | {} | {} |\n", weights.join(" | "), code.meaning(), code.remedy());
        }
        rows += "\n| code | | meaning | remedy |\n|---|---|---|---|\n";
        for code in Code::ALL.iter().filter(|code| code.is_epub()) {
            let weight = short(code.severity(Purpose::Screen));
            rows += &format!("| `{code}` | {weight} | {} | {} |\n", code.meaning(), code.remedy());
        }
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/src/check/README.md");
        let text = std::fs::read_to_string(path).unwrap();
        let (before, rest) = text.split_once("<!-- codes -->\n").unwrap();
        let (_, after) = rest.split_once("<!-- end of codes -->").unwrap();
        let wanted = format!("{before}<!-- codes -->\n{rows}<!-- end of codes -->{after}");
        if std::env::var_os("BLESS").is_some() {
            std::fs::write(path, &wanted).unwrap();
        } else {
            assert!(text == wanted, "BLESS=1 cargo test --lib check::code writes the table anew");
        }
    }

    #[test]
    fn names_are_distinct_and_weights_are_whole() {
        let mut names: Vec<_> = Code::ALL.iter().map(|code| code.name()).collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), Code::ALL.len());
        for code in Code::ALL {
            let weights = code.weights();
            assert!(
                matches!(weights.len(), 1 | 5) && weights.bytes().all(|letter| b"ewn-".contains(&letter)),
                "{code}"
            );
            assert_eq!(code.is_epub(), code.name().starts_with("epub-"), "{code}");
        }
        for (at, &(_, purpose)) in Purpose::ALL.iter().enumerate() {
            assert_eq!(purpose as usize, at);
        }
    }
}
