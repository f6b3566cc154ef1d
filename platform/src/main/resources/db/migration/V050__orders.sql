create table orders (
    id              text        primary key,
    version         bigint      not null,
    created         timestamptz not null,
    last_modified   timestamptz not null,
    document        jsonb       not null,
    order_date      timestamptz not null,
    status          text        generated always as (document ->> 'status') stored,
    tenant_order_id text        generated always as (document ->> 'tenantOrderId') stored,
    consumer_id     text        generated always as (document -> 'consumer' ->> 'consumerId') stored
);
-- The sender's own id may come again only when no earlier order with it is active (platform.md 5.2).
create unique index orders_active_tenant_order_id on orders (tenant_order_id)
    where status in ('OPEN', 'LOCKED', 'PROMISED');
create index orders_tenant_order_id on orders (tenant_order_id) where tenant_order_id is not null;
create index orders_consumer_id on orders (consumer_id) where consumer_id is not null;

-- Everything that follows from one order. The document holds what people set (tags, dates); refs and statuses are
-- computed from process_entity.
create table process (
    id              text        primary key,
    version         bigint      not null,
    created         timestamptz not null,
    last_modified   timestamptz not null,
    document        jsonb       not null,
    order_ref       text        generated always as (document ->> 'orderRef') stored,
    tenant_order_id text        generated always as (document ->> 'tenantOrderId') stored
);
create index process_order_ref on process (order_ref);
create index process_tenant_order_id on process (tenant_order_id) where tenant_order_id is not null;

create table process_entity (
    process_id    text        not null,
    entity        text        not null,
    entity_ref    text        not null,
    facility_ref  text,
    status        text        not null,
    created       timestamptz not null,
    last_modified timestamptz not null,
    history       jsonb       not null,                       -- [{status, created}], oldest first
    primary key (process_id, entity, entity_ref)
);
create index process_entity_ref on process_entity (entity_ref);

-- One row per configuration of the orders module.
create table order_configuration (
    name    text        primary key,
    version bigint      not null,
    created timestamptz not null,
    value   jsonb       not null
);

create table cancelation_reason (
    id            text        primary key,
    version       bigint      not null,
    created       timestamptz not null,
    last_modified timestamptz not null,
    document      jsonb       not null
);
