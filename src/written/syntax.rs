//! What a file's author has to write where a file is no TOML: its parser speaks to programmers.

/// What the parser's messages begin with, and the same in a person's words. The first that fits.
const SAID: &[(&[&str], &str)] = &[
    (
        &[
            "string values must be quoted",
            "unexpected leading zero",
            "invalid mantissa",
            "missing opening quote",
            "unquoted string",
        ],
        "write words and names of files in straight quotes, \"…\"; only numbers, dates, true and false stand without",
    ),
    (&["invalid basic string, expected `\"`"], "what begins with a quote ends on its line; write \" behind it"),
    (&["invalid literal string, expected `'`"], "what begins with a quote ends on its line; write ' behind it"),
    (&["invalid multi-line basic string"], "what begins with three quotes ends with three; write \"\"\" behind it"),
    (
        &["missing escaped value", "invalid escape sequence", "too few unicode value digits", "invalid unicode"],
        "between quotes a \\ is a sign for something; write / between folders, and \\\\ for a \\",
    ),
    (&["missing comma between array elements"], "write a comma between what stands in a list"),
    (&["missing comma between key-value pairs"], "write a comma between what stands in { }"),
    (&["extra comma"], "a comma stands here with nothing before it; leave it out"),
    (&["duplicate key"], "this has been said above; leave one of both out"),
    (&["unclosed array table"], "write ]] behind the name"),
    (&["unclosed array"], "a list begins with [ and has no end; write ] behind it"),
    (&["unclosed table"], "write ] behind the name"),
    (&["unclosed inline table"], "what begins with { has no end; write } behind it"),
    (&["invalid date", "invalid datetime", "invalid time"], "write a date like 2026-11-24"),
    (
        &["unexpected key or value", "unexpected content"],
        "something stands behind what the line says; within quotes, write \\\" for a quote",
    ),
    (
        &[
            "key with no value",
            "invalid unquoted key",
            "missing assignment",
            "invalid key",
            "unquoted keys cannot be empty",
        ],
        "write NAME = VALUE; names have letters, figures, - and _ alone",
    ),
    (&["missing value"], "nothing is said behind the =; write it, or leave the line out"),
    (&["cannot recurse further"], "brackets stand within brackets too deep"),
];

/// A message of the parser's in a person's words, with what to write instead.
pub(super) fn said(message: &str) -> Option<&'static str> {
    let fits = |(begins, _): &&(&[&str], &'static str)| begins.iter().any(|begin| message.starts_with(begin));
    SAID.iter().find(fits).map(|(_, said)| *said)
}

#[cfg(test)]
mod tests {
    use super::super::Fault;

    /// Slips of those who have never written TOML: none is told in the parser's words.
    #[test]
    fn slips_are_told_with_what_to_write() {
        for (text, remedy) in [
            ("title = Grain", "straight quotes"),
            ("title = “Grain”", "straight quotes"),
            ("file = 01.md", "straight quotes"),
            ("essential = yes", "true and false"),
            ("title = \"Grain\n", "write \" behind it"),
            ("title = 'Grain\n", "write ' behind it"),
            ("title = \"\"\"Grain\n", "\"\"\" behind it"),
            ("file = \"texts\\harvest.md\"", "write / between folders"),
            ("file = \"texts\\unter.md\"", "write / between folders"),
            ("articles = [\"a.md\" \"b.md\"]", "a comma"),
            ("series = { name = \"a\" position = 3 }", "a comma"),
            ("title = \"a\"\ntitle = \"b\"", "one of both"),
            ("[[article]\nfile = \"a.md\"", "write ]]"),
            ("[look\ntheme = \"brief\"", "write ] behind the name"),
            ("articles = [\"a.md\"\n", "write ] behind it"),
            ("series = { name = \"a\"\n", "write } behind it"),
            ("date = 2026-1-4", "2026-11-24"),
            ("title = \"The \"great\" grain\"", "for a quote"),
            ("title: Grain", "NAME = VALUE"),
            ("prepared for = \"the board\"", "NAME = VALUE"),
            ("title", "NAME = VALUE"),
            ("title =", "straight quotes"),
        ] {
            let error = toml::from_str::<toml::Table>(text).expect_err(text);
            let fault = Fault::from(error);
            assert!(fault.why.contains(remedy), "{text}: {}", fault.why);
        }
    }
}
