//! One download: redirects followed by hand, a limit on its size, and what came of it kept to be continued.

use super::guard::Guard;
use super::{Limits, Outcome};
use crate::media::folder::{Folder, Kept};
use crate::media::kind;
use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::PathBuf;
use std::time::Duration;
use ureq::Agent;
use ureq::http::{HeaderMap, StatusCode, header};
use ureq::unversioned::transport::DefaultConnector;
use url::Url;

/// How often an address may send elsewhere.
const MOST_REDIRECTS: usize = 8;
/// Who asks.
const USER_AGENT: &str = concat!("relire/", env!("CARGO_PKG_VERSION"), " (blog archive)");

/// Downloads into the folder.
#[derive(Debug)]
pub(super) struct Downloader {
    agent: Agent,
    folder: Folder,
    limits: Limits,
}

/// Why there is no file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Failure {
    /// It will not come however often it is asked for.
    Final(String),
    /// It may come later: after so long, where the host says so.
    Later(String, Option<Duration>),
    /// Its host does not answer.
    Unreachable(String),
}

impl Downloader {
    pub(super) fn new(folder: Folder, limits: Limits, allow_private: bool) -> Self {
        let config = Agent::config_builder()
            .http_status_as_error(false)
            .max_redirects(0)
            .max_redirects_will_error(false)
            // A proxy would look names up itself, unguarded.
            .proxy(None)
            .user_agent(USER_AGENT)
            .timeout_resolve(Some(limits.connect))
            .timeout_connect(Some(limits.connect))
            .timeout_recv_response(Some(limits.idle))
            .timeout_per_read(Some(limits.idle))
            .timeout_recv_body(Some(limits.whole))
            .build();
        let guard = Guard { allow_private, ..Guard::default() };
        Self { agent: Agent::with_parts(config, DefaultConnector::default(), guard), folder, limits }
    }

    /// Downloads an address. `ending`: what the name of the file ends in, lower case.
    pub(super) fn download(&self, address: &str, ending: &str) -> Result<Outcome, Failure> {
        let name = blake3::hash(address.as_bytes()).to_hex();
        let partial = Partial { file: self.folder.partial().join(&name.as_str()[..32]) };
        self.complete(address, &partial)?;
        let kept = partial.open().and_then(|mut file| self.folder.keep(&mut file)).map_err(disk)?;
        partial.remove();
        judged(kept, ending)
    }

    fn complete(&self, address: &str, partial: &Partial) -> Result<(), Failure> {
        let mut url = Url::parse(address).map_err(|error| Failure::Final(error.to_string()))?;
        let (have, tag) = partial.state();
        for _ in 0..MOST_REDIRECTS {
            let mut request = self.agent.get(url.as_str());
            if let (true, Some(tag)) = (have > 0, &tag) {
                request =
                    request.header(header::RANGE, format!("bytes={have}-")).header(header::IF_RANGE, tag);
            }
            let response = request.call().map_err(failed)?;
            let (parts, body) = response.into_parts();
            if parts.status.is_redirection() {
                url = redirected(&url, &parts.headers)?;
                continue;
            }
            let resumed = parts.status == StatusCode::PARTIAL_CONTENT && begins_at(&parts.headers, have);
            if !resumed && parts.status != StatusCode::OK {
                partial.remove();
                return Err(refused(parts.status, &parts.headers));
            }
            let have = if resumed { have } else { 0 };
            let announced = number(&parts.headers, header::CONTENT_LENGTH);
            if announced.is_some_and(|bytes| have.saturating_add(bytes) > self.limits.most_bytes) {
                partial.remove();
                return Err(self.too_large());
            }
            let mut file = partial.write(have, &parts.headers).map_err(disk)?;
            let read = self.copy(&mut body.into_reader(), &mut file, have);
            file.flush().map_err(disk)?;
            let read = match read {
                Ok(read) => read,
                Err(failure @ Failure::Final(_)) => {
                    partial.remove();
                    return Err(failure);
                }
                Err(failure) => return Err(failure),
            };
            return match announced {
                Some(bytes) if read < bytes => Err(Failure::Later("it came cut short".to_owned(), None)),
                _ => Ok(()),
            };
        }
        Err(Failure::Final(format!("it was sent elsewhere more than {MOST_REDIRECTS} times")))
    }

