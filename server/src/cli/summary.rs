//! What commands tell a person, in French. Scripts ask for `--json`.

use archive::Stats;
use archive::receipt::{Receipt, Remark};
use std::fmt::Write;

/// Warnings and failures that are shown; the JSON receipt has them all.
const SHOWN: usize = 20;

/// How an import ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Outcome {
    Done,
    DryRun,
    Refused,
}

/// A receipt, readable.
pub(super) fn receipt(receipt: &Receipt, outcome: Outcome) -> String {
    let mut text = String::new();
    let headline = match outcome {
        Outcome::Done => "Import terminé",
        Outcome::DryRun => "À blanc : rien n’a été changé",
        Outcome::Refused => "Import refusé : l’archive est comme avant",
    };
    line(&mut text, headline);
    for file in &receipt.files {
        let count = counted(file.items, "élément", "éléments");
        line(&mut text, &format!("  {} ({}, {count})", file.path.display(), file.format));
    }
    let imported = receipt.imported;
    let total = imported.added + imported.updated + imported.unchanged;
    line(
        &mut text,
        &format!(
            "Repris : {total} sur {} ({} nouveaux, {} modifiés, {} inchangés), dont {}",
            receipt.items,
            imported.added,
            imported.updated,
            imported.unchanged,
            counted(receipt.pages, "page", "pages"),
        ),
    );
    tally(
        &mut text,
        "Retenus, non publics",
        receipt.withheld.iter().map(|(reason, n)| (withheld(reason), *n)),
    );
    tally(&mut text, "Laissés de côté", receipt.ignored.iter().map(|(kind, n)| (kind.as_str(), *n)));
    let comments = receipt.comments;
    if comments.imported + comments.withheld > 0 {
        line(
            &mut text,
            &format!("Commentaires : {} repris, {} retenus", comments.imported, comments.withheld),
        );
    }
    let media = receipt.media;
    if media.attached > 0 {
        line(&mut text, &format!("Fichiers joints : {}", media.attached));
    }
    if media.copied + media.missing > 0 {
        line(&mut text, &format!("Fichiers copiés : {}, manquants : {}", media.copied, media.missing));
    }
    remarks(&mut text, "Illisibles", &receipt.failed);
    remarks(&mut text, "Avertissements", &receipt.warnings);
    text
}

/// Statistics, readable.
pub(super) fn stats(stats: &Stats) -> String {
    let mut text = String::new();
    for (name, count) in [
        ("Articles", stats.posts),
        ("Pages", stats.pages),
        ("Sources", stats.sources),
        ("Mots-clés", stats.tags),
        ("Mentions", stats.mentions),
        ("Auteurs", stats.authors),
        ("Commentaires", stats.comments),
        ("Fichiers joints", stats.media),
        ("Dates citées", stats.events),
        ("Articles sans date", stats.undated),
    ] {
        line(&mut text, &format!("{name} : {count}"));
    }
    if let (Some(first), Some(last)) = (stats.first, stats.last) {
        line(&mut text, &format!("Du {first} au {last}"));
    }
    text
}

fn withheld(reason: &str) -> &str {
    match reason {
        "draft" => "brouillons",
        "pending" => "en attente",
        "private" => "privés",
        "future" => "programmés",
        "password" => "sous mot de passe",
        "trash" => "à la corbeille",
        "members" => "réservés aux membres",
        "withdrawn" => "retirés de l’archive",
        "other" => "autre statut",
        unknown => unknown,
    }
}

fn tally<'a>(text: &mut String, title: &str, counts: impl Iterator<Item = (&'a str, u64)>) {
    let counts: Vec<String> = counts.map(|(name, n)| format!("{n} {name}")).collect();
    if !counts.is_empty() {
        line(text, &format!("{title} : {}", counts.join(", ")));
    }
}

fn remarks(text: &mut String, title: &str, remarks: &[Remark]) {
    if remarks.is_empty() {
        return;
    }
    line(text, &format!("{title} : {}", remarks.len()));
    for remark in remarks.iter().take(SHOWN) {
        let item = if remark.item.is_empty() { String::new() } else { format!(", {}", remark.item) };
        line(text, &format!("  {}{item} : {}", remark.file.display(), remark.reason));
    }
    if remarks.len() > SHOWN {
        line(text, &format!("  … et {} de plus (tous avec --json)", remarks.len() - SHOWN));
    }
}

fn counted(count: u64, one: &str, many: &str) -> String {
    format!("{count} {}", if count < 2 { one } else { many })
}

fn line(text: &mut String, content: &str) {
    // Writing to a string cannot fail.
    let _ = writeln!(text, "{content}");
}
