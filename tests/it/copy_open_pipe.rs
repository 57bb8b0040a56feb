//! Opening pages and links in the browser, and piping text to commands: which effects the keys have.

use crate::common::reader::{keys, reader, select};
use crate::common::screen::{last_row, rows};
use byline::app::action::Mode;
use byline::app::effect::{Effect, OpenRequest, PipeRequest};
use byline::app::links::LinkTarget;
use byline::app::overlays::Overlay;
use byline::app::state::ReaderOptions;
use byline::app::{Event, State, update};
use byline::document::{BlockKind, BrowseTarget, Builder, Document, Feed, FeedItem};
use byline::load;
use std::sync::Arc;

/// An article with a URL of its own and links of every kind.
fn article_with_links(size: (u16, u16)) -> State {
    let mut builder = Builder::new("test");
    builder.meta_mut().browse_target = BrowseTarget::from_url("https://example.org/lamp?a=1");
    for (words, target) in [
        ("The first link", "https://example.org/first"),
        ("a letter box", "mailto:keeper@example.org"),
        ("no page", "javascript:alert(1)"),
        ("a secret", "https://me:secret@example.org/"),
        ("below", "https://example.org/lamp?a=1#the-keepers-beer"),
    ] {
        let start = builder.begin();
        builder.push(words);
        builder.add_link(start, target);
        builder.end(BlockKind::Paragraph);
    }
    for n in 0..40 {
        builder.push(&format!("Paragraph {n} has no link."));
        builder.end(BlockKind::Paragraph);
    }
    builder.push("The keeper’s beer");
    builder.end(BlockKind::Heading(2));
    for n in 0..40 {
        builder.push(&format!("Paragraph {n} has no link."));
        builder.end(BlockKind::Paragraph);
    }
    State::new(Arc::new(builder.finish()), size, ReaderOptions::default())
}

fn page(url: &str) -> Effect {
    Effect::OpenInBrowser(BrowseTarget::from_url(url).unwrap())
}

/// The effect of opening the page at `url` in the reader.
fn read(url: &str) -> Effect {
    Effect::Open(OpenRequest::Other(Some(url.to_owned())))
}

/// The effect of following a link to `target`, which is a page.
fn opened(target: LinkTarget) -> Effect {
    match target {
        LinkTarget::Page(BrowseTarget::Web(url)) => read(url.as_str()),
        other => panic!("{other:?} is no page"),
    }
}

/// The label of the link with the text `words`, as keys.
fn label_keys(state: &State, words: &str) -> String {
    let Some(Overlay::LinkHints(hints)) = state.screen.overlays.last() else {
        panic!("no link hints");
    };
    let hint = hints
        .links
        .iter()
        .find(|hint| state.reading.document.slice(hint.range.clone()) == words);
    let letters = hint.map(|hint| hint.label.clone()).unwrap();
    let letters: Vec<String> = letters.chars().map(String::from).collect();
    letters.join(" ")
}

/// Protects: `o` opens the page of the article, or shows a message if it has none.
#[test]
fn o_opens_the_page_of_the_article() {
    let mut state = article_with_links((80, 24));
    assert_eq!(
        keys(&mut state, "o"),
        [page("https://example.org/lamp?a=1")]
    );
    let mut state = reader((80, 24));
    assert!(keys(&mut state, "o").is_empty());
    assert!(state.messages.current_notice().unwrap().contains("no page"));
}

/// Protects: in a feed's list `o` opens the page of the chosen article.
#[test]
fn o_opens_the_page_of_a_feed_item() {
    let item = |url: Option<&str>| FeedItem {
        title: "An article".to_owned(),
        url: url.map(str::to_owned),
        ..FeedItem::default()
    };
    let items = vec![
        item(Some("https://example.org/1")),
        item(Some("https://example.org/2")),
        item(None),
    ];
    let feed = Feed {
        items,
        ..Feed::default()
    };
    let mut state = State::from_feed(Arc::new(feed), (80, 24), ReaderOptions::default());
    assert_eq!(keys(&mut state, "j o"), [page("https://example.org/2")]);
    assert!(keys(&mut state, "j o").is_empty());
    assert!(state.messages.current_notice().is_some());
}

