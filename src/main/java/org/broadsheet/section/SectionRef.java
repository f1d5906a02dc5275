package org.broadsheet.section;

import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A section as an article names it. */
@Schema(description = "The section that an article stands in.")
public record SectionRef(
        UUID id,

        @Schema(examples = "world/osterey") String path,

        @Schema(examples = "Osterey") String name) {}
