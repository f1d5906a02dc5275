-- The embargo that an order named, beside that of the content: later orders that name none leave it as it is. The release
-- before does not know the column and leaves it as it was; what it puts out then keeps an embargo that is still to come.
alter table published_article add column embargo_ordered timestamptz;
