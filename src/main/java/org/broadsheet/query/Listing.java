package org.broadsheet.query;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads how a list was asked for, and says where the page that was read stands in it. */
@ApplicationScoped
public class Listing {

    public static final int DEFAULT_LIMIT = 20;

    private final CursorSeal seal;

    Listing(CursorSeal seal) {
        this.seal = seal;
    }

    /**
     * @param list names the list; a cursor of one is refused in another
     * @throws org.broadsheet.problem.Refusal.Invalid when the cursor was not made for this list with these filters
     */
    public <T> Request<T> request(String list, @Nullable Integer limit, @Nullable String cursor, UriInfo uri) {
        String query = PageLinks.query(list, uri);
        return new Request<>(
                Objects.requireNonNullElse(limit, DEFAULT_LIMIT),
                cursor == null ? null : seal.open(cursor, query),
                place -> seal.seal(place, query),
                uri);
    }

    /** How a list was asked for. */
    public record Request<T>(int limit, @Nullable Cursor cursor, Function<Cursor, String> seal, UriInfo uri) {

        /** Where {@code window}, which was read from this request's cursor, stands in the list. */
        public Page page(Page.Window<T> window, Function<T, List<String>> place) {
            return page(window, place, null);
        }

        public Page page(Page.Window<T> window, Function<T, List<String>> place, @Nullable Long total) {
            return Page.of(window, limit, cursor, place, seal, total);
        }

        /** Adds the {@code Link} header to the answer. */
        public Response link(Page page, Response answer) {
            return PageLinks.link(page, uri, answer);
        }
    }
}
