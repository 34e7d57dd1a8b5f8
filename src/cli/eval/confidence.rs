//! Whether confidence is what it says: the share of right answers at that strength.

use super::document::{Document, Mention};
use std::collections::HashSet;
use std::io::{self, Write};

const STEPS: usize = 10;

/// Mentions by confidence, in ten steps.
pub(super) struct Reliability {
    kinds: Vec<&'static str>,
    steps: [Step; STEPS],
}

#[derive(Clone, Copy, Default)]
struct Step {
    all: u32,
    right: u32,
    /// Sum of their confidence, in percent.
    said: u32,
}

impl Reliability {
    /// For mentions of these kinds.
    pub(super) fn new(kinds: &[&'static str]) -> Self {
        Reliability { kinds: kinds.to_vec(), steps: Default::default() }
    }

    /// Counts the mentions of an article; right is one with the same span and type on the other side.
    pub(super) fn add(&mut self, gold: &Document, found: &Document) {
        let key = |m: &Mention| (m.span, m.kind.clone());
        let right: HashSet<_> = gold.of(&self.kinds).into_iter().map(key).collect();
        for m in found.of(&self.kinds) {
            let step = &mut self.steps[(usize::from(m.confidence) * STEPS / 100).min(STEPS - 1)];
            step.all += 1;
            step.said += u32::from(m.confidence);
            step.right += u32::from(right.contains(&key(m)));
        }
    }

    /// Mean distance between confidence and share of right ones; `None` without mentions.
    pub(super) fn error(&self) -> Option<f64> {
        let all: u32 = self.steps.iter().map(|s| s.all).sum();
        let off = |s: &Step| (f64::from(s.said) / 100.0 - f64::from(s.right)).abs();
        (all > 0).then(|| self.steps.iter().map(off).sum::<f64>() / f64::from(all))
    }

    /// Prints the error and the table behind it.
    pub(super) fn print(&self, out: &mut dyn Write) -> io::Result<()> {
        let error = self.error().map_or("     -".into(), |e| format!("{:6.2}", 100.0 * e));
        writeln!(out, "{:40} {error} %", "calibration error")?;
        for (n, step) in self.steps.iter().enumerate().filter(|(_, s)| s.all > 0) {
            let share = |part: f64| 100.0 * part / f64::from(step.all);
            writeln!(
                out,
                "{:40} {:6.2} %  (says {:.2} %, {} of {})",
                format!("  confidence {:.1}-{:.1}", n as f64 / 10.0, (n + 1) as f64 / 10.0),
                share(f64::from(step.right)),
                share(f64::from(step.said) / 100.0),
                step.right,
                step.all
            )?;
        }
        Ok(())
    }
}
