//! The closed lists that splitting words needs: abbreviations, name-like camel words, ends of host names.

/// Longest entry of [`ABBREVIATIONS`], bytes.
const LONGEST: usize = 6;

/// Abbreviations whose dot belongs to them. Those that are also words ("No.", "Sun.") are not here.
const ABBREVIATIONS: [&str; 73] = [
    "Adm", "Amb", "Apr", "Aug", "Ave", "Bros", "Brig", "Blvd", "Capt", "Cmdr", "Co", "Col", "Corp",
    "Cpl", "Dec", "Dept", "Det", "Dr", "Drs", "Esq", "Feb", "Fr", "Ft", "Gen", "Gov", "Hon", "Inc",
    "Insp", "Jan", "Jr", "Lt", "Ltd", "Maj", "Messrs", "Mlle", "Mme", "Mr", "Mrs", "Ms", "Msgr",
    "Mt", "Mx", "Nov", "Oct", "Ph", "Pres", "Prof", "Pte", "Pvt", "Rd", "Rep", "Reps", "Rev",
    "Sec", "Sen", "Sens", "Sep", "Sept", "Sgt", "Snr", "Sr", "St", "Ste", "Supt", "Univ", "cf",
    "etc", "jr", "viz", "vol", "vs", "Jnr", "Cllr",
];

/// Whether a dot after `word` belongs to it.
pub(super) fn is_abbreviation(word: &str) -> bool {
    word.len() <= LONGEST && ABBREVIATIONS.contains(&word)
}

/// First halves of everyday words that have a capital inside: `WikiLeaks`, `FitzGerald`.
const CAMEL: [&str; 16] = [
    "Fitz", "Wiki", "Buzz", "Huff", "Play", "Master", "Game", "Linked", "Della", "Trans", "Snap",
    "Word", "Door", "Sound", "Team", "Silver",
];

/// Whether a capital after `half` is part of one word.
pub(super) fn is_camel(half: &str) -> bool {
    CAMEL.contains(&half)
}

/// Ends of host names that stand in prose without a scheme.
const DOMAINS: [&str; 24] = [
    "com", "org", "net", "gov", "edu", "info", "biz", "int", "mil", "co", "uk", "io", "tv", "eu",
    "de", "fr", "ru", "cn", "au", "ca", "jp", "br", "za", "nz",
];

/// Whether `label` ends a host name.
pub(super) fn is_domain(label: &str) -> bool {
    DOMAINS.contains(&label)
}

/// Contracted verbs and the possessive, without the apostrophe.
pub(super) fn is_clitic(letters: &[u8]) -> bool {
    const CLITICS: [&[u8]; 6] = [b"s", b"ll", b"re", b"ve", b"d", b"m"];
    CLITICS
        .iter()
        .any(|clitic| letters.eq_ignore_ascii_case(clitic))
}
