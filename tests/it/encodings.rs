//! Decodes a sentence in each of the encodings that articles come in to the same text.

use byline::document::Document;
use byline::error::{Error, SafeText};
use byline::load::{self, Encoding, FileFormat, LoadOptions, RawContent, Source};
use std::io::Write as _;

/// An encoding and a sentence that is written in it.
const SENTENCES: &[(&str, &str)] = &[
    (
        "windows-1250",
        "Příliš žluťoučký kůň úpěl ďábelské ódy, řekl prezident Havel v Praze.",
    ),
    (
        "windows-1251",
        "Президент приехал в Москву на встречу с министром иностранных дел.",
    ),
    (
        "windows-1252",
        "Angela Merkel déclara à Genève : « L’Europe — c’est nous, même à Noël ».",
    ),
    (
        "windows-1253",
        "Ο πρωθυπουργός της Ελλάδας μίλησε χθες στην Αθήνα για την οικονομία.",
    ),
    (
        "windows-1254",
        "Cumhurbaşkanı İstanbul'da yaptığı konuşmada göçmenlere değindi, ışıklar söndü.",
    ),
    (
        "windows-1256",
        "وصل الرئيس المصري إلى القاهرة بعد زيارة رسمية إلى فرنسا وألمانيا.",
    ),
    (
        "iso-8859-2",
        "Prezydent Wałęsa pojechał do Łodzi, żeby spotkać się z młodzieżą i związkowcami.",
    ),
    (
        "shift_jis",
        "日本の首相は昨日、東京で記者会見を開き、経済政策について説明した。",
    ),
    (
        "euc-jp",
        "日本の首相は昨日、東京で記者会見を開き、経済政策について説明した。",
    ),
    (
        "iso-2022-jp",
        "日本の首相は昨日、東京で記者会見を開き、経済政策について説明した。",
    ),
    (
        "gbk",
        "中国国家主席昨天在北京会见了法国总统，双方就经济问题交换了意见。",
    ),
    (
        "gb18030",
        "中国国家主席昨天在北京会见了法国总统，双方就经济问题交换了意见。",
    ),
    (
        "big5",
        "總統昨天在臺北會見來訪的外賓，雙方就經濟與文化交流交換意見。",
    ),
    (
        "euc-kr",
        "대통령은 어제 서울에서 기자회견을 열고 경제 정책에 대해 설명했다.",
    ),
    (
        "koi8-r",
        "Президент приехал в Москву на встречу с министром иностранных дел.",
    ),
];

fn read(bytes: &[u8], change: impl FnOnce(&mut RawContent)) -> Result<Document, Error> {
    let mut raw = RawContent::new(bytes.to_vec(), SafeText::new("article"));
    change(&mut raw);
    load::parse(&raw, &LoadOptions::default())
}

fn text(bytes: &[u8]) -> String {
    read(bytes, |_| {}).unwrap().text().to_owned()
}

fn encode(label: &str, text: &str) -> Vec<u8> {
    let encoding = Encoding::for_label(label.as_bytes()).unwrap();
    let (bytes, used, lossy) = encoding.encode(text);
    assert!(
        used == encoding && !lossy,
        "{label} cannot write the sentence"
    );
    bytes.into_owned()
}

/// Protects: one sentence is enough to detect the encoding of an article that does not declare one.
#[test]
fn one_sentence_is_enough_to_detect_the_encoding() {
    for (label, sentence) in SENTENCES {
        assert_eq!(text(&encode(label, sentence)), *sentence, "{label}");
    }
}

/// Protects: an encoding that the server declares or the user chooses is used, even where a word or two would not be
/// enough to detect it.
#[test]
fn a_declared_or_chosen_encoding_is_used() {
    for (label, sentence) in SENTENCES {
        let word: String = sentence.chars().take(12).collect();
        let bytes = encode(label, &word);
        let declared = read(&bytes, |raw| raw.charset = Some((*label).to_owned()));
        assert_eq!(
            declared.unwrap().text(),
            word.trim_end(),
            "declared as {label}"
        );
        let options = LoadOptions {
            encoding: Encoding::for_label(label.as_bytes()),
            ..LoadOptions::default()
        };
        let raw = RawContent::new(bytes, SafeText::new("article"));
        let chosen = load::parse(&raw, &options).unwrap();
        assert_eq!(chosen.text(), word.trim_end(), "chosen as {label}");
    }
}

/// Protects: UTF-16 of either byte order is decoded, with and without a byte order mark.
#[test]
fn utf_16_of_both_byte_orders_is_decoded() {
    for sentence in [
        SENTENCES[1].1,
        SENTENCES[2].1,
        SENTENCES[3].1,
        SENTENCES[5].1,
    ] {
        let little: Vec<u8> = sentence.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> = sentence.encode_utf16().flat_map(u16::to_be_bytes).collect();
        for bytes in [
            [b"\xff\xfe", &*little].concat(),
            [b"\xfe\xff", &*big].concat(),
            little,
            big,
        ] {
            assert_eq!(text(&bytes), sentence);
        }
    }
}

