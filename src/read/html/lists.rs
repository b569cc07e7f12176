//! Lists: bulleted and numbered ones, tasks, terms and their meanings.

use super::convert::Converter;
use super::dom::{self, is_block, name};
use crate::model::{Container, Figures, ListKind, Numbering, Task};
use dom_query::NodeRef;

impl<'a> Converter<'a> {
    /// A list whose items stand behind a mark.
    pub(super) fn bulleted(&mut self, node: &NodeRef<'a>) {
        self.open(Container::List(ListKind::Bulleted));
        for child in node.children_it(false).filter(|child| child.is_element() || child.is_nonempty_text()) {
            if child.is_element() && self.skips(&child) {
                continue;
            }
            if child.has_name("li") {
                self.item(&child);
            } else {
                self.stray(&child);
            }
        }
        self.close();
    }

    /// A list whose items are counted, up or down. The model's lists count up without a gap: where the page's do not,
    /// a list ends and another one begins.
    pub(super) fn numbered(&mut self, node: &NodeRef<'a>) {
        let figures = figures(node);
        let kind =
            |start| Container::List(ListKind::Numbered { start, style: Numbering { figures, ..Numbering::default() } });
        let number = |node: &NodeRef, key| dom::attr(node, key).and_then(|number| number.parse::<u64>().ok());
        let down = node.has_attr("reversed");
        let items = node.children_it(false).filter(|child| child.has_name("li")).count() as u64;
        let mut next = number(node, "start").unwrap_or(if down { items } else { 1 });
        // What the open list calls its next item.
        let mut open: Option<u64> = None;
        for child in node.children_it(false).filter(|child| child.is_element() || child.is_nonempty_text()) {
            if child.is_element() && self.skips(&child) {
                continue;
            }
            let is_item = child.has_name("li");
            next = number(&child, "value").filter(|_| is_item).unwrap_or(next);
            if open != Some(next) {
                if open.is_some() {
                    self.close();
                }
                self.open(kind(next));
            }
            if is_item {
                let kept = self.item(&child);
                open = Some(next.saturating_add(u64::from(kept)));
                next = if down { next.saturating_sub(1) } else { next.saturating_add(1) };
            } else {
                open = Some(next);
                self.stray(&child);
            }
        }
        if open.is_some() {
            self.close();
        }
    }

    /// What stands in a list, and in no item of it.
    fn stray(&mut self, node: &NodeRef<'a>) {
        if node.is_text() || !is_block(&name(node)) {
            self.text.begin();
            self.inline(node);
        } else {
            self.block(node);
        }
    }

    /// An item; one without words and pictures is none, unless a box to tick stands there. Returns whether it is one.
    fn item(&mut self, node: &NodeRef<'a>) -> bool {
        let task = task(node);
        self.open(Container::Item { task });
        self.blocks(node);
        if task.is_some() {
            self.close();
            return true;
        }
        self.close_unless_empty()
    }

    /// Terms and their meanings.
    pub(super) fn definitions(&mut self, node: &NodeRef<'a>) {
        for child in node.children_it(false).filter(|child| child.is_element() || child.is_nonempty_text()) {
            if child.is_element() && self.skips(&child) {
                continue;
            }
            self.text.begin();
            match name(&child).as_str() {
                "dt" => {
                    self.open(Container::Term);
                    self.inlines(&child);
                    self.close_unless_empty();
                }
                "dd" => {
                    self.open(Container::Meaning);
                    self.blocks(&child);
                    self.close();
                }
                "div" => self.definitions(&child),
                other if is_block(other) => self.block(&child),
                _ => self.inline(&child),
            }
        }
    }
}

/// What a list is numbered by: its style goes before its attribute, as in a browser.
fn figures(list: &NodeRef) -> Figures {
    let style = dom::attr(list, "style").unwrap_or_default().to_lowercase();
    let styled = style.split(';').filter_map(|rule| rule.split_once(':'));
    let kind = styled.filter(|(what, _)| matches!(what.trim(), "list-style-type" | "list-style"));
    let kind = kind.flat_map(|(_, value)| value.split_whitespace()).find_map(|value| match value {
        "lower-alpha" | "lower-latin" => Some(Figures::SmallLetters),
        "upper-alpha" | "upper-latin" => Some(Figures::CapitalLetters),
        "lower-roman" => Some(Figures::SmallRoman),
        "upper-roman" => Some(Figures::CapitalRoman),
        "decimal" => Some(Figures::Decimal),
        _ => None,
    });
    kind.unwrap_or_else(|| match dom::attr(list, "type").as_deref() {
        Some("a") => Figures::SmallLetters,
        Some("A") => Figures::CapitalLetters,
        Some("i") => Figures::SmallRoman,
        Some("I") => Figures::CapitalRoman,
        _ => Figures::Decimal,
    })
}

