//! Fetching files from where they were: politely, and from the public network only.

mod download;
mod guard;
#[cfg(test)]
mod tests;

use super::folder::{Folder, Kept};
use download::{Downloader, Failure};
use std::collections::{BTreeMap, VecDeque};
use std::sync::{Condvar, Mutex, PoisonError};
use std::time::{Duration, Instant};
use url::Url;

/// Downloads at the same time, of all hosts together.
const WORKERS: usize = 8;
/// The longest that a host is waited for between two attempts.
const LONGEST_WAIT: Duration = Duration::from_secs(120);
/// How often in a row a host may not answer before it is taken to be gone.
const UNANSWERED: u32 = 3;

/// How much is asked of hosts.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Limits {
    /// Connections to one host at the same time.
    pub per_host: u32,
    /// How often one address is asked for.
    pub attempts: u32,
    /// Before the second attempt; twice as long before each further one.
    pub back_off: Duration,
    /// The largest file, in bytes.
    pub most_bytes: u64,
    /// To find and reach a host.
    pub connect: Duration,
    /// Without a byte.
    pub idle: Duration,
    /// For a whole file.
    pub whole: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            per_host: 2,
            attempts: 5,
            back_off: Duration::from_secs(1),
            most_bytes: 50 << 20,
            connect: Duration::from_secs(10),
            idle: Duration::from_secs(30),
            whole: Duration::from_secs(600),
        }
    }
}

/// A file to fetch.
#[derive(Clone, Debug)]
pub(crate) struct Job {
    /// What it is to the caller.
    pub id: usize,
    /// Where it may be, best first.
    pub addresses: Vec<String>,
    /// What its name ends in, lower case.
    pub ending: String,
}

/// A file that came.
#[derive(Clone, Debug)]
pub(crate) struct Outcome {
    pub kept: Kept,
    pub mime: &'static str,
}

/// What became of a file.
#[derive(Debug)]
pub(crate) struct Fetched {
    pub id: usize,
    /// Which of the addresses it came from, or why it did not.
    pub result: Result<(usize, Outcome), String>,
}

/// A job on its way.
struct Going {
    job: Job,
    /// Which of its addresses is asked.
    at: usize,
    attempts: u32,
}

impl Going {
    fn host(&self) -> String {
        let url = self.job.addresses.get(self.at).and_then(|address| Url::parse(address).ok());
        url.map(|url| url[url::Position::BeforeHost..url::Position::AfterPort].to_owned()).unwrap_or_default()
    }
}

#[derive(Default)]
struct Host {
    waiting: VecDeque<Going>,
    active: u32,
    not_before: Option<Instant>,
    unanswered: u32,
}

/// Who waits for whom.
#[derive(Default)]
struct Queue {
    hosts: BTreeMap<String, Host>,
    active: u32,
    /// The caller wants no more.
    ended: bool,
}

/// Fetches files; tells of each what became of it. Blocks until all are told, or `told` wants no more.
pub(crate) fn fetch(
    folder: &Folder,
    jobs: Vec<Job>,
    limits: Limits,
    allow_private: bool,
    told: &(dyn Fn(Fetched) -> bool + Sync),
) {
    let downloader = Downloader::new(folder.clone(), limits, allow_private);
    let mut queue = Queue::default();
    for job in jobs {
        queue.add(Going { job, at: 0, attempts: 0 });
    }
    let office = Office { queue: Mutex::new(queue), changed: Condvar::new(), limits, told };
    std::thread::scope(|scope| {
        for _ in 0..WORKERS {
            scope.spawn(|| office.work(&downloader));
        }
    });
}

impl Queue {
    fn add(&mut self, going: Going) {
        self.hosts.entry(going.host()).or_default().waiting.push_back(going);
    }

