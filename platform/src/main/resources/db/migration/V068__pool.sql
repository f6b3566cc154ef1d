-- Which pool the plans belong to that were decided by a configuration; most configurations know none.
alter table routing_configuration add column pool jsonb generated always as (document::jsonb #> '{planning,pool}') stored;
create index routing_configuration_pool on routing_configuration (hash) where pool ->> 'mode' in ('SHADOW', 'ON');

-- The pools: orders that are improved together, named by their settings.
create table routing_pool (
    pool        text        primary key,
    looked      timestamptz not null,     -- when somebody last looked at it
    lease_until timestamptz               -- until then a node is at it
);

-- What was found when somebody looked.
create table routing_pool_run (
    id            text        primary key,
    version       bigint      not null,
    created       timestamptz not null,
    last_modified timestamptz not null,
    document      jsonb       not null,
    status        text        not null generated always as (document ->> 'status') stored
);
create index routing_pool_run_running on routing_pool_run (id) where status = 'RUNNING';
create index routing_pool_run_created on routing_pool_run using brin (created);

-- The improvements of a run; each changes with the transaction that applies it.
create table routing_pool_improvement (
    run_id   text    not null references routing_pool_run on delete cascade,
    number   integer not null,
    document jsonb   not null,
    primary key (run_id, number)
);
