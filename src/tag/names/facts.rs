//! What the gazetteers know of a name.

use crate::record::{Facts, Kind};
use crate::resources::Resources;
use crate::scan::Scanned;
use copydesk_engine::blob::Hit;
use copydesk_engine::lists::Header;

/// The list whose places come before all others of their name.
const COUNTRIES: &str = "places/countries";

/// Which facts the columns of a list are, by layer and list.
pub(super) struct Columns(Vec<Vec<Vec<Column>>>);

impl Columns {
    /// Of all lists.
    pub(super) fn new(resources: &Resources) -> Self {
        let of_list = |list: &Header| list.columns.iter().map(|c| Column::of(c)).collect();
        Columns(resources.layers().iter().map(|layer| layer.lists().iter().map(of_list).collect()).collect())
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
        let mut senses = scanned.hits_at(start).iter().filter(whole).filter(|h| resources.header(h).kind == kind.name());
        let all = senses.clone();
        let Some(first) = senses.next() else { return Facts::default() };
        let several = senses.next().is_some();
        let cell = |h: &Hit, column: &str| resources.view(h).cell(h.sense, column);
        let weight = |h: &&Hit| match resources.header(h).id.as_str() {
            COUNTRIES => u64::MAX,
            _ => cell(h, "population").and_then(|p| p.parse().ok()).unwrap_or(0),
        };
        let hit = if several { all.clone().rev().max_by_key(weight).unwrap_or(first) } else { first };
        let mut facts = Facts::default();
        let columns = &self.0[usize::from(hit.layer)][usize::from(hit.list)];
        for (cell, column) in resources.view(hit).row(hit.sense).split('\t').zip(columns) {
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
        let one_country = || all.clone().all(|h| cell(h, "country").is_none_or(|c| Some(c) == facts.country));
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
