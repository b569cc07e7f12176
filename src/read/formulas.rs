//! What the formulas of a document have to do with one another: definitions that later ones use, the numbers of equations,
//! and what refers to those.

use crate::model::Document;
use crate::tex::{Macros, Numbers};
use memchr::memmem;

/// Commands by which a formula has to do with others.
const MARKS: [&str; 7] = ["\\newcommand", "\\renewcommand", "\\def", "\\let", "\\Declare", "\\label", "\\begin{"];

/// Says definitions in full where they are used, and gives equations their numbers. A formula that cannot be read stays.
pub(super) fn settle(document: &mut Document, source: &str) {
    if !MARKS.iter().any(|mark| memmem::find(source.as_bytes(), mark.as_bytes()).is_some()) {
        return;
    }
    let (mut macros, mut numbers) = (Macros::default(), Numbers::default());
    document.each_formula(&mut |tex| {
        if let Ok(said) = macros.expanded(tex)
            && *said != **tex
        {
            *tex = said.into();
        }
        if let Some(numbered) = numbers.give(tex) {
            *tex = numbered.into();
        }
    });
    document.each_formula(&mut |tex| {
        if let Some(referred) = numbers.referred(tex) {
            *tex = referred.into();
        }
    });
}

#[cfg(all(test, feature = "markdown"))]
mod tests {
    use crate::model::{Document, InlineKind, outline};
    use crate::read::{Markdown, Reader};
    use crate::source::Source;

    fn read(text: &str) -> Document {
        Markdown::default().read(&Source::new("a.md", text)).value
    }

    fn formulas(text: &str) -> Vec<String> {
        let mut found = Vec::new();
        read(text).each_formula(&mut |tex| found.push(tex.to_string()));
        found
    }

    #[test]
    fn definitions_hold_from_where_they_stand_on() {
        let text = "A.\n\n$$\\newcommand{\\R}{\\mathbb{R}}\\def\\n#1{|#1|}$$\n\nOf $x\\in\\R$ and $\\n{y}$.\n";
        assert_eq!(formulas(text), ["x\\in\\mathbb{R}", "|y|"]);
        // Nothing is left of what only defines.
        assert_eq!(read(text).blocks.len(), 2);
    }

    #[test]
    fn equations_are_numbered_and_referred_to() {
        let text = "See $\\eqref{b}$.\n\n$$\\begin{equation}a\\label{a}\\end{equation}$$\n\n\
            $$\\begin{equation}b\\label{b}\\end{equation}$$\n";
        assert_eq!(formulas(text)[0], "\\text{(2)}");
        assert!(formulas(text)[2].ends_with("\\tag{2}\\end{equation}"), "{:?}", formulas(text));
    }

    #[test]
    fn headings_say_formulas_and_their_anchors_keep_the_source() {
        let document = read("# T\n\nA.\n\n## On $E = mc^2$ and $\\alpha$\n\nB.\n");
        let section = outline(&document.blocks).remove(0);
        assert_eq!(section.title, "On E = mc² and α");
        assert!(section.anchor.contains("alpha"), "{}", section.anchor);
        assert!(!matches!(document.meta.title[0].kind, InlineKind::Math { .. }));
    }
}
