-- Users, what proves who they are, and what they were seen doing.
create table account (
    id            text        primary key,
    version       bigint      not null,
    created       timestamptz not null,
    last_modified timestamptz not null,
    document      jsonb       not null,
    username      text        generated always as (lower(document->>'username')) stored not null,
    email         text        generated always as (lower(document->>'email')) stored,
    constraint account_username_taken unique (username),
    constraint account_email_taken unique (email)
);

create table credential (
    account_id    text        primary key references account (id) on delete cascade,
    password_hash text        not null,                 -- bcrypt, with salt and cost inside
    changed       timestamptz not null
);

-- One row per login. An ID token names its session, so deleting the row ends every token of it.
create table session (
    id            text        primary key,
    account_id    text        not null references account (id) on delete cascade,
    created       timestamptz not null,
    expires       timestamptz not null
);
create index session_account on session (account_id, created);
create index session_expiry on session (expires);

-- Each refresh uses a token up and issues the next one of the same session.
create table refresh_token (
    hash          bytea       primary key,              -- SHA-256 of the token; the token itself is never stored
    session_id    text        not null references session (id) on delete cascade,
    created       timestamptz not null,
    used          timestamptz
);
create index refresh_token_session on refresh_token (session_id);

-- What a browser shows instead of tokens. It ends with its session, and by itself when nobody used it for a while.
create table browser_session (
    hash          bytea       primary key,              -- SHA-256 of the cookie's value, which is never stored
    session_id    text        not null references session (id) on delete cascade,
    last_used     timestamptz not null
);
create index browser_session_session on browser_session (session_id);

create table login_attempt (
    subject       text        primary key,              -- hash of the account's id, or of the name that was tried
    failures      integer     not null,
    last_failure  timestamptz not null,
    blocked_until timestamptz
);

create table signing_key (
    id            text        primary key,              -- the kid of the tokens it signs
    created       timestamptz not null,
    public_key    text        not null,                 -- JWK
    private_key   text        not null                  -- JWK, or a JWE of it when a passphrase is configured
);

create table role (
    id            text        primary key,              -- the name
    version       bigint      not null,
    created       timestamptz not null,
    last_modified timestamptz not null,
    document      jsonb       not null
);

create table access_audit (
    id            text        primary key,
    created       timestamptz not null,
    action        text        not null,
    actor         text,                                 -- account id; null where nobody was recognised
    subject       text                                  -- account id, role name or key id that was acted on
);
create index access_audit_created on access_audit (created);

-- Answers of POST requests that carried an Idempotency-Key.
create table idempotency_key (
    caller        text        not null,
    path          text        not null,
    key           text        not null,
    body_hash     bytea       not null,
    owner         text        not null,                 -- the attempt that may act
    state         text        not null check (state in ('RUNNING', 'EFFECTIVE', 'ANSWERED')),
    lease_until   timestamptz not null,
    created       timestamptz not null,
    status        integer,
    location      text,
    media_type    text,
    body          text,
    primary key (caller, path, key)
);
create index idempotency_key_created on idempotency_key (created);

-- Browsers of people whom an identity provider knows and this database does not. What they may do is not kept: it follows
-- from the groups and the configuration whenever it is asked.
create table external_browser_session (
    hash          bytea       primary key,              -- SHA-256 of the cookie's value, which is never stored
    provider      text        not null,                 -- name of its configuration
    subject       text        not null,
    username      text        not null,
    groups        text[]      not null,
    facility_ids  text[],
    created       timestamptz not null,
    expires       timestamptz not null,
    last_used     timestamptz not null
);
create index external_browser_session_expiry on external_browser_session (expires);

-- Sign-ins at an identity provider that somebody has begun; each can be finished once.
create table external_sign_in (
    hash          bytea       primary key,              -- SHA-256 of the state
    provider      text        not null,
    nonce         text        not null,
    code_verifier text        not null,                 -- PKCE: proves that who began it also ends it
    then_path     text        not null,
    expires       timestamptz not null
);
create index external_sign_in_expiry on external_sign_in (expires);
