//! WordPress exports of our own making, to hold something hostile.

/// An export with these items, each a whole `<item>`.
#[must_use]
pub fn export(items: &str) -> String {
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" ?>\n<rss version=\"2.0\" \
         xmlns:excerpt=\"http://wordpress.org/export/1.2/excerpt/\" \
         xmlns:content=\"http://purl.org/rss/1.0/modules/content/\" \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:wp=\"http://wordpress.org/export/1.2/\">\n<channel>\
         <title>Un blog</title><link>https://blog.example</link><language>fr-FR</language>\
         <wp:base_blog_url>https://blog.example</wp:base_blog_url>\n{items}</channel></rss>\n"
    )
}

/// A public post with this number and body, and more elements, as they are written.
#[must_use]
pub fn post(id: u64, body: &str, more: &str) -> String {
    format!(
        "<item><title>Article {id}</title><link>https://blog.example/2018/07/12/article-{id}/</link>\
         <dc:creator>anne</dc:creator><content:encoded>{}</content:encoded><wp:post_id>{id}</wp:post_id>\
         <wp:post_date>2018-07-12 09:30:00</wp:post_date><wp:post_date_gmt>2018-07-12 07:30:00</wp:post_date_gmt>\
         <wp:post_name>article-{id}</wp:post_name><wp:status>publish</wp:status><wp:post_type>post</wp:post_type>{more}</item>\n",
        cdata(body)
    )
}

/// A text as XML holds it, whatever is in it.
#[must_use]
pub fn cdata(text: &str) -> String {
    format!("<![CDATA[{}]]>", text.replace("]]>", "]]]]><![CDATA[>"))
}
