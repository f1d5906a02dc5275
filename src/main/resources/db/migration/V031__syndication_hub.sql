-- How far the hub of the feeds (WebSub) has been told of changes.
create table syndication_hub (
    only_row boolean primary key default true check (only_row),
    -- Of the last change that it was told of; -1 before there is a hub.
    seq      bigint not null,
    -- Until then nobody tells it anything: a server is at it, or was a moment ago.
    next_at  timestamptz not null
);

insert into syndication_hub (seq, next_at) values (-1, '-infinity');
