//! Options that several commands share: users' gazetteers and rules.

use copydesk::{Copydesk, Error};
use std::path::PathBuf;

/// Gazetteers and rules besides the built-in ones.
#[derive(clap::Args)]
pub(super) struct Resources {
    /// Add gazetteers: a folder of .tsv lists, one list, or a compiled file; may be given several times
    #[arg(long, value_name = "PATH")]
    gazetteers: Vec<PathBuf>,
    /// Add rules: a folder of .toml files in folders by group (dates/, events/ …)
    #[arg(long, value_name = "DIR")]
    rules: Option<PathBuf>,
}

impl Resources {
    /// Loads everything.
    pub(super) fn load(&self) -> Result<Copydesk, Error> {
        let mut desk = Copydesk::new();
        for path in &self.gazetteers {
            desk = desk.with_gazetteers(path)?;
        }
        match &self.rules {
            Some(folder) => desk.with_rules(folder),
            None => Ok(desk),
        }
    }
}
