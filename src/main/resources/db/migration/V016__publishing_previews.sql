-- Links under which a revision is shown as readers would see it, until they run out or are revoked.
create table preview_link (
    id         uuid primary key,
    article_id uuid not null references article,
    -- Null: the newest, whichever that is.
    revision   int,
    created_by text not null,
    created_at timestamptz not null,
    expires_at timestamptz not null,
    revoked_at timestamptz
);

create index preview_link_by_article on preview_link (article_id, created_at);

insert into query_secret (name, value)
values ('preview', decode(replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', ''), 'hex'));
