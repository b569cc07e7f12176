//! For `tests/fit/fit_cues.py`: which cues hold for which line, and what becomes of a text under other weights than
//! the table's.

use super::super::{PlainText, Reading, Tidy};
use super::*;
use crate::model::{Block as Node, BlockKind, Inline, InlineKind, ListKind};
use crate::source::Source;
use serde_json::{Value, json};
use std::fmt::Write as _;
use std::io::{BufRead, Write as _};

/// Reads `jobs.jsonl` in the folder `$OFFPRINT_FIT`: a line for each reading, `{"id", "text", "weights"?, "want"?}`.
/// `weights` names an entry of `weights.json` (`{name: {"base", "own", "company"}}`; without it, the table's weights);
/// `want` is "candidates", "model" or both. Writes `read.jsonl`: `{"id", "candidates": [{"text", "own", "company"}],
/// "model"}`; the model is what the corpora's evaluation script wants.
#[test]
#[ignore = "a tool for fitting weights, not a test"]
fn dump() {
    let Some(folder) = std::env::var_os("OFFPRINT_FIT").map(std::path::PathBuf::from) else { return };
    let weights: Value = std::fs::read_to_string(folder.join("weights.json"))
        .map_or(Value::Null, |text| serde_json::from_str(&text).unwrap());
    let jobs = std::io::BufReader::new(std::fs::File::open(folder.join("jobs.jsonl")).unwrap());
    let mut out = std::io::BufWriter::new(std::fs::File::create(folder.join("read.jsonl")).unwrap());
    for line in jobs.lines() {
        let job: Value = serde_json::from_str(&line.unwrap()).unwrap();
        let named = job["weights"].as_str().map(|name| weights_of(&weights[name]));
        let weights = named.as_ref().unwrap_or_else(|| Weights::table());
        let text = job["text"].as_str().unwrap();
        let wanted = job["want"].as_str().unwrap_or("both");
        let candidates = if wanted == "model" { Value::Null } else { candidates(text, weights) };
        let model = if wanted == "candidates" { Value::Null } else { model(text, weights) };
        let told = json!({"id": job["id"], "candidates": candidates, "model": model});
        writeln!(out, "{told}").unwrap();
    }
}

fn weights_of(value: &Value) -> Weights {
    let numbers = |value: &Value| value.as_array().unwrap().iter().map(|n| n.as_f64().unwrap() as f32).collect();
    let base: Vec<f32> = numbers(&value["base"]);
    Weights {
        base: [base[0], base[1]],
        own: [0, 1].map(|pass| numbers(&value["own"][pass])),
        company: numbers(&value["company"]),
    }
}

fn candidates(text: &str, weights: &Weights) -> Value {
    let reading = Reading::of(text, &Tidy::NONE);
    let front = reading.front();
    let looks = reading.looks(&front);
    let profile = Profile::of(&reading.blocks, &looks, &reading.layout);
    let candidates = Candidate::all(&reading.blocks, &looks, &profile, weights);
    let company = company::company(&Candidate::scored(&candidates), &reading.blocks, &looks);
    let one = |(candidate, company): (&Candidate, &Company)| {
        let text = reading.blocks[candidate.block].text();
        json!({"text": text, "own": candidate.cues.all().collect::<Vec<_>>(), "company": shared(company).collect::<Vec<_>>(), "at": candidate.block})
    };
    candidates.iter().zip(&company).map(one).collect()
}

fn model(text: &str, weights: &Weights) -> Value {
    let source = Source::new("t", text);
    let read = PlainText { tidy: Tidy::NONE, ..PlainText::default() }.read_by(&source, weights);
    let left_out = read.diagnostics.iter().filter(|diagnostic| diagnostic.code == crate::diag::Code::SkippedContent);
    let left_out: Vec<_> = left_out.map(|diagnostic| &diagnostic.message).collect();
    let document = &read.value;
    let meta = &document.meta;
    let mut flat = Flat::default();
    flat.blocks(&document.blocks, "paragraph");
    let notes = std::mem::take(&mut flat.notes);
    flat.out.extend(notes);
    json!({
        "title": meta.title_text(),
        "byline": (!meta.authors.is_empty()).then(|| as_written(text, &meta.authors)),
        "date": meta.date.as_ref().map(|date| &date.iso),
        "standfirst": crate::model::plain(&meta.standfirst),
        "left_out": left_out,
        "blocks": flat.out,
    })
}

