-- Who wants to hear of which event.
create table subscription (
    id            text        primary key,
    version       bigint      not null,
    created       timestamptz not null,
    last_modified timestamptz not null,
    document      jsonb       not null,
    event         text        generated always as (document->>'event') stored not null,
    -- Of at most five per event, which one: the constraint holds the limit against any race.
    slot          smallint    not null check (slot between 1 and 5),
    facility_ids  text[],                               -- null: not limited to facilities
    last_success  timestamptz,                          -- of any delivery, true to a few seconds
    secret        text        not null,                 -- signs the deliveries; whsec_ and base64
    constraint subscription_slot_taken unique (event, slot)
);

-- What is still to be delivered; written by the statement that writes the event, deleted once acknowledged.
-- No foreign key to subscription: it would lock the subscription's row in each transaction that has an event.
create table delivery (
    subscription_id text        not null,
    event_id        text        not null,
    entity_id       text        not null,
    sequence        bigint      not null,
    created         timestamptz not null,
    state           text        not null default 'PENDING' check (state in ('PENDING', 'PARKED')),
    due             timestamptz not null,               -- next attempt; while one runs, when its lease ends
    claim           text,                               -- the attempt that may settle it
    retry_since     timestamptz not null,               -- start of the time in which it is retried
    attempts        integer     not null default 0,
    last_attempt    timestamptz,
    last_status     integer,                            -- HTTP status of the last attempt, if there was one
    last_error      text,
    history         jsonb,                              -- the last failed attempts with what was answered; null before
    primary key (subscription_id, event_id)
) with (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.02);
create index delivery_due on delivery (subscription_id, due) where state = 'PENDING';
create index delivery_order on delivery (subscription_id, entity_id, sequence, event_id) where state = 'PENDING';
create index delivery_event on delivery (event_id);
create index delivery_parked on delivery (subscription_id, event_id) where state = 'PARKED';
-- Only what failed stands in it, so a delivery that succeeds at once does not touch it.
create index delivery_retried on delivery (subscription_id, event_id) where state = 'PENDING' and attempts > 0;
