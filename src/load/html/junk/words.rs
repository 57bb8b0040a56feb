//! The words by which it is known what is no part of an article.
//!
//! Owns the lists, small letters and nothing else, as [`letters`](super::letters) leaves them of a line.

/// Words in classes and names of what is no part of an article.
pub(super) const PARTS: &[&str] = &[
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

/// The same, if it is mostly links.
pub(super) const LINKED: &[&str] = &[
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

/// Whole lines, as letters.
pub(super) const LINES: &[&str] = &[
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

/// How lines begin that lead to other articles, as letters; most of the line is then a link.
pub(super) const ELSEWHERE: &[&str] = &[
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

/// How invitations begin, as letters; there is a link in the line.
pub(super) const INVITATIONS: &[&str] = &[
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

/// Headings of lists of other articles, as letters.
pub(super) const HEADINGS: &[&str] = &[
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

/// Whole lines, where they stand by themselves: in a sentence they are words like others.
pub(super) const LABELS: &[&str] = &[
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

/// Beginnings of offers that need no link.
pub(super) const OFFERS: &[&str] = &[
    "subscribeforunlimited",
    "subscribenowforunlimited",
    "subscribenowtocontinue",
    "subscribetocontinue",
    "tocontinuereadingthisarticle",
];

/// What stands on the buttons below an article, if it is a link.
pub(super) const BUTTONS: &[&str] = &[
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
    fn the_lists_are_letters_alone() {
        let lists = [
            LINES,
            LABELS,
            ELSEWHERE,
            INVITATIONS,
            HEADINGS,
            OFFERS,
            BUTTONS,
        ];
        for word in lists.into_iter().flatten() {
            assert_eq!(super::super::letters(word), *word);
        }
    }
}
