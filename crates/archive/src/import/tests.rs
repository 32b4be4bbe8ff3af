//! Imports of items as readers report them, against a real database.

use super::{ImportOptions, Progress, Sink};
use crate::{Archive, ImportError, Settings};
use domain::{Kind, Moment, PostPath, SafeHtml};
use import::receipt::Receipt;
use import::{
    Attachment, Author, Blog, Draft, DraftComment, Format, Item, Message, Origin, Refused, Term, TermKind,
    Withheld,
};
use std::path::PathBuf;
use tempfile::TempDir;

const HOST: &str = "blog.example";

struct Room {
    archive: Archive,
    folder: TempDir,
}

impl Room {
    async fn new() -> Self {
        Self::with(Settings::default()).await
    }

    async fn with(settings: Settings) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let url = format!("sqlite:{}", folder.path().join("relire.db").display());
        Self { archive: Archive::open(&url, settings).await.unwrap(), folder }
    }

    async fn call(&self, items: Vec<Item>) -> Result<Receipt, ImportError> {
        self.call_with(HOST, items, ImportOptions::default(), None).await
    }

    async fn call_with(
        &self,
        host: &str,
        items: Vec<Item>,
        options: ImportOptions,
        refused: Option<Refused>,
    ) -> Result<Receipt, ImportError> {
        let blog = Blog { host: host.into(), title: "Un blog".into(), ..Blog::default() };
        let read = move |sink: Sink<'_>| {
            let file = Message::File { path: PathBuf::from("a.xml"), format: Format::Wordpress };
            let items = items.into_iter().map(|item| Message::Item {
                line: 1,
                comments_read: match &item {
                    Item::Post(draft) => draft.comments.len() as u32,
                    _ => 0,
                },
                comments_withheld: 0,
                item,
                warnings: vec![],
            });
            for message in [file, Message::Blog(blog)].into_iter().chain(items) {
                if sink(message).is_break() {
                    return Ok(());
                }
            }
            refused.map_or(Ok(()), Err)
        };
        let done = self.archive.import_from(read, &options, &mut |_| {}).await;
        let receipt = match &done {
            Ok(receipt) => receipt,
            Err(error) => &error.receipt,
        };
        assert!(receipt.adds_up(), "{receipt:?}");
        done
    }

    /// Everything that readers are answered from, and all that is kept, as one text.
    async fn content(&self) -> String {
        let mut write = self.archive.store().write().await.unwrap();
        let mut text = format!("{:?}\n", self.archive.manifest());
        for row in write.addresses().await.unwrap() {
            text.push_str(&format!("{row:?}\n"));
        }
        // They come as they lie in the file; the catalog puts them in order.
        let (mut rows, _) = write.entries(0, u32::MAX).await.unwrap();
        rows.sort_by(|a, b| a.id.cmp(&b.id));
        for row in rows {
            text.push_str(&format!("{row:?}\n"));
        }
        write.rollback().await.unwrap();
        text
    }

    async fn paths(&self) -> Vec<String> {
        let mut write = self.archive.store().write().await.unwrap();
        let mut paths: Vec<String> =
            write.addresses().await.unwrap().into_iter().filter_map(|row| row.path).collect();
        write.rollback().await.unwrap();
        paths.sort();
        paths
    }

    /// Whether a text is anywhere in the files of the database.
    fn holds(&self, text: &str) -> bool {
        std::fs::read_dir(self.folder.path()).unwrap().any(|file| {
            let bytes = std::fs::read(file.unwrap().path()).unwrap();
            bytes.windows(text.len()).any(|window| window == text.as_bytes())
        })
    }
}

fn origin(id: &str) -> Origin {
    Origin { host: HOST.into(), native_id: Some(id.into()).filter(|id: &String| !id.is_empty()) }
}

