package org.broadsheet.newsdesk;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.broadsheet.section.Section;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A section as the newsroom sees it. */
@Schema(description = "A section as the newsroom sees it.")
@JsonInclude(JsonInclude.Include.NON_NULL)
record EditorialSection(
        @Schema(required = true) UUID id,

        @Schema(description = "The last part of the path.", examples = "osterey", required = true)
        String slug,

        @Schema(description = "Its place in the tree, and its address.", examples = "world/osterey", required = true)
        String path,

        @Schema(examples = "Osterey", required = true) String name,

        @Schema(description = "The id of the section above; absent at the top.") @Nullable
        UUID parent,

        @Nullable String description,

        @Schema(description = "Its place among its siblings, the smallest first.", required = true)
        int position,

        @Schema(examples = "2026-11-14T07:30:00Z", required = true)
        Instant modifiedAt,

        @Schema(description = "What `If-Match` is held against.", examples = "3", required = true)
        int version) {

    static EditorialSection of(Section section) {
        return new EditorialSection(
                section.id(),
                section.slug(),
                section.path(),
                section.name(),
                section.parentId(),
                section.description(),
                section.position(),
                section.modifiedAt(),
                section.version());
    }

    /** All sections: there are at most 2,000. */
    @Schema(name = "EditorialSectionList", description = "All sections, each before those under it; at most 2,000.")
    record All(@Schema(required = true) List<EditorialSection> items) {

        /** @param sections siblings in order */
        static All of(List<Section> sections) {
            Map<Optional<UUID>, List<Section>> byParent = sections.stream()
                    .collect(Collectors.groupingBy(section -> Optional.ofNullable(section.parentId())));
            return new All(under(Optional.empty(), byParent).toList());
        }

        /** Each, and then all that is under it, before the next. */
        private static Stream<EditorialSection> under(
                Optional<UUID> parent, Map<Optional<UUID>, List<Section>> byParent) {
            return byParent.getOrDefault(parent, List.of()).stream()
                    .flatMap(section -> Stream.concat(
                            Stream.of(EditorialSection.of(section)), under(Optional.of(section.id()), byParent)));
        }
    }
}
