//! `{{part "name" value key=value}}`: a partial that looks at values where they are. The library's own `{{> name}}`
//! copies what it is given once for each name and once more for all of it, and all that is read in it again.

use handlebars::{
    BlockContext, BlockParamHolder, Context, Handlebars, Helper, HelperDef, HelperResult, Output,
    PathAndJson, RenderContext, Renderable,
};
use serde_json::Value;

use super::{fault, text_of};

pub(super) struct Part;

impl HelperDef for Part {
    fn call<'reg: 'rc, 'rc>(
        &self,
        helper: &Helper<'rc>,
        registry: &'reg Handlebars<'reg>,
        context: &'rc Context,
        render: &mut RenderContext<'reg, 'rc>,
        out: &mut dyn Output,
    ) -> HelperResult {
        let name = text_of(helper, 0)?;
        let partial = registry.get_template(&name);
        let partial = partial.ok_or_else(|| fault(format!("there is no partial {name}")))?;
        let around = render.get_current_template_name();
        render.push_block(block(helper));
        let written = partial.render(registry, context, render, out);
        render.pop_block();
        render.set_current_template_name(around);
        written
    }
}

/// What the partial sees: the value as `this`, and the others by their names.
fn block<'rc>(helper: &Helper<'rc>) -> BlockContext<'rc> {
    let mut block = BlockContext::new();
    match helper.param(1).map(|value| (value.context_path(), value.value())) {
        Some((Some(path), _)) => block.base_path_mut().clone_from(path),
        Some((None, value)) => block.set_base_value(value.clone()),
        None => block.set_base_value(Value::Null),
    }
    for (name, value) in helper.hash() {
        block.set_block_param(name, holder(value, block.base_path().is_empty()));
    }
    block
}

/// A path is looked up below that of the block, so only a block without one leads anywhere by it.
fn holder(value: &PathAndJson<'_>, from_root: bool) -> BlockParamHolder {
    match value.context_path().filter(|_| from_root) {
        Some(path) => BlockParamHolder::path(path.clone()),
        None => BlockParamHolder::value(value.value().clone()),
    }
}
