//! Changes a document between reading and writing: links become their words, headings go down a level.
//! `cargo run --example walk -- article.md`

use offprint::model::{BlockKind, Inline, InlineKind, Level};
use offprint::{NoResources, Packet, Source, Writer, read, write::text::Text};

const NOTE: &str = "# The mill\n\n## Who [owned](https://e.org) it\n\nThe [*Canal* Board](https://e.org), at first.\n";

/// Puts what a link says in its place.
fn without_links(inlines: &mut Vec<Inline>) {
    let unlink = |inline: Inline| match inline.kind {
        InlineKind::Link { content, .. } => content,
        _ => vec![inline],
    };
    *inlines = std::mem::take(inlines).into_iter().flat_map(unlink).collect();
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let (name, text) = match std::env::args().nth(1) {
        Some(path) => (path.clone(), std::fs::read_to_string(path)?),
        None => ("mill.md".to_owned(), NOTE.to_owned()),
    };
    let mut document = read::detect(&name).read(&Source::new(name, text)).value;
    for block in &mut document.blocks {
        match &mut block.kind {
            BlockKind::Heading { level, content, .. } => {
                *level = Level::new(usize::from(level.get()) + 1);
                without_links(content);
            }
            BlockKind::Paragraph(content) => without_links(content),
            _ => {} // lists and the like hold blocks of their own; `writer.rs` shows how to go into them
        }
    }
    print!("{}", document.dump());
    print!("{}", String::from_utf8(Text::default().write(&Packet::from(document), &NoResources)?.value)?);
    Ok(())
}
