package org.broadsheet.importing;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.broadsheet.article.ArticleType;
import org.broadsheet.article.Articles;
import org.broadsheet.article.Correction;
import org.broadsheet.body.Body;
import org.broadsheet.media.MediaDescription;
import org.broadsheet.tag.TagKey;
import org.jspecify.annotations.Nullable;

/**
 * A line of the import form that is sound: a piece whose section, authors, tags and lead are still as they were named.
 *
 * @param digest of what the line says, however it is written
 * @param section a path, slug or name
 * @param authors no slug twice
 * @param tags no key twice
 * @param warnings what did not go in with the piece
 * @param unknownKeys what the line has that the form does not
 */
record Manuscript(
        long line,
        String source,
        String id,
        byte[] digest,
        boolean publish,
        ArticleType type,
        String headline,
        @Nullable String kicker,
        List<String> standfirst,
        Body body,
        String section,
        List<Author> authors,
        List<NamedTag> tags,
        @Nullable MediaDescription lead,
        String language,
        @Nullable String slug,
        List<String> aliases,
        @Nullable String url,
        Dates dates,
        @Nullable String usageTerms,
        @Nullable String aiUse,
        List<Correction> corrections,
        @Nullable String translationOf,
        List<String> warnings,
        List<String> unknownKeys)
        implements Item {

    record Author(String slug, String name, @Nullable String role) {}

    record NamedTag(TagKey key, String name) {}

    record Dates(
            @Nullable Instant published,
            @Nullable Instant updated,
            @Nullable Instant embargoed,
            @Nullable Instant expires) {}

    Articles.Announcement announcement() {
        return new Articles.Announcement(source, id, digest, publish);
    }

    /**
     * The moment in the ids of what this piece brings with it. The same whenever the piece is imported, so never the
     * time of day.
     */
    Instant since() {
        return Objects.requireNonNullElse(dates.published, Instant.EPOCH);
    }

    Rejected rejected(String reason) {
        return new Rejected(line, source, id, reason);
    }
}
