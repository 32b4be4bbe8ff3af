//! The redirect map, asked of the very servers it is written for, where they are installed.

use archive::{Archive, ImportOptions, OldAddress, Redirect, Settings};
use server::redirects::{Format, render};
use std::fmt::Write as _;
use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// An archive whose addresses hold what configurations trip over.
async fn archive(folder: &Path) -> Archive {
    let mut items = String::new();
    for (id, kind, path, old, terms) in [
        (7, "post", "/2018/07/12/%C3%A9t%C3%A9/", "ancien-été", ""),
        (8, "post", "/2018/07/13/prix-(1+1)$-et-100%25/", "c'est \"là\".*", ""),
        (9, "page", "/a-propos/", "about us", ""),
        (10, "post", "/2018/08/01/a-retirer/", "vieux-retire", ""),
        (
            11,
            "post",
            "/2019/01/01/terme/",
            "",
            "<category domain=\"category\" nicename=\"logement-social\"><![CDATA[Logement social]]></category>\
             <category domain=\"post_tag\" nicename=\"le-logement-social\"><![CDATA[logement social]]></category>",
        ),
    ] {
        let _ = writeln!(
            items,
            "<item><title>Titre {id}</title><dc:creator>lea</dc:creator><link>https://blog.example{path}</link>\
             <guid isPermaLink=\"false\">https://blog.example/?p={id}</guid>\
             <content:encoded><![CDATA[Un texte.]]></content:encoded><wp:post_id>{id}</wp:post_id>\
             <wp:post_date>2018-07-12 09:30:00</wp:post_date><wp:post_date_gmt>2018-07-12 07:30:00</wp:post_date_gmt>\
             <wp:post_name>n{id}</wp:post_name><wp:status>publish</wp:status><wp:post_type>{kind}</wp:post_type>{terms}\
             <wp:postmeta><wp:meta_key>_wp_old_slug</wp:meta_key><wp:meta_value><![CDATA[{old}]]></wp:meta_value>\
             </wp:postmeta></item>"
        );
    }
    items.push_str(
        "<item><title>7-revision-v1</title><wp:post_id>12</wp:post_id><wp:post_parent>7</wp:post_parent>\
         <wp:status>inherit</wp:status><wp:post_type>revision</wp:post_type></item>\
         <item><title>photo</title><wp:post_id>13</wp:post_id><wp:post_parent>7</wp:post_parent>\
         <wp:status>inherit</wp:status><wp:post_type>attachment</wp:post_type>\
         <wp:attachment_url>https://blog.example/wp-content/uploads/2018/07/photo.jpg</wp:attachment_url></item>",
    );
    let export = format!(
        "<?xml version=\"1.0\"?><rss version=\"2.0\" xmlns:content=\"http://purl.org/rss/1.0/modules/content/\" \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:wp=\"http://wordpress.org/export/1.2/\"><channel><title>B</title><link>https://blog.example</link>\
         <wp:wxr_version>1.2</wp:wxr_version><wp:base_blog_url>https://blog.example</wp:base_blog_url>\n\
         <wp:author><wp:author_id>3</wp:author_id><wp:author_login>lea</wp:author_login></wp:author>\
         <wp:category><wp:term_id>5</wp:term_id><wp:category_nicename>logement-social</wp:category_nicename>\
         <wp:cat_name>Logement social</wp:cat_name></wp:category>\
         <wp:tag><wp:term_id>6</wp:term_id><wp:tag_slug>le-logement-social</wp:tag_slug></wp:tag>{items}\
         </channel></rss>"
    );
    let file = folder.join("export.xml");
    std::fs::write(&file, export).unwrap();
    let url = format!("sqlite:{}", folder.join("relire.db").display());
    let archive = Archive::open(&url, Settings::default()).await.unwrap();
    archive.import(&[file], ImportOptions::default(), |_| ()).await.unwrap();
    archive.withdraw("?p=10").await.unwrap();
    archive
}

fn from(redirect: &Redirect) -> String {
    match &redirect.from {
        OldAddress::Path(path) => path.clone(),
        OldAddress::Query { name, value } => format!("?{name}={value}"),
    }
}

