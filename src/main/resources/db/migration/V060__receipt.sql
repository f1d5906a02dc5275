-- Who fetched what with a key, so that all of them can be told when it is killed. The article comes first, as that is
-- what is asked for. Without references: partners are never deleted, and this is written many rows at a time.
create table partner_fetch (
    article_id uuid not null,
    partner_id uuid not null,
    how        text not null check (how in ('article', 'list', 'feed', 'stream', 'changes', 'webhook')),
    first_at   timestamptz not null,
    last_at    timestamptz not null,
    primary key (article_id, partner_id, how)
);

-- A snapshot has everything in it, so it is a row of its own and not one for each article.
create table partner_snapshot (
    partner_id uuid not null references partner,
    seq        bigint not null,
    first_at   timestamptz not null,
    last_at    timestamptz not null,
    primary key (partner_id, seq)
);

-- A correction that everybody who has a copy has to make, too.
alter table change add column mandatory boolean not null default false;

create index change_notice on change (seq) where type = 'killed' or mandatory;

-- Its headline when it was taken down: the live copy is gone then.
alter table article_takedown add column headline text;

-- A kill, or a mandatory correction, and until when everybody should have acknowledged it.
create table kill_notice (
    id         uuid primary key,
    seq        bigint not null unique,
    article_id uuid not null,
    kind       text not null check (kind in ('kill', 'correction')),
    headline   text,
    path       text,
    reason     text,
    issued_by  text,
    at         timestamptz not null,
    due_at     timestamptz not null
);

create index kill_notice_by_article on kill_notice (article_id);

-- A partner who fetched it.
create table kill_receipt (
    notice_id        uuid not null references kill_notice,
    partner_id       uuid not null references partner,
    first_fetched_at timestamptz not null,
    last_fetched_at  timestamptz not null,
    how              text[] not null,
    acknowledged_at  timestamptz,
    -- The key that did it.
    acknowledged_by  uuid,
    note             text,
    -- The notice, and after it reminders.
    messages         int not null default 0,
    last_message_at  timestamptz,
    -- Null: no more.
    next_message_at  timestamptz,
    primary key (notice_id, partner_id)
);

create index kill_receipt_by_partner on kill_receipt (partner_id, notice_id);
create index kill_receipt_next on kill_receipt (next_message_at)
    where acknowledged_at is null and next_message_at is not null;
create index kill_receipt_open on kill_receipt (notice_id) where acknowledged_at is null;

-- Who was told of which change, and how: apart from the receipts, as a partner may read of a kill before its receipt is
-- written.
create table kill_told (
    seq        bigint not null,
    partner_id uuid not null references partner,
    how        text not null check (how in ('changes', 'stream', 'webhook', 'kills')),
    at         timestamptz not null,
    primary key (seq, partner_id, how)
);

-- Up to which change notices were made.
create table kill_progress (
    only_row boolean primary key default true check (only_row),
    seq      bigint not null
);

insert into kill_progress (seq) select seq from change_counter;
