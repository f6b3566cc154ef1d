-- Listing: an article offered at one facility.
create table listing (
    id                text        primary key,
    version           bigint      not null,
    created           timestamptz not null,
    last_modified     timestamptz not null,
    document          jsonb       not null,
    facility_id       text        not null generated always as (document ->> 'facilityId') stored,
    tenant_article_id text        not null generated always as (document ->> 'tenantArticleId') stored,
    status            text        not null generated always as (document ->> 'status') stored,
    title_words       tsvector    not null generated always as (
        to_tsvector('simple', coalesce(document ->> 'title', ''))) stored,
    unique (facility_id, tenant_article_id)
);
create index listing_title_words on listing using gin (title_words);
create index listing_article on listing (tenant_article_id, facility_id);

-- One row per article and facility that ever had stock or a reservation. It is the lock under which the stock of that
-- place changes, and it carries the sum of the reservations, so that check and take happen under one row lock.
create table stock_balance (
    facility_id       text    not null,
    tenant_article_id text    not null,
    reserved          integer not null default 0 check (reserved >= 0),
    primary key (tenant_article_id, facility_id)
);
create index stock_balance_facility on stock_balance (facility_id, tenant_article_id);

-- Units held back for those who come to the store: at a facility, or (facility_id null) wherever no other number is set.
create table safety_stock (
    id                text        primary key,
    version           bigint      not null,
    created           timestamptz not null,
    last_modified     timestamptz not null,
    document          jsonb       not null,
    facility_id       text        generated always as (document ->> 'facilityRef') stored
                                  references facility (id) on delete cascade,
    tenant_article_id text        not null generated always as (document ->> 'tenantArticleId') stored,
    value             integer     not null generated always as ((document ->> 'value')::integer) stored check (value >= 0),
    constraint safety_stock_place unique nulls not distinct (tenant_article_id, facility_id)
);
create index safety_stock_facility on safety_stock (facility_id) where facility_id is not null;

-- Stock: a quantity of one article at one facility which shares its properties.
create table stock (
    id                text        primary key,
    version           bigint      not null,
    created           timestamptz not null,
    last_modified     timestamptz not null,
    facility_id       text        not null,
    tenant_article_id text        not null,
    value             integer     not null check (value >= 0),
    location_ref      text,
    receipt_date      timestamptz not null,
    available_until   timestamptz,
    usable_until      timestamptz,  -- the earlier of availableUntil and the expiry property
    accessible        boolean     not null,
    pickable          boolean     not null,
    keep_on_zero      boolean     not null,
    outbound          boolean     not null,
    in_motion         boolean     not null,
    details           jsonb       not null, -- properties, conditions, traitConfig, tenantStockId, customAttributes
    foreign key (tenant_article_id, facility_id) references stock_balance (tenant_article_id, facility_id),
    foreign key (facility_id, location_ref) references storage_location (facility_id, id)
);
create index stock_location on stock (location_ref) where location_ref is not null;
create index stock_place_located on stock (tenant_article_id, facility_id) where location_ref is not null;
create index stock_place on stock (tenant_article_id, facility_id);
create index stock_facility on stock (facility_id, id);
create unique index stock_tenant_id on stock ((details ->> 'tenantStockId')) where details ? 'tenantStockId';

-- A reservation has an owner: the routing plan. Closing it names the row.
create table reservation (
    id                text        primary key,
    version           bigint      not null,
    created           timestamptz not null,
    last_modified     timestamptz not null,
    facility_id       text        not null,
    tenant_article_id text        not null,
    quantity          integer     not null check (quantity > 0),
    order_id          text        not null,
    process_id        text        not null,
    routing_plan_id   text        not null,
    pick_job_id       text,
    unique (routing_plan_id, tenant_article_id),
    foreign key (tenant_article_id, facility_id) references stock_balance (tenant_article_id, facility_id)
);
create index reservation_order on reservation (order_id);
create index reservation_place on reservation (tenant_article_id, facility_id);
create index reservation_facility on reservation (facility_id, tenant_article_id);

