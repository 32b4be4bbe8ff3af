//! Importing export files.

use crate::support::{Room, export, export_of, file, page, post, shared_block};
use archive::{ImportOptions, Progress};
use std::sync::{Arc, Mutex};

#[tokio::test]
async fn a_public_item_of_every_kind_is_taken_and_only_that() {
    let room = Room::new().await;
    let mut with_comments = post(1, "2018-07-12", "public");
    with_comments.comments = vec![(5, 0, "Paul", true, "Bravo"), (6, 5, "Zoé", false, "Réponse en attente")];
    let mut locked = post(6, "2018-07-06", "motdepasse");
    locked.body = "Derrière un mot de passe".into();
    let export = export(&[
        with_comments,
        post(2, "2018-07-02", "brouillon").status("draft").saying("Brouillon secret"),
        post(3, "2018-07-03", "prive").status("private").saying("Texte privé"),
        post(4, "2018-07-04", "relire").status("pending").saying("À relire avant"),
        post(5, "2018-07-05", "demain").status("future").saying("Pas avant demain"),
        locked,
        post(7, "2018-07-07", "poubelle").status("trash").saying("À la poubelle"),
        page(8, "/a-propos/"),
        file(9, 1, "photo"),
        file(10, 3, "photo-privee"),
    ])
    .replace(
        "<wp:post_id>6</wp:post_id>",
        "<wp:post_id>6</wp:post_id><wp:post_password>sésame</wp:post_password>",
    );
    let export = export.replacen("<wp:post_password></wp:post_password>", "", 0);
    let receipt = room.try_import(&export).await.unwrap();
    assert_eq!(receipt.items, 10);
    assert_eq!(receipt.imported.added, 3, "{receipt:?}");
    assert_eq!(receipt.pages, 1);
    assert_eq!(receipt.media.attached, 1);
    assert_eq!((receipt.comments.imported, receipt.comments.withheld), (1, 1));
    let withheld: Vec<String> =
        receipt.withheld.iter().map(|(reason, count)| format!("{reason}:{count}")).collect();
    assert_eq!(withheld.join(" "), "draft:1 future:1 other:1 password:1 pending:1 private:1 trash:1");

    let stats = room.archive.stats().await.unwrap();
    assert_eq!((stats.posts, stats.pages, stats.comments, stats.media), (1, 1, 1, 1));
    assert_eq!(serde_json::to_value(&stats).unwrap()["first"], "2018-07-12");

    for secret in [
        "Brouillon secret",
        "Texte privé",
        "À relire avant",
        "Pas avant demain",
        "Derrière un mot de passe",
        "À la poubelle",
        "Réponse en attente",
        "photo-privee",
        "courrier.example",
        "203.0.113.77",
        "sésame",
    ] {
        assert!(!room.holds(secret), "“{secret}” is in the database's files");
    }
    assert!(room.holds("Bravo"), "what is public is there to be found");
}

#[tokio::test]
async fn an_import_tells_how_far_it_is() {
    let room = Room::new().await;
    let path = room.folder.path().join("a.xml");
    let export = export(&[post(1, "2018-07-12", "a")]);
    let of = export.len() as u64;
    std::fs::write(&path, export).unwrap();
    let told = Arc::new(Mutex::new(Vec::new()));
    let tell = Arc::clone(&told);
    let paths = [path.clone()];
    room.archive
        .import(&paths, ImportOptions::default(), move |step| tell.lock().unwrap().push(step))
        .await
        .unwrap();
    assert_eq!(
        *told.lock().unwrap(),
        [Progress::File(path), Progress::Items(1), Progress::Bytes { read: of, of }, Progress::Catalog]
    );
}

#[tokio::test]
async fn a_file_that_ends_in_the_middle_changes_nothing_in_the_database() {
    let room = Room::of(&[post(1, "2018-07-12", "a")]).await;
    let dump = || async {
        let archive = &room.archive;
        let stats = archive.stats().await.unwrap();
        format!("{:?} {stats:?} {:?}", archive.manifest(), archive.site())
    };
    let before = dump().await;
    let whole = export(&[post(1, "2018-07-12", "a").titled("Autre"), post(2, "2018-07-13", "b")]);
    let cut = &whole[..whole.rfind("<wp:post_id>2").unwrap()];
    let error = room.try_import(cut).await.unwrap_err();
    assert!(error.reason.contains("line"), "{}", error.reason);
    assert!(error.reason.contains("1 items are whole"), "{}", error.reason);
    assert_eq!(dump().await, before);
}

