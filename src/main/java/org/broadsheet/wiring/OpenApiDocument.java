package org.broadsheet.wiring;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.broadsheet.web.Problem;
import org.broadsheet.web.ProblemType;
import org.broadsheet.web.PublicReads;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.headers.Header;
import org.eclipse.microprofile.openapi.models.media.MediaType;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/**
 * Completes the OpenAPI document with what every operation shares, so that no resource has to repeat it: problems,
 * caching headers, conditional requests, and examples, which are answers of the sample newsroom (a test compares
 * them).
 */
@OpenApiFilter(value = OpenApiFilter.RunStage.BUILD, priority = 10)
public class OpenApiDocument implements OASFilter {

    private static final String EXAMPLES = "openapi-examples/";
    /** What is for the newsroom is kept by no cache. */
    private static final String NEWSROOM = "/v1/editorial/";
    /** The answer shows a secret once, so it is not kept for a second time. */
    private static final String TOKENS = "/v1/editorial/tokens";

    /** Partners are kept by the newsroom. */
    private static final String PARTNERS = "/v1/partners";
    /** Who owns one sees it as the newsroom sees what is its own. */
    private static final String WEBHOOKS = "/v1/webhooks";

    /** The log, and what it is about at this moment: nobody may keep these answers. */
    private static final List<String> OF_THE_MOMENT =
            List.of("listChanges", "streamChanges", "listSnapshots", "getLatestSnapshot");

    /** What a partner has to acknowledge at this moment. */
    private static final List<String> KILLS = List.of("listKills", "acknowledgeKill");

    /** What the newsroom is shown together with its version. */
    private static final List<String> VERSIONED = List.of(
            "getEditorialArticle",
            "getEditorialByline",
            "getEditorialTag",
            "getEditorialSection",
            "getEditorialMedia",
            "getEditorialFront",
            "getWebhook",
            "getPartner");

    /** What may lead to where the thing is now. */
    private static final List<String> LEADING_ON =
            List.of("getArticle", "getArticleByPath", "getArticleHistory", "getByline", "getTag");

    /** What says where its feeds are. */
    private static final List<String> FED = List.of("listArticles", "getSection", "getByline", "getTag");

    private static final ObjectMapper JSON = new ObjectMapper();

    @Override
    public @Nullable Schema filterSchema(Schema schema) {
        List<Object> values = schema.getEnumeration();
        if (values != null) {
            schema.setEnumeration(values.stream().map(OpenApiDocument::wire).toList());
        }
        return schema;
    }

    /** Java's names of constants are upper case; what stands in JSON and in addresses is not. */
    private static Object wire(Object constant) {
        return constant instanceof String name && name.equals(name.toUpperCase(Locale.ROOT))
                ? name.toLowerCase(Locale.ROOT)
                : constant;
    }

    @Override
    public void filterOpenAPI(OpenAPI api) {
        describe(api);
        api.getComponents().addParameter("IfNoneMatch", ifNoneMatch());
        api.getComponents().addParameter("MinSeq", minSeq());
        api.getComponents().addParameter("IfMatch", ifMatch());
        api.getComponents().addParameter("IdempotencyKey", idempotencyKey());
        problems().forEach((type, response) -> {
            if (documented(type)) {
                api.getComponents().addResponse(name(type), response);
            }
        });
        OpenApiBlocks.addTo(api.getComponents());
        OpenApiForms.complete(api);
        api.getPaths()
                .getPathItems()
                .forEach((path, item) -> item.getOperations().forEach((method, operation) -> {
                    complete(path, method, operation);
                }));
    }

    /** Kinds of problem that no documented call can end in. */
    private static boolean documented(ProblemType type) {
        return type != ProblemType.METHOD_NOT_ALLOWED;
    }

