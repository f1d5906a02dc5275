package org.broadsheet.importing;

import java.util.ArrayList;
import java.util.List;
import org.broadsheet.article.Articles;
import org.broadsheet.manuscript.Manuscript;
import org.jspecify.annotations.Nullable;

/** What a line turned out to be. */
sealed interface Item {

    /** The line's number, from 1. */
    long line();

    /**
     * A line with a sound piece.
     *
     * @param digest of what the line says, however it is written
     */
    record Piece(long line, byte[] digest, Manuscript manuscript) implements Item {

        String source() {
            return manuscript.source();
        }

        String id() {
            return manuscript.id();
        }

        Articles.Announcement announcement() {
            return new Articles.Announcement(source(), id(), digest, manuscript.publish());
        }

        Rejected rejected(String reason) {
            return new Rejected(line, source(), id(), reason);
        }
    }

    /** A line that can't go in. {@code source} and {@code id} as far as they could be read. */
    record Rejected(
            long line, @Nullable String source, @Nullable String id, String reason) implements Item {}

    /** Items that go in together or, if need be, one by one. */
    record Batch(List<Item> items) {

        /** A piece is a few thousand characters: enough of them to make a transaction worth while. */
        static final int MOST = 250;

        /** So that a batch of the longest pieces fits into memory in all the forms that it takes. */
        static final long MOST_BYTES = 4 << 20;

        List<Piece> pieces() {
            List<Piece> found = new ArrayList<>();
            for (Item item : items) {
                if (item instanceof Piece piece) {
                    found.add(piece);
                }
            }
            return found;
        }
    }
}
