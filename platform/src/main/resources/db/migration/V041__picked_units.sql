-- How many units were picked where, by day (UTC): how fast an article turns over there. Kept for a bounded time.
create table picked_units (
    facility_id       text    not null,
    tenant_article_id text    not null,
    day               date    not null,
    units             bigint  not null check (units >= 0),
    primary key (tenant_article_id, facility_id, day)
);
