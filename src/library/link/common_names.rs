//! Given names and family names that many people have. Two common ones together name nobody in particular.
//!
//! From general knowledge of the most frequent names in the census lists of larger countries; folded.

const GIVEN: &str = "
adam ahmed alan albert alex alexander ali alice amanda amy andrea andrew angela ann anna anne anthony antonio barbara ben
benjamin bill bob brian carlos carol catherine charles charlie chris christian christine christopher claire dan daniel david
deborah dennis diana donald donna dorothy edward elizabeth emily emma eric eva fatima francis frank fred gary george graham
greg hans harry hassan heather helen henry ian ibrahim ivan jack jacob james jane janet jason jean jennifer jeremy jessica jim
jimmy joan joe john jonathan jose joseph joshua juan julia julie karen kate katherine keith kelly ken kenneth kevin kim larry laura
lee linda lisa louis lucy luis luke margaret maria marie mark martin mary matt matthew megan melissa michael michelle miguel mike
mohamed mohammad mohammed muhammad nancy natalie nicholas nick nicole nigel olivia omar oscar pamela patricia patrick paul
pedro peter philip phil rachel ralph raymond rebecca richard rob robert roger ron ronald rose roy ruth ryan sam samuel sandra sara sarah
scott sean sharon simon sophie stephanie stephen steve steven stuart sue susan ted teresa thomas tim timothy tom tony victoria
vincent walter wei wendy william yusuf zoe
";

const FAMILY: &str = "
abdullah adams ahmed alexander ali allen anderson andrews bailey baker bell bennett brooks brown bryant butler campbell carter
chan chen clark clarke cohen cole collins cook cooper cox cruz davies davis diaz edwards ellis evans fernandez fisher flores ford
foster fox garcia gibson gomez gonzalez graham grant gray green griffin gupta hall hamilton harris harrison hassan hayes henderson
hernandez hill hoang howard hughes hunt hunter hussain hussein ibrahim ivanov jackson james jenkins johnson johnston jones jordan joseph
kaur kelly kennedy khan kim king knight kumar lee lewis li lin liu long lopez marshall martin martinez mason matthews mcdonald miller
mills mitchell mohamed moore morales morgan morris muller murphy murray myers nelson nguyen owen owens palmer park parker patel
patterson perez perry peterson pham phillips powell price ramirez ramos reed reyes reynolds richards richardson rivera roberts
robertson robinson rodriguez rogers rose ross russell ryan sanchez sanders schmidt scott shah sharma shaw silva simmons simpson
singh smith stevens stewart stone sullivan sun taylor thomas thompson torres tran turner walker wallace wang ward watson webb wells
west white williams williamson wilson wood woods wright wu xu yang young zhang zhao
";

/// Whether many people have the given name `folded`.
pub(super) fn is_common_given_name(folded: &str) -> bool {
    GIVEN.split_ascii_whitespace().any(|name| name == folded)
}

/// Whether many people have the family name `folded`.
pub(super) fn is_common_family_name(folded: &str) -> bool {
    FAMILY.split_ascii_whitespace().any(|name| name == folded)
}