#[tokio::test]
async fn the_map_holds_every_old_address_that_can_be_listed() {
    let folder = tempfile::tempdir().unwrap();
    let archive = archive(folder.path()).await;
    let redirects = archive.redirects().await.unwrap();
    assert_eq!(redirects, archive.redirects().await.unwrap());
    for (address, to) in [
        ("?p=7", Some("/2018/07/12/%C3%A9t%C3%A9/")),
        ("?page_id=9", Some("/a-propos/")),
        ("?p=10", None),
        ("?m=201807", Some("/2018/07/")),
        ("?cat=5", Some("/tag/logement-social/")),
        ("?tag_id=6", Some("/tag/logement-social/")),
        ("?author=3", Some("/author/lea/")),
        ("?p=12", Some("/2018/07/12/%C3%A9t%C3%A9/")),
        ("?attachment_id=13", Some("/2018/07/12/%C3%A9t%C3%A9/")),
        ("?p=13", Some("/2018/07/12/%C3%A9t%C3%A9/")),
        ("/2018/07/12/ancien-ete/", Some("/2018/07/12/%C3%A9t%C3%A9/")),
        ("/about us/", Some("/a-propos/")),
        ("/category/logement-social/", Some("/tag/logement-social/")),
        ("/tag/le-logement-social/", Some("/tag/logement-social/")),
        ("?category_name=logement-social", Some("/tag/logement-social/")),
    ] {
        let found = redirects.iter().find(|redirect| from(redirect) == address);
        assert_eq!(found.map(|redirect| redirect.to.as_deref()), Some(to), "{address}: {redirects:#?}");
    }
    for redirect in &redirects {
        assert!(!from(redirect).contains("retire"), "{redirect:?} says what was taken down");
    }
}

/// Another server, ended when dropped.
struct Other {
    child: Child,
    port: u16,
}

impl Drop for Other {
    fn drop(&mut self) {
        // Ended already is as good.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Other {
    /// Starts it, and waits until it listens. None: it is not installed.
    fn start(program: &str, prepare: impl FnOnce(u16) -> Vec<String>, folder: &Path) -> Option<Self> {
        let program = ["/usr/sbin", "/usr/bin", "/usr/local/bin"].map(|place| Path::new(place).join(program));
        let Some(program) = program.into_iter().find(|path| path.is_file()) else {
            eprintln!("skipped: no such server here ({})", folder.display());
            return None;
        };
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let args = prepare(port);
        let child = Command::new(program)
            .args(args)
            .env("HOME", folder)
            .stdout(Stdio::null())
            .stderr(Stdio::from(std::fs::File::create(folder.join("log")).unwrap()))
            .spawn()
            .unwrap();
        let other = Self { child, port };
        let began = Instant::now();
        while TcpStream::connect(("127.0.0.1", port)).is_err() {
            let log = || std::fs::read_to_string(folder.join("log")).unwrap_or_default();
            assert!(began.elapsed() < Duration::from_secs(10), "it does not listen: {}", log());
            std::thread::sleep(Duration::from_millis(50));
        }
        Some(other)
    }

    /// Status, and where it leads from `/`.
    fn get(&self, address: &str) -> (u16, String) {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).unwrap();
        write!(stream, "GET {address} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n").unwrap();
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).unwrap();
        let answer = String::from_utf8_lossy(&answer).into_owned();
        let status = answer.split(' ').nth(1).and_then(|code| code.parse().ok()).unwrap_or(0);
        let location = answer.lines().find(|line| line.to_lowercase().starts_with("location: "));
        let location = location.map(|line| line[10..].trim().to_owned()).unwrap_or_default();
        let path = location.split_once("://").map(|(_, rest)| &rest[rest.find('/').unwrap_or(rest.len())..]);
        (status, path.unwrap_or(&location).to_owned())
    }
}

/// An address as a browser asks for it.
fn asked(redirect: &Redirect) -> Vec<String> {
    match &redirect.from {
        OldAddress::Path(path) => {
            let path = path.replace('%', "%25").replace('?', "%3F");
            let path = domain::PostPath::parse(&path).to_href();
            vec![format!("{}/", path.trim_end_matches('/')), path.trim_end_matches('/').to_owned()]
        }
        OldAddress::Query { name, value } => {
            let value = catalog::query::url::encode(value);
            vec![format!("/?{name}={value}"), format!("/index.php?x=1&{name}={value}&y")]
        }
    }
}

fn check(other: &Other, redirects: &[Redirect], what: &str) {
    let mut wrong = Vec::new();
    for redirect in redirects {
        for address in asked(redirect) {
            let found = other.get(&address);
            let expected = match &redirect.to {
                Some(to) => (301, to.replace('$', "%24")),
                None => (410, String::new()),
            };
            if (found.0, found.1.replace('$', "%24")) != expected {
                wrong.push(format!("{address}: {found:?} instead of {expected:?}"));
            }
        }
    }
    for address in ["/", "/?q=x", "/2018/07/12/%C3%A9t%C3%A9/", "/a-propos/", "/?xp=7", "/2018/07/12/?p=7"] {
        let found = other.get(address);
        if matches!(found.0, 301 | 410) {
            wrong.push(format!("{address}: {found:?}, but it is no old address"));
        }
    }
    assert!(wrong.is_empty(), "{what}\n{}", wrong.join("\n"));
    println!("{what}: {} rules lead where the archive leads", redirects.len());
}

async fn prepared(format: Format) -> (tempfile::TempDir, Vec<Redirect>, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let redirects = archive(folder.path()).await.redirects().await.unwrap();
    let map = folder.path().join("map");
    std::fs::write(&map, render(&redirects, format)).unwrap();
    (folder, redirects, map)
}

