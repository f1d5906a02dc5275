package org.broadsheet.query;

import java.util.List;

/**
 * A place in an ordered list: the sort keys of the item at its edge, and which way to go from there.
 *
 * @param back whether the page before that item is wanted, not the one after
 * @param keys the item's sort keys, as text, the most significant first
 */
public record Cursor(boolean back, List<String> keys) {

    public Cursor {
        keys = List.copyOf(keys);
    }

    public static Cursor after(String... keys) {
        return new Cursor(false, List.of(keys));
    }
}
