//! The helpers that templates call.

use std::collections::HashSet;
use std::sync::LazyLock;

use handlebars::{
    Context, Handlebars, Helper, HelperResult, Output, RenderContext, RenderError, RenderErrorReason,
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
    handlebars.register_helper("t", Box::new(say));
    handlebars.register_helper("named", Box::new(named));
    handlebars.register_helper("points", Box::new(points));
    handlebars.register_helper("asset", Box::new(asset));
}

/// `{{t "id" name=value}}`.
fn say(
    helper: &Helper<'_>,
    _: &Handlebars<'_>,
    context: &Context,
    _: &mut RenderContext<'_, '_>,
    out: &mut dyn Output,
) -> HelperResult {
    let id = text_of(helper, "t")?;
    let lang = lang_of(context);
    let known = WORDS.get(id.as_str()).filter(|id| lang.knows(id));
    let mut message = Message::new(known.ok_or_else(|| fault(format!("there is no message {id}")))?);
    for (name, value) in helper.hash() {
        let name = WORDS.get(*name).ok_or_else(|| fault(format!("{name} is no place of a message")))?;
        message = message.with(name, arg(value.value()));
    }
    out.write(&handlebars::html_escape(&lang.say(&message)))?;
    Ok(())
}

/// `{{named "role" id}}`: the word for one of a family of names.
fn named(
    helper: &Helper<'_>,
    _: &Handlebars<'_>,
    context: &Context,
    _: &mut RenderContext<'_, '_>,
    out: &mut dyn Output,
) -> HelperResult {
    let name = helper.param(1).and_then(|param| param.value().as_str());
    let name = name.ok_or_else(|| fault("named needs a family and a name".to_owned()))?;
    out.write(&handlebars::html_escape(&lang_of(context).named(&text_of(helper, "named")?, name)))?;
    Ok(())
}

/// `{{points x}}`: as it is, or a dash for none.
fn points(
    helper: &Helper<'_>,
    _: &Handlebars<'_>,
    _: &Context,
    _: &mut RenderContext<'_, '_>,
    out: &mut dyn Output,
) -> HelperResult {
    match helper.param(0).map(|param| param.value()) {
        Some(Value::String(text)) => out.write(&handlebars::html_escape(text))?,
        _ => out.write(NONE)?,
    }
    Ok(())
}

/// `{{asset "app.css"}}`.
fn asset(
    helper: &Helper<'_>,
    _: &Handlebars<'_>,
    _: &Context,
    _: &mut RenderContext<'_, '_>,
    out: &mut dyn Output,
) -> HelperResult {
    out.write(&assets::address(&text_of(helper, "asset")?))?;
    Ok(())
}

fn lang_of(context: &Context) -> Lang {
    let tag = context.data().get("frame").and_then(|frame| frame.get("lang")).and_then(Value::as_str);
    tag.and_then(Lang::from_tag).unwrap_or_default()
}

fn text_of(helper: &Helper<'_>, name: &'static str) -> Result<String, RenderError> {
    let text = helper.param(0).and_then(|param| param.value().as_str());
    text.map(str::to_owned).ok_or_else(|| fault(format!("{name} needs a text")))
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