    private static void describe(OpenAPI api) {
        api.setInfo(OASFactory.createInfo()
                .title("Broadsheet")
                .version("v1")
                .summary("A headless content API for newsrooms.")
                .description("""
                        Articles, sections, bylines and tags, for apps, web front-ends and partners.

                        - Times are RFC 3339 in UTC, languages BCP 47, ids UUIDs of version 7.
                        - Lists are paged by cursor: send `page.next` as `cursor` with the same call, or follow the `Link` header.
                        - What a thing does not have is left out; lists are there even when they are empty.
                        - An unknown parameter or value is refused, and named, and where one is close, so is the one that was meant.
                        - What is wrong is told as a problem document (RFC 9457) whose `type` leads to a page that explains it.
                        - Answers have an `ETag`; send it back as `If-None-Match`, and what has not changed is not sent again.
                        - Whoever presents no key sees what the public tier allows; a partner's key (`Authorization: Bearer bs_...`) shows what the partner's rights allow. What is withheld says so (`withheld`, 403), and why.
                        - `Broadsheet-Seq` says as of which change an answer is; `Broadsheet-Min-Seq` asks for none from before one.
                        """)
                .license(OASFactory.createLicense().name("Apache-2.0").identifier("Apache-2.0")));
        api.setServers(List.of(OASFactory.createServer().url("/").description("Where this document comes from.")));
        // reading needs no credentials, unless the public tier is closed
        api.setSecurity(List.of());
        api.setTags(List.of(
                tag("Articles", "Lists of articles, and one by id or by where it stands."),
                tag(
                        "Search",
                        "Type-ahead, and similar articles; the search itself is a parameter of the list of articles."),
                tag("Addresses", "What any address of this publication leads to."),
                tag("Sections", "The tree of sections, and their fronts."),
                tag("Bylines", "The people and desks that articles are credited to."),
                tag("Tags", "What articles are about."),
                tag("Syndication", "Feeds, for whoever takes articles by the dozen, and sitemaps, for search engines."),
                tag("Changes", "The change log: what has changed since, as it happens, and snapshots to begin from."),
                tag("Webhooks", "Who is called when something changes."),
                tag("Previews", "What an article will look like, for whoever has the link."),
                tag("Editorial articles", "For the newsroom: drafts, revisions, lists."),
                tag("Editorial sections", "For the newsroom: sections, and what is at the head of their fronts."),
                tag("Editorial bylines", "For the newsroom: bylines, and merging them."),
                tag("Editorial tags", "For the newsroom: tags, and merging them."),
                tag("Editorial media", "For the newsroom: what is said of pictures, video and sound."),
                tag("Editorial workflow", "For the newsroom: publish, schedule, correct, move, take down, kill."),
                tag("Access", "For the newsroom: API tokens, and who did what."),
                tag("Partners", "For the newsroom: who syndicates, with which keys, rights and quotas."),
                tag(
                        "Kills",
                        "Notices of kills and mandatory corrections: for partners, who acknowledge them, and for the"
                                + " newsroom, which sees who has.")));
    }

    private static org.eclipse.microprofile.openapi.models.tags.Tag tag(String name, String description) {
        return OASFactory.createTag().name(name).description(description);
    }

    private static Parameter ifNoneMatch() {
        return OASFactory.createParameter()
                .name("If-None-Match")
                .in(Parameter.In.HEADER)
                .description(
                        "The `ETag` of the answer that the client has; when it is still good, 304 comes without a body.")
                .schema(OASFactory.createSchema().addType(Schema.SchemaType.STRING));
    }

    private static Parameter minSeq() {
        return OASFactory.createParameter()
                .name("Broadsheet-Min-Seq")
                .in(Parameter.In.HEADER)
                .description(
                        "The number of a change: the answer is never from before it. For whoever was told of a change"
                                + " and now asks for what changed. If the change does not come here within a moment, 503.")
                .schema(OASFactory.createSchema()
                        .addType(Schema.SchemaType.INTEGER)
                        .format("int64")
                        .minimum(BigDecimal.ZERO));
    }

