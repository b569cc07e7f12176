//! `offprint inspect --json` prints what its schema says.
#![cfg(feature = "cli")]

use serde_json::Value;
use std::path::Path;
use std::process::Command;

fn run(arguments: &[&str]) -> String {
    let inputs = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/read");
    let output = Command::new(env!("CARGO_BIN_EXE_offprint")).args(arguments).current_dir(inputs).output();
    let output = output.expect("the binary runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("JSON is UTF-8")
}

/// As much of JSON Schema as the schema uses. Says where a value does not fit.
fn check(value: &Value, schema: &Value, root: &Value, at: &str) {
    if let Some(target) = schema["$ref"].as_str() {
        let target = target.strip_prefix('#').and_then(|pointer| root.pointer(pointer));
        return check(value, target.expect("a definition of the schema"), root, at);
    }
    if let Some(any) = schema["anyOf"].as_array() {
        let null = value.is_null();
        let fits = any.iter().find(|one| (one["type"] == "null") == null);
        return check(value, fits.unwrap_or_else(|| panic!("{at}: none fits {value}")), root, at);
    }
    if let Some(fixed) = schema.get("const") {
        assert_eq!(value, fixed, "{at}");
    }
    if let Some(allowed) = schema["enum"].as_array() {
        assert!(allowed.contains(value), "{at}: {value}");
    }
    let kinds: Vec<&str> = match &schema["type"] {
        Value::Array(kinds) => kinds.iter().filter_map(Value::as_str).collect(),
        Value::String(kind) => vec![kind],
        _ => return,
    };
    let kind = match value {
        Value::Null => "null",
        Value::Bool(_) => "boolean",
        Value::Number(_) => "integer",
        Value::String(_) => "string",
        Value::Array(_) => "array",
        Value::Object(_) => "object",
    };
    assert!(kinds.contains(&kind), "{at} is {kind}, not {kinds:?}");
    match value {
        Value::Number(number) => {
            let number = number.as_u64().unwrap_or_else(|| panic!("{at}: {number}"));
            assert!(schema["minimum"].as_u64().is_none_or(|least| number >= least), "{at}: {number}");
            assert!(schema["maximum"].as_u64().is_none_or(|most| number <= most), "{at}: {number}");
        }
        Value::Array(values) => {
            for (index, value) in values.iter().enumerate() {
                check(value, &schema["items"], root, &format!("{at}[{index}]"));
            }
        }
        Value::Object(fields) => {
            let properties = schema["properties"].as_object().expect("an object's schema names its properties");
            for required in schema["required"].as_array().expect("and which of them are required") {
                assert!(fields.contains_key(required.as_str().expect("a name")), "{at} has no {required}");
            }
            for (name, value) in fields {
                let property = properties.get(name).unwrap_or_else(|| panic!("{at}.{name} is not in the schema"));
                check(value, property, root, &format!("{at}.{name}"));
            }
        }
        Value::Null | Value::Bool(_) | Value::String(_) => {}
    }
}

#[test]
fn what_is_printed_fits_the_schema() {
    let schema: Value = serde_json::from_str(&run(&["inspect", "--schema"])).expect("the schema is JSON");
    let mut inputs = vec!["bare.txt", "lavrov-blinken-osce.txt", "notes.txt", "chinese.txt", "arabic.txt"];
    if cfg!(feature = "markdown") {
        inputs.extend(["blocks.md", "front-matter-bad.md", "notes.md"]);
    }
    if cfg!(feature = "html") {
        inputs.push("page.html");
    }
    inputs.retain(|name| Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/read").join(name).exists());
    let printed = run(&[&["inspect", "--json"], inputs.as_slice()].concat());
    let lines: Vec<_> = printed.lines().collect();
    assert_eq!(lines.len(), inputs.len(), "one line for each file");
    for (line, input) in lines.iter().zip(&inputs) {
        let value: Value = serde_json::from_str(line).expect("each line is JSON");
        check(&value, &schema, &schema, input);
        assert_eq!(value["file"], *input);
        assert!(value["counts"]["words"].as_u64().is_some_and(|words| words > 0), "{input}");
    }
}
