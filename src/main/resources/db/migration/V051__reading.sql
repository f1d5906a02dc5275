-- How often partners have asked, by day (UTC) and operation of the API document: what quotas of days and months are
-- held against, and what is reported.
create table partner_usage (
    partner_id uuid not null references partner,
    day        date not null,
    operation  text not null,
    requests   bigint not null,
    primary key (partner_id, day, operation)
);
