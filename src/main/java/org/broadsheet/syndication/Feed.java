package org.broadsheet.syndication;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.broadsheet.format.Piece;
import org.broadsheet.published.Tombstones;
import org.jspecify.annotations.Nullable;

/**
 * A page of a feed (RFC 5005, section 3), before it has a form.
 *
 * @param id stays the same, whichever page
 * @param home the front-end
 * @param self where this page is
 * @param hub who tells when there is something new in it; null for nobody
 * @param next where the page of older pieces is; null on the last one
 * @param killed lately, on the first page: whoever has one of these has to delete it
 */
record Feed(
        String id,
        String title,
        String description,
        String publication,
        String home,
        String language,
        String self,
        String first,
        @Nullable String next,
        @Nullable String previous,
        @Nullable String hub,
        List<Piece> pieces,
        List<Tombstones.Tombstone> killed) {

    /** When the newest change in it was; of an empty one, long ago, so that it stays the same. */
    Instant updated() {
        return Stream.concat(
                        pieces.stream().map(Piece::updatedAt), killed.stream().map(Tombstones.Tombstone::at))
                .max(Comparator.naturalOrder())
                .orElse(Instant.EPOCH);
    }
}
