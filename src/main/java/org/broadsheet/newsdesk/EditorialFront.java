package org.broadsheet.newsdesk;

import java.util.List;
import java.util.UUID;
import org.broadsheet.article.FrontPieces;
import org.broadsheet.section.Section;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The head of a section's front as the newsroom sees it. */
@Schema(description = "What editors put at the head of a section's front, in their order.")
record EditorialFront(
        @Schema(description = "The section's id.", required = true)
        UUID section,

        @Schema(examples = "world", required = true) String path,

        @Schema(description = "Readers pass over those that are not out.", required = true)
        List<Piece> articles,

        @Schema(description = "What `If-Match` is held against.", examples = "3", required = true)
        int version) {

    /** An article on a front. */
    @Schema(name = "EditorialFrontArticle", description = "An article on a front.")
    record Piece(
            @Schema(required = true) UUID id,

            @Schema(examples = "Ferries return to the strait", required = true)
            String headline,

            @Schema(examples = "published", required = true) String state) {}

    static EditorialFront of(Section section, List<FrontPieces.Piece> pieces, int version) {
        return new EditorialFront(
                section.id(),
                section.path(),
                pieces.stream()
                        .map(piece -> new Piece(piece.id(), piece.headline(), piece.state()))
                        .toList(),
                version);
    }

    /** What is to be at the head of a front. */
    @Schema(
            name = "FrontOrder",
            description = "What is to be at the head of a section's front, in place of what is there.")
    record Order(
            @Schema(
                    description = "Ids or paths of articles, in order.",
                    maxItems = FrontDesk.MOST,
                    required = true,
                    examples = "[\"01a148e4-8be0-7477-8c72-dd74808bd4ce\"]")
            List<String> articles) {}
}
