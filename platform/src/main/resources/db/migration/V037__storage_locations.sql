-- A part of a facility. Its name is unique there, since storage locations may name their zone by it.
create table zone (
    id            text        primary key,
    version       bigint      not null,
    created       timestamptz not null,
    last_modified timestamptz not null,
    document      jsonb       not null,
    facility_id   text        not null generated always as (document ->> 'facilityRef') stored
                              references facility (id) on delete cascade,
    name          text        not null generated always as (document ->> 'name') stored,
    score         numeric     not null generated always as ((document ->> 'score')::numeric) stored,
    unique (facility_id, id)
);
create unique index zone_name on zone (facility_id, name);

-- Where stock lies within a facility. Stocks refer to it (table stock), so it cannot go while they do.
create table storage_location (
    id            text        primary key,
    version       bigint      not null,
    created       timestamptz not null,
    last_modified timestamptz not null,
    document      jsonb       not null,
    facility_id   text        not null generated always as (document ->> 'facilityRef') stored
                              references facility (id) on delete cascade,
    zone_id       text        generated always as (document ->> 'zoneRef') stored,
    unique (facility_id, id),
    foreign key (facility_id, zone_id) references zone (facility_id, id)
);
create index storage_location_zone on storage_location (facility_id, zone_id);
