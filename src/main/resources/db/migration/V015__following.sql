-- Snapshots: all that readers could see at one moment, as a file in pieces of the same size, so that every replica
-- serves the same bytes. A snapshot and its pieces are written by one transaction: it is there as a whole, or not.
create table snapshot (
    seq      bigint primary key,
    at       timestamptz not null,
    articles int not null,
    bytes    bigint not null,
    -- SHA-256 of the file.
    digest   bytea not null,
    -- False once its pieces may be deleted.
    kept     boolean not null
);

create table snapshot_chunk (
    seq     bigint not null references snapshot deferrable initially deferred,
    ordinal int not null,
    content bytea not null,
    primary key (seq, ordinal)
);

-- The file is compressed already.
alter table snapshot_chunk alter column content set storage external;

-- What takes a snapshot back: something in it may be among what readers may not see any more.
create index change_takedown on change (seq) where type in ('killed', 'unpublished') and before is not null;
