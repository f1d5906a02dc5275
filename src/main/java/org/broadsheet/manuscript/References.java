package org.broadsheet.manuscript;

import java.util.List;
import java.util.UUID;
import org.broadsheet.article.ArticleContent.Credit;
import org.jspecify.annotations.Nullable;

/**
 * What a piece refers to, found.
 *
 * @param translationOf the external id of the piece that this one translates
 */
public record References(
        UUID sectionId,
        String sectionPath,
        List<Credit> credits,
        List<UUID> tagIds,
        @Nullable UUID leadId,
        @Nullable String translationOf) {}
