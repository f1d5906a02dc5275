package org.broadsheet.format;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.broadsheet.article.ArticleType;
import org.broadsheet.article.Correction;
import org.broadsheet.media.MediaView;
import org.broadsheet.published.ArticleView;
import org.broadsheet.section.SectionRef;
import org.jspecify.annotations.Nullable;

/**
 * An article on its way to somebody who knows nothing of this API.
 *
 * @param html its body, with absolute addresses; null when only a summary goes out
 * @param text its body as plain text; empty when only a summary goes out
 * @param url where it stands on the front-end
 * @param underEmbargo whether it goes out ahead of its embargo
 * @param withheld why parts of it are not there, each a sentence
 * @param elsewhere its canonical address, where that is another publication's
 */
public record Piece(
        UUID id,
        ArticleType type,
        String headline,
        @Nullable String kicker,
        List<String> standfirst,
        @Nullable String html,
        String text,
        SectionRef section,
        List<ArticleView.Credit> bylines,
        @Nullable String bylineText,
        List<ArticleView.TagRef> tags,
        @Nullable MediaView lead,
        String language,
        String url,
        @Nullable String elsewhere,
        ArticleView.Source source,
        Instant publishedAt,
        Instant firstPublishedAt,
        Instant updatedAt,
        int version,
        List<Correction> corrections,
        ArticleView.@Nullable Rights rights,
        int wordCount,
        boolean underEmbargo,
        List<String> withheld) {

    /** What it is called wherever it goes, for good: RFC 9562, section 4. */
    public String urn() {
        return urn(id);
    }

    public static String urn(UUID id) {
        return "urn:uuid:" + id;
    }

    /** What it is about in plain text, and what was wrong in it. */
    public String summary() {
        StringBuilder summary = new StringBuilder(String.join("\n\n", standfirst));
        for (Correction correction : corrections) {
            summary.append(summary.isEmpty() ? "" : "\n\n").append(told(correction));
        }
        return summary.toString();
    }

    /** What whoever has it has to know: each a sentence. */
    public List<String> notices() {
        return underEmbargo && rights != null
                ? Stream.concat(Stream.of("Under embargo until " + rights.embargoedUntil() + "."), withheld.stream())
                        .toList()
                : withheld;
    }

    /** On what terms it may be used, and what else has to be known, in a line; null for nothing. */
    public @Nullable String terms() {
        String terms = Stream.concat(Stream.ofNullable(rights).flatMap(Piece::terms), notices().stream())
                .collect(Collectors.joining(" "));
        return terms.isEmpty() ? null : terms;
    }

    /** Each a sentence. */
    public static Stream<String> terms(ArticleView.Rights rights) {
        return Stream.concat(
                Stream.ofNullable(rights.usageTerms()),
                Stream.ofNullable(rights.aiUse()).map(use -> "Use by AI: " + use + "."));
    }

    /** A correction in a line. */
    public static String told(Correction correction) {
        return "Correction, " + correction.at().toString().substring(0, 10) + ": " + correction.text();
    }
}
