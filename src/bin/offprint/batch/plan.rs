//! Which articles there are, and where what is made of each goes: settled before the first is read.

use super::Options;
use crate::args::{Convert, Product, mistake};
use crate::{files, plan};
use anyhow::{Context, Result, anyhow};
use offprint::read;
use std::collections::{BTreeSet, HashMap};
use std::ffi::OsStr;
use std::fs;
use std::path::{Component, Path, PathBuf};

/// One conversion.
#[derive(Debug, PartialEq, Eq)]
pub struct Task {
    pub input: Box<Path>,
    pub output: Box<Path>,
    /// Another article that would become the same file: neither is made.
    pub twin: Option<Box<Path>>,
}

/// What is to be done, and folders that could not be looked into.
#[derive(Debug, Default)]
pub struct Plan {
    pub tasks: Vec<Task>,
    pub closed: Vec<(PathBuf, anyhow::Error)>,
}

/// The tasks of a command line, in its order; a folder's in the order of their names.
///
/// # Errors
/// If it makes no sense: nothing has been written then.
pub fn plan(options: &Options, out: &Path, product: Product) -> Result<Plan, clap::Error> {
    let mut plan = Plan::default();
    let mut finder = Finder {
        from: options.convert.from,
        base: options.base.as_deref(),
        out: fs::canonicalize(out).ok(),
        found: Vec::new(),
    };
    for input in &options.convert.inputs {
        if input.is_dir() {
            let before = finder.found.len();
            finder.folder(input, &mut plan.closed)?;
            if finder.found.len() == before && plan.closed.is_empty() {
                return Err(mistake(format!("there is no article in {}: {}", input.display(), known())));
            }
        } else {
            finder.list(input)?;
        }
    }
    let mut tasks: Vec<Task> = Vec::with_capacity(finder.found.len());
    for (input, below) in finder.found {
        let mut name = below.file_stem().unwrap_or_default().to_owned();
        name.push(".");
        name.push(product.extension());
        tasks.push(Task { input: input.into(), output: out.join(below.with_file_name(name)).into(), twin: None });
    }
    plan.tasks = told_apart(tasks);
    refuse_overwriting(&plan.tasks, options)?;
    Ok(plan)
}

/// What is taken for an article.
fn known() -> String {
    let ends: Vec<_> = read::FORMATS.iter().flat_map(|format| format.extensions).map(|end| format!(".{end}")).collect();
    format!("files are taken that end in {}", ends.join(", "))
}

/// Gathers articles, each with its path below the folder of results.
struct Finder<'a> {
    from: Option<&'static read::Format>,
    base: Option<&'a Path>,
    /// Results may lie in the folder of the articles; they are none.
    out: Option<PathBuf>,
    found: Vec<(PathBuf, PathBuf)>,
}