fn draft(id: &str, path: Option<&str>) -> Draft {
    Draft {
        origin: origin(id),
        kind: Kind::Post,
        path: path.map(PostPath::parse),
        slug: format!("post-{id}"),
        recorded_title: format!("Titre {id} #tag"),
        title: format!("Titre {id}"),
        date: Some(Moment { unix: 1_530_484_200 + 86_400 * id.len() as i64, offset_minutes: 120 }),
        updated: None,
        lang: None,
        source: Some("L’Habitat".into()),
        tags: vec![Term {
            label: "Logement".into(),
            nicename: Some("logement".into()),
            kind: TermKind::Category,
        }],
        mentions: vec!["UnionHlm".into()],
        authors: vec![Author { login: "jm".into(), name: "Jeanne Martin".into() }],
        excerpt: format!("Extrait {id}"),
        body: SafeHtml::vouched(format!("<p>Corps {id}</p>")),
        text: format!("Corps {id}"),
        continue_link: None,
        related: vec![],
        links: vec![],
        image: None,
        comments: vec![DraftComment {
            native_id: format!("c{id}"),
            parent: None,
            author: "Paul".into(),
            date: None,
            html: SafeHtml::vouched("<p>Oui</p>".into()),
        }],
        comments_withheld: 0,
        parent: None,
        menu_order: 0,
        sticky: false,
        guid: None,
        old_slugs: vec![],
        events: vec![],
        recipe: None,
    }
}

fn post(id: &str) -> Item {
    Item::Post(Box::new(draft(id, Some(&format!("/2018/07/0{}/post-{id}/", id.len())))))
}

fn retitled(id: &str, title: &str) -> Item {
    let mut draft = draft(id, Some(&format!("/2018/07/0{}/post-{id}/", id.len())));
    draft.title = title.into();
    Item::Post(Box::new(draft))
}

fn file(id: &str, parent: Option<&str>) -> Item {
    Item::Attachment(Box::new(Attachment {
        sizes: Vec::new(),
        menu_order: 0,
        origin: origin(id),
        parent: parent.map(str::to_owned),
        url: format!("https://{HOST}/wp-content/uploads/{id}.jpg"),
        path: None,
        slug: String::new(),
        title: format!("Fichier {id}"),
        alt: String::new(),
        caption: String::new(),
        width: None,
        height: None,
        date: None,
    }))
}

fn withheld(id: &str) -> Item {
    let path = Some(PostPath::parse(&format!("/2018/07/0{}/post-{id}/", id.len())));
    Item::Withheld { origin: origin(id), path, file: None, reason: Withheld::Private }
}

/// `added updated unchanged withheld`, and attached files.
fn counts(receipt: &Receipt) -> String {
    let imported = receipt.imported;
    let withheld: Vec<String> =
        receipt.withheld.iter().map(|(reason, count)| format!("{reason}:{count}")).collect();
    format!(
        "{} {} {} [{}] {}",
        imported.added,
        imported.updated,
        imported.unchanged,
        withheld.join(" "),
        receipt.media.attached
    )
}

#[tokio::test]
async fn a_second_import_of_the_same_changes_nothing() {
    let room = Room::new().await;
    let items = || vec![post("1"), post("22"), file("7", Some("1")), withheld("333"), file("8", Some("333"))];
    assert_eq!(counts(&room.call(items()).await.unwrap()), "3 0 0 [other:1 private:1] 1");
    let before = room.content().await;
    assert_eq!(counts(&room.call(items()).await.unwrap()), "0 0 3 [other:1 private:1] 1");
    assert_eq!(room.content().await, before);
}

#[tokio::test]
async fn what_changed_is_updated_and_what_is_met_again_is_unchanged() {
    let room = Room::new().await;
    room.call(vec![post("1"), post("22")]).await.unwrap();
    let receipt = room
        .call(vec![retitled("1", "Autre"), retitled("1", "Autre"), post("22"), post("333")])
        .await
        .unwrap();
    assert_eq!(counts(&receipt), "1 1 2 [] 0");
    assert!(room.content().await.contains("Autre"));
}

