//! How much white stands between two atoms: the table of chapter 18 of *The TeXbook*.

use super::boxes::MBox;
use super::list::{Class, Level, Symbol};
use crate::length::Abs;

/// A part of a line.
#[derive(Debug, Clone)]
pub(super) struct Unit {
    /// None for white that the author put there.
    pub class: Option<Class>,
    pub set: MBox,
    pub level: Level,
    /// The type size there.
    pub size: Abs,
    /// A bracket that grows with what it stands in.
    pub grows: Option<Symbol>,
}

impl Unit {
    /// An atom of nothing.
    pub fn nothing(level: Level, size: Abs) -> Self {
        Self { class: Some(Class::Ord), set: MBox::default(), level, size, grows: None }
    }
}

/// White between classes, by that of the left one and that of the right one: 1 is thin, 2 medium, 3 thick; what is
/// negative is left out in scripts.
const BETWEEN: [[i8; 8]; 8] = [
    //         Ord Op Bin Rel Open Close Punct Inner
    /* Ord */
    [0, 1, -2, -3, 0, 0, 0, -1],
    /* Op */ [1, 1, 0, -3, 0, 0, 0, -1],
    /* Bin */ [-2, -2, 0, 0, -2, 0, 0, -2],
    /* Rel */ [-3, -3, 0, 0, -3, 0, 0, -3],
    /* Open */ [0, 0, 0, 0, 0, 0, 0, 0],
    /* Close */ [0, 1, -2, -3, 0, 0, 0, -1],
    /* Punct */ [-1, -1, 0, -1, -1, -1, -1, -1],
    /* Inner */ [-1, 1, -2, -3, -1, 0, -1, -1],
];

/// The white between two atoms, in eighteenths of an em.
pub(super) fn between(left: Class, right: Class, level: Level) -> i64 {
    let white = BETWEEN[left as usize][right as usize];
    if white < 0 && level >= Level::Script {
        return 0;
    }
    match white.unsigned_abs() {
        1 => 3,
        2 => 4,
        3 => 5,
        _ => 0,
    }
}

/// A sign for an operation that has nothing on one side is a sign before a number (rules 5 and 6).
pub(super) fn classes(units: &mut [Unit]) {
    let mut last: Option<usize> = None;
    for index in 0..units.len() {
        let Some(class) = units[index].class else { continue };
        let before = last.and_then(|at| units[at].class);
        match class {
            Class::Bin => {
                let binds =
                    !matches!(before, None | Some(Class::Bin | Class::Op | Class::Rel | Class::Open | Class::Punct));
                if !binds {
                    units[index].class = Some(Class::Ord);
                }
            }
            Class::Rel | Class::Close | Class::Punct if before == Some(Class::Bin) => {
                if let Some(at) = last {
                    units[at].class = Some(Class::Ord);
                }
            }
            _ => {}
        }
        last = Some(index);
    }
    if let Some(at) = last.filter(|&at| units[at].class == Some(Class::Bin)) {
        units[at].class = Some(Class::Ord);
    }
}

/// The white before each unit.
pub(super) fn whites(units: &[Unit], em: Abs) -> Vec<Abs> {
    let mut last: Option<Class> = None;
    let mut white = Vec::with_capacity(units.len());
    for unit in units {
        let Some(class) = unit.class else {
            white.push(Abs::ZERO);
            continue;
        };
        let share = last.map_or(0, |last| between(last, class, unit.level));
        // White in a line is as wide as its letters are large.
        let size = if unit.level >= Level::Script { unit.size } else { em };
        white.push(size.times(share, 18));
        last = Some(class);
    }
    white
}

/// Units side by side.
pub(super) fn join(units: Vec<Unit>, em: Abs) -> MBox {
    let white = whites(&units, em);
    let mut line = MBox::default();
    for (unit, white) in units.into_iter().zip(white) {
        line.width += white;
        line.push(unit.set);
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(classes: &[Class]) -> Vec<Unit> {
        let unit = |class: &Class| Unit {
            class: Some(*class),
            set: MBox::default(),
            level: Level::Text,
            size: Abs::PT * 18,
            grows: None,
        };
        classes.iter().map(unit).collect()
    }

    fn gaps(of: &[Class], level: Level) -> Vec<f64> {
        let mut units = row(of);
        units.iter_mut().for_each(|unit| unit.level = level);
        classes(&mut units);
        whites(&units, Abs::PT * 18)[1..].iter().map(|white| white.to_pt()).collect()
    }

    #[test]
    fn white_goes_by_class() {
        use Class::{Bin, Close, Inner, Op, Open, Ord, Punct, Rel};
        // a = b + c
        assert_eq!(gaps(&[Ord, Rel, Ord, Bin, Ord], Level::Text), [5.0, 5.0, 4.0, 4.0]);
        assert_eq!(gaps(&[Ord, Rel, Ord, Bin, Ord], Level::Script), [0.0; 4]);
        // -a, f(-a), a = -b, a + -b, (a, b), \sum x, \sin(x), \frac12 x
        assert_eq!(gaps(&[Bin, Ord], Level::Text), [0.0]);
        assert_eq!(gaps(&[Ord, Open, Bin, Ord, Close], Level::Text), [0.0; 4]);
        assert_eq!(gaps(&[Ord, Rel, Bin, Ord], Level::Text), [5.0, 5.0, 0.0]);
        assert_eq!(gaps(&[Ord, Bin, Bin, Ord], Level::Text), [4.0, 4.0, 0.0]);
        assert_eq!(gaps(&[Open, Ord, Punct, Ord, Close], Level::Text), [0.0, 0.0, 3.0, 0.0]);
        assert_eq!(gaps(&[Op, Ord], Level::Script), [3.0]);
        assert_eq!(gaps(&[Op, Open, Ord, Close], Level::Text), [0.0; 3]);
        assert_eq!(gaps(&[Inner, Ord], Level::Text), [3.0]);
        // a + at the end binds nothing.
        assert_eq!(gaps(&[Ord, Bin], Level::Text), [0.0]);
        assert_eq!(gaps(&[Ord, Bin, Rel, Ord], Level::Text), [0.0, 5.0, 5.0]);
    }
}
