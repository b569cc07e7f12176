//! Differences between two versions of a file, as programs write them ("unified"): lines with `+`, `-` or a space before
//! them, below `@@ -12,7 +12,8 @@` or the names of the files. The signs are no bullets: such lines stay as they are.

use super::lines::Line;
use std::ops::Range;

/// Marks the lines of differences, and gives them the white space before them back.
pub(super) fn keep<'a>(text: &'a str, lines: &mut [Line<'a>]) {
    let mut at = 0;
    while at < lines.len() {
        let Some(found) = difference(text, lines, at) else {
            at += 1;
            continue;
        };
        let (first, quoted) = (lines[found.start].start, lines[found.start].quoted > 0);
        let margin = first - start_of_line(text, first);
        for line in &mut lines[found.clone()] {
            line.of_diff = true;
            if !quoted {
                restore(text, line, margin);
            }
        }
        at = found.end;
    }
}

/// The line as it was written, but for the margin that the whole difference has.
fn restore<'a>(text: &'a str, line: &mut Line<'a>, margin: usize) {
    let start = start_of_line(text, line.start);
    let raw = &text[start..line.end()];
    let white = margin.min(line.start - start);
    line.text = &raw[white..];
    line.start = start + white;
    line.width = super::lines::width(line.text);
    line.indent = 0;
    line.quoted = 0;
}

