//! Namesakes: pairs of articles that mention two people of one name, and pairs that mention one person twice.

use crate::library::tests::{article, keep, library};

/// Two different people of one name, each in an article of its own.
const NAMESAKES: [(&str, &str, &str); 20] = [
    (
        "John Smith",
        "Senator John Smith of Ohio voted against the bill, and told Congress that President Alan Whitcombe had misled the United States.",
        "Striker John Smith scored twice as Leeds beat Burnley in England, and coach Terry Hallam praised the midfielder Ian Pugh.",
    ),
    (
        "Michael Jordan",
        "Michael Jordan won six championships with the Chicago team, and Scottie Pippen said no basketball player in the United States trained harder.",
        "Professor Michael Jordan, a mathematician, spoke on statistics at a laboratory in Vienna, Austria, with the physicist Greta Halbrook.",
    ),
    (
        "David Jones",
        "Police arrested David Jones, 34, the suspect in the robbery at Swansea, Wales, and prosecutor Mary Tull said the trial would begin in May.",
        "The singer David Jones recorded the album in Berlin, Germany, with the guitarist Carlo Brandt and the composer Brian Enfield.",
    ),
    (
        "Chris Evans",
        "The actor Chris Evans returns in a film shot in Atlanta in the United States, beside the actress Helena Marsh.",
        "Chris Evans, a goalkeeper for a club in Scotland, saved a penalty in the last match of the season, and coach Rob Tierney cheered.",
    ),
    (
        "Anna Ivanova",
        "Minister Anna Ivanova told parliament in Sofia that Bulgaria would sign the treaty, said her deputy Petar Dimov.",
        "Anna Ivanova, a swimmer from Kazan in Russia, won a medal in the tournament, ahead of Olga Belova.",
    ),
    (
        "Wei Zhang",
        "The physicist Wei Zhang and her colleague Lin Hao built a telescope in Chile, the laboratory said.",
        "Wei Zhang, chairman of the company, told shareholders in Singapore that profits had fallen, and the investor Paul Tan agreed.",
    ),
    (
        "Mohammed Ali",
        "The surgeon Mohammed Ali and the nurse Sara Haddad treated patients in a hospital in Jordan.",
        "Mohammed Ali, a candidate for mayor in Lagos, Nigeria, said that the election was rigged, and governor Tunde Bakare denied it.",
    ),
    (
        "Maria Garcia",
        "The novelist Maria Garcia read from her poems in Mexico, where the author Luisa Prado praised the novel.",
        "Judge Maria Garcia sentenced the gunman to prison in Spain, and the lawyer Jorge Vidal said that he would appeal to a higher court.",
    ),
    (
        "James Brown",
        "James Brown, the soul singer, played his last concert in Georgia in the United States, with the drummer Clyde Stubbs.",
        "The archbishop James Brown blessed the new church in Kenya, and the pastor Moses Karanja thanked the bishop.",
    ),
    (
        "Peter Miller",
        "General Peter Miller led the troops in Afghanistan, and colonel Frank Dorsey commanded the regiment.",
        "Peter Miller, founder of a startup in Switzerland, sold his shares to the banker Urs Keller for a profit.",
    ),
    (
        "Kim Lee",
        "Golfer Kim Lee leads the tournament in South Korea by two strokes from the golfer Park Min-ji.",
        "The virologist Kim Lee tested a vaccine in Australia, and the doctor Jane Orwell treated the patients.",
    ),
    (
        "Paul Martin",
        "Prime Minister Paul Martin dissolved parliament in Ottawa, and Canada votes in January, said the opposition leader Stephen Hargrove.",
        "Paul Martin, a cricketer, took four wickets for Jamaica in the last innings against the bowler Desmond Royce.",
    ),
    (
        "Sarah Williams",
        "The astronaut Sarah Williams began an experiment on physics in the station, said the scientist Leon Bartok in Houston, United States.",
        "Detective Sarah Williams found the murder weapon in Auckland, New Zealand, and police charged the suspect Karl Tamati.",
    ),
    (
        "Ahmed Hassan",
        "Striker Ahmed Hassan scored in the match for Egypt, and the goalkeeper Essam Farouk saved two goals.",
        "Ambassador Ahmed Hassan of Somalia signed the treaty with the diplomat Lena Holm after the election.",
    ),
    (
        "George Allen",
        "George Allen, a Democrat in the Senate, won the election in Virginia in the United States, ahead of the Republican Jim Webster.",
        "The painter George Allen opened an exhibition in Dublin, Ireland, and the sculptor Niamh Doyle bought two paintings.",
    ),
    (
        "Thomas Müller",
        "Thomas Müller scored a goal as his club won the match in Munich, Germany, and the coach Jürgen Falk was relieved.",
        "Thomas Müller, a banker in Zurich, Switzerland, told investors that the merger would raise the profits of the company, said Reto Amstad.",
    ),
    (
        "Robert Taylor",
        "The actor Robert Taylor, once a star of Hollywood films in the United States, married the actress Barbara Stanhope.",
        "Robert Taylor, a surgeon in Nairobi, Kenya, opened a hospital for cancer patients with the nurse Grace Wanjiru.",
    ),
    (
        "Jane Cooper",
        "Councillor Jane Cooper lost the vote in Bristol, England, and the mayor Marvin Oakes blamed the coalition.",
        "Jane Cooper, a jockey from Ireland, won the racing season at the stadium ahead of the jockey Liam Foyle.",
    ),
    (
        "Daniel Kim",
        "The rapper Daniel Kim released an album of songs in South Korea with the singer Lee Hana.",
        "Sergeant Daniel Kim of the army was hurt in Iraq when soldiers came under fire, said colonel Mark Dunham.",
    ),
    (
        "Alexander Scott",
        "The economist Alexander Scott, a professor and researcher in Norway, published an experiment with the psychologist Ida Brekke.",
        "Alexander Scott was convicted of fraud by a court in Texas in the United States; the prosecutor Ellen Ruiz asked for ten years in prison.",
    ),
];

