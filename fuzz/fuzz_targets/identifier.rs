//! Document numbers, blank ranges, VINs, plates and engine numbers from a stranger's text: no panic, and equality that
//! holds however often a text is normalised. A loader and a server that disagreed here would lose records in silence.

#![no_main]

use libfuzzer_sys::fuzz_target;
use watchpost_engine::document::blank_range::BlankRange;
use watchpost_engine::document::number::DocumentNumber;
use watchpost_engine::key::Key;
use watchpost_engine::vehicle::plate_shape::{Shaped, shaped};
use watchpost_engine::vehicle::vin::{VIN_SIGNS, visit_nearby};
use watchpost_engine::vehicle::{EngineNumber, Make, Pattern, Plate, Vin};

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
    vehicle_numbers(text);
    let mut lines = text.lines();
    if let (Some(first), Some(last)) = (lines.next(), lines.next()) {
        range_holds_its_ends(first, last, lines.next().unwrap_or(first));
    }
});

/// What a VIN tells, its neighbours, plates by every shape, and patterns: no panic, and a pattern fits what it was made of.
fn vehicle_numbers(text: &str) {
    if let Ok(vin) = Vin::parse(text) {
        assert_eq!(vin.forced().forced(), vin.forced(), "forced stays forced");
        let _ = (vin.check_digit(), vin.country(), vin.maker(), vin.model_years());
        visit_nearby(&vin, &mut |key| assert_eq!(key.len(), VIN_SIGNS));
    }
    if let Ok(plate) = Plate::parse(text) {
        assert_eq!(plate.spelled_out().spelled_key(), None, "spelled out stays spelled out");
        plate.visit_misread(&mut |key| assert_eq!(key.len(), plate.key().as_bytes().len()));
        for country in ["DEU", "FRA", "GBR", "SRB", "UTO"] {
            if let Shaped::Resolved(resolved) = shaped(plate.as_str(), country) {
                assert_eq!(shaped(resolved.as_str(), country), Shaped::Fits);
            }
        }
        let open = format!("{}*", plate.as_str());
        if let Some(Ok(pattern)) = Pattern::parse(&open, 1) {
            assert!(pattern.fits(&plate.key()), "a plate fits its own beginning");
        }
    }
    if let Some(Ok(pattern)) = Pattern::parse(text, 3) {
        assert!(!pattern.fits(&Key::fold("")), "three signs are no empty key");
        let _ = (pattern.known_end(), pattern.known_start());
    }
    let _ = Make::parse(text);
}

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
