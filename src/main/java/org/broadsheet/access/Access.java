package org.broadsheet.access;

import java.time.Clock;
import java.time.Instant;

/**
 * Who asks, and when: what the read door judges visibility by. So far everybody who reads is an anonymous reader; what
 * partners may see beyond or short of that joins here.
 *
 * @param at the moment that embargoes and expiry are judged at; one for a whole request, so that its parts agree
 */
public record Access(Instant at) {

    /** An anonymous reader, now. */
    public static Access reader(Clock clock) {
        return new Access(clock.instant());
    }
}
