//! One converter behind many threads: `cargo run --example server`. It answers lines of a made-up protocol, so that there
//! is no network here; what a real server does with a request body is the same.

use offprint::convert::{Converter, Options, To};
use offprint::{NoResources, Result};
use std::sync::Mutex;
use std::thread;

/// What a request asks for, and its body.
const REQUESTS: [(&str, &str); 4] = [
    ("pdf", "# The Harvest\n\nThe mills ran only three days in the week."),
    ("epub", "# The Canal\n\nIt was dug by hand, and took eleven years."),
    ("text", "# The Second Winter\n\nNobody spoke of it at first."),
    ("docx", "# The Road\n\nIt was never built."),
];

fn answer(converter: &Converter, format: &str, body: &str) -> Result<String> {
    let Some(to) = To::named(format) else { return Ok(format!("400 there is no format {format}")) };
    // A theme is read once, whoever asks for it; strangers' pictures are not looked for anywhere.
    let options = Options { to, theme: converter.theme("booklet", "A5")?, ..Options::default() };
    let made = converter.convert("request.md", body, &options, &NoResources)?;
    let pages = made.pages.map(|pages| format!(", pages: {pages}")).unwrap_or_default();
    Ok(format!("200 {format}, {} words{pages}, {} diagnostics", made.words, made.diagnostics.len()))
}

fn main() {
    let converter = Converter::new();
    let requests = Mutex::new(REQUESTS.iter());
    thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                loop {
                    let next = requests.lock().map(|mut requests| requests.next());
                    let Ok(Some((format, body))) = next else { return };
                    match answer(&converter, format, body) {
                        Ok(answer) => println!("{answer}"),
                        Err(error) => println!("500 {error}"),
                    }
                }
            });
        }
    });
}
