//! PHP's serialised values, as far as an attachment's metadata need them. Lengths are not trusted: a change of
//! line ends or of encoding on the way makes them wrong.

use crate::draft::Size;

/// More sizes than any theme asks for.
const MOST_SIZES: usize = 64;

/// Width and height of `_wp_attachment_metadata`, in pixels.
pub(super) fn dimensions(serialised: &str) -> (Option<u32>, Option<u32>) {
    // The sizes that WordPress made of the picture follow in a nested array, with widths of their own.
    let own = serialised.split("\"sizes\";").next().unwrap_or_default();
    (number(own, "width"), number(own, "height"))
}

/// The smaller files that WordPress made of a picture.
pub(super) fn sizes(serialised: &str) -> Vec<Size> {
    let Some((_, sizes)) = serialised.split_once("\"sizes\";a:") else { return Vec::new() };
    let sizes = sizes.split("\"image_meta\";").next().unwrap_or_default();
    let files = sizes.split("\"file\";s:").skip(1).take(MOST_SIZES);
    files
        .filter_map(|size| {
            let (_, file) = size.split_once(":\"")?;
            let (file, rest) = file.split_once("\";")?;
            let harmless =
                !file.is_empty() && !file.contains(['/', '\\']) && !file.contains(char::is_control);
            let (width, height) = (number(rest, "width")?, number(rest, "height")?);
            harmless.then(|| Size { file: file.to_owned(), width, height })
        })
        .collect()
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

    #[test]
    fn the_smaller_files_of_a_picture_are_read_whatever_their_lengths_say() {
        let serialised = r#"a:5:{s:5:"width";i:600;s:6:"height";i:200;s:4:"file";s:13:"2018/07/x.png";s:5:"sizes";a:2:{
            s:9:"thumbnail";a:4:{s:4:"file";s:99:"x-150x150.png";s:5:"width";i:150;s:6:"height";i:150;s:9:"mime-type";s:9:"image/png";}
            s:6:"medium";a:4:{s:4:"file";s:1:"x-300x100.png";s:5:"width";s:3:"300";s:6:"height";i:100;}
            s:4:"evil";a:1:{s:4:"file";s:1:"../../x";s:5:"width";i:1;s:6:"height";i:1;}}s:10:"image_meta";a:1:{s:4:"file";s:1:"y";}}"#;
        let size = |file: &str, width, height| Size { file: file.into(), width, height };
        assert_eq!(sizes(serialised), [size("x-150x150.png", 150, 150), size("x-300x100.png", 300, 100)]);
        for nothing in ["", "a:0:{}", "\"sizes\";a:0:{}", "\"sizes\";a:1:{\"file\";s:"] {
            assert_eq!(sizes(nothing), [], "{nothing}");
        }
    }
}
