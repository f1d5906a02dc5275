-- Notices are listed by their time: those of corrections that the log does not tell, as readers don't see the article, have
-- numbers below 0 in the place of a change's.
create index kill_notice_by_time on kill_notice (at, id);
