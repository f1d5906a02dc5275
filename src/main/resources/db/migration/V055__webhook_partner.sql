-- Whose webhook it is: a partner's tells what the partner may see, and belongs to all of its keys. Null: the newsroom's.
alter table webhook add column partner_id uuid references partner;