fn task(item: &NodeRef) -> Option<Task> {
    let input = dom::elements(item, &["input"]).next()?;
    let own = input.ancestors_it(None).find(|around| around.has_name("li")).is_some_and(|li| li.id == item.id);
    let checkbox = dom::attr(&input, "type").is_some_and(|kind| kind.eq_ignore_ascii_case("checkbox"));
    (own && checkbox).then(|| if input.has_attr("checked") { Task::Done } else { Task::Open })
}

#[cfg(test)]
mod tests {
    use crate::read::{Html, Reader};
    use crate::source::Source;

    fn read(blocks: &str) -> String {
        let page = format!("<body><h1>A Dry Year</h1><p>Words of the text.</p>{blocks}</body>");
        let dump = Html::default().read(&Source::new("a.html", page)).value.dump();
        dump.split_once("Words of the text.\n").map(|(_, rest)| rest.to_owned()).unwrap_or_default()
    }

    #[test]
    fn items_are_numbered_as_the_page_does() {
        let numbers = |list: &str| -> Vec<String> {
            let text = read(list);
            text.lines()
                .filter(|line| line.contains("from") || line.contains("paragraph"))
                .map(|line| line.trim().replace("paragraph: ", ""))
                .collect()
        };
        let jump = "<ol><li>a</li><li value=5>b</li><li>c</li></ol>";
        assert_eq!(numbers(jump), ["list from 1", "a", "list from 5", "b", "c"]);
        assert_eq!(numbers("<ol reversed><li>a</li><li>b</li></ol>"), ["list from 2", "a", "list from 1", "b"]);
        assert_eq!(numbers("<ol><li>a</li><li></li><li>c</li></ol>"), ["list from 1", "a", "list from 3", "c"]);
        assert_eq!(numbers("<ol start=3><li>a</li><li value=x>b</li></ol>"), ["list from 3", "a", "b"]);
        let lettered = "<ol type=1 style='margin: 0; list-style-type: lower-alpha'><li>a</li></ol>";
        assert_eq!(numbers(lettered), ["list from a.", "a"]);
        let most = format!("<ol start={}><li>a</li><li>b</li></ol>", u64::MAX);
        assert_eq!(numbers(&most).len(), 3);
    }

    #[test]
    fn quotations_within_quotations_have_other_marks() {
        assert_eq!(read("<p lang=en><q>she said <q>no</q></q></p>"), "paragraph: “she said ‘no’”\n");
    }

    #[test]
    fn how_words_are_read_stands_behind_them_in_brackets() {
        for ruby in [
            "<ruby>灯台<rt>とうだい</rt></ruby>",
            "<ruby>灯台<rp>（</rp><rt>とうだい</rt><rp>）</rp></ruby>",
            "<ruby><rb>灯台</rb><rt>とうだい</rt></ruby>",
        ] {
            let page = format!("<html lang=ja><body><h1>鐘</h1><p>Words of the text.<p>{ruby}の鐘</body>");
            let dump = Html::default().read(&Source::new("a.html", page)).value.dump();
            assert!(dump.contains("paragraph: {ruby 灯台{reading （とうだい）}}の鐘"), "{dump}");
        }
        let each = "<html lang=ja><body><h1>鐘</h1><p>Words of the text.<p><ruby>灯<rt>とう</rt>台<rt>だい</rt></ruby>";
        let dump = Html::default().read(&Source::new("a.html", each)).value.dump();
        assert!(dump.contains("paragraph: {ruby 灯{reading （とう）}台{reading （だい）}}"), "{dump}");
        assert_eq!(read("<p lang=en><ruby>lock<rt>lok</rt></ruby>"), "paragraph: {ruby lock{reading (lok)}}\n");
    }

    #[test]
    fn what_is_empty_is_not_there() {
        assert_eq!(read("<ul><li></li><li>&nbsp;</li><li><span></span></li></ul><h2>&nbsp;</h2>"), "");
        assert_eq!(read("<ul><li> </li><li>flour</li></ul>"), "list\n  item\n    paragraph: flour\n");
        assert_eq!(read("<ul><li><img src=a.png alt=a></li></ul>").lines().count(), 3);
        assert_eq!(read("<ul><li><input type=checkbox></li></ul>").lines().count(), 2);
        assert_eq!(read("<dl><dd>flour</dd></dl>"), "paragraph: flour\n");
        assert_eq!(
            read("<dl><dt></dt><dt>Flour</dt><dd>ground</dd></dl>"),
            "definitions\n  term: Flour\n  meaning\n    paragraph: ground\n"
        );
        let table = "<tr><th>a<th>b</tr><tr></tr><tr><td>1<td>2</tr>";
        assert_eq!(
            read(&format!("<table>{table}</table>")),
            read(&format!("<table>{}</table>", table.replace("<tr></tr>", "")))
        );
    }
}
