//! The helpers that templates call.

mod part;

use std::collections::HashSet;
use std::sync::LazyLock;

use handlebars::{
    Context, Handlebars, Helper, HelperDef, RenderContext, RenderError, RenderErrorReason, ScopedJson,
    html_escape,
};
use serde_json::Value;

use super::{Pages, Partials};
use crate::domain::message::{Arg, Message};
use crate::texts::Lang;

/// What stands for points that are not there.
const NONE: &str = "—";

/// Every word of the templates, which live as long as the program: message ids and names of their places are
/// of that kind.
static WORDS: LazyLock<HashSet<&'static str>> = LazyLock::new(|| {
    let pages = Pages::iter().filter_map(|path| Pages::get(&path));
    let files = pages.chain(Partials::iter().filter_map(|path| Partials::get(&path)));
    let mut words = HashSet::new();
    for file in files {
        let std::borrow::Cow::Borrowed(bytes) = file.data else { continue };
        let text = std::str::from_utf8(bytes).unwrap_or_default();
        words.extend(text.split(|char: char| !(char.is_ascii_alphanumeric() || char == '-' || char == '_')));
    }
    words
});

pub(super) fn register(handlebars: &mut Handlebars<'static>, lang: Lang) {
    let helpers: [(&str, Write); 3] = [("t", say), ("named", named), ("points", points)];
    for (name, write) in helpers {
        handlebars.register_helper(name, Box::new(Written(write, lang)));
    }
    handlebars.register_helper("part", Box::new(part::Part));
    handlebars.register_escape_fn(escaped);
}

/// Signs that mean something in HTML, as the library has them.
const SIGNS: [char; 7] = ['<', '>', '"', '&', '\'', '`', '='];

/// As the library's own, but what lies between the signs is taken over at once, where that goes sign by sign.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for part in text.split_inclusive(SIGNS) {
        let plain = part.trim_end_matches(SIGNS);
        escaped.push_str(plain);
        if let Some(sign) = part.get(plain.len()..).filter(|sign| !sign.is_empty()) {
            escaped.push_str(&html_escape(sign));
        }
    }
    escaped
}

type Write = fn(&Helper<'_>, Lang) -> Result<String, RenderError>;

/// A helper that gives a text of a language, which the template escapes or hands to a partial.
struct Written(Write, Lang);

impl HelperDef for Written {
    fn call_inner<'reg: 'rc, 'rc>(
        &self,
        helper: &Helper<'rc>,
        _: &'reg Handlebars<'reg>,
        _: &'rc Context,
        _: &mut RenderContext<'reg, 'rc>,
    ) -> Result<ScopedJson<'rc>, RenderError> {
        Ok(ScopedJson::Derived(Value::String(self.0(helper, self.1)?)))
    }
}

/// `{{t "id" name=value}}`.
fn say(helper: &Helper<'_>, lang: Lang) -> Result<String, RenderError> {
    let id = text_of(helper, 0)?;
    let known = WORDS.get(id.as_str()).filter(|id| lang.knows(id));
    let mut message = Message::new(known.ok_or_else(|| fault(format!("there is no message {id}")))?);
    for (name, value) in helper.hash() {
        let name = WORDS.get(*name).ok_or_else(|| fault(format!("{name} is no place of a message")))?;
        message = message.with(name, arg(value.value()));
    }
    Ok(lang.say(&message))
}

/// `{{named "role" id}}`: the word for one of a family of names.
fn named(helper: &Helper<'_>, lang: Lang) -> Result<String, RenderError> {
    Ok(lang.named(&text_of(helper, 0)?, &text_of(helper, 1)?))
}

/// `{{points x}}`: as it is, or a dash for none.
fn points(helper: &Helper<'_>, _: Lang) -> Result<String, RenderError> {
    match helper.param(0).map(|param| param.value()) {
        Some(Value::String(text)) => Ok(text.clone()),
        Some(Value::Null) => Ok(NONE.to_owned()),
        other => Err(fault(format!("points are a text or nothing, not {other:?}"))),
    }
}

fn text_of(helper: &Helper<'_>, place: usize) -> Result<String, RenderError> {
    let text = helper.param(place).and_then(|param| param.value().as_str());
    text.map(str::to_owned).ok_or_else(|| fault(format!("{} needs a text at {place}", helper.name())))
}

fn arg(value: &Value) -> Arg {
    match value {
        Value::Number(number) => number.as_i64().map_or_else(|| Arg::Text(number.to_string()), Arg::Number),
        Value::String(text) => Arg::Text(text.clone()),
        other => Arg::Text(other.to_string()),
    }
}

fn fault(text: String) -> RenderError {
    RenderErrorReason::Other(text).into()
}

#[cfg(test)]
mod tests {
    use handlebars::html_escape;
    use proptest::prelude::*;

    use super::escaped;

    proptest! {
        #[test]
        fn texts_are_escaped_as_the_library_does(text in r#"([<>"&'`=]|[a-z]|\PC){0,40}"#) {
            prop_assert_eq!(escaped(&text), html_escape(&text));
        }
    }
}