-- How the wire shows a stock. Reservations are attached to a place, not to a stock row: which stock hosts them follows
-- from the ranking (usable soonest first, then received first) whenever it is read, so it is never out of date.
create view stock_document as
select s.id, s.version, s.created, s.last_modified, s.facility_id, s.tenant_article_id, s.location_ref, f.tenant_facility_id,
       jsonb_strip_nulls(jsonb_build_object(
           'id', s.id,
           'version', s.version,
           'created', to_char(s.created at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
           'lastModified', to_char(s.last_modified at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
           'facilityRef', s.facility_id,
           'facility', jsonb_strip_nulls(jsonb_build_object(
               'facilityRef', s.facility_id, 'tenantFacilityId', f.tenant_facility_id)),
           'tenantArticleId', s.tenant_article_id,
           'value', s.value,
           'reserved', r.reserved,
           'available', s.value - r.reserved,
           'facilityWideReserved', b.reserved,
           'locationRef', s.location_ref,
           'receiptDate', to_char(s.receipt_date at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
           'availableUntil', to_char(s.available_until at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
           'properties', s.details -> 'properties',
           'serializedProperties', coalesce(s.details -> 'properties', '{}'::jsonb)::text,
           'conditions', s.details -> 'conditions',
           'traitConfig', s.details -> 'traitConfig',
           'tenantStockId', s.details -> 'tenantStockId',
           'customAttributes', s.details -> 'customAttributes',
           'scannableCodes', coalesce(l.document -> 'scannableCodes', '[]'::jsonb),
           'traits', to_jsonb(array_remove(array [
               case when s.pickable then 'PICKABLE' end,
               case when s.accessible then 'ACCESSIBLE' end,
               case when s.keep_on_zero then 'KEEP_ON_ZERO' end,
               case when s.outbound then 'OUTBOUND' end,
               case when s.in_motion then 'IN_MOTION' end], null)))) as document
from stock s
join stock_balance b on b.tenant_article_id = s.tenant_article_id and b.facility_id = s.facility_id
left join facility f on f.id = s.facility_id
left join listing l on l.facility_id = s.facility_id and l.tenant_article_id = s.tenant_article_id
cross join lateral (
    select case when s.pickable and s.accessible and coalesce(s.usable_until, 'infinity') > now() then
        least(s.value, greatest(0, b.reserved - coalesce((
            select sum(o.value) from stock o
            where o.tenant_article_id = s.tenant_article_id and o.facility_id = s.facility_id
              and o.pickable and o.accessible and coalesce(o.usable_until, 'infinity') > now()
              and (coalesce(o.usable_until, 'infinity'), o.receipt_date, o.id)
                < (coalesce(s.usable_until, 'infinity'), s.receipt_date, s.id)), 0)))
        else 0 end::integer as reserved) r;

-- How the wire shows a reservation; its host is found by the same ranking.
create view reservation_document as
select r.id, r.version, r.created, r.last_modified, r.facility_id, r.tenant_article_id,
       jsonb_build_object(
           'id', r.id,
           'version', r.version,
           'created', to_char(r.created at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
           'lastModified', to_char(r.last_modified at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
           'facilityRef', r.facility_id,
           'tenantArticleId', r.tenant_article_id,
           'quantity', r.quantity,
           'host', jsonb_build_object('type', case when h.id is null then 'NONE' else 'STOCK' end,
                                      'reference', coalesce(h.id, '')),
           'relatedRefs', jsonb_build_object(
               'orderRefs', jsonb_build_array(r.order_id),
               'processRefs', jsonb_build_array(r.process_id),
               'routingPlanRefs', jsonb_build_array(r.routing_plan_id),
               'pickJobRefs', case when r.pick_job_id is null then '[]'::jsonb else jsonb_build_array(r.pick_job_id) end,
               'transferRefs', '[]'::jsonb)) as document
from reservation r
left join lateral (
    select ranked.id from (
        select s.id, sum(s.value) over (order by coalesce(s.usable_until, 'infinity'), s.receipt_date, s.id) as up_to
        from stock s
        where s.tenant_article_id = r.tenant_article_id and s.facility_id = r.facility_id
          and s.pickable and s.accessible and coalesce(s.usable_until, 'infinity') > now()) ranked
    where ranked.up_to > coalesce((
        select sum(e.quantity) from reservation e
        where e.tenant_article_id = r.tenant_article_id and e.facility_id = r.facility_id and e.id < r.id), 0)
    order by ranked.up_to limit 1) h on true;

-- How a facility keeps its stock, where that differs from the defaults; the id is the facility's.
create table facility_stock_configuration (
    id            text        primary key references facility (id) on delete cascade,
    version       bigint      not null,
    created       timestamptz not null,
    last_modified timestamptz not null,
    document      jsonb       not null
);
