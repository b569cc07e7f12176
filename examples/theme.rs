//! A theme from TOML text: `brief` in larger type, two pages of it as text.
//! `cargo run --example theme -- article.txt`

use offprint::font::Fonts;
use offprint::{NoResources, Packet, Theme, layout, read};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let path = std::env::args().nth(1).unwrap_or_else(|| "examples/lavrov-blinken-osce.txt".to_owned());
    let source = read::decode(&path, &std::fs::read(&path)?)?.value;
    let document = read::detect(&path).read(&source).value;

    // What a theme does not say, its base says.
    let large = r#"
        base = "brief"
        body = { size = "13/17.5" }
        page.papers.A4 = { lines = 38 }
    "#;
    let theme = Theme::from_toml("large", large, "A4")?;

    let mut layout = layout::lay_out(&Packet::from(document), &theme, &Fonts::bundled(), &NoResources)?.value;
    layout.pages.truncate(2);
    print!("{}", layout.dump());
    Ok(())
}
