-- The cast alone is not immutable, because other texts depend on settings; the ISO-8601 times in UTC of documents do not.
create function instant_of(iso text) returns timestamptz
    language sql immutable strict parallel safe return iso::timestamptz;

create table pick_job (
    id              text        primary key,
    version         bigint      not null,
    created         timestamptz not null,
    last_modified   timestamptz not null,
    document        jsonb       not null,
    facility_ref    text generated always as (document ->> 'facilityRef') stored,
    status          text generated always as (document ->> 'status') stored,
    order_ref       text generated always as (document ->> 'orderRef') stored,
    tenant_order_id text generated always as (document ->> 'tenantOrderId') stored,
    routing_plan    text generated always as (document ->> 'routingPlanRef') stored,
    short_id        text generated always as (document ->> 'shortId') stored,
    channel         text generated always as (document #>> '{deliveryinformation,channel}') stored,
    carrier_key     text generated always as (document #>> '{deliveryinformation,details,shipping,carrierKey}') stored,
    consumer_name   text generated always as (coalesce(
        nullif(btrim(
            coalesce(document #>> '{deliveryinformation,details,shipping,recipientaddress,firstName}', '') || ' ' ||
            coalesce(document #>> '{deliveryinformation,details,shipping,recipientaddress,lastName}', '')), ''),
        document #>> '{deliveryinformation,details,shipping,identifier}',
        document #>> '{deliveryinformation,details,collect,identifier}', '')) stored,
    order_date      timestamptz generated always as (instant_of(document ->> 'orderDate')) stored,
    target_time     timestamptz generated always as (
        coalesce(instant_of(document #>> '{deliveryinformation,targetTime}'), '-infinity')) stored,
    tenant_article_ids jsonb generated always as (
        jsonb_path_query_array(document, '$.pickLineItems[*].article.tenantArticleId')) stored
);
create index pick_job_at_facility on pick_job (facility_ref, status);
create index pick_job_live on pick_job (facility_ref)
    where status in ('OPEN', 'WAITING_FOR_INPUT', 'IN_PROGRESS', 'PAUSED');
create index pick_job_of_order on pick_job (order_ref) where order_ref is not null;
create index pick_job_of_tenant_order on pick_job (tenant_order_id) where tenant_order_id is not null;
-- A plan is worked on by one job at a time, whoever asks for it and how often.
create unique index pick_job_of_plan on pick_job (routing_plan)
    where routing_plan is not null and status not in ('CANCELED', 'OBSOLETE', 'REROUTED', 'RESTOWED', 'EXPIRED');

create table load_unit (
    id            text        primary key,
    version       bigint      not null,
    created       timestamptz not null,
    last_modified timestamptz not null,
    document      jsonb       not null,
    facility_ref  text generated always as (document ->> 'facilityRef') stored,
    status        text generated always as (document ->> 'status') stored,
    pick_job_refs jsonb generated always as (document -> 'pickJobRefs') stored
);
create index load_unit_of_pick_job on load_unit using gin (pick_job_refs);

-- One row: the tenant's picking configuration.
create table picking_configuration (
    id            text        primary key,
    version       bigint      not null,
    created       timestamptz not null,
    last_modified timestamptz not null,
    document      jsonb       not null
);
