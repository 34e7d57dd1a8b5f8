//! Days of publication: `2024-12-30`, or a timestamp whose own local day counts.

use jiff::Timestamp;
use jiff::civil::{Date, DateTime};

/// The day of a date (`2024-12-30`) or of a timestamp (RFC 3339, zone optional), as it is written there.
///
/// ```
/// use copydesk::read::day;
/// assert_eq!(day("2024-12-30T23:30:00-08:00"), day("2024-12-30"));
/// assert_eq!(day("30 December"), None);
/// ```
pub fn day(text: &str) -> Option<Date> {
    let date = text.get(..10)?;
    let shaped = date.bytes().enumerate().all(|(n, b)| if n == 4 || n == 7 { b == b'-' } else { b.is_ascii_digit() });
    let clock = &text[10..];
    let timed = clock.starts_with(['T', 't', ' ']) && (text.parse::<Timestamp>().is_ok() || text.parse::<DateTime>().is_ok());
    (shaped && (clock.is_empty() || timed)).then(|| date.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::day;

    #[test]
    fn a_day_is_taken_as_it_is_written() {
        let good = ["2024-12-30", "2024-12-30T23:59:59Z", "2024-12-30 08:00", "2024-12-30T00:10:00.5+14:00", "2024-12-30t01:00:00z"];
        for text in good {
            assert_eq!(day(text).map(|d| d.to_string()).as_deref(), Some("2024-12-30"), "{text}");
        }
        for text in ["", "2024", "2024-02-30", "30.12.2024", "2024-12-30x", "2024-12-30T25:00:00Z", "20241230", "2024-12-3é", "2024/12/30"]
        {
            assert_eq!(day(text), None, "{text}");
        }
    }
}
