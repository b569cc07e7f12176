//! The document as stable text, at the level a person reviews: a block a line, children indented, inlines in
//! braces. Spans are left out; golden files would otherwise change with every edit above them.

use super::{
    Alert, Align, Block, BlockKind, CalledPages, Cell, CellKind, Date, Definition, Display, Document, Inline,
    InlineKind, List, ListKind, Numbering, PageRef, PictureWidth, Spread, Table, Target, Task,
};
use std::fmt::Write;

/// The whole document: metadata, a rule, blocks.
pub fn dump(document: &Document) -> String {
    let mut out = String::new();
    let meta = &document.meta;
    line(&mut out, "title", &inlines(&meta.title));
    line(&mut out, "standfirst", &inlines(&meta.standfirst));
    line(&mut out, "byline", &meta.authors.join("; "));
    line(&mut out, "publication", meta.publication.as_deref().unwrap_or_default());
    line(&mut out, "date", &meta.date.as_ref().map(date).unwrap_or_default());
    line(&mut out, "url", meta.url.as_deref().unwrap_or_default());
    line(&mut out, "language", meta.language.as_ref().map(|language| language.tag()).unwrap_or_default());
    line(&mut out, "keywords", &meta.keywords.join("; "));
    line(&mut out, "description", meta.description.as_deref().unwrap_or_default());
    line(&mut out, "rights", meta.rights.as_deref().unwrap_or_default());
    out.push_str("---\n");
    blocks(&mut out, &document.blocks, 0);
    out
}

fn line(out: &mut String, name: &str, value: &str) {
    if !value.is_empty() {
        let _ = writeln!(out, "{name}: {value}");
    }
}

fn date(date: &Date) -> String {
    if date.iso == date.written { date.iso.clone() } else { format!("{} (\"{}\")", date.iso, date.written) }
}

fn blocks(out: &mut String, blocks: &[Block], depth: usize) {
    for block in blocks {
        self::block(out, block, depth);
    }
}

fn block(out: &mut String, block: &Block, depth: usize) {
    match &block.kind {
        BlockKind::Heading { level, anchor, content } => {
            let anchor = anchor.as_ref().map(|name| format!(" #{name}")).unwrap_or_default();
            put(out, depth, &format!("heading {}{anchor}: {}", level.get(), inlines(content)));
        }
        BlockKind::Paragraph(content) => put(out, depth, &format!("paragraph: {}", inlines(content))),
        BlockKind::List(list) => self::list(out, list, depth),
        BlockKind::Definitions(all) => definitions(out, all, depth),
        BlockKind::Quote(content) => {
            put(out, depth, "quote");
            blocks(out, content, depth + 1);
        }
        BlockKind::Alert { kind, content } => {
            put(out, depth, &format!("alert {}", alert_name(*kind)));
            blocks(out, content, depth + 1);
        }
        BlockKind::Code { language, text } => {
            put(out, depth, &format!("code {}", language.as_deref().unwrap_or_default()));
            text.split('\n').for_each(|line| put(out, depth + 1, &format!("|{line}")));
        }
        BlockKind::Table(table) => self::table(out, table, depth),
        BlockKind::Figure(figure) => {
            let image = &figure.image;
            let width = match image.width {
                PictureWidth::Natural => String::new(),
                PictureWidth::Share(share) => format!(" {share} %"),
                PictureWidth::UpTo(share) => format!(" up to {share} %"),
                PictureWidth::Points(tenths) => format!(" {}.{} pt", tenths / 10, tenths % 10),
                PictureWidth::Pixels(pixels) => format!(" {pixels} px"),
                PictureWidth::PixelsHigh(pixels) => format!(" {pixels} px high"),
            };
            let leads = image.leads.as_ref().map(|address| format!(" -> {address}")).unwrap_or_default();
            put(out, depth, &format!("figure {}{width}{leads} [{}]", image.shown(), image.alt));
            if !figure.caption.is_empty() {
                put(out, depth + 1, &format!("caption: {}", inlines(&figure.caption)));
            }
        }
        BlockKind::Rule => put(out, depth, "rule"),
    }
}

fn list(out: &mut String, list: &List, depth: usize) {
    match list.kind {
        ListKind::Bulleted => put(out, depth, "list"),
        ListKind::Numbered { start, style } if style == Numbering::default() => {
            put(out, depth, &format!("list from {start}"));
        }
        ListKind::Numbered { start, style } => put(out, depth, &format!("list from {}", style.label(start))),
    }
    for item in &list.items {
        let name = match item.task {
            None => "item",
            Some(Task::Open) => "item [ ]",
            Some(Task::Done) => "item [x]",
        };
        put(out, depth + 1, name);
        blocks(out, &item.content, depth + 2);
    }
}

