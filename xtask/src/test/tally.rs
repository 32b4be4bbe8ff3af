//! Counting what the runners report.

use serde_json::Value;

/// What came out of one check.
#[derive(Default, Debug, PartialEq)]
pub struct Tally {
    /// How many tests passed.
    pub passed: u64,
    /// How many failed.
    pub failed: u64,
    /// What failed, one line each.
    pub failures: Vec<String>,
    /// What a reader of the summary should know although it passed.
    pub remarks: Vec<String>,
}

impl Tally {
    /// A check that is one thing, and is good.
    pub fn passed() -> Self {
        Self { passed: 1, ..Self::default() }
    }

    /// A check that is one thing, and is not.
    pub fn failed(why: String) -> Self {
        Self { failed: 1, failures: vec![why], ..Self::default() }
    }

    /// Whether nothing failed.
    pub fn is_good(&self) -> bool {
        self.failed == 0
    }

    /// Takes a line that the test harness of Rust printed into account.
    pub fn see_rust(&mut self, line: &str) {
        if let Some(counts) = line.strip_prefix("test result: ") {
            self.passed += number_before(counts, " passed");
            self.failed += number_before(counts, " failed");
        } else if let Some(name) =
            line.strip_prefix("test ").and_then(|rest| rest.strip_suffix(" ... FAILED"))
        {
            self.failures.push(name.to_owned());
        }
    }

    /// The outcome of a Playwright run, from its JSON report.
    pub fn of_playwright(report: &Value) -> Self {
        let count = |name: &str| report["stats"][name].as_u64().unwrap_or_default();
        let mut tally = Self {
            passed: count("expected") + count("flaky"),
            failed: count("unexpected"),
            ..Self::default()
        };
        for error in report["errors"].as_array().into_iter().flatten() {
            tally.failed += 1;
            tally.failures.push(error["message"].as_str().unwrap_or("an error outside the tests").to_owned());
        }
        collect_failures(report, "", &mut tally);
        tally
    }
}

fn number_before(text: &str, word: &str) -> u64 {
    let before = text.split(word).next().unwrap_or_default();
    before.rsplit([' ', ';']).next().and_then(|number| number.parse().ok()).unwrap_or_default()
}

fn collect_failures(suite: &Value, title: &str, tally: &mut Tally) {
    for inner in suite["suites"].as_array().into_iter().flatten() {
        let name = inner["title"].as_str().unwrap_or_default();
        collect_failures(
            inner,
            &if title.is_empty() { name.to_owned() } else { format!("{title} › {name}") },
            tally,
        );
    }
    for spec in suite["specs"].as_array().into_iter().flatten() {
        for test in spec["tests"].as_array().into_iter().flatten() {
            let name = || {
                let project = test["projectName"].as_str().unwrap_or_default();
                format!("[{project}] {title} › {}", spec["title"].as_str().unwrap_or_default())
            };
            match test["status"].as_str() {
                Some("unexpected") => tally.failures.push(name()),
                Some("flaky") => tally.remarks.push(format!("passed at the second try: {}", name())),
                _ => {}
            }
        }
    }
}

/// The closing text, whose last line is `N passed, N failed`, and whether nothing failed.
pub fn summary(done: &[(&str, Tally, u64)]) -> (String, bool) {
    let (mut text, mut passed, mut failed) = (String::new(), 0, 0);
    for (name, tally, seconds) in done {
        let mark = if tally.is_good() { "ok    " } else { "FAILED" };
        text.push_str(&format!(
            "{mark} {name:<14} {:>5} passed {:>3} failed {seconds:>5} s\n",
            tally.passed, tally.failed
        ));
        for failure in &tally.failures {
            text.push_str(&format!("         {}\n", failure.replace('\n', "\n         ")));
        }
        for remark in &tally.remarks {
            text.push_str(&format!("         ({remark})\n"));
        }
        passed += tally.passed;
        failed += tally.failed;
    }
    text.push_str(&format!("{passed} passed, {failed} failed"));
    (text, failed == 0)
}

#[cfg(test)]
mod tests {
    use super::{Tally, summary};
    use serde_json::json;

    #[test]
    fn the_results_of_several_rust_test_programs_are_summed() {
        let mut tally = Tally::default();
        for line in [
            "running 3 tests",
            "test post::tests::the_day_is_local ... ok",
            "test slug::tests::elisions ... FAILED",
            "test result: FAILED. 2 passed; 1 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.00s",
            "test result: ok. 40 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; finished in 1.00s",
        ] {
            tally.see_rust(line);
        }
        assert_eq!((tally.passed, tally.failed), (42, 1));
        assert_eq!(tally.failures, ["slug::tests::elisions"]);
    }

    #[test]
    fn a_playwright_report_names_what_failed_and_what_needed_two_tries() {
        let report = json!({
            "stats": {"expected": 5, "unexpected": 1, "flaky": 1, "skipped": 2},
            "errors": [],
            "suites": [{"title": "reading.spec.ts", "suites": [], "specs": [
                {"title": "a post", "tests": [{"projectName": "desk", "status": "unexpected"}]},
                {"title": "its source", "tests": [{"projectName": "phone", "status": "flaky"}]},
                {"title": "its date", "tests": [{"projectName": "desk", "status": "expected"}]},
            ]}],
        });
        let tally = Tally::of_playwright(&report);
        assert_eq!((tally.passed, tally.failed), (6, 1));
        assert_eq!(tally.failures, ["[desk] reading.spec.ts › a post"]);
        assert_eq!(tally.remarks, ["passed at the second try: [phone] reading.spec.ts › its source"]);
    }

    #[test]
    fn the_last_line_sums_all_runners() {
        let tests = Tally { passed: 40, ..Tally::default() };
        let (text, good) = summary(&[("format", Tally::passed(), 1), ("tests", tests, 60)]);
        assert_eq!(text.lines().last(), Some("41 passed, 0 failed"));
        assert!(good);
        let (text, good) = summary(&[("format", Tally::failed("two files".to_owned()), 1)]);
        assert_eq!(text.lines().last(), Some("0 passed, 1 failed"));
        assert!(!good);
    }
}
