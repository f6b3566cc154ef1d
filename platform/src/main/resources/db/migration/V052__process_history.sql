-- What people should know of how a process went; written by those who did it, never changed.
create table process_history (
    id         text        primary key,
    process_id text        not null,
    created    timestamptz not null,
    document   jsonb       not null
);
create index process_history_of_process on process_history (process_id, created, id);
