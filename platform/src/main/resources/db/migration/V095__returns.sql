-- The texts of a JSON array; empty for anything else.
create function texts_of(array_of_texts jsonb) returns text[] language sql immutable as $$
    select coalesce(array_agg(value), '{}')
    from jsonb_array_elements_text(case when jsonb_typeof(array_of_texts) = 'array' then array_of_texts else '[]' end)
$$;

-- What of one process can come back, with the item returns by which it does.
create table item_return_job (
    id                   text        primary key,
    version              bigint      not null,
    created              timestamptz not null,
    last_modified        timestamptz not null,
    document             jsonb       not null,
    status               text generated always as (document ->> 'status') stored,
    process_ref          text generated always as (document ->> 'processRef') stored,
    tenant_order_id      text generated always as (document ->> 'tenantOrderId') stored,
    short_id             text generated always as (document ->> 'shortId') stored,
    -- Where goods left, and where they come back.
    facility_refs        text[] generated always as (texts_of(document -> 'originFacilityRefs')
        || texts_of(jsonb_path_query_array(document, '$.itemReturns[*].returnFacilityRef'))) stored,
    scannable_codes      text[] generated always as (texts_of(document -> 'scannableCodes')) stored,
    item_return_codes    text[] generated always as
        (texts_of(jsonb_path_query_array(document, '$.itemReturns[*].scannableCodes[*]'))) stored,
    item_return_statuses text[] generated always as
        (texts_of(jsonb_path_query_array(document, '$.itemReturns[*].status'))) stored
);
-- One for all goods of a process, whoever hands them over and when.
create unique index item_return_job_of_process on item_return_job (process_ref);
create index item_return_job_of_order on item_return_job (tenant_order_id);
create index item_return_job_at_facility on item_return_job using gin (facility_refs);
create index item_return_job_codes on item_return_job using gin (item_return_codes);