#[tokio::test]
async fn parts_of_an_export_in_any_order_end_in_the_same_bytes() {
    let parts = [
        export(&[post(1, "2018-07-12", "a").tagged("logement", "Logement"), file(9, 2, "photo")]),
        export(&[post(2, "2018-07-13", "b")
            .saying("Un texte.\n\nSource : L’Habitat")
            .in_category("lgt", "logement")]),
        export(&[
            post(3, "2018-07-14", "c").saying("Un autre.\n\nSource : l'habitat"),
            page(4, "/a-propos/"),
        ]),
    ];
    let mut manifests = Vec::new();
    for order in [[0, 1, 2], [2, 1, 0], [1, 2, 0]] {
        let room = Room::new().await;
        for part in order {
            room.try_import(&parts[part]).await.unwrap();
        }
        manifests.push(room.archive.manifest());
    }
    let together = Room::new().await;
    let files: Vec<_> = (0..3).map(|n| together.folder.path().join(format!("part-{n}.xml"))).collect();
    for (file, part) in files.iter().zip(&parts) {
        std::fs::write(file, part).unwrap();
    }
    together.archive.import(&files, ImportOptions::default(), |_| {}).await.unwrap();
    manifests.push(together.archive.manifest());
    assert!(manifests.iter().all(|manifest| *manifest == manifests[0]), "{manifests:#?}");
}

/// Everything that readers get of an archive.
async fn end(room: &Room) -> String {
    let mut end = format!("{:?}\n", room.archive.manifest());
    let cards = room.archive.list(&catalog::Filter::default()).cards;
    let pages = room.archive.pages();
    for id in cards.iter().map(|card| &card.id).chain(pages.iter().map(|page| &page.id)) {
        end.push_str(&format!("{:?}\n", room.archive.read(id).await.unwrap()));
    }
    end
}

#[tokio::test]
async fn parts_that_need_one_another_end_in_the_same_rows_in_every_order() {
    let term = "<wp:tag><wp:tag_slug>habitat</wp:tag_slug><wp:tag_name>Habitat</wp:tag_name></wp:tag>";
    let with_terms =
        |items: &[crate::support::Entry]| export(items).replacen("<item>", &format!("{term}<item>"), 1);
    let parts = |gallery: &str| {
        [
            with_terms(&[
                post(1, "2018-07-12", "galerie").saying(gallery).meta("_thumbnail_id", "8"),
                post(6, "2018-07-16", "bloc").saying("<!-- wp:block {\"ref\":7} /-->"),
                post(11, "2018-07-17", "sons").saying("[gallery]\n\n[playlist ids=\"12\"]"),
                page(14, "/a-propos/equipe/").below(4),
                post(2, "2018-07-13", "b").saying("Voir.\n\nLire aussi : <a href=\"/2018/07/14/c/\">c</a>"),
            ]),
            with_terms(&[file(8, 1, "huit"), file(9, 1, "neuf"), file(10, 3, "dix")]),
            with_terms(&[
                file(12, 0, "douze"),
                file(13, 11, "treize"),
                shared_block(7, "<!-- wp:paragraph --><p>Texte commun #partage</p><!-- /wp:paragraph -->"),
            ]),
            with_terms(&[
                post(3, "2018-07-14", "c").tagged("habitat", "Habitat").by("zoe"),
                page(4, "/a-propos/"),
                post(5, "2018-07-15", "brouillon").status("draft"),
            ]),
        ]
    };
    let orders = [[0, 1, 2, 3], [0, 2, 1, 3], [1, 0, 3, 2], [1, 3, 2, 0], [2, 0, 3, 1], [3, 2, 1, 0]];
    let mut ends = Vec::new();
    for order in orders {
        let parts = parts("[gallery ids=\"9,8\"]");
        let room = Room::new().await;
        let mut files = Vec::new();
        for part in order {
            let path = room.folder.path().join(format!("part-{part}.xml"));
            std::fs::write(&path, &parts[part]).unwrap();
            files.push(path);
        }
        room.archive.import(&files, ImportOptions::default(), |_| {}).await.unwrap();
        ends.push(end(&room).await);
    }
    for shown in ["huit.jpg", "neuf.jpg", "douze.jpg", "treize.jpg", "Texte commun", "partage"] {
        assert!(ends[0].contains(shown), "{shown}: {}", ends[0]);
    }
    for order in orders {
        let parts = parts("[gallery ids=\"9,8\"]");
        let room = Room::new().await;
        for part in order {
            room.try_import(&parts[part]).await.unwrap();
        }
        ends.push(end(&room).await);
    }
    assert!(ends.iter().all(|end| *end == ends[0]), "{ends:#?}");
}