#[tokio::test]
async fn the_same_items_in_any_order_and_in_any_calls_end_in_the_same_archive() {
    let nameless = || {
        let mut draft = draft("55555", None);
        draft.kind = Kind::Page;
        draft.parent = Some("4444".into());
        Item::Post(Box::new(draft))
    };
    let items = || {
        let mut page = draft("4444", None);
        page.kind = Kind::Page;
        let mut other = draft("666666", Some("/2018/07/01/post-1/"));
        other.source = Some("l'habitat".into());
        vec![
            post("1"),
            post("22"),
            withheld("333"),
            file("7", Some("1")),
            file("8", Some("333")),
            Item::Post(Box::new(page)),
            nameless(),
            Item::Post(Box::new(other)),
            retitled("22", "Plus tard"),
            file("9", Some("22")),
        ]
    };
    let mut contents = Vec::new();
    let mut receipts = Vec::new();
    for turn in 0..10 {
        let room = Room::new().await;
        let mut turned = items();
        turned.rotate_left(turn);
        if turn % 2 == 1 {
            turned.reverse();
        }
        receipts.push(counts(&room.call(turned).await.unwrap()));
        contents.push(room.content().await);
    }
    assert!(contents.iter().all(|content| *content == contents[0]), "{contents:#?}");
    assert!(receipts.iter().all(|receipt| *receipt == receipts[0]), "{receipts:#?}");
    // One after another, each in a call of its own (but for the item that comes twice: there the last call counts).
    let room = Room::new().await;
    let mut reversed = items();
    reversed.remove(1);
    reversed.reverse();
    for item in reversed {
        room.call(vec![item]).await.unwrap();
    }
    let whole = Room::new().await;
    let mut once = items();
    once.remove(1);
    whole.call(once).await.unwrap();
    assert_eq!(room.content().await, whole.content().await);
}

#[tokio::test]
async fn a_refused_call_leaves_everything_as_it_was() {
    let room = Room::new().await;
    room.call(vec![post("1")]).await.unwrap();
    let before = room.content().await;
    let refused = Refused {
        file: "b.xml".into(),
        line: Some(12),
        items_read: 2,
        reason: "it ends in the middle".into(),
    };
    let items = vec![retitled("1", "Autre"), post("22"), withheld("333")];
    let error = room.call_with(HOST, items, ImportOptions::default(), Some(refused)).await.unwrap_err();
    assert_eq!(error.reason, "b.xml, line 12: it ends in the middle");
    assert_eq!(counts(&error.receipt), "1 1 0 [private:1] 0");
    assert_eq!(room.content().await, before);
}

#[tokio::test]
async fn a_dry_run_tells_all_and_changes_nothing() {
    let room = Room::new().await;
    let before = room.content().await;
    let dry = ImportOptions { dry_run: true, ..ImportOptions::default() };
    let receipt = room.call_with(HOST, vec![post("1"), post("22")], dry, None).await.unwrap();
    assert_eq!(counts(&receipt), "2 0 0 [] 0");
    assert_eq!(room.content().await, before);
}

#[tokio::test]
async fn an_export_of_another_blog_is_refused_unless_it_is_welcome() {
    let other = |id: &str| {
        let mut draft = draft(id, Some("/ailleurs/"));
        draft.origin.host = "other.example".into();
        Item::Post(Box::new(draft))
    };
    let room = Room::new().await;
    room.call(vec![post("1")]).await.unwrap();
    let error =
        room.call_with("other.example", vec![other("1")], ImportOptions::default(), None).await.unwrap_err();
    assert!(error.reason.contains("--also other.example"), "{}", error.reason);
    assert_eq!(room.paths().await, ["/2018/07/01/post-1/"]);
    let also = ImportOptions { also: vec!["other.example".into()], ..ImportOptions::default() };
    assert_eq!(
        counts(&room.call_with("other.example", vec![other("1")], also, None).await.unwrap()),
        "1 0 0 [] 0"
    );

    let settings = Settings { old_hosts: vec!["www.other.example".into()], ..Settings::default() };
    let moved = Room::with(settings).await;
    moved.call(vec![post("1")]).await.unwrap();
    let mut same = draft("1", Some("/2018/07/01/post-1/"));
    same.origin.host = "other.example".into();
    let again = vec![Item::Post(Box::new(same))];
    let receipt = moved.call_with("other.example", again, ImportOptions::default(), None).await.unwrap();
    assert_eq!(counts(&receipt), "0 0 1 [] 0", "an old host's item is the same item");
}

#[tokio::test]
async fn an_item_without_a_number_is_known_by_its_path() {
    let room = Room::new().await;
    room.call(vec![post("1")]).await.unwrap();
    let saved = draft("", Some("/2018/07/01/post-1/"));
    let receipt = room.call(vec![Item::Post(Box::new(saved))]).await.unwrap();
    assert_eq!(counts(&receipt), "0 1 0 [] 0");
    assert_eq!(room.paths().await, ["/2018/07/01/post-1/"]);
}