/// One person in two articles.
const SAME: [(&str, &str, &str); 8] = [
    (
        "Nancy Pelosi",
        "Nancy Pelosi was elected Speaker of the House.",
        "Democrats said that Nancy Pelosi would not resign.",
    ),
    (
        "Angela Merkel",
        "Chancellor Angela Merkel met President Emmanuel Macron in Berlin, Germany.",
        "Angela Merkel and Emmanuel Macron asked the parliament of France for patience.",
    ),
    (
        "John Smith",
        "Senator John Smith of Ohio and the lawmaker Gail Fordham voted against the bill in the United States.",
        "John Smith and Gail Fordham, two senators, lost the election in the United States, as Congress had expected.",
    ),
    (
        "Volodymyr Zelensky",
        "Volodymyr Zelensky flew to Poland.",
        "Ukraine said that Volodymyr Zelensky was well.",
    ),
    (
        "Lewis Hamilton",
        "Lewis Hamilton won the race in Monaco ahead of the driver Valtteri Bottas.",
        "Lewis Hamilton and Valtteri Bottas crashed in Hungary, and the team lost the season.",
    ),
    (
        "Recep Tayyip Erdoğan",
        "President Recep Tayyip Erdoğan spoke in Turkey.",
        "Recep Tayyip Erdoğan won the election.",
    ),
    (
        "Greta Thunberg",
        "Greta Thunberg sailed from Sweden.",
        "Greta Thunberg spoke in Madrid.",
    ),
    (
        "Boris Johnson",
        "Prime Minister Boris Johnson told parliament in the United Kingdom that the vote would be held.",
        "The United Kingdom left the talks, said Boris Johnson, the prime minister, after the election.",
    ),
];

/// In how many people the articles with these texts are about `name`.
fn count_people(name: &str, texts: [&str; 2]) -> usize {
    let (_folder, library) = library();
    keep(&library, &[article(&["One", texts[0]], 1)]);
    keep(&library, &[article(&["Two", texts[1]], 2)]);
    let people = library
        .reader()
        .unwrap()
        .unwrap()
        .find_people(name)
        .unwrap();
    let articles: usize = people.iter().map(|person| person.articles).sum();
    assert_eq!(articles, 2, "{name} is found in both articles");
    people.len()
}

/// Protects: nobody is taken for a namesake, whichever article is read first.
#[test]
fn no_namesakes_are_joined() {
    let joined = NAMESAKES.iter().filter(|(name, one, other)| {
        count_people(name, [one, other]) < 2 || count_people(name, [other, one]) < 2
    });
    let joined: Vec<_> = joined.map(|(name, ..)| name).collect();
    assert!(joined.is_empty(), "{joined:?}");
}

/// Protects: a person of whom two articles speak is one.
#[test]
fn a_person_in_two_articles_is_one() {
    let parted = SAME
        .iter()
        .filter(|(name, one, other)| count_people(name, [one, other]) != 1);
    let parted: Vec<_> = parted.map(|(name, ..)| name).collect();
    assert!(parted.is_empty(), "{parted:?}");
}
