//! The byte order mark that some programs write before UTF-8: it is no part of the first column's name.

use std::io::{self, Chain, Cursor, Read};

const BOM: [u8; 3] = [0xef, 0xbb, 0xbf];

/// The same bytes without a byte order mark at their start.
pub(super) fn without_bom<R: Read>(mut input: R) -> io::Result<Chain<Cursor<Vec<u8>>, R>> {
    let mut start = Vec::with_capacity(BOM.len());
    input.by_ref().take(BOM.len() as u64).read_to_end(&mut start)?;
    if start == BOM {
        start.clear();
    }
    Ok(Cursor::new(start).chain(input))
}

#[cfg(test)]
mod tests {
    use super::without_bom;
    use std::io::Read;

    #[test]
    fn only_a_whole_mark_at_the_start_is_left_out() {
        for (bytes, expected) in [
            (&b"\xef\xbb\xbfnumber"[..], &b"number"[..]),
            (b"\xef\xbb", b"\xef\xbb"),
            (b"", b""),
            (b"ab", b"ab"),
            (b"a\xef\xbb\xbf", b"a\xef\xbb\xbf"),
        ] {
            let mut read = Vec::new();
            without_bom(bytes).unwrap().read_to_end(&mut read).unwrap();
            assert_eq!(read, expected);
        }
    }
}
