//! Everybody who asks: nobody, wrong secrets, and every account by session and by token.

use yingjian::domain::role::Role;
use yingjian::ops::accounts::Kind;

use crate::city::{COUNTIES, City, token, word};
use crate::client::Client;

/// Somebody who asks.
pub(crate) struct Visitor {
    pub(crate) name: String,
    pub(crate) role: Option<Role>,
    pub(crate) county: Option<&'static str>,
    pub(crate) client: Client,
    /// The same without the token of forms in its headers.
    pub(crate) forged: Client,
    /// The token of forms; none for programs.
    pub(crate) csrf: String,
}

impl Visitor {
    /// Whether what is this county's may be shown.
    pub(crate) fn reads(&self, county: &str) -> bool {
        self.role.is_some_and(|role| role.reads(self.county, county))
    }

    /// Whether the routes of pages know this visitor, or those of programs.
    pub(crate) fn is_known_at(&self, path: &str) -> bool {
        self.role.is_some() && path.starts_with("/api/") == self.csrf.is_empty()
    }

    /// Whether this word may be shown there. Those who keep accounts know names of accounts and counties, no more;
    /// the record of who did what is for the audit administrator alone, with the reasons that were given.
    pub(crate) fn may_see(&self, county: &str, (found, path): (&str, &str)) -> bool {
        let on_record = self.role == Some(Role::AuditAdministrator) && path.starts_with("/audit");
        let keeps_accounts = self.role.is_some_and(|role| !role.of_county() && !role.of_city());
        let named = [word(county, "county"), word(county, "clerk")].iter().any(|word| found == word);
        self.reads(county) || on_record || (keeps_accounts && named)
    }
}

/// Everybody.
pub(crate) fn all(city: &City) -> Vec<Visitor> {
    let mut all = strangers(city);
    let offices = Role::ALL.into_iter().filter(|role| !role.of_county());
    let mut accounts: Vec<(String, Role, Option<&'static str>)> =
        offices.map(|role| (role.id().to_owned(), role, None)).collect();
    for (county, _) in COUNTIES {
        accounts.push((word(county, "clerk"), Role::CountyClerk, Some(county)));
        accounts.push((format!("{county}-leader"), Role::CountyLeader, Some(county)));
    }
    for (name, role, county) in accounts {
        for kind in [Kind::Session, Kind::Token] {
            all.push(member(city, (&name, role, county), kind));
        }
    }
    all
}

fn member(city: &City, (name, role, county): (&str, Role, Option<&'static str>), kind: Kind) -> Visitor {
    let secret = city.secret(name, kind);
    let fresh = || Client::new(city.served.address());
    let known = |client: Client| match kind {
        Kind::Token => client.with("authorization", &format!("Bearer {secret}")),
        _ => client.with_session(&secret),
    };
    let (name, role) = (format!("{name} by {kind:?}"), Some(role));
    let page = known(fresh()).get("/profile");
    let csrf = if page.status == 200 { token(&page.text()) } else { String::new() };
    let client = known(fresh()).with("x-csrf-token", &csrf);
    Visitor { name, role, county, client, forged: known(fresh()), csrf }
}

/// Those who are not logged in, however hard they try.
fn strangers(city: &City) -> Vec<Visitor> {
    let fresh = || Client::new(city.served.address());
    let nobody = |name: &str, client: Client, csrf: String| Visitor {
        name: name.to_owned(),
        role: None,
        county: None,
        client,
        forged: fresh(),
        csrf,
    };
    let page = fresh().get("/log-in");
    let visit = page.header("set-cookie").split(';').next().unwrap().to_owned();
    let csrf = token(&page.text());
    let asked_before = fresh().with("cookie", &visit).with("x-csrf-token", &csrf);
    let wrong = city.secret(&word("c1", "clerk"), Kind::Session);
    vec![
        nobody("nobody", asked_before, csrf),
        nobody("a wrong token", fresh().with("authorization", "Bearer 00112233"), String::new()),
        // A session's secret is no token, and the other way round.
        nobody(
            "a session as token",
            fresh().with("authorization", &format!("Bearer {wrong}")),
            String::new(),
        ),
        nobody(
            "a token as session",
            fresh().with_session(&city.secret(&word("c1", "clerk"), Kind::Token)),
            String::new(),
        ),
    ]
}
