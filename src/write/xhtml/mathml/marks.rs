//! What marks in a formula say, in MathML: numbers of equations, room for what is not shown, frames.

use super::{Element, Node};
use crate::tex::mark;

/// A frame as every program draws it that knows tables and style sheets.
const FRAME: &str = "border: 0.05em solid";

/// Makes of marks what they mean; the number of a formula that has but one is taken out and given back. Where lines of
/// one have numbers, these stand at the margin.
pub(super) fn settle(math: &mut Element) -> Option<String> {
    let stands_alone = math.attribute("display") == "block";
    let number = stands_alone.then(|| only_number(math)).flatten();
    within(math);
    if let [Node::Element(table)] = math.children.as_mut_slice()
        && stands_alone
    {
        to_the_margin(table);
    }
    number
}

fn only_number(math: &mut Element) -> Option<String> {
    if let Some(number) = take(&mut math.children) {
        return Some(number);
    }
    let [Node::Element(table)] = math.children.as_mut_slice() else { return None };
    let [Node::Element(row)] = table.children.as_mut_slice() else { return None };
    let Some(Node::Element(cell)) = row.children.last_mut() else { return None };
    if table.name == "mtable" { take(&mut cell.children) } else { None }
}

/// Takes a number out of what stands side by side, with the white before it.
fn take(children: &mut Vec<Node>) -> Option<String> {
    let at = children.iter().position(|child| marked(child).is_some_and(|(mark, _)| mark == mark::NUMBER))?;
    let number = marked(&children[at]).map(|(_, rest)| rest.to_owned());
    children.remove(at);
    let white = at.checked_sub(1).filter(|at| matches!(&children[*at], Node::Element(space) if space.name == "mspace"));
    if let Some(white) = white {
        children.remove(white);
    }
    number
}

/// The mark at the head of words, and what follows it.
fn marked<'e>(node: &'e Node) -> Option<(char, &'e str)> {
    let Node::Element(Element { name: "mtext", children, .. }) = node else { return None };
    let [Node::Text(words)] = children.as_slice() else { return None };
    let mark = words.chars().next().filter(|c| mark::ALL.contains(c))?;
    Some((mark, &words[mark.len_utf8()..]))
}

fn within(element: &mut Element) {
    if element.name == "mtable" {
        numbers(element);
    }
    let mark = element.children.first().and_then(marked).map(|(mark, _)| mark);
    if let Some(mark) = mark.filter(|mark| *mark != mark::NUMBER && element.is_row()) {
        element.children.remove(0);
        hold(element, mark);
    }
    for child in &mut element.children {
        let number = marked(child).map(|(_, rest)| rest.to_owned());
        match child {
            Node::Element(words) if number.is_some() => words.children = number.map(Node::Text).into_iter().collect(),
            Node::Element(child) => within(child),
            Node::Text(_) => {}
        }
    }
}

/// The numbers of lines stand in a column of their own.
fn numbers(table: &mut Element) {
    let rows = table.children.iter_mut().filter_map(|row| if let Node::Element(row) = row { Some(row) } else { None });
    let mut rows: Vec<&mut Element> = rows.collect();
    let widest = rows.iter().map(|row| row.children.len()).max().unwrap_or(0);
    let number = |row: &mut &mut Element| {
        row.children
            .iter_mut()
            .find_map(|cell| if let Node::Element(cell) = cell { take(&mut cell.children) } else { None })
    };
    let found: Vec<_> = rows.iter_mut().map(number).collect();
    for (row, number) in rows.into_iter().zip(found) {
        let Some(number) = number else { continue };
        while row.children.len() < widest {
            row.children.push(Node::Element(Element::of("mtd", Vec::new())));
        }
        let mut white = Element::of("mspace", Vec::new());
        white.attributes.push(("width", "2em".to_owned()));
        let words = Element::of("mtext", vec![Node::Text(number)]);
        row.children.push(cell(NUMBER, vec![Node::Element(white), Node::Element(words)]));
    }
}

/// The class of a cell that holds a line's number.
const NUMBER: &str = "number";

fn cell<'a>(class: &str, children: Vec<Node<'a>>) -> Node<'a> {
    let mut cell = Element::of("mtd", children);
    cell.attributes.push(("class", class.to_owned()));
    Node::Element(cell)
}

/// Makes a table with numbered lines as wide as the page: behind its lines a column of numbers that takes half of what
/// they leave, before them as much white. That is two columns, so that a column that stood at the right still does.
fn to_the_margin(table: &mut Element) {
    let is_number = |node: &Node| matches!(node, Node::Element(cell) if cell.attribute("class") == NUMBER);
    let rows = table.children.iter_mut().filter_map(|row| if let Node::Element(row) = row { Some(row) } else { None });
    let mut rows: Vec<&mut Element> = rows.filter(|row| row.name == "mtr").collect();
    let Some(widest) = rows.iter().filter_map(|row| row.children.iter().position(is_number)).max() else { return };
    for row in &mut rows {
        if !row.children.last().is_some_and(is_number) {
            row.children.resize_with(widest.max(row.children.len()), || Node::Element(Element::of("mtd", Vec::new())));
            row.children.push(cell(NUMBER, Vec::new()));
        }
        row.children.splice(0..0, [cell("margin", Vec::new()), cell("margin", Vec::new())]);
    }
    match table.attributes.iter_mut().find(|(name, _)| *name == "class") {
        Some((_, class)) => class.push_str(" numbered-lines"),
        None => table.attributes.push(("class", "numbered-lines".to_owned())),
    }
}

/// What is shown in part, or in a frame.
fn hold<'a>(element: &mut Element<'a>, mark: char) {
    let inside = std::mem::take(&mut element.children);
    let unseen = |inside| vec![Node::Element(Element::of("mphantom", inside))];
    let flat = || [("height", "0".to_owned()), ("depth", "0".to_owned())];
    (element.name, element.children) = match mark {
        mark::PHANTOM => ("mphantom", inside),
        mark::WIDE => {
            element.attributes.extend(flat());
            ("mpadded", unseen(inside))
        }
        mark::HIGH => {
            element.attributes.push(("width", "0".to_owned()));
            ("mpadded", unseen(inside))
        }
        mark::SMASHED => {
            element.attributes.extend(flat());
            ("mpadded", inside)
        }
        _ => {
            element.attributes.push(("style", FRAME.to_owned()));
            let cell = Element::of("mtd", inside);
            ("mtable", vec![Node::Element(Element::of("mtr", vec![Node::Element(cell)]))])
        }
    };
}
