//! Files of settings, as YAML has them: names with a colon, what they are behind it or further in below it. They are kept as
//! they are, for the dashes and the white space before a line are what they say.

use super::lines::Line;

/// What a line is in such a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// `name: value`, or `- name: value`.
    Named,
    /// The same, with several words for a value: a sentence, or a title.
    Described,
    /// `name:`: what it is stands below.
    Opens,
    /// `name: |`: what it is stands below, a text or a program.
    OpensText,
    /// `- value`.
    Item,
    /// `# The token is not needed here.`
    Comment,
    Other,
}

impl Kind {
    fn of(text: &str) -> Self {
        if text.starts_with("# ") {
            return Self::Comment;
        }
        let (inner, item) = match text.strip_prefix("- ") {
            Some(inner) => (inner.trim_start(), true),
            None => (text, false),
        };
        match inner.split_once(':') {
            Some((name, "")) if is_name(name) => Self::Opens,
            Some((name, " |" | " >" | " |-" | " >-")) if is_name(name) => Self::OpensText,
            Some((name, value)) if is_name(name) && value.starts_with(' ') => {
                if is_value(value.trim()) {
                    Self::Named
                } else {
                    Self::Described
                }
            }
            _ if item && is_value(inner) => Self::Item,
            _ => Self::Other,
        }
    }
}

/// `runs-on`, `python_version`, `actions.v2`: no sentence's words, of which one may stand before a colon as well.
fn is_name(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_lowercase())
        && name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b"_-.".contains(&b))
}

/// A value in one word, in quotation marks or in brackets, and what is remarked on it.
fn is_value(text: &str) -> bool {
    let (text, _) = text.split_once(" #").unwrap_or((text, ""));
    !text.contains(' ') || (text.starts_with(['"', '\'', '[', '{']) && text.ends_with(['"', '\'', ']', '}']))
}

/// Whether lines without a blank line among them are settings: most of them are named, and some of those stand further in,
/// below the name that they belong to.
pub(super) fn are_settings(lines: &[Line<'_>]) -> bool {
    let [mut named, mut plain, mut other, mut sentences] = [0_usize; 4];
    let mut nested = false;
    // How far in the name stands whose value comes next, and the one whose text does.
    let (mut opened, mut text): (Option<usize>, Option<usize>) = (None, None);
    for line in lines {
        if text.is_some_and(|indent| line.indent > indent) {
            nested = true;
            continue;
        }
        let kind = Kind::of(line.text);
        if kind == Kind::Comment {
            plain += 1;
            continue;
        }
        if named == 0 && matches!(kind, Kind::Item | Kind::Other) {
            return false;
        }
        let is_item = line.text.starts_with("- ");
        let below = |indent: usize| line.indent > indent || (is_item && line.indent == indent);
        nested |= kind != Kind::Other && opened.is_some_and(below);
        opened = (kind == Kind::Opens).then_some(line.indent);
        text = (kind == Kind::OpensText).then_some(line.indent);
        match kind {
            Kind::Named | Kind::Opens | Kind::OpensText => named += 1,
            Kind::Described => {
                named += 1;
                sentences += 1;
            }
            Kind::Item | Kind::Comment => plain += 1,
            Kind::Other => other += 1,
        }
    }
    nested && named > 1 && sentences * 2 < named && named + plain >= other * 2 && named * 3 >= plain
}

#[cfg(test)]
mod tests {
    use super::super::{PlainText, Reader};
    use crate::model::BlockKind;
    use crate::source::Source;

    const PROSE: &str = "We send every change to the mill first, and only then to the lock, because the mill is older and \
        whatever it takes the lock will take as well.";

    /// The programs in an article with this text between two paragraphs.
    fn kept(text: &str) -> Vec<String> {
        let article = format!("How the lock is built\n\n{PROSE}\n\n{text}\n\n{PROSE}\n");
        let read = PlainText::default().read(&Source::new("t", article)).value;
        let code = |kind: &BlockKind| match kind {
            BlockKind::Code { text, .. } => Some(text.clone()),
            _ => None,
        };
        read.blocks.iter().filter_map(|block| code(&block.kind)).collect()
    }

    #[test]
    fn settings_keep_their_dashes() {
        for text in [
            "name: build the lock\non:\n  schedule:\n  - cron: '0 0 * * *'\n  push:\n    branches:\n      - main",
            "- name: Upload\n  uses: mill/upload@main\n  with:\n    path: dist/\n    token: secret",
            "# .mill/settings.yml\nversion: 2\nupdates:\n  # Once a month is enough.\n  - package: \"lock\"\n    every: \"month\"",
            "permissions:\n  contents: read",
            "- name: Verify\n  shell: bash\n  run: |\n    for lock in dist/*; do\n        open \"$lock\"\n    done",
        ] {
            assert_eq!(kept(text), [text], "{text}");
        }
        // What is parted by an empty line, and further in, goes on.
        let parted = "jobs:\n  build:\n    steps:\n      - name: One\n        uses: mill/one\n\n      # - name: Two\n      # ...\n\n      - uses: mill/three";
        assert_eq!(kept(parted).concat().matches("- ").count(), 3, "{:?}", kept(parted));
    }

    #[test]
    fn lists_of_words_are_no_settings() {
        for text in [
            "ingredients:\n- flour\n- sugar\n- two eggs",
            "anna: I never went there.\nben: nor did I.\nanna: who did?",
            "for: Anna, Ben\nagainst: nobody",
            "to do:\n- mend the mill\n- open the lock",
            "note: the mill is closed\n- it has no wheel\n- it has no water",
            "mill-lock-config:\n  mill: Open the lock when the water is high",
        ] {
            assert!(kept(text).is_empty(), "{text}: {:?}", kept(text));
        }
    }
}
