//! Several articles as one packet, by way of the library: `cargo run --example packet -- briefing.toml briefing.pdf`.
//! Without a manifest it makes one of two small articles.

use offprint::packet::{Manifest, assemble};
use offprint::{Document, Folder, Result, Source, Writer, read, write::pdf::Pdf};
use std::path::Path;

const ARTICLES: [(&str, &str); 2] = [
    ("mills.md", "# The Mills\n\nThe Canal Board (CB) met twice. The CB had little to say.\n"),
    ("harvest.txt", "The Harvest\n\nby Anna Weber\n\nThe mills ran only three days in the week.\n"),
];

/// A manifest without a file, and its articles.
fn small() -> Result<(Manifest, Vec<Document>)> {
    let manifest = Manifest { title: "Two Notes".to_owned(), ..Manifest::preset("press-digest")? };
    let documents = ARTICLES.map(|(name, text)| read::detect(name).read(&Source::new(name, text)).value);
    Ok((manifest.with_articles(ARTICLES.map(|(name, _)| name)), documents.into()))
}

/// A manifest's file, and the articles that it names.
fn from_files(path: &str, folder: &Path) -> std::result::Result<(Manifest, Vec<Document>), Box<dyn std::error::Error>> {
    let manifest = Manifest::from_toml(path, &std::fs::read_to_string(path)?)?;
    let mut documents = Vec::new();
    for plan in manifest.articles() {
        let name = plan.path.display().to_string();
        let source = read::decode(&name, &std::fs::read(folder.join(&plan.path))?)?.value;
        documents.push(read::detect(&name).read(&source).value);
    }
    Ok((manifest, documents))
}

fn main() -> std::result::Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let path = arguments.next();
    let folder = path.as_deref().and_then(|path| Path::new(path).parent()).unwrap_or(Path::new(""));
    let (manifest, documents) = match &path {
        Some(path) => from_files(path, folder)?,
        None => small()?,
    };
    let packet = assemble(&manifest, documents);
    packet.diagnostics.iter().for_each(|found| eprintln!("{}: {}", found.code, found.message));
    let pdf = Pdf::default().write(&packet.value, &Folder::new(folder))?;
    match arguments.next() {
        Some(path) => std::fs::write(path, &pdf.value)?,
        None => println!("{} parts, {} bytes", packet.value.parts.len(), pdf.value.len()),
    }
    Ok(())
}
