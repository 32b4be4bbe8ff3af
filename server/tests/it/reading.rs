//! The page where one reads a post.

use crate::support::{Served, serve_exports};
use std::fmt::Write as _;

const HOST: &str = "https://lecture.example";
const ONE: &str = "/2019/07/12/un-article/";

/// Number, path, day, title, body.
type Item = (u32, &'static str, &'static str, &'static str, &'static str);

const ITEMS: [Item; 5] = [
    (
        1,
        ONE,
        "2019-07-12",
        "Loyers & \"charges\" : que paie-t-on ?",
        "Que paie-t-on ? « Des charges » : voilà tout. \
         Voir <a href=\"https://www.original.example/a?b=1\">l’étude</a> et <a href=\"mailto:a@b.example\">nous écrire</a>.\n\n\
         <table><tr><td>Année ;</td><td>2019</td></tr></table>\n\n<code>si (a ? b : c) ;</code>\n\n\
         Source : La Gazette\n\n<a href=\"https://suite.example/article\">Lire la suite</a>",
    ),
    (
        2,
        "/2019/08/01/citant/",
        "2019-08-01",
        "Un autre qui cite",
        "Comme <a href=\"https://lecture.example/2019/07/12/un-article/\">on l’a lu ici</a>, les charges pèsent.",
    ),
    (3, "/2017/07/12/deux-ans-avant/", "2017-07-12", "Deux ans avant", "Un texte de l’été d’avant."),
    (
        4,
        "/2016/01/02/arabic/",
        "2016-01-02",
        "السكن الاجتماعي في فرنسا",
        "يعيش ملايين الناس في فرنسا في مساكن اجتماعية تديرها هيئات عامة وخاصة، وقد بدأت هذه السياسة في القرن التاسع عشر \
         واستمرت حتى اليوم رغم الأزمات المتكررة التي عرفتها البلاد في العقود الأخيرة.",
    ),
    (5, "/2015/05/02/fin/", "2015-05-02", "Fin", "Rien d’autre."),
];

async fn served() -> Served {
    let mut export = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" ?><rss version=\"2.0\" \
         xmlns:content=\"http://purl.org/rss/1.0/modules/content/\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" \
         xmlns:wp=\"http://wordpress.org/export/1.2/\"><channel><title>Lecture</title><link>{HOST}</link>\
         <language>fr-FR</language><wp:wxr_version>1.2</wp:wxr_version>\
         <wp:base_blog_url>{HOST}</wp:base_blog_url>"
    );
    for (id, path, day, title, body) in ITEMS {
        write!(
            export,
            "<item><title><![CDATA[{title}]]></title><link>{HOST}{path}</link><dc:creator>lea</dc:creator>\
             <content:encoded><![CDATA[{body}]]></content:encoded><wp:post_id>{id}</wp:post_id>\
             <wp:post_date>{day} 12:00:00</wp:post_date><wp:post_date_gmt>{day} 10:00:00</wp:post_date_gmt>\
             <wp:post_name>n{id}</wp:post_name><wp:status>publish</wp:status><wp:post_type>post</wp:post_type></item>"
        )
        .unwrap();
    }
    export.push_str("</channel></rss>");
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("lecture.xml");
    std::fs::write(&file, export).unwrap();
    serve_exports(&[file], |config| config.archive.base_url = Some("https://archive.example".into())).await
}

/// What stands in the page's `main`.
async fn main_of(server: &Served, path: &str) -> String {
    let html = server.get(path).await.text();
    let start = html.find("<main").unwrap_or_else(|| panic!("{path} has no main: {html}"));
    html[start..html.find("</main>").unwrap()].to_owned()
}

async fn id_of(server: &Served, title: &str) -> String {
    let list = server.get("/api/posts?per_page=100").await.json();
    let posts = list["posts"].as_array().unwrap().clone();
    let post = posts.into_iter().find(|post| post["title"].as_str().unwrap().starts_with(title)).unwrap();
    post["id"].as_str().unwrap().to_owned()
}

#[tokio::test]
async fn a_body_is_set_for_reading_and_kept_as_it_was() {
    let server = served().await;
    let html = main_of(&server, ONE).await;
    for shown in [
        "Que paie-t-on\u{202f}? «\u{202f}Des charges\u{202f}»\u{202f}: voilà tout.",
        "<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-label=\"Tableau 1\"><table>",
        "<code>si (a ? b : c) ;</code>",
    ] {
        assert!(html.contains(shown), "{shown} in {html}");
    }
    let id = id_of(&server, "Loyers").await;
    let kept = server.get(&format!("/api/posts/{id}")).await.json()["body_html"].as_str().unwrap().to_owned();
    assert!(
        kept.contains("Que paie-t-on ? « Des charges » : voilà tout.") && !kept.contains("scroll"),
        "{kept}"
    );
}

#[tokio::test]
async fn links_out_have_their_copy_of_the_posts_day() {
    let server = served().await;
    let html = main_of(&server, ONE).await;
    for href in [
        "href=\"https://suite.example/article\"",
        "href=\"https://web.archive.org/web/20190712/https://suite.example/article\"",
        "href=\"https://www.original.example/a?b=1\"",
        "href=\"https://web.archive.org/web/20190712/https://www.original.example/a?b=1\"",
    ] {
        assert_eq!(
            html.matches(href).count(),
            1 + usize::from(href.contains("\"https://www.")),
            "{href} in {html}"
        );
    }
    assert!(
        html.contains("Voir la copie du 12 juillet 2019") && html.contains("Liens de l’article"),
        "{html}"
    );
    // Nobody asked whether they answer.
    assert!(!html.contains("ne répond plus"), "{html}");
    assert!(!main_of(&server, "/2015/05/02/fin/").await.contains("web.archive.org"));
}

