//! What a feed holds, gathered from the archive.

use super::channel::{Answered, Channel, Comments, Item, Picture};
use app::feeds::list_title;
use app::i18n::Text;
use archive::{Archive, Feed, FeedComment, FeedOf, FeedPost, ReadError};
use domain::{Card, FeedFormat, Moment};

/// The page of a feed that is asked for. None: there is none.
pub(super) async fn channel(
    archive: &Archive,
    feed: &Feed,
    origin: &str,
) -> Result<Option<Channel>, ReadError> {
    let gather = Gather { archive, feed, origin, text: Text::of(lang(archive, feed)) };
    Ok(match &feed.of {
        FeedOf::List(_) => gather.list().await?,
        FeedOf::Comments(id) => match archive.feed_comments_of(id, &feed.filter, origin).await? {
            Some((on, total, comments)) => {
                let title = gather.text.comments_on(gather.title_of(&on.title));
                gather.comments(title, total, comments)
            }
            None => None,
        },
        FeedOf::AllComments => {
            let (total, comments) = archive.feed_comments(&feed.filter, origin).await?;
            let title = gather.text.all_comments(&archive.site().title);
            gather.comments(title, total, comments)
        }
    })
}

fn lang(archive: &Archive, feed: &Feed) -> catalog::UiLang {
    feed.filter.lang.unwrap_or(archive.settings().lang)
}

struct Gather<'a> {
    archive: &'a Archive,
    feed: &'a Feed,
    origin: &'a str,
    text: &'static Text,
}

impl Gather<'_> {
    async fn list(&self) -> Result<Option<Channel>, ReadError> {
        let (total, posts) = self.archive.feed_posts(&self.feed.filter, self.origin).await?;
        let list = app::state::compose(&self.archive.catalog(), &self.feed.filter, None);
        let site = self.archive.site();
        let title = list_title(self.text, &site.title, &list);
        let description = match (list.chosen.is_empty(), site.tagline.is_empty()) {
            (true, false) => site.tagline.clone(),
            _ => title.clone(),
        };
        let mut items = Vec::with_capacity(posts.len());
        for post in posts {
            let picture = self.picture(&post.card).await?;
            items.push(Item { picture, ..self.post(post) });
        }
        Ok(self.channel(title, description, total, items))
    }

    fn comments(&self, title: String, total: u32, comments: Vec<FeedComment>) -> Option<Channel> {
        let items = comments.into_iter().map(|comment| self.comment(comment)).collect();
        self.channel(title.clone(), title, total, items)
    }

    fn channel(&self, title: String, description: String, total: u32, items: Vec<Item>) -> Option<Channel> {
        let filter = &self.feed.filter;
        let last = total.div_ceil(filter.per_page.max(1)).max(1);
        if filter.page > last {
            return None;
        }
        let page = |number: u32| self.whole(&self.feed.at_page(number));
        Some(Channel {
            title,
            description,
            home: self.whole(self.feed.page_address()),
            own: page(filter.page),
            first: page(1),
            previous: (filter.page > 1).then(|| page(filter.page - 1)),
            next: (filter.page < last).then(|| page(filter.page + 1)),
            last: (last > 1).then(|| page(last)),
            lang: self.archive.settings().lang.code().to_owned(),
            changed: items.iter().filter_map(Item::changed).max_by_key(|moment: &Moment| moment.unix),
            items,
        })
    }

    fn post(&self, FeedPost { card, body, guid }: FeedPost) -> Item {
        let path = card.path.to_href();
        let address = self.whole(&path);
        let names = |labels: Vec<domain::Label>| labels.into_iter().map(|label| label.name).collect();
        Item {
            id: guid.unwrap_or_else(|| address.clone()),
            title: self.title_of(&card.title).to_owned(),
            date: card.date,
            updated: card.updated,
            lang: Some(card.lang.as_str().to_owned()),
            html: body,
            comments: Some(Comments {
                count: card.comments,
                page: format!("{address}#comments"),
                feed: self.whole(&self.form_of_comments().of(&path)),
            }),
            original: original(&card),
            picture: None,
            source: card.source.map(|source| source.name),
            authors: names(card.authors),
            tags: names(card.tags),
            summary: card.excerpt,
            answers: None,
            address,
        }
    }

    /// The picture that stands for a post, where its file is here.
    async fn picture(&self, card: &Card) -> Result<Option<Picture>, ReadError> {
        let Some(path) = card.image.as_ref().map(|image| image.url.as_str()) else { return Ok(None) };
        let Some((hash, name)) = path.strip_prefix("/media/").and_then(|rest| rest.split_once('/')) else {
            return Ok(None);
        };
        let Some(file) = self.archive.file_hashed(hash, name, "").await? else { return Ok(None) };
        let bytes = tokio::fs::metadata(&file.path).await.map_or(0, |metadata| metadata.len());
        Ok(Some(Picture { url: self.whole(path), media_type: file.mime, bytes }))
    }

    fn comment(&self, said: FeedComment) -> Item {
        let FeedComment { on, post_guid, id, author, date, html, parent } = said;
        let post = self.whole(&on.path.to_href());
        let post_id = post_guid.unwrap_or_else(|| post.clone());
        let answers = match parent {
            Some(parent) => Answered {
                id: format!("{post_id}#comment-{parent}"),
                address: format!("{post}#comment-{parent}"),
            },
            None => Answered { id: post_id.clone(), address: post.clone() },
        };
        Item {
            // As WordPress makes them.
            id: format!("{post_id}#comment-{}", id),
            address: format!("{post}#comment-{}", id),
            title: self.text.comment_by(&author, self.title_of(&on.title)),
            date,
            updated: None,
            authors: Some(author).filter(|author| !author.is_empty()).into_iter().collect(),
            tags: Vec::new(),
            lang: None,
            summary: String::new(),
            html,
            source: None,
            original: None,
            picture: None,
            comments: None,
            answers: Some(answers),
        }
    }

    /// There is no JSON reader of comments that would not read RSS.
    fn form_of_comments(&self) -> FeedFormat {
        match self.feed.format {
            FeedFormat::Atom => FeedFormat::Atom,
            FeedFormat::Rss | FeedFormat::Json => FeedFormat::Rss,
        }
    }

    fn title_of<'t>(&self, title: &'t str) -> &'t str {
        if title.is_empty() { self.text.untitled } else { title }
    }

    fn whole(&self, path: &str) -> String {
        format!("{}{path}", self.origin)
    }
}

/// The original, where its address is whole.
fn original(card: &Card) -> Option<String> {
    card.continue_url.clone().filter(|url| url.starts_with("http://") || url.starts_with("https://"))
}
