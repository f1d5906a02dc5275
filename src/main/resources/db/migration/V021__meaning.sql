-- What is kept of each article that readers see to compare it with others: made once, whatever becomes of the indexes.
create table article_profile (
    article_id   uuid primary key,
    -- Of the text and of how it was read: while it is the same, so are words and vectors.
    digest       bytea not null,
    -- Pairs of a word's hash (int) and its weight (half), by hash.
    words        bytea not null,
    -- 384 numbers from -127 to 127; null without a model.
    meaning      bytea,
    -- Null when the date is not known.
    published_at timestamptz,
    story_ids    uuid[] not null,
    -- The tags that are no stories.
    tag_ids      uuid[] not null,
    byline_ids   uuid[] not null
);

-- Rows are read a hundred at a time: in one piece, and not compressed, as such bytes don't shrink.
alter table article_profile set (toast_tuple_target = 8160);
alter table article_profile alter column words set storage external;
alter table article_profile alter column meaning set storage external;

-- How often words occur, by their hash. Made anew when the archive has grown by a tenth.
create table word_statistics (
    only_row    boolean primary key default true check (only_row),
    version     bigint not null,
    articles    bigint not null,
    -- 2^20 numbers, deflated.
    occurrences bytea not null
);

-- How far the profiles follow the log.
create table profile_progress (
    only_row boolean primary key default true check (only_row),
    seq      bigint not null
);

insert into profile_progress (seq) values (-1);
