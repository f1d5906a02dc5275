-- The newsroom's side: every piece there is, with its numbered revisions, which are never changed.
create table article (
    id          uuid primary key,
    -- Where it comes from: the empty string is the publication itself.
    source      text not null,
    external_id text not null,
    state       text not null check (state in ('draft', 'published', 'gone', 'withdrawn', 'killed')),
    slug        text not null,
    revision    int not null,
    -- Digest of what was imported last: the same again changes nothing.
    import_hash bytea,
    created_at  timestamptz not null,
    modified_at timestamptz not null,
    unique (source, external_id)
);

create table article_revision (
    article_id uuid not null references article,
    number     int not null,
    content    json not null,
    created_at timestamptz not null,
    primary key (article_id, number)
);

-- Every path that a piece has or had. A path belongs to one piece, for good.
create table article_path (
    path       text primary key,
    article_id uuid not null references article,
    current    boolean not null
);

create index article_path_by_article on article_path (article_id);

-- What is said of a piece that was taken down.
create table article_takedown (
    article_id uuid primary key references article,
    kind       text not null check (kind in ('gone', 'withdrawn', 'killed')),
    reason     text,
    at         timestamptz not null
);

-- The readers' side: the live copy. Only the room `published` reads these two tables for readers, and only
-- article.Articles writes them.
create table published_article (
    id                     uuid primary key references article,
    version                int not null,
    type                   text not null
        check (type in ('article', 'liveblog', 'brief', 'opinion', 'video', 'gallery', 'audio')),
    headline               text not null,
    kicker                 text,
    standfirst             text[] not null,
    body                   json not null,
    section_id             uuid not null references section,
    byline_ids             uuid[] not null,
    byline_roles           text[] not null,
    tag_ids                uuid[] not null,
    lead_id                uuid references media,
    language               text not null,
    -- The same for all translations of one piece.
    translation_key        uuid not null,
    path                   text not null unique,
    url                    text,
    source                 text not null,
    external_id            text not null,
    published_at           timestamptz not null,
    published_at_estimated boolean not null,
    first_published_at     timestamptz not null,
    updated_at             timestamptz not null,
    embargoed_until        timestamptz,
    expires_at             timestamptz,
    usage_terms            text,
    ai_use                 text,
    word_count             int not null,
    corrections            json not null,
    modified_at            timestamptz not null
);

create index published_article_newest on published_article (published_at, id);
create index published_article_updated on published_article (updated_at, id);
create index published_article_by_section on published_article (section_id, published_at, id);
create index published_article_by_byline on published_article using gin (byline_ids);
create index published_article_by_tag on published_article using gin (tag_ids);
create index published_article_by_translation on published_article (translation_key);
create index published_article_by_url on published_article (url) where url is not null;

-- The public history of a piece.
create table published_article_version (
    article_id uuid not null references article,
    number     int not null,
    kind       text not null check (kind in ('published', 'updated', 'corrected')),
    at         timestamptz not null,
    note       text,
    primary key (article_id, number)
);
