//! The closed word lists that tokenization needs: abbreviations, first parts of camel-case words, top-level domains, and the
//! words that sentences begin with.

use crate::entities::word_list::WordList;

/// The length of the longest entry of [`ABBREVIATIONS`], in bytes.
const MAX_ABBREVIATION_BYTES: usize = 6;

/// Abbreviations that keep their dot. Those that are also words ("No.", "Sun.") are not listed.
const ABBREVIATIONS: [&str; 104] = [
    "Adm", "Amb", "Apr", "Aug", "Ave", "Bros", "Brig", "Blvd", "Capt", "Cmdr", "Co", "Col", "Corp",
    "Cpl", "Dec", "Dept", "Det", "Dr", "Drs", "Esq", "Feb", "Fr", "Ft", "Gen", "Gov", "Hon", "Inc",
    "Insp", "Jan", "Jr", "Lt", "Ltd", "Maj", "Messrs", "Mlle", "Mme", "Mr", "Mrs", "Ms", "Msgr",
    "Mt", "Mx", "Nov", "Oct", "Ph", "Pres", "Prof", "Pte", "Pvt", "Rd", "Rep", "Reps", "Rev",
    "Sec", "Sen", "Sens", "Sep", "Sept", "Sgt", "Snr", "Sr", "St", "Ste", "Supt", "Univ", "cf",
    "etc", "jr", "viz", "vol", "vs", "Jnr", "Cllr", "Wm", "Jno", "Thos", "Chas", "Geo", "Jas",
    "Jos", "Robt", "Saml", "Benj", "Edw", "Richd", "Awg", "Ma", "Atty", "Engr", "Sra", "Srta",
    "Ing", "Lic", "Arq", "Dra", "Ven", "Adv", "Smt", "Cdr", "Mgr", "Dott", "Avv", "Asst", "Assoc",
];

/// Whether a dot after `word` is part of the abbreviation.
pub(super) fn is_abbreviation(word: &str) -> bool {
    word.len() <= MAX_ABBREVIATION_BYTES && ABBREVIATIONS.contains(&word)
}

/// First parts of common words that have a capital inside: `WikiLeaks`, `FitzGerald`.
const CAMEL_CASE_PREFIXES: [&str; 16] = [
    "Fitz", "Wiki", "Buzz", "Huff", "Play", "Master", "Game", "Linked", "Della", "Trans", "Snap",
    "Word", "Door", "Sound", "Team", "Silver",
];

/// Whether a capital after `prefix` continues the same word.
pub(super) fn is_camel_case_prefix(prefix: &str) -> bool {
    CAMEL_CASE_PREFIXES.contains(&prefix)
}

/// Top-level domains of host names that are written without a scheme.
const TOP_LEVEL_DOMAINS: [&str; 24] = [
    "com", "org", "net", "gov", "edu", "info", "biz", "int", "mil", "co", "uk", "io", "tv", "eu",
    "de", "fr", "ru", "cn", "au", "ca", "jp", "br", "za", "nz",
];

/// Whether `label` ends a host name.
pub(super) fn is_top_level_domain(label: &str) -> bool {
    TOP_LEVEL_DOMAINS.contains(&label)
}

/// Whether `letters`, without their apostrophe, are the possessive or a contracted verb.
pub(super) fn is_clitic(letters: &[u8]) -> bool {
    const CLITICS: [&[u8]; 6] = [b"s", b"ll", b"re", b"ve", b"d", b"m"];
    CLITICS
        .iter()
        .any(|clitic| letters.eq_ignore_ascii_case(clitic))
}

/// Words that begin a sentence far more often than they follow an abbreviation within one.
pub(in crate::entities) const SENTENCE_STARTERS: WordList = WordList::new(
    "A After All Although An And As At Before Both But By During For From He Her His However I If In It \
     Its Many Meanwhile Most On One Our She Since Some That The Their There These They This We When While \
     You",
);
