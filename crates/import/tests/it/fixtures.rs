//! Our own small exports: one case each.

use crate::support::{draft_of, drafts, export, items, options, post, read_bytes, warnings};
use import::{Item, Message, Options, Picture, TermKind, Withheld};
use proptest::prelude::*;

fn read(items: &str) -> Vec<Message> {
    let (messages, outcome) = read_bytes(export(items).as_bytes(), &options());
    outcome.unwrap();
    messages
}

#[test]
fn every_status_goes_where_it_belongs() {
    for (status, more, reason) in [
        ("publish", "", None),
        ("draft", "", Some(Withheld::Draft)),
        ("auto-draft", "", Some(Withheld::Draft)),
        ("pending", "", Some(Withheld::Pending)),
        ("private", "", Some(Withheld::Private)),
        ("future", "", Some(Withheld::Future)),
        ("trash", "", Some(Withheld::Trash)),
        ("inherit", "", Some(Withheld::Other)),
        ("acf-disabled", "", Some(Withheld::Other)),
        ("publish", "<wp:post_password><![CDATA[x]]></wp:post_password>", Some(Withheld::Password)),
        ("draft", "<wp:post_password>x</wp:post_password>", Some(Withheld::Draft)),
    ] {
        let messages = read(&post(1, "mot", more).replace(">publish<", &format!(">{status}<")));
        let found = match items(&messages)[0] {
            Item::Post(_) => None,
            Item::Withheld { reason, path, .. } => {
                assert_eq!(path.as_ref().unwrap().as_str(), "/2018/07/12/article-1/");
                Some(*reason)
            }
            other => panic!("{other:?}"),
        };
        assert_eq!(found, reason, "{status} {more}");
    }
}

#[test]
fn fields_are_what_was_recorded() {
    let more = "<excerpt:encoded><![CDATA[Un <em>résumé</em>]]></excerpt:encoded><wp:menu_order>3</wp:menu_order><wp:post_parent>9</wp:post_parent>\
        <wp:is_sticky>1</wp:is_sticky><guid isPermaLink=\"false\">https://blog.example/?p=5</guid>\
        <wp:post_modified_gmt>2019-01-01 10:00:00</wp:post_modified_gmt><wp:post_modified>2019-01-01 11:00:00</wp:post_modified>\
        <category domain=\"category\" nicename=\"loi-elan\"><![CDATA[Loi &amp; ELAN]]></category>\
        <category domain=\"post_tag\" nicename=\"hlm\">HLM</category><category domain=\"category\" nicename=\"non-classe\">Non classé</category>\
        <category domain=\"theme\" nicename=\"x\">Thème X</category><category domain=\"post_format\" nicename=\"post-format-link\">Link</category>\
        <category domain=\"author\" nicename=\"cap-paul\">paul</category>\
        <wp:postmeta><wp:meta_key>_thumbnail_id</wp:meta_key><wp:meta_value>12</wp:meta_value></wp:postmeta>\
        <wp:postmeta><wp:meta_key>_wp_old_slug</wp:meta_key><wp:meta_value>caf%C3%A9</wp:meta_value></wp:postmeta>";
    let messages = read(
        &post(5, "Bonjour #LogementSocial", more)
            .replace("Article 5", "Un &amp;amp; deux d&#8217;ici @UnionHlm"),
    );
    let draft = drafts(&messages)[0];
    assert_eq!(draft.recorded_title, "Un & deux d’ici @UnionHlm");
    assert_eq!(draft.title, "Un & deux d’ici");
    assert_eq!(draft.mentions, ["UnionHlm"]);
    assert_eq!(draft.excerpt, "Un résumé");
    assert_eq!((draft.menu_order, draft.parent.as_deref(), draft.sticky), (3, Some("9"), true));
    assert_eq!(draft.guid.as_deref(), Some("https://blog.example/?p=5"));
    assert_eq!(draft.date.unwrap().to_string(), "2018-07-12T09:30:00+02:00");
    assert_eq!(draft.updated.unwrap().to_string(), "2019-01-01T11:00:00+01:00");
    assert_eq!(draft.image, Some(Picture::Attachment("12".into())));
    assert_eq!(draft.old_slugs, ["café"]);
    let terms: Vec<_> =
        draft.tags.iter().map(|t| (t.label.as_str(), t.nicename.as_deref(), t.kind)).collect();
    assert_eq!(
        terms,
        [
            ("Loi & ELAN", Some("loi-elan"), TermKind::Category),
            ("HLM", Some("hlm"), TermKind::Tag),
            ("Thème X", Some("x"), TermKind::Custom),
            ("LogementSocial", None, TermKind::Hashtag),
        ]
    );
    let authors: Vec<_> = draft.authors.iter().map(|a| (a.login.as_str(), a.name.as_str())).collect();
    assert_eq!(authors, [("anne", "Anne Martin"), ("paul", "paul")]);
}

