create table shipment (
    id              text        primary key,
    version         bigint      not null,
    created         timestamptz not null,
    last_modified   timestamptz not null,
    document        jsonb       not null,
    facility_ref    text generated always as (document ->> 'facilityRef') stored,
    status          text generated always as (document ->> 'status') stored,
    pick_job_ref    text generated always as (document ->> 'pickJobRef') stored,
    process_id      text generated always as (document ->> 'processId') stored,
    carrier_ref     text generated always as (document ->> 'carrierRef') stored,
    carrier_key     text generated always as (document ->> 'carrierKey') stored,
    tenant_order_id text generated always as (document ->> 'tenantOrderId') stored,
    target_time     timestamptz generated always as (instant_of(document ->> 'targetTime')) stored
);
create index shipment_at_facility on shipment (facility_ref, status);
create index shipment_of_process on shipment (process_id) where process_id is not null;
-- What a pick job brings forth is sent by one shipment, whoever asks for it and how often.
create unique index shipment_of_pick_job on shipment (pick_job_ref)
    where pick_job_ref is not null and status not in ('CANCELED', 'OBSOLETE');

create table parcel (
    id               text        primary key,
    version          bigint      not null,
    created          timestamptz not null,
    last_modified    timestamptz not null,
    document         jsonb       not null,
    labels_closed    boolean     not null default false, -- no further label may be added
    has_left         boolean     not null default false, -- handed over: it cannot be given up any more
    facility_ref     text generated always as (document ->> 'facilityRef') stored,
    status           text generated always as (document ->> 'status') stored,
    shipment_ref     text generated always as (document ->> 'shipmentRef') stored,
    carrier_ref      text generated always as (document ->> 'carrierRef') stored,
    tenant_order_id  text generated always as (document ->> 'tenantOrderId') stored,
    tenant_parcel_id text generated always as (document ->> 'tenantParcelId') stored,
    short_id         text generated always as (document ->> 'shortId') stored
);
create index parcel_of_shipment on parcel (shipment_ref);
create index parcel_failed on parcel (facility_ref) where status = 'FAILED';
create unique index parcel_tenant_parcel_id on parcel (tenant_parcel_id)
    where tenant_parcel_id is not null and status not in ('CANCELED', 'OBSOLETE');

create table parcel_label (
    parcel_id text        not null references parcel (id),
    kind      text        not null check (kind in ('send', 'return', 'customs')),
    type      text        not null check (type in ('PDF', 'ZPL')),
    content   bytea       not null check (octet_length(content) between 1 and 5242880),
    created   timestamptz not null,
    primary key (parcel_id, kind)
);
