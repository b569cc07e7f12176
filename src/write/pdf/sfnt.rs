//! TrueType programs, with the tables that PDF reads and no others.

/// What a viewer needs to draw glyphs (ISO 32000-1 §9.9): outlines, measures, and the programs that fit outlines to
/// pixels. Names and styles are for the systems that fonts are installed on.
const READ: [&[u8; 4]; 9] = [b"cvt ", b"fpgm", b"glyf", b"head", b"hhea", b"hmtx", b"loca", b"maxp", b"prep"];

/// The head of a file, and a row of its table of tables.
const HEAD: usize = 12;
const ROW: usize = 16;

/// The program without needless tables; as it is if it is no TrueType program.
pub(super) fn slimmed(program: Vec<u8>) -> Vec<u8> {
    tables(&program).map(|tables| assembled(&program, &tables)).unwrap_or(program)
}

/// A table: its row, and where it is.
struct Table<'a> {
    row: &'a [u8],
    bytes: &'a [u8],
}

fn tables(program: &[u8]) -> Option<Vec<Table<'_>>> {
    if program.get(..4)? != [0, 1, 0, 0] {
        return None;
    }
    let count = usize::from(u16::from_be_bytes([*program.get(4)?, *program.get(5)?]));
    let mut kept = Vec::with_capacity(READ.len());
    for row in program.get(HEAD..HEAD + ROW * count)?.chunks_exact(ROW) {
        let number = |at: usize| u32::from_be_bytes([row[at], row[at + 1], row[at + 2], row[at + 3]]) as usize;
        let bytes = program.get(number(8)..number(8).checked_add(number(12))?)?;
        if READ.iter().any(|tag| row.starts_with(*tag)) {
            kept.push(Table { row, bytes });
        }
    }
    Some(kept)
}

/// Tables stay as they are, in their order, each on a multiple of four bytes.
fn assembled(program: &[u8], tables: &[Table<'_>]) -> Vec<u8> {
    let count = tables.len() as u16;
    let power = count.max(1).ilog2() as u16;
    let range = 16 << power;
    let mut out = program[..4].to_vec();
    for value in [count, range, power, count * 16 - range] {
        out.extend_from_slice(&value.to_be_bytes());
    }
    let mut at = HEAD + ROW * tables.len();
    for table in tables {
        out.extend_from_slice(&table.row[..8]);
        out.extend_from_slice(&(at as u32).to_be_bytes());
        out.extend_from_slice(&table.row[12..]);
        at += table.bytes.len().next_multiple_of(4);
    }
    for table in tables {
        out.extend_from_slice(table.bytes);
        out.resize(out.len().next_multiple_of(4), 0);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_read_is_kept() {
        let mut program = vec![0, 1, 0, 0, 0, 2, 0, 0, 0, 0, 0, 0];
        for (tag, offset, length) in [(b"glyf", 44_u32, 3_u32), (b"name", 48, 4)] {
            program.extend_from_slice(tag);
            program.extend_from_slice(&[9; 4]);
            program.extend_from_slice(&offset.to_be_bytes());
            program.extend_from_slice(&length.to_be_bytes());
        }
        program.extend_from_slice(b"abc\0word");
        let slim = slimmed(program.clone());
        assert_eq!(slim.len(), HEAD + ROW + 4);
        let kept = tables(&slim).unwrap();
        assert_eq!((kept.len(), kept[0].bytes), (1, &b"abc"[..]));
        for cut in 0..program.len() {
            let _ = slimmed(program[..cut].to_vec());
        }
        assert_eq!(slimmed(b"OTTO".to_vec()), b"OTTO");
    }
}
