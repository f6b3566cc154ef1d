-- One row per facility with limited capacity: whoever takes capacity there holds its lock, so that two never take the same.
create table picking_capacity (
    facility_id text primary key references facility (id) on delete cascade
);

-- Which slot of picking time a routing plan takes a place in, at most one. Given back by deleting the row.
create table picking_slot_booking (
    routing_plan_id text        primary key,
    facility_id     text        not null references facility (id) on delete cascade,
    slot_start      timestamptz not null,
    slot_end        timestamptz not null
);
create index picking_slot_booking_slot on picking_slot_booking (facility_id, slot_start);