    fn copy(&self, reader: &mut dyn Read, file: &mut File, have: u64) -> Result<u64, Failure> {
        let mut buffer = vec![0; 1 << 16];
        let mut read = 0;
        loop {
            let count = match reader.read(&mut buffer) {
                Ok(0) => return Ok(read),
                Ok(count) => count,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                Err(error) => return Err(Failure::Later(format!("it broke off: {error}"), None)),
            };
            read += count as u64;
            if have.saturating_add(read) > self.limits.most_bytes {
                return Err(self.too_large());
            }
            file.write_all(&buffer[..count]).map_err(disk)?;
        }
    }

    fn too_large(&self) -> Failure {
        Failure::Final(format!("it is larger than {} MB", self.limits.most_bytes >> 20))
    }
}

/// What came, if it is what was asked for: a host that lost a file often answers with a page.
fn judged(kept: Kept, ending: &str) -> Result<Outcome, Failure> {
    let mime = kind::mime_of(&kept.head, ending);
    if kept.bytes == 0 {
        return Err(Failure::Final("it is empty".to_owned()));
    }
    if mime == kind::HTML {
        return Err(Failure::Final("the host answered with a page instead of the file".to_owned()));
    }
    Ok(Outcome { kept, mime })
}

fn redirected(from: &Url, headers: &HeaderMap) -> Result<Url, Failure> {
    let location = headers.get(header::LOCATION).and_then(|value| value.to_str().ok());
    let to = location.and_then(|location| from.join(location).ok());
    to.filter(|url| matches!(url.scheme(), "http" | "https"))
        .ok_or_else(|| Failure::Final("it was sent to what is no address of the web".to_owned()))
}

fn refused(status: StatusCode, headers: &HeaderMap) -> Failure {
    let reason = format!("the host answered {}", status.as_u16());
    let may_come = status.is_server_error()
        || matches!(
            status,
            StatusCode::TOO_MANY_REQUESTS | StatusCode::REQUEST_TIMEOUT | StatusCode::RANGE_NOT_SATISFIABLE
        )
        || status == StatusCode::PARTIAL_CONTENT;
    if may_come {
        Failure::Later(reason, number(headers, header::RETRY_AFTER).map(Duration::from_secs))
    } else {
        Failure::Final(reason)
    }
}

fn failed(error: ureq::Error) -> Failure {
    match error {
        ureq::Error::Other(error) => Failure::Final(error.to_string()),
        ureq::Error::HostNotFound => Failure::Unreachable("its host is not known any more".to_owned()),
        ureq::Error::BadUri(error) => Failure::Final(error),
        ureq::Error::Timeout(_) => Failure::Unreachable("its host does not answer in time".to_owned()),
        other => Failure::Unreachable(other.to_string()),
    }
}

fn disk(error: io::Error) -> Failure {
    Failure::Final(format!("it cannot be written to the folder of files: {error}"))
}

fn number(headers: &HeaderMap, name: header::HeaderName) -> Option<u64> {
    headers.get(name)?.to_str().ok()?.trim().parse().ok()
}

fn begins_at(headers: &HeaderMap, have: u64) -> bool {
    let range = headers.get(header::CONTENT_RANGE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    range.strip_prefix("bytes ").and_then(|range| range.split('-').next()) == Some(have.to_string().as_str())
}

/// What came of a download so far, and the tag of the content that it is a part of.
struct Partial {
    file: PathBuf,
}

impl Partial {
    fn tag_file(&self) -> PathBuf {
        self.file.with_extension("tag")
    }

    /// How much is there, and of what. Without a tag it cannot be continued.
    fn state(&self) -> (u64, Option<String>) {
        let tag = fs::read_to_string(self.tag_file()).ok().filter(|tag| !tag.is_empty());
        let have = fs::metadata(&self.file).map_or(0, |data| data.len());
        (if tag.is_some() { have } else { 0 }, tag)
    }

    /// Opened to be continued at `have`, or from the beginning.
    fn write(&self, have: u64, headers: &HeaderMap) -> io::Result<File> {
        if have > 0 {
            return File::options().append(true).open(&self.file);
        }
        if let Some(folder) = self.file.parent() {
            fs::create_dir_all(folder)?;
        }
        // A weak tag says not that the bytes are the same.
        let tag = headers.get(header::ETAG).or_else(|| headers.get(header::LAST_MODIFIED));
        let tag = tag.and_then(|tag| tag.to_str().ok()).filter(|tag| !tag.starts_with("W/"));
        fs::write(self.tag_file(), tag.unwrap_or_default())?;
        File::create(&self.file)
    }

    fn open(&self) -> io::Result<File> {
        File::open(&self.file)
    }

    fn remove(&self) {
        // What is not there need not be removed.
        let _ = fs::remove_file(&self.file);
        let _ = fs::remove_file(self.tag_file());
    }
}
