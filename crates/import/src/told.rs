//! What a post tells by its title and body, and what that is made of. A body can show what other items of an export
//! hold: pictures of a gallery, a block that several posts share. Those may come in another part, another call: such a
//! post goes with its recipe, by which whoever knows all items makes it anew.

use crate::body::{self, Context, Gallery, OwnHosts};
use crate::draft::{Link, Picture, Reference, Term, TermKind};
use crate::extract;
use domain::{Lang, SafeHtml};
use serde::{Deserialize, Serialize};

/// What is made of a post's title and body as WordPress stores them, and what was recorded beside them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recipe {
    /// The blog's address. Left out when this is written down: the same item of an old host is the same.
    #[serde(skip)]
    pub home: String,
    /// The post's number; empty for none.
    pub number: String,
    /// Title as text.
    pub title: String,
    /// Body as stored.
    pub body: String,
    /// The custom field that holds its footnotes; empty for none.
    pub footnotes: String,
    /// The excerpt recorded, as text; empty for none.
    pub excerpt: String,
    /// The channel's language.
    pub lang: Option<Lang>,
    /// The number of the attachment that stands for it.
    pub thumbnail: Option<String>,
    /// Its tags, categories and other terms.
    pub terms: Vec<Term>,
}

/// What a post tells.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Told {
    /// Title as shown.
    pub title: String,
    /// Its language.
    pub lang: Option<Lang>,
    /// The outlet of its source line.
    pub source: Option<String>,
    /// Recorded terms, then hashtags.
    pub tags: Vec<Term>,
    /// Accounts.
    pub mentions: Vec<String>,
    /// The excerpt recorded, else the body's first lines.
    pub excerpt: String,
    /// The body, clean.
    pub body: SafeHtml,
    /// All words.
    pub text: String,
    /// The continue link.
    pub continue_link: Option<Link>,
    /// Posts it lists itself.
    pub related: Vec<Reference>,
    /// Links out.
    pub links: Vec<Link>,
    /// The picture that stands for it.
    pub image: Option<Picture>,
    /// What could not be shown or told for sure.
    pub warnings: Vec<String>,
    /// Whether it shows what other items hold.
    pub shows_others: bool,
}

impl Recipe {
    /// What the post tells, where these other items are known.
    #[must_use]
    pub fn told(&self, own: &OwnHosts, others: &dyn Gallery) -> Told {
        let mut context = Context::new(own, &self.number, others);
        context.footnotes = &self.footnotes;
        let mut tree = body::from_wordpress(&self.body, &mut context);
        let (mut warnings, shows_others) = (context.warnings, context.shows_others);
        let mut said = extract::said(&self.title, &mut tree);
        warnings.append(&mut said.warnings);
        let hashtags = said.hashtags.into_iter();
        let hashtags = hashtags.map(|label| Term { label, nicename: None, kind: TermKind::Hashtag });
        Told {
            title: said.title,
            lang: language(said.lang, self.lang.as_ref()),
            source: said.source,
            tags: self.terms.iter().cloned().chain(hashtags).collect(),
            mentions: said.mentions,
            excerpt: if self.excerpt.is_empty() { said.excerpt } else { self.excerpt.clone() },
            body: body::sealed(&mut tree),
            text: said.text,
            continue_link: said.continue_link,
            related: said.related,
            links: said.links,
            image: self.thumbnail.clone().map(Picture::Attachment).or(said.picture),
            warnings,
            shows_others,
        }
    }
}

/// The post's own language where it is sure; of the same language the channel says which kind.
fn language(detected: Option<Lang>, channel: Option<&Lang>) -> Option<Lang> {
    match (detected, channel) {
        (Some(found), Some(channel)) if found.primary() == channel.primary() => Some(channel.clone()),
        (Some(found), _) => Some(found),
        (None, channel) => channel.cloned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::body::{GalleryPicture, NoGallery};

    struct One;

    impl Gallery for One {
        fn pictures(&self, ids: &[&str]) -> Vec<GalleryPicture> {
            ids.iter().filter(|id| **id == "2").map(|_| picture()).collect()
        }

        fn pictures_of(&self, post: &str) -> Vec<GalleryPicture> {
            if post == "1" { vec![picture()] } else { Vec::new() }
        }

        fn shared_block(&self, id: &str) -> Option<String> {
            (id == "9").then(|| "<!-- wp:paragraph --><p>Commun #partage</p><!-- /wp:paragraph -->".into())
        }
    }

    fn picture() -> GalleryPicture {
        GalleryPicture {
            id: 2,
            url: "https://blog.example/deux.png".into(),
            alt: "Deux".into(),
            ..GalleryPicture::default()
        }
    }

    #[test]
    fn what_other_items_hold_is_shown_once_they_are_known() {
        let own = OwnHosts::new("https://blog.example", &[]);
        for (body, without, with) in [
            ("[gallery ids=\"2,3\"]", "", "src=\"/deux.png\""),
            ("[gallery]", "", "src=\"/deux.png\""),
            ("[playlist ids=\"2\"]", "", "/deux.png"),
            ("<!-- wp:block {\"ref\":9} /-->", "", "<p>Commun #partage</p>"),
            ("Mot.", "<p>Mot.</p>", "<p>Mot.</p>"),
        ] {
            let recipe = Recipe { number: "1".into(), body: body.into(), ..Recipe::default() };
            let (alone, whole) = (recipe.told(&own, &NoGallery), recipe.told(&own, &One));
            assert_eq!(alone.body.as_str(), without, "{body}");
            assert!(whole.body.as_str().contains(with), "{body}: {}", whole.body.as_str());
            assert_eq!((alone.shows_others, whole.shows_others), (body != "Mot.", body != "Mot."), "{body}");
            assert_eq!(whole.tags.len(), usize::from(body.contains("wp:block")), "{body}");
        }
    }
}
