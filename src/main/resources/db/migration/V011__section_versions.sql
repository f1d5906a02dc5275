-- What If-Match is held against: of the section, and of what editors put on its front.
alter table section
    add column version       int not null default 1,
    add column front_version int not null default 1;
