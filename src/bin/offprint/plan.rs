//! What is to be made of which input, and where it goes: settled before anything is read, so that a command that
//! makes no sense leaves nothing half done.

use crate::args::{Convert, Product, mistake};
use crate::files;
use offprint::{read, style, write};
use std::collections::BTreeMap;
use std::ffi::{OsStr, OsString};
use std::fmt;
use std::io::IsTerminal;
use std::path::{Path, PathBuf};

/// One conversion.
#[derive(Debug)]
pub struct Job {
    pub input: Input,
    pub product: Product,
    pub target: Target,
    /// The PDF that is made of the same article, whose pages an EPUB is marked with.
    pub twin: Option<PathBuf>,
}

/// Where an article comes from.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Input {
    Stdin,
    File(PathBuf),
}

impl Input {
    /// What its output is called if nothing else is said: the file's name without its last extension.
    pub fn stem(&self) -> Option<&OsStr> {
        match self {
            Self::Stdin => None,
            Self::File(path) => path.file_stem(),
        }
    }
}

impl fmt::Display for Input {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Stdin => f.write_str("<stdin>"),
            Self::File(path) => path.display().fmt(f),
        }
    }
}

/// Where a product goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    Stdout,
    File(PathBuf),
    /// A file in a folder that may have to be made.
    InFolder {
        folder: PathBuf,
        name: OsString,
    },
}

impl Target {
    /// The file; none for standard output.
    pub fn path(&self) -> Option<PathBuf> {
        match self {
            Self::Stdout => None,
            Self::File(path) => Some(path.clone()),
            Self::InFolder { folder, name } => Some(folder.join(name)),
        }
    }
}

/// The jobs of a command line, in its order.
pub fn jobs(options: &Convert) -> Result<Vec<Job>, clap::Error> {
    #[cfg(feature = "pdf")]
    crate::pdf::check(&options.pdf).map_err(mistake)?;
    let pictures = options.resources.as_deref().map(|folder| ("pictures", folder));
    #[cfg(feature = "pdf")]
    let faces = options.fonts.as_deref().map(|folder| ("typefaces", folder));
    #[cfg(not(feature = "pdf"))]
    let faces = None;
    if let Some((what, folder)) = pictures.into_iter().chain(faces).find(|(_, folder)| !folder.is_dir()) {
        let why = if folder.exists() { "is no folder" } else { "is not there" };
        return Err(mistake(format!("the folder of {what} {why}: {}", folder.display())));
    }
    let outputs: Vec<_> = match options.outputs.as_slice() {
        [] => vec![None],
        some => some.iter().map(|path| Some(output(path))).collect(),
    };
    if outputs.len() > 1 && options.to.is_some() {
        return Err(mistake("several outputs are told apart by their names: leave -t out"));
    }
    let inputs: Vec<_> = options.inputs.iter().map(|path| input(path)).collect();
    if inputs.iter().filter(|input| **input == Input::Stdin).count() > 1 {
        return Err(mistake("standard input can be read only once"));
    }
    let mut jobs = Vec::new();
    for output in &outputs {
        let product = product(options, output.as_ref())?;
        if inputs.len() > 1 && !matches!(output, None | Some(Output::Folder(_))) {
            return Err(mistake("several inputs need a folder to go to: -o DIR/"));
        }
        jobs.extend(inputs.iter().map(|input| Job {
            target: target(input, product, output.as_ref()),
            input: input.clone(),
            product,
            twin: None,
        }));
    }
    if outputs.len() > 1 && inputs.contains(&Input::Stdin) {
        return Err(mistake("standard input can be read only once; name a file to make several outputs of"));
    }
    refuse_idle(&jobs.iter().map(|job| job.product).collect::<Vec<_>>(), options)?;
    marry(&mut jobs);
    refuse_collisions(&jobs, options)?;
    refuse_named(&jobs, options)?;
    #[cfg(feature = "pdf")]
    refuse_print(&jobs, options)?;
    refuse_terminal(&jobs)?;
    Ok(jobs)
}

/// An EPUB and a PDF that are made of one article agree on their pages.
fn marry(jobs: &mut [Job]) {
    let is = |job: &Job, name: &str| matches!(job.product, Product::File(format) if format.name == name);
    let pdfs: Vec<_> =
        jobs.iter().filter(|job| is(job, "pdf")).map(|job| (job.input.clone(), job.target.path())).collect();
    for job in jobs.iter_mut().filter(|job| is(job, "epub")) {
        job.twin = pdfs.iter().find(|(input, _)| *input == job.input).and_then(|(_, path)| path.clone());
    }
}

/// What `-o` says.
enum Output {
    Stdout,
    File(PathBuf),
    Folder(PathBuf),
}

fn output(path: &Path) -> Output {
    let ends_in_slash = path.as_os_str().as_encoded_bytes().last().is_some_and(|&b| std::path::is_separator(b.into()));
    if path == Path::new("-") {
        Output::Stdout
    } else if ends_in_slash || path.is_dir() {
        Output::Folder(path.to_path_buf())
    } else {
        Output::File(path.to_path_buf())
    }
}

