//! Memory such as `512M` or `1GiB`, in powers of 1,024.

/// Least memory for sorting: below it a build would spend its time opening working files.
const LEAST: usize = 16 << 20;

/// Reads a size in bytes.
///
/// # Errors
/// What to write instead.
pub fn parse_memory(text: &str) -> Result<usize, String> {
    let digits = text.trim_end_matches(|sign: char| sign.is_ascii_alphabetic());
    let shift = match text[digits.len()..].to_ascii_lowercase().as_str() {
        "" | "b" => 0,
        "k" | "kib" => 10,
        "m" | "mib" => 20,
        "g" | "gib" => 30,
        _ => return Err("a size is needed, as 512M or 1GiB".to_owned()),
    };
    let number: usize = digits.parse().map_err(|_| "a size is needed, as 512M or 1GiB".to_owned())?;
    let bytes = number.checked_mul(1 << shift).ok_or("more than this machine can address")?;
    if bytes < LEAST { Err(format!("at least {}M is needed", LEAST >> 20)) } else { Ok(bytes) }
}

#[cfg(test)]
mod tests {
    use super::parse_memory;

    #[test]
    fn sizes_are_powers_of_1024() {
        assert_eq!(parse_memory("1GiB"), Ok(1 << 30));
        assert_eq!(parse_memory("512m"), Ok(512 << 20));
        assert_eq!(parse_memory("33554432"), Ok(32 << 20));
        for text in ["", "G", "1T", "1K", "-1G", "99999999999999999999G"] {
            assert!(parse_memory(text).is_err(), "{text}");
        }
    }
}
