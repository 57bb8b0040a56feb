//! The table of facts: a row for every code of the table of countries.

use super::shapes::Shapes;
use serde_json::Value;

/// The year whose estimates CLDR 48 gives as populations.
const YEAR: &str = "2024";

/// Parts of the world by their number in the United Nations' list (M49): region, part of it.
const WORLD: &[(&str, &str, &str)] = &[
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

/// What the table is made from.
pub(crate) struct Sources {
    pub(crate) territories: Value,
    pub(crate) parts: Value,
    pub(crate) countries: String,
    pub(crate) by_hand: String,
}

impl Sources {
    /// The table.
    pub(crate) fn table(&self, shapes: &Shapes) -> Result<String, String> {
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
                table += &self.row(code, capitals, shapes)?;
            }
        }
        Ok(table)
    }

    fn row(&self, code: &str, capitals: &str, shapes: &Shapes) -> Result<String, String> {
        let found = capitals.split("; ").next().unwrap_or("-");
        let capital = self
            .hand(code, 1)
            .unwrap_or(found)
            .trim_start_matches('~')
            .to_owned();
        let (region, part) = self
            .part(code)
            .ok_or_else(|| format!("in which part of the world is {code}?"))?;
        let people = self.hand(code, 4).map(str::to_owned);
        let people = people
            .or_else(|| self.population(code))
            .ok_or_else(|| format!("how many people live in {code}?"))?;
        let year = if people == "none" { "-" } else { YEAR };
        let degrees = |cell| self.hand(code, cell).and_then(|text| text.parse().ok());
        let (north, east): (f64, f64) = degrees(2)
            .zip(degrees(3))
            .or_else(|| shapes.place(code))
            .ok_or_else(|| format!("where is {code}?"))?;
        let cell = |text: &str| if text == "none" { "-" } else { text }.to_owned();
        let (capital, people) = (cell(&capital), cell(&people));
        Ok(format!(
            "{code}\t{capital}\t{region}\t{part}\t{people}\t{year}\t{north:.1}\t{east:.1}\n"
        ))
    }

    /// What was written by hand in a cell of the row, if it says anything.
    fn hand(&self, code: &str, cell: usize) -> Option<&str> {
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

    /// Region, and part of it.
    fn part(&self, code: &str) -> Option<(&'static str, &'static str)> {
        WORLD.iter().find_map(|(number, region, part)| {
            let path = format!("/supplemental/territoryContainment/{number}/_contains");
            let inside = self.parts.pointer(&path)?.as_array()?;
            inside
                .iter()
                .any(|inside| inside.as_str() == Some(code))
                .then_some((*region, *part))
        })
    }
}
