-- The change log: everything that readers can notice, in the order of its commit, without gaps. The counter's row is
-- locked as the last act of a transaction that tells of changes, so numbers are handed out in commit order.
create table change_counter (
    only_row boolean primary key default true check (only_row),
    seq      bigint not null
);

insert into change_counter (seq) values (0);

create table change (
    seq            bigint primary key,
    at             timestamptz not null,
    type           text not null check (type in ('published', 'updated', 'corrected', 'moved', 'unpublished', 'killed',
                                                 'embargoLifted', 'expired', 'rightsChanged')),
    kind           text not null check (kind in ('article', 'section', 'byline', 'tag', 'media', 'front')),
    id             uuid not null,
    path           text,
    changed_fields text[] not null,
    reason         text,
    -- What filters ask of an article, as readers could see it before and after; null: they could not see it.
    before         json,
    after          json,
    -- What caches purge, by surrogate key.
    keys           text[] not null
);

create index change_by_thing on change (id, seq);

-- The running replicas: how far each has applied the log, and when it was last heard of, on this database's clock.
create table change_replica (
    id          uuid primary key,
    name        text not null,
    applied_seq bigint not null,
    seen_at     timestamptz not null
);
