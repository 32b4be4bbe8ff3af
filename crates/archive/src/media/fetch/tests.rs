//! A host that misbehaves, and what comes of it.

use super::*;
use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

const PNG: &[u8] = b"\x89PNG\r\n\x1a\n0123456789";

/// A host on this machine: `answer` gets the path, which request for it this is (from 1), and the head as sent.
struct Host {
    address: String,
    asked: Arc<Mutex<Vec<String>>>,
    most_at_once: Arc<AtomicUsize>,
}

impl Host {
    fn new(answer: impl Fn(&str, usize, &str) -> Vec<u8> + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        let (asked, most_at_once) = (Arc::new(Mutex::new(Vec::new())), Arc::new(AtomicUsize::new(0)));
        let (log, most, answer, open) =
            (asked.clone(), most_at_once.clone(), Arc::new(answer), Arc::new(AtomicUsize::new(0)));
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (log, most, answer, open) = (log.clone(), most.clone(), answer.clone(), open.clone());
                std::thread::spawn(move || {
                    // Until the answer is on its way: who has it may ask again before this thread goes on.
                    let counted = |path: &str, time: usize, head: &str| {
                        most.fetch_max(open.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
                        let bytes = answer(path, time, head);
                        open.fetch_sub(1, Ordering::SeqCst);
                        bytes
                    };
                    serve(stream, &log, &counted);
                });
            }
        });
        Self { address, asked, most_at_once }
    }

    fn asked(&self) -> Vec<String> {
        self.asked.lock().unwrap().clone()
    }
}

fn serve(mut stream: TcpStream, log: &Mutex<Vec<String>>, answer: &dyn Fn(&str, usize, &str) -> Vec<u8>) {
    let mut head = String::new();
    let mut reader = BufReader::new(stream.try_clone().unwrap());
    while !head.ends_with("\r\n\r\n") && reader.read_line(&mut head).unwrap_or(0) > 0 {}
    let path = head.split(' ').nth(1).unwrap_or_default().to_owned();
    let time = {
        let mut log = log.lock().unwrap();
        log.push(path.clone());
        log.iter().filter(|asked| **asked == path).count()
    };
    let _ = stream.write_all(&answer(&path, time, &head));
}

fn ok(headers: &str, body: &[u8]) -> Vec<u8> {
    let head =
        format!("HTTP/1.1 200 OK\r\nContent-Length: {}\r\nConnection: close\r\n{headers}\r\n", body.len());
    [head.as_bytes(), body].concat()
}

fn status(line: &str) -> Vec<u8> {
    format!("HTTP/1.1 {line}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n").into_bytes()
}

/// Fetches addresses, one job each; what came of each: its bytes, or why not.
fn fetched(addresses: &[String], allow_private: bool) -> Vec<Result<u64, String>> {
    let outer = tempfile::tempdir().unwrap();
    let folder = Folder::new(outer.path().to_owned());
    let limits = Limits {
        back_off: Duration::from_millis(5),
        most_bytes: 1 << 20,
        idle: Duration::from_secs(2),
        connect: Duration::from_secs(2),
        ..Limits::default()
    };
    let jobs = addresses.iter().enumerate().map(|(id, address)| Job {
        id,
        addresses: vec![address.clone()],
        ending: "png".to_owned(),
    });
    let all = Mutex::new(vec![Err("never told".to_owned()); addresses.len()]);
    fetch(&folder, jobs.collect(), limits, allow_private, &|fetched| {
        all.lock().unwrap()[fetched.id] = fetched.result.map(|(_, outcome)| outcome.kept.bytes);
        true
    });
    let leftovers = std::fs::read_dir(outer.path().join("incoming")).map_or(0, Iterator::count);
    assert_eq!(leftovers, 0);
    all.into_inner().unwrap()
}

fn one(
    answer: impl Fn(&str, usize, &str) -> Vec<u8> + Send + Sync + 'static,
) -> (Result<u64, String>, Vec<String>) {
    let host = Host::new(answer);
    let result = fetched(&[format!("{}/x.png", host.address)], true).remove(0);
    (result, host.asked())
}

