package org.broadsheet.query;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Where a list's page stands. Keys that have no value are left out. */
@Schema(description = "Where this page stands in its list.")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Page(
        @Schema(
                description = "The most items a page may hold, as asked for.",
                minimum = "1",
                maximum = "200",
                examples = "20")
        int limit,

        @Schema(description = "The cursor of the next page; absent on the last one.") @Nullable
        String next,

        @Schema(description = "The cursor of the page before; absent on the first one.") @Nullable
        String previous,

        @Schema(description = "How many items the whole list has; present when `count` asked for it.") @Nullable
        Long total) {

    /**
     * A window on a list, read one row further than the page so that it is known whether there is more.
     *
     * @param items at most the page's limit, in the list's order
     * @param more whether the list goes on past these in the direction of reading
     */
    public record Window<T>(List<T> items, boolean more) {

        /** From rows in the order of reading, which is backwards when {@code back}. */
        public static <T> Window<T> of(List<T> rows, int limit, boolean back) {
            boolean more = rows.size() > limit;
            List<T> items = more ? rows.subList(0, limit) : rows;
            return new Window<>(back ? items.reversed() : items, more);
        }
    }

    /**
     * The page for a window.
     *
     * @param came the cursor that the window was read from; null for the first page
     * @param place the sort keys of an item
     * @param seal makes the token of a cursor
     */
    public static <T> Page of(
            Window<T> window,
            int limit,
            @Nullable Cursor came,
            Function<T, List<String>> place,
            Function<Cursor, String> seal,
            @Nullable Long total) {
        boolean back = came != null && came.back();
        boolean hasNext = back || window.more();
        boolean hasPrevious = back ? window.more() : came != null;
        if (window.items().isEmpty()) {
            return new Page(limit, null, null, total);
        }
        String next = hasNext
                ? seal.apply(new Cursor(false, place.apply(window.items().getLast())))
                : null;
        String previous = hasPrevious
                ? seal.apply(new Cursor(true, place.apply(window.items().getFirst())))
                : null;
        return new Page(limit, next, previous, total);
    }
}
