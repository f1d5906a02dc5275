package org.broadsheet.manuscript;

import java.time.Instant;
import java.util.List;
import org.broadsheet.article.ArticleContent;
import org.broadsheet.article.ArticleType;
import org.broadsheet.article.Correction;
import org.broadsheet.body.Body;
import org.jspecify.annotations.Nullable;

/** What a piece says by itself: all of it but its references to other things. */
public record Copy(
        ArticleType type,
        String headline,
        @Nullable String kicker,
        List<String> standfirst,
        Body body,
        String language,
        @Nullable String slug,
        List<String> aliases,
        @Nullable String url,
        Dates dates,
        @Nullable String usageTerms,
        @Nullable String aiUse,
        List<Correction> corrections) {

    public record Dates(
            @Nullable Instant published,
            @Nullable Instant updated,
            @Nullable Instant embargoed,
            @Nullable Instant expires) {}

    /** The piece whole, once its references are found. */
    public ArticleContent with(References found) {
        return new ArticleContent(
                type,
                headline,
                kicker,
                standfirst,
                body,
                found.sectionId(),
                found.sectionPath(),
                found.credits(),
                found.tagIds(),
                found.leadId(),
                language,
                slug,
                aliases,
                url,
                dates.published,
                dates.updated,
                dates.embargoed,
                dates.expires,
                usageTerms,
                aiUse,
                corrections,
                found.translationOf());
    }
}
