//! Hanging punctuation: what stands at a line's end goes a little into the margin, so that the margin looks straight.

/// How far a character may hang into the left and the right margin, in thousandths of its width.
///
/// The values are those that microtype gives for Computer Modern's relatives, which serve any serif.
pub(super) fn protrusion(c: char) -> [u16; 2] {
    match c {
        'A' | 'T' | 'V' | 'W' | 'X' | 'Y' | 'v' | 'w' | 'x' => [50, 50],
        'F' | 'K' | 'L' | 'k' | 'r' => [0, 50],
        'J' => [50, 0],
        't' => [0, 70],
        'y' => [50, 70],
        '.' => [0, 700],
        ',' => [0, 500],
        ':' | ';' => [0, 500],
        '!' => [0, 100],
        '?' => [0, 200],
        '-' | '\u{ad}' | '\u{2010}' => [400, 500],
        '–' => [400, 300],
        '—' => [300, 200],
        '‘' | '’' | '\'' => [300, 400],
        '“' | '”' | '"' => [300, 300],
        '‚' | '„' => [400, 400],
        '‹' => [400, 400],
        '›' => [300, 500],
        '«' => [300, 200],
        '»' => [100, 400],
        '(' => [300, 0],
        ')' => [0, 300],
        '/' => [200, 300],
        '•' => [200, 200],
        '*' => [300, 300],
        '+' => [250, 250],
        '†' => [100, 100],
        _ => [0, 0],
    }
}
