//! The pictures of several articles: each article's are looked for in its own folder and below it, nowhere else.

use offprint::model::Document;
use offprint::resource::{Folder, Resources, Unusable};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// The folders of a packet's articles.
#[derive(Debug, Default)]
pub struct Pictures {
    /// By what stands before a reference, and a slash; nothing for the folder that all are seen from.
    folders: BTreeMap<String, Folder>,
}

impl Pictures {
    /// All pictures are in one folder, whatever the article.
    pub fn in_folder(folder: &Path) -> Self {
        Self { folders: BTreeMap::from([(String::new(), Folder::new(folder))]) }
    }

    /// Lets the pictures of an article be found that are its own. `path` is the article's, as seen from `base`.
    pub fn see(&mut self, path: &Path, base: &Path) {
        let folder = path.parent().unwrap_or(Path::new(""));
        let place = if folder.as_os_str().is_empty() { PathBuf::from(base) } else { base.join(folder) };
        let place = if place.as_os_str().is_empty() { PathBuf::from(".") } else { place };
        self.folders.entry(prefix(path)).or_insert_with(|| Folder::new(place));
    }
}

/// Makes an article's pictures its own: two articles may each have a `chart.png`.
pub fn adopt(document: &mut Document, path: &Path) {
    let prefix = prefix(path);
    document.each_image(&mut |image| {
        let reference = &mut image.reference;
        if is_file(reference) {
            // What leads out of the folder that all are seen from must not begin as another article's folder does.
            let leads_out = prefix.is_empty() && reference.starts_with(['.', '/']);
            reference.insert_str(0, if leads_out { HERE } else { &prefix });
        }
    });
}

/// What stands before the references of an article.
fn prefix(path: &Path) -> String {
    let folder = path.parent().unwrap_or(Path::new(""));
    let mut prefix = folder.to_string_lossy().replace('\\', "/");
    if !prefix.is_empty() && !prefix.ends_with('/') {
        prefix.push('/');
    }
    prefix
}

/// The folder that all are seen from.
const HERE: &str = "./";

/// Whether a reference is a path: not an address, nor a picture that is written out in it.
fn is_file(reference: &str) -> bool {
    let scheme = reference.split_once(':').map(|(scheme, _)| scheme);
    let is_scheme =
        |scheme: &str| scheme.len() > 1 && scheme.bytes().all(|b| b.is_ascii_alphanumeric() || b"+-.".contains(&b));
    !reference.starts_with("//") && !scheme.is_some_and(is_scheme)
}

impl Resources for Pictures {
    fn load(&self, reference: &str) -> Result<Vec<u8>, Unusable> {
        // The longest folder's: what lies in an article's own folder is not looked for from another's.
        let own = self.folders.iter().filter_map(|(prefix, folder)| {
            let rest = reference.strip_prefix(prefix.as_str())?;
            Some((prefix.len(), folder, rest))
        });
        match own.max_by_key(|(length, ..)| *length) {
            Some((0, folder, rest)) => folder.load(rest.strip_prefix(HERE).unwrap_or(rest)),
            Some((_, folder, rest)) => folder.load(rest),
            None => Err("lies outside the articles' folders".into()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_article_sees_its_own_folder_only() {
        let base = Path::new(env!("CARGO_MANIFEST_DIR"));
        let mut pictures = Pictures::default();
        let article =
            offprint::Source::new("a.md", "![a](canal.png)\n\n![b](../canal.md)\n\n![c](https://e.org/c.png)\n");
        let mut document = offprint::read::detect("a.md").read(&article).value;
        let path = Path::new("examples/pictures/a.md");
        adopt(&mut document, path);
        pictures.see(path, base);
        let mut references = Vec::new();
        document.each_image(&mut |image| references.push(image.reference.clone()));
        assert_eq!(references, ["examples/pictures/canal.png", "examples/pictures/../canal.md", "https://e.org/c.png"]);
        let found: Vec<_> = references.iter().map(|reference| pictures.load(reference).is_ok()).collect();
        assert_eq!(found, [true, false, false]);
    }

    #[test]
    fn no_article_sees_another_s_folder() {
        let base = tempfile::tempdir().unwrap();
        let write = |path: &str| {
            let path = base.path().join(path);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, "picture").unwrap();
        };
        ["all/a.png", "other/s.png", "third/t.png"].into_iter().for_each(write);
        let (all, third) = (base.path().join("all"), base.path().join("third"));
        let absolute = third.join("t.png").display().to_string();
        let mut pictures = Pictures::default();
        let mut see = |article: &Path, references: &[&str]| {
            let text: String = references.iter().map(|reference| format!("![x]({reference})\n\n")).collect();
            let source = offprint::Source::new("a.md", text);
            let mut document = offprint::read::detect("a.md").read(&source).value;
            adopt(&mut document, article);
            pictures.see(article, &all);
            let mut names = Vec::new();
            document.each_image(&mut |image| names.push(image.reference.clone()));
            names
        };
        let own = see(Path::new("../other/o.md"), &["s.png", "../all/a.png"]);
        let whole = see(&third.join("t.md"), &["t.png", "../other/s.png"]);
        let here = see(Path::new("a.md"), &["a.png", "./a.png", "../other/s.png", "./../other/s.png", &absolute]);
        let loads = |names: Vec<String>| names.iter().map(|name| pictures.load(name).is_ok()).collect::<Vec<_>>();
        assert_eq!((loads(own), loads(whole)), (vec![true, false], vec![true, false]));
        assert_eq!(loads(here), [true, true, false, false, false]);
    }
}