impl Finder<'_> {
    /// The articles of a folder and the folders in it. What is hidden is not looked at, and links to folders are not
    /// followed: they may lead round in a circle.
    fn folder(&mut self, root: &Path, closed: &mut Vec<(PathBuf, anyhow::Error)>) -> Result<(), clap::Error> {
        let mut folders = vec![root.to_path_buf()];
        while let Some(folder) = folders.pop() {
            let listed = || fs::read_dir(&folder)?.collect::<std::io::Result<Vec<_>>>();
            let mut entries = match listed() {
                Ok(entries) => entries,
                Err(error) => {
                    closed.push((folder, anyhow::Error::new(error).context("cannot be listed")));
                    continue;
                }
            };
            entries.sort_by_key(fs::DirEntry::file_name);
            let mut inner = Vec::new();
            for entry in entries {
                let (path, name) = (entry.path(), entry.file_name());
                if name.as_encoded_bytes().starts_with(b".") {
                    continue;
                }
                match entry.file_type() {
                    Ok(kind) if kind.is_dir() => {
                        if self.out.is_none() || fs::canonicalize(&path).ok() != self.out {
                            inner.push(path);
                        }
                    }
                    Ok(_) if self.takes(&name) && !path.is_dir() => {
                        let below = match self.base {
                            Some(base) => below(&path, base)?,
                            None => path.strip_prefix(root).map_err(mistake)?.to_path_buf(),
                        };
                        self.found.push((path, below));
                    }
                    Ok(_) | Err(_) => {}
                }
            }
            folders.extend(inner.into_iter().rev());
        }
        Ok(())
    }

    /// Whether a file in a folder is an article, by its name. Who says what the articles are has them without an
    /// extension too.
    fn takes(&self, name: &OsStr) -> bool {
        let end = Path::new(name).extension().map(|end| end.to_string_lossy().to_ascii_lowercase());
        let formats = match self.from {
            Some(format) => std::slice::from_ref(format),
            None => read::FORMATS,
        };
        match end {
            Some(end) => formats.iter().any(|format| format.extensions.contains(&end.as_str())),
            None => self.from.is_some(),
        }
    }

    /// The articles of a list: a path on each line, or ended by a NUL as `find -print0` has it.
    fn list(&mut self, list: &Path) -> Result<(), clap::Error> {
        let name = list.display();
        let bytes = if list == Path::new("-") { files::from_stdin() } else { files::read(list) };
        let bytes = bytes.map_err(|error| mistake(format!("{name}: {error:#}")))?;
        let paths = paths(&bytes).map_err(|error| mistake(format!("{name}: {error:#}")))?;
        // Whoever names an article in place of a list of them has its first sentence taken for a path.
        if let Some(first) = paths.first()
            && !paths.iter().take(3).any(|path| path.exists())
        {
            let (first, file) = (first.display(), name.to_string());
            let (name, remedy) = match file.as_str() {
                "-" => ("standard input", "write a path on each line"),
                file => (file, "for one article, leave batch out"),
            };
            return Err(mistake(format!(
                "{name} is not a list of articles: there is no file called {first}; {remedy}"
            )));
        }
        let base = self.base.unwrap_or(Path::new("."));
        for path in paths {
            self.found.push((path.clone(), below(&path, base)?));
        }
        Ok(())
    }
}

fn paths(bytes: &[u8]) -> Result<Vec<PathBuf>> {
    let nul = bytes.contains(&0);
    let lines = bytes.split(|&b| if nul { b == 0 } else { b == b'\n' });
    let lines = lines.map(|line| if nul { line } else { line.strip_suffix(b"\r").unwrap_or(line) });
    lines.filter(|line| !line.is_empty()).map(path).collect()
}

#[cfg(unix)]
fn path(bytes: &[u8]) -> Result<PathBuf> {
    Ok(PathBuf::from(<OsStr as std::os::unix::ffi::OsStrExt>::from_bytes(bytes)))
}

#[cfg(not(unix))]
fn path(bytes: &[u8]) -> Result<PathBuf> {
    Ok(PathBuf::from(std::str::from_utf8(bytes).context("a path is not in UTF-8")?))
}

/// Where a path lies below a folder.
fn below(path: &Path, base: &Path) -> Result<PathBuf, clap::Error> {
    let absolute = |path: &Path| std::path::absolute(path).with_context(|| path.display().to_string());
    let found = || -> Result<PathBuf> {
        let (whole, base) = (absolute(path)?, absolute(base)?);
        let below: PathBuf = whole.strip_prefix(&base).context("outside")?.components().collect();
        let plain = below.components().all(|part| matches!(part, Component::Normal(_)));
        if plain && below.file_name().is_some() { Ok(below) } else { Err(anyhow!("outside")) }
    };
    let (shown, base) =
        (path.display(), if base == Path::new(".") { "this folder".into() } else { base.to_string_lossy() });
    found().map_err(|_| mistake(format!("{shown} does not lie below {base}; say with --base DIR what it lies below")))
}

