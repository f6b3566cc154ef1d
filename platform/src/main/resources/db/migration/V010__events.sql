-- Outbox and feed: every business fact, once. Written in the transaction that made it true.
create table event (
    id          text        primary key,                        -- UUIDv7; the eventId of the envelope
    name        text        not null,
    entity_id   text        not null,
    sequence    bigint      not null,                           -- orders the facts of one entity
    facility_id text,
    created     timestamptz not null,
    transaction xid8        not null default pg_current_xact_id(), -- a feed position that no late commit can slip behind
    payload     jsonb       not null
);
create index event_feed on event (transaction, id);
