//! Several articles as one packet, by way of the library: `cargo run --example packet -- briefing.toml briefing.pdf`.
//! Without a manifest it makes one of two small articles.

use offprint::packet::{Manifest, assemble, manifest::ArticlePlan, manifest::SectionPlan};
use offprint::resource::Folder;
use offprint::{Document, Source, Writer, read, write::pdf::Pdf};
use std::path::Path;

const ARTICLES: [(&str, &str); 2] = [
    ("mills.md", "# The Mills\n\nThe Canal Board (CB) met twice. The CB had little to say.\n"),
    ("harvest.txt", "The Harvest\n\nby Anna Weber\n\nThe mills ran only three days in the week.\n"),
];

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let (manifest, folder) = match arguments.next() {
        Some(path) => {
            let folder = Path::new(&path).parent().unwrap_or(Path::new("")).to_path_buf();
            (Manifest::from_toml(&path, &std::fs::read_to_string(&path)?)?, Some(folder))
        }
        None => {
            let plan = |(name, _): (&str, &str)| ArticlePlan { path: name.into(), ..ArticlePlan::default() };
            let articles = ARTICLES.map(plan).into_iter().collect();
            let mut manifest = Manifest::preset(Some("press-digest"))?;
            manifest.title = "Two Notes".to_owned();
            manifest.sections = vec![SectionPlan { articles, ..SectionPlan::default() }];
            (manifest, None)
        }
    };
    let mut documents: Vec<Document> = Vec::new();
    for plan in manifest.articles() {
        let name = plan.path.display().to_string();
        let text = match &folder {
            Some(folder) => std::fs::read_to_string(folder.join(&plan.path))?,
            None => {
                ARTICLES.iter().find(|(known, _)| *known == name).map_or_else(String::new, |(_, text)| (*text).into())
            }
        };
        documents.push((read::detect(&name).reader)().read(&Source::new(name, text)).value);
    }
    let packet = assemble(&manifest, documents);
    packet.diagnostics.iter().for_each(|found| eprintln!("{}: {}", found.code, found.message));
    let pdf = Pdf::default().write(&packet.value, &Folder::new(folder.unwrap_or_default()))?;
    match arguments.next() {
        Some(path) => std::fs::write(path, &pdf.value)?,
        None => println!("{} parts, {} bytes", packet.value.parts.len(), pdf.value.len()),
    }
    Ok(())
}
