-- Which months have articles, how many, and when one of them changed last: for the index of the sitemaps, which is made
-- anew after each change and never reads a row for it.
create index published_article_sitemap on published_article (published_at) include (updated_at, expires_at) where live;
