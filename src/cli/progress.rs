//! Progress on standard error, for people only.

use std::io::{self, Write};
use std::time::{Duration, Instant};

/// A line that is written over a few times a second.
pub(super) struct Progress {
    begun: Instant,
    next: Duration,
    shown: bool,
    wanted: bool,
}

impl Progress {
    pub(super) fn new(wanted: bool) -> Self {
        Progress { begun: Instant::now(), next: Duration::from_millis(500), shown: false, wanted }
    }

    /// Shows how far it is, if it is time to.
    pub(super) fn show(&mut self, articles: u64, bytes: u64) {
        if !self.wanted || self.begun.elapsed() < self.next {
            return;
        }
        let seconds = self.begun.elapsed().as_secs_f64();
        let megabytes = bytes as f64 / 1e6;
        let line = format!("\r\u{1b}[K{articles} articles, {megabytes:.1} MB, {:.1} MB/s", megabytes / seconds);
        let _ = io::stderr().lock().write_all(line.as_bytes());
        self.shown = true;
        self.next = self.begun.elapsed() + Duration::from_millis(200);
    }

    /// Takes the line away: before a message, and at the end.
    pub(super) fn hide(&mut self) {
        if self.shown {
            let _ = io::stderr().lock().write_all(b"\r\x1b[K");
            self.shown = false;
        }
    }
}
