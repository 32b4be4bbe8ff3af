//! The words of the page about reading without a connection. Only the server says them: they stay out of the module
//! that browsers load. Words in braces are filled by `/offline.js`.

use catalog::UiLang;

/// The words of one language.
#[derive(Debug)]
pub struct OfflineText {
    /// What is kept without asking.
    pub read: &'static str,
    /// Heading of the whole archive.
    pub whole: &'static str,
    /// What one has with it.
    pub whole_help: &'static str,
    /// Without JavaScript.
    pub needs_script: &'static str,
    /// Heads of the three sizes.
    pub catalog: &'static str,
    /// What the catalog is for.
    pub catalog_help: &'static str,
    /// Texts.
    pub texts: &'static str,
    /// What stands after the number of texts.
    pub texts_help: &'static str,
    /// Pictures.
    pub pictures: &'static str,
    /// What stands after the number of pictures.
    pub pictures_help: &'static str,
    /// The box that takes pictures too.
    pub with_pictures: &'static str,
    /// The button that stops.
    pub stop: &'static str,
    /// The button that removes.
    pub remove: &'static str,
    /// Heading of the installed application.
    pub install: &'static str,
    /// How it is installed.
    pub install_help: &'static str,
    /// Heading of what is stored.
    pub where_kept: &'static str,
    /// Where, and how it goes.
    pub where_kept_text: &'static str,
    /// What the button below is for.
    pub nothing_help: &'static str,
    /// The button that deletes everything and keeps nothing from then on.
    pub nothing: &'static str,
    /// The button that takes that back.
    pub again: &'static str,
    /// What the script says, by name.
    pub said: &'static [(&'static str, &'static str)],
}

impl OfflineText {
    /// The words of a language.
    #[must_use]
    pub fn of(lang: UiLang) -> &'static Self {
        match lang {
            UiLang::Fr => &FRENCH,
            UiLang::En => &ENGLISH,
        }
    }
}

static FRENCH: OfflineText = OfflineText {
    read: "Les pages que vous lisez sont gardées dans ce navigateur, et se relisent sans connexion.",
    whole: "Toute l’archive",
    whole_help: "L’archive entière peut l’être aussi\u{202f}: la liste, les filtres, la recherche et chaque article répondent alors en avion comme au fond d’une vallée. Quand elle change, votre copie suit à la visite suivante.",
    needs_script: "Garder l’archive demande JavaScript, qui est désactivé dans ce navigateur.",
    catalog: "Catalogue",
    catalog_help: "liste, filtres et recherche",
    texts: "Textes",
    texts_help: "articles et pages",
    pictures: "Images",
    pictures_help: "images",
    with_pictures: "Garder aussi les images",
    stop: "Interrompre",
    remove: "Retirer de ce navigateur",
    install: "Comme une application",
    install_help: "Le menu du navigateur propose d’installer cette archive, ou de l’ajouter à l’écran d’accueil\u{202f}: elle s’ouvre alors dans une fenêtre à elle.",
    where_kept: "Ce qui est gardé, et où",
    where_kept_text: "Tout reste dans ce navigateur, rien n’est dit à personne. «\u{202f}Retirer\u{202f}» efface l’archive gardée, et laisse les pages lues.",
    nothing_help: "Sur un ordinateur partagé, vous pouvez tout effacer\u{202f}: plus rien n’est gardé ensuite, pas même les pages lues.",
    nothing: "Tout effacer et ne rien garder",
    again: "Garder de nouveau",
    said: &[
        ("asking", "Calcul de la taille…"),
        ("preparing", "Le serveur prépare les textes…"),
        ("sum", "À télécharger\u{202f}: {size} en tout."),
        ("room", "Place libre dans ce navigateur\u{202f}: {free}."),
        ("tight", "La place manque dans ce navigateur\u{202f}: {needed} nécessaires, {free} libres."),
        ("keep", "Garder toute l’archive"),
        ("resume", "Reprendre"),
        ("renew", "Mettre à jour"),
        ("fetching", "Téléchargement…"),
        ("count", "{done} sur {of}"),
        ("kept", "L’archive est gardée\u{202f}: {posts} textes, copie du {day}."),
        ("keptAll", "L’archive est gardée avec ses images\u{202f}: {posts} textes, copie du {day}."),
        ("interrupted", "Interrompu. Ce qui est arrivé est gardé, la suite reprendra où elle en est."),
        ("stopping", "Interruption…"),
        ("removed", "L’archive n’est plus gardée dans ce navigateur."),
        (
            "failed",
            "Interrompu ({reason}). Ce qui est arrivé est gardé\u{202f}: reprenez quand la connexion est là.",
        ),
        ("nothing", "Ce navigateur ne garde rien de cette archive, comme vous l’avez demandé."),
        ("unreachable", "Le serveur est hors d’atteinte\u{202f}: réessayez avec une connexion."),
        (
            "impossible",
            "Ce navigateur ne peut pas garder l’archive\u{202f}: il y faut une adresse en https, hors d’une fenêtre privée.",
        ),
    ],
};

