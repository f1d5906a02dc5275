package org.broadsheet.published;

/** What readers may see, said once: in SQL, over {@code published_article a}, at the moment {@code :at}. */
final class Visibility {

    /** The log has told that it is out, and it has not expired, even if the log is yet to tell. */
    static final String NOW = "(a.live and (a.expires_at is null or a.expires_at > :at))";

    /** It was to be seen once, and has expired. */
    static final String EXPIRED = "(a.published_at <= :at and (a.embargoed_until is null or a.embargoed_until <= :at)"
            + " and greatest(a.published_at, a.embargoed_until) < a.expires_at and a.expires_at <= :at)";

    private Visibility() {}
}