/// Protects: every link that can be opened has a label that opens it, and other links have none.
#[test]
fn labels_open_links() {
    let mut state = article_with_links((80, 24));
    keys(&mut state, "F");
    let Some(Overlay::LinkHints(hints)) = state.screen.overlays.last() else {
        panic!("no link hints");
    };
    assert_eq!(
        hints.links.len(),
        4,
        "links that cannot be opened have no label"
    );
    let typed = label_keys(&state, "The first link");
    assert!(rows(&state)[1].starts_with(&format!("{}The first link", typed.trim())));
    assert_eq!(
        keys(&mut state, &typed),
        [read("https://example.org/first")]
    );
    assert_eq!(state.mode(), Mode::Text);
    keys(&mut state, "F");
    let typed = label_keys(&state, "a letter box");
    assert_eq!(
        keys(&mut state, &typed),
        [page("mailto:keeper@example.org")]
    );
    keys(&mut state, "F");
    let typed = label_keys(&state, "The first link");
    assert_eq!(
        keys(&mut state, &typed.to_uppercase()),
        [read("https://example.org/first")]
    );
}

/// Protects: the key that shows the labels also hides them, even if a link is labelled with its letter.
#[test]
fn pressing_the_key_again_hides_the_labels() {
    let mut state = article_with_links((80, 24));
    keys(&mut state, "F");
    assert_eq!(label_keys(&state, "a letter box").trim(), "f");
    assert!(keys(&mut state, "F").is_empty());
    assert_eq!(state.mode(), Mode::Text);
}

/// Protects: a link to a heading of the same article goes there, and Backspace returns.
#[test]
fn link_within_the_article_jumps() {
    let mut state = article_with_links((80, 24));
    let before = state.reading.visible_range();
    keys(&mut state, "F");
    let typed = label_keys(&state, "below");
    assert!(keys(&mut state, &typed).is_empty());
    let top = state
        .reading
        .view
        .lines
        .iter()
        .find(|line| !line.blank)
        .unwrap()
        .range
        .clone();
    assert_eq!(state.reading.document.slice(top), "The keeper’s beer");
    keys(&mut state, "backspace");
    assert_eq!(state.reading.visible_range(), before);
}

/// Protects: a link to a place of the article goes there, says so before, and Backspace returns.
#[test]
fn link_to_a_note_jumps() {
    let mut builder = Builder::new("test");
    let start = builder.begin();
    builder.push("See [1]");
    builder.add_link(start, "#note");
    builder.end(BlockKind::Paragraph);
    for n in 0..60 {
        builder.push(&format!("Paragraph {n} has no link."));
        builder.end(BlockKind::Paragraph);
    }
    builder.add_place("note");
    builder.push("The note.");
    builder.end(BlockKind::Paragraph);
    for n in 0..60 {
        builder.push(&format!("Paragraph {n} has no link."));
        builder.end(BlockKind::Paragraph);
    }
    let mut state = State::new(
        Arc::new(builder.finish()),
        (80, 24),
        ReaderOptions::default(),
    );
    let before = state.reading.visible_range();
    keys(&mut state, "F");
    assert!(last_row(&state).contains("a place in this article"));
    let typed = label_keys(&state, "See [1]");
    assert!(keys(&mut state, &typed).is_empty());
    let visible = state.reading.visible_range();
    assert!(state.reading.document.slice(visible).contains("The note."));
    keys(&mut state, "backspace");
    assert_eq!(state.reading.visible_range(), before);
}