fn definitions(out: &mut String, definitions: &[Definition], depth: usize) {
    put(out, depth, "definitions");
    for definition in definitions {
        for term in &definition.terms {
            put(out, depth + 1, &format!("term: {}", inlines(term)));
        }
        for meaning in &definition.meanings {
            put(out, depth + 1, "meaning");
            blocks(out, meaning, depth + 2);
        }
    }
}

fn table(out: &mut String, table: &Table, depth: usize) {
    let columns: Vec<_> = table.columns.iter().map(|align| align_name(*align)).collect();
    put(out, depth, &format!("table {}", columns.join(" ")));
    if !table.caption.is_empty() {
        put(out, depth + 1, &format!("caption: {}", inlines(&table.caption)));
    }
    let head = table.head.iter().map(|row| ("head", row));
    for (kind, row) in head.chain(table.rows.iter().map(|row| ("row", row))) {
        let cell = |cell: &Cell| {
            let head = if cell.kind == CellKind::RowHead { "(head) " } else { "" };
            match cell.spread {
                Spread::One => format!("{head}{}", cell_text(&cell.content)),
                Spread::Over { columns, rows } => format!("{head}({columns}×{rows}) {}", cell_text(&cell.content)),
                Spread::Covered => "<".to_owned(),
            }
        };
        let cells: Vec<_> = row.cells.iter().map(cell).collect();
        put(out, depth + 1, &format!("{kind}: {}", cells.join(" | ")));
    }
}

fn alert_name(kind: Alert) -> &'static str {
    match kind {
        Alert::Note => "note",
        Alert::Tip => "tip",
        Alert::Important => "important",
        Alert::Warning => "warning",
        Alert::Caution => "caution",
    }
}

fn align_name(align: Align) -> &'static str {
    match align {
        Align::Auto => "auto",
        Align::Left => "left",
        Align::Center => "center",
        Align::Right => "right",
    }
}

/// A cell that is one paragraph is its words; anything else is its blocks in brackets.
fn cell_text(content: &[Block]) -> String {
    match content {
        [] => String::new(),
        [Block { kind: BlockKind::Paragraph(content), .. }] => inlines(content),
        _ => {
            let mut out = String::new();
            blocks(&mut out, content, 0);
            format!("[{}]", out.trim_end().replace('\n', " / "))
        }
    }
}

fn put(out: &mut String, depth: usize, text: &str) {
    let text = text.trim_end();
    let _ = writeln!(out, "{:width$}{text}", "", width = depth * 2);
}

fn inlines(inlines: &[Inline]) -> String {
    let mut out = String::new();
    for inline in inlines {
        self::inline(&mut out, &inline.kind);
    }
    out
}

fn inline(out: &mut String, kind: &InlineKind) {
    let mut wrap = |name: &str, inner: &[Inline]| {
        let _ = write!(out, "{{{name} {}}}", inlines(inner));
    };
    match kind {
        InlineKind::Text(text) => out.push_str(text),
        InlineKind::Emph(inner) => wrap("emph", inner),
        InlineKind::Strong(inner) => wrap("strong", inner),
        InlineKind::Strike(inner) => wrap("strike", inner),
        InlineKind::SmallCaps(inner) => wrap("smallcaps", inner),
        InlineKind::Raised(inner) => wrap("raised", inner),
        InlineKind::Lowered(inner) => wrap("lowered", inner),
        InlineKind::Ruby(inner) => wrap("ruby", inner),
        InlineKind::Reading(inner) => wrap("reading", inner),
        InlineKind::Link { target, content } => match &**target {
            Target::Url(url) => wrap(&format!("link <{url}>"), content),
            Target::Anchor(anchor) => wrap(&format!("link #{anchor}"), content),
            Target::Place(place) => wrap(&format!("link @{}", self::place(place)), content),
        },
        InlineKind::Code(text) => {
            let _ = write!(out, "{{code {text}}}");
        }
        InlineKind::Math { tex, display } => {
            let name = if *display == Display::Block { "formula" } else { "math" };
            let _ = write!(out, "{{{name} {tex}}}");
        }
        InlineKind::Image(image) => {
            let _ = write!(out, "{{image {} [{}]}}", image.shown(), image.alt);
        }
        InlineKind::Note(note) => {
            let _ = write!(out, "{{note {}: {}}}", note.label, cell_text(&note.body));
        }
        InlineKind::NoteAgain(label) => {
            let _ = write!(out, "{{note {label}}}");
        }
        InlineKind::Break => out.push_str("{break}"),
        InlineKind::Mark(mark) => {
            let _ = write!(out, "{{mark {mark}}}");
        }
        InlineKind::Pages(places, called) => {
            let places: Vec<_> = places.iter().map(place).collect();
            let kind = match called {
                CalledPages::Bare => "pages",
                CalledPages::Named => "named-pages",
            };
            let _ = write!(out, "{{{kind} {}}}", places.join(" "));
        }
    }
}

fn place(place: &PageRef) -> String {
    match &place.mark {
        Some(mark) => format!("{}#{mark}", place.part),
        None => place.part.to_string(),
    }
}
