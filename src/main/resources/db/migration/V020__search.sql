-- The search indexes there are: one in each server's files, or one in a cluster that all share. Which build of it
-- searches use, how far it follows the log, and how a build that is under way comes on.
create table search_index (
    name         text primary key,
    build        bigint,
    seq          bigint not null default 0,
    building     bigint,
    done         bigint not null default 0,
    total        bigint not null default 0,
    -- Who writes to an index that several servers share, and until when, on this database's clock.
    writer       uuid,
    writer_until timestamptz,
    seen_at      timestamptz not null
);

-- An index of an older build than this is made anew.
create table search_rebuild (
    only_row boolean primary key default true check (only_row),
    build    bigint not null
);

insert into search_rebuild (build) values (1);