/// Protects: letters that are in no label are ignored, Backspace deletes a typed letter, Esc hides the labels.
#[test]
fn typed_label_can_be_edited() {
    let mut builder = Builder::new("test");
    for n in 0..30 {
        let start = builder.begin();
        builder.push("link");
        builder.add_link(start, format!("https://example.org/{n}"));
        builder.end(BlockKind::ListItem {
            marker: "•".to_owned(),
            depth: 0,
        });
    }
    let mut state = State::new(
        Arc::new(builder.finish()),
        (80, 40),
        ReaderOptions::default(),
    );
    keys(&mut state, "F");
    let Some(Overlay::LinkHints(hints)) = state.screen.overlays.last() else {
        panic!("no link hints");
    };
    assert!(last_row(&state).contains("30 links"));
    let long = hints
        .links
        .iter()
        .find(|hint| hint.label.len() == 2)
        .unwrap()
        .clone();
    let (first, second) = long.label.split_at(1);
    assert!(keys(&mut state, first).is_empty());
    assert!(last_row(&state).contains(&format!("{first}… ")));
    keys(&mut state, "backspace z");
    assert!(
        state
            .messages
            .current_notice()
            .unwrap()
            .contains("No link is labelled z")
    );
    // Its lower-case form has two characters.
    keys(&mut state, "İ");
    assert_eq!(state.mode(), Mode::LinkHints);
    keys(&mut state, first);
    assert_eq!(keys(&mut state, second), [opened(long.target)]);
    keys(&mut state, "F");
    assert!(keys(&mut state, "esc").is_empty());
    assert_eq!(state.mode(), Mode::Text);
}

/// Protects: the target of a link is shown before it is opened, without its password; without links there is a message.
#[test]
fn link_target_is_shown_without_its_password() {
    let mut builder = Builder::new("test");
    let start = builder.begin();
    builder.push("a secret");
    builder.add_link(start, "https://me:secret@example.org/\u{202e}x");
    builder.end(BlockKind::Paragraph);
    for n in 0..40 {
        builder.push(&format!("Paragraph {n} has no link."));
        builder.end(BlockKind::Paragraph);
    }
    let mut state = State::new(
        Arc::new(builder.finish()),
        (80, 24),
        ReaderOptions::default(),
    );
    keys(&mut state, "F");
    let status = last_row(&state);
    assert!(status.contains("https://example.org/\u{fffd}x"), "{status}");
    keys(&mut state, "esc G F");
    assert_eq!(
        state.messages.current_notice(),
        Some("No links on the screen")
    );
    let mut state = State::new(
        Arc::<Document>::default(),
        (80, 24),
        ReaderOptions::default(),
    );
    keys(&mut state, "F");
    assert_eq!(
        state.messages.current_notice(),
        Some("No links in this article")
    );
}

/// Protects: the page of an article is the URL it came from, its canonical link, or the file itself if that is HTML.
#[test]
fn browse_target_comes_from_url_link_or_file() {
    let folder = tempfile::tempdir().unwrap();
    let read = |name: &str, text: &str| {
        let path = folder.path().join(name);
        std::fs::write(&path, text).unwrap();
        let source = load::parse_source(path.clone());
        let document = load::open(&source, &load::LoadOptions::default()).unwrap();
        (
            document.meta().browse_target.clone(),
            BrowseTarget::from_file(&path),
        )
    };
    let words = "A lamp is lit by Norwegian time. ".repeat(30);
    let html = |head: &str| format!("<html><head>{head}</head><body><p>{words}</p></body></html>");
    let (page, file) = read("a.html", &html(""));
    assert!(page.is_some() && page == file);
    let own = "<link rel=canonical href=https://example.org/lamp>";
    let (page, _) = read("b.html", &html(own));
    assert_eq!(page, BrowseTarget::from_url("https://example.org/lamp"));
    let hostile = "<link rel=canonical href=\"javascript:alert(1)\">";
    let (page, file) = read("c.html", &html(hostile));
    assert_eq!(page, file);
    let (page, _) = read("d.txt", &words);
    assert_eq!(page, None);
    let feed = format!(
        "<rss xmlns:content=\"http://purl.org/rss/1.0/modules/content/\"><channel><title>Lamps</title><item><title>One</title><link>https://example.org/1</link>\
         <content:encoded>{words}</content:encoded></item></channel></rss>"
    );
    let path = folder.path().join("feed.xml");
    std::fs::write(&path, feed).unwrap();
    let options = load::LoadOptions::default();
    let Ok(load::Content::Feed(feed)) =
        load::open_content(&load::parse_source(path), &options, &|_| true)
    else {
        panic!("no feed");
    };
    let document = load::open_feed_item(&feed, 0, &options, &|_| true).unwrap();
    assert_eq!(
        document.meta().browse_target,
        BrowseTarget::from_url("https://example.org/1")
    );
}

