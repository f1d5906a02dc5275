-- Who wants to be told of changes, and where. How far each has been told is here too: what there is to tell is in the
-- change log, so nothing is copied, and nothing can be lost that the log has.
create table webhook (
    id              uuid primary key,
    -- What stays the same of whoever made it: a token's id, or what the identity provider calls a person.
    owner           text not null,
    created_by      text not null,
    name            text not null,
    url             text not null,
    payload         text not null check (payload in ('thin', 'full')),
    -- Types of change; empty: all.
    events          text[] not null,
    -- Kinds of thing; empty: all.
    kinds           text[] not null,
    filters         json not null,
    -- As webhook.SecretBox has it: in the clear, or sealed with the key of the configuration.
    secret          bytea not null,
    -- Signs as well until then.
    previous_secret bytea,
    previous_until  timestamptz,
    -- Null: it is not.
    paused_because  text check (paused_because in ('failing', 'gone', 'filter')),
    paused_at       timestamptz,
    created_at      timestamptz not null,
    modified_at     timestamptz not null,
    version         int not null,
    -- The change up to which everything was delivered, or was not wanted.
    seq             bigint not null,
    -- Since the last delivery that went well.
    failures        int not null default 0,
    failing_since   timestamptz,
    next_attempt_at timestamptz not null default clock_timestamp(),
    -- Who delivers at the moment, and until when others leave it to them.
    lease           uuid,
    leased_until    timestamptz
);

create index webhook_by_owner on webhook (owner, id);

create table webhook_attempt (
    id          bigint generated always as identity primary key,
    webhook_id  uuid not null references webhook on delete cascade,
    message_id  text not null,
    type        text not null,
    -- Null: of a test.
    seq         bigint,
    at          timestamptz not null default clock_timestamp(),
    duration_ms int not null,
    -- Null: there was no answer.
    status      int,
    error       text
);

create index webhook_attempt_by_webhook on webhook_attempt (webhook_id, id);
create index webhook_attempt_by_time on webhook_attempt (at);