pub fn input(path: &Path) -> Input {
    if path == Path::new("-") { Input::Stdin } else { Input::File(path.to_path_buf()) }
}

/// What `-t` says, else what the output's name says, else the default.
fn product(options: &Convert, output: Option<&Output>) -> Result<Product, clap::Error> {
    if let Some(product) = options.to {
        return Ok(product);
    }
    let Some(Output::File(path)) = output else { return Ok(Product::File(&write::FORMATS[0])) };
    let extension = path.extension().map(|extension| extension.to_string_lossy().to_ascii_lowercase());
    let means = |format: &&write::Format| {
        extension.as_deref().is_some_and(|extension| extension == format.extension || extension == format.name)
    };
    write::FORMATS.iter().find(means).map(Product::File).ok_or_else(|| {
        let names: Vec<_> = write::FORMATS.iter().map(|format| format!(".{}", format.extension)).collect();
        mistake(format!("{} does not say a format; end it in {}, or say -t", path.display(), names.join(", ")))
    })
}

fn target(input: &Input, product: Product, output: Option<&Output>) -> Target {
    match (output, input, product) {
        (Some(Output::Stdout), ..) | (None, Input::Stdin, _) | (None, _, Product::Dump(_)) => Target::Stdout,
        (Some(Output::File(path)), ..) => Target::File(path.clone()),
        (Some(Output::Folder(folder)), ..) => {
            Target::InFolder { folder: folder.clone(), name: file_name(input, product) }
        }
        (None, Input::File(path), Product::File(_)) => Target::File(path.with_file_name(file_name(input, product))),
    }
}

fn file_name(input: &Input, product: Product) -> OsString {
    let mut name = input.stem().unwrap_or(OsStr::new("stdin")).to_owned();
    name.push(".");
    name.push(product.extension());
    name
}

const PICTURES: &[&str] = &["png", "jpg", "jpeg", "gif", "webp", "svg", "tif", "tiff"];

/// Kinds of files that people will try, told apart by their names, and what to do with each.
const NOT_READ: &[(&[&str], &str)] = &[
    (&["pdf"], "PDF is not read; take its text out first, with pdftotext"),
    (&["epub", "mobi", "azw3"], "e-books are not read; save it as text or Markdown"),
    (&["doc", "docx", "odt", "rtf", "pages"], "word processors' files are not read; save it as text or Markdown"),
    (PICTURES, "pictures are not read; put it into an article"),
    (&["zip", "gz", "xz", "bz2", "zst", "tar", "7z"], "archives are not read; unpack it first"),
];

/// Why a file cannot be read, if its name says so and the command line does not say otherwise. A name that means
/// something to a reader is never refused, whatever readers there come to be.
pub fn not_read(path: &Path, from: Option<&read::Format>) -> Option<&'static str> {
    let extension = path.extension()?.to_string_lossy().to_ascii_lowercase();
    let is_read = read::FORMATS.iter().any(|format| format.extensions.contains(&extension.as_str()));
    if is_read || from.is_some() {
        return None;
    }
    NOT_READ.iter().find(|(extensions, _)| extensions.contains(&extension.as_str())).map(|(_, what)| *what)
}

/// What is said of a format that is not made would be passed over in silence.
pub fn refuse_idle(products: &[Product], options: &Convert) -> Result<(), clap::Error> {
    let makes = |name: &str| products.iter().any(|made| matches!(made, Product::File(format) if format.name == name));
    #[cfg_attr(not(any(feature = "pdf", feature = "epub")), allow(unused_mut))]
    let mut said = vec![("text", "--width", options.width.is_some())];
    #[cfg(feature = "pdf")]
    said.extend([
        ("pdf", "--pdf-standard", options.pdf.pdf_standard.is_some()),
        ("pdf", "--print", options.pdf.print),
        ("pdf", "--report", options.report.is_some()),
    ]);
    #[cfg(feature = "epub")]
    {
        let epub = &options.epub;
        said.extend([
            ("epub", "--cover", epub.cover.is_some()),
            ("epub", "--epub-version", epub.epub_version != write::epub::Version::default()),
            ("epub", "--kindle", epub.kindle),
            ("epub", "--vertical", epub.vertical),
            ("epub", "--series", epub.series.is_some()),
        ]);
        #[cfg(feature = "pdf")]
        said.extend([
            ("epub", "--pages-from-pdf", epub.pages_from_pdf.is_some()),
            ("epub", "--embed-fonts", epub.embed_fonts),
        ]);
    }
    match said.into_iter().find(|(format, _, is_said)| *is_said && !makes(format)) {
        Some((format, option, _)) => {
            Err(mistake(format!("{option} is for {format}, which is not made; say -t {format}, or leave it out")))
        }
        None => Ok(()),
    }
}

