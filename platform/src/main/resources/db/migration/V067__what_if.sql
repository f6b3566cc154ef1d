-- What changed about the routing of an order, and when; written with the change.
create table routing_journal (
    id          text        primary key,
    created     timestamptz not null,
    order_ref   text        not null,
    process_ref text        not null,
    document    jsonb       not null
);
create index routing_journal_order_ref on routing_journal (order_ref);
create index routing_journal_process_ref on routing_journal (process_ref);
create index routing_journal_created on routing_journal using brin (created);

create index routing_decision_log_created on routing_decision_log using brin (created);

-- What was answered to the question where an order could be served from.
create table sourcing_options_request (
    id              text        primary key,
    created         timestamptz not null,
    tenant_order_id text,
    document        jsonb       not null
);
create index sourcing_options_request_created on sourcing_options_request using brin (created);

-- The single options, which orders may refer to.
create table sourcing_option (
    id          text        primary key,
    request_id  text        not null references sourcing_options_request on delete cascade,
    valid_until timestamptz not null,
    parts       jsonb       not null, -- units by facility and article
    requested   jsonb       not null  -- units by article that were asked for
);
create index sourcing_option_request_id on sourcing_option (request_id);

-- Comparisons of strategies on the orders of a period.
create table routing_replay (
    id            text        primary key,
    version       bigint      not null,
    created       timestamptz not null,
    last_modified timestamptz not null,
    document      jsonb       not null,
    status        text        not null generated always as (document ->> 'status') stored,
    lease_until   timestamptz          -- until then a node works on it
);
create index routing_replay_open on routing_replay (id) where status in ('QUEUED', 'RUNNING');

-- Replays read the orders of a period.
create index orders_created on orders using brin (created);
