package org.broadsheet.published;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.broadsheet.article.Publication;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What an address leads to. Keys that have no value are left out. */
@Schema(description = "What an address leads to.")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Resolution(
        @Schema(
                description = "The address, as it was asked for.",
                examples = "https://ledger.example/2026/10/old-path",
                required = true)
        String url,

        @Schema(
                description =
                        "`current`: the article stands there; `moved`: it stood there and now stands at `path`, or another article"
                                + " stands for it; `gone`: it was taken down; `withheld`: there is one, which your rights do"
                                + " not cover; `unknown`: no article was ever there.",
                enumeration = {"current", "moved", "gone", "withheld", "unknown"},
                examples = "moved",
                required = true)
        String status,

        @Schema(description = "The article's id; with `current` and `moved`.") @Nullable
        UUID id,

        @Schema(description = "Where the article stands now.", examples = "/world/osterey/2026/10/02/the-ferry-returns")
        @Nullable
        String path,

        @Schema(description = "The article's canonical address.") @Nullable
        String canonicalUrl,

        @Schema(
                description = "There, and true, when the article is still under an embargo, which binds you too: for"
                        + " partners who see it ahead of time.")
        @Nullable
        Boolean embargoed,

        @Schema(
                description = "With `gone`: how it went.",
                enumeration = {"gone", "withdrawn", "killed", "expired"})
        @Nullable
        String takedown,

        @Schema(description = "With `gone`: the reason, as far as it may be public.") @Nullable
        String reason) {

    /** What addresses lead to, in the order asked. */
    @Schema(name = "ResolutionList", description = "What addresses lead to, in the order asked.")
    public record Answers(@Schema(required = true) List<Resolution> items) {}

    /** Of an address of this publication; the row is path, id, path now, url, takedown, reason, whether
     * expired, id, path and url of the article that readers are led to instead, whether it is withheld, and whether
     * the one and the other are under an embargo. */
    static Resolution here(String asked, String path, Object @Nullable [] row, Publication publication) {
        if (row == null) {
            return unknown(asked);
        }
        String now = (String) row[2];
        if (now != null) {
            String canonical = Objects.requireNonNullElseGet((String) row[3], () -> publication.urlOf(now));
            String status = now.equals(path) ? "current" : "moved";
            return new Resolution(asked, status, (UUID) row[1], now, canonical, marked(row[11]), null, null);
        }
        if (Boolean.TRUE.equals(row[10])) {
            return new Resolution(asked, "withheld", null, null, null, null, null, null);
        }
        if (row[8] != null) {
            String place = (String) row[8];
            String canonical = Objects.requireNonNullElseGet((String) row[9], () -> publication.urlOf(place));
            return new Resolution(asked, "moved", (UUID) row[7], place, canonical, marked(row[12]), null, null);
        }
        String takedown = Boolean.TRUE.equals(row[6]) ? "expired" : (String) row[4];
        return takedown == null
                ? unknown(asked)
                : new Resolution(asked, "gone", null, null, null, null, Takedowns.told(takedown), (String) row[5]);
    }

    /** Of an address elsewhere, which may be the canonical one of an article here; the row is url, id, path, and
     * whether it is under an embargo. */
    static Resolution elsewhere(String asked, Object @Nullable [] row) {
        return row == null
                ? unknown(asked)
                : new Resolution(
                        asked, "current", (UUID) row[1], (String) row[2], (String) row[0], marked(row[3]), null, null);
    }

    private static Resolution unknown(String asked) {
        return new Resolution(asked, "unknown", null, null, null, null, null, null);
    }

    private static @Nullable Boolean marked(@Nullable Object embargoed) {
        return Boolean.TRUE.equals(embargoed) ? true : null;
    }
}
