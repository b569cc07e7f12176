//! `offprint themes`, `formats`, `languages`, `codes`: what there is, one a line, in columns.

use crate::Exit;
use crate::args::List;
use crate::{files, report};
use offprint::diag::{Code, Severity};
use offprint::lang::{LANGUAGES, OTHERS};
use offprint::{read, style, write};

/// Prints one of the lists.
pub fn print(list: &List) -> Exit {
    let text = match list {
        #[cfg(all(feature = "pdf", feature = "markdown"))]
        List::Themes(asked) if asked.preview => return crate::preview::write(asked),
        List::Themes(_) => themes(),
        List::Formats => formats(),
        List::Languages => languages(),
        List::Codes => columns(Code::ALL.iter().map(|code| {
            let severity = match code.severity() {
                Severity::Note => "note",
                Severity::Warning => "warning",
            };
            [code.name().to_owned(), severity.to_owned(), code.meaning().to_owned()]
        })),
        // They are no lists, and have been done before.
    };
    match files::to_stdout(text.as_bytes()) {
        Ok(()) => Exit::Done,
        Err(error) => report::failure(&error),
    }
}

/// The themes, each with its own paper and what it is for; then the papers that every theme takes.
fn themes() -> String {
    let themes = style::THEMES.iter().map(|(name, _)| {
        let theme = style::Theme::named(name, None).expect("the bundled themes are sound: a test reads them");
        [theme.name, theme.page.paper, theme.about]
    });
    let papers: Vec<_> = style::PAPERS.iter().map(|(name, _)| *name).collect();
    format!("{}\npapers: {}\n", columns(themes), papers.join(", "))
}

/// Languages that are read, then those that are only set: hyphens, quotation marks and labels are known of them.
fn languages() -> String {
    let known = LANGUAGES.iter().map(|data| (data.code, data.name));
    let others = OTHERS.iter().map(|other| (other.code, other.name));
    columns(known.chain(others).map(|(code, name)| [code.to_owned(), name.to_owned()]))
}

fn formats() -> String {
    let read = read::FORMATS.iter().map(|format| {
        let extensions: Vec<_> = format.extensions.iter().map(|extension| format!(".{extension}")).collect();
        [format.name.to_owned(), "read".to_owned(), extensions.join(" ")]
    });
    let write = write::FORMATS
        .iter()
        .map(|format| [format.name.to_owned(), "written".to_owned(), format!(".{}", format.extension)]);
    columns(read.chain(write))
}

/// Rows in columns, two spaces apart.
fn columns<const N: usize>(rows: impl Iterator<Item = [String; N]>) -> String {
    let rows: Vec<_> = rows.collect();
    let width = |column: usize| rows.iter().map(|row| row[column].len()).max().unwrap_or(0);
    let widths: Vec<_> = (0..N).map(width).collect();
    let mut out = String::new();
    for row in &rows {
        let cells: Vec<_> = row.iter().zip(&widths).map(|(cell, &width)| format!("{cell:width$}")).collect();
        out.push_str(cells.join("  ").trim_end());
        out.push('\n');
    }
    out
}
