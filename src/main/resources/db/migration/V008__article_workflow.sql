-- The workflow of the newsroom, and the columns that the log follows from.

alter table article drop constraint article_state_check;
alter table article add constraint article_state_check check (state in
    ('draft', 'review', 'scheduled', 'published', 'gone', 'redirected', 'withdrawn', 'killed', 'discarded'));

alter table article
    -- Grows with every change on the newsroom's side: what If-Match is held against.
    add column version             int not null default 1,
    -- Which revision readers see (once it is out).
    add column live_revision       int,
    -- Publication that is to come: of which revision, when, and on whose word.
    add column scheduled_at        timestamptz,
    add column scheduled_revision  int,
    add column scheduled_embargo   timestamptz,
    add column scheduled_note      text,
    add column scheduled_by        text,
    add column owner               text,
    -- Of the newest revision, for the lists of editors.
    add column headline            text not null default '',
    add column type                text not null default 'article',
    add column section_id          uuid references section,
    add column language            text,
    add column byline_ids          uuid[] not null default '{}',
    add column tag_ids             uuid[] not null default '{}';

create index article_newest on article (modified_at, id);
create index article_by_state on article (state, modified_at, id);
create index article_by_section on article (section_id);
create index article_by_byline on article using gin (byline_ids);
create index article_by_tag on article using gin (tag_ids);
create index article_scheduled on article (scheduled_at) where scheduled_at is not null;

update article a
set headline      = coalesce(r.content ->> 'headline', ''),
    type          = coalesce(lower(r.content ->> 'type'), 'article'),
    section_id    = cast(r.content ->> 'sectionId' as uuid),
    language      = r.content ->> 'language',
    byline_ids    = array(select cast(c ->> 'bylineId' as uuid) from json_array_elements(r.content -> 'credits') c),
    tag_ids       = array(select cast(t as uuid) from json_array_elements_text(r.content -> 'tagIds') t),
    live_revision = case when exists (select 1 from published_article p where p.id = a.id) then a.revision end
from article_revision r
where r.article_id = a.id and r.number = a.revision;

alter table article_revision
    add column created_by text,
    add column note       text;

-- Where readers of a piece that was taken down are led to.
alter table article_takedown drop constraint article_takedown_kind_check;
alter table article_takedown add constraint article_takedown_kind_check
    check (kind in ('gone', 'withdrawn', 'killed', 'redirected'));
alter table article_takedown add column target_id uuid references article;

-- Whether readers see it. Set by the transaction that tells the log so; the timekeeper lets out what waits for its
-- moment. A release that does not know the column leaves it false: the timekeeper then lets that piece out, and tells.
alter table published_article add column live boolean not null default false;

update published_article set live = true
where published_at <= now() and (embargoed_until is null or embargoed_until <= now())
  and (expires_at is null or expires_at > now());

create index published_article_waiting on published_article (greatest(published_at, embargoed_until)) where not live;
create index published_article_expiring on published_article (expires_at) where live and expires_at is not null;

-- What was out before there was a log is told in the order of publication.
insert into change (seq, at, type, kind, id, path, changed_fields, reason, before, after, keys)
select row_number() over (order by p.published_at, p.id), now(), 'published', 'article', p.id, p.path, '{}', null, null,
       json_build_object('section_id', p.section_id, 'byline_ids', p.byline_ids, 'tag_ids', p.tag_ids, 'type', p.type,
                         'language', p.language, 'published_at', p.published_at, 'updated_at', p.updated_at),
       array['article:' || p.id]
from published_article p
where p.live;

update change_counter set seq = (select coalesce(max(seq), 0) from change);
