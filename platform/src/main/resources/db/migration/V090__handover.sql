create table handoverjob (
    id              text        primary key,
    version         bigint      not null,
    created         timestamptz not null,
    last_modified   timestamptz not null,
    document        jsonb       not null,
    facility_ref    text generated always as (document ->> 'facilityRef') stored,
    status          text generated always as (document ->> 'status') stored,
    channel         text generated always as (document ->> 'channel') stored,
    process_id      text generated always as (document ->> 'processId') stored,
    pick_job_ref    text generated always as (document ->> 'pickJobRef') stored,
    shipment_ref    text generated always as (document ->> 'shipmentRef') stored,
    parcel_ref      text generated always as (document ->> 'parcelRef') stored,
    carrier_ref     text generated always as (document ->> 'carrierRef') stored,
    tenant_order_id text generated always as (document ->> 'tenantOrderId') stored,
    full_identifier text generated always as (document ->> 'fullIdentifier') stored,
    short_identifier text generated always as (document ->> 'shortIdentifier') stored,
    target_time     timestamptz generated always as (instant_of(document ->> 'targetTime')) stored
);
create index handoverjob_at_facility on handoverjob (facility_ref, status);
create index handoverjob_live on handoverjob (facility_ref) where status in ('OPEN', 'WAITING_FOR_INPUT');
create index handoverjob_handed_over on handoverjob (last_modified) where status = 'HANDED_OVER';
create index handoverjob_of_process on handoverjob (process_id) where process_id is not null;
create index handoverjob_of_shipment on handoverjob (shipment_ref) where shipment_ref is not null;
-- A parcel is handed over once, and so are goods without a parcel, in whatever order pick job, pack job and parcel end.
create unique index handoverjob_of_parcel on handoverjob (parcel_ref)
    where parcel_ref is not null and status not in ('CANCELED', 'OBSOLETE');
create unique index handoverjob_of_pick_job on handoverjob (pick_job_ref)
    where parcel_ref is null and pick_job_ref is not null and status not in ('CANCELED', 'OBSOLETE');
