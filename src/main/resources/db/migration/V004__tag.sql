create table tag (
    id          uuid primary key,
    type        text not null check (type in ('topic', 'person', 'organisation', 'place', 'event', 'story')),
    slug        text not null,
    name        text not null,
    folded_name text not null,
    description text,
    -- As in byline.
    public_from timestamptz,
    modified_at timestamptz not null,
    unique (type, slug)
);

create index tag_by_slug on tag (slug);
create index tag_by_folded_name on tag (folded_name text_pattern_ops, type, slug);
