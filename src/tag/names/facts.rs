//! What the gazetteers know of a name.

use crate::record::{Facts, Kind};
use crate::resources::Resources;
use crate::scan::Scanned;
use copydesk_engine::blob::Hit;
use copydesk_engine::lists::Header;

/// The list whose places come before all others of their name.
const COUNTRIES: &str = "places/countries";

/// What the lists give, by layer and list.
pub(super) struct Columns(Vec<Vec<List>>);

/// What a list gives.
struct List {
    kind: Option<Kind>,
    is_of_countries: bool,
    /// Which facts its columns are, as far as there are any.
    columns: Vec<Column>,
    /// Columns by number.
    country: Option<usize>,
    population: Option<usize>,
}

impl List {
    fn of(header: &Header) -> Self {
        let kinds = [Kind::Person, Kind::Organization, Kind::Location, Kind::Event, Kind::Nationality];
        let mut columns: Vec<Column> = header.columns.iter().map(|c| Column::of(c)).collect();
        columns.truncate(columns.iter().rposition(|c| !matches!(c, Column::Other)).map_or(0, |last| last + 1));
        List {
            kind: kinds.into_iter().find(|kind| kind.name() == header.kind),
            is_of_countries: header.id == COUNTRIES,
            columns,
            country: header.column("country"),
            population: header.column("population"),
        }
    }
}

/// The cells of a row.
fn cells(row: &str) -> impl Iterator<Item = &str> {
    let mut rest = Some(row);
    std::iter::from_fn(move || {
        let row = rest?;
        // Cells are too short for a search that looks at many bytes at once.
        let end = row.bytes().position(|b| b == b'\t');
        rest = end.map(|end| &row[end + 1..]);
        Some(&row[..end.unwrap_or(row.len())])
    })
}

impl Columns {
    /// Of all lists.
    pub(super) fn new(resources: &Resources) -> Self {
        Columns(resources.layers().iter().map(|layer| layer.lists().iter().map(List::of).collect()).collect())
    }

    #[inline]
    fn list(&self, hit: &Hit) -> &List {
        &self.0[usize::from(hit.layer)][usize::from(hit.list)]
    }

    /// What the gazetteers know of a span as a name of this kind: a country before all, else of several senses the most
    /// populous, else the first. Bodies of one name in several countries leave the country open.
    pub(super) fn facts<'d>(
        &self,
        resources: &'d Resources,
        scanned: &Scanned<'_>,
        (start, end, bare): (usize, usize, usize),
        kind: Kind,
    ) -> Facts<'d> {
        let whole = |h: &&Hit| h.end as usize == end || h.end as usize == bare;
        let mut senses = scanned.hits_at(start).iter().filter(whole).filter(|h| self.list(h).kind == Some(kind));
        let all = senses.clone();
        let Some(first) = senses.next() else { return Facts::default() };
        let several = senses.next().is_some();
        let cell = |h: &Hit, column: Option<usize>| {
            let cell = cells(resources.view(h).row(h.sense)).nth(column?)?;
            Some(cell).filter(|c| !c.is_empty())
        };
        let weight = |h: &&Hit| match self.list(h) {
            List { is_of_countries: true, .. } => u64::MAX,
            list => cell(h, list.population).and_then(|p| p.parse().ok()).unwrap_or(0),
        };
        let hit = if several { all.clone().rev().max_by_key(weight).unwrap_or(first) } else { first };
        let mut facts = Facts::default();
        for (cell, column) in cells(resources.view(hit).row(hit.sense)).zip(&self.list(hit).columns) {
            let place = match column {
                Column::Name => {
                    facts.name = Some(cell);
                    continue;
                }
                Column::Country => &mut facts.country,
                Column::Subtype => &mut facts.subtype,
                Column::Sector => &mut facts.sector,
                Column::Gender => &mut facts.gender,
                Column::Lat => &mut facts.lat,
                Column::Lon => &mut facts.lon,
                Column::Id => &mut facts.id,
                Column::Other => continue,
            };
            *place = Some(cell).filter(|c| !c.is_empty());
        }
        let one_country = || all.clone().all(|h| cell(h, self.list(h).country).is_none_or(|c| Some(c) == facts.country));
        if several && kind != Kind::Location && !one_country() {
            facts.country = None;
        }
        facts
    }
}

/// Which fact a column of a list is.
#[derive(Clone, Copy)]
enum Column {
    Name,
    Country,
    Subtype,
    Sector,
    Gender,
    Lat,
    Lon,
    Id,
    Other,
}

impl Column {
    fn of(name: &str) -> Self {
        match name {
            "name" => Column::Name,
            "country" => Column::Country,
            "subtype" => Column::Subtype,
            "sector" => Column::Sector,
            "gender" => Column::Gender,
            "lat" => Column::Lat,
            "lon" => Column::Lon,
            "id" => Column::Id,
            _ => Column::Other,
        }
    }
}
