create table byline (
    id          uuid primary key,
    slug        text not null unique,
    name        text not null,
    folded_name text not null,
    role        text,
    bio         text,
    image       json,
    links       json,
    -- When readers may first know of it: the first time a piece that carries it is to be seen. Null: not yet.
    public_from timestamptz,
    modified_at timestamptz not null
);

create index byline_by_folded_name on byline (folded_name text_pattern_ops, slug);
