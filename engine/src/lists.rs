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

/// Tiers that a list may have; `hint` and `sure` are for users' lists.
pub const TIERS: [&str; 4] = ["strong", "weak", "hint", "sure"];

/// Column in characters, from 1, of a part of a line.
fn place(line: &str, part: &str) -> usize {
    let before = (part.as_ptr() as usize).saturating_sub(line.as_ptr() as usize).min(line.len());
    line.get(..before).map_or(1, |b| b.chars().count() + 1)
}

/// Checks the cells of a row.
fn cells<'l>(header: &Header, line: &'l str, fail: &mut dyn FnMut(&'l str, String)) {
    for (number, cell) in line.split('\t').enumerate() {
        let Some(column) = header.columns.get(number) else {
            let columns = line.split('\t').count();
            fail(cell, format!("{columns} columns, the header names {}", header.columns.len()));
            return;
        };
        if cell.trim() != cell {
            fail(cell, format!("a space at the {} of `{column}`", if cell.starts_with(char::is_whitespace) { "begin" } else { "end" }));
        } else if cell.is_empty() && number == 0 {
            fail(cell, "the name is empty".into());
        } else if let Some(expected) = expected(column, cell) {
            fail(cell, format!("`{cell}` as `{column}`, expected {expected}"));
        }
    }
}

/// What a column asks for, if a cell is something else.
fn expected(column: &str, cell: &str) -> Option<&'static str> {
    let within = |most: f64| cell.parse::<f64>().is_ok_and(|n| n.abs() <= most);
    let (holds, expected) = match column {
        _ if cell.is_empty() => return None,
        "country" => (cell.len() == 2 && cell.bytes().all(|b| b.is_ascii_uppercase()), "two capitals, as in ISO 3166 alpha-2"),
        "lat" => (within(90.0), "degrees from -90 to 90"),
        "lon" => (within(180.0), "degrees from -180 to 180"),
        "population" => (cell.bytes().all(|b| b.is_ascii_digit()), "a number"),
        "gender" => (matches!(cell, "male" | "female"), "male or female"),
        "from" | "to" => (cell.parse::<i16>().is_ok(), "a year"),
        "aliases" => (cell.split('|').all(|a| !a.trim().is_empty()), "names between ` | `"),
        _ => return None,
    };
    (!holds).then_some(expected)
}

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
        let mut named = true;
        for (n, line) in text.lines().enumerate() {
            let line = line.strip_suffix('\r').unwrap_or(line);
            if let Some(rest) = line.strip_prefix('#')
                && list.rows.is_empty()
            {
                let Some((key, value)) = rest.split_once(':') else { continue };
                let value = value.trim();
                match key.trim() {
                    "kind" if kinds.contains(&value) => list.header.kind = value.into(),
                    "kind" => fail(n, place(line, value), format!("unknown kind `{value}`, expected one of {}", kinds.join(", "))),
                    "about" => list.header.about = value.into(),
                    "source" => list.header.source = value.into(),
                    "licence" => list.header.licence = value.into(),
                    "tier" | "strength" if TIERS.contains(&value) => list.header.tier = value.into(),
                    "tier" | "strength" => {
                        fail(n, place(line, value), format!("unknown tier `{value}`, expected one of {}", TIERS.join(", ")));
                    }
                    "columns" => {
                        list.header.columns = value.split_whitespace().map(String::from).collect();
                        for c in value.split_whitespace().filter(|c| !COLUMNS.contains(c)) {
                            fail(n, place(line, c), format!("unknown column `{c}`, expected some of {}", COLUMNS.join(", ")));
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
                    fail(n, 1, format!("no `# kind:` stands above, expected one of {}", kinds.join(", ")));
                }
                named = list.header.columns.first().is_some_and(|c| c == "name");
                if !named {
                    fail(n, 1, "no `# columns:` that begins with `name` stands above".into());
                }
            }
            if named {
                cells(&list.header, line, &mut |cell, message| fail(n, place(line, cell), message));
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
        assert!(all[1].starts_with("a.tsv:2:17: unknown column `colour`, expected some of name, aliases"), "{all:?}");
        assert!(all.iter().any(|e| e.starts_with("a.tsv:3:8: 3 columns, the header names 2")), "{all:?}");
    }

    #[test]
    fn cells_are_what_their_columns_ask_for() {
        let header = "# kind: location\n# tier: stron\n# columns: name aliases country lat gender from\n";
        let rows = "Åb\tA | | B\n Lyon\nLyon \nÅb\t\tfr\nLyon\t\tFR\t91\nLyon\t\t\t\tboth\nLyon\t\t\t\t\tnow\n\tLyon\n";
        let good = "Lyon\tLyons | Lugdunum\tFR\t45.75\tfemale\t-43\n";
        let errors = List::parse("a", "a.tsv", &format!("{header}{rows}{good}"), &["location"]).unwrap_err();
        let all: Vec<String> = errors.iter().map(ToString::to_string).collect();
        let expected = [
            "a.tsv:2:9: unknown tier `stron`, expected one of strong, weak, hint, sure",
            "a.tsv:4:4: `A | | B` as `aliases`, expected names between ` | `",
            "a.tsv:5:1: a space at the begin of `name`",
            "a.tsv:6:1: a space at the end of `name`",
            "a.tsv:7:5: `fr` as `country`, expected two capitals, as in ISO 3166 alpha-2",
            "a.tsv:8:10: `91` as `lat`, expected degrees from -90 to 90",
            "a.tsv:9:9: `both` as `gender`, expected male or female",
            "a.tsv:10:10: `now` as `from`, expected a year",
            "a.tsv:11:1: the name is empty",
        ];
        assert_eq!(all, expected);
    }
}
