package org.broadsheet.section;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A section with the sections under it. */
@Schema(name = "Section", description = "A section, with the sections under it.")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SectionView(
        @Schema(required = true) UUID id,

        @Schema(description = "The last part of the path.", examples = "osterey", required = true)
        String slug,

        @Schema(
                description = "The section's place in the tree, and its address.",
                examples = "world/osterey",
                required = true)
        String path,

        @Schema(examples = "Osterey", required = true) String name,

        @Schema(description = "What the section covers, as plain text.") @Nullable
        String description,

        @Schema(description = "The id of the section above; absent at the top.") @Nullable
        UUID parent,

        @Schema(description = "The section's place among its siblings, the smallest first.", required = true)
        int position,

        @Schema(description = "The sections under it, in order.", required = true)
        List<SectionView> children) {

    /** {@code section}, with its descendants out of {@code all}. */
    static SectionView of(Section section, Collection<Section> all) {
        return of(section, byParent(all));
    }

    private static Map<Optional<UUID>, List<Section>> byParent(Collection<Section> all) {
        return all.stream().collect(Collectors.groupingBy(section -> Optional.ofNullable(section.parentId())));
    }

    private static SectionView of(Section section, Map<Optional<UUID>, List<Section>> byParent) {
        return new SectionView(
                section.id(),
                section.slug(),
                section.path(),
                section.name(),
                section.description(),
                section.parentId(),
                section.position(),
                byParent.getOrDefault(Optional.of(section.id()), List.of()).stream()
                        .map(child -> of(child, byParent))
                        .toList());
    }

    /** The top of the tree: a list that comes whole, as there are at most {@value Sections#MOST} sections. */
    @Schema(name = "SectionTree", description = "All sections, as a tree.")
    public record Tree(
            @Schema(description = "The sections at the top, in order.", required = true)
            List<SectionView> items) {

        static Tree of(Collection<Section> all) {
            Map<Optional<UUID>, List<Section>> byParent = byParent(all);
            return new Tree(byParent.getOrDefault(Optional.empty(), List.of()).stream()
                    .map(section -> SectionView.of(section, byParent))
                    .toList());
        }
    }
}
