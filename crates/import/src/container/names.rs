//! Names of entries: harmless, or refused.

/// Longer names exist on no system.
const LONGEST: usize = 4096;

/// What a recorded name is.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Name {
    /// Parts between `/`, all of them below the container.
    Safe(String),
    /// Of a file that its system hides, or of a folder.
    PassedOver,
    /// Not to be read, and why.
    Refused(&'static str),
}

/// Judges a name as it is recorded. Windows writes `\` between parts.
pub(super) fn judge(recorded: &str) -> Name {
    if recorded.len() > LONGEST {
        return Name::Refused("its name is longer than any system allows");
    }
    if recorded.chars().any(char::is_control) {
        return Name::Refused("its name holds control characters");
    }
    let path = recorded.replace('\\', "/");
    if path.starts_with('/') {
        return Name::Refused("its name is an absolute path");
    }
    let mut bytes = path.bytes();
    if bytes.next().is_some_and(|b| b.is_ascii_alphabetic()) && bytes.next() == Some(b':') {
        return Name::Refused("its name begins with a drive");
    }
    let parts: Vec<&str> = path.split('/').filter(|part| !part.is_empty() && *part != ".").collect();
    if parts.contains(&"..") {
        return Name::Refused("its name leads outside the container");
    }
    let hidden = parts.iter().any(|part| part.starts_with('.') || *part == "__MACOSX");
    if hidden || parts.is_empty() || path.ends_with('/') {
        return Name::PassedOver;
    }
    Name::Safe(parts.join("/"))
}

/// A name to be shown: short, without characters that a terminal acts on.
pub(super) fn shown(recorded: &str) -> String {
    recorded.chars().take(200).map(|c| if c.is_control() { '\u{fffd}' } else { c }).collect()
}

/// Whether an entry of that name is opened when it is a container: exports come as zips of zips; below `uploads` and
/// in a month's folder lie files that readers are offered.
pub(super) fn may_be_opened(name: &str) -> bool {
    let lower = name.to_ascii_lowercase();
    let ends_so =
        [".zip", ".tar", ".tgz", ".gz"].iter().any(|end| lower.ends_with(end) && lower.len() > end.len());
    let folders: Vec<&str> = lower.rsplit('/').skip(1).collect();
    let is_number =
        |part: &str, digits: usize| part.len() == digits && part.bytes().all(|b| b.is_ascii_digit());
    // From the innermost folder outwards: the month comes before its year.
    let in_month = folders.windows(2).any(|pair| is_number(pair[0], 2) && is_number(pair[1], 4));
    ends_so && !in_month && !folders.contains(&"uploads")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_stay_below_their_container() {
        let safe = |name: &str| Name::Safe(name.into());
        for (recorded, judged) in [
            ("a/b.xml", safe("a/b.xml")),
            ("./a//b.xml", safe("a/b.xml")),
            ("a\\b.xml", safe("a/b.xml")),
            ("été…xml", safe("été…xml")),
            ("a..b/c", safe("a..b/c")),
            ("a/", Name::PassedOver),
            ("", Name::PassedOver),
            (".DS_Store", Name::PassedOver),
            ("__MACOSX/a.xml", Name::PassedOver),
            ("../a", Name::Refused("its name leads outside the container")),
            ("a/../../b", Name::Refused("its name leads outside the container")),
            ("a\\..\\b", Name::Refused("its name leads outside the container")),
            ("/etc/passwd", Name::Refused("its name is an absolute path")),
            ("\\\\host\\share", Name::Refused("its name is an absolute path")),
            ("C:\\a", Name::Refused("its name begins with a drive")),
            ("c:a", Name::Refused("its name begins with a drive")),
            ("a\0b", Name::Refused("its name holds control characters")),
        ] {
            assert_eq!(judge(recorded), judged, "{recorded}");
        }
        assert!(matches!(judge(&"a/".repeat(5000)), Name::Refused(_)));
    }

    #[test]
    fn only_containers_of_exports_are_opened() {
        for (name, opened) in [
            ("posts.zip", true),
            ("a/B.TAR.GZ", true),
            ("2018/posts.zip", true),
            ("a.xml", false),
            (".zip", false),
            ("uploads/brochure.zip", false),
            ("2018/07/brochure.zip", false),
            ("2018/07/x/brochure.zip", false),
        ] {
            assert_eq!(may_be_opened(name), opened, "{name}");
        }
    }
}
