//! `offprint stream`: what goes in and what comes out fits its schema, in order, and nothing ends it but the end.
#![allow(clippy::unwrap_used)] // a test that cannot go on fails
#![cfg(all(feature = "cli", feature = "markdown", feature = "epub"))]

use serde_json::{Value, json};
use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Command, Stdio};

fn offprint(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_offprint"));
    command.current_dir(folder).arg("stream").args(arguments);
    command
}

/// The answers to lines.
fn answers(folder: &Path, arguments: &[&str], lines: &[u8]) -> Vec<Value> {
    let mut child = offprint(folder, arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let lines = lines.to_vec();
    let writer = std::thread::spawn(move || stdin.write_all(&lines));
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap().unwrap();
    let told = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success() && told.is_empty(), "{told}");
    String::from_utf8(output.stdout).unwrap().lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn lines(lines: &[Value]) -> Vec<u8> {
    lines.iter().map(|line| format!("{line}\n")).collect::<String>().into_bytes()
}

/// The bytes that an answer holds.
fn output(answer: &Value) -> Vec<u8> {
    const LETTERS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let text = answer["output"].as_str().unwrap_or_else(|| panic!("no output: {answer}"));
    let (mut bits, mut held, mut bytes) = (0_u32, 0, Vec::new());
    for letter in text.bytes().filter(|b| *b != b'=') {
        bits = bits << 6 | LETTERS.iter().position(|known| *known == letter).unwrap() as u32;
        held += 6;
        if held >= 8 {
            held -= 8;
            bytes.push((bits >> held) as u8);
        }
    }
    bytes
}

fn text(answer: &Value) -> String {
    String::from_utf8(output(answer)).unwrap()
}

#[test]
fn a_line_becomes_an_answer() {
    let folder = tempfile::tempdir().unwrap();
    let article = "# The Harvest\n\nThe mills ran. ![A mill](mill.png)\n";
    let all = [
        json!({"id": 1, "format": "markdown", "content": article, "options": {"to": "epub"}}),
        json!({"id": "two", "name": "b.md", "content": article, "options": {"to": "text", "width": 40, "author": ["A", "B"]}}),
        // Latin-1, in base64.
        json!({"content_base64": "TfxobGUKCkRpZSBN/GhsZSBsaWVmLgo=", "options": {"to": "text", "explain": true}}),
        json!({"id": 4.5, "content": "One.\n", "options": {"to": "text", "no-tidy": "quotes,dashes", "scrub": false, "lang": null}}),
    ];
    let answers = answers(folder.path(), &[], &lines(&all));
    assert_eq!(
        answers.iter().map(|answer| &answer["id"]).collect::<Vec<_>>(),
        [&json!(1), &json!("two"), &Value::Null, &json!(4.5)]
    );
    assert!(answers.iter().all(|answer| answer["ok"] == true), "{answers:?}");
    assert!(output(&answers[0]).starts_with(b"PK"));
    assert_eq!(answers[0]["diagnostics"][0]["code"], "image-missing");
    assert_eq!((&answers[0]["diagnostics"][0]["line"], &answers[0]["words"]), (&json!(3), &json!(7)));
    assert!(text(&answers[1]).contains("By A, B"), "{}", text(&answers[1]));
    assert!(text(&answers[2]).contains("Mühle"), "{}", text(&answers[2]));
    let codes: Vec<_> = answers[2]["diagnostics"].as_array().unwrap().iter().map(|found| &found["code"]).collect();
    assert!(codes.contains(&&json!("encoding-guess")), "{codes:?}");
}

#[cfg(feature = "bundled-fonts")]
#[test]
fn what_the_stream_makes_the_command_makes() {
    let folder = tempfile::tempdir().unwrap();
    let article = "# The Harvest\n\nThe mills ran only *three* days.\n";
    fs::write(folder.path().join("a.md"), article).unwrap();
    let line = json!({"id": 1, "path": "a.md", "options": {"theme": "booklet", "paper": "letter", "date": "2026-03"}});
    let answer = &answers(folder.path(), &["--root", ".", "--author", "Anna Weber"], &lines(&[line]))[0];
    assert_eq!(answer["pages"], 1);
    let alone = ["a.md", "--theme", "booklet", "--paper", "letter", "--date", "2026-03", "--author", "Anna Weber"];
    let status = Command::new(env!("CARGO_BIN_EXE_offprint")).current_dir(folder.path()).args(alone).status().unwrap();
    assert!(status.success());
    assert!(output(answer) == fs::read(folder.path().join("a.pdf")).unwrap());
}

#[test]
fn a_bad_line_is_answered_and_the_next_is_read() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir_all(folder.path().join("root/sub")).unwrap();
    fs::write(folder.path().join("secret.txt"), "secret").unwrap();
    #[cfg(unix)]
    std::os::unix::fs::symlink("../secret.txt", folder.path().join("root/link.txt")).unwrap();
    let cases: [(Vec<u8>, &str); 31] = [
        (b"no json".to_vec(), "not JSON"),
        (b"[1, 2]".to_vec(), "no use"),
        (b"\"\xff\xfe\"".to_vec(), "not JSON"),
        (b"[[[[".repeat(400), "not JSON"),
        (br#"{"id": 9, "contents": "x"}"#.to_vec(), "contents"),
        (br#"{"id": {"a": 1}, "content": "x"}"#.to_vec(), "id is text or a number"),
        (br#"{"id": 9}"#.to_vec(), "one of content"),
        (br#"{"id": 9, "content": "x", "path": "y"}"#.to_vec(), "one of content"),
        (br#"{"id": 9, "content_base64": "!!"}"#.to_vec(), "content_base64"),
        (br#"{"id": 9, "content": "%PDF-1.7"}"#.to_vec(), "not text"),
        (br#"{"id": 9, "content": "x", "format": "docx"}"#.to_vec(), "markdown"),
        (br#"{"id": 9, "content": "x", "options": {"theme": "nope"}}"#.to_vec(), "possible values: brief"),
        (br#"{"id": 9, "content": "x", "options": {"theme": "/etc/passwd.toml"}}"#.to_vec(), "cannot name a file"),
        (br#"{"id": 9, "content": "x", "options": {"cover": "/etc/passwd"}}"#.to_vec(), "cannot name a file"),
        (br#"{"id": 9, "content": "x", "options": {"output": "/tmp/x"}}"#.to_vec(), "cannot be said"),
        (br#"{"id": 9, "content": "x", "options": {"font-dir": "/tmp"}}"#.to_vec(), "cannot be said"),
        (br#"{"id": 9, "content": "x", "options": {"-o": "x"}}"#.to_vec(), "cannot be said"),
        (br#"{"id": 9, "content": "x", "options": {"": true}}"#.to_vec(), "cannot be said"),
        (br#"{"id": 9, "content": "x", "options": {"resources=/tmp": true}}"#.to_vec(), "cannot be said"),
        (br#"{"id": 9, "content": "x", "options": {"cover=/etc/passwd": true}}"#.to_vec(), "cannot be said"),
        (br#"{"id": 9, "content": "x", "options": {"theme=/a.toml": true}}"#.to_vec(), "cannot be said"),
        (br#"{"id": 9, "content": "x", "options": {"font-dir=/tmp": true}}"#.to_vec(), "cannot be said"),
        (br#"{"id": 9, "content": "x", "options": {"output=/tmp/x": true}}"#.to_vec(), "cannot be said"),
        // No option can be shortened.
        (br#"{"id": 9, "content": "x", "options": {"resource": "/tmp"}}"#.to_vec(), "resource"),
        (br#"{"id": 9, "content": "x", "options": {"nonsense": 1}}"#.to_vec(), "nonsense"),
        (br#"{"id": 9, "content": "x", "options": {"width": 3}}"#.to_vec(), "columns"),
        (br#"{"id": 9, "content": "x", "options": {"title": {"a": 1}}}"#.to_vec(), "title is text"),
        (br#"{"id": 9, "path": "../secret.txt"}"#.to_vec(), "does not lie below"),
        (br#"{"id": 9, "path": "/etc/passwd"}"#.to_vec(), "does not lie below"),
        (br#"{"id": 9, "path": "link.txt"}"#.to_vec(), if cfg!(unix) { "does not lie below" } else { "is not there" }),
        (br#"{"id": 9, "path": "sub"}"#.to_vec(), "is a folder"),
    ];
    let good = json!({"id": "good", "content": "Some words.", "options": {"to": "text"}}).to_string();
    let mut all = Vec::new();
    for (line, _) in &cases {
        all.extend([line.as_slice(), b"\n\n  \n", good.as_bytes(), b"\r\n"].concat());
    }
    let answers = answers(folder.path(), &["--root", "root"], &all);
    assert_eq!(answers.len(), 2 * cases.len());
    for ((line, says), pair) in cases.iter().zip(answers.chunks(2)) {
        let shown = String::from_utf8_lossy(&line[..line.len().min(80)]);
        assert_eq!(pair[0]["ok"], false, "{shown}: {}", pair[0]);
        assert!(pair[0]["error"].as_str().unwrap().contains(says), "{shown}: {}", pair[0]);
        assert_eq!((&pair[1]["id"], &pair[1]["ok"]), (&json!("good"), &json!(true)), "after {shown}");
        if shown.contains("\"id\": 9") {
            assert_eq!(pair[0]["id"], 9, "{shown}");
        }
    }
}

#[test]
fn without_a_root_no_path_is_read() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.txt"), "x").unwrap();
    let answer = &answers(folder.path(), &[], b"{\"id\":1,\"path\":\"a.txt\"}\n")[0];
    assert!(answer["error"].as_str().unwrap().contains("--root"), "{answer}");
}

#[test]
fn a_line_that_is_too_long_is_passed_over() {
    let folder = tempfile::tempdir().unwrap();
    let long = json!({"id": 1, "content": "x".repeat(3 << 20)}).to_string();
    let good = json!({"id": 2, "content": "x", "options": {"to": "text"}}).to_string();
    let answers = answers(folder.path(), &["--longest-line", "2"], format!("{long}\n{good}\n{long}").as_bytes());
    assert_eq!(answers.iter().map(|answer| &answer["ok"]).collect::<Vec<_>>(), [false, true, false]);
    assert!(answers[0]["error"].as_str().unwrap().contains("--longest-line"));
}

#[test]
fn answers_come_in_order_whatever_takes_how_long() {
    let folder = tempfile::tempdir().unwrap();
    let line = |id: usize| {
        let content = "The mills ran only three days.\n\n".repeat(if id.is_multiple_of(5) { 300 } else { 1 });
        json!({"id": id, "content": content, "options": {"to": "text"}})
    };
    let all: Vec<_> = (0..40).map(line).collect();
    let ids = |answers: &[Value]| answers.iter().map(|answer| answer["id"].as_u64().unwrap()).collect::<Vec<_>>();
    let one = answers(folder.path(), &["--jobs", "1"], &lines(&all));
    assert_eq!(ids(&one), (0..40).collect::<Vec<_>>());
    assert!(answers(folder.path(), &["--jobs", "4"], &lines(&all)) == one);
    let mut unordered = answers(folder.path(), &["--jobs", "4", "--unordered"], &lines(&all));
    unordered.sort_by_key(|answer| answer["id"].as_u64());
    assert!(unordered == one);
}

#[test]
fn an_answer_comes_before_the_next_line_is_sent() {
    let folder = tempfile::tempdir().unwrap();
    let mut child = offprint(folder.path(), &[]).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    let mut answers = BufReader::new(child.stdout.take().unwrap()).lines();
    let mut stdin = child.stdin.take().unwrap();
    for id in 0..5 {
        stdin.write_all(&lines(&[json!({"id": id, "content": "x", "options": {"to": "text"}})])).unwrap();
        let answer: Value = serde_json::from_str(&answers.next().unwrap().unwrap()).unwrap();
        assert_eq!(answer["id"], id);
    }
    drop(stdin);
    assert!(child.wait().unwrap().success());
}

#[test]
fn nobody_listens_any_more() {
    let folder = tempfile::tempdir().unwrap();
    let mut child = offprint(folder.path(), &[]).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    drop(child.stdout.take());
    let mut stdin = child.stdin.take().unwrap();
    // Standard input stays open: the stream ends all the same.
    stdin.write_all(&lines(&[json!({"id": 1, "content": "x", "options": {"to": "text"}})])).unwrap();
    assert!(child.wait().unwrap().success());
}

#[test]
fn answers_can_be_files() {
    let folder = tempfile::tempdir().unwrap();
    let to = json!({"to": "text"});
    let all = [
        json!({"id": "a.b", "content": "One.", "options": to}),
        json!({"id": 2, "name": "news/today.md", "content": "Two.", "options": to}),
        json!({"id": "../up", "content": "x", "options": to}),
        json!({"id": "/abs", "content": "x", "options": to}),
        json!({"id": ".hidden", "content": "x", "options": to}),
        json!({"content": "x", "options": to}),
    ];
    let answers = answers(folder.path(), &["-o", "out"], &lines(&all));
    let paths: Vec<_> = answers.iter().map(|answer| answer["path"].as_str()).collect();
    assert_eq!(paths, [Some("out/a.b.txt"), Some("out/news/today.txt"), None, None, None, None], "{answers:?}");
    assert_eq!(fs::read_to_string(folder.path().join("out/news/today.txt")).unwrap(), "Two.\n");
    assert!(answers.iter().all(|answer| answer["output"].is_null()));
}

#[test]
fn no_line_writes_over_what_another_wrote() {
    let to = json!({"to": "text"});
    let all = [
        json!({"id": 1, "content": "One.", "options": to}),
        json!({"id": 1, "content": "Two.", "options": to}),
        json!({"id": 2, "name": "sub/q.txt", "content": "Three.", "options": to}),
        json!({"id": 3, "name": "sub/q.md", "content": "Four.", "options": to}),
        // A place that came to nothing is free.
        json!({"id": 4, "content_base64": "?", "options": to}),
        json!({"id": 4, "content": "Six.", "options": to}),
    ];
    for jobs in ["1", "4"] {
        let folder = tempfile::tempdir().unwrap();
        let answers = answers(folder.path(), &["-o", "out", "--jobs", jobs], &lines(&all));
        assert_eq!(
            answers.iter().map(|answer| &answer["ok"]).collect::<Vec<_>>(),
            [true, false, true, false, false, true]
        );
        for (answer, says) in [(&answers[1], "line 2: out/1.txt: another"), (&answers[3], "line 4: out/sub/q.txt: ano")]
        {
            assert!(answer["error"].as_str().unwrap().contains(says), "{answer}");
        }
        assert!(fs::read_to_string(folder.path().join("out/1.txt")).unwrap().contains("One"));
        assert!(fs::read_to_string(folder.path().join("out/sub/q.txt")).unwrap().contains("Three"));
    }
}

/// As much of JSON Schema as the schema uses.
fn check(value: &Value, schema: &Value, root: &Value) -> Result<(), String> {
    if let Some(target) = schema["$ref"].as_str() {
        return check(value, root.pointer(target.strip_prefix('#').unwrap()).unwrap(), root);
    }
    if let Some(any) = schema["anyOf"].as_array() {
        let fits = any.iter().any(|one| check(value, one, root).is_ok());
        return if fits { Ok(()) } else { Err(format!("nothing fits {value}")) };
    }
    if let Some(allowed) = schema["enum"].as_array() {
        return if allowed.contains(value) { Ok(()) } else { Err(format!("{value} is not one of {allowed:?}")) };
    }
    let kind = match value {
        Value::Null => "null",
        Value::Bool(_) => "boolean",
        Value::Number(number) if number.is_u64() => "integer",
        Value::Number(_) => "number",
        Value::String(_) => "string",
        Value::Array(_) => "array",
        Value::Object(_) => "object",
    };
    let kinds = schema["type"].as_array().cloned().unwrap_or_else(|| vec![schema["type"].clone()]);
    if !kinds.iter().any(|one| one == kind || one == "number" && kind == "integer") {
        return Err(format!("{value} is {kind}, not {kinds:?}"));
    }
    for item in value.as_array().into_iter().flatten() {
        check(item, &schema["items"], root)?;
    }
    if let Some(fields) = value.as_object() {
        for required in schema["required"].as_array().into_iter().flatten() {
            fields.get(required.as_str().unwrap()).ok_or(format!("there is no {required}"))?;
        }
        for (name, value) in fields {
            match schema["properties"].get(name) {
                Some(property) => check(value, property, root).map_err(|why| format!("{name}: {why}"))?,
                None if schema["additionalProperties"] == true => {}
                None => return Err(format!("{name} is not in the schema")),
            }
        }
    }
    Ok(())
}

#[test]
fn lines_and_answers_fit_the_schema() {
    let folder = tempfile::tempdir().unwrap();
    let printed = offprint(folder.path(), &["--schema"]).output().unwrap();
    let schema: Value = serde_json::from_slice(&printed.stdout).unwrap();
    let fits = |value: &Value, what: &str| check(value, &schema["$defs"][what], &schema);
    let all = [
        json!({"id": 1, "format": "markdown", "content": "# T\n\n![x](y.png)", "options": {"to": "epub", "deny": "warnings"}}),
        json!({"content": "Words\n=====\n\nand more", "name": null, "options": {"to": "doc", "explain": true, "author": ["A"]}}),
        json!({"id": "x", "content_base64": "eA==", "options": {"to": "text", "width": 30, "no-tidy": ["dashes", "quotes"]}}),
        json!({"id": "x", "path": "not there"}),
    ];
    all.iter().for_each(|line| fits(line, "line").unwrap_or_else(|why| panic!("{line}: {why}")));
    let answers = answers(folder.path(), &[], &lines(&all));
    assert_eq!(answers[0]["denied"], 1);
    answers.iter().for_each(|answer| fits(answer, "answer").unwrap_or_else(|why| panic!("{answer}: {why}")));
    for bad in [
        json!({"content": 3}),
        json!({"contents": "x"}),
        json!({"content": "x", "options": {"to": "docx"}}),
        json!({"content": "x", "options": {"output": "x"}}),
        json!({"content": "x", "options": {"cover": "a.png"}}),
    ] {
        assert!(fits(&bad, "line").is_err(), "{bad}");
    }
}
