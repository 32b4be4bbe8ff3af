//! PHP's serialised values, as far as an attachment's metadata need them. Lengths are not trusted: a change of
//! line ends or of encoding on the way makes them wrong.

/// Width and height of `_wp_attachment_metadata`, in pixels.
pub(super) fn dimensions(serialised: &str) -> (Option<u32>, Option<u32>) {
    // The sizes that WordPress made of the picture follow in a nested array, with widths of their own.
    let own = serialised.split("s:5:\"sizes\"").next().unwrap_or_default();
    (number(own, "width"), number(own, "height"))
}

/// The number stored under a key: `…"width";i:600;…` or `…"width";s:3:"600";…`.
fn number(serialised: &str, key: &str) -> Option<u32> {
    let quoted = format!("\"{key}\";");
    let value = serialised.split_once(quoted.as_str())?.1;
    let digits = match value.split_once(':')? {
        ("i" | "d", number) => number,
        ("s", text) => text.split_once('"')?.1,
        _ => return None,
    };
    let end = digits.find(|c: char| !c.is_ascii_digit()).unwrap_or(digits.len());
    digits[..end].parse().ok().filter(|pixels| *pixels > 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_size_of_a_picture_is_read_whatever_its_lengths_say() {
        for (serialised, size) in [
            (r#"a:2:{s:5:"width";i:600;s:6:"height";i:200;}"#, (Some(600), Some(200))),
            (r#"a:2:{s:99:"width";s:3:"600";s:1:"height";i:200;}"#, (Some(600), Some(200))),
            (r#"a:1:{s:4:"file";s:5:"x.png";s:5:"sizes";a:1:{s:5:"width";i:150;}}"#, (None, None)),
            (r#"a:1:{s:5:"width";i:0;}"#, (None, None)),
            (r#"a:1:{s:5:"width";i:"#, (None, None)),
            ("é\"width\";", (None, None)),
            ("", (None, None)),
        ] {
            assert_eq!(dimensions(serialised), size, "{serialised}");
        }
    }
}