/// Protects: labels are on the visible links under a paragraph filter, with and without a panel.
#[test]
fn links_are_labelled_under_a_paragraph_filter() {
    for size in [(100, 24), (30, 6)] {
        let mut state = reader(size);
        select(&mut state, "Kenya");
        keys(&mut state, "& F");
        let Some(Overlay::LinkHints(hints)) = state.screen.overlays.last() else {
            panic!("no link hints");
        };
        assert!(!hints.links.is_empty());
        let target = hints.links[0].target.clone();
        let typed = hints.links[0].label.clone();
        assert_eq!(keys(&mut state, &typed), [opened(target)]);
    }
}

/// Protects: without a selection the whole article is piped to a command, and the prompt says so.
#[test]
fn article_is_piped_to_a_command() {
    let mut state = article_with_links((80, 24));
    keys(&mut state, "|");
    let Some(Overlay::Prompt(prompt)) = state.screen.overlays.last() else {
        panic!("no prompt");
    };
    assert_eq!(prompt.title(), "Pipe to a command: the article, 414 words");
    let effects = keys(&mut state, "w c space - w enter");
    let [
        Effect::Pipe(PipeRequest {
            command,
            text,
            description,
        }),
    ] = &effects[..]
    else {
        panic!("{effects:?}");
    };
    assert_eq!(
        (command.as_str(), description.as_str()),
        ("wc -w", "the article, 414 words")
    );
    assert!(text.starts_with("The first link\n\na letter box\n\n"));
    assert!(text.ends_with("Paragraph 39 has no link.\n"));
    assert_eq!(state.mode(), Mode::Text);
    assert!(
        keys(&mut state, "| enter").is_empty(),
        "no command, no effect"
    );
    assert!(keys(&mut state, "| w c esc").is_empty());
    assert_eq!(state.mode(), Mode::Text);
}

/// Protects: with a selection only that is piped, and it stays selected.
#[test]
fn selection_is_piped_to_a_command() {
    let mut state = article_with_links((80, 24));
    keys(&mut state, "v v l |");
    let Some(Overlay::Prompt(prompt)) = state.screen.overlays.last() else {
        panic!("no prompt");
    };
    assert_eq!(prompt.title(), "Pipe to a command: the selection, 2 words");
    let effects = keys(&mut state, "c a t enter");
    let [Effect::Pipe(request)] = &effects[..] else {
        panic!("{effects:?}");
    };
    assert_eq!(request.text, "The first\n");
    assert_eq!(state.mode(), Mode::Selection);
}

/// Protects: ↑ recalls past commands, each once, and ↓ returns to what was being typed.
#[test]
fn past_commands_can_be_recalled() {
    let mut state = article_with_links((80, 24));
    keys(&mut state, "| a enter | b enter | a enter | n e w up");
    let typed = |state: &State| match state.screen.overlays.last() {
        Some(Overlay::Prompt(prompt)) => prompt.input.text().to_owned(),
        _ => panic!("no prompt"),
    };
    assert_eq!(typed(&state), "a");
    keys(&mut state, "up");
    assert_eq!(typed(&state), "b");
    keys(&mut state, "up down down");
    assert_eq!(typed(&state), "new");
    keys(&mut state, "tab");
    assert_eq!(state.mode(), Mode::Prompt, "Tab does nothing here");
}

/// Protects: the message about a finished effect is shown until the next key.
#[test]
fn result_is_shown_until_the_next_key() {
    let mut state = article_with_links((80, 24));
    update(&mut state, Event::Finished("opened it".to_owned()));
    assert!(last_row(&state).contains("Opened it"));
    keys(&mut state, "j");
    assert_eq!(state.messages.current_notice(), None);
}
