alter table media add column version int not null default 1;

create index media_newest on media (modified_at, id);

-- Who shows a medium, or will: for those that are to be deleted.
create index published_article_by_lead on published_article (lead_id) where lead_id is not null;
create index article_revision_by_lead on article_revision ((content ->> 'leadId'))
    where content ->> 'leadId' is not null;
