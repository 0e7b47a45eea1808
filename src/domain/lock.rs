//! When an account is closed for a while, by counting failed log-ins. Who counts where is not its business.

use chrono::{NaiveDateTime, TimeDelta};

/// After how many failures within what time an account is closed, and for how long.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LockOut {
    /// So many failures,
    pub failures: i64,
    /// the first and the last of them not further apart than this,
    pub window: TimeDelta,
    /// close it for so long.
    pub lasts: TimeDelta,
}

/// What has failed so far.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Failures {
    /// Failures since then.
    pub count: i64,
    /// The first of them.
    pub since: NaiveDateTime,
    /// Until when nobody is let in.
    pub locked_until: Option<NaiveDateTime>,
}

impl Failures {
    /// None so far.
    pub fn none(now: NaiveDateTime) -> Self {
        Self { count: 0, since: now, locked_until: None }
    }

    /// Whether nobody is let in.
    pub fn locked(&self, now: NaiveDateTime) -> bool {
        self.locked_until.is_some_and(|until| now < until)
    }

    /// After one more. What fails while it is closed neither counts nor makes it longer, or somebody else
    /// could keep it closed for ever with few tries.
    pub fn after_one_more(self, rules: &LockOut, now: NaiveDateTime) -> Self {
        if self.locked(now) {
            return self;
        }
        let stale = self.locked_until.is_some() || now - self.since > rules.window;
        let (count, since) = if stale || self.count == 0 { (1, now) } else { (self.count + 1, self.since) };
        let locked_until = (count >= rules.failures).then(|| now + rules.lasts);
        Self { count, since, locked_until }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::DateTime;

    const RULES: LockOut =
        LockOut { failures: 3, window: TimeDelta::minutes(10), lasts: TimeDelta::minutes(20) };

    fn at(minutes: i64) -> NaiveDateTime {
        DateTime::UNIX_EPOCH.naive_utc() + TimeDelta::minutes(minutes)
    }

    fn after(failures: &[i64]) -> Failures {
        failures
            .iter()
            .fold(Failures::none(at(0)), |so_far, minute| so_far.after_one_more(&RULES, at(*minute)))
    }

    #[test]
    fn a_table_of_failures_and_of_when_they_close_an_account() {
        let table: [(&[i64], i64, bool); 8] = [
            (&[0, 1], 1, false),
            (&[0, 1, 2], 2, true),
            (&[0, 1, 2], 21, true),
            (&[0, 1, 2], 22, false),
            (&[0, 1, 11], 11, false),
            (&[0, 1, 10], 10, true),
            (&[0, 1, 2, 21], 23, false),
            (&[0, 1, 2, 22, 23, 24], 25, true),
        ];
        for (failures, minute, locked) in table {
            assert_eq!(after(failures).locked(at(minute)), locked, "{failures:?} at {minute}");
        }
        assert_eq!(after(&[0, 1, 2, 22]).count, 1);
    }
}