#[tokio::test]
async fn two_items_with_one_path_both_stay_and_the_receipt_says_so() {
    let room = Room::new().await;
    let twin = Item::Post(Box::new(draft("999", Some("/2018/07/01/post-1/"))));
    let receipt = room.call(vec![twin, post("1")]).await.unwrap();
    assert_eq!(room.paths().await, ["/2018/07/01/post-1-2/", "/2018/07/01/post-1/"]);
    assert_eq!(receipt.warnings.len(), 1, "{:?}", receipt.warnings);
    assert_eq!(receipt.warnings[0].item, "999");
}

#[tokio::test]
async fn what_is_now_withheld_is_taken_down_to_the_last_byte() {
    let room = Room::new().await;
    let mut secret = draft("1", Some("/2018/07/01/post-1/"));
    secret.text = "ornithorynque ".repeat(600);
    secret.body = SafeHtml::vouched(format!("<p>{}</p>", secret.text));
    secret.comments[0].author = "Tardigrade".into();
    room.call(vec![Item::Post(Box::new(secret)), post("22"), file("7", Some("1"))]).await.unwrap();
    assert!(room.holds("ornithorynque") && room.holds("Tardigrade") && room.holds("Fichier 7"));
    let receipt = room.call(vec![withheld("1")]).await.unwrap();
    assert_eq!(counts(&receipt), "0 0 0 [private:1] 0");
    assert_eq!(room.paths().await, ["/2018/07/02/post-22/"]);
    for word in ["ornithorynque", "Tardigrade", "Fichier 7", "post-1/"] {
        assert!(!room.holds(word), "{word} is still in the database's files");
    }
    let receipt = room.call(vec![post("1"), file("7", Some("1"))]).await.unwrap();
    assert_eq!(counts(&receipt), "2 0 0 [] 1", "what is public again comes back");
}

#[tokio::test]
async fn an_item_that_is_withheld_and_public_in_one_call_is_withheld() {
    for items in [vec![withheld("1"), post("1")], vec![post("1"), withheld("1")]] {
        let room = Room::new().await;
        room.call(items).await.unwrap();
        assert!(room.paths().await.is_empty());
        assert!(!room.holds("Corps 1"));
    }
}

#[tokio::test]
async fn an_attachment_is_shown_if_its_post_is_public_or_absent() {
    for (calls, expected) in [
        (vec![vec![file("7", None)]], "1 0 0 [] 1"),
        (vec![vec![file("7", Some("1"))]], "1 0 0 [] 1"),
        (vec![vec![file("7", Some("1")), post("1")]], "2 0 0 [] 1"),
        (vec![vec![file("7", Some("1")), withheld("1")]], "0 0 0 [other:1 private:1] 0"),
        (vec![vec![withheld("1"), file("7", Some("1"))]], "0 0 0 [other:1 private:1] 0"),
        (vec![vec![withheld("1")], vec![file("7", Some("1")), file("7", Some("1"))]], "0 0 0 [other:2] 0"),
        (vec![vec![withheld("1")], vec![file("7", Some("1")), post("1")]], "2 0 0 [] 1"),
        (
            vec![vec![file("7", Some("1"))], vec![withheld("1")], vec![file("7", Some("1"))]],
            "0 0 0 [other:1] 0",
        ),
    ] {
        let room = Room::new().await;
        let mut last = String::new();
        for items in calls {
            last = counts(&room.call(items).await.unwrap());
        }
        assert_eq!(last, expected);
        assert_eq!(room.holds("Fichier 7"), expected.ends_with('1'), "{expected}");
    }
}

#[tokio::test]
async fn a_second_import_says_that_it_waits_and_goes_on_after_the_first() {
    let room = Room::new().await;
    let first = room.archive.store().write().await.unwrap();
    let file = room.folder.path().join("empty.xml");
    let empty = "<?xml version=\"1.0\"?><rss xmlns:wp=\"http://wordpress.org/export/1.2/\"><channel>\
                 <link>https://blog.example</link><wp:wxr_version>1.2</wp:wxr_version></channel></rss>";
    std::fs::write(&file, empty).unwrap();
    let (waits, told) = tokio::sync::oneshot::channel();
    let mut waits = Some(waits);
    let archive = room.archive.clone();
    let second = tokio::spawn(async move {
        let progress = move |step| {
            if step == Progress::Waiting {
                let _ = waits.take().map(|waits| waits.send(()));
            }
        };
        archive.import(&[file], ImportOptions::default(), progress).await
    });
    told.await.unwrap();
    assert!(!second.is_finished());
    first.rollback().await.unwrap();
    second.await.unwrap().unwrap();
}
