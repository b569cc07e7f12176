//! Letters laid over the words of a long form at the least cost, some of them within words.
//!
//! As Schwartz and Hearst allow, but not as they search: where several beginnings would do, that counts where the most
//! letters begin words and the fewest words go without one.

use super::parts::Part;

/// What a letter within a word costs whose beginning has one.
const WITHIN: usize = 1;
/// What a letter within a word costs whose beginning has none.
const APART: usize = 3;
/// What a word without a letter costs.
const LEFT_OUT: usize = 2;

/// How letters lie over words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Lay {
    /// The part that has the first letter.
    pub start: usize,
    /// How far it is from a letter for each word, and a word for each letter.
    pub cost: usize,
    /// How many letters begin parts.
    pub beginnings: usize,
    /// How many words have no letter.
    pub left_out: usize,
    /// How many letters stand within words whose beginning has none.
    pub apart: usize,
}

/// The cheapest way to lay letters over a text's last parts, the nearest of several: the first letter begins a word,
/// and the last word, which ends the text, has one.
pub(super) fn lay(parts: &[Part], pieces: &[String]) -> Option<Lay> {
    let last = (0..parts.len()).rev().find(|&at| parts[at].whole())?;
    if parts[last + 1..].iter().any(|part| part.small) {
        return None;
    }
    let mut table = Table { parts, pieces, last, known: vec![None; (parts.len() + 1) * (pieces.len() + 1)] };
    let starts = (0..=last).rev().filter(|&at| !parts[at].small && parts[at].begins(&pieces[0]));
    let all = starts.filter_map(|at| table.from(at)).enumerate();
    all.min_by_key(|(n, lay)| (lay.cost, *n)).map(|(_, lay)| lay)
}

/// The best ways from each part and letter on.
struct Table<'a> {
    parts: &'a [Part],
    pieces: &'a [String],
    /// The last word: it has a letter.
    last: usize,
    known: Vec<Option<Option<Lay>>>,
}

/// Where in a part a letter is found.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Spot {
    Beginning,
    Within,
}

impl Table<'_> {
    /// The best way that has the first letter at the beginning of a part.
    fn from(&mut self, part: usize) -> Option<Lay> {
        self.taking(part, 0, Spot::Beginning).map(|lay| Lay { start: part, ..lay })
    }

    /// The best way to lay the letters from one on over the parts from one on.
    fn best(&mut self, part: usize, piece: usize) -> Option<Lay> {
        if part == self.parts.len() {
            let done = Lay { start: part, cost: 0, beginnings: 0, left_out: 0, apart: 0 };
            return (piece == self.pieces.len()).then_some(done);
        }
        let cell = part * (self.pieces.len() + 1) + piece;
        if let Some(known) = self.known[cell] {
            return known;
        }
        let whole = self.parts[part].whole();
        let mut found = if whole && part == self.last { None } else { self.best(part + 1, piece) };
        if let Some(lay) = found.as_mut().filter(|_| whole) {
            lay.cost += LEFT_OUT;
            lay.left_out += 1;
        }
        if piece < self.pieces.len() {
            let ways = [Spot::Beginning, Spot::Within].map(|spot| self.taking(part, piece, spot));
            found = found.into_iter().chain(ways.into_iter().flatten()).min_by_key(|lay| lay.cost);
        }
        self.known[cell] = Some(found);
        found
    }

    /// The best way that has a letter in a part, at its beginning or within it.
    fn taking(&mut self, part: usize, piece: usize, spot: Spot) -> Option<Lay> {
        let word = &self.parts[part];
        let begins = spot == Spot::Beginning;
        let (mut at, mut cost) = if begins {
            let fits = word.begins(&self.pieces[piece]);
            (fits.then(|| first_length(word, &self.pieces[piece]))?, 0)
        } else if word.small {
            return None;
        } else {
            let inside = word.letters.char_indices().nth(1)?.0;
            (end_of(&word.letters, inside, &self.pieces[piece])?, APART)
        };
        let mut best: Option<Lay> = None;
        let mut next = piece + 1;
        loop {
            if let Some(lay) = self.best(part + 1, next)
                && best.is_none_or(|best| lay.cost + cost < best.cost)
            {
                let (beginnings, apart) = (lay.beginnings + usize::from(begins), lay.apart + usize::from(!begins));
                best = Some(Lay { cost: lay.cost + cost, beginnings, apart, ..lay });
            }
            let word = &self.parts[part];
            let Some(end) = self.pieces.get(next).and_then(|piece| end_of(&word.letters, at, piece)) else { break };
            if word.small {
                break;
            }
            (at, next, cost) = (end, next + 1, cost + WITHIN);
        }
        best
    }
}

/// How much of a part its first piece takes.
fn first_length(part: &Part, piece: &str) -> usize {
    if part.letters.starts_with(piece) { piece.len() } else { part.letters.chars().next().map_or(0, char::len_utf8) }
}

/// Where a piece ends that is found in letters from a place on.
fn end_of(letters: &str, from: usize, piece: &str) -> Option<usize> {
    let at = letters.get(from..)?.find(piece)?;
    Some(from + at + piece.len())
}

#[cfg(test)]
mod tests {
    use super::super::parts::parts;
    use super::*;

    fn laid(text: &str, short: &str) -> Option<(usize, usize)> {
        let pieces: Vec<_> = short.chars().map(String::from).collect();
        lay(&parts(text), &pieces).map(|lay| (lay.start, lay.cost))
    }

    #[test]
    fn letters_lie_where_they_begin_the_most_words() {
        assert_eq!(laid("the Movement for the Survival of the Ogoni People", "mosop"), Some((1, 1)));
        assert_eq!(laid("Microsoft Visual C++", "msvc"), Some((0, 1)));
        assert_eq!(laid("at a special session on arms", "ssoa"), Some((2, 0)));
        assert_eq!(laid("Water Resources Mission Area", "wma"), Some((0, 2)));
        assert_eq!(laid("ultraviolet", "uv"), Some((0, 1)));
        assert_eq!(laid("the Netherlands", "us"), None);
    }
}
