-- Orders that strategies are tried on; nothing follows from them.
create table simulation_order (
    id              text        primary key,
    version         bigint      not null,
    created         timestamptz not null,
    last_modified   timestamptz not null,
    document        jsonb       not null,
    tenant_order_id text        generated always as (document ->> 'tenantOrderId') stored
);
create index simulation_order_tenant_order_id on simulation_order (tenant_order_id);
