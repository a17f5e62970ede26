//! Sources as they arrive: compressed, cut off, empty, with a byte order mark.

#![allow(clippy::unwrap_used, reason = "a failing unwrap in a test is the report")]

use std::io::Write;
use std::path::{Path, PathBuf};

use flate2::Compression;
use flate2::write::GzEncoder;
use tempfile::TempDir;
use watchpost_engine::list::List;
use watchpost_engine::store::Sha256Name;
use watchpost_loader::source::{Format, ListSource, Place, SourceError};

const ROWS: &str = "\u{feff}record_id,owner,number,status\r\nS-1,UTO,AB100,stolen\r\nS-2,UTO,AB101,lost\r\n";

fn gzip(text: &str) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(text.as_bytes()).unwrap();
    encoder.finish().unwrap()
}

fn write(folder: &TempDir, name: &str, bytes: &[u8]) -> PathBuf {
    let path = folder.path().join(name);
    std::fs::write(&path, bytes).unwrap();
    path
}

/// The lines that gave a row, the number of refused rows, and the digest.
fn read(path: &Path) -> Result<(Vec<u64>, usize, Sha256Name), SourceError> {
    let format = Format::of_name(path).unwrap();
    let mut source =
        ListSource::open(&Place::File(path.to_owned()), format, List::Documents, None, Vec::new())?;
    let (mut lines, mut refused) = (Vec::new(), 0);
    while let Some(row) = source.next_row()? {
        match row.row {
            Ok(_) => lines.push(row.line),
            Err(_) => refused += 1,
        }
    }
    Ok((lines, refused, source.sha256()))
}

#[test]
fn every_compression_gives_the_same_rows_and_the_digest_of_the_file_as_it_lies_there() {
    let folder = TempDir::new().unwrap();
    let two_members = [gzip(&ROWS[..40]), gzip(&ROWS[40..])].concat();
    let zstd = zstd::encode_all(ROWS.as_bytes(), 0).unwrap();
    for (name, bytes) in [
        ("a.csv", ROWS.as_bytes().to_vec()),
        ("a.csv.gz", gzip(ROWS)),
        ("two.csv.gz", two_members),
        ("a.csv.zst", zstd),
    ] {
        let (lines, refused, digest) = read(&write(&folder, name, &bytes)).unwrap();
        assert_eq!((lines, refused), (vec![2, 3], 0), "{name}");
        assert_eq!(digest, Sha256Name::of(&bytes), "{name}");
    }
}

#[test]
fn a_compressed_file_that_was_cut_off_is_an_error_and_never_a_short_list() {
    let folder = TempDir::new().unwrap();
    let many: String =
        ROWS.lines().chain((0..2_000).map(|_| "S-3,UTO,AB102,lost")).collect::<Vec<_>>().join("\n");
    let zstd = zstd::encode_all(many.as_bytes(), 0).unwrap();
    for (name, bytes) in [("cut.csv.gz", gzip(&many)), ("cut.csv.zst", zstd)] {
        for length in [bytes.len() - 1, bytes.len() - 8, bytes.len() / 2, 5] {
            let error = read(&write(&folder, name, &bytes[..length])).unwrap_err();
            assert!(matches!(error, SourceError::Truncated { .. }), "{name} cut at {length}: {error}");
        }
    }
}

#[test]
fn a_file_that_is_not_what_its_name_says_is_an_error() {
    let folder = TempDir::new().unwrap();
    for name in ["plain.csv.gz", "plain.csv.zst"] {
        let error = read(&write(&folder, name, ROWS.as_bytes())).unwrap_err();
        assert!(matches!(error, SourceError::Read { .. }), "{name}: {error}");
    }
    let damaged = {
        let mut bytes = gzip(ROWS);
        let checksum = bytes.len() - 6;
        bytes[checksum] ^= 1;
        bytes
    };
    assert!(read(&write(&folder, "damaged.csv.gz", &damaged)).is_err());
}

#[test]
fn an_empty_file_has_no_header_and_is_refused() {
    let folder = TempDir::new().unwrap();
    assert!(matches!(read(&write(&folder, "a.csv", b"")).unwrap_err(), SourceError::NoHeader { .. }));
    let (lines, refused, _) = read(&write(&folder, "a.jsonl", b"")).unwrap();
    assert_eq!((lines.len(), refused), (0, 0));
}

#[test]
fn a_missing_file_is_named_with_the_remedy() {
    let error = read(Path::new("no-such-folder/list.csv")).unwrap_err();
    assert!(error.to_string().contains("list.csv"), "{error}");
    assert!(!error.is_refused_by_system());
}
