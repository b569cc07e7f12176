//! Which lines must stay as they are: programs, drawings, columns.

use super::layout::Layout;
use super::lines::Line;
use super::marks;

/// Whether lines without a blank line among them are preformatted. When in doubt they are not: words that run on
/// are read more easily than words in a typewriter face.
pub(super) fn is_preformatted(lines: &[Line<'_>], layout: &Layout) -> bool {
    let indented = lines.iter().all(|line| line.indent >= layout.body_indent + 4);
    if lines.len() == 1 {
        return indented && (layout.wrapped || layout.blank_share > 0.2) && is_program(lines[0].text);
    }
    if lines.iter().any(|line| line.width > 160) {
        return false;
    }
    let count = |test: fn(&str) -> bool| lines.iter().filter(|line| test(line.text)).count();
    let programs = count(is_program);
    let items = count(|text| marks::mark(text).is_some());
    if items * 2 > lines.len() {
        return false;
    }
    let drawings = count(is_drawing);
    programs * 10 >= lines.len() * if indented { 3 } else { 6 }
        || (lines.len() > 2 && drawings * 10 >= lines.len() * 7)
        || count(has_columns) * 10 >= lines.len() * 7
}

/// Whether a line is more likely a program's than a sentence.
fn is_program(text: &str) -> bool {
    const INSIDE: &[&str] =
        &["();", "() {", "=>", " == ", " != ", " += ", "::", "</", "/>", "&&", " || ", "-> ", "\", \"", "${", "://{"];
    const BEFORE: &[&str] = &[
        "$ ", "# apt", "#include", "//", "/*", "import ", "from \"", "const ", "let ", "var ", "def ", "fn ", "use ",
        "sudo ", "git ", "npm ", "</", "<?", "@@ ",
    ];
    let statement = text.ends_with(';') && (!text.contains(' ') || text.contains(['(', '=', '{', '[', '"', '$']));
    let ends = statement
        || text.ends_with(['{', '}', '\\'])
        || text.ends_with("});")
        || text.ends_with("},")
        || text.ends_with("):");
    let assigns = text.split_once(" = ").is_some_and(|(name, _)| !name.contains(' '));
    let starts = BEFORE.iter().any(|start| text.starts_with(start)) && !text.ends_with(['.', '?', '!']);
    // Most lines of prose have none of these, and need no search.
    let has_signs = text.bytes().any(|b| matches!(b, b'(' | b'=' | b':' | b'<' | b'>' | b'&' | b'|' | b'"' | b'{'));
    let inside = has_signs && INSIDE.iter().any(|part| text.contains(part));
    let sentence = text.split(' ').count() > 12 && text.ends_with('.');
    !sentence && (ends || assigns || starts || inside)
}

/// Whether most of a line is neither letters nor digits, as in a drawing or the frame of a table.
fn is_drawing(text: &str) -> bool {
    let mut letters = 0_usize;
    let mut signs = 0_usize;
    for c in text.chars().filter(|c| !c.is_whitespace()) {
        if c.is_alphanumeric() || !(c.is_ascii() || ('\u{2500}'..='\u{25ff}').contains(&c)) {
            letters += 1;
        } else {
            signs += 1;
        }
    }
    signs > 1 && signs > letters
}

/// Whether wide gaps part a line into columns.
fn has_columns(text: &str) -> bool {
    text.contains("   ") || text.contains('\t')
}
