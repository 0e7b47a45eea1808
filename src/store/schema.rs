//! The tables, as in `migrations/`.

diesel::table! {
    standard (id) {
        id -> Text,
        code -> Text,
        version -> Text,
        title -> Text,
        body -> Text,
        taken_at -> Timestamp,
    }
}

diesel::table! {
    round (code) {
        code -> Text,
        title -> Text,
        city -> Text,
        midterm_weight -> Text,
        without_midterm -> Text,
        deadline -> Text,
        midterm_standard -> Text,
        final_standard -> Text,
        published -> Bool,
        opened_at -> Timestamp,
    }
}

diesel::table! {
    assessment_year (round, year) {
        round -> Text,
        year -> BigInt,
        starts -> Text,
        ends -> Text,
        midterm -> Bool,
        at_final -> Bool,
    }
}

diesel::table! {
    county (code) {
        code -> Text,
        name -> Text,
        city -> Text,
        level -> Text,
        fonds -> Text,
        position -> BigInt,
    }
}

diesel::table! {
    task (round, county, item) {
        round -> Text,
        county -> Text,
        item -> Text,
        unit -> Text,
        due -> Text,
    }
}

diesel::table! {
    fact (round, county, item, year) {
        round -> Text,
        county -> Text,
        item -> Text,
        year -> BigInt,
        body -> Text,
        version -> BigInt,
        changed_by -> Text,
        changed_at -> Timestamp,
    }
}

diesel::table! {
    evidence (id) {
        id -> Text,
        round -> Text,
        county -> Text,
        kind -> Text,
        title -> Text,
        day -> Nullable<Text>,
        fields -> Text,
        state -> Text,
        reason -> Text,
        revision -> BigInt,
        search -> Text,
        added_by -> Text,
        added_at -> Timestamp,
    }
}

diesel::table! {
    blob (sha256) {
        sha256 -> Text,
        size -> BigInt,
        media_type -> Text,
        added_at -> Timestamp,
    }
}

diesel::table! {
    evidence_file (evidence, revision, position) {
        evidence -> Text,
        revision -> BigInt,
        position -> BigInt,
        name -> Text,
        sha256 -> Text,
    }
}

diesel::table! {
    evidence_link (evidence, item, year) {
        evidence -> Text,
        item -> Text,
        year -> BigInt,
        round -> Text,
        county -> Text,
        kind -> Text,
        state -> Text,
    }
}

diesel::table! {
    evidence_revision (evidence, revision) {
        evidence -> Text,
        revision -> BigInt,
        body -> Text,
        changed_by -> Text,
        changed_at -> Timestamp,
    }
}

diesel::table! {
    mark (round, county, phase, item, inspector) {
        round -> Text,
        county -> Text,
        phase -> Text,
        item -> Text,
        inspector -> Text,
        points -> Text,
        reason -> Text,
        given_at -> Timestamp,
    }
}

diesel::table! {
    ruling (round, county, code) {
        round -> Text,
        county -> Text,
        code -> Text,
        kind -> Text,
        units -> BigInt,
        reason -> Text,
        given_by -> Text,
        given_at -> Timestamp,
    }
}

diesel::table! {
    frozen (round, county, phase) {
        round -> Text,
        county -> Text,
        phase -> Text,
        result -> Text,
        inputs -> Text,
        sha256 -> Text,
        frozen_by -> Text,
        frozen_at -> Timestamp,
    }
}

diesel::table! {
    account (id) {
        id -> Text,
        name -> Text,
        password_hash -> Text,
        role -> Text,
        county -> Nullable<Text>,
        lang -> Text,
        disabled -> Bool,
        added_at -> Timestamp,
        confirmed -> Bool,
        password_set_at -> Nullable<Timestamp>,
        password_temporary -> Bool,
    }
}

diesel::table! {
    credential (secret_hash) {
        secret_hash -> Text,
        account -> Text,
        kind -> Text,
        made_at -> Timestamp,
        expires_at -> Timestamp,
        seen_at -> Nullable<Timestamp>,
        proved_at -> Nullable<Timestamp>,
        label -> Text,
    }
}

diesel::table! {
    setting (name) {
        name -> Text,
        value -> Text,
    }
}

diesel::table! {
    second_factor (account) {
        account -> Text,
        secret -> Text,
        last_step -> BigInt,
        added_at -> Timestamp,
    }
}

diesel::table! {
    kept_hash (id) {
        id -> Text,
        account -> Text,
        kind -> Text,
        hash -> Text,
    }
}

diesel::table! {
    log_in_guard (subject) {
        subject -> Text,
        failures -> BigInt,
        since -> Timestamp,
        locked_until -> Nullable<Timestamp>,
    }
}

diesel::table! {
    audit (id) {
        id -> Text,
        at -> Timestamp,
        account -> Text,
        action -> Text,
        county -> Nullable<Text>,
        subject -> Text,
        detail -> Text,
        position -> Nullable<BigInt>,
        hash -> Nullable<Text>,
    }
}

diesel::table! {
    county_change (round, county) {
        round -> Text,
        county -> Text,
        counter -> BigInt,
    }
}

