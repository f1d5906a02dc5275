package org.broadsheet.delivery;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.HttpServerRequest;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.broadsheet.access.CurrentAccess;
import org.broadsheet.published.ArticleQuery;
import org.broadsheet.published.ArticleView;
import org.broadsheet.published.PublishedArticle;
import org.broadsheet.published.PublishedArticles;
import org.broadsheet.query.Fields;
import org.broadsheet.search.IndexHit;
import org.broadsheet.search.SearchIndex;
import org.broadsheet.search.Suggestions;
import org.broadsheet.web.Freshness;
import org.broadsheet.web.Representations;
import org.broadsheet.web.SurrogateKeys;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** What somebody may be typing. */
@Path("/v1/suggest")
@Produces("application/json")
@RunOnVirtualThread
@Tag(name = "Search")
public class SuggestResource {

    /** So many articles are looked at for what they are tagged with and credited to. */
    private static final int LOOKED_AT = 60;

    private static final int MOST = 10;
    private static final Fields FIELDS =
            Fields.select(ArticleView.SHAPE, Set.of(), "id,headline,path,bylines,tags", null);

    private final Suggestions suggestions;
    private final SearchIndex index;
    private final SearchProgress progress;
    private final PublishedArticles published;
    private final ArticleAnswers answers;
    private final Representations representations;
    private final CurrentAccess readers;

    SuggestResource(
            Suggestions suggestions,
            SearchIndex index,
            SearchProgress progress,
            PublishedArticles published,
            ArticleAnswers answers,
            Representations representations,
            CurrentAccess readers) {
        this.suggestions = suggestions;
        this.index = index;
        this.progress = progress;
        this.published = published;
        this.answers = answers;
        this.representations = representations;
        this.readers = readers;
    }

    /** What the beginning of a word may become. */
    @Schema(name = "Suggestion", description = "What somebody may be typing.")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Suggestion(
            @Schema(
                    enumeration = {"tag", "byline", "article"},
                    examples = "tag",
                    required = true)
            String kind,

            @Schema(description = "A name, or a headline.", examples = "Lantern Strait", required = true)
            String text,

            @Schema(required = true) UUID id,

            @Schema(
                    description = "Of a tag and a byline: what the parameter `tag` or `byline` takes.",
                    examples = "story/lantern-strait")
            @Nullable
            String filter,

            @Schema(description = "Of an article: where it stands.", examples = "/world/2026/10/02/ferries-return")
            @Nullable
            String path) {}

    /** Suggestions, the best first. */
    @Schema(name = "SuggestionList", description = "Suggestions: tags and bylines, then articles, the newest first.")
    public record Suggested(@Schema(required = true) List<Suggestion> items) {}

    @GET
    @Operation(
            operationId = "suggest",
            summary = "Type-ahead",
            description =
                    "Tags, bylines and headlines with words that begin as those of `q` do. Of tags and bylines those"
                            + " that recent articles carry most, of articles the newest.")
    @APIResponse(
            responseCode = "200",
            description = "Suggestions.",
            content = @Content(schema = @Schema(implementation = Suggested.class)))
    public Response suggest(
            @Parameter(description = "What was typed so far.", required = true, example = "lant")
                    @RestQuery
                    @NotNull(message = "has to be given: what was typed so far")
                    @Nullable
                    String q,
            @Parameter(description = "How many suggestions there may be; 10 unless it is said.")
                    @RestQuery
                    @Min(value = 1, message = "has to be from 1 to 20")
                    @Max(value = 20, message = "has to be from 1 to 20")
                    @Nullable
                    Integer limit,
            @Context HttpServerRequest request) {
        progress.await(request);
        long seq = index.seq();
        List<String> words = Suggestions.begun(Objects.requireNonNull(q));
        List<PublishedArticle> articles = words.isEmpty()
                ? List.of()
                : published.among(
                        suggestions.find(words, LOOKED_AT).stream()
                                .map(IndexHit::id)
                                .toList(),
                        new ArticleQuery(),
                        readers.get(),
                        FIELDS);
        List<Suggestion> items =
                suggestions(answers.views(articles, FIELDS, null), words, Objects.requireNonNullElse(limit, MOST));
        SurrogateKeys keys = new SurrogateKeys().add("articles").add("tags").add("bylines");
        items.stream().filter(item -> item.kind().equals("article")).forEach(item -> keys.show(item.id()));
        return representations.of(new Suggested(items), new Freshness(keys, null, null, seq), request);
    }

    private static List<Suggestion> suggestions(List<ArticleView> articles, List<String> words, int limit) {
        List<Suggestion> names = new ArrayList<>();
        names.addAll(mostOften(
                articles,
                article -> Objects.requireNonNull(article.tags()).stream()
                        .map(tag -> new Suggestion("tag", tag.name(), tag.id(), tag.type() + "/" + tag.slug(), null))));
        names.addAll(mostOften(
                articles,
                article -> Objects.requireNonNull(article.bylines()).stream()
                        .map(byline -> new Suggestion("byline", byline.name(), byline.id(), byline.slug(), null))));
        Stream<Suggestion> headlines = articles.stream()
                .map(article -> new Suggestion(
                        "article",
                        Objects.requireNonNull(article.headline()),
                        Objects.requireNonNull(article.id()),
                        null,
                        article.path()));
        return Stream.concat(
                        names.stream()
                                .filter(name -> Suggestions.begins(words, name.text()))
                                .limit(Math.max(1, limit / 2)),
                        headlines.filter(headline -> Suggestions.begins(words, headline.text())))
                .limit(limit)
                .toList();
    }

    private static List<Suggestion> mostOften(
            List<ArticleView> articles, Function<ArticleView, Stream<Suggestion>> names) {
        Map<Suggestion, Long> counts = new LinkedHashMap<>();
        articles.stream().flatMap(names).forEach(name -> counts.merge(name, 1L, Long::sum));
        return counts.entrySet().stream()
                .sorted(Map.Entry.<Suggestion, Long>comparingByValue(Comparator.reverseOrder()))
                .map(Map.Entry::getKey)
                .toList();
    }
}
