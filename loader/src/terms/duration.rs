//! Durations such as `24h`, `90m`, `2d`, `1h30m`.

use jiff::{SignedDuration, Span, SpanRelativeTo};

/// Reads a duration; a day is 24 hours.
///
/// # Errors
/// What to write instead.
pub fn parse_duration(text: &str) -> Result<SignedDuration, String> {
    let wrong = || "a duration is needed, as 24h, 90m, 2d or 1h30m".to_owned();
    let span: Span = text.parse().map_err(|_| wrong())?;
    let duration = span.to_duration(SpanRelativeTo::days_are_24_hours()).map_err(|_| wrong())?;
    if duration.is_negative() { Err("a duration must not be negative".to_owned()) } else { Ok(duration) }
}

#[cfg(test)]
mod tests {
    use super::parse_duration;

    #[test]
    fn hours_minutes_and_days_are_read() {
        for (text, seconds) in [("24h", 86_400), ("90m", 5_400), ("2d", 172_800), ("1h30m", 5_400), ("0s", 0)]
        {
            assert_eq!(parse_duration(text).unwrap().as_secs(), seconds, "{text}");
        }
        for text in ["", "24", "-1h", "1 month", "soon"] {
            assert!(parse_duration(text).is_err(), "{text}");
        }
    }
}
