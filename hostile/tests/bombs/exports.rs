//! Bombs in XML.

use crate::bounded::{Read, around_body, read, repeat};
use hostile::export::{cdata, export, post};
use std::io::Write;

/// An export with one item, the text `inside` of which is written by `write`.
fn with_item(
    what: &str,
    mebibytes: usize,
    write: impl FnOnce(&mut dyn Write) -> std::io::Result<()>,
) -> Read {
    let whole = export(&post(7, "mot", "@@@"));
    let (before, after) = whole.split_once("@@@").unwrap();
    read(what, mebibytes, ".xml", |out| {
        out.write_all(before.as_bytes())?;
        write(out)?;
        out.write_all(after.as_bytes())
    })
}

#[test]
fn entities_that_grow_are_refused_at_once() {
    let laughs: String =
        (1..10).map(|n| format!("<!ENTITY l{n} \"{}\">", format!("&l{};", n - 1).repeat(10))).collect();
    let long = "x".repeat(100_000);
    for (what, declared, used) in [
        ("billion laughs", format!("<!ENTITY l0 \"ha\">{laughs}"), "&l9;".to_owned()),
        ("quadratic blowup", format!("<!ENTITY l0 \"{long}\">"), "&l0;".repeat(20_000)),
        ("external entity", "<!ENTITY l0 SYSTEM \"file:///etc/passwd\">".to_owned(), "&l0;".to_owned()),
        (
            "parameter entity",
            "<!ENTITY % p SYSTEM \"http://blog.example/x.dtd\">%p;".to_owned(),
            String::new(),
        ),
    ] {
        let whole = export(&post(7, "mot", &format!("<excerpt:encoded>{used}</excerpt:encoded>"))).replacen(
            "<rss",
            &format!("<!DOCTYPE rss [{declared}]><rss"),
            1,
        );
        let read = read(what, 64, ".xml", |out| out.write_all(whole.as_bytes()));
        let refused = read.refused.expect(what);
        assert!(refused.reason.contains("entities"), "{what}: {refused}");
        assert_eq!(read.posts, 0, "{what}");
    }
}

#[test]
fn elements_ten_thousand_deep_are_passed_over() {
    for name in ["a", "wp:postmeta", "item", "channel"] {
        let read = with_item(&format!("<{name}> nested"), 128, |out| {
            repeat(out, &format!("<{name}>"), 20_000)?;
            repeat(out, &format!("</{name}>"), 20_000)
        });
        assert!(read.items >= 1 || read.refused.is_some(), "{name}: {read:?}");
    }
}

#[test]
fn a_hundred_megabytes_in_one_place_cost_no_more_than_a_few_times_that() {
    let hundred = |out: &mut dyn Write, piece: &str| repeat(out, piece, 100_000_000 / piece.len());
    let twenty = |out: &mut dyn Write, piece: &str| repeat(out, piece, 20_000_000 / piece.len());
    let seen = with_item("an attribute of 100 MB", 600, |out| {
        out.write_all(b"<category domain=\"post_tag\" nicename=\"")?;
        hundred(out, "abcdefghij")?;
        out.write_all(b"\">mot</category>")
    });
    assert!(seen.items == 1 || seen.refused.is_some(), "{seen:?}");
    let seen = with_item("an unknown element of 20 MB", 600, |out| {
        out.write_all(b"<inconnu>")?;
        twenty(out, "un mot ")?;
        out.write_all(b"</inconnu>")
    });
    assert!(seen.items == 1 || seen.refused.is_some(), "{seen:?}");
    let seen = with_item("a title of 20 MB", 1_500, |out| {
        out.write_all(b"<title>")?;
        twenty(out, "un mot ")?;
        out.write_all(b"</title>")
    });
    assert!(seen.items == 1 || seen.refused.is_some(), "{seen:?}");
    let (before, after) = around_body();
    let seen = read("a body of 100 MB", 600, ".xml", |out| {
        out.write_all(before.as_bytes())?;
        hundred(out, "un mot\n\n")?;
        out.write_all(after.as_bytes())
    });
    assert!(seen.items == 1 && seen.posts == 0, "{seen:?}");
}

#[test]
fn a_body_of_megabytes_is_read() {
    let (before, after) = around_body();
    let read = read("a body of 1 MB", 256, ".xml", |out| {
        out.write_all(before.as_bytes())?;
        repeat(out, "<b>un</b> mot\n\n", 1_000_000 / 15)?;
        out.write_all(after.as_bytes())
    });
    assert_eq!(read.posts, 1, "{read:?}");
    assert!(read.longest_body > 1_000_000);
}

