//! The content policy: the reader's browser talks to this server only, and runs no script but the page's own.
//!
//! Inline scripts (what starts the application, and Leptos' own) are allowed by the hash of what they say, reckoned
//! from the page as it is sent: a page can so be kept, where a nonce would have to differ each time.

use axum::http::HeaderValue;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{
    BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};
use sha2::{Digest, Sha256};
use std::cell::RefCell;

/// The policy of one server.
#[derive(Clone, Debug)]
pub(super) struct Policy {
    rest: String,
    without_scripts: HeaderValue,
}

impl Policy {
    /// `reload`: the port that `cargo leptos watch` tells the page of changes on.
    pub(super) fn new(reload: Option<u32>) -> Self {
        let connect = reload.map_or(String::new(), |port| {
            format!("; connect-src 'self' ws://127.0.0.1:{port} ws://localhost:{port}")
        });
        let rest = format!(
            "; img-src 'self'; object-src 'none'; base-uri 'self'; frame-ancestors 'none'; form-action 'self'{connect}"
        );
        let without_scripts = header(&[], &rest);
        Self { rest, without_scripts }
    }

    /// The policy of what has no inline script.
    pub(super) fn without_scripts(&self) -> HeaderValue {
        self.without_scripts.clone()
    }

    /// The policy of a page.
    pub(super) fn of_page(&self, html: &str) -> HeaderValue {
        header(&inline_scripts(html), &self.rest)
    }
}

fn header(scripts: &[String], rest: &str) -> HeaderValue {
    let mut sources: Vec<String> = scripts.iter().map(|script| source(script)).collect();
    sources.sort_unstable();
    sources.dedup();
    let sources: String = sources.into_iter().map(|source| format!(" {source}")).collect();
    let text = format!("default-src 'self'; script-src 'self' 'wasm-unsafe-eval'{sources}{rest}");
    // Only ASCII letters, digits and signs go in, so that this cannot fail; were it to, nothing is allowed.
    HeaderValue::try_from(text).unwrap_or(HeaderValue::from_static("default-src 'none'"))
}

fn source(script: &str) -> String {
    format!("'sha256-{}'", STANDARD.encode(Sha256::digest(script.as_bytes())))
}

/// The inline scripts of a page, as a browser's tokenizer finds them: what merely looks like one within an
/// attribute, a comment or a text is none.
pub(super) fn inline_scripts(html: &str) -> Vec<String> {
    let tokenizer = Tokenizer::new(Scripts::default(), TokenizerOpts::default());
    let input = BufferQueue::default();
    input.push_back(StrTendril::from(html));
    // A script's end pauses the tokenizer for a browser to run it; here it goes on.
    while let html5ever::TokenizerResult::Script(()) = tokenizer.feed(&input) {}
    tokenizer.end();
    tokenizer.sink.found.into_inner()
}

#[derive(Default)]
struct Scripts {
    open: RefCell<Option<String>>,
    found: RefCell<Vec<String>>,
}

impl TokenSink for Scripts {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        match token {
            Token::TagToken(tag) if tag.kind == TagKind::StartTag => return self.start(&tag),
            Token::TagToken(tag) if &*tag.name == "script" => {
                self.found.borrow_mut().extend(self.open.borrow_mut().take());
            }
            Token::CharacterTokens(text) => {
                if let Some(script) = self.open.borrow_mut().as_mut() {
                    script.push_str(&text);
                }
            }
            _ => {}
        }
        TokenSinkResult::Continue
    }
}

impl Scripts {
    fn start(&self, tag: &Tag) -> TokenSinkResult<()> {
        match &*tag.name {
            "script" => {
                if runs_inline(tag) {
                    *self.open.borrow_mut() = Some(String::new());
                }
                TokenSinkResult::RawData(RawKind::ScriptData)
            }
            "style" | "noframes" | "iframe" | "xmp" | "noembed" => TokenSinkResult::RawData(RawKind::Rawtext),
            "textarea" | "title" => TokenSinkResult::RawData(RawKind::Rcdata),
            "plaintext" => TokenSinkResult::Plaintext,
            _ => TokenSinkResult::Continue,
        }
    }
}

/// Whether a script element is one that the policy must allow: no file, and no mere data (JSON-LD).
fn runs_inline(tag: &Tag) -> bool {
    let attribute =
        |name: &str| tag.attrs.iter().find(|a| &*a.name.local == name).map(|a| a.value.trim().to_lowercase());
    let kind = attribute("type").unwrap_or_default();
    let runs = matches!(
        kind.as_str(),
        "" | "module" | "text/javascript" | "application/javascript" | "importmap" | "speculationrules"
    );
    runs && attribute("src").is_none()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_scripts_that_a_browser_would_run_are_allowed() {
        for (html, scripts) in [
            ("<script>a < b</script>", vec!["a < b"]),
            ("<script type=module>import(1)</script><p><SCRIPT nonce=x>2</SCRIPT>", vec!["import(1)", "2"]),
            ("<script src='/theme.js'></script>", vec![]),
            ("<script type=\"application/ld+json\">{}</script>", vec![]),
            ("<script type=text/plain>data</script>", vec![]),
            ("<p title='<script>no</script>'>", vec![]),
            ("<!-- <script>no</script> -->", vec![]),
            ("<textarea><script>no</script></textarea>", vec![]),
            ("<title><script>no</script></title>", vec![]),
            ("", vec![]),
        ] {
            assert_eq!(inline_scripts(html), scripts, "{html}");
        }
    }

    #[test]
    fn the_policy_of_a_page_names_the_hash_of_its_script() {
        // echo -n 'alert(1)' | openssl dgst -sha256 -binary | base64
        let policy = Policy::new(None).of_page("<script>alert(1)</script>");
        let policy = policy.to_str().unwrap();
        assert!(
            policy.contains(
                "script-src 'self' 'wasm-unsafe-eval' 'sha256-bhHHL3z2vDgxUt0W3dWQOrprscmda2Y5pLsLg4GF+pI=';"
            ),
            "{policy}"
        );
        assert!(policy.starts_with("default-src 'self'; ") && !policy.contains("unsafe-inline"), "{policy}");
    }

    #[test]
    fn a_page_that_is_watched_may_talk_to_the_watcher() {
        let policy = Policy::new(Some(3001)).without_scripts();
        assert!(
            policy.to_str().unwrap().ends_with("connect-src 'self' ws://127.0.0.1:3001 ws://localhost:3001")
        );
    }
}
