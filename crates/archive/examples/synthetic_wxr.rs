//! Writes a WordPress export of made-up French posts, to measure imports with: the same number always gives the same
//! file.
//!
//! ```text
//! cargo run -p archive --example synthetic_wxr -- 10000 /tmp/10000.xml
//! cargo run -p archive --example synthetic_wxr -- 100000 /tmp/1gb.xml 3   # three times as long: 10 kB a post
//! ```

use std::fs::File;
use std::io::{BufWriter, Error, Write};

const STEMS: [&str; 60] = [
    "logement",
    "habitat",
    "ville",
    "bailleur",
    "locataire",
    "quartier",
    "commune",
    "région",
    "loyer",
    "rénovation",
    "énergie",
    "chantier",
    "construction",
    "accession",
    "propriété",
    "mixité",
    "attribution",
    "demande",
    "politique",
    "budget",
    "finance",
    "emprunt",
    "banque",
    "épargne",
    "foncier",
    "urbanisme",
    "architecte",
    "immeuble",
    "façade",
    "isolation",
    "chauffage",
    "étude",
    "enquête",
    "rapport",
    "congrès",
    "séminaire",
    "débat",
    "loi",
    "décret",
    "réforme",
    "ministre",
    "élu",
    "maire",
    "association",
    "fédération",
    "union",
    "office",
    "coopérative",
    "société",
    "filiale",
    "équipe",
    "expertise",
    "innovation",
    "numérique",
    "service",
    "accueil",
    "gardien",
    "résidence",
    "étudiant",
    "famille",
];
const LINKS: [&str; 24] = [
    "de", "la", "le", "les", "des", "du", "pour", "avec", "dans", "sur", "et", "ou", "qui", "que", "entre",
    "sans", "par", "en", "une", "un", "ce", "cette", "plus", "moins",
];
const VERBS: [&str; 16] = [
    "présente",
    "annonce",
    "publie",
    "soutient",
    "prépare",
    "accompagne",
    "finance",
    "étudie",
    "défend",
    "propose",
    "demande",
    "lance",
    "ouvre",
    "confirme",
    "rappelle",
    "explique",
];

/// A small generator of numbers (SplitMix64), so that the file depends on nothing else.
struct Numbers(u64);

impl Numbers {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    fn below(&mut self, n: usize) -> usize {
        usize::try_from(self.next() % n.max(1) as u64).unwrap_or(0)
    }

    /// Small numbers much more often than large ones, as outlets and tags are.
    fn skewed(&mut self, n: usize) -> usize {
        let product = self.below(n + 1) * self.below(n + 1) / (n + 1);
        product.min(n - 1)
    }

    fn pick<'a>(&mut self, words: &[&'a str]) -> &'a str {
        words[self.below(words.len())]
    }
}

fn main() -> Result<(), Error> {
    let mut arguments = std::env::args().skip(1);
    let (Some(posts), Some(file)) = (arguments.next().and_then(|posts| posts.parse().ok()), arguments.next())
    else {
        return Err(Error::other("usage: synthetic_wxr POSTS FILE [LENGTH]"));
    };
    let length = arguments.next().and_then(|length| length.parse().ok()).unwrap_or(1);
    write_export(posts, length, &mut BufWriter::new(File::create(file)?))
}

fn write_export(posts: u32, length: usize, out: &mut impl Write) -> Result<(), Error> {
    out.write_all(
        br#"<?xml version="1.0" encoding="UTF-8" ?>
<rss version="2.0" xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:wp="http://wordpress.org/export/1.2/">
<channel>
<title>Veille synth&#233;tique</title><link>https://veille.example</link><description>Des billets sans auteur</description><language>fr-FR</language>
<wp:wxr_version>1.2</wp:wxr_version><wp:base_site_url>https://veille.example</wp:base_site_url><wp:base_blog_url>https://veille.example</wp:base_blog_url>
"#,
    )?;
    let mut numbers = Numbers(42);
    for number in 1..=posts {
        write_post((number, posts), length, &mut numbers, out)?;
    }
    out.write_all(b"</channel>\n</rss>\n")
}

