//! Exports that lost their encoding, or the form of their XML, on the way.

use crate::support::{drafts, export, options, post, read_bytes, warnings};
use import::{Item, Message};

fn read(text: &str) -> Vec<Message> {
    let (messages, outcome) = read_bytes(text.as_bytes(), &options());
    outcome.unwrap();
    messages
}

/// Text as a reader of windows-1252 sees its UTF-8.
fn misread(text: &str) -> String {
    encoding_rs::WINDOWS_1252.decode_without_bom_handling(text.as_bytes()).0.into_owned()
}

#[test]
fn prefixes_may_change_their_meaning_in_the_middle() {
    let rebound = post(1, "mot", "")
        .replace("<item>", "<item xmlns:wp=\"http://purl.org/rss/1.0/modules/content/\" xmlns:content=\"http://wordpress.org/export/1.2/\">")
        .replace("wp:", "X:")
        .replace("content:encoded", "wp:encoded")
        .replace("X:", "content:");
    let plain = post(2, "autre", "");
    let default = post(3, "défaut", "").replace(
        "<wp:post_id>3</wp:post_id>",
        "<post_id xmlns=\"http://wordpress.org/export/1.2/\">3</post_id>",
    );
    let messages = read(&export(&format!("{rebound}{plain}{default}")));
    let said: Vec<_> =
        drafts(&messages).iter().map(|d| (d.origin.native_id.clone().unwrap(), d.text.clone())).collect();
    let pair = |id: &str, text: &str| (id.to_owned(), text.to_owned());
    assert_eq!(said, [pair("1", "mot"), pair("2", "autre"), pair("3", "défaut")]);
}

#[test]
fn halves_of_characters_are_put_together_or_left_out() {
    for (written, title, warned) in [
        ("a&#xD83D;&#xDE00;b", "a😀b", 1),
        ("a&#55357;&#56832;b", "a😀b", 1),
        ("a&#xD83D;b&#xDE00;", "ab", 1),
        ("a&#xD83D;&amp;b", "a&b", 1),
        ("a&#x1F600;b", "a😀b", 0),
        ("\u{feff}a\u{feff}b", "ab", 1),
        ("l\u{92}\u{85}", "l’…", 1),
    ] {
        let messages = read(&export(&post(1, "mot", "").replace("Article 1", written)));
        assert_eq!(drafts(&messages)[0].recorded_title, title, "{written}");
        assert_eq!(warnings(&messages).len(), warned, "{written}: {:?}", warnings(&messages));
    }
}

#[test]
fn misread_texts_are_mended_everywhere_and_counted() {
    let more = format!(
        "<category domain=\"post_tag\" nicename=\"ete\">{}</category><wp:comment><wp:comment_id>1</wp:comment_id>\
         <wp:comment_author>{}</wp:comment_author><wp:comment_content>{}</wp:comment_content>\
         <wp:comment_approved>1</wp:comment_approved></wp:comment>",
        misread("Été"),
        misread("Zoé"),
        misread("D’accord, à bientôt"),
    );
    let body = misread(&misread("Voilà l’été…"));
    let messages = read(&export(&post(1, &body, &more).replace("Article 1", &misread("Café d’été"))));
    let draft = drafts(&messages)[0];
    assert_eq!(draft.recorded_title, "Café d’été");
    assert_eq!(draft.body.as_str(), "<p>Voilà l’été…</p>");
    assert_eq!(draft.tags[0].label, "Été");
    assert_eq!(
        (draft.comments[0].author.as_str(), draft.comments[0].html.as_str()),
        ("Zoé", "<p>D’accord, à bientôt</p>")
    );
    assert_eq!(warnings(&messages).len(), 1);
    assert!(warnings(&messages)[0].starts_with("5 texts"), "{:?}", warnings(&messages));
}

#[test]
fn what_only_speaks_of_misread_texts_stays() {
    let said = "Quand « é » s’affiche « Ã© », l’encodage est en cause.";
    let messages = read(&export(&post(1, said, "")));
    assert_eq!(drafts(&messages)[0].text, said);
    assert!(warnings(&messages).is_empty());
}

#[test]
fn an_attachments_smaller_files_are_told() {
    let metadata = "a:3:{s:5:\"width\";i:600;s:6:\"height\";i:200;s:5:\"sizes\";a:1:{s:9:\"thumbnail\";a:3:{s:4:\"file\";s:99:\"x-150x50.png\";\
                    s:5:\"width\";i:150;s:6:\"height\";i:50;}}}";
    let more = format!(
        "<wp:attachment_url>https://blog.example/wp-content/uploads/x.png</wp:attachment_url><wp:postmeta>\
         <wp:meta_key>_wp_attachment_metadata</wp:meta_key><wp:meta_value>{metadata}</wp:meta_value></wp:postmeta>"
    );
    let messages = read(&export(
        &post(1, "", &more).replace(">publish<", ">inherit<").replace(">post<", ">attachment<"),
    ));
    let Some(Message::Item { item: Item::Attachment(file), .. }) =
        messages.iter().find(|message| matches!(message, Message::Item { .. }))
    else {
        panic!("{messages:?}")
    };
    assert_eq!((file.width, file.height), (Some(600), Some(200)));
    assert_eq!(
        file.sizes.iter().map(|size| (size.file.as_str(), size.width)).collect::<Vec<_>>(),
        [("x-150x50.png", 150)]
    );
}
