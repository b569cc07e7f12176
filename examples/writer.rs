//! A writer from outside of the crate: Gemtext, the format of Gemini capsules, in which a line's first characters say
//! what it is. `cargo run --example writer -- article.txt`

use offprint::model::{Block, BlockKind, Inline, InlineKind, Target, plain};
use offprint::resource::{NoResources, Resources};
use offprint::{diag::Warned, packet::Packet, write::Writer};

struct Gemtext;

impl Writer for Gemtext {
    fn write(&self, packet: &Packet, _resources: &dyn Resources) -> offprint::Result<Warned<Vec<u8>>> {
        let mut out = String::new();
        packet.articles().for_each(|article| {
            line("#", &article.meta.title, &mut out);
            blocks(&article.blocks, "", &mut out);
        });
        Ok(Warned::silent(out.into_bytes()))
    }
}

fn blocks(all: &[Block], mark: &str, out: &mut String) {
    for block in all {
        match &block.kind {
            BlockKind::Heading { level, content, .. } => line(&"#".repeat(level.get().min(3).into()), content, out),
            BlockKind::Paragraph(content) => line(mark, content, out),
            BlockKind::List(list) => list.items.iter().for_each(|item| blocks(&item.content, "*", out)),
            BlockKind::Quote(content) | BlockKind::Alert { content, .. } => blocks(content, ">", out),
            BlockKind::Code { text, .. } => out.push_str(&format!("```\n{text}\n```\n\n")),
            BlockKind::Figure(figure) => out.push_str(&format!("=> {}\n", figure.image.reference)),
            BlockKind::Rule => line("---", &[], out),
            BlockKind::Definitions(all) => {
                all.iter().flat_map(|one| &one.terms).for_each(|term| line("", term, out));
                all.iter().flat_map(|one| &one.meanings).for_each(|meaning| blocks(meaning, "*", out));
            }
            BlockKind::Table(table) => {
                let cells = table.head.iter().chain(&table.rows).flat_map(|row| &row.cells);
                cells.for_each(|cell| blocks(&cell.content, "*", out));
            }
        }
    }
}

/// Words on one line; links, which Gemtext has no place for in a line, below it.
fn line(mark: &str, words: &[Inline], out: &mut String) {
    out.push_str(&format!("{mark} {}\n\n", plain(words)));
    let links = words.iter().filter_map(|word| match &word.kind {
        InlineKind::Link { target, .. } => match &**target {
            Target::Url(url) => Some(url),
            Target::Anchor(_) | Target::Place(_) => None,
        },
        _ => None,
    });
    links.for_each(|url| out.push_str(&format!("=> {url}\n")));
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let path = std::env::args().nth(1).unwrap_or_else(|| "examples/lavrov-blinken-osce.txt".to_owned());
    let source = offprint::read::decode(&path, &std::fs::read(&path)?)?.value;
    let document = offprint::read::detect(&path).read(&source).value;
    print!("{}", String::from_utf8(Gemtext.write(&Packet::from(document), &NoResources)?.value)?);
    Ok(())
}
