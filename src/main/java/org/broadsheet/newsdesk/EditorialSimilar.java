package org.broadsheet.newsdesk;

import java.util.List;
import java.util.UUID;
import org.broadsheet.article.FrontPieces;
import org.broadsheet.newsdesk.EditorialFront.Piece;
import org.broadsheet.similar.Choices;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What editors say is similar to an article, as the newsroom sees it. */
@Schema(description = "What editors say is similar to an article, and what is not.")
record EditorialSimilar(
        @Schema(description = "The article's id.", required = true)
        UUID article,

        @Schema(
                description = "These come first, in their order; readers pass over those that are not out.",
                required = true)
        List<Piece> pins,

        @Schema(description = "These never come.", required = true)
        List<Piece> bans,

        @Schema(
                description = "What `If-Match` is held against; 0 as long as nobody has said anything.",
                examples = "1",
                required = true)
        int version) {

    static EditorialSimilar of(UUID article, Choices.Choice choice, FrontPieces pieces) {
        return new EditorialSimilar(
                article, shown(pieces.of(choice.pins())), shown(pieces.of(choice.bans())), choice.version());
    }

    private static List<Piece> shown(List<FrontPieces.Piece> pieces) {
        return pieces.stream()
                .map(piece -> new Piece(piece.id(), piece.headline(), piece.state()))
                .toList();
    }

    /** What is to be said. */
    @Schema(
            name = "SimilarOrder",
            description = "What is similar to an article and what is not, in place of what is said now.")
    record Order(
            @Schema(
                    description = "Ids or paths of articles that come first, in order.",
                    maxItems = SimilarDesk.MOST,
                    examples = "[\"01a148e4-8be0-7477-8c72-dd74808bd4ce\"]")
            List<String> pins,

            @Schema(description = "Ids or paths of articles that never come.", maxItems = SimilarDesk.MOST)
            List<String> bans) {}
}
