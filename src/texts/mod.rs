//! Words for people: turns [`Message`]s into sentences of the reader's language.
//!
//! The sentences are Fluent files under `templates/texts/<language>/`, one file a part of the
//! product, the same ids in each language (`tests/texts.rs` compares them).

mod size;

use std::borrow::Cow;
use std::sync::LazyLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use rust_embed::RustEmbed;
use serde::{Deserialize, Serialize};
use unic_langid::LanguageIdentifier;

use crate::domain::message::{Arg, Message};
pub use size::human_size;

#[derive(RustEmbed)]
#[folder = "templates/texts"]
struct Files;

/// A language that the whole product speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize, clap::ValueEnum)]
pub enum Lang {
    /// 简体中文, the language of the field and the default.
    #[default]
    #[serde(rename = "zh-Hans")]
    #[value(name = "zh-Hans")]
    Hans,
    /// 繁體中文.
    #[serde(rename = "zh-Hant")]
    #[value(name = "zh-Hant")]
    Hant,
    /// English.
    #[serde(rename = "en")]
    #[value(name = "en")]
    English,
}

impl Lang {
    /// Every language, in the order of the menu.
    pub const ALL: [Self; 3] = [Self::Hans, Self::Hant, Self::English];

    /// The BCP 47 tag, as in `lang=` and in the folder names.
    pub fn tag(self) -> &'static str {
        match self {
            Self::Hans => "zh-Hans",
            Self::Hant => "zh-Hant",
            Self::English => "en",
        }
    }

    /// The language's own name for itself.
    pub fn own_name(self) -> &'static str {
        match self {
            Self::Hans => "简体中文",
            Self::Hant => "繁體中文",
            Self::English => "English",
        }
    }

    /// The language with this tag.
    pub fn from_tag(tag: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|lang| lang.tag() == tag)
    }

    /// The language that an `Accept-Language` header asks for first, of those we speak.
    pub fn from_header(header: &str) -> Option<Self> {
        header.split(',').find_map(|part| {
            let tag = part.split(';').next()?.trim().to_ascii_lowercase();
            match tag.as_str() {
                "zh-tw" | "zh-hk" | "zh-mo" => Some(Self::Hant),
                _ if tag.starts_with("zh-hant") => Some(Self::Hant),
                _ if tag.starts_with("zh") => Some(Self::Hans),
                _ if tag.starts_with("en") => Some(Self::English),
                _ => None,
            }
        })
    }

    /// Sentences follow one another; phrases are divided by the language's list mark.
    fn join(self, parts: impl Iterator<Item = String>) -> String {
        let chinese = self != Self::English;
        parts.fold(String::new(), |joined, part| {
            let divider = match (joined.chars().last(), chinese) {
                (None, _) | (Some('。' | '？' | '！'), true) => "",
                (Some('.' | '?' | '!'), false) => " ",
                (Some(_), true) => "；",
                (Some(_), false) => "; ",
            };
            joined + divider + &part
        })
    }

    fn bundle(self) -> &'static FluentBundle<FluentResource> {
        static HANS: LazyLock<FluentBundle<FluentResource>> = LazyLock::new(|| load(Lang::Hans));
        static HANT: LazyLock<FluentBundle<FluentResource>> = LazyLock::new(|| load(Lang::Hant));
        static ENGLISH: LazyLock<FluentBundle<FluentResource>> = LazyLock::new(|| load(Lang::English));
        match self {
            Self::Hans => &HANS,
            Self::Hant => &HANT,
            Self::English => &ENGLISH,
        }
    }

    /// The sentence for `message`. An unknown id gives the id itself, so that a slip is seen.
    pub fn say(self, message: &Message) -> String {
        let bundle = self.bundle();
        let Some(pattern) = bundle.get_message(&message.id).and_then(|found| found.value()) else {
            return message.id.clone().into_owned();
        };
        let mut args = FluentArgs::new();
        for (name, value) in &message.args {
            args.set(name.clone(), self.value(value));
        }
        let mut errors = Vec::new();
        let said = bundle.format_pattern(pattern, Some(&args), &mut errors);
        for error in errors {
            tracing::error!(id = %message.id, %error, "message could not be put together");
        }
        Cow::into_owned(said)
    }

    /// The sentence with this id, for messages without places.
    pub fn word(self, id: &'static str) -> String {
        self.say(&Message::new(id))
    }

    /// The word for one of a family of names, such as `role-county_clerk`, with `-` for points in it; a name that only
    /// a sheet knows stands for itself.
    pub fn named(self, family: &str, name: &str) -> String {
        let id = format!("{family}-{}", name.replace('.', "-"));
        let pattern = self.bundle().get_message(&id).and_then(|found| found.value());
        let said = pattern.map(|pattern| self.bundle().format_pattern(pattern, None, &mut Vec::new()));
        said.map_or_else(|| name.to_owned(), Cow::into_owned)
    }

    /// Whether a message with this id exists.
    pub fn knows(self, id: &str) -> bool {
        self.bundle().has_message(id)
    }

    fn value(self, arg: &Arg) -> FluentValue<'static> {
        match arg {
            Arg::Text(text) => FluentValue::from(text.clone()),
            Arg::Number(number) => FluentValue::from(*number),
            Arg::Said(message) => FluentValue::from(self.say(message)),
            Arg::List(list) => FluentValue::from(self.join(list.iter().map(|message| self.say(message)))),
        }
    }
}

/// Reads every message file of one language; a broken file is a fault of the build and is logged.
fn load(lang: Lang) -> FluentBundle<FluentResource> {
    let language: LanguageIdentifier = lang.tag().parse().unwrap_or_default();
    let mut bundle = FluentBundle::new_concurrent(vec![language]);
    bundle.set_use_isolating(false);
    for path in Files::iter().filter(|path| path.starts_with(lang.tag())) {
        let Some(file) = Files::get(&path) else { continue };
        let text = String::from_utf8_lossy(&file.data).into_owned();
        let resource = FluentResource::try_new(text).unwrap_or_else(|(resource, errors)| {
            tracing::error!(%path, ?errors, "message file has faults");
            resource
        });
        if let Err(errors) = bundle.add_resource(resource) {
            tracing::error!(%path, ?errors, "message file repeats ids");
        }
    }
    bundle
}
