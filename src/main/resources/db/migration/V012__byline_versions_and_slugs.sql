alter table byline
    add column version     int not null default 1,
    -- The byline that stands for this one since they were merged; never one that was merged itself.
    add column merged_into uuid references byline;

create index byline_by_merger on byline (merged_into) where merged_into is not null;

-- Every slug that a byline has or had. A slug leads to one byline, for as long as that is there.
create table byline_slug (
    slug      text primary key,
    byline_id uuid not null references byline on delete cascade
);

create index byline_slug_by_byline on byline_slug (byline_id);

insert into byline_slug (slug, byline_id) select slug, id from byline;

-- A trigger, so that what the release before writes is kept too, and that two writers can't get the same slug.
create function keep_byline_slug() returns trigger language plpgsql as $$
begin
    insert into byline_slug (slug, byline_id) values (new.slug, new.id) on conflict (slug) do nothing;
    if not exists (select 1 from byline_slug where slug = new.slug and byline_id = new.id) then
        raise unique_violation using message = 'the slug ' || new.slug || ' leads to another byline';
    end if;
    return null;
end
$$;

create trigger byline_keeps_slug after insert or update of slug on byline
    for each row execute function keep_byline_slug();
