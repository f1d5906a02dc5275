-- Secrets that the replicas of one database share. The one for cursors is drawn here, from PostgreSQL's
-- cryptographically strong random source; delete the row and insert another to make all cursors invalid.
create table query_secret (
    name  text primary key,
    value bytea not null
);

insert into query_secret (name, value)
values ('cursor', decode(replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', ''), 'hex'));
