//! A copy for each recipient: who they are, and what their files are called.

use anyhow::{Result, anyhow, bail};
use offprint::packet::Copy;
use std::collections::BTreeSet;
use std::ffi::OsString;
use std::path::{Path, PathBuf};

/// The longest that a name makes a file's name, in bytes: file systems take 255 for the whole.
const LONGEST: usize = 80;

/// The file of a copy, beside the one that would be made without copies: `briefing.pdf`, `briefing-07-Anna-Weber.pdf`.
pub fn path(plain: &Path, copy: &Copy, all: &[Copy]) -> PathBuf {
    let mut name = plain.file_stem().map(OsString::from).unwrap_or_default();
    let counted = |number: &str| number.bytes().all(|b| b.is_ascii_digit());
    let width = all.iter().map(|copy| &*copy.number).filter(|number| counted(number)).map(str::len).max().unwrap_or(0);
    let number = &copy.number;
    let number = if counted(number) { format!("{number:0>width$}") } else { safe(number) };
    for part in [number, safe(&copy.name)].iter().filter(|part| !part.is_empty()) {
        name.push("-");
        name.push(part);
    }
    if let Some(extension) = plain.extension() {
        name.push(".");
        name.push(extension);
    }
    plain.with_file_name(name)
}

/// Letters and figures, of whatever script; all else is a hyphen, so that no name leads anywhere.
fn safe(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars() {
        if c.is_alphanumeric() {
            if out.len() + c.len_utf8() > LONGEST {
                break;
            }
            out.push(c);
        } else if !out.is_empty() && !out.ends_with('-') && c != '\'' && c != '’' {
            out.push('-');
        }
    }
    out.trim_end_matches('-').to_owned()
}

/// No two copies may be one file.
pub fn refuse_collisions(plain: &Path, all: &[Copy]) -> Result<()> {
    let mut names = BTreeSet::new();
    for copy in all {
        let path = path(plain, copy, all);
        // Many file systems take capitals and small letters for the same.
        if !names.insert(path.to_string_lossy().to_lowercase()) {
            bail!("two copies would both be {}; give one another number", path.display());
        }
    }
    Ok(())
}

/// The text of a table of recipients.
pub fn text(path: &Path) -> Result<String> {
    let text = String::from_utf8(crate::files::read(path)?);
    text.map_err(|_| anyhow!("is not text in UTF-8; save the table as CSV in UTF-8"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn copy(number: &str, name: &str) -> Copy {
        Copy { number: number.to_owned(), of: None, name: name.to_owned(), watermark: None }
    }

    #[test]
    fn files_are_called_after_number_and_name() {
        let all = [copy("7", "Anna O'Neill, MP"), copy("12", "../../etc/passwd"), copy("B/1", "Анна")];
        let names: Vec<_> = all.iter().map(|one| path(Path::new("out/b.x.pdf"), one, &all)).collect();
        let expected = ["out/b.x-07-Anna-ONeill-MP.pdf", "out/b.x-12-etc-passwd.pdf", "out/b.x-B-1-Анна.pdf"];
        assert_eq!(names, expected.map(PathBuf::from));
        assert!(safe(&"ж".repeat(500)).len() <= LONGEST);
    }

    #[test]
    fn two_copies_are_never_one_file() {
        assert!(refuse_collisions(Path::new("a.pdf"), &[copy("A/1", "x"), copy("a-1", "X")]).is_err());
        assert!(refuse_collisions(Path::new("a.pdf"), &[copy("1", "x"), copy("2", "x")]).is_ok());
    }
}
