//! What another version of a sheet changes, said before it is taken.

use super::rule::rule_in_words;
use crate::domain::message::Message;
use crate::domain::points::Points;
use crate::domain::standard::{Aspect, Bonus, EvidenceKind, Item, Standard, Veto};

/// Something that stands under a code.
trait Coded: PartialEq {
    /// The family of its name in messages, such as `item`.
    const WHAT: &'static str;
    fn code(&self) -> &str;
    fn name(&self) -> &str;
    /// What changed between two that have one code, in detail.
    fn changes(&self, new: &Self) -> Vec<Message>;
}

/// Every difference, in the order of the sheet: totals, kinds, aspects, items, vetoes, bonus items.
pub fn differences(old: &Standard, new: &Standard) -> Vec<Message> {
    let mut all = totals(old, new);
    all.extend(between(&old.kinds, &new.kinds));
    all.extend(between(&old.aspects, &new.aspects));
    all.extend(between(&old.items, &new.items));
    all.extend(between(&old.vetoes, &new.vetoes));
    all.extend(between(&old.bonuses, &new.bonuses));
    if old.word_classes != new.word_classes {
        all.push(Message::new("sheet-diff-word-classes"));
    }
    all
}

fn totals(old: &Standard, new: &Standard) -> Vec<Message> {
    let mut changed = Vec::new();
    if old.title != new.title {
        changed.push(from_to("sheet-diff-title", &old.title, &new.title));
    }
    changed.extend(points("sheet-diff-base-total", old.base_total, new.base_total));
    changed.extend(points("sheet-diff-bonus-cap", old.bonus_cap, new.bonus_cap));
    changed
}

fn between<T: Coded>(old: &[T], new: &[T]) -> Vec<Message> {
    let about = |id, one: &T| {
        let what = Message::new(T::WHAT).with("code", one.code());
        Message::new(id).with("what", what).with("name", one.name())
    };
    let mut found = Vec::new();
    for one in new {
        match old.iter().find(|known| known.code() == one.code()) {
            None => found.push(about("sheet-diff-added", one)),
            Some(known) if known != one => {
                found.push(about("sheet-diff-changed", one).with("changes", known.changes(one)));
            }
            Some(_) => {}
        }
    }
    let gone = old.iter().filter(|known| !new.iter().any(|one| one.code() == known.code()));
    found.extend(gone.map(|one| about("sheet-diff-removed", one)));
    found
}

fn from_to(id: &'static str, old: impl ToString, new: impl ToString) -> Message {
    Message::new(id).with("old", old.to_string()).with("new", new.to_string())
}

fn points(id: &'static str, old: Points, new: Points) -> Option<Message> {
    (old != new).then(|| from_to(id, old, new))
}

fn name(old: &str, new: &str) -> Option<Message> {
    (old != new).then(|| from_to("sheet-diff-name", old, new))
}

/// What is said when the parts that are told in detail are the same.
fn or_else_details(found: Vec<Message>) -> Vec<Message> {
    if found.is_empty() { vec![Message::new("sheet-diff-details")] } else { found }
}

impl Coded for Item {
    const WHAT: &'static str = "sheet-owner-item";

    fn code(&self) -> &str {
        &self.code
    }

    fn name(&self) -> &str {
        &self.name
    }

    fn changes(&self, new: &Self) -> Vec<Message> {
        let mut found: Vec<Message> = name(&self.name, &new.name).into_iter().collect();
        found.extend(points("sheet-diff-points", self.points, new.points));
        if (&self.rule, self.each_year) != (&new.rule, new.each_year) {
            let words =
                Message::new("sheet-diff-rule").with("old", rule_in_words(&self.rule, self.each_year));
            found.push(words.with("new", rule_in_words(&new.rule, new.each_year)));
        }
        if self.needs != new.needs {
            found.push(Message::new("sheet-diff-evidence"));
        }
        if self.words != new.words {
            found.push(Message::new("sheet-diff-words"));
        }
        or_else_details(found)
    }
}

impl Coded for Aspect {
    const WHAT: &'static str = "sheet-owner-aspect";

    fn code(&self) -> &str {
        &self.code
    }

    fn name(&self) -> &str {
        &self.name
    }

    fn changes(&self, new: &Self) -> Vec<Message> {
        let mut found: Vec<Message> = name(&self.name, &new.name).into_iter().collect();
        found.extend(points("sheet-diff-points", self.points, new.points));
        found
    }
}

impl Coded for Bonus {
    const WHAT: &'static str = "sheet-owner-bonus";

    fn code(&self) -> &str {
        &self.code
    }

    fn name(&self) -> &str {
        &self.name
    }

    fn changes(&self, new: &Self) -> Vec<Message> {
        let mut found: Vec<Message> = name(&self.name, &new.name).into_iter().collect();
        found.extend(points("sheet-diff-points", self.points, new.points));
        found.extend(points("sheet-diff-cap", self.cap, new.cap));
        or_else_details(found)
    }
}

impl Coded for Veto {
    const WHAT: &'static str = "sheet-owner-veto";

    fn code(&self) -> &str {
        &self.code
    }

    fn name(&self) -> &str {
        &self.name
    }

    fn changes(&self, new: &Self) -> Vec<Message> {
        let mut found: Vec<Message> = name(&self.name, &new.name).into_iter().collect();
        if self.trigger != new.trigger {
            found.push(from_to("sheet-diff-trigger", &self.trigger, &new.trigger));
        }
        or_else_details(found)
    }
}

impl Coded for EvidenceKind {
    const WHAT: &'static str = "sheet-owner-evidence-kind";

    fn code(&self) -> &str {
        &self.id
    }

    fn name(&self) -> &str {
        &self.label
    }

    fn changes(&self, new: &Self) -> Vec<Message> {
        or_else_details(name(&self.label, &new.label).into_iter().collect())
    }
}
