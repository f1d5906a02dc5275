package org.broadsheet.delivery;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.HttpServerRequest;
import jakarta.validation.Valid;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.broadsheet.access.Access;
import org.broadsheet.access.CurrentAccess;
import org.broadsheet.article.Publication;
import org.broadsheet.problem.Refusal;
import org.broadsheet.problem.Violation;
import org.broadsheet.published.ArticleQuery;
import org.broadsheet.published.ArticleView;
import org.broadsheet.published.SimilarArticle;
import org.broadsheet.query.Fields;
import org.broadsheet.similar.SimilarArticles;
import org.broadsheet.web.SurrogateKeys;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Articles similar to a text. */
@Path("/v1/similar")
@Produces("application/json")
@RunOnVirtualThread
@Tag(name = "Search")
public class SimilarTextResource {

    private static final int LONGEST_HEADLINE = 1_000;
    private static final int LONGEST_BODY = 200_000;
    private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

    private final SimilarLists similar;
    private final ArticleFilters filters;
    private final ArticleAnswers answers;
    private final SearchProgress progress;
    private final Publication publication;
    private final CurrentAccess readers;

    SimilarTextResource(
            SimilarLists similar,
            ArticleFilters filters,
            ArticleAnswers answers,
            SearchProgress progress,
            Publication publication,
            CurrentAccess readers) {
        this.similar = similar;
        this.filters = filters;
        this.answers = answers;
        this.progress = progress;
        this.publication = publication;
        this.readers = readers;
    }

    /** A text to compare with. */
    @Schema(
            name = "SimilarRequest",
            description = "A text to compare with, which need not be published, nor be here at all.")
    public record Question(
            @Schema(description = "Up to 1,000 characters.", examples = "Ferries return to the strait") @Nullable
            String headline,

            @Schema(description = "Plain text, up to 200,000 characters.") @Nullable
            String body,

            @Schema(description = "BCP 47; the publication's unless it is said.", examples = "en") @Nullable
            String language,

            @Schema(description = "When it is from; what is near in time is more similar.") @Nullable
            Instant publishedAt) {}

    @POST
    @Consumes("application/json")
    @Operation(
            operationId = "findSimilarArticles",
            summary = "Articles similar to a text",
            description =
                    "For an editor who is writing, and for who has pieces of their own to match. Nothing of the text is"
                            + " kept, and nothing is changed by this call.")
    @APIResponse(
            responseCode = "200",
            description = "Similar articles.",
            content = @Content(schema = @Schema(implementation = SimilarResource.Similar.class)))
    public Response toText(
            @Valid @BeanParam SimilarParams params,
            @RequestBody(required = true, content = @Content(schema = @Schema(implementation = Question.class)))
                    @Nullable
                    Question question,
            @Context HttpServerRequest request) {
        Question asked = check(question);
        Fields fields = Fields.select(ArticleView.SHAPE, ArticleView.BEYOND_CARD, params.fields(), null);
        progress.awaitCompared(request);
        Access access = readers.get();
        ArticleQuery query = params.narrow(
                filters.query(params.filter(), access, new SurrogateKeys()),
                Objects.requireNonNullElse(asked.publishedAt(), access.at()));
        SimilarArticles.Text text = new SimilarArticles.Text(
                null,
                Objects.requireNonNullElse(asked.language(), publication.language()),
                Objects.requireNonNullElse(asked.headline(), ""),
                "",
                Objects.requireNonNullElse(asked.body(), ""),
                asked.publishedAt());
        SimilarLists.Found found = similar.to(text, query, params.most(), access, fields);
        return answers.ofTheMoment(
                new SimilarResource.Similar(found.items()), found.articles(), fields.and(SimilarArticle.ALWAYS));
    }

    private static Question check(@Nullable Question question) {
        Question asked = question == null ? new Question(null, null, null, null) : question;
        String headline = Objects.requireNonNullElse(asked.headline(), "");
        String body = Objects.requireNonNullElse(asked.body(), "");
        List<Violation> violations = new ArrayList<>();
        if (headline.isBlank() && body.isBlank()) {
            violations.add(Violation.pointer("", "has to have a headline or a body."));
        }
        if (headline.length() > LONGEST_HEADLINE) {
            violations.add(Violation.pointer("/headline", "is longer than " + LONGEST_HEADLINE + " characters."));
        }
        if (body.length() > LONGEST_BODY) {
            violations.add(Violation.pointer("/body", "is longer than " + LONGEST_BODY + " characters."));
        }
        if (asked.publishedAt() != null
                && (asked.publishedAt().isBefore(EARLIEST)
                        || asked.publishedAt().isAfter(LATEST))) {
            violations.add(Violation.pointer("/publishedAt", "has to be a moment of the years 1 to 9999."));
        }
        if (!violations.isEmpty()) {
            throw new Refusal.Invalid(violations);
        }
        return asked;
    }
}
