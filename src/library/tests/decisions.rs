//! People of one name who are perhaps the same, and what the user decides.

use super::{article, document, keep, library};
use crate::entities::{self, EntityKind};
use crate::library::{Certainty, Library, NamePage, PersonQuery};

const ONE: &[&str] = &["One", "David Smith spoke on Monday."];
const OTHER: &[&str] = &["Other", "David Smith left on Friday."];

/// The pages of all who are called David Smith.
fn pages(library: &Library) -> Vec<NamePage> {
    let reader = library.reader().unwrap().unwrap();
    let people = reader.find_people("David Smith").unwrap();
    people
        .iter()
        .map(|person| reader.page(person.id, 0..9).unwrap().unwrap())
        .collect()
}

/// Protects: what is not clear is shown so, and the user's word holds when an article is read again, and for the next one.
#[test]
fn the_user_decides_who_is_perhaps_the_same() {
    let (_folder, library) = library();
    keep(&library, &[article(ONE, 1), article(OTHER, 2)]);
    let two = pages(&library);
    assert_eq!(
        (two.len(), two[0].perhaps.len(), two[1].perhaps.len()),
        (2, 1, 1)
    );
    let open = document(&["Third", "David Smith came back."]);
    let found = entities::read(&open);
    let id = found.find(EntityKind::Person, "David Smith").unwrap();
    let query = PersonQuery::new(&found, id, None);
    let before = || {
        library
            .reader()
            .unwrap()
            .unwrap()
            .read_before(&query)
            .unwrap()
            .unwrap()
    };
    assert_eq!(before().certainty, Certainty::Perhaps);

    let mut writer = library.writer().unwrap();
    writer.keep_apart(two[0].entry.id, two[1].entry.id).unwrap();
    writer.keep(&[article(ONE, 1), article(OTHER, 2)]).unwrap();
    let apart = pages(&library);
    assert_eq!(
        (apart.len(), apart[0].perhaps.len(), apart[1].perhaps.len()),
        (2, 0, 0)
    );

    writer.join(two[0].entry.id, two[1].entry.id).unwrap();
    writer.keep(&[article(ONE, 3), article(OTHER, 4)]).unwrap();
    let joined = pages(&library);
    assert_eq!((joined.len(), joined[0].articles.len()), (1, 2));
    let identity = joined[0].articles[0].article.identity.clone();
    let new = writer.part(joined[0].entry.id, &[identity]).unwrap();
    assert!(new.is_some());
    writer.keep(&[article(ONE, 5), article(OTHER, 6)]).unwrap();
    assert_eq!(pages(&library).len(), 2);
}

/// Protects: whoever is kept apart from the one in the open article is still found under the same name, as someone else; so is one who
/// cannot be the same. The one in most articles comes first, and all are counted. Without others there is no one.
#[test]
fn people_who_share_a_name_are_found() {
    let (_folder, library) = library();
    let third: &[&str] = &["Third", "David Smith slept on Sunday."];
    keep(
        &library,
        &[article(ONE, 1), article(OTHER, 2), article(third, 3)],
    );
    let everyone = pages(&library);
    let of = |day: u64| {
        let is_of = |page: &&NamePage| {
            page.articles[0].article.first_read == super::NEW_YEAR + day * super::DAY
        };
        everyone.iter().find(is_of).unwrap().entry.id
    };
    let mut writer = library.writer().unwrap();
    writer.join(of(2), of(3)).unwrap();
    writer.keep_apart(of(1), of(2)).unwrap();
    let open = document(ONE);
    let found = entities::read(&open);
    let id = found.find(EntityKind::Person, "David Smith").unwrap();
    let identity = crate::store::article_id(open.text());
    let query = PersonQuery::new(&found, id, Some(&identity));
    let reader = library.reader().unwrap().unwrap();
    let before = reader.read_before(&query).unwrap().unwrap();
    assert_eq!(
        (before.certainty, before.namesakes, before.articles),
        (Certainty::Other, 1, 2)
    );
    assert_eq!(before.id, of(2));
    assert_eq!(
        reader.find_elsewhere(&query),
        Ok(Some((of(2), Certainty::Other)))
    );
    assert_eq!(reader.people_met(&found, Some(&identity)), Ok(Vec::new()));
    writer.take_back(None).unwrap();
    writer.take_back(None).unwrap();
    writer.keep_apart(of(1), of(2)).unwrap();
    writer.keep_apart(of(1), of(3)).unwrap();
    let before = reader.read_before(&query).unwrap().unwrap();
    assert_eq!((before.namesakes, before.articles), (2, 1));
    writer.forget_names(&[of(2), of(3)]).unwrap();
    assert_eq!(reader.read_before(&query), Ok(None));
    assert_eq!(reader.find_elsewhere(&query), Ok(None));
}
