-- The last report of each connector; at most fifty.
create table connector_report (
    name          text        primary key,
    reported      timestamptz not null,
    document      jsonb       not null                  -- the parts as they were told last
);

-- Parked messages that somebody wants replayed; answered to the connector's reports until it has tried them.
create table connector_replay (
    connector     text        not null references connector_report (name) on delete cascade,
    key           text        not null,
    requested     timestamptz not null,
    primary key (connector, key)
);
