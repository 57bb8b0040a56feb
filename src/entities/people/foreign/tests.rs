//! Tests of finding people in texts in languages other than English.

use crate::document::{BlockKind, Builder, Language};
use crate::entities::{EntityKind, read};

fn people(language: &'static str, text: &str) -> Vec<String> {
    let mut builder = Builder::new("test");
    builder.meta_mut().language = Some(Language {
        code: language,
        name: "",
    });
    builder.push(text);
    builder.end(BlockKind::Paragraph);
    let found = read(&builder.finish());
    let people = found
        .entities()
        .iter()
        .filter(|entity| entity.kind == EntityKind::Person);
    people
        .map(|entity| format!("{} {}", entity.name, entity.mentions.len()))
        .collect()
}

/// Protects: people are found by given names and by titles of the language, and then by their surnames in the whole text.
#[test]
fn people_are_found_in_many_languages() {
    for (language, text, found) in [
        (
            "deu",
            "Die Kanzlerin Angela Merkel traf Präsident Macron. Merkel sagte, der Vertrag sei gut.",
            vec!["Angela Merkel 2", "Macron 1"],
        ),
        (
            "fra",
            "Le président Emmanuel Macron a reçu Mme Merkel. M. Macron est à Paris.",
            vec!["Emmanuel Macron 2", "Merkel 1"],
        ),
        (
            "rus",
            "Президент Владимир Путин прибыл в Минск. Путин встретился с министром.",
            vec!["Владимир Путин 2"],
        ),
        (
            "jpn",
            "安倍首相はプーチン大統領と会談した。",
            vec!["安倍 1", "プーチン 1"],
        ),
        (
            "cmn",
            "美国总统拜登说，国家主席习近平在北京。",
            vec!["拜登 1", "习近平 1"],
        ),
        ("kor", "바이든 대통령은 말했다.", vec!["바이든 1"]),
        ("deu", "Der Hund und die Katze im Haus.", vec![]),
        (
            "fra",
            "La ministre Theresa May est partie. Le Premier May est une fête.",
            vec!["Theresa May 1"],
        ),
    ] {
        assert_eq!(people(language, text), found, "{language}");
    }
}
