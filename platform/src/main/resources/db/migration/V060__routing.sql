create table routing_plan (
    id            text        primary key,
    version       bigint      not null,
    created       timestamptz not null,
    last_modified timestamptz not null,
    document      jsonb       not null,
    order_ref     text        not null generated always as (document ->> 'orderRef') stored,
    process_id    text        not null generated always as (document ->> 'processId') stored,
    status        text        not null generated always as (document ->> 'status') stored
);
create index routing_plan_order_ref on routing_plan (order_ref);
create index routing_plan_process_id on routing_plan (process_id);
create index routing_plan_given_up on routing_plan (id) where status = 'NOT_ROUTABLE';
create index routing_plan_held on routing_plan ((document ->> 'facilityRef')) where status in ('LOCKED', 'PROMISED');

-- Plans that still wait for a facility. A row leaves when its plan is decided.
create table routing_queue (
    plan_id      text        primary key,
    next_attempt timestamptz not null,
    last_attempt timestamptz,                 -- null: never decided yet
    attempts     integer     not null,        -- vain ones since its stock last changed; the pauses grow with them
    hold         text,                        -- LOCKED or PROMISED: reserve, but let nobody pick
    articles     text[]      not null         -- what a parked plan waits for
);
create index routing_queue_next_attempt on routing_queue (next_attempt);
create index routing_queue_parked on routing_queue (last_attempt) where last_attempt is not null;
create index routing_queue_articles on routing_queue using gin (articles) where last_attempt is not null;

create table routing_decision_log (
    routing_plan_id text        not null,
    routing_run     integer     not null,
    created         timestamptz not null,
    document        text        not null,     -- JSON that is only ever answered as it is
    planning        text,                     -- the same: what the planners made of it, where there is more than one
    roster          text        not null,     -- the facilities there were
    verdicts        bytea       not null,     -- what became of each of them, in the order of the roster
    primary key (routing_plan_id, routing_run)
);

-- The facilities that plans were decided among, stored once whatever the number of decisions.
create table routing_roster (
    hash          text        primary key,
    used          timestamptz not null,       -- written again once a day while decisions name it
    facility_ids  text[]      not null,
    names         text[]      not null
);
create index routing_roster_used on routing_roster (used);

create table routing_strategy (
    id            text        primary key,
    version       bigint      not null,
    created       timestamptz not null,
    last_modified timestamptz not null,
    document      jsonb       not null,
    in_use        boolean     not null generated always as ((document -> 'inUse')::boolean) stored,
    revision      integer     not null generated always as ((document -> 'revision')::integer) stored
);
create unique index routing_strategy_in_use on routing_strategy (in_use) where in_use;
create unique index routing_strategy_revision on routing_strategy (revision);

create table routing_node_category (
    id            text        primary key,
    version       bigint      not null,
    created       timestamptz not null,
    last_modified timestamptz not null,
    document      jsonb       not null
);

-- What plans are decided by, stored once whatever the number of plans: they name it by the hash of its content.
create table routing_configuration (
    hash          text        primary key,
    document      text        not null
);