#[test]
fn an_address_that_is_only_a_query_records_no_path() {
    for link in ["https://blog.example/?p=1", "https://blog.example/", ""] {
        let messages = read(&post(1, "mot", "").replace("https://blog.example/2018/07/12/article-1/", link));
        assert_eq!(drafts(&messages)[0].path, None, "{link}");
    }
}

#[test]
fn dates_that_cannot_be_right_are_said_so() {
    for (local, gmt, date, warned) in [
        ("2018-07-12 09:30:00", "2018-07-11 23:45:00", Some("2018-07-12T09:30:00+09:45"), false),
        ("2018-07-12 09:30:00", "0000-00-00 00:00:00", Some("2018-07-12T09:30:00+02:00"), true),
        ("2018-07-12 09:30:00", "2018-07-10 09:30:00", Some("2018-07-12T09:30:00+02:00"), true),
        ("0000-00-00 00:00:00", "0000-00-00 00:00:00", None, false),
    ] {
        let messages = read(
            &post(1, "mot", "").replace("2018-07-12 09:30:00", local).replace("2018-07-12 07:30:00", gmt),
        );
        assert_eq!(drafts(&messages)[0].date.map(|d| d.to_string()).as_deref(), date, "{local} {gmt}");
        assert_eq!(!warnings(&messages).is_empty(), warned, "{local} {gmt}");
    }
}

#[test]
fn prefixes_can_be_others_or_not_declared() {
    let declared = export(&post(1, "mot", ""));
    let rebound = declared
        .replace("wp:", "w2:")
        .replace("xmlns:wp=", "xmlns:w2=")
        .replace("content:", "c:")
        .replace("xmlns:content", "xmlns:c");
    let undeclared = declared.replace("xmlns:wp=\"http://wordpress.org/export/1.2/\"", "");
    let https =
        declared.replace("http://wordpress.org", "https://www.wordpress.org").replace("/1.2/", "/1.0/");
    for text in [rebound, undeclared, https, declared] {
        let (messages, outcome) =
            read_bytes(text.as_bytes(), &Options { format: Some(import::Format::Wordpress), ..options() });
        outcome.unwrap();
        assert_eq!(drafts(&messages)[0].body.as_str(), "<p>mot</p>", "{text}");
    }
}

#[test]
fn text_is_the_same_however_it_is_quoted() {
    for (content, body) in [
        ("<![CDATA[a ]]]]><![CDATA[> b]]>", "<p>a ]]&gt; b</p>"),
        ("<![CDATA[a]]> et <![CDATA[b]]>", "<p>a et b</p>"),
        ("&lt;b&gt;a&lt;/b&gt; &amp;amp; c", "<p><b>a</b> &amp; c</p>"),
        ("a & b &nbsp;&eacute; &inconnue;", "<p>a &amp; b &nbsp;é &amp;inconnue;</p>"),
        ("a&#x0;b&#xD800;c", "<p>abc</p>"),
        ("a\u{0}b\u{10}c", "<p>abc</p>"),
    ] {
        let messages = read(&post(1, "XXX", "").replace("<![CDATA[XXX]]>", content));
        assert_eq!(drafts(&messages)[0].body.as_str(), body, "{content}");
    }
}

