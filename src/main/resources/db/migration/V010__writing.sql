-- Answers to writes that came with an Idempotency-Key: kept for a day, in the transaction of the write.
create table idempotent_write (
    actor      text not null,
    key        text not null,
    -- Of method, path and body: the same key with another request is refused.
    request    bytea not null,
    status     int,
    body       text,
    version    int,
    location   text,
    seq        bigint,
    created_at timestamptz not null,
    primary key (actor, key)
);

create index idempotent_write_oldest on idempotent_write (created_at);
