create table tag (
    id            text        primary key,
    version       bigint      not null,
    created       timestamptz not null,
    last_modified timestamptz not null,
    document      jsonb       not null
);

create table facility (
    id                 text        primary key,
    version            bigint      not null,
    created            timestamptz not null,
    last_modified      timestamptz not null,
    document           jsonb       not null,
    tenant_facility_id text        generated always as (document ->> 'tenantFacilityId') stored,
    status             text        not null generated always as (document ->> 'status') stored,
    type               text        not null generated always as (document ->> 'type') stored,
    name               text        not null generated always as (document ->> 'name') stored,
    postal_code        text        not null generated always as (coalesce(document -> 'address' ->> 'postalCode', '')) stored,
    city               text        not null generated always as (coalesce(document -> 'address' ->> 'city', '')) stored
);
create index facility_by_name on facility (name, id);
create unique index facility_tenant_facility_id on facility (tenant_facility_id);

-- Carriers of the tenant. A native carrier exists once; CUSTOM_ ones have keys of their own: the key is unique either way.
create table carrier (
    id            text        primary key,
    version       bigint      not null,
    created       timestamptz not null,
    last_modified timestamptz not null,
    document      jsonb       not null,
    key           text        not null generated always as (document ->> 'key') stored,
    status        text        not null generated always as (document ->> 'status') stored
);
create unique index carrier_key on carrier (key);

-- How the tenant works with a carrier.
create table carrier_configuration (
    id            text        primary key references carrier (id) on delete cascade,
    version       bigint      not null,
    created       timestamptz not null,
    last_modified timestamptz not null,
    document      jsonb       not null
);

-- A carrier at a facility, once at most.
create table facility_carrier (
    id            text        primary key,
    version       bigint      not null,
    created       timestamptz not null,
    last_modified timestamptz not null,
    document      jsonb       not null,
    facility_id   text        not null generated always as (document ->> 'facilityRef') stored
                              references facility (id) on delete cascade,
    carrier_id    text        not null generated always as (document ->> 'carrierRef') stored
                              references carrier (id),
    constraint facility_carrier_once unique (facility_id, carrier_id)
);
create index facility_carrier_carrier on facility_carrier (carrier_id);

-- What the systems of a carrier ask for, of the tenant or of one facility: encrypted (JWE) with a key outside the database.
create table carrier_credentials (
    carrier_id          text unique references carrier (id) on delete cascade,
    facility_carrier_id text unique references facility_carrier (id) on delete cascade,
    sealed              text not null,
    check (num_nonnulls(carrier_id, facility_carrier_id) = 1)
);

-- Names the one key that secrets in this database are encrypted with, and tells nothing about it.
create table secret_key (
    the_one boolean     primary key default true check (the_one),
    id      text        not null,
    created timestamptz not null
);

-- Defaults of the tenant, one row per kind.
create table facility_configuration (
    id            text        primary key,
    version       bigint      not null,
    created       timestamptz not null,
    last_modified timestamptz not null,
    document      jsonb       not null
);
