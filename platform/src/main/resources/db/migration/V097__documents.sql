-- At most two rows: how the tenant wants delivery notes and return notes to look.
create table note_configuration (
    id            text        primary key,
    version       bigint      not null,
    created       timestamptz not null,
    last_modified timestamptz not null,
    document      jsonb       not null
);
