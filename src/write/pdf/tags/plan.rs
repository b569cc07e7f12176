//! What can be known of the structure before a page is written: the ranks of headings, the sections they open, and
//! which heads stand over a table's cells. Tags are numbered in the order of the document, so one walk tells it all.

use crate::layout::{Role, TagId, TagTree};

/// A row has no more heads that a voice would read before each of its cells.
const MOST_HEADS: usize = 8;

/// By tag: its place in the whole.
pub(super) struct Plan {
    /// Of headings: the rank that is written, counted so that none is left out.
    ranks: Vec<u8>,
    /// Of what stands in an article: the section it belongs to, if any.
    sections: Vec<Option<u32>>,
    /// The sections.
    pub(super) opened: Vec<Section>,
    /// Of rows: their cells.
    cells: Vec<Vec<TagId>>,
    /// Of cells: the heads of their column and their row.
    heads: Vec<Vec<TagId>>,
}

/// What a heading opens and the next one of its rank closes.
pub(super) struct Section {
    pub(super) heading: TagId,
    /// The section around it; none if it stands in the article itself.
    pub(super) within: Option<u32>,
}

impl Plan {
    pub(super) fn of(tree: &TagTree) -> Self {
        let count = tree.len();
        let mut plan = Self {
            ranks: vec![0; count],
            sections: vec![None; count],
            opened: Vec::new(),
            cells: vec![Vec::new(); count],
            heads: vec![Vec::new(); count],
        };
        let mut open = Open::default();
        for id in (1..count as u32).map(TagId) {
            let Some(tag) = tree.get(id) else { continue };
            if tag.role == Role::Article {
                open = Open { article: Some(id), ..Open::default() };
            } else if let Role::Heading(level) = tag.role {
                let rank = open.rank(level.get());
                plan.ranks[at(id)] = rank;
                if open.article == Some(tag.parent) {
                    plan.open(id, rank, &mut open);
                }
            } else if matches!(tag.role, Role::TableHeader | Role::TableCell)
                && tree.get(tag.parent).is_some_and(|row| row.role == Role::TableRow)
            {
                plan.cells[at(tag.parent)].push(id);
            }
            if open.article == Some(tag.parent) {
                plan.sections[at(id)] = open.sections.last().map(|&(_, section)| section);
                open.met = true;
            }
        }
        plan.find_heads(tree);
        plan
    }

    /// Opens a section, unless the heading is the title of its article, which is the section then.
    fn open(&mut self, heading: TagId, rank: u8, open: &mut Open) {
        while open.sections.last().is_some_and(|&(last, _)| last >= rank) {
            open.sections.pop();
        }
        if rank == 1 && !open.met {
            return;
        }
        let within = open.sections.last().map(|&(_, section)| section);
        open.sections.push((rank, self.opened.len() as u32));
        self.opened.push(Section { heading, within });
    }

    /// The heads of each table's cells: those of its head rows in the same column, and those of its own row.
    fn find_heads(&mut self, tree: &TagTree) {
        let parent = |id: TagId, role: Role| {
            let tag = tree.get(id)?;
            (tag.role == role).then_some(tag.parent)
        };
        // The heads of the table last met, by column.
        let mut columns: (Option<TagId>, Vec<Vec<TagId>>) = (None, Vec::new());
        // Heads of rows that go over more rows: how many more.
        let mut reaching: Vec<(TagId, usize)> = Vec::new();
        for row in (1..tree.len() as u32).map(TagId).filter(|&id| !self.cells[at(id)].is_empty()) {
            let Some(group) = parent(row, Role::TableRow) else { continue };
            let in_head = parent(group, Role::TableHead);
            let table = in_head.or_else(|| parent(group, Role::TableBody)).unwrap_or(group);
            if columns.0 != Some(table) {
                columns = (Some(table), Vec::new());
                reaching.clear();
            }
            let is_head = |&id: &TagId| tree.get(id).is_some_and(|tag| tag.role == Role::TableHeader);
            let mut of_row: Vec<TagId> = reaching.iter().map(|&(head, _)| head).collect();
            reaching.iter_mut().for_each(|(_, rows)| *rows -= 1);
            reaching.retain(|&(_, rows)| rows > 0);
            if in_head.is_none() {
                for head in self.cells[at(row)].iter().copied().filter(is_head) {
                    let rows = tree.get(head).and_then(|tag| tag.takes).map_or(1, |takes| takes.rows);
                    reaching.extend((rows > 1).then(|| (head, rows - 1)));
                    of_row.push(head);
                }
            }
            of_row.truncate(MOST_HEADS);
            for (place, cell) in self.cells[at(row)].clone().into_iter().enumerate() {
                let takes = tree.get(cell).and_then(|tag| tag.takes);
                let (from, count) = takes.map_or((place, 1), |takes| (takes.column, takes.columns));
                if in_head.is_some() {
                    if columns.1.len() < from + count {
                        columns.1.resize(from + count, Vec::new());
                    }
                    columns.1[from..from + count].iter_mut().for_each(|over| over.push(cell));
                } else if !is_head(&cell) {
                    let mut heads: Vec<TagId> = Vec::new();
                    for over in columns.1.iter().skip(from).take(count).flatten().chain(&of_row) {
                        if !heads.contains(over) {
                            heads.push(*over);
                        }
                    }
                    self.heads[at(cell)] = heads;
                }
            }
        }
    }

