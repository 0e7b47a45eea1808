//! axe-core in the page that is open.

use serde_json::Value;

use crate::chromium::Browser;
use crate::npm;

pub(crate) struct Axe(String);

impl Axe {
    pub(crate) fn new() -> Self {
        let path = npm::folder().join("node_modules/axe-core/axe.min.js");
        Self(std::fs::read_to_string(path).unwrap())
    }

    /// What every rule finds wrong, those included that are not on by themselves and belong to WCAG 2.2 AA.
    pub(crate) fn all(&self, browser: &Browser) -> Vec<String> {
        self.run(browser, "{resultTypes: ['violations'], rules: {'target-size': {enabled: true}}}")
    }

    /// The same of the rules that colours can break.
    pub(crate) fn colours(&self, browser: &Browser) -> Vec<String> {
        let only = "{type: 'rule', values: ['color-contrast', 'link-in-text-block']}";
        self.run(browser, &format!("{{resultTypes: ['violations'], runOnly: {only}}}"))
    }

    fn run(&self, browser: &Browser, options: &str) -> Vec<String> {
        let found = browser.script(&format!(
            "{}; return axe.run(document, {options}).then((found) => found.violations.map((one) =>
                one.id + ': ' + one.nodes.slice(0, 3).map((node) => node.html.slice(0, 200)
                    + ' ' + node.failureSummary.slice(0, 300)).join(' | ')))",
            self.0
        ));
        let lines = found.as_array().unwrap_or_else(|| panic!("axe gives {found}"));
        lines.iter().map(Value::to_string).collect()
    }
}
