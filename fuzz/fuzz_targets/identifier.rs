//! Document numbers, blank ranges, VINs, plates and engine numbers from a stranger's text: no panic, and equality that
//! holds however often a text is normalised. A loader and a server that disagreed here would lose records in silence.

#![no_main]

use libfuzzer_sys::fuzz_target;
use watchpost_engine::document::blank_range::BlankRange;
use watchpost_engine::document::number::DocumentNumber;
use watchpost_engine::key::Key;
use watchpost_engine::vehicle::{engine_number::EngineNumber, plate::Plate, vin::Vin};

/// Reads `$text` as `$kind`; what was read is read again to the same, and its key is a fixed point.
macro_rules! is_stable {
    ($kind:ty, $text:expr) => {
        if let Ok(read) = <$kind>::parse($text) {
            let again = <$kind>::parse(read.as_str()).expect("as written can be read");
            assert_eq!(again.as_str(), read.as_str(), "as written stays as written");
            assert_eq!(again.key(), read.key());
            assert_eq!(Key::fold(read.key().as_str()), read.key(), "folded stays folded");
            assert!(!read.key().as_bytes().is_empty(), "an empty key would find everything");
        }
    };
}

fuzz_target!(|text: &str| {
    is_stable!(DocumentNumber, text);
    is_stable!(Vin, text);
    is_stable!(Plate, text);
    is_stable!(EngineNumber, text);
    let mut lines = text.lines();
    if let (Some(first), Some(last)) = (lines.next(), lines.next()) {
        range_holds_its_ends(first, last, lines.next().unwrap_or(first));
    }
});

fn range_holds_its_ends(first: &str, last: &str, asked: &str) {
    let (Ok(first), Ok(last)) = (DocumentNumber::parse(first), DocumentNumber::parse(last)) else {
        return;
    };
    let Ok(range) = BlankRange::new(first, last) else {
        return;
    };
    assert!(range.locate(&first).is_some() && range.locate(&last).is_some(), "both ends lie inside");
    if let Ok(asked) = DocumentNumber::parse(asked) {
        let inside = range.locate(&asked).is_some();
        assert!(
            !inside || asked.as_str().chars().count() == first.as_str().chars().count(),
            "another length lies outside"
        );
    }
}
