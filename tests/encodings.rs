//! From bytes in any encoding to the same text: one sentence in each of those that the world's articles come in.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::allow_attributes,
    reason = "a test that fails may say so by panicking"
)]

use byline::document::Document;
use byline::error::{Error, Name};
use byline::load::{self, Encoding, Format, Options, Raw, Source};
use std::io::Write as _;

/// Encoding and a sentence that people write in it.
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

fn read(bytes: &[u8], change: impl FnOnce(&mut Raw)) -> Result<Document, Error> {
    let mut raw = Raw::new(bytes.to_vec(), Name::of("article"));
    change(&mut raw);
    load::read(&raw, &Options::default())
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

/// Protects: one sentence is enough to read an article that names no encoding.
#[test]
fn a_sentence_tells_its_encoding() {
    for (label, sentence) in SENTENCES {
        assert_eq!(text(&encode(label, sentence)), *sentence, "{label}");
    }
}

/// Protects: what a sender or a person names is obeyed, also where a word or two would not tell.
#[test]
fn a_word_is_read_in_the_encoding_that_is_named() {
    for (label, sentence) in SENTENCES {
        let word: String = sentence.chars().take(12).collect();
        let bytes = encode(label, &word);
        let sent = read(&bytes, |raw| raw.charset = Some((*label).to_owned()));
        assert_eq!(sent.unwrap().text(), word.trim_end(), "sent as {label}");
        let options = Options {
            encoding: Encoding::for_label(label.as_bytes()),
            ..Options::default()
        };
        let raw = Raw::new(bytes, Name::of("article"));
        let said = load::read(&raw, &options).unwrap();
        assert_eq!(said.text(), word.trim_end(), "said to be {label}");
    }
}

/// Protects: text in two bytes to the character, with its mark or without.
#[test]
fn utf_16_of_both_ends() {
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

/// Protects: one bad byte costs one character, not every accent of the article.
#[test]
fn one_broken_byte_in_utf_8() {
    let mut bytes = SENTENCES[2].1.as_bytes().to_vec();
    bytes.insert(7, 0xff);
    assert_eq!(
        text(&bytes),
        SENTENCES[2].1.replace(" Merkel", " \u{FFFD}Merkel")
    );
}

/// Protects: a page's own word for its encoding reaches the reader of pages.
#[test]
fn a_page_says_what_it_is_in() {
    let page = "<html><head><meta charset=windows-1253></head><body><p>Αθήνα</p></body></html>";
    let shown = read(&encode("windows-1253", page), |raw| {
        raw.told = Some(Format::Html);
    });
    assert!(shown.unwrap().text().contains("Αθήνα"));
}

/// Protects: what is shown first of a long file is decoded as the whole is, though the bytes that tell stand far down.
#[test]
fn a_long_file_is_decoded_alike_from_its_first_line() {
    let first = "Přišel.\n\n".repeat(2);
    let body = format!("{}\n\n", SENTENCES[0].1).repeat(5000);
    let mut file = tempfile::NamedTempFile::new().unwrap();
    file.write_all(&encode("windows-1250", &(first + &body)))
        .unwrap();
    let load::Opening::Article { head, rest } =
        load::begin(&Source::Path(file.path().to_owned()), &Options::default()).unwrap()
    else {
        panic!("no feed");
    };
    assert!(head.text().starts_with("Přišel."), "{}", &head.text()[..20]);
    let whole = rest.unwrap().finish().unwrap();
    assert!(whole.text().starts_with(head.text()));
    assert!(whole.text().contains("žluťoučký"));
}

/// Protects: an escape sequence is taken out after decoding, when it can no longer be a shift of Japanese mail.
#[test]
fn japanese_mail_is_decoded_before_the_gate() {
    let bytes = [b"\x1b[31m".as_slice(), &encode("iso-2022-jp", "東京")].concat();
    assert!(text(&bytes).contains("東京"));
}
