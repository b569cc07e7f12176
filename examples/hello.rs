//! Text to PDF in five lines: `cargo run --example hello -- hello.pdf`

use offprint::{NoResources, Source, convert, write::pdf::Pdf};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let source =
        Source::new("hello.md", "# Hello\n\nA paragraph is *set*, not printed: every line knows of the others.\n");
    let pdf = convert(&source, &Pdf::default(), &NoResources)?;
    match std::env::args().nth(1) {
        Some(path) => std::fs::write(path, &pdf.value)?,
        None => println!("{} bytes; name a file to keep them", pdf.value.len()),
    }
    Ok(())
}
