//! Which lines must stay as they are: programs, drawings, columns.

use super::layout::Layout;
use super::lines::Line;
use super::settings::are_settings;
use crate::lang::Kind;

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
    if are_settings(lines) || is_session(lines, layout) {
        return true;
    }
    // Hashes are headings of Markdown, too: where they are comments, all other lines are a program's, some for certain.
    let commented = lines.iter().any(|line| is_comment(line.text))
        && lines.iter().all(|line| is_comment(line.text) || is_program(line.text) || is_call(line.text))
        && lines.iter().filter(|line| is_program(line.text)).nth(1).is_some();
    let program = |text: &str| is_program(text) || (commented && (is_comment(text) || is_call(text)));
    let fixed = mostly(lines, program, if indented { 3 } else { 6 })
        || (lines.len() > 2 && mostly(lines, is_drawing, 7))
        || (mostly(lines, is_of_box, 5) && lines.iter().filter(|line| is_frame(line.text)).take(2).count() > 1)
        || mostly(lines, has_columns, 7)
        || is_nest(lines)
        || is_account(lines);
    // Most lines of a list are items, whatever else they look like.
    fixed && lines.iter().filter(|line| line.mark().is_some()).count() * 2 <= lines.len()
}

/// "$ git branch", and below it what the machine answered, which may look like anything.
fn is_session(lines: &[Line<'_>], layout: &Layout) -> bool {
    let command = lines[0].text.strip_prefix("$ ").unwrap_or_default();
    let is_command = command.starts_with(|c: char| c.is_ascii_lowercase() || matches!(c, '.' | '/' | '~'));
    // Where nothing is parted by blank lines, prose may stand below it.
    let apart = || layout.blank_share > 0.2 || lines.iter().all(|line| line.indent >= layout.body_indent + 2);
    is_command && apart()
}

/// Whether a test holds for so many tenths of some lines. It stops where that can no longer be.
fn mostly(lines: &[Line<'_>], test: impl Fn(&str) -> bool, tenths: usize) -> bool {
    let most_failures = lines.len() - (lines.len() * tenths).div_ceil(10);
    let mut failures = 0;
    for line in lines {
        failures += usize::from(!test(line.text));
        if failures > most_failures {
            return false;
        }
    }
    true
}

/// Whether a line is more likely a program's than a sentence.
pub(super) fn is_program(text: &str) -> bool {
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
    let starts = BEFORE.iter().any(|start| text.starts_with(start)) && !text.ends_with(['.', '?', '!']);
    // Most lines of prose have none of these, and need no search.
    let has_signs = text.bytes().any(|b| matches!(b, b'(' | b'=' | b':' | b'<' | b'>' | b'&' | b'|' | b'"' | b'{'));
    let assigns = || {
        let behind = text.find(' ').map_or("", |end| &text[end..]);
        behind.starts_with(" = ") || behind.starts_with(" <- ")
    };
    let inside = || INSIDE.iter().any(|part| text.contains(part)) || assigns() || is_certain_call(text);
    let sentence = || text.ends_with('.') && text.split(' ').count() > 12;
    (ends || starts || (has_signs && (inside() || is_field(text)))) && !sentence()
}

/// `"version": "1.2",`, `, "scripts":`: a name in quotation marks, and what it is, amid others. `"Rain": "It was wet."`
/// may be anybody's.
fn is_field(text: &str) -> bool {
    if !text.starts_with(['{', '[', ',']) && !text.ends_with([',', '{', '[', '}', ']']) {
        return false;
    }
    let field = text.trim_start_matches(['{', '[', ',', ' ']);
    let Some((name, value)) = field.strip_prefix('"').and_then(|field| field.split_once('"')) else { return false };
    let value = value.trim_start().strip_prefix(':').map(str::trim_start);
    let is_name = !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphanumeric() || b"_-.@$/".contains(&b));
    let plain = |value: &str| {
        let value = value.trim_end_matches([',', '}', ']', ' ']);
        value.starts_with(['"', '{', '['])
            || matches!(value, "" | "true" | "false" | "null")
            || value.bytes().all(|b| b.is_ascii_digit() || b"-.eE".contains(&b))
    };
    is_name && value.is_some_and(plain)
}

/// Brackets that open at the ends of lines, and close on lines of their own, with next to nothing else.
fn is_nest(lines: &[Line<'_>]) -> bool {
    const FEWEST: usize = 4;
    let opens = |text: &str| text.ends_with(['{', '[', '(']);
    let closes = |text: &str| text.bytes().all(|b| b"}]),;.".contains(&b));
    let any = |test: &dyn Fn(&str) -> bool| lines.iter().any(|line| test(line.text));
    lines.len() >= FEWEST
        && opens(lines[0].text)
        && any(&|text| text.starts_with(['}', ']', ')']))
        && mostly(lines, |text| opens(text) || closes(text), 8)
}

/// "# Download the data", among the lines of a program.
fn is_comment(text: &str) -> bool {
    text.trim_start_matches('#').starts_with(' ') && text.starts_with('#')
}

/// "library(maps)": a name in small letters, and directly behind it what it is given, in one pair of brackets.
fn is_call(text: &str) -> bool {
    const SHORTEST: usize = 3;
    let Some((name, given)) = text.trim_end_matches(';').split_once('(') else { return false };
    let is_name = name.len() >= SHORTEST
        && name.starts_with(|c: char| c.is_ascii_lowercase())
        && name.bytes().all(|b| b.is_ascii_alphanumeric() || b"._".contains(&b));
    // "item(s)", and "chmod(1)".
    let closed = given.strip_suffix(')').is_some_and(|given| given.len() > 1 && !given.contains(['(', ')']));
    is_name && closed
}

/// `dir.create("~/maps")`, "get(maps, x = 2)": such a call that is given what no prose would have there.
fn is_certain_call(text: &str) -> bool {
    is_call(text) && text.contains(['"', '\'', '='])
}

/// Whether most of a line is neither letters nor digits, as in a drawing or the frame of a table.
fn is_drawing(text: &str) -> bool {
    let mut letters = 0_usize;
    let mut signs = 0_usize;
    for c in text.chars().filter(|c| !c.is_whitespace()) {
        if Kind::of(c).is_alphanumeric() || !(c.is_ascii() || ('\u{2500}'..='\u{25ff}').contains(&c)) {
            letters += 1;
        } else {
            signs += 1;
        }
    }
    signs > 1 && signs > letters
}

/// "+-----+---+": the upper or lower edge of a box.
fn is_frame(text: &str) -> bool {
    let edge = text.len() > 4 && text.starts_with('+') && text.ends_with('+') && text.contains("--");
    edge && text.bytes().all(|b| matches!(b, b'+' | b'-' | b' ' | b'|'))
}

/// "| Mill | Lock |": a line of a box.
fn is_of_box(text: &str) -> bool {
    text.starts_with(['+', '|'])
}

/// Whether lines end with numbers below one another: "Income      4,812.50".
fn is_account(lines: &[Line<'_>]) -> bool {
    const FEWEST: usize = 3;
    let is_amount = |word: &str| {
        let digits = word.bytes().filter(u8::is_ascii_digit).count();
        digits > 0
            && word.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ',' | '-' | '%' | '€' | '$' | '£' | '’'))
    };
    let is_word = |word: &&str| word.chars().any(|c| Kind::of(c).is_alphanumeric());
    let amount = |line: &Line<'_>| line.text.rsplit(' ').find(is_word).is_some_and(is_amount);
    let gaps = || lines.iter().filter(|line| line.text.contains("  ")).count();
    lines.len() >= FEWEST
        && lines[0].text.contains("  ")
        && lines.iter().all(|line| line.extent() == lines[0].extent() && amount(line))
        && gaps() * 2 >= lines.len()
}

/// Whether wide gaps part a line into columns.
fn has_columns(text: &str) -> bool {
    text.contains("   ") || text.contains('\t')
}

#[cfg(test)]
mod tests {
    use super::super::lines::lines;
    use super::*;

    #[test]
    fn boxes_are_drawings_whatever_is_in_them() {
        let text = "\"hello\" (a string):\n+-------------------+---+\n|   the whole hash  | 1 |\n\
            +-------------------+---+\n31                 2   0";
        let lines = lines(text);
        assert!(is_preformatted(&lines, &Layout::of(&lines)));
    }

    #[test]
    fn programs_and_their_comments() {
        let text = "library(maps)\n### Where the maps are kept\ndir.create(\"~/maps\")\nbasin <- read(maps, 2)";
        let program = lines(text);
        assert!(is_preformatted(&program, &Layout::of(&program)));
        let program = lines("## Download the data\ndata <- get(\"maps\")\ndata <- subset(data, 2)");
        assert!(is_preformatted(&program, &Layout::of(&program)));
        let heading = lines("## Usage\nnpm install\nand that is all");
        assert!(!is_preformatted(&heading, &Layout::of(&heading)));
        for text in ["Item(s) of the list", "Author(s)", "The first - and last - of them", "Maps (and globes)"] {
            assert!(!is_program(text), "{text}");
        }
        // References, names with a word in brackets, and what Markdown heads.
        for text in [
            "open(2), read(2), write(2),\nclose(2), exec(3)",
            "Chairman(acting)\nSecretary(retired)\nTreasurer(new)",
            "# Usage\nrun(fast)\nstop(slow)",
            "# Next\nFirst(one)\nSecond(two)\nand that is the whole of it",
            "Bindings are to use\nmaps.create_context() and remove the create_context()\nmethod from what they have.",
        ] {
            let lines = lines(text);
            assert!(!is_preformatted(&lines, &Layout::of(&lines)), "{text}");
        }
    }

    #[test]
    fn data_are_kept_as_they_are() {
        for text in [
            "rekt: {\n    list: [\n        list: [\n        ]\n        ...\n    ]\n    ...\n}",
            "{ \"name\" : \"mill\"\n, \"version\" : \"1.2.3\"\n, \"scripts\":\n  { \"test\": \"vows test/*.js\"\n  , \"mill\": \"b\" } }",
            "\"wheels\": 2,\n\"turns\": true,",
        ] {
            let lines = lines(text);
            assert!(is_preformatted(&lines, &Layout::of(&lines)), "{text}");
        }
        for text in [
            "\"Yes\": that is what she said\n\"No\": that is what he said",
            "\"Who?\" she said\n\"You\", he said",
            "\"Ann\": \"I never went there.\"\n\"Ben\": \"Nor did I.\"",
            "\"Rain\": 12\n\"Snow\": 4",
            "The mill (\nwas it?\n)\nand the lock",
        ] {
            let lines = lines(text);
            assert!(!is_preformatted(&lines, &Layout::of(&lines)), "{text}");
        }
    }

    #[test]
    fn what_a_machine_answers_is_kept_as_it_is() {
        let answered = |first: &str| {
            let text = format!("We look.\n\n{first}\n* main\n  mill\n- lock\n\nThere they are.\n\nAll of them.");
            let lines = lines(&text);
            is_preformatted(&lines[1..5], &Layout::of(&lines))
        };
        assert!(answered("$ git branch -a") && answered("$ ./mill --list"));
        assert!(!answered("$ 5 for each of them") && !answered("The branches are"));
        // Without a blank line anywhere it shows by its indent.
        for (indent, is_apart) in [("  ", true), ("", false)] {
            let text = format!("We look.\n{indent}$ git branch\n{indent}* main\nThere they are.");
            let lines = lines(&text);
            assert_eq!(is_preformatted(&lines[1..3], &Layout::of(&lines)), is_apart);
        }
    }

    #[test]
    fn amounts_below_one_another_are_an_account() {
        assert!(is_account(&lines("  Income       4,812.50 €\n  Expenses     3,977.10 €\n  Left 31 Dec. 9,204.33 €")));
        assert!(!is_account(&lines("It was  in 1812\nand then 1813\nand also 1814")));
    }
}
