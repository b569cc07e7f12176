//! Rows of tables that have fewer cells than columns, or more.

/// How many missing cells the rows of all tables together are padded with. A row of one cell in a table of two
/// thousand columns is an attack, and the writers take short rows.
pub const PADDING: usize = 10_000;

/// What is known about the row being read.
#[derive(Default)]
pub struct Row {
    /// Where the last cell ended.
    pub end: usize,
    /// The rest of its cells are padding that goes too far.
    pub skips: bool,
}

impl Row {
    /// Whether an empty cell is set; `padding` is what is left for such cells.
    pub fn takes_empty(&self, padding: &mut usize) -> bool {
        if self.skips || *padding == 0 {
            return false;
        }
        *padding -= 1;
        true
    }
}

/// The cells in the rest of a row, without the ends that are empty.
pub fn cells(rest: &str) -> Vec<(usize, &str)> {
    let bytes = rest.as_bytes();
    let mut found = Vec::new();
    let mut start = 0;
    for at in 0..=rest.len() {
        if at == rest.len() || (bytes[at] == b'|' && (at == 0 || bytes[at - 1] != b'\\')) {
            found.push((start, rest[start..at].trim()));
            start = at + 1;
        }
    }
    let empty = |cell: Option<&(usize, &str)>| cell.is_some_and(|(_, text)| text.is_empty());
    while empty(found.last()) {
        found.pop();
    }
    let skip = found.iter().take_while(|(_, text)| text.is_empty()).count();
    let offset = |start: usize| start + (rest[start..].len() - rest[start..].trim_start().len());
    found.into_iter().skip(skip).map(|(start, text)| (offset(start), text)).collect()
}

#[cfg(test)]
mod tests {
    use super::cells;

    #[test]
    fn the_rest_of_a_row() {
        assert_eq!(cells("| c | d \\| e |\n"), [(2, "c"), (6, "d \\| e")]);
        assert!(cells(" | |\n").is_empty());
    }
}
