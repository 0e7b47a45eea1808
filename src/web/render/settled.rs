//! What a template says alike on every page of a language is written into it when it is read: `{{t "id"}}` without
//! places, `{{named "role" "city_leader"}}`, `{{asset "app.css"}}`. A third of what templates ask for is of this kind.

use handlebars::html_escape;

use crate::domain::message::Message;
use crate::texts::Lang;
use crate::web::assets;

/// The template with its fixed words.
///
/// # Errors
/// When there is no message of an id.
pub(super) fn written(template: &str, lang: Lang) -> Result<String, String> {
    let mut parts = template.split("{{");
    let mut written = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        match part.split_once("}}").and_then(|(asked, rest)| Some((fixed(asked, lang)?, rest))) {
            Some((word, rest)) => written.extend([html_escape(&word?).as_str(), rest]),
            None => written.extend(["{{", part]),
        }
    }
    Ok(written)
}

/// What an expression gives that is made of a helper and words alone; none for all others.
fn fixed(asked: &str, lang: Lang) -> Option<Result<String, String>> {
    let (helper, words) = asked.split_once(' ')?;
    let words: Vec<&str> = words.strip_prefix('"')?.strip_suffix('"')?.split("\" \"").collect();
    if words.iter().any(|word| word.contains('"')) {
        return None;
    }
    match (helper, words.as_slice()) {
        ("t", &[id]) if lang.knows(id) => {
            Some(Ok(lang.say(&Message { id: id.to_owned().into(), args: Vec::new() })))
        }
        ("t", &[id]) => Some(Err(format!("there is no message {id}"))),
        ("named", &[family, name]) => Some(Ok(lang.named(family, name))),
        ("asset", &[name]) => Some(Ok(assets::address(name))),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::written;
    use crate::texts::Lang;

    #[test]
    fn fixed_words_are_written_in_and_nothing_else_is() {
        let same = [
            "{{t \"web-year\" year=year}}",
            "{{#if (t \"web-item\")}}{{/if}}",
            "{{named \"state\" view.state}}",
            "{{part \"tile\" label=(t \"web-item\")}}",
            "{{named \"state\" \"waiting\" more=\"x\"}}",
            "{{{raw}}} {{!-- {{x}} --}} {{",
        ];
        for template in same {
            assert_eq!(written(template, Lang::English).unwrap(), template);
        }
        let said =
            written("<p title=\"{{t \"web-item\"}}\">{{x}}{{named \"state\" \"accepted\"}}", Lang::English);
        assert_eq!(said.unwrap(), "<p title=\"Item\">{{x}}Accepted");
    }

    #[test]
    fn an_unknown_message_is_a_fault_of_the_template() {
        assert!(written("{{t \"web-no-such-text\"}}", Lang::Hans).unwrap_err().contains("web-no-such-text"));
    }
}
