-- What changed on the shelves, why and by whom, for people to read. What was corrected by hand is kept, the rest for a
-- bounded time.
create table stock_change (
    id                text        primary key,
    created           timestamptz not null,
    facility_id       text        not null,
    tenant_article_id text        not null,
    stock_id          text        not null,
    value_before      integer     not null, -- 0 where the stock is new
    value_after       integer     not null, -- 0 also where the stock is gone
    cause             text        not null,
    reason            text,                 -- of a correction
    note              text,
    actor             text                  -- user name; null where the platform acted by itself
);
create index stock_change_place on stock_change (facility_id, tenant_article_id, created);