/// No output may be an input, and no two outputs the same.
fn refuse_collisions(jobs: &[Job], options: &Convert) -> Result<(), clap::Error> {
    let file = |job: &Job| match &job.input {
        Input::File(path) => Some((files::identity(path), path.clone())),
        Input::Stdin => None,
    };
    let inputs: BTreeMap<_, _> = jobs.iter().filter_map(file).collect();
    let mut outputs: BTreeMap<PathBuf, &Input> = BTreeMap::new();
    for job in jobs {
        let Some(path) = job.target.path() else { continue };
        // `offprint report.pdf` is not about to overwrite the report: it will be told that PDF is not read.
        if matches!(&job.input, Input::File(input) if not_read(input, options.from).is_some()) {
            continue;
        }
        let identity = files::identity(&path);
        let written = path.display();
        if let Some(input) = inputs.get(&identity) {
            let what = if *input == path { "the input".to_owned() } else { format!("the input {}", input.display()) };
            return Err(mistake(format!(
                "{written} is {what} and would be overwritten; choose another with -o, or -o - for standard output"
            )));
        }
        if let Some(other) = outputs.insert(identity, &job.input) {
            if *other == job.input {
                return Err(mistake(format!("{written} would be written twice; name {other} and its output once")));
            }
            return Err(mistake(format!("{other} and {} would both become {written}; convert them apart", job.input)));
        }
    }
    Ok(())
}

/// No output may be a file that an option names.
fn refuse_named(jobs: &[Job], options: &Convert) -> Result<(), clap::Error> {
    let named: BTreeMap<_, _> = named(options).into_iter().map(|(what, path)| (files::identity(&path), what)).collect();
    #[cfg_attr(not(feature = "pdf"), allow(unused_mut))]
    let mut outputs: Vec<_> = jobs.iter().filter_map(|job| job.target.path()).collect();
    #[cfg(feature = "pdf")]
    outputs.extend(options.pdf.print_to.clone());
    for path in outputs {
        let what = named.get(&files::identity(&path)).copied().or_else(|| picture(&path, options));
        if let Some(what) = what {
            let written = path.display();
            return Err(mistake(format!("{written} is {what} and would be overwritten; choose another name for it")));
        }
    }
    Ok(())
}

/// The files besides the articles that options name, and what each is.
fn named(options: &Convert) -> Vec<(&'static str, PathBuf)> {
    let is_file = |theme: &&String| style::THEMES.iter().all(|(name, _)| *name != theme.as_str());
    let theme = options.theme.as_ref().filter(is_file);
    #[cfg_attr(not(any(feature = "pdf", feature = "epub")), allow(unused_mut))]
    let mut named: Vec<_> = theme.map(|theme| ("the theme", PathBuf::from(theme))).into_iter().collect();
    #[cfg(feature = "pdf")]
    named.extend(options.pdf.icc.clone().map(|path| ("the profile of --icc", path)));
    #[cfg(feature = "epub")]
    named.extend(options.epub.cover.clone().filter(|path| path != Path::new("draw")).map(|path| ("the cover", path)));
    #[cfg(all(feature = "pdf", feature = "epub"))]
    named.extend(options.epub.pages_from_pdf.clone().map(|path| ("the PDF of --pages-from-pdf", path)));
    named
}

/// What a file is if it is a picture in the folder of pictures. Articles and what is made of them may lie there too.
fn picture(path: &Path, options: &Convert) -> Option<&'static str> {
    let folder = files::identity(options.resources.as_deref()?);
    let extension = path.extension()?.to_string_lossy().to_ascii_lowercase();
    let is_picture = PICTURES.contains(&extension.as_str()) && path.is_file();
    (is_picture && files::identity(path).starts_with(folder)).then_some("one of the pictures")
}

/// The file for the press is made of one PDF's pages, and is neither that PDF nor its article.
#[cfg(feature = "pdf")]
fn refuse_print(jobs: &[Job], options: &Convert) -> Result<(), clap::Error> {
    let Some(print) = &options.pdf.print_to else { return Ok(()) };
    let Some(first) = jobs.first() else { return Ok(()) };
    if jobs.iter().any(|job| job.input != first.input) {
        return Err(mistake("--print-to is for one article; convert them apart"));
    }
    let is_pdf = |job: &&Job| matches!(job.product, Product::File(format) if format.name == "pdf");
    if jobs.iter().filter(is_pdf).count() != 1 {
        return Err(mistake("--print-to goes with one PDF: -o FILE.pdf"));
    }
    let identity = files::identity(print);
    let input = match &first.input {
        Input::File(path) => Some(path.clone()),
        Input::Stdin => None,
    };
    let outputs = jobs.iter().filter_map(|job| job.target.path());
    let taken = input.into_iter().chain(outputs).any(|path| files::identity(&path) == identity);
    if taken {
        Err(mistake(format!("{} would be written twice, or over the article", print.display())))
    } else {
        Ok(())
    }
}

/// A PDF on a terminal helps nobody, and may do anything to the terminal.
fn refuse_terminal(jobs: &[Job]) -> Result<(), clap::Error> {
    let binary = jobs.iter().find_map(|job| match (job.product, &job.target) {
        (Product::File(format), Target::Stdout) if format.name != "text" => Some(format.name),
        _ => None,
    });
    match binary {
        Some(name) if std::io::stdout().is_terminal() => {
            Err(mistake(format!("{name} is not for a terminal; name a file with -o, or send it on with `| …`")))
        }
        _ => Ok(()),
    }
}