#[tokio::test]
async fn nginx_answers_as_the_archive_does() {
    let (folder, redirects, map) = prepared(Format::Nginx).await;
    let path = folder.path();
    let (at, map_text) = (path.display(), std::fs::read_to_string(&map).unwrap());
    let lines: String =
        map_text.lines().filter_map(|line| line.strip_prefix("#     ")).collect::<Vec<_>>().join("\n");
    let prepare = |port| {
        let temporary: String = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"]
            .map(|kind| format!("{kind}_temp_path {at}/{kind};\n"))
            .concat();
        let text = format!(
            "master_process off; pid {at}/pid; error_log stderr; events {{}}\nhttp {{ access_log off; {temporary}\n\
             include {};\nserver {{ listen 127.0.0.1:{port};\n{lines}\nlocation / {{ return 200 here; }} }} }}\n",
            map.display()
        );
        std::fs::write(path.join("conf"), text).unwrap();
        ["-p", &at.to_string(), "-c", &format!("{at}/conf"), "-g", "daemon off;"].map(str::to_owned).to_vec()
    };
    let Some(other) = Other::start("nginx", prepare, path) else { return };
    check(&other, &redirects, "nginx");
}

#[tokio::test]
async fn apache_answers_as_the_archive_does_from_a_site_and_from_htaccess() {
    for in_htaccess in [false, true] {
        let (folder, redirects, map) = prepared(Format::Apache).await;
        let path = folder.path();
        let site = path.join("site");
        std::fs::create_dir(&site).unwrap();
        std::fs::write(site.join("index.html"), "here").unwrap();
        let include = if in_htaccess {
            std::fs::copy(&map, site.join(".htaccess")).unwrap();
            String::new()
        } else {
            format!("Include {}", map.display())
        };
        // Workers leave the rights that the tests may have; they must still read the site.
        let readable = std::os::unix::fs::PermissionsExt::from_mode(0o755);
        std::fs::set_permissions(path, readable).unwrap();
        let at = path.display();
        let prepare = |port| {
            let modules: String = ["mpm_event", "authz_core", "dir", "rewrite"]
                .map(|name| format!("LoadModule {name}_module /usr/lib/apache2/modules/mod_{name}.so\n"))
                .concat();
            let text = format!(
                "ServerRoot {at}\nServerName 127.0.0.1\nListen 127.0.0.1:{port}\nPidFile {at}/pid\n{modules}\
                 User nobody\nGroup nogroup\nErrorLog {at}/log\nDocumentRoot {at}/site\n\
                 <Directory {at}/site>\nAllowOverride FileInfo\nRequire all granted\n</Directory>\n{include}\n"
            );
            std::fs::write(path.join("conf"), text).unwrap();
            ["-X", "-f", &format!("{at}/conf")].map(str::to_owned).to_vec()
        };
        let Some(other) = Other::start("apache2", prepare, path) else { return };
        check(&other, &redirects, if in_htaccess { "apache, .htaccess" } else { "apache, site" });
    }
}

#[tokio::test]
async fn caddy_answers_as_the_archive_does() {
    let (folder, redirects, map) = prepared(Format::Caddy).await;
    let path = folder.path();
    let prepare = |port| {
        let text = format!(
            "{{\n\tadmin off\n\tauto_https off\n}}\nhttp://127.0.0.1:{port} {{\n\timport {}\n\trespond here 200\n}}\n",
            map.display()
        );
        std::fs::write(path.join("Caddyfile"), text).unwrap();
        let file = path.join("Caddyfile").display().to_string();
        ["run", "--adapter", "caddyfile", "--config", &file].map(str::to_owned).to_vec()
    };
    let Some(other) = Other::start("caddy", prepare, path) else { return };
    check(&other, &redirects, "caddy");
}

#[tokio::test]
async fn netlify_s_first_rule_that_fits_leads_where_the_archive_leads() {
    let (_folder, redirects, map) = prepared(Format::Netlify).await;
    let text = std::fs::read_to_string(map).unwrap();
    let rules: Vec<Vec<&str>> =
        text.lines().filter(|line| !line.starts_with('#')).map(|line| line.split(' ').collect()).collect();
    for redirect in &redirects {
        for address in asked(redirect) {
            let (path, query) = address.split_once('?').unwrap_or((&address, ""));
            if path == "/index.php" {
                continue;
            }
            let fits = |rule: &&Vec<&str>| {
                let decoded =
                    |path: &str| domain::PostPath::parse(path).as_str().trim_end_matches('/').to_owned();
                let parameters = &rule[1..rule.len() - 2];
                decoded(rule[0]) == decoded(path)
                    && parameters.iter().all(|parameter| query.split('&').any(|pair| pair == *parameter))
            };
            let rule = rules.iter().find(fits).unwrap_or_else(|| panic!("{address}: no rule in\n{text}"));
            let found = (rule[rule.len() - 2], rule[rule.len() - 1].trim_end_matches('!'));
            let expected = redirect.to.as_deref().map_or(("/404.html", "410"), |to| (to, "301"));
            assert_eq!(found, expected, "{address}");
        }
    }
}
