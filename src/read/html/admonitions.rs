//! What a manual sets in a box of its own: notes, tips and warnings, as Sphinx, MkDocs, Docusaurus and GitHub have them.

use super::convert::Converter;
use super::dom;
use crate::lang::letters;
use crate::model::{Alert, Container};
use dom_query::NodeRef;

/// What boxes are called.
const KINDS: &[(&str, Alert)] = &[
    ("note", Alert::Note),
    ("info", Alert::Note),
    ("seealso", Alert::Note),
    ("tip", Alert::Tip),
    ("hint", Alert::Tip),
    ("important", Alert::Important),
    ("warning", Alert::Warning),
    ("attention", Alert::Warning),
    ("caution", Alert::Caution),
    ("danger", Alert::Caution),
    ("error", Alert::Caution),
];

/// What kind of alert an element calls itself: `admonition note`, `theme-admonition-note`, `markdown-alert-note`.
pub fn kind(node: &NodeRef) -> Option<Alert> {
    let classes =
        dom::attr(node, "class").filter(|classes| classes.contains("admonition") || classes.contains("alert"))?;
    let is_box = classes.split_ascii_whitespace().any(|class| class == "admonition");
    let named = |class: &str| {
        let name = class.strip_prefix("theme-admonition-").or(class.strip_prefix("markdown-alert-"));
        let name = name.or(Some(class).filter(|_| is_box))?;
        KINDS.iter().find(|(known, _)| *known == name).map(|(_, kind)| *kind)
    };
    classes.split_ascii_whitespace().find_map(named)
}

impl<'a> Converter<'a> {
    /// An alert. Its label says what a title says that is no more than the name of its kind.
    pub(super) fn admonition(&mut self, node: &NodeRef<'a>, kind: Alert) {
        /// So many nodes from its beginning are asked for a title.
        const MOST: usize = 24;
        let label = self.language.labels().alerts[kind as usize];
        let first = node.descendants_it().take(MOST).filter(|inner| inner.is_element()).find(|inner| {
            dom::attr(inner, "class").is_some_and(|class| class.contains("-title") || class.contains("heading"))
        });
        // "Danger" stays, above what is called a caution here.
        let own = ["note", "tip", "important", "warning", "caution"][kind as usize];
        let is_label = |title: &NodeRef| [letters(label).as_str(), own].contains(&letters(&title.text()).as_str());
        let around = std::mem::replace(&mut self.apart, first.filter(is_label).map(|title| title.id));
        self.open(Container::Alert(kind));
        self.blocks(node);
        self.close();
        self.apart = around;
    }
}

#[cfg(test)]
mod tests {
    use crate::read::{Html, Reader};
    use crate::source::Source;

    #[test]
    fn boxes_of_manuals_are_alerts() {
        for (classes, title, wanted) in [
            ("admonition note", "<p class=admonition-title>Note</p>", "alert note\n  paragraph: It is old."),
            ("admonition seealso", "<p class=admonition-title>See also</p>", "alert note\n  paragraph: See also\n"),
            ("admonition danger", "<p class=admonition-title>Danger</p>", "alert caution\n  paragraph: Danger\n"),
            (
                "markdown-alert markdown-alert-tip",
                "<p class=markdown-alert-title>Tip</p>",
                "alert tip\n  paragraph: It",
            ),
            (
                "theme-admonition theme-admonition-info",
                "<div class=admonitionHeading>info</div>",
                "alert note\n  paragraph: info\n",
            ),
            (
                "admonition warning",
                "<p class=admonition-title>Do not pass</p>",
                "alert warning\n  paragraph: Do not pass\n",
            ),
            ("admonition warning", "", "alert warning\n  paragraph: It is old."),
            ("note", "", "paragraph: It is old."),
            ("alert warning", "", "paragraph: It is old."),
        ] {
            let page = format!("<p>Words of it.</p><div class='{classes}'>{title}<p>It is old.</p></div><p>More.</p>");
            let said = Html::default().read(&Source::new("a.html", page)).value.dump();
            assert!(
                said.contains(&format!("Words of it.\n{wanted}")) && said.contains("It is old."),
                "{classes}: {said}"
            );
        }
    }
}
