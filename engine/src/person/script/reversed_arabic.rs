//! Arabic as Doc 9303-3 section 6.C writes it in a zone: each letter for itself, with X before those that Latin lacks.
//!
//! It reads only what no other language writes: a name with an X in it is not touched unless all of it is such Arabic.

use super::arabic;
use super::written::WrittenPart;

/// The part, if all of it is Arabic written letter by letter: `XHMWD` is the same part as محمود without its first
/// letter, and has no vowels either.
pub(super) fn write(token: &str) -> Option<WrittenPart> {
    let letters = decode(token)?;
    arabic::write(&letters)
}

fn decode(token: &str) -> Option<Vec<char>> {
    // Letters that this writing does not have: most names with an X end here.
    if token.bytes().any(|sign| matches!(sign, b'O' | b'V')) {
        return None;
    }
    let mut letters = Vec::new();
    let (mut rest, mut strong, mut marked, mut open) = (token, false, false, 0);
    while !rest.is_empty() {
        let cluster = rest
            .starts_with('X')
            .then(|| CLUSTERS.iter().find(|(cluster, _)| begins_with(rest, cluster)))
            .flatten();
        if let Some(&(cluster, letter)) = cluster {
            strong |= cluster.len() > 2;
            // XE and XI stand in names of many languages.
            marked |= !matches!(cluster, "XE" | "XI");
            letters.push(letter);
            rest = &rest[cluster.len()..];
        } else {
            let sign = rest.chars().next()?;
            open += usize::from(matches!(sign, 'A' | 'E' | 'I' | 'U'));
            letters.push(plain(sign)?);
            rest = &rest[sign.len_utf8()..];
        }
    }
    // XH stands in Albanian names too (REXHEP, XHAFERI): Arabic without vowels has fewer of their letters.
    let is_arabic = marked && (strong && open * 2 <= letters.len() || open * 10 <= letters.len() * 3);
    is_arabic.then_some(letters)
}

/// True if the rest begins with the cluster, and ends with it where the letter stands at the end of words alone.
fn begins_with(rest: &str, cluster: &str) -> bool {
    let at_the_end = matches!(cluster, "XTA" | "XAH" | "XAY");
    if at_the_end { rest == cluster } else { rest.starts_with(cluster) }
}

/// Letters by their clusters, longer ones first.
const CLUSTERS: &[(&str, char)] = &[
    ("XKH", 'خ'),
    ("XSH", 'ش'),
    ("XSS", 'ص'),
    ("XDZ", 'ض'),
    ("XTT", 'ط'),
    ("XZZ", 'ظ'),
    ("XTH", 'ث'),
    ("XDH", 'ذ'),
    ("XTA", 'ة'),
    ("XAH", 'ة'),
    ("XAA", 'آ'),
    ("XAE", 'أ'),
    ("XAY", 'ى'),
    ("XYA", 'ی'),
    ("XKK", 'ک'),
    ("XGG", 'گ'),
    ("XXT", 'ٹ'),
    ("XXD", 'ڈ'),
    ("XXR", 'ڑ'),
    ("XNN", 'ں'),
    ("XDO", 'ھ'),
    ("XXG", 'ہ'),
    ("XYB", 'ے'),
    ("XC", 'چ'),
    ("XJ", 'ژ'),
    ("XH", 'ح'),
    ("XE", 'ء'),
    ("XI", 'ئ'),
];

/// The Arabic letter that one Latin letter stands for.
fn plain(sign: char) -> Option<char> {
    Some(match sign {
        'A' => 'ا',
        'B' => 'ب',
        'D' => 'د',
        'E' => 'ع',
        'F' => 'ف',
        'G' => 'غ',
        'H' => 'ه',
        'I' => 'إ',
        'J' => 'ج',
        'K' => 'ك',
        'L' => 'ل',
        'M' => 'م',
        'N' => 'ن',
        'P' => 'پ',
        'Q' => 'ق',
        'R' => 'ر',
        'S' => 'س',
        'T' => 'ت',
        'U' => 'ؤ',
        'W' => 'و',
        'Y' => 'ي',
        'Z' => 'ز',
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::decode;

    #[track_caller]
    fn check(token: &str, arabic: Option<&str>) {
        assert_eq!(decode(token).map(String::from_iter).as_deref(), arabic, "{token}");
    }

    #[test]
    fn names_of_a_zone_are_read_letter_by_letter() {
        check("XHMWD", Some("حمود"));
        check("MXHMWD", Some("محمود"));
        check("EBDALRXHYM", Some("عبدالرحيم"));
        check("FATXTTMXTA", Some("فاتطمة"));
        check("XAEXHMD", Some("أحمد"));
        check("XHSYN", Some("حسين"));
    }

    #[test]
    fn names_of_other_languages_are_not_taken_for_it() {
        for token in [
            "XIAO",
            "MAXIM",
            "ALEXEI",
            "XHAFERI",
            "REXHEP",
            "NEXHMIJE",
            "HOXHA",
            "XHEMAL",
            "XHEVDET",
            "MUXXLLER",
            "CANXXON",
            "XENIA",
            "XU",
            "XI",
            "FELIX",
            "BAXTER",
            "MAXEY",
            "SAXTAN",
            "XHAKA",
            "DIXTHOMAS",
        ] {
            check(token, None);
        }
    }
}
