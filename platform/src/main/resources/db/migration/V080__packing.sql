create table pack_job (
    id              text        primary key,
    version         bigint      not null,
    created         timestamptz not null,
    last_modified   timestamptz not null,
    document        jsonb       not null,
    facility_ref    text generated always as (document ->> 'facilityRef') stored,
    status          text generated always as (document ->> 'status') stored,
    pick_job_ref    text generated always as (document ->> 'pickJobRef') stored,
    order_ref       text generated always as (document ->> 'orderRef') stored,
    process_id      text generated always as (document ->> 'processId') stored,
    tenant_order_id text generated always as (document ->> 'tenantOrderId') stored,
    short_id        text generated always as (document ->> 'shortId') stored,
    channel         text generated always as (document ->> 'deliveryChannel') stored,
    recipient_name  text generated always as (document ->> 'recipientName') stored,
    order_date      timestamptz generated always as (coalesce(instant_of(document ->> 'orderDate'), '-infinity')) stored,
    target_time     timestamptz generated always as (coalesce(instant_of(document ->> 'targetTime'), '-infinity')) stored
);
create index pack_job_at_facility on pack_job (facility_ref, status);
create index pack_job_live on pack_job (facility_ref) where status in ('OPEN', 'IN_PROGRESS', 'PAUSED');
create index pack_job_of_process on pack_job (process_id);
-- The goods of a pick job are packed once, whoever asks for it and how often.
create unique index pack_job_of_pick_job on pack_job (pick_job_ref)
    where pick_job_ref is not null and status not in ('CANCELED', 'OBSOLETE');

-- One row: which tags ask for packing.
create table packing_configuration (
    id            text        primary key,
    version       bigint      not null,
    created       timestamptz not null,
    last_modified timestamptz not null,
    document      jsonb       not null
);