#[tokio::test]
async fn what_stands_around_a_post_is_offered() {
    let server = served().await;
    let html = main_of(&server, ONE).await;
    let (cited_by, years) =
        (html.find("Cité par").unwrap(), html.find("Ce jour-là, les autres années").unwrap());
    assert!(html[cited_by..years].contains("href=\"/2019/08/01/citant/\""), "{html}");
    assert!(html[years..].contains("href=\"/2017/07/12/deux-ans-avant/\""), "{html}");
    let alone = main_of(&server, "/2015/05/02/fin/").await;
    assert!(!alone.contains("Cité par") && !alone.contains("Ce jour-là"), "{alone}");
}

#[tokio::test]
async fn a_post_is_cited_in_three_forms_and_two_files() {
    let server = served().await;
    let html = main_of(&server, ONE).await;
    assert!(html.contains("Lecture [en ligne]. 12 juillet 2019"), "{html}");
    let id = id_of(&server, "Loyers").await;
    for (ending, kind, words) in [
        (
            "bib",
            "application/x-bibtex; charset=utf-8",
            "title = {{Loyers \\& \"charges\" : que paie-t-on ?}}",
        ),
        (
            "ris",
            "application/x-research-info-systems; charset=utf-8",
            "TI  - Loyers & \"charges\" : que paie-t-on ?\r\n",
        ),
    ] {
        let path = format!("/-/cite/{id}.{ending}");
        assert!(html.contains(&format!("href=\"{path}\"")), "{path} in {html}");
        let answer = server.get(&path).await;
        assert_eq!((answer.status.as_u16(), answer.header("content-type")), (200, kind));
        let named = answer.header("content-disposition");
        assert_eq!(named, format!("attachment; filename=\"loyers-charges-que-paie-t-2019.{ending}\""));
        let text = answer.text();
        assert!(text.contains(words) && text.contains(&format!("https://archive.example{ONE}")), "{text}");
        assert!(text.contains("La Gazette"), "{text}");
        let english = server.get(&format!("{path}?lang=en")).await.text();
        assert!(english.contains("Quoted from: La Gazette"), "{english}");
    }
    for nothing in ["/-/cite/none.bib", "/-/cite/none", &format!("/-/cite/{id}.txt")] {
        assert_eq!(server.get(nothing).await.status, 404, "{nothing}");
    }
    server.archive.withdraw(ONE).await.unwrap();
    assert_eq!(server.get(&format!("/-/cite/{id}.bib")).await.status, 410);
}

#[tokio::test]
async fn a_post_is_sent_by_mail_where_nothing_else_can() {
    let html = main_of(&served().await, ONE).await;
    let mail = "href=\"mailto:?subject=Loyers%20%26%20%22charges%22%20:%20que%20paie-t-on%20%3F&amp;body=https:%2F%2Farchive.example%2F2019%2F07%2F12%2Fun-article%2F\"";
    assert!(html.contains(mail), "{html}");
}

#[tokio::test]
async fn a_text_says_its_language_and_its_direction() {
    let server = served().await;
    let html = main_of(&server, "/2016/01/02/arabic/").await;
    assert!(html.contains("<h1 lang=\"ar\" dir=\"rtl\">"), "{html}");
    assert!(
        html.contains("<div lang=\"ar\" dir=\"rtl\" class=\"body\"")
            || html.contains("class=\"body\" lang=\"ar\" dir=\"rtl\""),
        "{html}"
    );
    assert!(!main_of(&server, ONE).await.contains("dir=\"rtl\""));
    assert!(main_of(&server, "/").await.contains("<h3 lang=\"ar\" dir=\"rtl\">"));
}

#[tokio::test]
async fn what_the_script_opens_stands_beside_every_page_in_its_language() {
    let server = served().await;
    for (path, words) in [
        (ONE, "Raccourcis clavier"),
        ("/", "Raccourcis clavier"),
        ("/?lang=en", "Keyboard shortcuts"),
        ("/nulle-part/", "Raccourcis clavier"),
    ] {
        let html = server.get(path).await.text();
        let beside = &html[html.find("</footer>").unwrap()..];
        for wanted in
            ["<dialog", "id=\"keys\"", "id=\"viewer\"", "id=\"voice\"", "aria-live=\"polite\"", words]
        {
            assert!(beside.contains(wanted), "{path} has no {wanted}: {beside}");
        }
        assert!(html.contains("src=\"/reading.js\""), "{path}");
    }
}

#[tokio::test]
async fn curves_are_a_page_that_starts_no_application() {
    let server = served().await;
    for (path, words) in [
        ("/-/trends", "Au fil des ans"),
        ("/-/trends?q=%3Cscript%3E&lang=en", "Over the years"),
        ("/-/trends?q=a&q=b&q=c&q=d", "Comparer"),
    ] {
        let answer = server.get(path).await;
        assert_eq!(answer.status.as_u16(), 200, "{path}");
        let html = answer.text();
        assert!(html.contains(words) && html.contains("id=\"content\""), "{path}: {html}");
        // What was asked stands in a field, as text.
        assert!(!html.contains("data-wasm") && !html.contains("value=\"<script>"), "{path}: {html}");
        assert!(html.contains("<header") && html.contains("</footer>"), "{path}: {html}");
    }
}
