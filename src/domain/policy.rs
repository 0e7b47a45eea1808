//! What an office asks of those who come in: two profiles as data, and what their numbers are taken from.
//!
//! Which profile holds is one setting; nothing here is switched by itself.

use chrono::TimeDelta;

use super::lock::LockOut;
use super::password::PasswordRules;
use super::role::Role;

/// A set of rules by its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Profile {
    /// 等保三级: GB/T 22239-2019, 8.1.4.1 身份鉴别 and 8.1.4.2 访问控制. The standard asks for complexity,
    /// regular change, handling of failed log-ins, time-outs and two factors, and leaves the numbers to the
    /// office; these are the ones that assessments by GB/T 28448-2019 commonly expect, or stricter.
    #[default]
    Djbh3,
    /// OWASP ASVS 5.0, level 2: chapters V6 (authentication) and V7 (sessions).
    Asvs,
}

/// Whether those who must have a second factor are let in without one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum SecondFactor {
    /// Who must have one sets it up before anything else.
    #[default]
    Required,
    /// Everybody may have one, nobody has to: for trying the program out.
    Offered,
}

/// How long a session lasts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SessionRules {
    /// Without being used. 8.1.4.1 b) asks for a time-out without a number; V7.3.1.
    pub idle: TimeDelta,
    /// At the most. V7.3.2; a working day.
    pub absolute: TimeDelta,
    /// How long a password that was given holds for grave steps. V7.5.3.
    pub proof: TimeDelta,
    /// How long the second step of a log-in may take.
    pub second_step: TimeDelta,
}

/// What an office asks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Policy {
    /// The profile that it comes from.
    pub profile: Profile,
    /// What a password has to be.
    pub password: PasswordRules,
    /// When an account is closed for a while.
    pub lock_out: LockOut,
    /// How long a session lasts.
    pub session: SessionRules,
    /// How long a program's token lasts.
    pub token: TimeDelta,
}

impl Profile {
    /// All, as in help and messages.
    pub const ALL: [Self; 2] = [Self::Djbh3, Self::Asvs];

    /// The name in settings and message ids.
    pub fn id(self) -> &'static str {
        match self {
            Self::Djbh3 => "djbh3",
            Self::Asvs => "asvs",
        }
    }

    /// The profile with this name.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|profile| profile.id() == id)
    }

    /// Its rules.
    pub fn policy(self) -> Policy {
        match self {
            Self::Djbh3 => djbh3(),
            Self::Asvs => asvs(),
        }
    }
}

/// 8.1.4.1 a) "具有复杂度要求并定期更换": three of four kinds of characters, 90 days, none of the last five.
/// 8.1.4.1 b) "限制非法登录次数": five in 15 minutes, closed for 30. Idle: 30 minutes.
fn djbh3() -> Policy {
    Policy {
        profile: Profile::Djbh3,
        password: PasswordRules {
            min: 10,
            max: PasswordRules::MAX,
            classes: 3,
            history: 5,
            max_age: Some(TimeDelta::days(90)),
        },
        lock_out: LockOut { failures: 5, window: TimeDelta::minutes(15), lasts: TimeDelta::minutes(30) },
        session: SessionRules {
            idle: TimeDelta::minutes(30),
            absolute: TimeDelta::hours(12),
            proof: TimeDelta::minutes(10),
            second_step: TimeDelta::minutes(5),
        },
        token: TimeDelta::days(180),
    }
}

/// V6.2.1: 15 characters are strongly recommended, 8 the least. V6.2.5: no rules of composition. V6.2.10: no
/// change by the calendar. V6.2.4 and V6.2.11: common and context words. V6.2.9: at least 64 are taken.
/// V6.3.1: against guessing. V7.3.1 and V7.3.2: idle and absolute time-outs. V7.5.3: proof for grave steps.
fn asvs() -> Policy {
    Policy {
        profile: Profile::Asvs,
        password: PasswordRules { min: 15, max: PasswordRules::MAX, classes: 1, history: 0, max_age: None },
        lock_out: LockOut { failures: 10, window: TimeDelta::minutes(30), lasts: TimeDelta::minutes(15) },
        session: SessionRules {
            idle: TimeDelta::minutes(60),
            absolute: TimeDelta::hours(12),
            proof: TimeDelta::minutes(5),
            second_step: TimeDelta::minutes(5),
        },
        token: TimeDelta::days(365),
    }
}

impl Policy {
    /// Whether an account of this role has to have a second factor: 8.1.4.1 d) and V6.3.3, for those who
    /// keep the office or decide in it.
    pub fn needs_second_factor(&self, role: Role) -> bool {
        role.administers() || matches!(role, Role::CountyLeader | Role::CityLeader)
    }
}

impl SecondFactor {
    /// Both, as in help.
    pub const ALL: [Self; 2] = [Self::Required, Self::Offered];

    /// The name in settings.
    pub fn id(self) -> &'static str {
        match self {
            Self::Required => "required",
            Self::Offered => "offered",
        }
    }

    /// The one with this name.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.id() == id)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_profile_keeps_what_its_source_asks() {
        let (djbh3, asvs) = (Profile::Djbh3.policy(), Profile::Asvs.policy());
        assert_eq!(Profile::default(), Profile::Djbh3);
        assert!(djbh3.password.min >= 8 && djbh3.password.classes >= 3 && djbh3.password.history > 0);
        assert!(djbh3.password.max_age.is_some_and(|age| age <= TimeDelta::days(90)));
        assert!(djbh3.lock_out.failures <= 5 && djbh3.session.idle <= TimeDelta::minutes(30));
        assert!(asvs.password.min >= 15 && asvs.password.max >= 64);
        assert_eq!((asvs.password.classes, asvs.password.history, asvs.password.max_age), (1, 0, None));
        for policy in [djbh3, asvs] {
            assert_eq!(Profile::from_id(policy.profile.id()), Some(policy.profile));
            assert!(
                policy.session.idle < policy.session.absolute && policy.session.proof < policy.session.idle
            );
            for role in Role::ALL {
                let free = matches!(role, Role::CountyClerk | Role::CityInspector);
                assert_eq!(policy.needs_second_factor(role), !free, "{role:?}");
            }
        }
    }
}
