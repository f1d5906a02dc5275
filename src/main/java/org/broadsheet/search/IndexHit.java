package org.broadsheet.search;

import java.util.List;
import java.util.UUID;

/**
 * An article that the index has found.
 *
 * @param score how well it matches; comparable within one search
 * @param published microseconds since 1970
 * @param updated microseconds since 1970
 */
public record IndexHit(UUID id, double score, long published, long updated) {

    /** @param parts id and score, and the moments where they were asked for */
    static IndexHit of(List<?> parts) {
        return new IndexHit(
                UUID.fromString((String) parts.get(0)),
                (Float) parts.get(1),
                parts.size() > 2 ? (Long) parts.get(2) : 0,
                parts.size() > 3 ? (Long) parts.get(3) : 0);
    }

    /** The same with another score. */
    public IndexHit scored(double other) {
        return new IndexHit(id, other, published, updated);
    }
}
