package org.broadsheet.access;

import java.time.Clock;
import java.time.Instant;

/**
 * Who asks, and when: what the read door judges visibility by.
 *
 * @param at the moment that embargoes and expiry are judged at; one for a whole request, so that its parts agree
 * @param rights what whoever asks may see
 */
public record Access(Instant at, Rights rights) {

    /**
     * To all that is published, now: for whatever works for all readers at once, such as the search index. What a
     * reader is answered with is judged by {@link CurrentAccess}.
     */
    public static Access toAll(Clock clock) {
        return new Access(clock.instant(), Rights.ALL);
    }

    /** The same to what everybody may know of by now: without what is shown ahead of its embargo. */
    public Access toWhatIsOut() {
        return new Access(at, rights.withoutEmbargoed());
    }

    /** What of all that is published is delayed for this reader is dated later than this. */
    public Instant until() {
        return at.minus(rights.delay());
    }
}
