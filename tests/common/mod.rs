//! Documents for the writers' tests: one with every kind of block and inline, and as many random ones as wanted.

#![allow(dead_code)] // each test program uses its part

use offprint::lang::Language;
use offprint::model::{
    Alert, Align, Builder, Container, Date, Document, Image, Level, ListKind, Meta, Numbering, Target, Task,
};
use offprint::source::Span;
use std::path::PathBuf;

const NONE: Span = Span::NONE;

/// Compares with a file in `tests/golden/write`; `BLESS=1` writes it.
pub fn golden(name: &str, now: &str) {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/golden/write").join(name);
    if std::env::var_os("BLESS").is_some() {
        std::fs::write(&path, now).expect("the folder is there");
    }
    let before = std::fs::read_to_string(&path).unwrap_or_default();
    let diff = similar::TextDiff::from_lines(before.as_str(), now);
    assert!(before == now, "{}\n{}\nBLESS=1 accepts what comes now", path.display(), diff.unified_diff());
}

/// A builder with short words.
pub struct Make(pub Builder);

impl Make {
    pub fn new() -> Self {
        Self(Builder::new())
    }

    pub fn within(&mut self, container: Container, content: impl FnOnce(&mut Self)) -> &mut Self {
        self.0.open(container, NONE);
        content(self);
        self.0.close();
        self
    }

    pub fn text(&mut self, text: &str) -> &mut Self {
        self.0.text(text, NONE);
        self
    }

    pub fn paragraph(&mut self, text: &str) -> &mut Self {
        self.within(Container::Paragraph, |m| {
            m.text(text);
        })
    }

    pub fn heading(&mut self, level: usize, text: &str) -> &mut Self {
        self.within(Container::Heading { level: Level::new(level), anchor: None }, |m| {
            m.text(text);
        })
    }

    pub fn link(&mut self, address: &str, text: &str) -> &mut Self {
        self.within(Container::Link(Target::parse(address).expect("a target")), |m| {
            m.text(text);
        })
    }

    pub fn note(&mut self, label: &str, text: &str) -> &mut Self {
        self.within(Container::Note { label: label.to_owned() }, |m| {
            m.paragraph(text);
        })
    }

    pub fn item(&mut self, task: Option<Task>, content: impl FnOnce(&mut Self)) -> &mut Self {
        self.within(Container::Item { task }, content)
    }

    pub fn row(&mut self, kind: Container, cells: &[&str]) -> &mut Self {
        self.within(kind, |m| {
            for cell in cells {
                m.within(Container::Cell, |m| {
                    m.text(cell);
                });
            }
        })
    }

    pub fn document(self, meta: Meta) -> Document {
        Document { meta, blocks: self.0.finish().blocks }
    }
}

pub fn image(reference: &str, alt: &str) -> Image {
    Image { reference: reference.to_owned(), alt: alt.to_owned(), ..Image::default() }
}

pub fn meta(title: &str) -> Meta {
    Meta { title: Meta::words(title, NONE), ..Meta::default() }
}

/// Every kind of block and inline, and all that can be known about an article.
pub fn kitchen_sink() -> Document {
    let mut make = Make::new();
    make.within(Container::Paragraph, every_inline);
    make.heading(2, "First steps & <last> ones");
    make.paragraph(
        "A paragraph that is long enough to be wrapped at any width that a person would choose for reading: it goes on \
         and on, says “nothing” in particular – in 1999. And it ends.",
    );
    make.heading(3, "Lists");
    lists(&mut make);
    make.heading(4, "A deeper heading");
    make.within(Container::Quote, |m| {
        m.paragraph(
            "Somebody else's words, which are many and which therefore do not fit on a single line of the page.",
        );
        m.within(Container::Quote, |m| {
            m.paragraph("And what they quote.");
        });
    });
    for (kind, text) in [
        (Alert::Note, "Worth knowing."),
        (Alert::Tip, "Good advice."),
        (Alert::Important, "Needed."),
        (Alert::Warning, "Risky."),
        (Alert::Caution, "May go wrong."),
    ] {
        make.within(Container::Alert(kind), |m| {
            m.paragraph(text);
        });
    }
    make.0.code_block(Some("rust"), "fn main() {\n    println!(\"<&>\");\n\n}\n", NONE);
    make.0.rule(NONE);
    make.heading(2, "First steps & <last> ones");
    tables(&mut make);
    make.within(Container::Figure(image("ok.png", "A grey square")), |m| {
        m.text("What the square ").within(Container::Emph, |m| {
            m.text("shows");
        });
    });
    make.within(Container::Figure(image("not-there.png", "A lost picture")), |_| {});
    let standfirst = Meta::words("What stands below the title, in a sentence.", NONE);
    make.document(Meta {
        standfirst,
        authors: vec!["Ada Lovelace".to_owned(), "Jean & Paul <Sartre>".to_owned()],
        publication: Some("The Daily & Sunday <Planet>".to_owned()),
        date: Date::from_iso("2025-03-07").map(|date| date.as_written("7 March 2025")),
        url: Some("https://example.org/a?b=1&c=2".to_owned()),
        language: Language::parse("en-GB"),
        keywords: vec!["steps".to_owned(), "R&D".to_owned()],
        description: Some("All kinds, < & >.".to_owned()),
        rights: Some("© 2025 A & B".to_owned()),
        ..meta("Every kind of “thing” & <more>")
    })
}