/// The body of the post that is read first.
async fn first_body(room: &Room) -> String {
    let cards = room.archive.list(&catalog::Filter::default()).cards;
    room.archive.read(&cards[0].id).await.unwrap().unwrap().body.as_str().to_owned()
}

#[tokio::test]
async fn a_gallery_shows_the_pictures_that_are_public_now() {
    let posts = [post(1, "2018-07-12", "galerie").saying("[gallery ids=\"9,8\"]")];
    let room = Room::of(&posts).await;
    assert_eq!(first_body(&room).await, "");
    let receipt = room.import(&posts).await;
    assert_eq!(receipt.imported.unchanged, 1);
    assert!(receipt.warnings[0].reason.contains("2 of 2 pictures"), "{:?}", receipt.warnings);
    let receipt = room.import(&[file(8, 1, "huit")]).await;
    assert!(receipt.warnings.is_empty(), "the post is none of this call: {:?}", receipt.warnings);
    assert!(first_body(&room).await.contains("huit.jpg"));
    room.import(&[file(8, 1, "huit").titled("Autre"), file(9, 2, "neuf")]).await;
    let whole = first_body(&room).await;
    assert!(whole.contains("neuf.jpg") && whole.contains("huit.jpg"), "{whole}");
    let receipt = room.import(&posts).await;
    assert_eq!((receipt.imported.unchanged, receipt.warnings.len()), (1, 0), "{:?}", receipt.warnings);
    assert_eq!(first_body(&room).await, whole, "the post alone, once more, is as it was");
    room.import(&[post(2, "2018-07-13", "brouillon").status("draft")]).await;
    let body = first_body(&room).await;
    assert!(!body.contains("neuf.jpg") && body.contains("huit.jpg"), "its post is withheld: {body}");
}

#[tokio::test]
async fn another_blogs_export_is_refused_by_name() {
    let room = Room::of(&[post(1, "2018-07-12", "a")]).await;
    let error =
        room.try_import(&export_of("autre.example", &[post(1, "2018-07-12", "b")])).await.unwrap_err();
    assert!(error.reason.contains("--also autre.example"), "{}", error.reason);
    assert_eq!(room.archive.stats().await.unwrap().posts, 1);
}

#[tokio::test]
async fn an_empty_archive_opens_and_its_lists_are_empty() {
    let room = Room::new().await;
    let site = room.archive.site();
    assert_eq!((site.title.as_str(), site.posts, site.first), ("Archives du blog", 0, None));
    let list = room.archive.list(&catalog::Filter::default());
    assert_eq!((list.answer.total, list.cards.len(), list.archive_total), (0, 0, 0));
    assert!(room.archive.pages().is_empty());
    assert_eq!(room.archive.stats().await.unwrap(), archive::Stats::default());
}

#[tokio::test]
async fn the_blogs_own_title_is_shown_unless_another_is_configured() {
    let room = Room::of(&[post(1, "2018-07-12", "a")]).await;
    let site = room.archive.site();
    assert_eq!((site.title.as_str(), site.tagline.as_str()), ("Un blog", "Une devise"));
    let settings = archive::Settings { title: Some("Autre".into()), ..archive::Settings::default() };
    assert_eq!(crate::support::open(room.folder.path(), settings).await.site().title, "Autre");
}