#[test]
fn a_busy_host_is_asked_again_and_a_lost_file_once() {
    for (first, times) in [
        ("429 Too Many Requests\r\nRetry-After: 0", 2),
        ("503 Service Unavailable", 2),
        ("500 Internal Server Error", 2),
    ] {
        let (result, asked) = one(move |_, time, _| if time == 1 { status(first) } else { ok("", PNG) });
        assert_eq!((result, asked.len()), (Ok(18), times), "{first}");
    }
    let (result, asked) = one(|_, _, _| status("404 Not Found"));
    assert_eq!((result, asked.len()), (Err("the host answered 404".to_owned()), 1));
    let (result, asked) = one(|_, _, _| status("500 Internal Server Error"));
    assert_eq!((result, asked.len()), (Err("the host answered 500".to_owned()), 5));
}

#[test]
fn what_broke_off_is_continued() {
    let (result, asked) = one(|_, time, head| match time {
        1 => {
            let mut whole = ok("ETag: \"v1\"\r\n", PNG);
            whole.truncate(whole.len() - 6);
            whole
        }
        _ => {
            let head = head.to_ascii_lowercase();
            assert!(head.contains("range: bytes=12-") && head.contains("if-range: \"v1\""), "{head}");
            let rest = "HTTP/1.1 206 Partial Content\r\nContent-Length: 6\r\nContent-Range: bytes 12-17/18\r\nConnection: close\r\n\r\n";
            [rest.as_bytes(), &PNG[12..]].concat()
        }
    });
    assert_eq!((result, asked.len()), (Ok(18), 2));
    // Without a tag to tell that it is the same, from the beginning.
    let (result, _) = one(|_, time, head| {
        assert!(!head.to_ascii_lowercase().contains("range:"), "{head}");
        let mut whole = ok("", PNG);
        whole.truncate(if time == 1 { whole.len() - 6 } else { whole.len() });
        whole
    });
    assert_eq!(result, Ok(18));
}

#[test]
fn a_file_has_its_limit_and_is_no_page() {
    let (result, asked) = one(|_, _, _| ok("", &vec![0; (1 << 20) + 1]));
    assert_eq!((result, asked.len()), (Err("it is larger than 1 MB".to_owned()), 1));
    // A host that does not say how much will come.
    let (result, _) =
        one(|_, _, _| [&b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n"[..], &vec![0; 3 << 20]].concat());
    assert_eq!(result, Err("it is larger than 1 MB".to_owned()));
    let (result, _) = one(|_, _, _| ok("", b"<!doctype html><p>Perdu"));
    assert!(result.unwrap_err().contains("a page instead"));
}

#[test]
fn redirects_are_followed_and_not_for_ever() {
    let (result, asked) = one(|path, _, _| match path {
        "/x.png" => status("301 Moved Permanently\r\nLocation: /y.png"),
        _ => ok("", PNG),
    });
    assert_eq!((result, asked), (Ok(18), vec!["/x.png".to_owned(), "/y.png".to_owned()]));
    let (result, _) = one(|_, _, _| status("302 Found\r\nLocation: /x.png"));
    assert!(result.unwrap_err().contains("more than 8 times"));
    let (result, _) = one(|_, _, _| status("302 Found\r\nLocation: file:///etc/passwd"));
    assert!(result.unwrap_err().contains("no address of the web"));
}

#[test]
fn this_machine_is_not_asked_whatever_it_is_called() {
    let host = Host::new(|_, _, _| ok("", PNG));
    let port = host.address.rsplit(':').next().unwrap();
    let names = ["127.0.0.1", "localhost", "0.0.0.0", "[::ffff:127.0.0.1]", "2130706433", "0x7f.1"];
    let addresses: Vec<String> = names.iter().map(|name| format!("http://{name}:{port}/x.png")).collect();
    for (result, name) in fetched(&addresses, false).into_iter().zip(names) {
        assert!(result.is_err(), "{name}");
    }
    assert_eq!(host.asked(), Vec::<String>::new());
}

#[test]
fn a_host_is_asked_by_two_connections_at_most() {
    let host = Host::new(|_, _, _| {
        std::thread::sleep(Duration::from_millis(20));
        ok("", PNG)
    });
    let addresses: Vec<String> = (0..12).map(|n| format!("{}/{n}.png", host.address)).collect();
    assert!(fetched(&addresses, true).iter().all(Result::is_ok));
    assert_eq!(host.most_at_once.load(Ordering::SeqCst), 2);
}

#[test]
fn a_host_that_is_gone_is_not_waited_for_again_and_again() {
    let gone = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let addresses: Vec<String> = (0..50).map(|n| format!("http://{gone}/{n}.png")).collect();
    assert!(fetched(&addresses, true).iter().all(Result::is_err));
}
