//! The small English word lists that the evidence looks words up in.
//!
//! What a word means for a candidate is decided in [`evidence`](super::evidence). Lists hold words that newspapers use
//! generally, never names taken from a single article.

use crate::entities::word_list::WordList;

/// American states and their newspaper abbreviations; of two-word names, the second word. A city before ", Ohio" is not
/// a country's capital.
pub(super) const US_STATES: WordList = WordList::new(
    "Alabama Alaska Arizona Arkansas California Colorado Connecticut Delaware Florida Georgia Hawaii \
     Idaho Illinois Indiana Iowa Kansas Kentucky Louisiana Maine Maryland Massachusetts Michigan \
     Minnesota Mississippi Missouri Montana Nebraska Nevada Hampshire Ohio Oklahoma Oregon Pennsylvania \
     Carolina Dakota Tennessee Texas Utah Vermont Virginia Wisconsin Wyoming Ala. Ariz. Ark. Calif. Colo. \
     Conn. Del. Fla. Ga. Ill. Ind. Kan. Ky. La. Md. Mass. Mich. Minn. Miss. Mo. Mont. Neb. Nev. N.H. N.J. \
     N.M. N.Y. N.C. N.D. Okla. Ore. Pa. R.I. S.C. S.D. Tenn. Tex. Vt. Va. Wash. W.Va. W. Wis. Wyo. OH TX GA \
     CA FL KY PA NY",
);

/// The postal codes of the American states, which count only after a town and a comma: "Lebanon, OH".
const US_POSTAL_CODES: WordList = WordList::new(
    "AL AK AZ AR CA CO CT DE FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OH OK OR \
     PA RI SC SD TN TX UT VT VA WA WV WI WY",
);

/// Whether `word`, perhaps without the full stop that follows it, is an American state or its abbreviation.
pub(super) fn is_us_state(word: &str) -> bool {
    US_STATES
        .iter()
        .any(|state| state == word || state.strip_suffix('.') == Some(word))
}

/// Land and sea features whose names merely contain a country: Sea of Japan, Gulf of Mexico.
pub(super) const GEOGRAPHIC_TERMS: WordList = WordList::new(
    "Gulf Sea Seas Bay Strait Straits Ocean Bight River Basin Trench Peninsula Plate Plateau",
);

/// Words that form the name of another place together with the word after them.
pub(super) const PLACE_PREFIXES: WordList = WordList::new(
    "New Saint St. St San Santa Port Fort Ft. Mount Mt. Lake El Los Las La Little Lower Upper Cape Punta \
     Isle",
);

/// Words that only come before a person's name.
pub(super) const HONORIFICS: WordList = WordList::new(
    "Mr. Mr Mrs. Mrs Ms. Ms Miss Dr. Dr Sir Dame Lord Lady Prof. Professor Rev. Reverend Father Sister \
     Brother Judge Justice Sen. Rep. Gov. Sgt. Capt. Col. Lt. Officer",
);

/// What people are to each other, and countries are not.
pub(super) const RELATIONS: WordList = WordList::new(
    "friend brother sister cousin son daughter wife husband mother father uncle aunt nephew niece girlfriend boyfriend \
     roommate classmate grandson granddaughter widow baby boy girl",
);

/// Offices: "London Mayor Sadiq Khan" mentions London, and "President" before a name is not part of it.
pub(super) const OFFICES: WordList = WordList::new(
    "Mayor President Premier Prime Minister Chancellor Governor Senator Secretary Ambassador Envoy Consul \
     King Queen Prince Princess Emperor Sultan Emir Sheikh Pope Cardinal Archbishop Bishop Patriarch \
     Rabbi Imam General Admiral Commander Chief Press Spokesman Spokeswoman Spokesperson Counsel \
     Adviser Advisor Deputy Vice Communications Senior National Foreign Director Correspondent Bureau \
     Editor Reporter Attorney Prosecutor Judge Justice Coach Captain MP MEP",
);

/// Words that are capitalised at the beginning of a sentence without being names, and are often in lower case in
/// headlines; in lower case.
pub(super) const NON_NAME_WORDS: WordList = WordList::new(
    "a about above across after against all along also although among an and another any arab are around \
     as at back because before behind between beyond both but by central communist despite does downtown \
     during each early east eastern even every except far few following for former from greater had has \
     have he her here his how however i if in inner inside into is islamist it its last late later \
     leaving like many meanwhile metropolitan modern more most near no north northern not now of off \
     official old on once only or our outer outside over she shiite since so some south southern soviet \
     still sunni that the their then there these they this through to today toward until was we west with amid under upon than",
);

