//! The accounts of the sample round: clerk and leader of each county, the city's people, the three administrators.

use super::filing::{Scene, clerk};
use super::folder::LogIn;
use super::{DemoError, city};
use crate::domain::role::Role;
use crate::ops::accounts::{NewAccount, Secret, add, keeping};
use crate::ops::{By, OpsError};

/// Characters of passwords: none that are mistaken for one another.
const CHARACTERS: &[u8; 32] = b"abcdefghijkmnpqrstuvwxyz23456789";

/// Makes the accounts, each with a password and a token.
///
/// # Errors
/// When an account is refused.
pub(super) fn make(scene: Scene<'_>) -> Result<Vec<LogIn>, DemoError> {
    let mut people: Vec<(String, Role, Option<&str>)> = Vec::new();
    for county in &scene.view.counties {
        let code = county.code.as_str();
        people.push((clerk(code), Role::CountyClerk, Some(code)));
        people.push((format!("leader-{code}"), Role::CountyLeader, Some(code)));
    }
    people.extend(city::INSPECTORS.map(|name| (name.to_owned(), Role::CityInspector, None)));
    people.push((city::LEADER.to_owned(), Role::CityLeader, None));
    people.push(("admin".to_owned(), Role::Administrator, None));
    people.push(("security".to_owned(), Role::SecurityAdministrator, None));
    people.push(("auditor".to_owned(), Role::AuditAdministrator, None));
    let by = By { account: "demo".to_owned(), at: scene.after(scene.last, 0) };
    let make = |(name, role, county): (String, Role, Option<&str>)| {
        let (password, county) = (password()?, county.map(str::to_owned));
        let new = NewAccount { name, password: Secret(password.clone()), role, county };
        add(scene.office, &by, &new)?;
        let NewAccount { name, role, county, .. } = new;
        let token = keeping::new_token(scene.office, &by, &name)?.0;
        Ok(LogIn { name, password, role, county, token })
    };
    people.into_iter().map(make).collect()
}

/// Twelve random characters in three groups: the server may be bound to where others reach it.
fn password() -> Result<String, OpsError> {
    let mut random = [0_u8; 12];
    getrandom::fill(&mut random).map_err(|error| OpsError::Io(std::io::Error::other(error)))?;
    let characters = random.iter().map(|byte| CHARACTERS.get(usize::from(byte % 32)).copied());
    let characters: Vec<char> = characters.map(|byte| char::from(byte.unwrap_or(b'a'))).collect();
    let groups: Vec<String> = characters.chunks(4).map(|group| group.iter().collect()).collect();
    // A capital letter and a digit, as offices ask.
    Ok(format!("K{}7", groups.join("-")))
}
