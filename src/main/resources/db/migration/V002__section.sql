create table section (
    id          uuid primary key,
    parent_id   uuid references section,
    slug        text not null,
    path        text not null unique,
    name        text not null,
    description text,
    position    int not null default 0,
    modified_at timestamptz not null
);

create index section_by_slug on section (slug);

-- What editors put at the head of a section's front, in order. The pieces are articles; the tables of articles come
-- later and refer to sections, so there is no foreign key here: a piece that is gone is passed over.
create table section_front (
    section_id uuid not null references section,
    position   int not null,
    article_id uuid not null,
    primary key (section_id, position),
    unique (section_id, article_id)
);
