//! Reads an article and says why each line became a heading: `cargo run --example explain -- article.txt`

use offprint::diag::Code;
use offprint::read;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let path = std::env::args().nth(1).unwrap_or_else(|| "examples/lavrov-blinken-osce.txt".to_owned());
    let source = read::decode(&path, &std::fs::read(&path)?)?.value;
    let document = read::detect(&path).read(&source);
    for found in document.diagnostics.iter().filter(|found| found.code == Code::HeadingGuess) {
        let line = source.position(found.span.range().start).line;
        println!("{line:4}  {}", source.slice(found.span).trim());
        found.hints.iter().for_each(|reason| println!("      {reason}"));
    }
    Ok(())
}
