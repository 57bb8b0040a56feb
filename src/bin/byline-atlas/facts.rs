//! Builds the table of facts, `facts.tsv`: one row for every code in the table of countries.

use super::simplify::Point;
use super::topology::Topology;
use serde_json::Value;

/// The year of the population estimates in CLDR 48.
const POPULATION_YEAR: &str = "2024";

/// Subregions by their number in the M49 list of the United Nations: number, region, subregion.
const SUBREGIONS: &[(&str, &str, &str)] = &[
    ("005", "Americas", "South America"),
    ("011", "Africa", "Western Africa"),
    ("013", "Americas", "Central America"),
    ("014", "Africa", "Eastern Africa"),
    ("015", "Africa", "Northern Africa"),
    ("017", "Africa", "Middle Africa"),
    ("018", "Africa", "Southern Africa"),
    ("021", "Americas", "Northern America"),
    ("029", "Americas", "Caribbean"),
    ("030", "Asia", "Eastern Asia"),
    ("034", "Asia", "Southern Asia"),
    ("035", "Asia", "South-eastern Asia"),
    ("039", "Europe", "Southern Europe"),
    ("053", "Oceania", "Australia and New Zealand"),
    ("054", "Oceania", "Melanesia"),
    ("057", "Oceania", "Micronesia"),
    ("061", "Oceania", "Polynesia"),
    ("143", "Asia", "Central Asia"),
    ("145", "Asia", "Western Asia"),
    ("151", "Europe", "Eastern Europe"),
    ("154", "Europe", "Northern Europe"),
    ("155", "Europe", "Western Europe"),
    ("QO", "Antarctica", "Antarctica"),
];

/// Where a country is.
struct Region {
    /// The region of the world.
    name: &'static str,
    /// The part of the region.
    part: &'static str,
}

/// The sources of the table.
pub(crate) struct Sources {
    pub(crate) territories: Value,
    pub(crate) regions: Value,
    pub(crate) countries: String,
    pub(crate) by_hand: String,
}

impl Sources {
    /// Builds the table.
    pub(crate) fn table(&self, topology: &Topology) -> Result<String, String> {
        let mut table = "# Made by byline-atlas; what is wrong here is put right in by-hand.tsv.\n\
             # code\tcapital\tregion\tpart of it\tpopulation\tyear\tlatitude\tlongitude\n"
            .to_owned();
        let rows = self.countries.lines().filter(|line| !line.starts_with('#'));
        for row in rows {
            let cells: Vec<&str> = row.split('\t').collect();
            let (Some(&code), Some(&capitals)) = (cells.first(), cells.get(4)) else {
                continue;
            };
            if code.len() == 2 && code != "--" {
                table += &self.row(code, capitals, topology)?;
            }
        }
        Ok(table)
    }

    fn row(&self, code: &str, capitals: &str, topology: &Topology) -> Result<String, String> {
        let found = capitals.split("; ").next().unwrap_or("-");
        let capital = self
            .by_hand(code, 1)
            .unwrap_or(found)
            .trim_start_matches('~')
            .to_owned();
        let Region { name, part } = self
            .region(code)
            .ok_or_else(|| format!("CLDR does not say in which region {code} is"))?;
        let people = self.by_hand(code, 4).map(str::to_owned);
        let people = people
            .or_else(|| self.population(code))
            .ok_or_else(|| format!("no population for {code}: add it to by-hand.tsv"))?;
        let year = if people == "none" {
            "-"
        } else {
            POPULATION_YEAR
        };
        let degrees = |cell| self.by_hand(code, cell).and_then(|text| text.parse().ok());
        let by_hand = degrees(2).zip(degrees(3));
        let Point { east, north } = by_hand
            .map(|(north, east)| Point { east, north })
            .or_else(|| topology.inner_point(code))
            .ok_or_else(|| format!("no position for {code}: add it to by-hand.tsv"))?;
        let cell = |text: &str| if text == "none" { "-" } else { text }.to_owned();
        let (capital, people) = (cell(&capital), cell(&people));
        Ok(format!(
            "{code}\t{capital}\t{name}\t{part}\t{people}\t{year}\t{north:.1}\t{east:.1}\n"
        ))
    }

    /// The cell that `by-hand.tsv` has for `code`, unless it is missing or "-".
    fn by_hand(&self, code: &str, cell: usize) -> Option<&str> {
        let row = self
            .by_hand
            .lines()
            .map(|line| line.split('\t'))
            .find(|cells| cells.clone().next() == Some(code))?;
        row.into_iter().nth(cell).filter(|text| *text != "-")
    }

    fn population(&self, code: &str) -> Option<String> {
        let path = format!("/supplemental/territoryInfo/{code}/_population");
        self.territories.pointer(&path)?.as_str().map(str::to_owned)
    }

    fn region(&self, code: &str) -> Option<Region> {
        SUBREGIONS.iter().find_map(|&(number, name, part)| {
            let path = format!("/supplemental/territoryContainment/{number}/_contains");
            let members = self.regions.pointer(&path)?.as_array()?;
            members
                .iter()
                .any(|member| member.as_str() == Some(code))
                .then_some(Region { name, part })
        })
    }
}
