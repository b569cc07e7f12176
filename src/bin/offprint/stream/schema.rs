//! The JSON Schema of lines and answers. The options in it are those of the command line, read from there.

use super::line::NOT_IN_A_LINE;
use crate::args::Cli;
use anyhow::Result;
use clap::{ArgAction, CommandFactory};
use serde_json::{Map, Value, json};

/// The schema, as text.
pub fn text() -> Result<String> {
    let mut schema: Value = serde_json::from_str(include_str!("schema.json"))?;
    schema["$defs"]["options"] = options();
    Ok(format!("{}\n", serde_json::to_string_pretty(&schema)?))
}

fn options() -> Value {
    let mut properties = Map::new();
    for argument in Cli::command().get_arguments() {
        let Some(long) = argument.get_long().filter(|long| !NOT_IN_A_LINE.contains(long)) else { continue };
        let about = argument.get_help().map(ToString::to_string).unwrap_or_default();
        let names: Vec<_> = argument.get_possible_values().iter().map(|value| value.get_name().to_owned()).collect();
        let takes = argument.get_action().takes_values();
        let value = match (takes, long) {
            (false, _) => json!({ "type": "boolean" }),
            (true, "cover") => json!({ "enum": ["draw"] }),
            // Alone it means what it means on the command line without a value.
            (true, "report") => json!({ "enum": [true, "text", "json"] }),
            (true, _) if names.is_empty() => json!({ "type": ["string", "number"] }),
            (true, _) => json!({ "enum": names }),
        };
        let many = matches!(argument.get_action(), ArgAction::Append);
        let mut property = if many { json!({ "anyOf": [{ "type": "array", "items": value }, value] }) } else { value };
        property["description"] = Value::String(about);
        properties.insert(long.to_owned(), property);
    }
    json!({
        "description": "Long options of the command line, without their dashes; they go before what the stream was started with. null and false leave an option out.",
        "type": "object",
        "additionalProperties": false,
        "properties": properties,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::any::TypeId;
    use std::path::PathBuf;

    #[test]
    fn no_line_can_name_a_file() {
        for argument in Cli::command().get_arguments() {
            let Some(long) = argument.get_long() else { continue };
            let names_a_file = argument.get_value_parser().type_id() == TypeId::of::<PathBuf>();
            // A cover may be `draw`, which is checked for.
            assert!(!names_a_file || NOT_IN_A_LINE.contains(&long) || long == "cover", "--{long}");
        }
    }
}