    private static void complete(String path, PathItem.HttpMethod method, Operation operation) {
        boolean get = method == PathItem.HttpMethod.GET;
        for (ProblemType type : problemsOf(path, get, operation)) {
            operation
                    .getResponses()
                    .addAPIResponse(
                            Integer.toString(type.status()),
                            OASFactory.createAPIResponse().ref(name(type)));
        }
        APIResponse ok = success(operation);
        if (path.startsWith(NEWSROOM) || path.startsWith(PARTNERS) || path.startsWith(WEBHOOKS)) {
            paging(ok, operation);
            if (get) {
                shownToEditors(operation, ok);
            } else if (!path.startsWith(TOKENS) && !path.contains("/keys") && !path.endsWith("/test")) {
                write(path, method, operation, ok);
            }
            if (operation.getResponses().hasAPIResponse("201")) {
                ok.addHeader("Location", header("Where it is: root-relative."));
            }
        } else if (OF_THE_MOMENT.contains(operation.getOperationId())) {
            ofTheMoment(operation, ok);
        } else if (KILLS.contains(operation.getOperationId())) {
            paging(ok, operation);
        } else if (operation.getOperationId().equals("getPreview")) {
            ok.addHeader("Cache-Control", header("`private, no-store`: nobody may keep it."));
        } else if (get) {
            operation.addParameter(OASFactory.createParameter().ref("IfNoneMatch"));
            operation
                    .getResponses()
                    .addAPIResponse(
                            "304", OASFactory.createAPIResponse().description("What the client has is still good."));
            cachingHeaders(ok, operation);
        }
        if (PublicReads.isOne(method.name(), path)) {
            asOfAChange(operation);
        }
        defaults(operation);
        example(operation, ok);
    }

    /** What is shown as it is at this moment is kept by nobody. */
    private static void ofTheMoment(Operation operation, APIResponse ok) {
        if (!"listSnapshots".equals(operation.getOperationId())) {
            ok.addHeader("Broadsheet-Seq", header("The number of the change that the answer reflects."));
        }
        if ("listChanges".equals(operation.getOperationId())) {
            ok.addHeader("Link", header("RFC 8288: `next`, the call that goes on where this one ends."));
        }
    }

    private static void shownToEditors(Operation operation, APIResponse ok) {
        if (VERSIONED.contains(operation.getOperationId())) {
            ok.addHeader("ETag", header("The version, for `If-Match`."));
        }
    }

    /** What all writes of the newsroom have in common ({@code writing.Writes}). */
    private static void write(String path, PathItem.HttpMethod method, Operation operation, APIResponse ok) {
        operation.addParameter(OASFactory.createParameter().ref("IdempotencyKey"));
        boolean ofAVersion = path.contains("{")
                && !path.contains("/previews")
                && (method != PathItem.HttpMethod.POST || path.contains("}/"));
        List<ProblemType> types = new ArrayList<>(List.of(ProblemType.CONFLICT, ProblemType.UNPROCESSABLE));
        if (ofAVersion) {
            operation.addParameter(OASFactory.createParameter().ref("IfMatch"));
            types.addAll(List.of(ProblemType.STALE, ProblemType.PRECONDITION_REQUIRED));
        }
        types.forEach(type -> operation
                .getResponses()
                .addAPIResponse(
                        Integer.toString(type.status()),
                        OASFactory.createAPIResponse().ref(name(type))));
        ok.addHeader(
                "Broadsheet-Seq", header("The number of the last change that readers can notice of this, if any."));
        ok.addHeader(
                "Idempotency-Replayed",
                header("`true` when this is the answer of before, to the same call with the same `Idempotency-Key`."));
        if (method != PathItem.HttpMethod.DELETE && !path.endsWith("/bulk") && !path.endsWith("/previews")) {
            ok.addHeader("ETag", header("The version now, for `If-Match`."));
        }
    }

    private static Parameter ifMatch() {
        return OASFactory.createParameter()
                .name("If-Match")
                .in(Parameter.In.HEADER)
                .required(true)
                .description(
                        "The `ETag` of the version that the change is meant for, in its quotes. Without it 428; with"
                                + " another than the present one 412.")
                .schema(OASFactory.createSchema().addType(Schema.SchemaType.STRING))
                .example("\"7\"");
    }

