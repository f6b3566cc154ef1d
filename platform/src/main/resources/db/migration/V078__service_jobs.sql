-- What is done to goods between picking and packing.
create table service_job (
    id                  text        primary key,
    version             bigint      not null,
    created             timestamptz not null,
    last_modified       timestamptz not null,
    document            jsonb       not null,
    facility_ref        text generated always as (document ->> 'facilityRef') stored,
    status              text generated always as (document ->> 'status') stored,
    process_ref         text generated always as (document ->> 'processRef') stored,
    tenant_order_id     text generated always as (document ->> 'tenantOrderId') stored,
    short_id            text generated always as (document ->> 'shortId') stored,
    linked_ref          text generated always as (document ->> 'linkedServiceJobsRef') stored,
    target_time         timestamptz generated always as (instant_of(document ->> 'targetTime')) stored,
    -- Where the goods come from; null for jobs that a client created.
    pick_job_ref        text,
    order_ref           text,
    -- The service of the order that the job is for, and the one that is done after it.
    ordered_service_ref text,
    within_ref          text,
    channel             text,
    consumer_name       text
);
create index service_job_at_facility on service_job (facility_ref, status);
create index service_job_of_process on service_job (process_ref);
create index service_job_linked on service_job (linked_ref);
create index service_job_of_pick_job on service_job (pick_job_ref) where pick_job_ref is not null;
create index service_job_of_order on service_job (order_ref) where order_ref is not null;

-- The service jobs of a pick job, in the order in which they are done.
create table linked_service_jobs (
    id               text        primary key,
    version          bigint      not null,
    created          timestamptz not null,
    last_modified    timestamptz not null,
    document         jsonb       not null,
    facility_ref     text generated always as (document ->> 'facilityRef') stored,
    status           text generated always as (document ->> 'status') stored,
    consumer_name    text generated always as (document ->> 'fullIdentifier') stored,
    target_time      timestamptz generated always as (instant_of(document ->> 'targetTime')) stored,
    channel          text,
    tenant_order_id  text,
    shipping_address text,
    invoice_address  text
);
create index linked_service_jobs_at_facility on linked_service_jobs (facility_ref, status);
