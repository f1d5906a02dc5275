-- A mandatory correction of an article that readers don't see (under an embargo, put off, expired): the log does not tell it,
-- so it waits here until its notice is made.
create table unseen_correction (
    id         bigint generated always as identity primary key,
    article_id uuid not null,
    headline   text not null,
    reason     text not null,
    issued_by  text not null
);

-- Of such a notice seq is below 0, and this says up to which change snapshots have the article from before. Notices are
-- therefore listed by their time.
alter table kill_notice add column after_seq bigint;
create index kill_notice_by_time on kill_notice (at, id);
