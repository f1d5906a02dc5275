-- What the newsroom's systems present to be let in: a prefix, by which the row is found, and a secret, of which only
-- the digest is here (SHA-256 of the whole token: it has 256 random bits, so there is nothing to be slowed down).
create table api_token (
    id           uuid primary key,
    prefix       text not null,
    digest       bytea not null check (octet_length(digest) = 32),
    name         text not null,
    -- Either a role, which is what the release in hand makes of it, or the scopes themselves.
    role         text check (role in ('writer', 'editor', 'admin')),
    scopes       text[],
    -- Where it came from: the API, the first start, or BROADSHEET_ADMIN_TOKEN.
    origin       text not null check (origin in ('api', 'start', 'environment')),
    created_at   timestamptz not null,
    created_by   text not null,
    expires_at   timestamptz,
    last_used_at timestamptz,
    revoked_at   timestamptz,
    check ((role is null) <> (scopes is null))
);

-- One that replaces another may have its prefix.
create unique index api_token_by_prefix on api_token (prefix) where revoked_at is null;

-- Who did what, when. Written in the transaction of what was done, and never changed.
create table audit_entry (
    id            bigint generated always as identity primary key,
    at            timestamptz not null default now(),
    actor_kind    text not null check (actor_kind in ('person', 'token', 'system')),
    actor         text not null,
    actor_name    text not null,
    action        text not null,
    thing_kind    text not null,
    thing         uuid,
    from_revision int,
    to_revision   int,
    from_state    text,
    to_state      text,
    note          text,
    trace_id      text
);

create index audit_entry_by_time on audit_entry (at, id);
create index audit_entry_by_thing on audit_entry (thing, at, id);
create index audit_entry_by_actor on audit_entry (actor, at, id);
create index audit_entry_by_action on audit_entry (action, at, id);
