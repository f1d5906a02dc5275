-- Who syndicates what is published, and what they may see of it.
create table partner (
    id                uuid primary key,
    name              text not null unique,
    -- An array of {name, email}.
    contacts          text not null,
    tier              text not null check (tier in ('teaser', 'text', 'full')),
    state             text not null check (state in ('active', 'suspended')),
    -- Ids, so that a thing that is renamed or moved is still meant. Of sections, those under them are meant too. Null:
    -- all; an id of what there is no longer stays, so that a list which loses its last one does not become all.
    sections          uuid[],
    without_sections  uuid[] not null,
    tags              uuid[],
    without_tags      uuid[] not null,
    -- Null: what the tier says.
    full_text         boolean,
    images            boolean,
    delay_seconds     bigint not null check (delay_seconds >= 0),
    embargoed         boolean not null,
    ai_use            text,
    per_second        int,
    per_day           bigint,
    per_month         bigint,
    created_at        timestamptz not null,
    modified_at       timestamptz not null,
    version           int not null,
    check (not (embargoed and delay_seconds > 0))
);

-- A partner's key is an API token that belongs to it. The release before knows none of its scopes, so there it opens
-- nothing.
alter table api_token add column partner_id uuid references partner;
create index api_token_by_partner on api_token (partner_id, id) where partner_id is not null;