/// The names with what stands between them in the text: "Jane Doe and John Roe".
fn as_written(text: &str, names: &[String]) -> String {
    let (first, last) = (&names[0], &names[names.len() - 1]);
    let within = |line: &str| {
        let from = line.find(first.as_str())?;
        let behind = line[from + first.len()..].find(last.as_str())? + first.len() + last.len();
        Some(line[from..from + behind].to_owned())
    };
    let written = || text.lines().filter(|_| names.len() > 1).find_map(within);
    written().unwrap_or_else(|| names.join(", "))
}

/// A document as a flat list of blocks; notes at its end.
#[derive(Default)]
struct Flat {
    out: Vec<Value>,
    notes: Vec<Value>,
}

impl Flat {
    fn blocks(&mut self, blocks: &[Node], paragraph: &str) {
        for block in blocks {
            match &block.kind {
                BlockKind::Heading { level, content, .. } => {
                    let text = self.words(content);
                    self.out.push(json!({"type": "heading", "level": level.get(), "text": text}));
                }
                BlockKind::Paragraph(content) => {
                    let text = self.words(content);
                    self.out.push(json!({"type": paragraph, "text": text}));
                }
                BlockKind::List(list) => {
                    for (number, item) in (0..).zip(&list.items) {
                        for (at, block) in item.content.iter().enumerate() {
                            let kind = if at == 0 { "list_item" } else { "list_cont" };
                            let first = self.out.len();
                            self.blocks(std::slice::from_ref(block), kind);
                            if at == 0
                                && let ListKind::Numbered { start, style } = list.kind
                            {
                                let label = style.label(start + number);
                                let words = self.out[first]["text"].as_str().unwrap_or_default().to_owned();
                                self.out[first]["text"] = format!("{label} {words}").into();
                            }
                        }
                    }
                }
                BlockKind::Quote(content) => self.blocks(content, "quote"),
                BlockKind::Code { text, .. } => self.out.push(json!({"type": "code", "text": text})),
                BlockKind::Figure(figure) => {
                    let text = self.words(&figure.caption);
                    self.out.push(json!({"type": "caption", "text": text}));
                }
                BlockKind::Table(table) => {
                    for row in table.head.iter().chain(&table.rows) {
                        let mut cells = Self::default();
                        row.cells.iter().for_each(|cell| cells.blocks(&cell.content, paragraph));
                        let words: Vec<_> = cells.out.iter().filter_map(|block| block["text"].as_str()).collect();
                        self.out.push(json!({"type": "table_row", "text": words.join(" ")}));
                    }
                }
                other => assert!(matches!(other, BlockKind::Rule), "plain text has no {other:?}"),
            }
        }
    }

    fn words(&mut self, inlines: &[Inline]) -> String {
        let mut text = String::new();
        for inline in inlines {
            match &inline.kind {
                InlineKind::Text(words) | InlineKind::Code(words) => text.push_str(words),
                InlineKind::Link { content, .. }
                | InlineKind::Emph(content)
                | InlineKind::Strong(content)
                | InlineKind::Raised(content) => text.push_str(&self.words(content)),
                // The end of a line of verse.
                InlineKind::Break => text.push('\u{2028}'),
                InlineKind::Note(note) => {
                    let (label, body) = (&note.label, &note.body);
                    let _ = write!(text, "[{label}]");
                    let mut note = Self::default();
                    note.blocks(body, "paragraph");
                    let words: Vec<_> = note.out.iter().filter_map(|block| block["text"].as_str()).collect();
                    self.notes.push(json!({"type": "paragraph", "text": format!("[{label}] {}", words.join(" "))}));
                }
                InlineKind::NoteAgain(label) => {
                    let _ = write!(text, "[{label}]");
                }
                other => panic!("plain text has no {other:?}"),
            }
        }
        text
    }
}
