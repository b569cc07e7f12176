//! A line of the stream: what it asks for, checked as the command line is.

use crate::args::{Convert, Product};
use crate::convert::{Article, format};
use crate::files;
use crate::kit::Look;
use crate::plan::Input;
use crate::said::Said;
use anyhow::{Context, Result, anyhow, bail};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use offprint::{read, write};
use serde::Deserialize;
use serde_json::{Map, Value};
use std::collections::HashMap;
use std::ffi::OsString;
use std::fs;
use std::path::{Component, Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

/// What a line asks for.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Line {
    #[serde(default)]
    pub id: Value,
    name: Option<String>,
    format: Option<String>,
    content: Option<String>,
    content_base64: Option<String>,
    path: Option<String>,
    #[serde(default)]
    options: Map<String, Value>,
}

/// Options that a line may not say: they name files, are the same for all lines, or ask for what a line has no answer
/// to. Who starts the stream may say them.
pub const NOT_IN_A_LINE: [&str; 9] = [
    "output",
    "resources",
    "font-dir",
    "system-fonts",
    "icc",
    "print-to",
    "pages-from-pdf",
    "from", // a line says `format`
    "quiet",
];

/// What options come to.
pub struct Wanted {
    pub convert: Convert,
    pub look: Look,
    pub product: Product,
}

/// What options came to, by how they were written: most lines of a stream say the same.
pub struct Known {
    base: Said,
    known: Mutex<HashMap<String, Arc<Wanted>>>,
}

/// How many different ways to write options are remembered.
const MOST_KNOWN: usize = 256;

impl Known {
    /// Lines add to, and change, what the command line said.
    pub fn new(base: Said) -> Self {
        Self { base, known: Mutex::default() }
    }

    /// What a line's options come to.
    pub fn wanted(&self, options: &Map<String, Value>) -> Result<Arc<Wanted>> {
        let key = serde_json::to_string(options)?;
        if let Some(known) = self.known.lock().unwrap_or_else(PoisonError::into_inner).get(&key) {
            return Ok(Arc::clone(known));
        }
        let mut said = self.base.clone();
        for (long, value) in options {
            said.0.remove(long.as_str());
            if let Some(values) = values(long, value)? {
                said.0.insert(long.clone(), values);
            }
        }
        let convert = Convert::from_arguments(said.arguments()).map_err(told)?;
        crate::batch::check(&convert).map_err(told)?;
        let look = Look::new(&convert).map_err(|_| anyhow!("the theme cannot be used"))?;
        let product = convert.to.unwrap_or(Product::File(&write::FORMATS[0]));
        let wanted = Arc::new(Wanted { convert, look, product });
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        if known.len() >= MOST_KNOWN {
            known.clear();
        }
        known.insert(key, Arc::clone(&wanted));
        Ok(wanted)
    }
}

/// A mistake as the command line tells it, in one line.
fn told(mistake: clap::Error) -> anyhow::Error {
    let text = mistake.render().to_string();
    let lines = text.lines().map(str::trim).take_while(|line| !line.starts_with("Usage:"));
    let lines = lines.filter(|line| !line.is_empty() && !line.starts_with("For more information"));
    let line = lines.collect::<Vec<_>>().join("; ");
    anyhow!("options: {}", line.trim_start_matches("error: "))
}

/// The values of an option, as the command line would have them; none if it is not said.
fn values(long: &str, value: &Value) -> Result<Option<Vec<OsString>>> {
    // A name with an equals sign would bring a value of its own, and be another option than the one asked about.
    let is_name = !long.is_empty() && long.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
    if !is_name || NOT_IN_A_LINE.contains(&long) || long.starts_with('-') {
        bail!(
            "options: {long:?} cannot be said in a line; write the name of an option of `offprint`, without its dashes"
        );
    }
    let one = |value: &Value| match value {
        Value::String(text) => Ok(OsString::from(text)),
        Value::Number(number) => Ok(OsString::from(number.to_string())),
        Value::Null | Value::Bool(_) | Value::Array(_) | Value::Object(_) => {
            Err(anyhow!("options: {long} is text, a number, true or false, or a list of texts"))
        }
    };
    let values = match value {
        Value::Null | Value::Bool(false) => return Ok(None),
        Value::Bool(true) => Vec::new(),
        Value::Array(values) if values.is_empty() => return Ok(None),
        Value::Array(values) => values.iter().map(one).collect::<Result<_>>()?,
        Value::String(_) | Value::Number(_) | Value::Object(_) => vec![one(value)?],
    };
    let file = match long {
        "theme" => values.iter().any(|value| value.to_string_lossy().contains(['/', '\\', '.'])),
        "cover" => values.iter().any(|value| value != "draw"),
        _ => false,
    };
    if file {
        bail!("options: {long} cannot name a file in a line; say it when the stream is started");
    }
    Ok(Some(values))
}

