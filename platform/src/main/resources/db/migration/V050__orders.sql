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
-- Lists of a status, the latest first; and numbers by how they begin, which is what people type.
create index orders_by_status on orders (status, id);
create index orders_tenant_order_id_prefix on orders (tenant_order_id text_pattern_ops) where tenant_order_id is not null;

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

-- The status of a domain of a process, from the statuses of its entities; the same rules as ProcessStatuses.domain.
create function process_status(statuses text[]) returns text language sql immutable as $$
    select case
        when not coalesce(statuses && '{PENDING,CREATED,IN_PROGRESS,STUCK,FINISHED,CANCELED}', false)
            then 'NOT_AVAILABLE'
        when 'STUCK' = any (statuses) then 'ERROR'
        when not statuses && '{PENDING,CREATED,IN_PROGRESS,FINISHED}' then 'CANCELED'
        when not statuses && '{PENDING,CREATED,IN_PROGRESS}' then 'FINISHED'
        when statuses && '{IN_PROGRESS,FINISHED}' then 'IN_PROGRESS'
        else 'CREATED'
    end
$$;

-- What a search over processes can ask for.
create view process_search as
select p.id,
       p.created,
       p.order_ref,
       e.status,
       e.doms_status,
       e.operative_status,
       e.inventory_status,
       e.return_status,
       e.carrier_management_status,
       p.document || e.refs as document
from process p
cross join lateral (
    select process_status(array_agg(x.status)) as status,
           process_status(array_agg(x.status) filter (where x.entity in ('ORDER', 'ROUTING_PLAN'))) as doms_status,
           process_status(array_agg(x.status) filter (where x.entity in
               ('PICK_JOB', 'PACK_JOB', 'SERVICE_JOB', 'SHIPMENT', 'HANDOVER_JOB'))) as operative_status,
           process_status(array_agg(x.status) filter (where x.entity = 'RESERVATION')) as inventory_status,
           process_status(array_agg(x.status) filter (where x.entity = 'ITEM_RETURN_JOB')) as return_status,
           process_status(array_agg(x.status) filter (where x.entity in
               ('PARCEL', 'PARCEL_INFORMATION', 'LABEL', 'TRACKING_INFORMATION'))) as carrier_management_status,
           jsonb_build_object(
               'flatRefs', jsonb_agg(x.entity_ref),
               'facilityRefs', coalesce(jsonb_agg(distinct x.facility_ref)
                   filter (where x.facility_ref is not null), '[]'),
               'facilityRefsWithActiveOperations', coalesce(jsonb_agg(distinct x.facility_ref) filter (where
                   x.facility_ref is not null and x.status in ('PENDING', 'CREATED', 'IN_PROGRESS')), '[]'),
               'routingPlanRefs', coalesce(jsonb_agg(x.entity_ref) filter (where x.entity = 'ROUTING_PLAN'), '[]'),
               'pickJobRefs', coalesce(jsonb_agg(x.entity_ref) filter (where x.entity = 'PICK_JOB'), '[]'),
               'packJobRefs', coalesce(jsonb_agg(x.entity_ref) filter (where x.entity = 'PACK_JOB'), '[]'),
               'shipmentRefs', coalesce(jsonb_agg(x.entity_ref) filter (where x.entity = 'SHIPMENT'), '[]'),
               'handoverJobRefs', coalesce(jsonb_agg(x.entity_ref) filter (where x.entity = 'HANDOVER_JOB'), '[]'),
               'serviceJobRefs', coalesce(jsonb_agg(x.entity_ref) filter (where x.entity = 'SERVICE_JOB'), '[]'),
               'itemReturnJobsRef', coalesce(jsonb_agg(x.entity_ref)
                   filter (where x.entity = 'ITEM_RETURN_JOB'), '[]')) as refs
    from process_entity x
    where x.process_id = p.id) e;