#[test]
fn a_million_attributes_and_a_million_tags_are_read_or_refused() {
    let read = with_item("a million attributes", 600, |out| {
        out.write_all(b"<category")?;
        (0..1_000_000).try_for_each(|n| write!(out, " a{n}=\"x\""))?;
        out.write_all(b">mot</category>")
    });
    assert!(read.items == 1 || read.refused.is_some(), "{read:?}");
    let read = with_item("a million declared names", 600, |out| {
        out.write_all(b"<category")?;
        (0..1_000_000).try_for_each(|n| write!(out, " xmlns:a{n}=\"x\""))?;
        out.write_all(b">mot</category>")
    });
    assert!(read.items == 1 || read.refused.is_some(), "{read:?}");
    let read = with_item("a million tags", 1_800, |out| {
        (0..1_000_000).try_for_each(|n| {
            write!(out, "<category domain=\"post_tag\" nicename=\"mot-{n}\">mot {n}</category>")
        })
    });
    assert!(read.items == 1, "{read:?}");
    assert!(read.tags <= 1_000_000);
}

#[test]
fn thousands_of_comments_in_one_thread_are_read() {
    let read = with_item("20,000 comments, each answering the one before", 400, |out| {
        (1..=20_000).try_for_each(|n| {
            write!(
                out,
                "<wp:comment><wp:comment_id>{n}</wp:comment_id><wp:comment_parent>{}</wp:comment_parent>\
                 <wp:comment_approved>1</wp:comment_approved><wp:comment_content>mot</wp:comment_content></wp:comment>",
                n - 1
            )
        })
    });
    assert_eq!(read.comments, 20_000);
}

#[test]
fn numbers_dates_and_names_beyond_all_measure_are_data_like_any_other() {
    for (what, from, to) in [
        ("a number of 400 digits", "<wp:post_id>7", format!("<wp:post_id>{}", "9".repeat(400))),
        ("a negative number", "<wp:post_id>7", "<wp:post_id>-7".to_owned()),
        ("a year of 400 digits", "2018-07-12 09:30:00", format!("{}-01-01 00:00:00", "9".repeat(400))),
        ("the 99th of the 99th", "2018-07-12 09:30:00", "2018-99-99 99:99:99".to_owned()),
        ("the year 0", "2018-07-12 07:30:00", "0000-00-00 00:00:00".to_owned()),
        ("the year 9999", "2018-07-12", "9999-12-31".to_owned()),
        (
            "an order of 40 digits",
            "<wp:status>",
            format!("<wp:menu_order>{}</wp:menu_order><wp:status>", "9".repeat(40)),
        ),
        ("its own parent", "<wp:status>", "<wp:post_parent>7</wp:post_parent><wp:status>".to_owned()),
        ("a NUL in a name", "article-7</wp:post_name>", "article\0-7</wp:post_name>".to_owned()),
        ("a reference to NUL", "article-7</wp:post_name>", "article&#0;-7</wp:post_name>".to_owned()),
        (
            "a name from right to left",
            "article-7</wp:post_name>",
            "\u{202e}7-elcitra</wp:post_name>".to_owned(),
        ),
        ("a path out of the blog", "/2018/07/12/article-7/", "/../../../../etc/passwd".to_owned()),
        ("a path of 1 MB", "/2018/07/12/article-7/", format!("/{}", "a/".repeat(500_000))),
        ("no address", "https://blog.example/2018/07/12/article-7/", "javascript:alert(1)".to_owned()),
    ] {
        let whole = export(&post(7, "mot", "")).replace(from, &to);
        let read = read(what, 64, ".xml", |out| out.write_all(whole.as_bytes()));
        assert!(read.items == 1 && read.refused.is_none(), "{what}: {read:?}");
    }
}

#[test]
fn galleries_of_galleries_end() {
    let ids = (1..50_000).map(|n| n.to_string()).collect::<Vec<_>>().join(",");
    let pictures: String = (1..300)
        .map(|n| {
            post(n, "[gallery]", &format!("<wp:post_parent>{n}</wp:post_parent><excerpt:encoded>{}</excerpt:encoded><wp:attachment_url>https://blog.example/{n}.png</wp:attachment_url>", cdata("[gallery ids=\"1,2,3\"]")))
                .replace("<wp:post_type>post", "<wp:post_type>attachment")
        })
        .collect();
    let many = format!("[gallery ids=\"{ids}\"]").repeat(3);
    let whole = export(
        &(pictures + &post(9_999, &many, "") + &post(9_998, &"[gallery ids=\"1,2,3\"]".repeat(2_000), "")),
    );
    let read = read("galleries of galleries", 256, ".xml", |out| out.write_all(whole.as_bytes()));
    assert_eq!((read.posts, read.refused), (2, None));
}
