//! The tables, and how a database of an earlier version becomes one of this version.

/// The version of the tables below, which the database keeps as its `user_version`.
pub(super) const VERSION: i64 = 4;

/// The version that brought the tables of the library.
pub(super) const LIBRARY_VERSION: i64 = 1;

/// The version that brought the decisions of the user; what it brought is missing in earlier tables.
pub(super) const DECISIONS_VERSION: i64 = 3;

/// The version that brought the tables of the history.
pub(super) const HISTORY_VERSION: i64 = 2;

/// What leads from each version to the next: the first is from an empty database to version 1. A published step never
/// changes, because libraries were made with it.
pub(super) const STEPS: [&str; VERSION as usize] = [VERSION_1, VERSION_2, VERSION_3, VERSION_4];

/// - `article`: what is known of an article; `texts` is apart, so that lists do not read past it.
/// - `name`: a person (`code` is null), or a country. A person has a row for each that is not known to be another.
/// - `form`: the full names of a person, folded, by which a person is found.
/// - `appearance`: a name in an article; `places` are its mentions (`mention_codes`).
/// - `perhaps`: pairs of people of one name who may be the same.
/// - `words`: the words of each article (`words`), with the `rowid` of the article.
/// - `note`: numbers about the library itself.
const VERSION_1: &str = "
CREATE TABLE article (
    id INTEGER PRIMARY KEY,
    identity TEXT NOT NULL UNIQUE,
    address TEXT,
    title TEXT NOT NULL,
    authors TEXT NOT NULL,
    site TEXT,
    published TEXT,
    language TEXT,
    first_read INTEGER NOT NULL,
    last_read INTEGER NOT NULL,
    percent INTEGER NOT NULL,
    finished INTEGER NOT NULL,
    marked INTEGER NOT NULL,
    bytes INTEGER NOT NULL
);
CREATE INDEX article_address ON article (address);
CREATE INDEX article_last_read ON article (last_read);
CREATE TABLE texts (
    article INTEGER PRIMARY KEY,
    packed BLOB NOT NULL
);
CREATE TABLE name (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    code TEXT UNIQUE
);
CREATE TABLE form (
    folded TEXT NOT NULL,
    name INTEGER NOT NULL,
    PRIMARY KEY (folded, name)
) WITHOUT ROWID;
CREATE INDEX form_name ON form (name);
CREATE TABLE appearance (
    name INTEGER NOT NULL,
    article INTEGER NOT NULL,
    mentions INTEGER NOT NULL,
    roles TEXT NOT NULL,
    fields BLOB NOT NULL,
    places BLOB NOT NULL,
    PRIMARY KEY (name, article)
) WITHOUT ROWID;
CREATE INDEX appearance_article ON appearance (article, name);
CREATE TABLE perhaps (
    one INTEGER NOT NULL,
    other INTEGER NOT NULL,
    PRIMARY KEY (one, other)
) WITHOUT ROWID;
CREATE TABLE note (
    key TEXT PRIMARY KEY,
    value INTEGER NOT NULL
) WITHOUT ROWID;
CREATE VIRTUAL TABLE words USING fts5 (
    folded, content = '', contentless_delete = 1, detail = none, tokenize = 'unicode61'
);
";

/// - `article_first_read`: for when something was first read.
/// - `history`: where each article was left, in the order in which they were read: the latest has the highest `id`. `at`, `before`
///   and `after` are the position and the words around it.
/// - `mark`: the bookmarks in these articles, likewise.
/// - `search`: what was searched for, the latest last.
const VERSION_2: &str = "
CREATE INDEX article_first_read ON article (first_read);
CREATE TABLE history (
    id INTEGER PRIMARY KEY,
    identity TEXT NOT NULL UNIQUE,
    source TEXT,
    title TEXT NOT NULL,
    last_read INTEGER NOT NULL,
    percent INTEGER NOT NULL,
    finished INTEGER NOT NULL,
    at INTEGER NOT NULL,
    before TEXT NOT NULL,
    after TEXT NOT NULL
) STRICT;
CREATE INDEX history_source ON history (source);
CREATE TABLE mark (
    history INTEGER NOT NULL,
    letter TEXT NOT NULL,
    at INTEGER NOT NULL,
    before TEXT NOT NULL,
    after TEXT NOT NULL,
    PRIMARY KEY (history, letter)
) STRICT, WITHOUT ROWID;
CREATE TABLE search (
    id INTEGER PRIMARY KEY,
    pattern TEXT NOT NULL UNIQUE
) STRICT;
";

/// - `article.opened`: whether the article was ever open in the reader, and not only read in; [`MARK_OPENED`] guesses it for those
///   that are in the library already.
/// - `appearance_article` has the number of mentions, too, so that the lists are made from it alone.
/// - `decision`: what the user has decided about two people: that they are one (kind 0), are not the same (1), or that some
///   articles of one are about the other (2). The latest has the highest `id`. Who was joined with another keeps the row in `name`.
/// - `decided_place`, `decided_form`, `decided_perhaps`: what the decision has changed, by which it is taken back; `is_shared` where
///   the one had it before, too.
const VERSION_3: &str = "
ALTER TABLE article ADD COLUMN opened INTEGER NOT NULL DEFAULT 0;
UPDATE article SET opened = 1 WHERE percent > 0 OR finished OR identity IN (SELECT identity FROM history);
DROP INDEX IF EXISTS appearance_article;
CREATE INDEX appearance_article ON appearance (article, name, mentions);
CREATE TABLE decision (
    id INTEGER PRIMARY KEY,
    kind INTEGER NOT NULL,
    one INTEGER NOT NULL,
    other INTEGER NOT NULL
) STRICT;
CREATE INDEX decision_one ON decision (one);
CREATE INDEX decision_other ON decision (other);
CREATE TABLE decided_place (
    decision INTEGER NOT NULL,
    article INTEGER NOT NULL,
    is_shared INTEGER NOT NULL,
    roles TEXT NOT NULL,
    fields BLOB NOT NULL,
    places BLOB NOT NULL,
    PRIMARY KEY (decision, article)
) STRICT, WITHOUT ROWID;
CREATE TABLE decided_form (
    decision INTEGER NOT NULL,
    folded TEXT NOT NULL,
    is_shared INTEGER NOT NULL,
    PRIMARY KEY (decision, folded)
) STRICT, WITHOUT ROWID;
CREATE TABLE decided_perhaps (
    decision INTEGER NOT NULL,
    one INTEGER NOT NULL,
    other INTEGER NOT NULL,
    is_shared INTEGER NOT NULL,
    PRIMARY KEY (decision, one, other)
) STRICT, WITHOUT ROWID;
";

/// - `perhaps_other`: the pairs by the other one, too, or all of them would be read for each person.
const VERSION_4: &str = "
CREATE INDEX perhaps_other ON perhaps (other);
";

/// Marks the articles that were open in the reader, as far as that can be known of those that an earlier version has kept.
pub(super) const MARK_OPENED: &str = "UPDATE article SET opened = 1 WHERE percent > 0 OR finished OR identity IN (SELECT identity FROM history);";

/// What shows a database from before [`DECISIONS_VERSION`] as one of this version to a connection that only reads: what came later is
/// empty.
pub(super) const SHOW_AS_CURRENT: &str = "
PRAGMA temp_store = MEMORY;
CREATE TEMP VIEW article AS SELECT *, (percent > 0 OR finished) AS opened FROM main.article;
CREATE TEMP TABLE decision (id INTEGER PRIMARY KEY, kind INTEGER, one INTEGER, other INTEGER);
CREATE TEMP TABLE decided_place (decision INTEGER, article INTEGER);
";
