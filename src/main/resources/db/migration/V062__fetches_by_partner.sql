-- What one partner fetches is written together, so it stands together; an article's are found by a look for each partner, of
-- whom there are few.
alter table partner_fetch drop constraint partner_fetch_pkey;
alter table partner_fetch add primary key (partner_id, article_id, how);
