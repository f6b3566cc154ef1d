-- A group of facilities; its document names them (facilityRefs). A facility in a group exists: whoever puts it in locks
-- its row, and its deletion takes it out.
create table facility_group (
    id                       text        primary key,
    version                  bigint      not null,
    created                  timestamptz not null,
    last_modified            timestamptz not null,
    document                 jsonb       not null,
    tenant_facility_group_id text        not null generated always as (document ->> 'tenantFacilityGroupId') stored,
    facility_count           integer     not null generated always as (jsonb_array_length(document -> 'facilityRefs')) stored
);
create unique index facility_group_tenant_id on facility_group (tenant_facility_group_id);
create index facility_group_member on facility_group using gin ((document -> 'facilityRefs') jsonb_path_ops);