/// The difference that begins with a line: the heads of the files, and their hunks.
fn difference(text: &str, lines: &[Line<'_>], at: usize) -> Option<Range<usize>> {
    if !matches!(lines[at].text.as_bytes().first(), Some(b'@' | b'-' | b'd' | b'I')) {
        return None;
    }
    let mut end = at;
    loop {
        let head = end + head(&lines[end..]);
        let Some(hunk) = hunk(text, lines, head).or_else(|| hunk_of_files(text, lines, end..head)) else {
            let end = end.max(head_alone(lines, end..head));
            return (end > at).then_some(at..end);
        };
        end = hunk;
    }
}

/// How many lines name the files.
fn head(lines: &[Line<'_>]) -> usize {
    let Some(first) = lines.first() else { return 0 };
    let touching = |at: usize| lines.get(at).filter(|line| at == 0 || line.blank_before == 0);
    let begins = |at: usize, start: &str| touching(at).is_some_and(|line| line.text.starts_with(start));
    let mut count = 0;
    if begins(0, "Index: ") && begins(1, "=====") {
        count = 2;
    } else if first.text.starts_with("diff ") && is_command(first.text) {
        count = 1 + (1..lines.len()).take_while(|at| EXTENDED.iter().any(|start| begins(*at, start))).count();
    }
    if begins(count, "--- ") && begins(count + 1, "+++ ") { count + 2 } else { count }
}

/// `diff --git a/src/pager.c b/src/pager.c`, "diff -u old new".
fn is_command(text: &str) -> bool {
    text.split(' ').nth(1).is_some_and(|word| word.starts_with('-'))
}

/// What git tells of a file below `diff --git`.
const EXTENDED: &[&str] = &[
    "index ",
    "old mode ",
    "new mode ",
    "new file mode ",
    "deleted file mode ",
    "similarity index ",
    "dissimilarity index ",
    "rename from ",
    "rename to ",
    "copy from ",
    "copy to ",
    "Binary files ",
];

/// Where heads end that have no lines of the file below them.
fn head_alone(lines: &[Line<'_>], head: Range<usize>) -> usize {
    let is_whole = head.len() > 1 && lines[head.start].text.starts_with("diff ");
    if is_whole { head.end } else { head.start }
}

/// Where the hunk below the names of two files ends, if it has no head of its own.
fn hunk_of_files(text: &str, lines: &[Line<'_>], head: Range<usize>) -> Option<usize> {
    let named = head.len() > 1 && lines[head.end - 1].text.starts_with("+++ ");
    named.then(|| Hunk::below(text, lines, head.end - 1, None)).flatten()
}

/// Where the hunk ends that a line heads.
fn hunk(text: &str, lines: &[Line<'_>], at: usize) -> Option<usize> {
    let numbers = lines.get(at)?.text.strip_prefix("@@")?;
    let inner = numbers.trim_start_matches('@').split_once("@@")?.0.trim();
    match counts(inner) {
        Some(counts) => Hunk::below(text, lines, at, Some(counts)),
        None if is_left_out(inner) => Hunk::below(text, lines, at, None),
        None => None,
    }
}

/// `-12,7 +12,8`: of how many lines a hunk is, of the old file and of the new one. A merge has several old ones.
fn counts(inner: &str) -> Option<[usize; 2]> {
    let (old, new) = inner.rsplit_once(' ')?;
    let count = |range: &str, sign: char| {
        let (from, count) = range.strip_prefix(sign)?.split_once(',').unwrap_or((&range[1..], "1"));
        from.parse::<usize>().ok()?;
        count.parse::<usize>().ok()
    };
    let old: Option<Vec<usize>> = old.split(' ').map(|range| count(range, '-')).collect();
    Some([old?.into_iter().max()?, count(new, '+')?])
}

/// `@@ ... @@`, `@@ -12 … @@`: somebody left the numbers out.
fn is_left_out(inner: &str) -> bool {
    !inner.is_empty() && inner.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | '…' | '-' | '+' | ',' | ' '))
}

/// A hunk while its lines are counted.
struct Hunk {
    /// How many lines of the old file and of the new one are still to come, if that is known.
    left: Option<[usize; 2]>,
    /// Some line between the signs has lost the space before it.
    flush: bool,
    /// Where what surely belongs to it ends.
    end: usize,
    /// How many lines have a sign.
    signed: usize,
}

impl Hunk {
    /// The end of the hunk below its head. It has a line with a sign.
    fn below(text: &str, lines: &[Line<'_>], head: usize, left: Option<[usize; 2]>) -> Option<usize> {
        let mut hunk = Self { left, flush: false, end: head + 1, signed: 0 };
        let margin = lines[head].indent;
        for (at, line) in lines.iter().enumerate().skip(head + 1) {
            let kind = Kind::of(text, line, margin);
            if (lines[head].quoted != line.quoted && kind != Kind::Same) || !hunk.takes(at, line, kind) {
                break;
            }
        }
        (hunk.signed > 0).then_some(hunk.end)
    }

    /// Whether a line may belong to the hunk. It surely does where the numbers say so, or nothing stands between.
    fn takes(&mut self, at: usize, line: &Line<'_>, kind: Kind) -> bool {
        if let Some([old, new]) = &mut self.left {
            *old = old.saturating_sub(line.blank_before);
            *new = new.saturating_sub(line.blank_before);
        }
        let touches = line.blank_before == 0;
        let [old, new] = self.left.unwrap_or([usize::MAX; 2]);
        let counted = self.left.is_some();
        let surely = match kind {
            Kind::Head => return false,
            // "--" stands above the signature of a message, too, and a rule below a program.
            Kind::Old if old == 0 && line.text.bytes().all(|byte| byte == b'-') => return false,
            Kind::Old | Kind::New if !touches && self.may_be_over(line) => return false,
            Kind::Old | Kind::New | Kind::Remark => true,
            // Who changes a difference by hand seldom counts again.
            Kind::Same if old == 0 && new == 0 => return false,
            Kind::Flush if old == 0 || new == 0 => return false,
            Kind::Same => touches || counted,
            Kind::Flush if touches => {
                self.flush = true;
                true
            }
            // It may be what the article says next: a sign has to come.
            Kind::Flush if self.flush && counted => false,
            Kind::Flush => return false,
        };
        if let Some([old, new]) = &mut self.left {
            *old = old.saturating_sub(usize::from(matches!(kind, Kind::Old | Kind::Same | Kind::Flush)));
            *new = new.saturating_sub(usize::from(matches!(kind, Kind::New | Kind::Same | Kind::Flush)));
        }
        self.signed += usize::from(matches!(kind, Kind::Old | Kind::New));
        self.end = if surely { at + 1 } else { self.end };
        true
    }

    /// Whether a line with a sign, below an empty one, may be the first item of a list.
    fn may_be_over(&self, line: &Line<'_>) -> bool {
        match self.left {
            Some([old, new]) => old == 0 && new == 0,
            None => line.mark().is_some(),
        }
    }
}

/// What a line of a hunk says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Old,
    New,
    /// It is in both files, and stands further in.
    Same,
    /// The same, without the space before it: or the hunk is over.
    Flush,
    /// `\ No newline at end of file`.
    Remark,
    /// The head of another hunk or file.
    Head,
}

impl Kind {
    fn of(text: &str, line: &Line<'_>, margin: usize) -> Self {
        // What looks like a quotation within a file stands behind a space.
        let behind_space = || text[start_of_line(text, line.start)..].starts_with(' ');
        if line.indent > margin || (line.quoted > 0 && behind_space()) {
            return Self::Same;
        }
        match line.text.as_bytes().first() {
            Some(b'-') => Self::Old,
            Some(b'+') => Self::New,
            Some(b'\\') if line.text.starts_with("\\ ") => Self::Remark,
            Some(b'@') if line.text.starts_with("@@") => Self::Head,
            Some(b'd') if line.text.starts_with("diff ") && is_command(line.text) => Self::Head,
            Some(b'I') if line.text.starts_with("Index: ") => Self::Head,
            _ => Self::Flush,
        }
    }
}

/// Where the line begins in which a place is.
fn start_of_line(text: &str, at: usize) -> usize {
    memchr::memrchr(b'\n', &text.as_bytes()[..at]).map_or(0, |end| end + 1)
}

#[cfg(test)]
mod tests {
    use super::super::{PlainText, Reader};
    use crate::source::Source;

    const PROSE: &str = "Last week a reader sent us a patch that mends the pager. It is short, and we show it whole, because it \
        teaches how such a fault is found.";

    fn dump(text: &str) -> String {
        PlainText::default().read(&Source::new("t", text)).value.dump()
    }

    /// What is kept of a text that stands between two paragraphs.
    fn kept(text: &str) -> Vec<String> {
        use crate::model::BlockKind;
        let read = PlainText::default().read(&Source::new("t", format!("The pager\n\n{PROSE}\n\n{text}\n\n{PROSE}\n")));
        let code = |kind: &BlockKind| match kind {
            BlockKind::Code { text, .. } => Some(text.clone()),
            _ => None,
        };
        read.value.blocks.iter().filter_map(|block| code(&block.kind)).collect()
    }

    const WHOLE: &str = "diff --git a/pager.c b/pager.c\nindex 83db48f..bf269f4 100644\n--- a/pager.c\n+++ b/pager.c\n\
        @@ -12,7 +12,8 @@ int pages(int lines)\n {\n \tint full = lines / 2;\n \n-\treturn full;\n+\t/* The last. */\n\
        +\n+\treturn full + 1;\n }\n \n int first(int page)";

    #[test]
    fn differences_stay_as_they_are() {
        for text in [
            WHOLE,
            // Without the command, and two hunks with an empty line between them.
            "--- a/README\n+++ b/README\n@@ -1,3 +1,3 @@\n The mill\n-It was built in 1812.\n+It was built in 1813.\n It stands.\n\n\
             @@ -20 +20,2 @@\n The end\n+Of the story.",
            "@@ -3,2 +3,2 @@\n Members pay in May.\n-The fee is ten pounds.\n+The fee is twelve pounds.",
            // Somebody left out the numbers, or what stands between.
            "@@ ... @@\n-old\n+new\n same\n\n+another",
            "--- old.txt\n+++ new.txt\n-old\n+new",
            "@@ -3,50 +3,50 @@\n-The fee is ten pounds.\n+The fee is twelve pounds.",
            // A list, a rule and a quotation in what is changed.
            "@@ -1,5 +1,4 @@\n-- one\n-- two\n+- three\n > quoted\n -----\n 12",
            // The spaces were lost.
            "@@ -1,5 +1,5 @@\nThe mill\n-It was built in 1812.\n+It was built in 1813.\n\nIt stands.\n-Here.\n+There.",
            "Index: pager.c\n===================\n--- pager.c (revision 1)\n+++ pager.c (working copy)\n@@ -1 +1 @@\n-a\n+b\n\\ No newline at end of file",
            "diff --git a/one b/two\nsimilarity index 100%\nrename from one\nrename to two",
            "@@@ -1,2 -1,2 +1,3 @@@\n  both\n- one\n -two\n++three",
        ] {
            assert_eq!(kept(text), [text.lines().map(str::trim_end).collect::<Vec<_>>().join("\n")], "{text}");
            let quoted = text.lines().map(|line| format!("> {line}")).collect::<Vec<_>>().join("\n");
            assert_eq!(dump(&format!("{PROSE}\n\n{quoted}")).matches("\n  code diff\n").count(), 1, "{quoted}");
            let further: String = text.lines().map(|line| format!("    {line}\n")).collect();
            assert_eq!(kept(further.trim_end()), kept(text), "{further}");
        }
    }

    #[test]
    fn the_article_goes_on_around_a_difference() {
        let list = "- the header is gone\n- the footer is new\n+ nothing else";
        let text = dump(&format!("The pager\n\n{PROSE}\n\n{WHOLE}\n\n{PROSE}\n\n{list}\n"));
        assert_eq!(text.matches("  item").count(), 3, "{text}");
        assert_eq!(text.matches("Last week").count(), 2, "{text}");
        let message = format!("{WHOLE}\n-- \n2.43.0");
        assert_eq!(kept(&message).concat(), kept(WHOLE).concat());
        let ruled = format!("----------\n{WHOLE}\n----------");
        assert_eq!(kept(&ruled).concat(), kept(WHOLE).concat());
        let short = format!("@@ ... @@\n-old\n+new\n\n{list}");
        assert_eq!(kept(&short), ["@@ ... @@\n-old\n+new"]);
    }

    #[test]
    fn lists_and_ornaments_are_no_differences() {
        for text in [
            "+ It pays for the roof\n+ It is fair\n- It costs more\n- Some will leave",
            "@@@ NEWS @@@\n- one\n- two",
            "@@ -1,2 +1,2 @@\n\nThat is what such a line says.",
            "--- The end ---\n- one\n- two",
            "Index: a - b\n- one",
            "diff is a program\n- one\n- two",
        ] {
            assert!(kept(text).is_empty(), "{text}");
        }
    }
}
