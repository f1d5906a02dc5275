create table media (
    id          uuid primary key,
    type        text not null check (type in ('image', 'video', 'audio')),
    url         text not null,
    width       int,
    height      int,
    alt         text,
    caption     text,
    credit      text,
    focal_x     real,
    focal_y     real,
    modified_at timestamptz not null
);