#[test]
fn repairs_are_counted() {
    let text = export(
        &post(1, "mot", "<wp:post_password></wp:post_password>").replace("Article 1", "Achats & ventes"),
    );
    let junk = format!("\n<br />Warning: x\n{text}");
    for (bytes, repaired) in [
        (text.as_bytes().to_vec(), 1),
        (junk.into_bytes(), 2),
        (text.replace("mot", "caf\u{1}é").into_bytes(), 2),
    ] {
        let (messages, outcome) = read_bytes(&bytes, &options());
        outcome.unwrap();
        assert_eq!(warnings(&messages).len(), repaired, "{:?}", warnings(&messages));
    }
    let mut latin = text.replace("mot", "caf@").into_bytes();
    let at = latin.windows(4).position(|w| w == b"caf@").unwrap();
    latin[at + 3] = 0xe9;
    let (messages, _) = read_bytes(&latin, &options());
    assert_eq!(drafts(&messages)[0].text, "café");
}

#[test]
fn a_file_cut_short_is_refused_with_its_line_or_taken_in_part() {
    let whole = export(&format!("{}{}", post(1, "mot", ""), post(2, "mot", "")));
    let cut = &whole[..whole.len() - 150];
    let (messages, outcome) = read_bytes(cut.as_bytes(), &options());
    let refused = outcome.unwrap_err();
    assert_eq!((refused.items_read, refused.line), (1, Some(5)), "{refused}");
    assert!(refused.to_string().contains("--partial"), "{refused}");
    assert!(items(&messages).len() <= 1);
    let (messages, outcome) = read_bytes(cut.as_bytes(), &Options { partial: true, ..options() });
    outcome.unwrap();
    assert_eq!(items(&messages).len(), 1);
    assert_eq!(warnings(&messages).len(), 1);
}

#[test]
fn two_exports_in_one_file_are_both_read() {
    let text = format!("{}{}", export(&post(1, "mot", "")), export(&post(2, "mot", "")));
    let (messages, outcome) = read_bytes(text.as_bytes(), &options());
    outcome.unwrap();
    assert_eq!(items(&messages).len(), 2);
}

#[test]
fn a_gallery_goes_with_what_it_is_made_of_and_its_pictures_are_items_of_their_own() {
    let picture = |id: u32, parent: u32| {
        post(id, "", &format!("<wp:post_parent>{parent}</wp:post_parent><wp:attachment_url>https://blog.example/wp-content/uploads/{id}.png</wp:attachment_url>\
            <wp:postmeta><wp:meta_key>_wp_attachment_image_alt</wp:meta_key><wp:meta_value>Photo {id}</wp:meta_value></wp:postmeta>"))
        .replace(">publish<", ">inherit<")
        .replace(">post<", ">attachment<")
    };
    let messages = read(&format!("{}{}{}", post(1, "[gallery]", ""), picture(2, 1), picture(3, 9)));
    let recipe = drafts(&messages)[0].recipe.as_ref().unwrap();
    assert_eq!((recipe.number.as_str(), recipe.body.as_str()), ("1", "[gallery]"));
    assert!(warnings(&messages).is_empty(), "whether a picture is missing is known when all items are");
    let Item::Attachment(attachment) = items(&messages)[1] else { panic!() };
    assert_eq!((attachment.alt.as_str(), attachment.parent.as_deref()), ("Photo 2", Some("1")));
    let expected = "https://blog.example/wp-content/uploads/2.png";
    assert_eq!(attachment.url, expected);
}

#[test]
fn comments_that_are_approved_are_kept_in_their_threads() {
    let comment = |id: u32, parent: u32, approved: &str, kind: &str| {
        format!(
            "<wp:comment><wp:comment_id>{id}</wp:comment_id><wp:comment_author>Paul@mail.example</wp:comment_author>\
             <wp:comment_date>2018-07-13 10:00:00</wp:comment_date><wp:comment_date_gmt>2018-07-13 08:00:00</wp:comment_date_gmt>\
             <wp:comment_content><![CDATA[un\n\ndeux <script>x</script>]]></wp:comment_content><wp:comment_approved>{approved}</wp:comment_approved>\
             <wp:comment_type>{kind}</wp:comment_type><wp:comment_parent>{parent}</wp:comment_parent></wp:comment>"
        )
    };
    let more = [
        comment(1, 0, "1", ""),
        comment(2, 1, "1", "pingback"),
        comment(3, 1, "0", ""),
        comment(4, 0, "spam", ""),
    ]
    .concat();
    let messages = read(&post(1, "mot", &more));
    let draft = drafts(&messages)[0];
    assert_eq!(
        draft.comments.iter().map(|c| (c.native_id.as_str(), c.parent.as_deref())).collect::<Vec<_>>(),
        [("1", None), ("2", Some("1"))]
    );
    assert_eq!(draft.comments[0].html.as_str(), "<p>un</p><p>deux</p>");
    assert_eq!(draft.comments[0].author, "Paul");
    assert_eq!(draft.comments[0].date.unwrap().to_string(), "2018-07-13T10:00:00+02:00");
    let Some(Message::Item { comments_read: 2, comments_withheld: 2, .. }) =
        messages.iter().find(|m| matches!(m, Message::Item { .. }))
    else {
        panic!("{messages:?}")
    };
}