fn write_post(
    (number, posts): (u32, u32),
    length: usize,
    numbers: &mut Numbers,
    out: &mut impl Write,
) -> Result<(), Error> {
    // Some days have several posts, some none: fifteen years in all.
    let day_of_all = u64::from(number) * 5475 / u64::from(posts) + numbers.next() % 3;
    let (year, month, day) = (2009 + day_of_all / 365, day_of_all % 365 / 31 + 1, day_of_all % 365 % 28 + 1);
    let date = format!("{year}-{month:02}-{day:02}");
    let (hour, minute) = (8 + numbers.below(10), numbers.below(60));
    let words = sentence(numbers, 7);
    let mention = numbers.skewed(150);
    let slug = format!("{}-{number}", domain::slugify(&words));
    let mut body = String::new();
    for _ in 0..length * (3 + numbers.below(5)) {
        for _ in 0..2 + numbers.below(5) {
            body.push_str(&sentence(numbers, 14));
            body.push_str(". ");
        }
        body.push_str("\n\n");
    }
    if numbers.below(5) > 0 {
        body.push_str(&format!(
            "<a href=\"https://media-{0}.example/{number}\">lire la suite</a>\n\nSource : Média {0}\n\n",
            numbers.skewed(120)
        ));
    }
    if number > 1 && numbers.below(4) == 0 {
        let other = 1 + numbers.below(number as usize - 1);
        body.push_str(&format!("Lire également :\n<ul><li><a href=\"https://veille.example/?p={other}\">un autre billet</a></li></ul>\n"));
    }
    write!(
        out,
        "<item><title><![CDATA[{words} @Compte{mention} #{tag}]]></title>\n<link>https://veille.example/{path}/{slug}/</link>\n\
         <dc:creator><![CDATA[auteur{author}]]></dc:creator>\n<content:encoded><![CDATA[{body}]]></content:encoded>\n\
         <excerpt:encoded><![CDATA[]]></excerpt:encoded>\n<wp:post_id>{number}</wp:post_id>\n\
         <wp:post_date>{date} {hour:02}:{minute:02}:00</wp:post_date>\n<wp:post_date_gmt>{date} {gmt:02}:{minute:02}:00</wp:post_date_gmt>\n\
         <wp:post_name>{slug}</wp:post_name>\n<wp:status>publish</wp:status>\n<wp:post_parent>0</wp:post_parent>\n\
         <wp:post_type>post</wp:post_type>\n<wp:post_password></wp:post_password>\n",
        tag = numbers.pick(&STEMS),
        path = date.replace('-', "/"),
        author = numbers.skewed(6),
        gmt = hour - 1,
    )?;
    for _ in 0..1 + numbers.below(4) {
        let tag = numbers.skewed(400);
        writeln!(
            out,
            "<category domain=\"post_tag\" nicename=\"theme-{tag}\"><![CDATA[Thème {tag}]]></category>"
        )?;
    }
    for comment in 0..numbers.below(6).saturating_sub(3) {
        writeln!(
            out,
            "<wp:comment><wp:comment_id>{number}{comment}</wp:comment_id><wp:comment_author><![CDATA[Lecteur]]></wp:comment_author>\
             <wp:comment_author_email>lecteur@courrier.example</wp:comment_author_email><wp:comment_author_IP>203.0.113.7</wp:comment_author_IP>\
             <wp:comment_date>{date} 20:00:00</wp:comment_date><wp:comment_date_gmt>{date} 19:00:00</wp:comment_date_gmt>\
             <wp:comment_content><![CDATA[{}]]></wp:comment_content><wp:comment_approved>1</wp:comment_approved>\
             <wp:comment_type></wp:comment_type><wp:comment_parent>0</wp:comment_parent></wp:comment>",
            sentence(numbers, 12)
        )?;
    }
    out.write_all(b"</item>\n")
}

/// A sentence of about so many words, without its full stop.
fn sentence(numbers: &mut Numbers, length: usize) -> String {
    let mut words = vec!["Le".to_owned(), numbers.pick(&STEMS).to_owned(), numbers.pick(&VERBS).to_owned()];
    for at in 0..length {
        // Rare words too: a real archive's vocabulary grows with it.
        let word = match (at % 2, numbers.below(12)) {
            (0, _) => numbers.pick(&LINKS).to_owned(),
            (_, 0) => format!("{}{}", numbers.pick(&STEMS), numbers.skewed(4000)),
            (_, 1) => format!("l’{}", numbers.pick(&STEMS)),
            _ => numbers.pick(&STEMS).to_owned(),
        };
        words.push(word);
    }
    words.join(" ")
}
