//! A theme from TOML text: `brief` in larger type, two pages of it as text.
//! `cargo run --example theme -- article.txt`

use offprint::font::Fonts;
use offprint::{NoResources, Packet, Theme, layout, read, style};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let path = std::env::args().nth(1).unwrap_or_else(|| "examples/lavrov-blinken-osce.txt".to_owned());
    let source = read::decode(Default::default(), &path, &std::fs::read(&path)?)?.value;
    let document = (read::detect(&path).reader)().read(&source).value;

    // A theme names everything it sets, so a new one starts from one that is there.
    let (_, brief) = style::THEMES[0];
    let large = brief.replace("\"10.5/14.5\"", "\"13/17.5\"").replace("A4 = 46", "A4 = 38");
    let theme = Theme::from_toml("large", &large, "A4")?;

    let mut layout = layout::lay_out(&Packet::from(document), &theme, &Fonts::bundled(), &NoResources)?.value;
    layout.pages.truncate(2);
    print!("{}", layout.dump());
    Ok(())
}
