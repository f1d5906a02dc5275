package org.broadsheet.changes;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** What filters ask of an article, as readers could see it at one moment. Named as the columns of the live copy. */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record Facets(
        UUID sectionId,
        List<UUID> bylineIds,
        List<UUID> tagIds,
        String type,
        String language,
        UUID translationKey,
        Instant publishedAt,
        Instant updatedAt) {}
