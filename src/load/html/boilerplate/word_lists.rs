//! Word lists that identify boilerplate.
//!
//! Lines are written as [`letters_only`](super::letters_only) reduces them: lower-case letters and nothing else.

/// Words in class and element names that mark boilerplate.
pub(super) const CLASS_WORDS: &[&str] = &[
    "addthis",
    "addtoany",
    "adslot",
    "advert",
    "advertisement",
    "advertising",
    "authorbio",
    "breadcrumb",
    "breadcrumbs",
    "cookie",
    "disqus",
    "gdpr",
    "newsletter",
    "newsletters",
    "outbrain",
    "recirc",
    "sharedaddy",
    "signup",
    "subscribe",
    "subscription",
    "taboola",
    "tinypass",
];

/// Words in class and element names that mark boilerplate if most of its text is links.
pub(super) const LINK_LIST_CLASS_WORDS: &[&str] = &[
    "links",
    "more",
    "navigation",
    "pagination",
    "popular",
    "promo",
    "recommended",
    "related",
    "share",
    "sharing",
    "social",
    "tag",
    "tags",
    "topics",
    "trending",
];

/// Whole lines that are boilerplate wherever they occur.
pub(super) const WHOLE_LINES: &[&str] = &[
    "ad",
    "ads",
    "advertisement",
    "advertisementcontinuereadingbelow",
    "advertising",
    "anuncio",
    "anzeige",
    "articlecontinuesafteradvertisement",
    "articlecontinuesbelow",
    "articlecontinuesbelowadvertisement",
    "continuereadingthemainstory",
    "followus",
    "imagecaption",
    "imagecopyright",
    "imagesource",
    "listentothisarticle",
    "loading",
    "pubblicità",
    "publicidad",
    "publicité",
    "readmore",
    "scrolltocontinue",
    "share",
    "sharethis",
    "sharethisarticle",
    "sharethispage",
    "signup",
    "skipadvertisement",
    "sponsored",
    "storycontinuesbelow",
    "storycontinuesbelowadvertisement",
    "subscribe",
    "tweet",
    "werbung",
    "реклама",
];

/// Beginnings of lines that lead to other articles; most of the line must be a link.
pub(super) const LINK_LINE_PREFIXES: &[&str] = &[
    "alsoread",
    "dontmiss",
    "filedunder",
    "lasogsa",
    "leapublicidad",
    "leatambien",
    "leatambién",
    "leesook",
    "leetambién",
    "leggianche",
    "lesensieauch",
    "lesensiehier",
    "lesensiemehr",
    "lesogså",
    "lireaussi",
    "läsockså",
    "mehrdazu",
    "mehrlesen",
    "mehrzumthema",
    "moreonthis",
    "ourstandards",
    "readalso",
    "readmore",
    "readnext",
    "recommended",
    "related",
    "seealso",
    "tagged",
    "tags",
    "topics",
    "watchnow",
    "àlireaussi",
    "читайтетакже",
];

/// Beginnings of invitations; the line must contain a link.
pub(super) const INVITATION_PREFIXES: &[&str] = &[
    "abonnezvous",
    "abonnierensie",
    "alreadyamember",
    "alreadyasubscriber",
    "clickheretosign",
    "clickheretosubscribe",
    "downloadour",
    "doyouhaveatip",
    "folgensieuns",
    "followuson",
    "getour",
    "gotatip",
    "haveyoubeenaffected",
    "joinour",
    "likeuson",
    "makeadonation",
    "signupfor",
    "signupto",
    "subscribenow",
    "subscribeto",
    "suiveznous",
    "supportour",
    "suscríbete",
    "wehaveasmallfavour",
    "youvereadarticles",
];

/// Headings of lists of other articles.
pub(super) const RELATED_HEADINGS: &[&str] = &[
    "lesensieauch",
    "lireaussi",
    "mehrzumthema",
    "morefromthisauthor",
    "morelikethis",
    "moreonthisstory",
    "moreonthistopic",
    "morestories",
    "mostpopular",
    "mostread",
    "readmore",
    "readnext",
    "recommended",
    "recommendedforyou",
    "recommendedreading",
    "related",
    "relatedarticles",
    "relatedcontent",
    "relatedlinks",
    "relatednews",
    "relatedposts",
    "relatedstories",
    "relatedtopics",
    "sharethis",
    "sharethispage",
    "surlemêmesujet",
    "tags",
    "temasrelacionados",
    "topics",
    "topicsinthisstory",
    "topstories",
    "trending",
    "youmayalsolike",
    "youmightalsolike",
    "zumthema",
    "àlireaussi",
];

/// Whole lines that are boilerplate if they are a block; inside a sentence they are ordinary words.
pub(super) const STANDALONE_LINES: &[&str] = &[
    "afternewsletterpromotion",
    "communiquédepresse",
    "copylink",
    "ilvousrestedecetarticleàlire",
    "lasuiteestréservéeauxabonnés",
    "permalink",
    "pressemitteilung",
    "pressrelease",
    "skippastnewsletterpromotion",
    "thisarticleisforsubscribersonly",
    "thisstoryisforsubscribersonly",
];

/// Beginnings of subscription offers, with or without a link.
pub(super) const OFFER_PREFIXES: &[&str] = &[
    "subscribeforunlimited",
    "subscribenowforunlimited",
    "subscribenowtocontinue",
    "subscribetocontinue",
    "tocontinuereadingthisarticle",
];

/// Labels of the buttons below an article, if they are links.
pub(super) const BUTTON_LABELS: &[&str] = &[
    "bluesky",
    "bookmark",
    "contribuer",
    "contribute",
    "donate",
    "email",
    "facebook",
    "linkedin",
    "mail",
    "mastodon",
    "permalink",
    "pinterest",
    "print",
    "reddit",
    "reply",
    "save",
    "share",
    "telegram",
    "twitter",
    "whatsapp",
    "x",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn word_lists_contain_lowercase_letters_only() {
        let lists = [
            WHOLE_LINES,
            STANDALONE_LINES,
            LINK_LINE_PREFIXES,
            INVITATION_PREFIXES,
            RELATED_HEADINGS,
            OFFER_PREFIXES,
            BUTTON_LABELS,
        ];
        for word in lists.into_iter().flatten() {
            assert_eq!(super::super::letters_only(word), *word);
        }
    }
}