    private static Parameter idempotencyKey() {
        return OASFactory.createParameter()
                .name("Idempotency-Key")
                .in(Parameter.In.HEADER)
                .description(
                        "Of your choice: the same call with the same key, sent again within 24 hours, is answered as the"
                                + " first time and not done again. With another body it is a 422.")
                .schema(OASFactory.createSchema()
                        .addType(Schema.SchemaType.STRING)
                        .maxLength(200));
    }

    private static void asOfAChange(Operation operation) {
        operation.addParameter(OASFactory.createParameter().ref("MinSeq"));
        for (String status : List.of("200", "304")) {
            APIResponse response = operation.getResponses().getAPIResponse(status);
            if (response != null) {
                response.addHeader(
                        "Broadsheet-Seq",
                        header(
                                "The number of a change: the answer is from no earlier than that. For `Broadsheet-Min-Seq`."));
            }
        }
    }

    /** The answer of a call that went well; one without content when there is nothing to say. */
    private static APIResponse success(Operation operation) {
        return Stream.of("200", "201", "202", "204", "307")
                .map(operation.getResponses()::getAPIResponse)
                .filter(Objects::nonNull)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(operation.getOperationId() + " never goes well"));
    }

    private static List<ProblemType> problemsOf(String path, boolean get, Operation operation) {
        List<ProblemType> types = new ArrayList<>(List.of(
                ProblemType.INVALID_REQUEST,
                ProblemType.NOT_ACCEPTABLE,
                ProblemType.UNAVAILABLE,
                ProblemType.INTERNAL));
        if (get) {
            types.add(ProblemType.URI_TOO_LONG);
        } else if (operation.getRequestBody() != null) {
            types.addAll(List.of(ProblemType.TOO_LARGE, ProblemType.UNSUPPORTED_MEDIA_TYPE));
            if (!path.startsWith(NEWSROOM)) {
                types.add(ProblemType.LENGTH_REQUIRED);
            }
        }
        if (path.contains("{") || path.endsWith("by-path")) {
            types.add(ProblemType.NOT_FOUND);
        }
        if (path.startsWith("/v1/articles/")) {
            types.add(ProblemType.GONE);
        }
        if ("getSnapshot".equals(operation.getOperationId())) {
            types.addAll(List.of(ProblemType.GONE, ProblemType.RANGE_NOT_SATISFIABLE));
        }
        if (LEADING_ON.contains(operation.getOperationId())) {
            types.add(ProblemType.MOVED);
        }
        return types;
    }

    private static void cachingHeaders(APIResponse ok, Operation operation) {
        ok.addHeader("ETag", header("Stands for exactly these bytes; for `If-None-Match`."));
        ok.addHeader(
                "Cache-Control",
                header("How long apps (`max-age`) and edge caches (`s-maxage`) may keep the answer, in seconds."));
        if ("getSnapshot".equals(operation.getOperationId())) {
            ok.addHeader("Broadsheet-Seq", header("The number of the last change that the snapshot has."));
            return;
        }
        ok.addHeader(
                "Surrogate-Key",
                header("What the answer depends on, divided by spaces, for edge caches that purge by key."));
        if (List.of("getArticle", "getArticleByPath", "getByline", "getTag").contains(operation.getOperationId())) {
            ok.addHeader(
                    "Last-Modified",
                    header("When anything that is shown last changed; left out where that would not be certain."));
        }
        paging(ok, operation);
    }

    private static void paging(APIResponse ok, Operation operation) {
        boolean paged = operation.getParameters() != null
                && operation.getParameters().stream().anyMatch(parameter -> "cursor".equals(parameter.getName()));
        if (paged) {
            ok.addHeader("Link", header("RFC 8288: `first`, and `prev` and `next` where there are such pages."));
        }
        if (FED.contains(operation.getOperationId())) {
            ok.addHeader(
                    "Link",
                    header("RFC 8288: `alternate`, the feeds of these articles; of a list also `first`, and `prev` and"
                            + " `next` where there are such pages."));
        }
    }

    private static Header header(String description) {
        return OASFactory.createHeader()
                .description(description)
                .schema(OASFactory.createSchema().addType(Schema.SchemaType.STRING));
    }

    private static void defaults(Operation operation) {
        int limit = switch (operation.getOperationId()) {
            case "listChanges" -> 100;
            case "listSimilarArticles", "findSimilarArticles" -> 5;
            case "suggest" -> 10;
            default -> 20;
        };
        // of an order there is none: it is another one with words than without
        Map<String, Object> defaults = Map.of("limit", limit, "body", "blocks", "content", "full", "format", "json");
        for (Parameter parameter : Objects.requireNonNullElse(operation.getParameters(), List.<Parameter>of())) {
            Object value = defaults.get(Objects.requireNonNullElse(parameter.getName(), ""));
            if (value == null) {
                continue;
            }
            Schema schema = parameter.getSchema();
            parameter.setSchema(
                    schema.getRef() == null
                            ? schema.defaultValue(value)
                            : OASFactory.createSchema().addAllOf(schema).defaultValue(value));
        }
    }

    private static Map<ProblemType, APIResponse> problems() {
        Map<ProblemType, APIResponse> responses = new EnumMap<>(ProblemType.class);
        for (ProblemType type : ProblemType.values()) {
            MediaType media = OASFactory.createMediaType()
                    .schema(OASFactory.createSchema().ref("Problem"))
                    .example(read("problem-" + type.slug())
                            .map(example -> plain(example.get("response")))
                            .orElse(null));
            APIResponse response = OASFactory.createAPIResponse()
                    .description(type.title() + ".")
                    .content(OASFactory.createContent().addMediaType(Problem.MEDIA_TYPE, media));
            switch (type) {
                case MOVED ->
                    response.addHeader("Location", header("The same call, with where the thing asked for is now."));
                case STALE -> response.addHeader("ETag", header("The version that there is now."));
                case UNAVAILABLE, TOO_MANY_REQUESTS ->
                    response.addHeader("Retry-After", header("After how many seconds to ask again."));
                case INVALID_REQUEST,
                        NOT_FOUND,
                        METHOD_NOT_ALLOWED,
                        NOT_ACCEPTABLE,
                        CONFLICT,
                        GONE,
                        RANGE_NOT_SATISFIABLE,
                        LENGTH_REQUIRED,
                        TOO_LARGE,
                        URI_TOO_LONG,
                        UNSUPPORTED_MEDIA_TYPE,
                        INTERNAL -> {}
            }
            responses.put(type, response);
        }
        return responses;
    }

    private static String name(ProblemType type) {
        StringBuilder name = new StringBuilder("Problem");
        for (String word : type.slug().split("-")) {
            name.append(Character.toUpperCase(word.charAt(0))).append(word.substring(1));
        }
        return name.toString();
    }

    /** The example of an operation's answer, and of the request that leads to it. */
    private static void example(Operation operation, APIResponse ok) {
        read(operation.getOperationId()).ifPresent(example -> {
            MediaType media = ok.getContent().getMediaType("application/json");
            media.setExample(plain(example.get("response")));
            if (example.has("body")) {
                operation
                        .getRequestBody()
                        .getContent()
                        .getMediaType("application/json")
                        .setExample(plain(example.get("body")));
            }
        });
    }

    private static Optional<JsonNode> read(String name) {
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        try (InputStream in = loader.getResourceAsStream(EXAMPLES + name + ".json")) {
            return in == null ? Optional.empty() : Optional.of(JSON.readTree(in));
        } catch (IOException e) {
            throw new IllegalStateException("example " + name + " can't be read", e);
        }
    }

    private static Object plain(JsonNode node) {
        try {
            return JSON.treeToValue(node, Object.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
