//! Lists: gazetteers as tab-separated files with a header that says all about them.
//!
//! A file is read line by line; every mistake is reported with its line and column. The list's id is its path
//! below the gazetteer folder, without extension (`organizations/media`).

use std::fmt;

/// What a list holds, from its header.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Header {
    /// Path below the folder, without extension.
    pub id: String,
    /// Kind of its entries.
    pub kind: String,
    /// One line about it.
    pub about: String,
    /// Where its facts come from.
    pub source: String,
    /// Under which licence.
    pub licence: String,
    /// Whether it may stand alone (`strong`) or needs other evidence (`weak`); users' lists: `hint`, `strong`, `sure`.
    pub tier: String,
    /// Names of its columns; the first is `name`.
    pub columns: Vec<String>,
}

impl Header {
    /// Position of a column.
    pub fn column(&self, name: &str) -> Option<usize> {
        self.columns.iter().position(|c| c == name)
    }
}

/// A list with its rows, as they stand in the file.
#[derive(Clone, Debug, Default)]
pub struct List {
    /// What it holds.
    pub header: Header,
    /// Tab-separated rows.
    pub rows: Vec<String>,
}

/// Columns that a list may have.
pub const COLUMNS: [&str; 20] = [
    "name",
    "aliases",
    "country",
    "subtype",
    "sector",
    "lat",
    "lon",
    "population",
    "gender",
    "from",
    "to",
    "id",
    "org",
    "place",
    "role",
    "capital",
    "note",
    "readings",
    "rank",
    "status",
];

/// A mistake in a list, with its place.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub struct ListError {
    /// The list's file.
    pub file: String,
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
    /// What is wrong and what is allowed.
    pub message: String,
}

impl fmt::Display for ListError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}:{}: {}", self.file, self.line, self.column, self.message)
    }
}

impl List {
    /// Reads a list.
    ///
    /// # Errors
    /// Every line that is not well formed, up to 20.
    ///
    /// ```
    /// use copydesk_engine::lists::List;
    /// let text = "# kind: location\n# about: Towns.\n# columns: name aliases country\nLyon\tLyons\tFR\n";
    /// let list = List::parse("places/towns", "places/towns.tsv", text, &["location"]).unwrap();
    /// assert_eq!(list.rows.len(), 1);
    /// assert_eq!(list.header.column("country"), Some(2));
    /// ```
    pub fn parse(id: &str, file: &str, text: &str, kinds: &[&str]) -> Result<List, Vec<ListError>> {
        let mut list = List { header: Header { id: id.into(), ..Header::default() }, rows: Vec::new() };
        let mut errors = Vec::new();
        let mut fail = |line: usize, column: usize, message: String| {
            if errors.len() < 20 {
                errors.push(ListError { file: file.into(), line: line + 1, column, message });
            }
        };
        for (n, line) in text.lines().enumerate() {
            let line = line.strip_suffix('\r').unwrap_or(line);
            if let Some(rest) = line.strip_prefix('#')
                && list.rows.is_empty()
            {
                let Some((key, value)) = rest.split_once(':') else { continue };
                let value = value.trim();
                match key.trim() {
                    "kind" if kinds.contains(&value) => list.header.kind = value.into(),
                    "kind" => fail(n, 9, format!("unknown kind `{value}`, expected one of {}", kinds.join(", "))),
                    "about" => list.header.about = value.into(),
                    "source" => list.header.source = value.into(),
                    "licence" => list.header.licence = value.into(),
                    "tier" | "strength" => list.header.tier = value.into(),
                    "columns" => {
                        list.header.columns = value.split_whitespace().map(String::from).collect();
                        for c in &list.header.columns {
                            if !COLUMNS.contains(&c.as_str()) {
                                fail(n, 12, format!("unknown column `{c}`, expected some of {}", COLUMNS.join(", ")));
                            }
                        }
                    }
                    _ => {}
                }
                continue;
            }
            if line.trim().is_empty() {
                continue;
            }
            if list.rows.is_empty() {
                if list.header.kind.is_empty() {
                    fail(n, 1, format!("the header has no `# kind:`, expected one of {}", kinds.join(", ")));
                }
                if list.header.columns.first().map(String::as_str) != Some("name") {
                    fail(n, 1, "the header has no `# columns:` that begins with `name`".into());
                }
            }
            let cells = line.split('\t').count();
            if cells > list.header.columns.len() {
                fail(n, line.len() + 1, format!("{cells} columns, the header names {}", list.header.columns.len()));
            }
            if line.starts_with('\t') || line.starts_with(' ') {
                fail(n, 1, "the name is empty or begins with a space".into());
            }
            list.rows.push(line.into());
        }
        if errors.is_empty() { Ok(list) } else { Err(errors) }
    }

    /// All forms of a row: its name and its aliases.
    pub fn forms<'r>(&self, row: &'r str) -> impl Iterator<Item = &'r str> {
        let aliases = self.header.column("aliases").and_then(|c| row.split('\t').nth(c)).unwrap_or("");
        row.split('\t').next().into_iter().chain(aliases.split(" | ").map(str::trim).filter(|a| !a.is_empty()))
    }
}

#[cfg(test)]
mod tests {
    use super::List;

    #[test]
    fn mistakes_are_named_with_their_place() {
        let text = "# kind: plaec\n# columns: name colour\nLyon\tx\ty\n";
        let errors = List::parse("a", "a.tsv", text, &["location"]).unwrap_err();
        let all: Vec<String> = errors.iter().map(ToString::to_string).collect();
        assert!(all[0].starts_with("a.tsv:1:9: unknown kind `plaec`, expected one of location"), "{all:?}");
        assert!(all.iter().any(|e| e.contains("unknown column `colour`")));
        assert!(all.iter().any(|e| e.starts_with("a.tsv:3:") && e.contains("3 columns, the header names 2")));
    }
}
