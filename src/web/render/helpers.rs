//! The helpers that templates call.

mod part;

use std::collections::HashSet;
use std::sync::LazyLock;

use handlebars::{
    Context, Handlebars, Helper, HelperDef, RenderContext, RenderError, RenderErrorReason, ScopedJson,
};
use serde_json::Value;

use super::{Pages, Partials};
use crate::domain::message::{Arg, Message};
use crate::texts::Lang;
use crate::web::assets;

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

pub(super) fn register(handlebars: &mut Handlebars<'static>) {
    handlebars.register_helper("t", Box::new(Written(say)));
    handlebars.register_helper("named", Box::new(Written(named)));
    handlebars.register_helper("points", Box::new(Written(points)));
    handlebars.register_helper("asset", Box::new(Written(asset)));
    handlebars.register_helper("part", Box::new(part::Part));
}

/// A helper that gives a text, which the template escapes or hands to a partial.
struct Written(fn(&Helper<'_>, &Context) -> Result<String, RenderError>);

impl HelperDef for Written {
    fn call_inner<'reg: 'rc, 'rc>(
        &self,
        helper: &Helper<'rc>,
        _: &'reg Handlebars<'reg>,
        context: &'rc Context,
        _: &mut RenderContext<'reg, 'rc>,
    ) -> Result<ScopedJson<'rc>, RenderError> {
        Ok(ScopedJson::Derived(Value::String(self.0(helper, context)?)))
    }
}

/// `{{t "id" name=value}}`.
fn say(helper: &Helper<'_>, context: &Context) -> Result<String, RenderError> {
    let id = text_of(helper, 0)?;
    let lang = lang_of(context);
    let known = WORDS.get(id.as_str()).filter(|id| lang.knows(id));
    let mut message = Message::new(known.ok_or_else(|| fault(format!("there is no message {id}")))?);
    for (name, value) in helper.hash() {
        let name = WORDS.get(*name).ok_or_else(|| fault(format!("{name} is no place of a message")))?;
        message = message.with(name, arg(value.value()));
    }
    Ok(lang.say(&message))
}

/// `{{named "role" id}}`: the word for one of a family of names.
fn named(helper: &Helper<'_>, context: &Context) -> Result<String, RenderError> {
    Ok(lang_of(context).named(&text_of(helper, 0)?, &text_of(helper, 1)?))
}

/// `{{points x}}`: as it is, or a dash for none.
fn points(helper: &Helper<'_>, _: &Context) -> Result<String, RenderError> {
    match helper.param(0).map(|param| param.value()) {
        Some(Value::String(text)) => Ok(text.clone()),
        Some(Value::Null) => Ok(NONE.to_owned()),
        other => Err(fault(format!("points are a text or nothing, not {other:?}"))),
    }
}

/// `{{asset "app.css"}}`.
fn asset(helper: &Helper<'_>, _: &Context) -> Result<String, RenderError> {
    Ok(assets::address(&text_of(helper, 0)?))
}

fn lang_of(context: &Context) -> Lang {
    let tag = context.data().get("frame").and_then(|frame| frame.get("lang")).and_then(Value::as_str);
    tag.and_then(Lang::from_tag).unwrap_or_default()
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
