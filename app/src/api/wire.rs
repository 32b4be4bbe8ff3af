//! What a page is made of, as it travels: inside the page for hydration, and as the answer of the server function.

use catalog::{BadFilter, Count, DayCount, Facet, Filter, MonthCount, Reading, State, UiLang};
use domain::{Card, Comment, Day, Kind, Label, LinkStatus, Month, OutboundLink, PostRef, SafeHtml};
use serde::{Deserialize, Serialize};

/// Everything that one address shows.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Screen {
    /// The path it was asked by, encoded.
    pub path: String,
    /// The query it was asked by, without `?`.
    pub query: String,
    /// What every page says of the archive.
    pub site: Site,
    /// What this address shows.
    pub view: View,
}

/// What every page says of the archive.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Site {
    /// Title.
    pub title: String,
    /// Tagline; empty for none.
    pub tagline: String,
    /// The interface's language where a reader asks for no other.
    pub lang: UiLang,
    /// How many posts.
    pub posts: u32,
    /// How many sources.
    pub sources: u32,
    /// Year of the first dated post.
    pub first: Option<i16>,
    /// Year of the last dated post.
    pub last: Option<i16>,
    /// Scheme and host of absolute addresses, without a slash at the end.
    pub origin: Option<String>,
    /// Whether readers may keep the archive in their browser.
    pub offline: bool,
}

/// What an address shows.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum View {
    /// The archive or a landing page.
    List(Box<ListView>),
    /// A post or page.
    Post(Box<PostView>),
    /// All values of a facet, most first.
    Directory(Facet, Vec<Count>),
    /// All pages of the blog.
    Pages(Vec<PostRef>),
    /// What this archive is.
    About(AboutView),
    /// How to keep the archive in the browser. Only the server renders it: the app loads it anew.
    Offline,
    /// It is elsewhere: the server redirects, the app navigates.
    Moved(String),
    /// Several posts fit.
    Choices(Vec<PostRef>),
    /// Taken down.
    Gone,
    /// Nothing here; posts that may be meant.
    NotFound(Vec<PostRef>),
    /// Nothing here: a page after the last of a list, which is at this address.
    PastTheEnd(String),
    /// A filter that cannot be understood.
    BadFilter(BadFilter),
    /// We failed; the number of the incident.
    Failure(String),
    /// Curves over the years: a page that the server alone renders, and the browser loads as it is.
    #[cfg(feature = "ssr")]
    #[serde(skip)]
    Trends(crate::trends::TrendsView),
}

/// What a landing page is about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Subject {
    /// A source, tag, mention or author.
    Facet(Facet, Label),
    /// A year.
    Year(i16),
    /// A month.
    Month(Month),
    /// A day.
    Day(Day),
}

/// A page of a list, with its filters.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ListView {
    /// What the landing page is about; None: the archive itself.
    pub subject: Option<Subject>,
    /// The filter as the address says it.
    pub asked: Filter,
    /// How it was read.
    pub reading: Reading,
    /// How many posts match.
    pub total: u32,
    /// How many posts there are.
    pub all: u32,
    /// The posts of this page.
    pub cards: Vec<Card>,
    /// Pages of the blog that match the words.
    pub pages: Vec<PostRef>,
    /// The facets, in the page's order.
    pub facets: Vec<FacetView>,
    /// Months that match, `from` and `to` left out.
    pub months: Vec<MonthCount>,
    /// Months of the whole archive.
    pub all_months: Vec<MonthCount>,
    /// Days of the month that the period lies in; none where it lies in no single month.
    pub days: Vec<DayCount>,
    /// What is chosen.
    pub chosen: Vec<Chosen>,
    /// Ways out where nothing matches, most posts first.
    pub escapes: Vec<Escape>,
}

/// A facet as a list shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FacetView {
    /// Which.
    pub facet: Facet,
    /// The chosen values, then the most frequent.
    pub values: Vec<ValueView>,
    /// How many values the whole archive has.
    pub all: u32,
    /// Posts of the most frequent value: what the share bars are drawn against.
    pub most: u32,
}

/// A value of a facet as a list shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ValueView {
    /// What filters call it.
    pub slug: String,
    /// What people call it; empty for "without a source", which the page words itself.
    pub name: String,
    /// Posts it would give.
    pub count: u32,
    /// Whether it is chosen or excluded.
    pub state: State,
}

/// Something that is chosen, which the reader can take back.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Chosen {
    /// Words.
    Words(String),
    /// A value of a facet, in or out, by slug and name.
    Value(Facet, Label, State),
    /// A period; the page words it.
    Period,
}

/// A way out of an empty list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Escape {
    /// What to drop; None: everything but the words.
    pub without: Option<Chosen>,
    /// How many posts that gives.
    pub total: u32,
}

/// A post or page as its reader sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PostView {
    /// What a list shows of it.
    pub card: Card,
    /// Article or page.
    pub kind: Kind,
    /// The body of this page of it.
    pub body: SafeHtml,
    /// Which of its pages this is, from 1.
    pub page: u32,
    /// How many pages its author made of it.
    pub pages: u32,
    /// Posts to read next.
    pub related: Vec<PostRef>,
    /// Comments in threads.
    pub comments: Vec<Comment>,
    /// The post before it in time.
    pub earlier: Option<PostRef>,
    /// The post after it in time.
    pub later: Option<PostRef>,
    /// Links out of it, the one to the original left out, each address once.
    pub links: Vec<OutboundLink>,
    /// What is known of the link to the original.
    pub original: LinkStatus,
    /// Posts that link to it or list it, newest first.
    pub cited_by: Vec<PostRef>,
    /// One post of each other year, of its day or the nearest.
    pub on_this_day: Vec<PostRef>,
    /// How it is cited.
    pub citations: Citations,
    /// Its whole address; of a view that is kept in a browser without its host, see [`PostView::complete`].
    pub address: String,
}

impl PostView {
    /// Puts the host before an address that has none, here and in the citations. What a browser keeps names no host:
    /// it is the same for every reader, whatever name the archive was reached by.
    pub fn complete(&mut self, origin: &str) {
        if !self.address.starts_with('/') {
            return;
        }
        let Citations { iso690, bibtex, ris } = &mut self.citations;
        for cited in [iso690, bibtex, ris] {
            // It stands last, after whatever else is said there.
            if let Some(at) = cited.after.rfind(&self.address) {
                cited.after.insert_str(at, origin);
            }
        }
        self.address.insert_str(0, origin);
    }
}

/// How a post is cited, for people and for their programs.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Citations {
    /// As libraries write it.
    pub iso690: Cited,
    /// An entry of a BibTeX file.
    pub bibtex: Cited,
    /// A RIS record.
    pub ris: Cited,
}

/// A citation; between its halves stands the day on which the reader saw the page, which only a browser knows.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cited {
    /// What stands before the day.
    pub before: String,
    /// What stands after it.
    pub after: String,
}

impl Cited {
    /// All of it, without the day.
    #[must_use]
    pub fn whole(&self) -> String {
        format!("{}{}", self.before, self.after)
    }
}

/// How much the archive holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AboutView {
    /// Values of each facet, in the page's order.
    pub values: [u32; 4],
    /// Pages of the blog.
    pub pages: u32,
    /// First day.
    pub first: Option<Day>,
    /// Last day.
    pub last: Option<Day>,
}