fn every_inline(m: &mut Make) {
    m.text("Plain, ");
    let kinds = [
        (Container::Emph, "emphatic"),
        (Container::Strong, "strong"),
        (Container::Strike, "struck"),
        (Container::SmallCaps, "Small"),
    ];
    for (kind, text) in kinds {
        m.within(kind, |m| {
            m.text(text);
        });
        m.text(", ");
    }
    m.text("10").within(Container::Raised, |m| {
        m.text("6");
    });
    m.text(" and the 1").within(Container::Raised, |m| {
        m.text("st");
    });
    m.text(", CO").within(Container::Lowered, |m| {
        m.text("2");
    });
    m.text(", ");
    m.0.code("let a = b && c;", NONE);
    m.text(", a ").link("https://example.org/über uns?q=ä&b=[1]", "link with a strange address");
    m.text(", ").link("https://example.org/", "example.org");
    m.text(", ").link("mailto:ada@example.org", "mail");
    m.text(", ").link("#first-steps-last-ones", "below");
    m.text(", ").link("#nowhere", "nowhere").text(", ").link("other.html", "a neighbour");
    m.text(", a picture ");
    m.0.image(image("ok.png", "a square"), "", NONE);
    m.text(", a note").note("one", "What the first note says.").text(" and another");
    m.within(Container::Note { label: "two".to_owned() }, |m| {
        m.within(Container::Paragraph, |m| {
            m.text("The second note, with a note").note("three", "A note within a note.").text(" of its own.");
        });
        m.paragraph("And a second paragraph.");
    });
    m.text(", the first again");
    m.0.note_again("one", NONE);
    m.text(".");
    m.0.line_break(NONE);
    m.text("After a break.");
}

fn lists(make: &mut Make) {
    make.within(Container::List(ListKind::Bulleted), |m| {
        m.item(None, |m| {
            m.paragraph("an item");
        });
        m.item(None, |m| {
            m.paragraph("an item with items:");
            m.within(Container::List(ListKind::Bulleted), |m| {
                m.item(None, |m| {
                    m.paragraph("one within, which is so long that it has to be wrapped and hangs below its own mark");
                });
            });
        });
    });
    make.within(Container::List(ListKind::Numbered { start: 9, style: Numbering::default() }), |m| {
        m.item(None, |m| {
            m.paragraph("ninth");
        });
        m.item(None, |m| {
            m.paragraph("tenth");
            m.paragraph("still the tenth");
        });
    });
    make.within(Container::List(ListKind::Bulleted), |m| {
        m.item(Some(Task::Done), |m| {
            m.paragraph("is done");
        });
        m.item(Some(Task::Open), |m| {
            m.paragraph("is to do");
        });
    });
    make.within(Container::Definitions, |m| {
        m.within(Container::Term, |m| {
            m.text("Galley");
        });
        m.within(Container::Meaning, |m| {
            m.paragraph("Set type before it is cut into pages.");
        });
        m.within(Container::Meaning, |m| {
            m.paragraph("A ship.");
        });
    });
}

fn tables(make: &mut Make) {
    make.within(Container::Table { columns: vec![Align::Auto, Align::Right, Align::Center, Align::Left] }, |m| {
        m.within(Container::Caption, |m| {
            m.text("Prices");
        });
        m.row(Container::HeadRow, &["Thing", "Price", "Count", "Remark"]);
        m.row(Container::Row, &["Wheat", "12.50", "3", "ripe"]);
        m.row(Container::Row, &["小麦", "7", "12", ""]);
    });
    make.within(Container::Table { columns: vec![] }, |m| {
        let long =
            "A cell whose words are far too many for a single line, so that it must be wrapped within its column";
        m.row(Container::Row, &[long, long]);
        m.row(Container::Row, &["short", "1"]);
    });
}

