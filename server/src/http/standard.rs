//! A page as the standard of HTML writes it. Leptos marks places in a page with `<!>`, which every browser reads as an
//! empty comment and the standard calls an error, and writes its last scripts after the end of the document. What a
//! browser makes of the page is the same before and after.

const MARK: &str = "<!>";
const COMMENT: &str = "<!---->";
const END: &str = "</body>";

/// The page with its marks written out and its last scripts inside `body`.
pub(super) fn standard(html: &str) -> String {
    let mut page = String::with_capacity(html.len() + html.len() / 32);
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        page.push_str(&rest[..at]);
        rest = &rest[at..];
        if let Some(after) = rest.strip_prefix(MARK) {
            page.push_str(COMMENT);
            rest = after;
            continue;
        }
        // What looks like a mark inside a tag, a comment or a script is none.
        let end = if rest.starts_with("<!--") {
            rest.find("-->").map_or(rest.len(), |end| end + 3)
        } else {
            tag_end(rest)
        };
        let is_script = rest.get(..7).is_some_and(|name| name.eq_ignore_ascii_case("<script"));
        let end =
            if is_script { rest[end..].find("</script").map_or(rest.len(), |more| end + more) } else { end };
        page.push_str(&rest[..end]);
        rest = &rest[end..];
    }
    page.push_str(rest);
    scripts_inside(page)
}

/// Where the tag ends that the text begins with; a sign that begins none is passed by itself.
fn tag_end(text: &str) -> usize {
    let mut signs = text.char_indices().skip(1);
    if !signs.next().is_some_and(|(_, sign)| sign.is_ascii_alphabetic() || sign == '/') {
        return 1;
    }
    let mut quote = None;
    for (at, sign) in signs {
        match (quote, sign) {
            (None, '>') => return at + 1,
            (None, '"' | '\'') => quote = Some(sign),
            (Some(open), _) if sign == open => quote = None,
            _ => {}
        }
    }
    text.len()
}

/// Scripts after the end of the body are run as its last: they are written there.
fn scripts_inside(mut page: String) -> String {
    let (Some(end), Some(script)) = (page.rfind(END), page.rfind("</html>")) else { return page };
    let Some(begin) = page[script..].find("<script").map(|at| script + at) else { return page };
    let scripts = page.split_off(begin);
    page.insert_str(end, &scripts);
    page
}

#[cfg(test)]
mod tests {
    use super::standard;

    #[test]
    fn marks_are_written_as_comments_where_they_are_marks() {
        for (html, written) in [
            ("<p>a<!></p><!>", "<p>a<!----></p><!---->"),
            ("<!DOCTYPE html><html><!>", "<!DOCTYPE html><html><!---->"),
            ("<p title=\"<!>\">é<!></p>", "<p title=\"<!>\">é<!----></p>"),
            ("<p title='a\"<!>'><!>", "<p title='a\"<!>'><!---->"),
            ("<!-- <!> --><!>", "<!-- <!> --><!---->"),
            ("<script>if (a<b && \"<!>\") c</script><!>", "<script>if (a<b && \"<!>\") c</script><!---->"),
            ("a < b <!> c <", "a < b <!----> c <"),
            ("", ""),
        ] {
            assert_eq!(standard(html), written, "{html}");
        }
    }

    #[test]
    fn the_last_scripts_are_inside_the_body() {
        let html = "<html><body><p>x</p><!></body><!></html><!><script>A=[];</script><script>B=[];</script>";
        let written = "<html><body><p>x</p><!----><script>A=[];</script><script>B=[];</script></body><!----></html><!---->";
        assert_eq!(standard(html), written);
        assert_eq!(standard("<html><body></body></html>"), "<html><body></body></html>");
    }
}
