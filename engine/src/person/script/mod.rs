//! Any script to A to Z: how the parts of a name are written where a reader knows Latin letters alone.
//!
//! It never decides that two names are one person's, and never drops a part: what no table romanises is kept as it is.

mod arabic;
mod caucasian;
mod cyrillic;
mod general;
mod greek;
mod hangul;
mod hanzi;
mod hebrew;
mod indic;
mod kana;
mod latin;
mod reversed_arabic;
mod sign;
mod thai;
mod written;

use unicode_normalization::UnicodeNormalization;

use crate::key::latin_by_shape;
use crate::limits::NAME_PART_BYTES;
use sign::{Script, is_left_out, mixes_scripts};
pub use written::WrittenPart;

/// Romanises one part of a name as it was split at spaces and hyphens, in any case and form of Unicode, and appends
/// what it gives: one part, or two where a script writes surname and given name without a space (Chinese, Korean),
/// or none if there is neither letter nor digit in it.
///
/// Apostrophes and other punctuation vanish. Of a token longer than [`NAME_PART_BYTES`] the beginning is read.
///
/// ```
/// use watchpost_engine::person::script::romanise;
/// let mut parts = Vec::new();
/// romanise("Müller", &mut parts);
/// romanise("Щербаков", &mut parts);
/// assert_eq!(parts[0].spellings, ["MUELLER", "MULLER", "MUXXLLER"]);
/// assert_eq!(parts[1].spellings[0], "SHCHERBAKOV");
/// ```
pub fn romanise(token: &str, parts: &mut Vec<WrittenPart>) {
    let token = &token[..token.floor_char_boundary(NAME_PART_BYTES)];
    if token.is_ascii() {
        parts.extend(latin::plain(token));
        return;
    }
    let mut signs: Vec<char> = token
        .nfkc()
        .flat_map(char::to_uppercase)
        .nfc()
        .filter(|&sign| !is_left_out(sign))
        .map(greek::base)
        .collect();
    if mixes_scripts(&signs) {
        let by_shape = if cyrillic::is_meant(&signs) { cyrillic::by_shape } else { latin_by_shape };
        signs = signs.into_iter().map(by_shape).collect();
    }
    let (run, rest) = first_run(&signs);
    if rest.is_empty() { read(run, parts) } else { parts.extend(in_one(&signs)) }
}

/// The signs up to the first of another script; digits and marks go with what stands before them.
fn first_run(signs: &[char]) -> (&[char], &[char]) {
    let mut script = Script::None;
    let end = signs.iter().position(|&sign| {
        let next = Script::of(sign);
        let differs = next != script && next != Script::None && script != Script::None;
        if next != Script::None {
            script = next;
        }
        differs
    });
    signs.split_at(end.unwrap_or(signs.len()))
}

/// Reads signs of one script.
fn read(signs: &[char], parts: &mut Vec<WrittenPart>) {
    let script = signs.iter().map(|&sign| Script::of(sign)).find(|&script| script != Script::None);
    match script.unwrap_or(Script::None) {
        Script::Latin | Script::None => parts.extend(latin::marked(signs)),
        Script::Cyrillic => parts.extend(cyrillic::write(signs)),
        Script::Greek => parts.extend(greek::write(signs)),
        Script::Hebrew => parts.extend(hebrew::write(signs)),
        Script::Arabic => parts.extend(arabic::write(signs)),
        Script::Hangul => hangul::write(signs, parts),
        Script::Kana => parts.extend(kana::write(signs)),
        Script::Armenian => parts.extend(caucasian::write_armenian(signs)),
        Script::Georgian => parts.extend(caucasian::write_georgian(signs)),
        Script::Indic => parts.extend(indic::write(signs)),
        Script::Thai => parts.extend(thai::write(signs)),
        Script::Hanzi => hanzi::write(signs, parts),
        Script::Other => parts.extend(general::write(signs)),
    }
}

/// A part that mixes scripts without being a trick of look-alikes: each run by its own rules, as one part.
fn in_one(signs: &[char]) -> Option<WrittenPart> {
    let mut runs = Vec::new();
    let mut rest = signs;
    while !rest.is_empty() {
        let (run, behind) = first_run(rest);
        read(run, &mut runs);
        rest = behind;
    }
    let first = runs.iter().filter_map(|part| part.spellings.first().map(String::as_str)).collect();
    WrittenPart::new(first, runs.iter().all(|part| part.has_vowels))
}

#[cfg(test)]
mod tests;