/// Days and months, which newspapers put next to a place without a preposition.
pub(super) const DAYS_AND_MONTHS: WordList = WordList::new(
    "Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June July \
     August September October November December Jan. Feb. Mar. Apr. Jun. Jul. Aug. Sept. Oct. Nov. Dec.",
);

/// Words that turn the place before them, or after them and "of", into the name of an organisation, an event or a
/// building.
pub(super) const ORGANISATION_WORDS: WordList = WordList::new(
    "University College School Institute Academy Hospital Museum Library Airport Station Stadium Post \
     Times Herald Tribune Journal Gazette Telegraph Daily Review Marathon Olympics Transport Games \
     Agreement Accord Accords Convention Treaty Protocol Declaration Pact Exchange Symphony Philharmonic \
     Orchestra Underground Metro Bridge Square Street Battle Siege Tower Bank Diocese Archdiocese Gallery \
     Council Club Theatre Cathedral Conference Congress Peace Chamber Opera Port Temple Court Company",
);

/// National bodies: in "Jordan Times", Times is not a surname.
pub(super) const NATIONAL_BODY_WORDS: WordList = WordList::new(
    "Airlines Airways Air Armed Army Association Authority Bank Basketball Board Bureau Cabinet Central \
     Chamber Club Committee Council Cup Customs Defence Defense Department Development Embassy Federation \
     Football Forces Foundation Fund Gazette Government Health Intelligence Investment Ministry Navy Open \
     Parliament Party Police Red Royal Times Tourism",
);

/// Animals and plants whose names contain a country without meaning it.
pub(super) const SPECIES: WordList = WordList::new(
    "alligator alligators bison buffalo bulldog bulldogs beetle beetles bullfrog chestnut cobra cockroach \
     crocodile crocodiles crow eel elm geese goldfinch goose hemlock hornet hornets ivy kestrel knotweed \
     lobster macaque maple mastiff mink nut nuts oak pig pigs pine pitbull python pythons rat rhinoceros \
     robin shepherd shepherds spaniel spruce sycamore terrier terriers thistle wildcat",
);

/// The most common given names in English-language news; the tagger knows more.
pub(super) const GIVEN_NAMES: WordList = WordList::new(
    "Adam Alan Alex Alexander Alice Amanda Amy Andrea Andrew Angela Ann Anna Anne Anthony Barbara Ben \
     Benjamin Bill Bob Brian Carol Charles Charlie Chris Christine Christopher Claire Craig Daniel Dave \
     David Dawn Deborah Dennis Diana Donald Dorothy Edward Elizabeth Emily Emma Eric Eva Frances Francis \
     Frank Gary George Gordon Graham Grace Greg Hannah Harry Heather Helen Henry Hugh Ian Irving Jack \
     James Jane Jason Jean Jeff Jennifer Jessica Jim Joan Joe John Jonathan Joseph Julia Julie Karen Kate \
     Kelly Ken Kevin Larry Laura Linda Lisa Lucy Margaret Maria Mark Martin Mary Matt Matthew Michael \
     Michelle Mike Nancy Neil Nicholas Nicole Nick Oliver Pamela Patricia Patrick Paul Peter Philip \
     Rachel Richard Robert Roger Ruth Sam Samuel Sarah Scott Simon Stephen Steve Steven Susan Thomas \
     William",
);

/// Provinces and states of other countries, with the code of the country.
const PROVINCES: &[(&str, &str)] = &[
    ("Ontario", "CA"),
    ("Ont.", "CA"),
    ("Quebec", "CA"),
    ("Alberta", "CA"),
    ("Manitoba", "CA"),
    ("Saskatchewan", "CA"),
    ("Newfoundland", "CA"),
    ("Nova", "CA"),
    ("Queensland", "AU"),
    ("Tasmania", "AU"),
    ("Victoria", "AU"),
];

/// The code of the country of a town that is followed by a comma, `word` and `next`, if these begin with the name of a
/// state or province.
pub(super) fn country_of_state(word: &str, next: &str) -> Option<&'static str> {
    let is_us_state = match word {
        "New" => matches!(next, "York" | "Jersey" | "Mexico" | "Hampshire"),
        "North" | "South" => matches!(next, "Carolina" | "Dakota"),
        "West" => next == "Virginia",
        "Rhode" => next == "Island",
        _ => is_us_state(word) || US_POSTAL_CODES.contains(word),
    };
    match (word, next) {
        _ if is_us_state => Some("US"),
        ("British", "Columbia") | ("New", "Brunswick") => Some("CA"),
        ("New", "South") | ("South" | "Western", "Australia") => Some("AU"),
        _ => PROVINCES
            .iter()
            .find(|(province, _)| *province == word)
            .map(|(_, code)| *code),
    }
}
