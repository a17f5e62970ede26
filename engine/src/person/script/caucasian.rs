//! Armenian and Georgian letters written with A to Z: the systems of their passports (BGN 1981 simplified; the
//! Georgian national system of 2002), without the marks of breath.

use super::written::WrittenPart;

/// A token of Armenian capitals.
pub(super) fn write_armenian(signs: &[char]) -> Option<WrittenPart> {
    let mut spelled = String::with_capacity(signs.len() * 2);
    let mut rest = signs;
    while let [sign, after @ ..] = rest {
        let digraph = matches!((sign, after.first()), ('Ո', Some('Ւ' | 'ւ')));
        match (digraph, armenian(*sign, spelled.is_empty())) {
            (true, _) => spelled.push('U'),
            (false, Some(written)) => spelled.push_str(written),
            (false, None) if sign.is_alphanumeric() => spelled.push(*sign),
            (false, None) => {}
        }
        rest = if digraph { after.get(1..).unwrap_or_default() } else { after };
    }
    WrittenPart::new(spelled, true)
}

/// A token of Georgian letters of either set.
pub(super) fn write_georgian(signs: &[char]) -> Option<WrittenPart> {
    let mut spelled = String::with_capacity(signs.len() * 2);
    for &sign in signs {
        match georgian(sign) {
            Some(written) => spelled.push_str(written),
            None if sign.is_alphanumeric() => spelled.push(sign),
            None => {}
        }
    }
    WrittenPart::new(spelled, true)
}

fn armenian(letter: char, at_start: bool) -> Option<&'static str> {
    Some(match letter {
        'Ա' => "A",
        'Բ' => "B",
        'Գ' => "G",
        'Դ' => "D",
        'Ե' if at_start => "YE",
        'Ե' | 'Է' | 'Ը' => "E",
        'Զ' => "Z",
        'Թ' | 'Տ' => "T",
        'Ժ' => "ZH",
        'Ի' => "I",
        'Լ' => "L",
        'Խ' => "KH",
        'Ծ' | 'Ց' => "TS",
        'Կ' | 'Ք' => "K",
        'Հ' => "H",
        'Ձ' => "DZ",
        'Ղ' => "GH",
        'Ճ' | 'Չ' => "CH",
        'Մ' => "M",
        'Յ' => "Y",
        'Ն' => "N",
        'Շ' => "SH",
        'Ո' if at_start => "VO",
        'Ո' | 'Օ' => "O",
        'Պ' | 'Փ' => "P",
        'Ջ' => "J",
        'Ռ' | 'Ր' => "R",
        'Ս' => "S",
        'Վ' | 'Ւ' => "V",
        'Ֆ' => "F",
        'և' => "EV",
        _ => return None,
    })
}

fn georgian(letter: char) -> Option<&'static str> {
    // Capitals stand in a block of their own, in the same order.
    let letter = match letter {
        '\u{1c90}'..='\u{1cb0}' => char::from_u32(u32::from(letter) - 0x1c90 + 0x10d0)?,
        other => other,
    };
    Some(match letter {
        'ა' => "A",
        'ბ' => "B",
        'გ' => "G",
        'დ' => "D",
        'ე' => "E",
        'ვ' => "V",
        'ზ' => "Z",
        'თ' | 'ტ' => "T",
        'ი' => "I",
        'კ' | 'ქ' => "K",
        'ლ' => "L",
        'მ' => "M",
        'ნ' => "N",
        'ო' => "O",
        'პ' | 'ფ' => "P",
        'ჟ' => "ZH",
        'რ' => "R",
        'ს' => "S",
        'უ' => "U",
        'ღ' => "GH",
        'ყ' => "Q",
        'შ' => "SH",
        'ჩ' | 'ჭ' => "CH",
        'ც' | 'წ' => "TS",
        'ძ' => "DZ",
        'ხ' => "KH",
        'ჯ' => "J",
        'ჰ' => "H",
        _ => return None,
    })
}
