//! The kinds of deeds on record, by what they are about, for choosing one in words. A code that ends with a point
//! stands for a whole family.

use serde::Serialize;

use crate::web::request::Context;

/// A heading of the choice.
struct Group {
    id: &'static str,
    /// The families that can be chosen as a whole.
    families: &'static [&'static str],
    codes: &'static [&'static str],
}

const GROUPS: [Group; 5] = [
    Group {
        id: "entering",
        families: &["second_factor"],
        codes: &[
            "log_in",
            "log_in.failed",
            "log_out",
            "session.end",
            "session.end_others",
            "second_factor.enrol",
            "second_factor.end",
            "second_factor.reset",
            "second_factor.codes",
            "second_factor.recovery",
        ],
    },
    Group {
        id: "accounts",
        families: &["account"],
        codes: &[
            "account.add",
            "account.propose",
            "account.confirm",
            "account.role",
            "account.enable",
            "account.disable",
            "account.lock",
            "account.unlock",
            "account.password",
            "account.renew",
            "account.reset",
            "account.prove",
            "account.token",
            "account.revoke",
        ],
    },
    Group {
        id: "evidence",
        families: &["evidence"],
        codes: &[
            "evidence.file",
            "evidence.revise",
            "evidence.link",
            "evidence.unlink",
            "evidence.accepted",
            "evidence.sent_back",
            "evidence.waiting",
            "evidence.infected",
            "file.damaged",
            "archive.make",
        ],
    },
    Group {
        id: "judging",
        families: &["finding"],
        codes: &[
            "facts.state",
            "comment.add",
            "finding.wave_off",
            "finding.take_back",
            "mark.give",
            "ruling.give",
            "midterm.freeze",
            "final.freeze",
        ],
    },
    Group {
        id: "office",
        families: &["office"],
        codes: &[
            "round.open",
            "round.adopt",
            "standard.take",
            "task.assign",
            "office.backup",
            "office.restore",
            "office.move",
        ],
    },
];

/// What can be chosen under a heading.
#[derive(Serialize)]
pub(super) struct GroupView {
    id: &'static str,
    families: Vec<ActionView>,
    actions: Vec<ActionView>,
}

#[derive(Serialize)]
struct ActionView {
    code: String,
    label: String,
    chosen: bool,
}

/// All of it, with what is chosen.
pub(super) fn groups(cx: &Context, chosen: &str) -> Vec<GroupView> {
    let view = |code: String, label: String| ActionView { chosen: code == chosen, code, label };
    let family = |family: &&str| view(format!("{family}."), cx.lang.named("audit_family", family));
    let action = |code: &&str| view((*code).to_owned(), cx.lang.named("action", code));
    let group = |group: &Group| GroupView {
        id: group.id,
        families: group.families.iter().map(family).collect(),
        actions: group.codes.iter().map(action).collect(),
    };
    GROUPS.iter().map(group).collect()
}

/// A code of an address that no choice offers, or nothing.
pub(super) fn unknown(chosen: &str) -> Option<String> {
    let chosen = chosen.trim();
    let known = GROUPS.iter().any(|group| {
        let family = chosen.strip_suffix('.').is_some_and(|family| group.families.contains(&family));
        family || group.codes.contains(&chosen)
    });
    (!known && !chosen.is_empty()).then(|| chosen.to_owned())
}
