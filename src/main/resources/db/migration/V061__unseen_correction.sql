-- A mandatory correction of an article that readers don't see (under an embargo, put off, expired): the log does not tell it,
-- so it waits here until its notice is made.
create table unseen_correction (
    id              bigint generated always as identity primary key,
    article_id      uuid not null,
    headline        text not null,
    reason          text not null,
    issued_by       text not null,
    embargoed_until timestamptz
);

-- Of such a notice the number is below 0. Notices are therefore listed by their time.
alter table kill_notice
    -- Snapshots up to this change have the article from before.
    add column after_seq bigint,
    -- Until then what was corrected is for those alone who see the article ahead of time, and they find it there.
    add column embargoed_until timestamptz;
update kill_notice set after_seq = seq - 1;
alter table kill_notice alter column after_seq set not null;
create index kill_notice_by_time on kill_notice (at, id);
