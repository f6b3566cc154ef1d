-- What can be done to goods after they are picked: engraving, gift wrapping, assembling.
create table custom_service (
    id                       text        primary key,
    version                  bigint      not null,
    created                  timestamptz not null,
    last_modified            timestamptz not null,
    document                 jsonb       not null,
    tenant_custom_service_id text        generated always as (document ->> 'tenantCustomServiceId') stored
);
create unique index custom_service_tenant_id on custom_service (tenant_custom_service_id);

-- A custom service that a facility offers, once at most.
create table facility_custom_service (
    id                text        primary key,
    version           bigint      not null,
    created           timestamptz not null,
    last_modified     timestamptz not null,
    document          jsonb       not null,
    facility_id       text        not null generated always as (document ->> 'facilityRef') stored
                                  references facility (id) on delete cascade,
    custom_service_id text        not null generated always as (document ->> 'customServiceRef') stored
                                  references custom_service (id),
    status            text        not null generated always as (document ->> 'status') stored,
    constraint facility_custom_service_once unique (facility_id, custom_service_id)
);
create index facility_custom_service_service on facility_custom_service (custom_service_id);
