//! Recognizes lines in which a publication speaks of itself and not of the news: invitations to follow it or to
//! subscribe, how its reporters are reached, what it earns from links, who owns the text.
//!
//! The words decide, wherever the line stands. Each phrase addresses the reader or names the publication's own interest,
//! so that an article about newsletters or copyright is not one long note.

use memchr::memmem::Finder;
use std::sync::LazyLock;

/// The longest such line, in bytes.
pub(super) const MAX_LINE_BYTES: usize = 420;

/// What such lines say, in lower case.
const PHRASES: &[&str] = &[
    "abonnez-vous à",
    "affiliate commission",
    "affiliate-link",
    "affiliatelink",
    "all rights reserved",
    "alle angaben ohne gewähr",
    "alle rechte vorbehalten",
    "alle rechten voorbehouden",
    "already a subscriber",
    "beitrag enthält werbung",
    "can be reached at",
    "contains affiliate",
    "diesen artikel hat dir gefallen",
    "earn a commission",
    "earn commission",
    "enthält affiliate",
    "find us on",
    "folge uns auf",
    "folgen sie uns auf",
    "folgt uns auf",
    "follow him on",
    "follow her on",
    "follow me on",
    "follow them on",
    "follow us on",
    "have a tip?",
    "got a tip?",
    "in your inbox",
    "to your inbox",
    "meet your inbox",
    "inscreva-se",
    "inscrivez-vous à",
    "iscriviti al",
    "la nostra newsletter",
    "like us on",
    "may be reached at",
    "notre newsletter",
    "nuestra newsletter",
    "nuestro boletín",
    "nuestro canal de",
    "obserwuj nas",
    "our free newsletter",
    "our newsletter",
    "polub nas",
    "reprinted with permission",
    "seguici su",
    "sign up for our",
    "sign up for the",
    "sign up to our",
    "siga-nos",
    "siguenos en",
    "subscribe to our",
    "suivez-nous",
    "suscríbete",
    "síguenos en",
    "tous droits réservés",
    "todos los derechos reservados",
    "todos os direitos reservados",
    "tutti i diritti riservati",
    "unser newsletter",
    "unseren newsletter",
    "unserem newsletter",
    "unserem kostenlosen newsletter",
    "volg ons",
    "wszelkie prawa zastrzeżone",
    "zapisz się do",
    // What the program behind a web diary says about entries and comments.
    "akismet",
    "angemeldet sein, um einen kommentar",
    "any responses to this entry",
    "bookmark the permalink",
    "comments are closed",
    "du musst angemeldet sein",
    "du musst eingeloggt sein",
    "kommentare geschlossen",
    "kommentare sind geschlossen",
    "logged in to comment",
    "logged in to post a comment",
    "müssen sich einloggen, um",
    "müssen sie angemeldet sein",
    "müssen sie eingeloggt sein",
    "sind aktuell nicht eingeloggt",
    "sind nicht eingeloggt",
    "this entry was posted",
    "über rss verfolgen",
    "все права защищены",
    "подписывайтесь на",
];

/// A search for each phrase, prepared once: most lines of a page are looked through for all of them.
static FINDERS: LazyLock<Vec<Finder<'static>>> =
    LazyLock::new(|| PHRASES.iter().map(|phrase| Finder::new(*phrase)).collect());

/// Beginnings of lines with an e-mail address or the name of an account that say how somebody is reached, in lower case.
const CONTACT_STARTS: &[&str] = &[
    "contact", "e-mail", "email", "follow", "have a", "kontakt", "reach", "send", "tweet",
    "twitter", "write to",
];

/// Whether `line` is such a note.
pub(super) fn is_publisher_note(line: &str) -> bool {
    if line.len() > MAX_LINE_BYTES {
        return false;
    }
    let lowercase = line.to_lowercase().replace('’', "'");
    FINDERS
        .iter()
        .any(|finder| finder.find(lowercase.as_bytes()).is_some())
        || is_copyright_line(&lowercase)
        || is_contact_line(&lowercase)
}

/// Whether `line`, in lower case, begins with who owns the text.
fn is_copyright_line(line: &str) -> bool {
    let rest = ["©", "(c) ", "copyright "]
        .iter()
        .find_map(|start| line.strip_prefix(start));
    rest.is_some_and(|rest| {
        let is_year = |word: &str| {
            let digits = word.trim_matches(|c: char| !c.is_ascii_digit());
            digits.len() == 4
        };
        rest.split_whitespace().take(3).any(is_year) && rest.split_whitespace().count() <= 20
    })
}

/// Whether `line`, in lower case, says how somebody is reached: by an e-mail address or an account.
fn is_contact_line(line: &str) -> bool {
    let line = line.trim_start_matches(|c: char| !c.is_alphanumeric());
    let is_address = |word: &str| {
        let word = word.trim_matches(|c: char| !c.is_alphanumeric() && c != '@');
        word.split_once('@').is_some_and(|(name, host)| {
            let is_account = name.is_empty() && host.len() >= 3;
            is_account || !name.is_empty() && host.contains('.')
        })
    };
    CONTACT_STARTS.iter().any(|start| line.starts_with(start))
        && line.split_whitespace().any(is_address)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Protects: what a publication says of itself is recognised, and sentences of the news are not.
    #[test]
    fn notes_of_the_publication_are_told_from_the_news() {
        for line in [
            "Follow us on Twitter and Facebook.",
            "Have a tip? Jane Doe may be reached at jdoe@example.com.",
            "Email Jane Doe at jdoe@example.com or follow her @janedoe",
            "Write to Jane Doe at jane.doe@example.com",
            "Copyright © 2019 Example Press. All rights reserved.",
            "© 2020 The Daily Example",
            "We may earn a commission from links on this page.",
            "Melden Sie sich zu unserem Newsletter an!",
            "Wszelkie prawa zastrzeżone",
        ] {
            assert!(is_publisher_note(line), "{line}");
        }
        for line in [
            "The newsletter of the harbour office said that the quay was closed.",
            "Contact with the ship was lost at noon.",
            "Copyright is the subject of the new law.",
            "She will write to the minister next week.",
            "He was followed by a crowd of 2,000 people.",
            "Die Akte war abgelegt unter dem Namen des Ministers.",
            "Der Bericht wurde 1997 veröffentlicht und wurde unter Verschluss gehalten.",
        ] {
            assert!(!is_publisher_note(line), "{line}");
        }
    }
}
