//! What tells one text from another.

/// Like FNV-1a of 128 bits, over words: not for secrets, but two different books will not meet in it by chance.
#[derive(Debug, Clone)]
pub(crate) struct Hash(u128);

impl Default for Hash {
    fn default() -> Self {
        Self::new()
    }
}

impl Hash {
    /// The hash of nothing.
    pub fn new() -> Self {
        Self(0x6c62_272e_07bb_0142_62b8_2175_6295_c58d)
    }

    /// The hash of some bytes.
    pub fn of(bytes: &[u8]) -> u128 {
        let mut hash = Self::new();
        hash.add(bytes);
        hash.get()
    }

    /// Adds bytes and their number, so that what follows cannot be taken for a part of them. Eight at a time; what the
    /// multiplication carries out at the top is brought down again.
    pub fn add(&mut self, bytes: &[u8]) {
        const PRIME: u128 = 0x0000_0000_0100_0000_0000_0000_0000_013b;
        let mut add = |word: u64| {
            self.0 = (self.0 ^ u128::from(word)).wrapping_mul(PRIME);
            self.0 ^= self.0 >> 67;
        };
        let (words, rest) = bytes.as_chunks::<8>();
        words.iter().for_each(|word| add(u64::from_le_bytes(*word)));
        // Words are short: their number is told with what is left of them.
        let left = rest.iter().rev().fold(0, |left, byte| left << 8 | u64::from(*byte));
        add(left ^ (bytes.len() as u64).rotate_left(56));
    }

    /// It as a number.
    pub fn get(&self) -> u128 {
        self.0
    }

    /// It in hexadecimal, 32 figures.
    pub fn hex(&self) -> String {
        format!("{:032x}", self.get())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Neither zeros at the end nor where a text is parted make two of them alike.
    #[test]
    fn what_differs_has_another_hash() {
        let all = [
            &[""][..],
            &["\0"],
            &["\0\0"],
            &["", ""],
            &["a"],
            &["a\0"],
            &["a", ""],
            &["", "a"],
            &["ab"],
            &["a", "b"],
            &["abcdefgh"],
            &["abcdefgh\0"],
            &["abcdefgh", ""],
            &["abcd", "efgh"],
            &["hgfedcba"],
        ];
        let hash = |parts: &&[&str]| {
            let mut hash = Hash::new();
            parts.iter().for_each(|part| hash.add(part.as_bytes()));
            hash.hex()
        };
        let found: std::collections::BTreeSet<_> = all.iter().map(hash).collect();
        assert_eq!(found.len(), all.len());
    }
}
