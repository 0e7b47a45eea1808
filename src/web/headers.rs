//! Headers that carry names of people's files, and those that keep pages safe.

use actix_web::http::header::{self, HeaderMap, HeaderName, HeaderValue};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

/// What may stand as it is in `filename*`: the `attr-char` of RFC 5987.
const UNENCODED: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'!')
    .remove(b'#')
    .remove(b'$')
    .remove(b'&')
    .remove(b'+')
    .remove(b'-')
    .remove(b'.')
    .remove(b'^')
    .remove(b'_')
    .remove(b'`')
    .remove(b'|')
    .remove(b'~');

/// Nothing from elsewhere, no inline scripts or styles; pictures in style sheets are `data:`.
const POLICY: &str = "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:; \
                      connect-src 'self'; frame-src 'none'; worker-src 'none'; object-src 'none'; \
                      base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

/// The same for a page that shows a PDF, which our own worker reads.
pub(super) const WITH_WORKER: &str = "default-src 'self'; script-src 'self'; style-src 'self'; \
                                      img-src 'self' data:; connect-src 'self'; frame-src 'none'; \
                                      worker-src 'self'; object-src 'none'; base-uri 'none'; \
                                      form-action 'self'; frame-ancestors 'none'";

/// The policy of that worker: it decodes scans by modules of ours (WebAssembly), asks nobody and runs nothing else.
pub(super) const OF_WORKER: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; \
                                    connect-src 'self'; font-src 'self'; frame-ancestors 'none'";

/// What no page of ours asks of a machine.
const PERMISSIONS: &str = "camera=(), microphone=(), geolocation=(), payment=(), usb=(), serial=(), hid=(), \
                           display-capture=(), browsing-topics=()";

/// Sets what every answer carries, unless the answer has set its own.
pub(super) fn secure(headers: &mut HeaderMap, https: bool) {
    let mut all: Vec<(HeaderName, &'static str)> = vec![
        (header::CONTENT_SECURITY_POLICY, POLICY),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::REFERRER_POLICY, "same-origin"),
        (header::X_FRAME_OPTIONS, "DENY"),
        (header::CACHE_CONTROL, "no-store"),
        (header::CROSS_ORIGIN_OPENER_POLICY, "same-origin"),
        (header::CROSS_ORIGIN_RESOURCE_POLICY, "same-origin"),
        (header::PERMISSIONS_POLICY, PERMISSIONS),
    ];
    if https {
        all.push((header::STRICT_TRANSPORT_SECURITY, "max-age=31536000"));
    }
    for (name, value) in all {
        if !headers.contains_key(&name) {
            headers.insert(name, HeaderValue::from_static(value));
        }
    }
}

/// How a browser shall keep a file: under its own name, whatever script it is in (RFC 6266). Old programs
/// get a name in ASCII with `_` for all else.
pub(super) fn content_disposition(kind: &str, name: &str) -> String {
    let plain: String = name
        .chars()
        .map(|char| match char {
            '"' | '\\' | '%' => '_',
            ' '..='~' => char,
            _ => '_',
        })
        .collect();
    format!("{kind}; filename=\"{plain}\"; filename*=UTF-8''{}", utf8_percent_encode(name, UNENCODED))
}

/// The name of a file from the head of an upload's part. Browsers write `%22` for a quote and leave a
/// backslash as it is; some programs write `\"`.
pub(super) fn file_name(disposition: &str) -> Option<String> {
    if let Some((_, encoded)) = disposition.split_once("filename*=") {
        let value = encoded.split(';').next()?.trim();
        let (_, text) = value.split_once("''")?;
        return Some(percent_decode_str(text).decode_utf8_lossy().into_owned());
    }
    let (_, value) = disposition.split_once("filename=")?;
    let Some(quoted) = value.strip_prefix('"') else {
        return Some(value.split(';').next()?.trim().to_owned());
    };
    Some(unquoted(quoted))
}

fn unquoted(quoted: &str) -> String {
    let mut name = String::new();
    let mut chars = quoted.chars().peekable();
    while let Some(char) = chars.next() {
        match char {
            '"' => break,
            '\\' if chars.peek() == Some(&'"') => name.extend(chars.next()),
            other => name.push(other),
        }
    }
    name.replace("%22", "\"").replace("%0D", "\r").replace("%0A", "\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_survive_a_download_in_any_script() {
        let check =
            |name: &str, expected: &str| assert_eq!(content_disposition("attachment", name), expected);
        check("a.pdf", "attachment; filename=\"a.pdf\"; filename*=UTF-8''a.pdf");
        check("会议.pdf", "attachment; filename=\"__.pdf\"; filename*=UTF-8''%E4%BC%9A%E8%AE%AE.pdf");
        check("𠮷.pdf", "attachment; filename=\"_.pdf\"; filename*=UTF-8''%F0%A0%AE%B7.pdf");
        check(
            "a\"\r\nSet-Cookie: x",
            "attachment; filename=\"a___Set-Cookie: x\"; filename*=UTF-8''a%22%0D%0ASet-Cookie%3A%20x",
        );
    }

    #[test]
    fn names_survive_an_upload_however_they_are_quoted() {
        let check = |head: &str, expected: &str| {
            assert_eq!(file_name(&format!("form-data; name=\"file\"; {head}")).as_deref(), Some(expected));
        };
        check("filename=\"会议纪要(终稿).docx\"", "会议纪要(终稿).docx");
        check("filename=\"a/b\\c:d.pdf\"", "a/b\\c:d.pdf");
        check("filename=\"a%22b\\\"c.pdf\"; x=1", "a\"b\"c.pdf");
        check("filename=plain.pdf", "plain.pdf");
        check("filename=\"_.pdf\"; filename*=UTF-8''%F0%A0%AE%B7.pdf", "𠮷.pdf");
        assert_eq!(file_name("form-data; name=\"title\""), None);
    }
}