/// A document of random kinds in random order, the same for the same seed.
pub fn random(seed: u64) -> Document {
    let mut dice = Dice(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1);
    let mut builder = Builder::new();
    let mut open = 0;
    for step in 0..40 + dice.below(200) {
        match dice.below(12) {
            0..=2 if open < 60 => {
                builder.open(container(&mut dice, step), NONE);
                open += 1;
            }
            3..=4 if open > 0 => {
                builder.close();
                open -= 1;
            }
            5 => builder.image(image(PICTURES[dice.below(3)], WORDS[dice.below(WORDS.len())]), "", NONE),
            6 => builder.line_break(NONE),
            7 => builder.note_again(&dice.below(step + 2).to_string(), NONE),
            8 => builder.code(WORDS[dice.below(WORDS.len())], NONE),
            9 => builder.code_block(None, "let x;\n  y < 1 && z\n", NONE),
            _ => {
                builder.text(WORDS[dice.below(WORDS.len())], NONE);
                builder.text(" ", NONE);
            }
        }
    }
    Document { meta: meta(WORDS[dice.below(WORDS.len())]), blocks: builder.finish().blocks }
}

const PICTURES: [&str; 3] = ["ok.png", "not-there.png", "broken.png"];

const WORDS: [&str; 12] = [
    "word",
    "two words",
    "a <b> & c",
    "中文，排版。",
    "مرحبا بالعالم",
    "Ünïcödé",
    "]]>",
    "1999.",
    "–",
    "“quoted”",
    "e\u{301}",
    "a\u{fffe}\u{1}b\u{1b}[31m",
];

struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: usize) -> usize {
        // Xorshift, the one with the shifts 13, 7 and 17.
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 16) as usize % limit
    }
}

fn container(dice: &mut Dice, step: usize) -> Container {
    let address =
        ["#word", "#none", "https://e.org/a b?c&d=%zz", "../x.html", "mailto:a@e.org", "tel:+1", "http://[::1"];
    match dice.below(26) {
        0..=3 => Container::Paragraph,
        4 | 5 => Container::Heading { level: Level::new(1 + dice.below(6)), anchor: None },
        6 => Container::List(ListKind::Bulleted),
        7 => Container::List(ListKind::Numbered { start: dice.below(1200) as u64, style: Numbering::default() }),
        8 => Container::Item { task: None },
        9 => Container::Item { task: Some(Task::Done) },
        10 => Container::Definitions,
        11 => Container::Term,
        12 => Container::Meaning,
        13 => Container::Quote,
        14 => Container::Alert(Alert::Warning),
        15 => Container::Table { columns: vec![Align::Right, Align::Auto] },
        16 => Container::HeadRow,
        17 => Container::Row,
        18 if dice.below(4) == 0 => Container::RowHead(offprint::model::Spread::One),
        18 => Container::Cell,
        19 => Container::Caption,
        20 => Container::Figure(image(PICTURES[dice.below(3)], "what it shows")),
        21 => Container::Emph,
        22 => Container::Raised,
        23 => Container::Lowered,
        24 => Container::Link(Target::parse(address[dice.below(address.len())]).expect("a target")),
        _ => Container::Note { label: step.to_string() },
    }
}

/// Faces for scripts that the bundled ones lack, below `/usr/share/fonts`, and their files' sizes in Debian 12.
pub const NOTO: &[(&str, usize)] = &[
    ("truetype/noto/NotoSerifDevanagari-Regular.ttf", 263_856),
    ("truetype/noto/NotoSerifDevanagari-Bold.ttf", 279_792),
    ("truetype/noto/NotoSerifThai-Regular.ttf", 45_992),
    ("truetype/noto/NotoSerifThai-Bold.ttf", 46_992),
    ("opentype/noto/NotoSerifCJK-Regular.ttc", 26_297_400),
    ("opentype/noto/NotoSerifCJK-Bold.ttc", 27_290_960),
    ("opentype/noto/NotoSansCJK-Regular.ttc", 19_484_784),
    ("truetype/ancient-scripts/Symbola_hint.ttf", 3_165_808),
];
