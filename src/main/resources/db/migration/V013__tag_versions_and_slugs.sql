alter table tag
    add column version     int not null default 1,
    -- The tag that stands for this one since they were merged; never one that was merged itself.
    add column merged_into uuid references tag;

create index tag_by_merger on tag (merged_into) where merged_into is not null;

-- Every type and slug that a tag has or had. They lead to one tag, for as long as that is there.
create table tag_slug (
    type   text not null,
    slug   text not null,
    tag_id uuid not null references tag on delete cascade,
    primary key (type, slug)
);

create index tag_slug_by_slug on tag_slug (slug);

create index tag_slug_by_tag on tag_slug (tag_id);

insert into tag_slug (type, slug, tag_id) select type, slug, id from tag;

-- A trigger, so that what the release before writes is kept too, and that two writers can't get the same name.
create function keep_tag_slug() returns trigger language plpgsql as $$
begin
    insert into tag_slug (type, slug, tag_id) values (new.type, new.slug, new.id) on conflict do nothing;
    if not exists (select 1 from tag_slug where type = new.type and slug = new.slug and tag_id = new.id) then
        raise unique_violation using message = 'the name ' || new.type || '/' || new.slug || ' leads to another tag';
    end if;
    return null;
end
$$;

create trigger tag_keeps_slug after insert or update of type, slug on tag
    for each row execute function keep_tag_slug();