#[test]
fn nothing_is_lost_but_what_is_shown_elsewhere() {
    let body = "<p>Source : <a href=\"https://s.example/\">Localtis</a></p>\n\nPremier mot\n\n<ul><li>liste</li></ul>\n<table><tr><td>case</td></tr></table>\n\n\
        <p><a href=\"https://s.example/a\">Lire la suite</a></p>\n<p>Lire aussi : <a href=\"/2018/07/x/\">Autre</a></p>\n\ndernier";
    let draft = draft_of(body);
    assert_eq!(draft.text, "Source : Localtis\nPremier mot\nliste\ncase\nLire la suite\ndernier");
    assert_eq!(draft.source.as_deref(), Some("Localtis"));
    assert_eq!(draft.continue_link.as_ref().unwrap().url, "https://s.example/a");
    assert_eq!(
        draft.links.iter().map(|l| l.url.as_str()).collect::<Vec<_>>(),
        ["https://s.example/", "https://s.example/a"]
    );
    for word in ["Premier mot", "liste", "case", "dernier"] {
        assert!(draft.body.as_str().contains(word), "{word}");
    }
    for gone in ["Localtis", "Lire la suite", "Lire aussi", "Autre"] {
        assert!(!draft.body.as_str().contains(gone), "{gone}");
    }
}

#[test]
fn a_folder_is_read_in_name_order_and_says_what_it_left_out() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("b.xml"), export(&post(2, "mot", ""))).unwrap();
    std::fs::write(folder.path().join("a.xml"), export(&post(1, "mot", ""))).unwrap();
    std::fs::write(folder.path().join("notes.txt"), "bonjour").unwrap();
    let (messages, outcome) = crate::support::read_with(&[folder.path().to_owned()], &options());
    outcome.unwrap();
    let ids: Vec<_> = drafts(&messages).iter().map(|d| d.origin.native_id.clone().unwrap()).collect();
    assert_eq!(ids, ["1", "2"]);
    assert_eq!(warnings(&messages).len(), 1);
    let (_, outcome) = crate::support::read_with(&[folder.path().join("notes.txt")], &options());
    assert!(outcome.unwrap_err().reason.contains("no export"));
    let (_, outcome) = crate::support::read_with(&[folder.path().join("absent")], &options());
    assert!(outcome.unwrap_err().reason.contains("no such file"));
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(96) })]

    #[test]
    fn a_damaged_file_never_panics(changes in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>(), 0..3_u8), 1..12)) {
        let body = "<p>Source : <em>x</em></p>[caption width=1]<img src=\"a\" /> b[/caption]\n\n@a #b <!--more--> [gallery]";
        let mut bytes = export(&format!("{}{}", post(1, body, "<category domain=\"post_tag\" nicename=\"a\">b</category>"), post(2, "é", ""))).into_bytes();
        for (at, byte, what) in changes {
            let at = at.index(bytes.len());
            match what {
                0 => bytes[at] = byte,
                1 => bytes.insert(at, byte),
                _ => { bytes.remove(at); }
            }
        }
        for partial in [false, true] {
            let _ = read_bytes(&bytes, &Options { partial, format: Some(import::Format::Wordpress), ..options() });
        }
        let _ = read_bytes(&bytes, &Options { format: Some(import::Format::SavedPage), ..options() });
    }
}