    /// A job whose host has a connection to spare; else when to look again; else None: all is done.
    fn next(&mut self, per_host: u32) -> Option<Result<Going, Duration>> {
        let now = Instant::now();
        let mut soonest = Duration::from_secs(1);
        let mut waiting = false;
        for host in self.hosts.values_mut().filter(|host| !host.waiting.is_empty()) {
            waiting = true;
            let wait = host.not_before.map_or(Duration::ZERO, |at| at.saturating_duration_since(now));
            if !wait.is_zero() {
                soonest = soonest.min(wait);
            } else if host.active < per_host
                && let Some(going) = host.waiting.pop_front()
            {
                host.active += 1;
                self.active += 1;
                return Some(Ok(going));
            }
        }
        (waiting || self.active > 0).then_some(Err(soonest))
    }
}

struct Office<'a> {
    queue: Mutex<Queue>,
    changed: Condvar,
    limits: Limits,
    told: &'a (dyn Fn(Fetched) -> bool + Sync),
}

impl Office<'_> {
    fn work(&self, downloader: &Downloader) {
        loop {
            let Some(going) = self.take() else { return };
            let host = going.host();
            let gone = {
                let queue = self.queue.lock().unwrap_or_else(PoisonError::into_inner);
                queue.hosts.get(&host).is_some_and(|host| host.unanswered >= UNANSWERED)
            };
            let address = going.job.addresses.get(going.at).cloned().unwrap_or_default();
            let result = if gone {
                Err(Failure::Unreachable("its host does not answer any more".to_owned()))
            } else {
                downloader.download(&address, &going.job.ending)
            };
            self.settle(&host, going, result);
        }
    }

    fn take(&self) -> Option<Going> {
        let mut queue = self.queue.lock().unwrap_or_else(PoisonError::into_inner);
        loop {
            if queue.ended {
                return None;
            }
            match queue.next(self.limits.per_host)? {
                Ok(going) => return Some(going),
                Err(wait) => {
                    let waited = self.changed.wait_timeout(queue, wait);
                    queue = waited.unwrap_or_else(PoisonError::into_inner).0;
                }
            }
        }
    }

    fn settle(&self, host: &str, mut going: Going, result: Result<Outcome, Failure>) {
        let id = going.job.id;
        let mut tell = None;
        let mut queue = self.queue.lock().unwrap_or_else(PoisonError::into_inner);
        queue.active -= 1;
        let state = queue.hosts.entry(host.to_owned()).or_default();
        state.active -= 1;
        state.unanswered =
            if matches!(result, Err(Failure::Unreachable(_))) { state.unanswered + 1 } else { 0 };
        let wait =
            |attempts: u32| self.limits.back_off.saturating_mul(1 << attempts.min(10)).min(LONGEST_WAIT);
        match result {
            Ok(outcome) => tell = Some(Ok((going.at, outcome))),
            Err(Failure::Later(_, after)) if going.attempts + 1 < self.limits.attempts => {
                let pause = after.map_or_else(|| wait(going.attempts), |after| after.min(LONGEST_WAIT));
                state.not_before = Some(Instant::now() + pause);
                going.attempts += 1;
                state.waiting.push_back(going);
            }
            Err(Failure::Unreachable(_)) if going.attempts == 0 && state.unanswered < UNANSWERED => {
                state.not_before = Some(Instant::now() + self.limits.back_off);
                going.attempts += 1;
                state.waiting.push_back(going);
            }
            Err(Failure::Final(reason) | Failure::Later(reason, _) | Failure::Unreachable(reason)) => {
                if going.at + 1 < going.job.addresses.len() {
                    going.at += 1;
                    going.attempts = 0;
                    queue.add(going);
                } else {
                    tell = Some(Err(reason));
                }
            }
        }
        drop(queue);
        if let Some(result) = tell
            && !(self.told)(Fetched { id, result })
        {
            self.queue.lock().unwrap_or_else(PoisonError::into_inner).ended = true;
        }
        self.changed.notify_all();
    }
}
