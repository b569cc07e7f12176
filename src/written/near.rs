//! What somebody meant: the known name nearest to one that is not known.

/// The name nearest to `said`, if it is near enough to be a slip of the pen: one letter in three.
pub(crate) fn nearest<'n>(said: &str, names: impl IntoIterator<Item = &'n str>) -> Option<&'n str> {
    let said = said.to_lowercase();
    let near = names.into_iter().map(|name| (distance(&said, &name.to_lowercase()), name)).min()?;
    (near.0 <= (said.chars().count() / 3).max(1)).then_some(near.1)
}

/// A message that names what is not known, with what may have been meant.
pub(crate) fn unknown(what: &str, said: &str, names: &[&str]) -> String {
    match nearest(said, names.iter().copied()) {
        Some(name) => format!("{what} \"{said}\"; did you mean \"{name}\"?"),
        None => format!("{what} \"{said}\"; there is {}", names.join(", ")),
    }
}

/// How many letters must be put in, left out, replaced, or swapped with the next.
fn distance(a: &str, b: &str) -> usize {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let mut rows: Vec<Vec<usize>> = vec![(0..=b.len()).collect()];
    for i in 1..=a.len() {
        let mut row = vec![i];
        for j in 1..=b.len() {
            let replaced = rows[i - 1][j - 1] + usize::from(a[i - 1] != b[j - 1]);
            let mut least = replaced.min(rows[i - 1][j] + 1).min(row[j - 1] + 1);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                least = least.min(rows[i - 2][j - 2] + 1);
            }
            row.push(least);
        }
        rows.push(row);
    }
    rows[a.len()][b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_of_the_pen_are_near_and_other_words_are_not() {
        let names = ["size", "leading", "setting", "brief", "report"];
        for (said, meant) in [("sise", "size"), ("stting", "setting"), ("Breif", "brief"), ("repotr", "report")] {
            assert_eq!(nearest(said, names), Some(meant));
        }
        assert_eq!(nearest("colour", names), None);
        assert_eq!(nearest("", names), None);
    }
}