/// No two articles may become one file: those that would are told so. An article that is named twice is made once.
fn told_apart(mut tasks: Vec<Task>) -> Vec<Task> {
    let mut order: Vec<usize> = (0..tasks.len()).collect();
    order.sort_by(|&a, &b| tasks[a].output.cmp(&tasks[b].output).then(a.cmp(&b)));
    let mut again = BTreeSet::new();
    let mut twins: Vec<(usize, Box<Path>)> = Vec::new();
    for alike in order.chunk_by(|&one, &other| tasks[one].output == tasks[other].output) {
        let first = &tasks[alike[0]].input;
        let mut other = None;
        let mut seen = BTreeSet::new();
        for &index in alike {
            let input = &tasks[index].input;
            if !seen.insert(input) {
                again.insert(index);
            } else if input != first {
                other = other.or(Some(input));
                twins.push((index, first.clone()));
            }
        }
        twins.extend(other.map(|other| (alike[0], other.clone())));
    }
    for (index, twin) in twins {
        tasks[index].twin = Some(twin);
    }
    let kept = tasks.into_iter().enumerate().filter(|(index, _)| !again.contains(index));
    kept.map(|(_, task)| task).collect()
}

/// No result may be an article, nor the list of results.
fn refuse_overwriting(tasks: &[Task], options: &Options) -> Result<(), clap::Error> {
    let end = |path: &Path| path.extension().map(OsStr::to_owned);
    let results = options.results.as_deref().map(files::identity);
    // Only an article that is called as results are can be one of them.
    let result = tasks.first().and_then(|task| end(&task.output));
    let suspects = tasks.iter().filter(|task| end(&task.input) == result);
    let mut places = HashMap::new();
    let inputs: BTreeSet<PathBuf> = suspects.map(|task| place(&task.input, &mut places)).collect();
    if inputs.is_empty() && results.is_none() {
        return Ok(());
    }
    for task in tasks {
        let written = place(&task.output, &mut places);
        if inputs.contains(&written) {
            let shown = task.output.display();
            return Err(mistake(format!(
                "{shown} is an article and would be overwritten; choose another folder with -o"
            )));
        }
        if results.as_ref() == Some(&written) {
            return Err(mistake(format!("--results {} would be overwritten by a result", written.display())));
        }
    }
    match results.filter(|results| tasks.iter().any(|task| place(&task.input, &mut places) == *results)) {
        Some(results) => {
            Err(mistake(format!("--results {} is an article and would be overwritten", results.display())))
        }
        None => Ok(()),
    }
}

/// The same path for every way to write it, as far as its folders go. Each folder is looked at once.
fn place(path: &Path, known: &mut HashMap<PathBuf, PathBuf>) -> PathBuf {
    let folder = files::parent(path);
    let place = known.entry(folder).or_insert_with_key(|folder| files::identity(folder));
    place.join(path.file_name().unwrap_or_default())
}

/// What cannot be said to many articles at once.
pub fn check(convert: &Convert) -> Result<(), clap::Error> {
    #[cfg(feature = "pdf")]
    {
        crate::pdf::check(&convert.pdf).map_err(mistake)?;
        if convert.pdf.print_to.is_some() {
            return Err(mistake("--print-to is for one article; run the batch again with --print, to another folder"));
        }
    }
    #[cfg(all(feature = "pdf", feature = "epub"))]
    if convert.epub.pages_from_pdf.is_some() {
        return Err(mistake("--pages-from-pdf is for one article"));
    }
    let stdin = convert.inputs.iter().filter(|input| plan::input(input) == plan::Input::Stdin).count();
    if stdin > 1 { Err(mistake("standard input can be read only once")) } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn those_that_would_become_one_file_are_told_apart_and_one_named_twice_is_made_once() {
        let task = |input: &str, output: &str| Task {
            input: Path::new(input).into(),
            output: Path::new(output).into(),
            twin: None,
        };
        let tasks =
            ["a.md", "b.md", "a.txt", "b.md", "a.html"].map(|input| task(input, &format!("{}.pdf", &input[..1])));
        let told = told_apart(tasks.into()).into_iter().map(|task| {
            let twin = task.twin.map(|twin| twin.display().to_string()).unwrap_or_default();
            format!("{} {twin}", task.input.display())
        });
        assert_eq!(told.collect::<Vec<_>>(), ["a.md a.txt", "b.md ", "a.txt a.md", "a.html a.md"]);
    }
}
