-- What takes a snapshot back: now also a kill of what readers could not see any more, as it had expired. The condition
-- holds for what the release before asks, too.
create index change_withdrawal on change (seq) where type in ('killed', 'unpublished');
drop index change_takedown;