    /// The rank of a heading: 1 to 6.
    pub(super) fn rank(&self, heading: TagId) -> usize {
        usize::from(self.ranks.get(at(heading)).copied().unwrap_or(1).clamp(1, 6))
    }

    /// The section that something in an article belongs to.
    pub(super) fn section(&self, tag: TagId) -> Option<usize> {
        self.sections.get(at(tag)).copied().flatten().map(|section| section as usize)
    }

    /// The cells of a row.
    pub(super) fn cells(&self, row: TagId) -> &[TagId] {
        self.cells.get(at(row)).map(Vec::as_slice).unwrap_or_default()
    }

    /// The heads of a cell.
    pub(super) fn heads(&self, cell: TagId) -> &[TagId] {
        self.heads.get(at(cell)).map(Vec::as_slice).unwrap_or_default()
    }
}

fn at(id: TagId) -> usize {
    id.0 as usize
}

/// What is open where the walk is.
#[derive(Default)]
struct Open {
    article: Option<TagId>,
    /// Whether something stands in the article already.
    met: bool,
    /// The ranks, as the document gives them, of the headings that the last one stands below, and its own.
    levels: Vec<u8>,
    /// The sections, with their ranks.
    sections: Vec<(u8, u32)>,
}

impl Open {
    /// PDF/UA forbids to skip a rank: an `###` right below a `#` is a heading of the second rank.
    fn rank(&mut self, level: u8) -> u8 {
        while self.levels.last().is_some_and(|&last| last >= level) {
            self.levels.pop();
        }
        self.levels.push(level);
        self.levels.len().min(6) as u8
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::Takes;
    use crate::model::Level;

    #[test]
    fn headings_open_sections_within_sections() {
        let mut tree = TagTree::default();
        let article = tree.add(Role::Article, TagId::ROOT);
        let mut add = |role| tree.add(role, article);
        let heading = |level| Role::Heading(Level::new(level));
        let title = add(heading(1));
        let lead = add(Role::Paragraph);
        let first = add(heading(2));
        let deep = add(heading(4));
        let text = add(Role::Paragraph);
        let second = add(heading(2));
        let plan = Plan::of(&tree);
        assert_eq!([title, first, deep, second].map(|id| plan.rank(id)), [1, 2, 3, 2]);
        assert_eq!(
            [title, lead, first, deep, text, second].map(|id| plan.section(id)),
            [None, None, Some(0), Some(1), Some(1), Some(2)]
        );
        assert_eq!(plan.opened.iter().map(|section| section.within).collect::<Vec<_>>(), [None, Some(0), None]);
    }

    #[test]
    fn cells_know_their_heads() {
        let mut tree = TagTree::default();
        let table = tree.add(Role::Table, TagId::ROOT);
        let head = tree.add(Role::TableHead, table);
        let row = tree.add(Role::TableRow, head);
        let heads = [(); 2].map(|()| tree.add(Role::TableHeader, row));
        let body = tree.add(Role::TableBody, table);
        let row = tree.add(Role::TableRow, body);
        let side = tree.add(Role::TableHeader, row);
        let cell = tree.add(Role::TableCell, row);
        let plan = Plan::of(&tree);
        assert_eq!(plan.heads(cell), [heads[1], side]);
        assert!(plan.heads(side).is_empty());
        assert_eq!(plan.cells(row), [side, cell]);
    }

    #[test]
    fn a_head_that_goes_over_rows_is_that_of_each() {
        let mut tree = TagTree::default();
        let table = tree.add(Role::Table, TagId::ROOT);
        let body = tree.add(Role::TableBody, table);
        let row = tree.add(Role::TableRow, body);
        let side = tree.add(Role::TableHeader, row);
        tree.get_mut(side).expect("it was added").takes = Some(Takes { column: 0, columns: 1, rows: 2 });
        let [below, after] = [(); 2].map(|()| {
            let row = tree.add(Role::TableRow, body);
            tree.add(Role::TableCell, row)
        });
        let plan = Plan::of(&tree);
        assert_eq!((plan.heads(below), plan.heads(after)), (&[side][..], &[][..]));
    }
}