impl Line {
    /// Reads a line. Of one that has no use the `id` is kept, if it has that.
    pub fn parse(line: &[u8]) -> (Value, Result<Self>) {
        match serde_json::from_slice::<Self>(line) {
            Ok(line) if is_id(&line.id) => (line.id.clone(), Ok(line)),
            Ok(_) => (Value::Null, Err(anyhow!("id is text or a number"))),
            Err(error) => {
                let value = serde_json::from_slice::<Value>(line).ok();
                if value.as_ref().is_some_and(|value| !value.is_object()) {
                    return (
                        Value::Null,
                        Err(anyhow!("the line has no use: it is no object, {{\"id\": …, \"content\": …}}")),
                    );
                }
                let id = value.as_ref().and_then(|value| value.get("id")).filter(|id| is_id(id));
                let what = if value.is_none() { "is not JSON" } else { "has no use" };
                (id.cloned().unwrap_or_default(), Err(anyhow!("the line {what}: {error}")))
            }
        }
    }

    /// What its options come to.
    pub fn wanted(&self, known: &Known) -> Result<Arc<Wanted>> {
        known.wanted(&self.options)
    }

    /// The article. `root` is what paths lie below.
    pub fn article(&mut self, options: &Convert, root: Option<&Path>) -> Result<Article> {
        let said = [&self.content, &self.content_base64, &self.path].into_iter().flatten().count();
        if said != 1 {
            bail!("one of content, content_base64 and path says what the article is; here are {said}");
        }
        let from = match &self.format {
            None => options.from,
            Some(name) => Some(read::FORMATS.iter().find(|format| format.name == name).ok_or_else(|| {
                let names: Vec<_> = read::FORMATS.iter().map(|format| format.name).collect();
                anyhow!("there is no format {name}; there are {}", names.join(", "))
            })?),
        };
        if let Some(path) = &self.path {
            let place = inside(path, root)?;
            let format = format(&Input::File(place.clone()), from);
            let bytes = files::read(&place).with_context(|| path.clone())?;
            let name = self.name.clone().unwrap_or_else(|| path.clone());
            return Ok(Article { name, folder: Some(files::parent(&place)), path: Some(place), format, bytes });
        }
        let bytes = match (self.content.take(), &self.content_base64) {
            (Some(text), _) => text.into_bytes(),
            (None, Some(text)) => STANDARD.decode(text).map_err(|error| anyhow!("content_base64: {error}"))?,
            (None, None) => Vec::new(),
        };
        let path = self.name.as_ref().map(PathBuf::from);
        let input = path.clone().map_or(Input::Stdin, Input::File);
        let name =
            self.name.clone().unwrap_or_else(|| if self.id.is_null() { "content".into() } else { label(&self.id) });
        Ok(Article { name, path, folder: None, format: format(&input, from), bytes })
    }

    /// Where the answer goes in the folder of answers: what the line's name says, without its extension, else its id.
    pub fn place(&self, product: Product) -> Result<PathBuf> {
        let name = match (&self.name, &self.path) {
            (Some(name), _) | (None, Some(name)) => Path::new(name).with_extension(""),
            (None, None) if !self.id.is_null() => PathBuf::from(label(&self.id)),
            (None, None) => bail!("without an id or a name there is nothing to call the file"),
        };
        let plain = name.components().all(|part| matches!(part, Component::Normal(_)));
        let hidden = |part: &str| part.starts_with('.') || part.chars().any(char::is_control);
        let Some(last) = name.file_name().filter(|_| plain && !name.iter().any(|part| hidden(&part.to_string_lossy())))
        else {
            bail!("{} does not do for the name of a file", name.display());
        };
        let mut last = last.to_owned();
        last.push(".");
        last.push(product.extension());
        Ok(name.with_file_name(last))
    }
}

fn is_id(id: &Value) -> bool {
    matches!(id, Value::Null | Value::String(_) | Value::Number(_))
}

fn label(id: &Value) -> String {
    id.as_str().map_or_else(|| id.to_string(), str::to_owned)
}

/// A file below the root, links followed.
fn inside(path: &str, root: Option<&Path>) -> Result<PathBuf> {
    let root = root.context("no path is read: the stream was started without --root DIR")?;
    let relative = Path::new(path);
    if !relative.components().all(|part| matches!(part, Component::Normal(_) | Component::CurDir)) {
        bail!("{path} does not lie below the root");
    }
    let full = fs::canonicalize(root.join(relative)).map_err(|_| anyhow!("{path} is not there"))?;
    if full.starts_with(root) { Ok(full) } else { bail!("{path} does not lie below the root") }
}