diesel::table! {
    job (id) {
        id -> Text,
        kind -> Text,
        subject -> Text,
        detail -> Text,
        state -> Text,
        due_at -> Timestamp,
        worker -> Text,
        attempts -> BigInt,
        progress -> BigInt,
        reason -> Text,
        asked_by -> Text,
        asked_at -> Timestamp,
        ended_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    kept_score (round, county) {
        round -> Text,
        county -> Text,
        counter -> BigInt,
        basis -> Text,
        head -> Text,
        midterm -> Text,
        at_final -> Text,
    }
}

diesel::table! {
    score_day (round, county, day) {
        round -> Text,
        county -> Text,
        day -> Text,
        head -> Text,
    }
}

diesel::table! {
    tour (account) {
        account -> Text,
        ended_at -> Timestamp,
    }
}

diesel::table! {
    derived (source, kind) {
        source -> Text,
        kind -> Text,
        sha256 -> Text,
        size -> BigInt,
        name -> Text,
        made_at -> Timestamp,
    }
}

diesel::table! {
    writer (id) {
        id -> BigInt,
        closed -> Nullable<Text>,
    }
}

diesel::table! {
    rate (kind, subject, minute) {
        kind -> Text,
        subject -> Text,
        minute -> BigInt,
        count -> BigInt,
    }
}

diesel::table! {
    upload (id) {
        id -> Text,
        account -> Text,
        county -> Text,
        place -> Text,
        name -> Text,
        path -> Text,
        size -> BigInt,
        evidence -> Nullable<Text>,
        begun_at -> Timestamp,
        expires_at -> Timestamp,
    }
}

diesel::table! {
    comment (id) {
        id -> Text,
        round -> Text,
        county -> Text,
        item -> Text,
        account -> Text,
        role -> Text,
        text -> Text,
        at -> Timestamp,
    }
}

diesel::table! {
    undo (id) {
        id -> Text,
        county -> Text,
        account -> Text,
        done_at -> Timestamp,
        body -> Text,
    }
}

diesel::table! {
    file_text (sha256) {
        sha256 -> Text,
        state -> Text,
        source -> Text,
        reason -> Text,
        reader -> BigInt,
        text -> Text,
        marks -> Text,
        characters -> BigInt,
        pages -> BigInt,
        cut -> Bool,
        made_at -> Timestamp,
    }
}

diesel::table! {
    photo_print (sha256) {
        sha256 -> Text,
        print -> Text,
        compared -> Bool,
        width -> BigInt,
        height -> BigInt,
        media_type -> Text,
        shot_at -> Nullable<Timestamp>,
        place -> Text,
        camera -> Text,
        software -> Text,
        made_at -> Timestamp,
        screen -> Bool,
        reader -> BigInt,
    }
}

diesel::table! {
    photo_pair (one, other) {
        one -> Text,
        other -> Text,
    }
}

diesel::table! {
    finding (key) {
        key -> Text,
        round -> Text,
        county -> Text,
        rank -> Text,
        kind -> Text,
        severity -> Text,
        points -> Text,
        items -> Text,
        years -> Text,
        body -> Text,
        beyond -> Text,
        waved -> Bool,
        found_at -> Timestamp,
    }
}

diesel::table! {
    finding_piece (finding, evidence) {
        finding -> Text,
        evidence -> Text,
    }
}

diesel::table! {
    finding_waved (key) {
        key -> Text,
        round -> Text,
        county -> Text,
        reason -> Text,
        account -> Text,
        at -> Timestamp,
    }
}

diesel::table! {
    finding_state (round, county) {
        round -> Text,
        county -> Text,
        touched -> BigInt,
        seen -> BigInt,
        counter -> BigInt,
        basis -> Text,
        worked_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    text_pair (round, one, other) {
        round -> Text,
        one -> Text,
        other -> Text,
        share -> BigInt,
        passages -> Text,
    }
}

diesel::table! {
    text_pair_state (round) {
        round -> Text,
        basis -> Text,
        worked_at -> Timestamp,
    }
}

diesel::joinable!(evidence_link -> evidence (evidence));
diesel::joinable!(evidence_file -> evidence (evidence));
diesel::joinable!(evidence_file -> blob (sha256));
diesel::joinable!(credential -> account (account));
diesel::joinable!(second_factor -> account (account));
diesel::joinable!(finding_piece -> finding (finding));

diesel::allow_tables_to_appear_in_same_query!(
    standard,
    round,
    assessment_year,
    county,
    task,
    fact,
    evidence,
    blob,
    evidence_file,
    evidence_link,
    evidence_revision,
    mark,
    ruling,
    frozen,
    account,
    credential,
    second_factor,
    audit,
    county_change,
    finding_state,
    kept_score,
    score_day,
    tour,
    job,
    derived,
    file_text,
    finding,
    finding_piece,
    photo_print,
);

diesel::allow_columns_to_appear_in_same_group_by_clause!(
    evidence_link::county,
    evidence_link::item,
    evidence_link::year,
    evidence::kind,
    evidence::state,
    evidence_file::sha256,
    evidence::county,
);