/// Protects: an invalid byte costs one character, not every accent in the article.
#[test]
fn an_invalid_byte_in_utf_8_costs_one_character() {
    let mut bytes = SENTENCES[2].1.as_bytes().to_vec();
    bytes.insert(7, 0xff);
    assert_eq!(
        text(&bytes),
        SENTENCES[2].1.replace(" Merkel", " \u{FFFD}Merkel")
    );
}

/// Protects: the encoding that a page declares is used.
#[test]
fn a_page_declares_its_encoding() {
    let page = "<html><head><meta charset=windows-1253></head><body><p>Αθήνα</p></body></html>";
    let document = read(&encode("windows-1253", page), |raw| {
        raw.declared_format = Some(FileFormat::Html);
    });
    assert!(document.unwrap().text().contains("Αθήνα"));
}

/// Protects: Johab, which browsers do not know, is read where the page or the server declares it, however short the text.
#[test]
fn declared_johab_is_read() {
    let word = b"\xac\xe1\xb6\x89";
    let page = [
        b"<html><head><meta charset=johab></head><body><p>".as_slice(),
        word,
        b"</p></body></html>",
    ]
    .concat();
    let document = read(&page, |raw| raw.declared_format = Some(FileFormat::Html));
    assert_eq!(document.unwrap().text(), "서울");
    let document = read(word, |raw| raw.charset = Some("Johab".to_owned()));
    assert_eq!(document.unwrap().text(), "서울");
}

/// Protects: the part of a long file that is shown first is decoded like the whole, even if the bytes that decide come
/// much later.
#[test]
fn a_long_file_is_decoded_the_same_from_its_first_line() {
    let first = "Přišel.\n\n".repeat(2);
    let body = format!("{}\n\n", SENTENCES[0].1).repeat(5000);
    let mut file = tempfile::NamedTempFile::new().unwrap();
    file.write_all(&encode("windows-1250", &(first + &body)))
        .unwrap();
    let load::PartialContent::Article { head, rest } = load::open_partial(
        &Source::Path(file.path().to_owned()),
        &LoadOptions::default(),
    )
    .unwrap() else {
        panic!("not a feed");
    };
    assert!(head.text().starts_with("Přišel."), "{}", &head.text()[..20]);
    let whole = rest.unwrap().finish().unwrap();
    assert!(whole.text().starts_with(head.text()));
    assert!(whole.text().contains("žluťoučký"));
}

/// Protects: escape sequences are removed after decoding, when they can no longer be shifts of ISO-2022-JP.
#[test]
fn japanese_mail_is_decoded_before_cleaning() {
    let bytes = [b"\x1b[31m".as_slice(), &encode("iso-2022-jp", "東京")].concat();
    assert!(text(&bytes).contains("東京"));
}

/// Protects: the user is told of a guess that rests on little or does not fit, and of no other.
#[test]
fn a_weak_guess_is_told() {
    let notice = |bytes: &[u8], change: fn(&mut RawContent)| {
        let document = read(bytes, change).unwrap();
        document.meta().notice.clone()
    };
    for (label, sentence) in SENTENCES {
        let long = format!("{sentence}\n\n").repeat(20);
        assert_eq!(notice(&encode(label, &long), |_| {}), None, "{label}");
    }
    assert_eq!(
        notice(b"He met Jos\xe9 at the Caf\xe9 Royal in London.", |_| {}),
        None
    );
    assert_eq!(notice("Zoë in Québec".as_bytes(), |_| {}), None);
    // Two messages in different encodings, bytes that are in none, and a page that does not say what it is in.
    let koi = encode("koi8-r", &format!("{}\n", SENTENCES[1].1).repeat(4));
    let windows = encode("windows-1253", &format!("{}\n", SENTENCES[3].1).repeat(4));
    let mixed = [koi, windows].concat();
    let broken = [
        encode("euc-kr", &SENTENCES[13].1.repeat(4)),
        b"\xff\xff end.\n".to_vec(),
    ]
    .concat();
    let page = [
        b"<!DOCTYPE html><title>A page</title><p>".as_slice(),
        &mixed,
    ]
    .concat();
    for bytes in [&mixed, &broken, &page] {
        let notice = notice(bytes, |_| {}).unwrap();
        assert!(
            notice.starts_with("Encoding guessed: ") && notice.contains("--encoding"),
            "{notice}"
        );
    }
    assert_eq!(
        notice(&mixed, |raw| raw.charset = Some("koi8-r".to_owned())),
        None
    );
    let options = LoadOptions {
        encoding: Encoding::for_label(b"koi8-r"),
        ..LoadOptions::default()
    };
    let chosen = load::parse(
        &RawContent::new(mixed.clone(), SafeText::new("a")),
        &options,
    );
    assert_eq!(chosen.unwrap().meta().notice, None);
}