static ENGLISH: OfflineText = OfflineText {
    read: "The pages that you read are kept in this browser, and can be read again without a connection.",
    whole: "The whole archive",
    whole_help: "The archive can be kept whole as well: the list, the filters, the search and every article then answer on a plane or deep in a valley. When it changes, your copy follows at your next visit.",
    needs_script: "Keeping the archive takes JavaScript, which is switched off in this browser.",
    catalog: "Catalogue",
    catalog_help: "list, filters and search",
    texts: "Texts",
    texts_help: "articles and pages",
    pictures: "Pictures",
    pictures_help: "pictures",
    with_pictures: "Keep the pictures too",
    stop: "Stop",
    remove: "Remove from this browser",
    install: "As an app",
    install_help: "The browser’s menu offers to install this archive, or to add it to the home screen: it then opens in a window of its own.",
    where_kept: "What is kept, and where",
    where_kept_text: "Everything stays in this browser, nobody is told. “Remove” deletes the kept archive, and leaves the pages that were read.",
    nothing_help: "On a shared computer you can delete everything: nothing is kept from then on, not even the pages that are read.",
    nothing: "Delete everything and keep nothing",
    again: "Keep again",
    said: &[
        ("asking", "Reckoning the size…"),
        ("preparing", "The server is preparing the texts…"),
        ("sum", "To download: {size} in all."),
        ("room", "Free room in this browser: {free}."),
        ("tight", "There is too little room in this browser: {needed} needed, {free} free."),
        ("keep", "Keep the whole archive"),
        ("resume", "Go on"),
        ("renew", "Update"),
        ("fetching", "Downloading…"),
        ("count", "{done} of {of}"),
        ("kept", "The archive is kept: {posts} texts, copy of {day}."),
        ("keptAll", "The archive is kept with its pictures: {posts} texts, copy of {day}."),
        ("interrupted", "Interrupted. What arrived is kept, the rest will go on from there."),
        ("stopping", "Stopping…"),
        ("removed", "The archive is no longer kept in this browser."),
        ("failed", "Interrupted ({reason}). What arrived is kept: go on when the connection is there."),
        ("nothing", "This browser keeps nothing of this archive, as you asked."),
        ("unreachable", "The server is out of reach: try again with a connection."),
        (
            "impossible",
            "This browser cannot keep the archive: it takes an https address, outside a private window.",
        ),
    ],
};

#[cfg(test)]
mod tests {
    use super::OfflineText;
    use catalog::UiLang;

    /// The names in braces of a text, in order.
    fn blanks(text: &str) -> Vec<&str> {
        let mut names: Vec<_> = text.split('{').skip(1).filter_map(|rest| rest.split('}').next()).collect();
        names.sort_unstable();
        names
    }

    #[test]
    fn both_languages_say_the_same_things_with_the_same_blanks() {
        let (french, english) = (OfflineText::of(UiLang::Fr).said, OfflineText::of(UiLang::En).said);
        assert_eq!(french.len(), english.len());
        for ((name, fr), (same, en)) in french.iter().zip(english) {
            assert_eq!((name, blanks(fr)), (same, blanks(en)));
        }
    }

    #[test]
    fn french_signs_stand_after_a_narrow_space() {
        let text = format!("{:?}", OfflineText::of(UiLang::Fr)).replace("\\u{202f}", "\u{202f}");
        for plain in [" ;", " !", " ?", " »", "« ", "l'", "d'", "n'"] {
            assert!(!text.contains(plain), "{plain}");
        }
    }
}
