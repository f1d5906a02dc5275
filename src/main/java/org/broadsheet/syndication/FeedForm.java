package org.broadsheet.syndication;

/** The forms that a feed can have. */
enum FeedForm {
    RSS("application/rss+xml"),
    ATOM("application/atom+xml"),
    JSON("application/feed+json");

    private final String mediaType;

    FeedForm(String mediaType) {
        this.mediaType = mediaType;
    }

    String mediaType() {
        return mediaType;
    }

    byte[] write(Feed feed) {
        return switch (this) {
            case RSS -> RssFeed.write(feed);
            case ATOM -> AtomFeed.write(feed);
            case JSON -> JsonFeed.write(feed);
        };
    }
}
