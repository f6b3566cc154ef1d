-- The plan that a queued one is to come in place of, once somebody is found for it; until then that one stays in force.
alter table routing_queue add column replaces text;
-- However many triggers there are, one attempt at a time is under way for a plan.
create unique index routing_queue_replaces on routing_queue (replaces) where replaces is not null;

create table reroute_description (
    id            text        primary key,
    version       bigint      not null,
    created       timestamptz not null,
    last_modified timestamptz not null,
    document      jsonb       not null
);
create index routing_plan_tenant_order_id on routing_plan ((document ->> 'tenantOrderId'));
