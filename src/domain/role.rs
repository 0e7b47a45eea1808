//! Who somebody is, and what that lets them see and do.

use serde::{Deserialize, Serialize};

/// The role of an account.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Files evidence and states facts of one county.
    CountyClerk,
    /// Reads all of one county.
    CountyLeader,
    /// Reviews and marks the counties of the city.
    CityInspector,
    /// Reads all counties, rules on vetoes and bonus items, freezes results.
    CityLeader,
    /// Makes and closes accounts, keeps the machine running; sees no evidence and opens no account alone.
    Administrator,
    /// Confirms accounts and their roles, unlocks them, ends sessions; makes none and sees no evidence.
    SecurityAdministrator,
    /// Reads, exports and verifies the audit record, and nothing else.
    AuditAdministrator,
}

impl Role {
    /// All, as in menus.
    pub const ALL: [Self; 7] = [
        Self::CountyClerk,
        Self::CountyLeader,
        Self::CityInspector,
        Self::CityLeader,
        Self::Administrator,
        Self::SecurityAdministrator,
        Self::AuditAdministrator,
    ];

    /// The name in the database, the API and message ids.
    pub fn id(self) -> &'static str {
        match self {
            Self::CountyClerk => "county_clerk",
            Self::CountyLeader => "county_leader",
            Self::CityInspector => "city_inspector",
            Self::CityLeader => "city_leader",
            Self::Administrator => "administrator",
            Self::SecurityAdministrator => "security_administrator",
            Self::AuditAdministrator => "audit_administrator",
        }
    }

    /// The role with this name.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.id() == id)
    }

    /// Whether an account of this role belongs to one county.
    pub fn of_county(self) -> bool {
        matches!(self, Self::CountyClerk | Self::CountyLeader)
    }

    /// Whether an account of this role works for the city and sees every county of it.
    pub fn of_city(self) -> bool {
        matches!(self, Self::CityInspector | Self::CityLeader)
    }

    /// Whether it keeps the office rather than working in it; an account has one role, so nobody is two of
    /// the three administrators.
    pub fn administers(self) -> bool {
        matches!(self, Self::Administrator | Self::SecurityAdministrator | Self::AuditAdministrator)
    }

    /// Whether an account of this role, of `own` county, may read what is `county`'s.
    pub fn reads(self, own: Option<&str>, county: &str) -> bool {
        self.of_city() || (self.of_county() && own == Some(county))
    }

    /// Whether it may state facts and file evidence there.
    pub fn files(self, own: Option<&str>, county: &str) -> bool {
        self == Self::CountyClerk && own == Some(county)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_county_sees_itself_alone_and_the_administrators_see_none() {
        for role in Role::ALL {
            assert_eq!(Role::from_id(role.id()), Some(role));
            assert_eq!(role.reads(Some("c1"), "c2"), role.of_city(), "{role:?}");
            assert!(!role.files(Some("c1"), "c2"), "{role:?}");
            let duties = [role.of_county(), role.of_city(), role.administers()];
            assert_eq!(duties.into_iter().filter(|duty| *duty).count(), 1, "{role:?}");
        }
        assert!(Role::CountyLeader.reads(Some("c1"), "c1") && !Role::CountyLeader.files(Some("c1"), "c1"));
        assert!(Role::CountyClerk.files(Some("c1"), "c1"));
        for role in Role::ALL.into_iter().filter(|role| role.administers()) {
            assert!(!role.reads(None, "c1") && !role.reads(Some("c1"), "c1"), "{role:?}");
        }
    }
}
