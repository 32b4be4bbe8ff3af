//! The built server, started to be looked at and ended when nobody looks any more.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Stdio};
use std::time::Duration;

use crate::project::Project;
use crate::{Trouble, process};

/// Longest that an answer may take.
const PATIENCE: Duration = Duration::from_secs(60);

/// A server on a free port of this machine; it ends with this value.
pub struct Server {
    child: Child,
    address: String,
}

/// An answer of the server.
pub struct Answer {
    /// Status line and headers.
    pub head: String,
    /// The body as it was sent: compressed, if the server compressed it.
    pub body: Vec<u8>,
}

impl Server {
    /// Starts `relire serve` with these arguments and waits until it listens. Its caches lie in `folder`.
    pub fn start(project: &Project, folder: &Path, arguments: &[&str]) -> Result<Self, Trouble> {
        std::fs::create_dir_all(folder)?;
        let mut command = process::command(project, &project.binary().to_string_lossy());
        command.arg("serve").args(arguments).args(["--addr", "127.0.0.1:0"]).env("XDG_CACHE_HOME", folder);
        let mut child = command
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .spawn()
            .map_err(|error| format!("{} cannot be started: {error}", project.binary().display()))?;
        let output = child.stdout.take().ok_or("the server has no output")?;
        let mut server = Self { child, address: String::new() };
        let mut lines = BufReader::new(output).lines();
        server.address = lines
            .by_ref()
            .map_while(Result::ok)
            .find_map(|line| address_in(&line).map(str::to_owned))
            .ok_or("the server ended before it listened")?;
        // Somebody has to go on reading, or the server stops when its words fill the pipe.
        std::thread::spawn(move || lines.for_each(drop));
        Ok(server)
    }

    /// Where it is, as `http://127.0.0.1:PORT`.
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Asks for a path as a browser does that takes brotli.
    pub fn get(&self, path: &str) -> Result<Answer, Trouble> {
        self.ask(path, "br")
    }

    /// The body of an answer, not compressed.
    pub fn get_plain(&self, path: &str) -> Result<Vec<u8>, Trouble> {
        Ok(self.ask(path, "identity")?.body)
    }

    fn ask(&self, path: &str, encoding: &str) -> Result<Answer, Trouble> {
        let mut stream = TcpStream::connect(&self.address)?;
        stream.set_read_timeout(Some(PATIENCE))?;
        write!(
            stream,
            "GET {path} HTTP/1.0\r\nHost: {}\r\nAccept-Encoding: {encoding}\r\nConnection: close\r\n\r\n",
            self.address
        )?;
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes)?;
        parted(&bytes).ok_or_else(|| format!("{path}: no answer of HTTP").into())
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It may have ended by itself; there is nobody to tell.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Host and port in the line by which the server says that it listens.
fn address_in(line: &str) -> Option<&str> {
    let (_, rest) = line.split_once("http://")?;
    rest.split(|c: char| c.is_whitespace() || c == '/').next().filter(|address| !address.is_empty())
}

fn parted(answer: &[u8]) -> Option<Answer> {
    let end = answer.windows(4).position(|window| window == b"\r\n\r\n")?;
    let head = String::from_utf8_lossy(&answer[..end]).into_owned();
    Some(Answer { head, body: answer[end + 4..].to_vec() })
}

#[cfg(test)]
mod tests {
    use super::{address_in, parted};

    #[test]
    fn the_address_is_read_from_what_the_server_says() {
        for (line, address) in [
            ("Relire listens on http://127.0.0.1:4321/", Some("127.0.0.1:4321")),
            ("http://127.0.0.1:4321", Some("127.0.0.1:4321")),
            ("starting", None),
        ] {
            assert_eq!(address_in(line), address, "{line}");
        }
    }

    #[test]
    fn an_answer_is_a_head_and_a_body() {
        let answer = parted(b"HTTP/1.0 200 OK\r\ncontent-encoding: br\r\n\r\n\r\n\r\nx").unwrap();
        assert!(answer.head.ends_with("content-encoding: br"));
        assert_eq!(answer.body, b"\r\n\r\nx");
    }
}
