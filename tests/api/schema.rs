//! Whether JSON is as a schema of an OpenAPI document says: the keywords that ours has, and no property more.

use std::collections::BTreeSet;

use serde_json::Value;

/// Nothing, or where and how the value is another.
pub(crate) fn fits(document: &Value, schema: &Value, value: &Value) -> Result<(), String> {
    let schema = resolved(document, schema);
    if let Some(choices) = schema["oneOf"].as_array() {
        let fitting = choices.iter().filter(|choice| fits(document, choice, value).is_ok()).count();
        return if fitting == 1 { Ok(()) } else { Err(format!("{fitting} of {schema} fit {value}")) };
    }
    if let Some(known) = schema["enum"].as_array().filter(|known| !known.contains(value)) {
        return Err(format!("{value} is none of {known:?}"));
    }
    let types = types(schema);
    if !types.is_empty() && !types.iter().any(|kind| is_of(kind, value)) {
        return Err(format!("{value} is not of {types:?}"));
    }
    match value {
        Value::Array(values) if schema["items"].is_object() => {
            values.iter().try_for_each(|value| fits(document, &schema["items"], value))
        }
        Value::Object(_) => fits_object(document, schema, value),
        _ => Ok(()),
    }
}

fn fits_object(document: &Value, schema: &Value, value: &Value) -> Result<(), String> {
    let parts = parts(document, schema);
    if parts.iter().all(|part| part["properties"].is_null() && part["additionalProperties"].is_null()) {
        return Ok(());
    }
    let named = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let needed: BTreeSet<String> =
        parts.iter().filter_map(|part| part["required"].as_array()).flatten().map(named).collect();
    if let Some(lost) = needed.iter().find(|name| value.get(name.as_str()).is_none()) {
        return Err(format!("{lost} is missing in {value}"));
    }
    for (name, own) in value.as_object().into_iter().flatten() {
        let known = parts.iter().find_map(|part| part["properties"].get(name));
        let other = parts.iter().map(|part| &part["additionalProperties"]).find(|schema| schema.is_object());
        let schema = known.or(other).ok_or_else(|| format!("{name} is not described"))?;
        fits(document, schema, own).map_err(|fault| format!("{name}: {fault}"))?;
    }
    Ok(())
}

fn resolved<'a>(document: &'a Value, schema: &'a Value) -> &'a Value {
    match schema["$ref"].as_str() {
        Some(target) => document.pointer(target.trim_start_matches('#')).unwrap_or(&Value::Null),
        None => schema,
    }
}

/// A schema with all that it is put together from.
fn parts<'a>(document: &'a Value, schema: &'a Value) -> Vec<&'a Value> {
    let schema = resolved(document, schema);
    let of = schema["allOf"].as_array().into_iter().flatten().flat_map(|part| parts(document, part));
    std::iter::once(schema).chain(of).collect()
}

fn types(schema: &Value) -> Vec<&str> {
    match &schema["type"] {
        Value::String(one) => vec![one],
        Value::Array(several) => several.iter().filter_map(Value::as_str).collect(),
        _ => Vec::new(),
    }
}

fn is_of(kind: &str, value: &Value) -> bool {
    match kind {
        "null" => value.is_null(),
        "boolean" => value.is_boolean(),
        "integer" => value.is_i64() || value.is_u64(),
        "number" => value.is_number(),
        "string" => value.is_string(),
        "array" => value.is_array(),
        _ => value.is_object(),
    }
}
