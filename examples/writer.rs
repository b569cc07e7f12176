//! A writer from outside of the crate: Gemtext, the format of Gemini capsules. Headings, lists, quotations and code
//! have a mark each; links stand on lines of their own.
//!
//! `cargo run --example writer -- article.txt`

use offprint::diag::Warned;
use offprint::model::{Block, BlockKind, Document, Inline, InlineKind, Target, plain};
use offprint::packet::Packet;
use offprint::resource::{NoResources, Resources};
use offprint::source::{Source, SourceId};
use offprint::write::Writer;

struct Gemtext;

impl Writer for Gemtext {
    fn write(&self, packet: &Packet, _resources: &dyn Resources) -> offprint::Result<Warned<Vec<u8>>> {
        Ok(Warned::silent(packet.articles().map(article).collect::<Vec<_>>().join("\n").into_bytes()))
    }
}

fn article(article: &Document) -> String {
    let title = article.meta.title_text().map(|title| format!("# {title}\n\n")).unwrap_or_default();
    title + &blocks(&article.blocks, "")
}

fn blocks(all: &[Block], mark: &str) -> String {
    let block = |block: &Block| match &block.kind {
        BlockKind::Heading { level, content, .. } => {
            format!("{} {}\n\n", "#".repeat(level.get().min(3).into()), plain(content))
        }
        BlockKind::Paragraph(content) => format!("{mark}{}\n{}\n", plain(content), links(content)),
        BlockKind::List(list) => list.items.iter().map(|item| blocks(&item.content, "* ")).collect::<String>(),
        BlockKind::Quote(content) | BlockKind::Alert { content, .. } => blocks(content, "> "),
        BlockKind::Code { text, .. } => format!("```\n{text}\n```\n\n"),
        BlockKind::Figure(figure) => format!("=> {} {}\n\n", figure.image.reference, figure.image.alt),
        BlockKind::Rule => "---\n\n".to_owned(),
        BlockKind::Definitions(all) => all.iter().flat_map(|one| &one.meanings).map(|one| blocks(one, "* ")).collect(),
        BlockKind::Table(table) => table
            .head
            .iter()
            .chain(&table.rows)
            .flat_map(|row| &row.cells)
            .map(|cell| blocks(&cell.content, "* "))
            .collect(),
    };
    all.iter().map(block).collect()
}

fn links(inlines: &[Inline]) -> String {
    let link = |inline: &Inline| match &inline.kind {
        InlineKind::Link { target: Target::Url(url), content } => format!("=> {url} {}\n", plain(content)),
        _ => String::new(),
    };
    inlines.iter().map(link).collect()
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let path = std::env::args().nth(1).unwrap_or_else(|| "examples/lavrov-blinken-osce.txt".to_owned());
    let source: Source = offprint::read::decode(SourceId::default(), &path, &std::fs::read(&path)?)?.value;
    let document = (offprint::read::detect(&path).reader)().read(&source).value;
    let written = Gemtext.write(&Packet::from(document), &NoResources)?;
    print!("{}", String::from_utf8(written.value)?);
    Ok(())
}
