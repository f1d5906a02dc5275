package org.broadsheet.format;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.broadsheet.media.MediaView;
import org.broadsheet.published.ArticleView;
import org.broadsheet.query.Page;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A news object of IPTC ninjs 3.1 (https://www.iptc.org/std/ninjs/ninjs-schema_3.1.json): an article, or a picture that
 * is associated with one.
 *
 * @param pubStatus {@code usable}, {@code withheld} (not for now) or {@code canceled} (never again)
 */
@Schema(
        name = "Ninjs",
        description =
                "An article as IPTC ninjs 3.1, whose schema says what there may be: https://www.iptc.org/std/ninjs/")
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Ninjs(
        @Schema(description = "`urn:uuid:` and the article's id.", required = true)
        String uri,

        @Nullable String type,

        @Schema(
                enumeration = {"full", "partial"},
                description = "Whether the body is there.")
        @Nullable
        String representationType,

        @Nullable String version,

        @Nullable String firstCreated,

        @Nullable String versionCreated,

        @Schema(description = "The date of the piece.") @Nullable
        String contentCreated,

        @Nullable String embargoedUntil,

        @Schema(
                enumeration = {"usable", "withheld", "canceled"},
                required = true)
        String pubStatus,

        @Nullable String copyrightHolder,

        @Nullable String usageTerms,

        @Nullable String edNote,

        @Nullable String language,

        List<Text> descriptions,

        List<Text> bodies,

        List<Text> headlines,

        List<Concept> people,

        List<Concept> organisations,

        List<Concept> places,

        List<Concept> subjects,

        List<Concept> events,

        List<Source> infoSources,

        @Nullable String by,

        List<Rendition> renditions,

        List<Associated> associations,

        List<AltId> altIds,

        Standard standard,

        List<Genre> genres,

        @Nullable String expires) {

    private static final Standard STANDARD =
            new Standard("ninjs", "3.1", "http://www.iptc.org/std/ninjs/ninjs-schema_3.1.json#");

    static Ninjs of(Piece piece) {
        ArticleView.Rights rights = piece.rights();
        return new Ninjs(
                piece.urn(),
                type(piece),
                piece.html() == null ? "partial" : "full",
                Integer.toString(piece.version()),
                piece.firstPublishedAt().toString(),
                piece.updatedAt().toString(),
                piece.publishedAt().toString(),
                rights == null ? null : told(rights.embargoedUntil()),
                piece.underEmbargo() ? "withheld" : "usable",
                piece.source().name(),
                usageTerms(rights),
                told(piece.notices()),
                piece.language(),
                descriptions(piece),
                bodies(piece),
                headlines(piece),
                Stream.concat(creators(piece), about(piece, "person")).toList(),
                about(piece, "organisation").toList(),
                about(piece, "place").toList(),
                Stream.of(section(piece), about(piece, "topic"), about(piece, "story"))
                        .flatMap(all -> all)
                        .toList(),
                about(piece, "event").toList(),
                List.of(new Source(piece.source().name(), "source")),
                piece.bylineText(),
                List.of(new Rendition("web", piece.url(), "text/html", null, null)),
                associations(piece.lead()),
                altIds(piece),
                STANDARD,
                List.of(new Genre(piece.type().wire())),
                rights == null ? null : told(rights.expiresAt()));
    }

    /**
     * What is left of an article that was taken down.
     *
     * @param killed whether it never comes back
     * @param reason as far as it may be public
     */
    static Ninjs takenDown(UUID id, boolean killed, @Nullable String reason) {
        return new Ninjs(
                Piece.urn(id),
                "text",
                null,
                null,
                null,
                null,
                null,
                null,
                killed ? "canceled" : "withheld",
                null,
                null,
                reason,
                null,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                null,
                List.of(),
                List.of(),
                List.of(),
                STANDARD,
                List.of(),
                null);
    }

    private static String type(Piece piece) {
        return switch (piece.type()) {
            case ARTICLE, LIVEBLOG, BRIEF, OPINION -> "text";
            case VIDEO -> "video";
            case GALLERY -> "composite";
            case AUDIO -> "audio";
        };
    }

    private static @Nullable String told(@Nullable Object value) {
        return value == null ? null : value.toString();
    }

    private static @Nullable String usageTerms(ArticleView.@Nullable Rights rights) {
        return rights == null ? null : told(Piece.terms(rights).toList());
    }

    private static @Nullable String told(List<String> sentences) {
        return sentences.isEmpty() ? null : String.join(" ", sentences);
    }

    private static List<Text> descriptions(Piece piece) {
        return Stream.concat(
                        piece.standfirst().stream().map(text -> new Text("summary", "text/plain", null, text)),
                        piece.corrections().stream()
                                .map(Piece::told)
                                .map(text -> new Text("correction", "text/plain", null, text)))
                .toList();
    }

    private static List<Text> bodies(Piece piece) {
        return piece.html() == null
                ? List.of()
                : List.of(new Text("main", "text/html", piece.wordCount(), piece.html()));
    }

    private static List<Text> headlines(Piece piece) {
        List<Text> headlines = new ArrayList<>(List.of(new Text("main", "text/plain", null, piece.headline())));
        if (piece.kicker() != null) {
            headlines.add(new Text("kicker", "text/plain", null, piece.kicker()));
        }
        return headlines;
    }

    private static Stream<Concept> creators(Piece piece) {
        return piece.bylines().stream()
                .map(byline -> new Concept(
                        byline.name(),
                        Objects.requireNonNullElse(byline.role(), "creator"),
                        Piece.urn(byline.id()),
                        byline.slug()));
    }

    private static Stream<Concept> about(Piece piece, String type) {
        return piece.tags().stream()
                .filter(tag -> tag.type().equals(type))
                .map(tag -> new Concept(tag.name(), "about", Piece.urn(tag.id()), tag.type() + "/" + tag.slug()));
    }

    private static Stream<Concept> section(Piece piece) {
        return Stream.of(new Concept(
                piece.section().name(),
                "section",
                Piece.urn(piece.section().id()),
                piece.section().path()));
    }

    private static List<Associated> associations(@Nullable MediaView lead) {
        return lead == null ? List.of() : List.of(Associated.of(lead));
    }

    private static List<AltId> altIds(Piece piece) {
        List<AltId> ids =
                new ArrayList<>(List.of(new AltId("source", piece.source().externalId())));
        if (piece.elsewhere() != null) {
            ids.add(new AltId("canonical", piece.elsewhere()));
        }
        return ids;
    }

    /** A page of a list. */
    @Schema(name = "NinjsList", description = "A page of articles, each as IPTC ninjs 3.1.")
    public record Items(List<Ninjs> items, Page page) {}

    /** A headline, a description or a body. */
    @Schema(name = "NinjsText", description = "A headline, a description or a body.")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Text(
            String role, String contentType, @Nullable Integer wordCount, String value) {}

    /** A person, organisation, place, event or subject. */
    @Schema(name = "NinjsConcept", description = "A person, organisation, place, event or subject.")
    public record Concept(String name, String rel, String uri, String literal) {}

    /** Where it comes from. */
    @Schema(name = "NinjsSource", description = "Where it comes from.")
    public record Source(String name, String role) {}

    /** Where it is, in a form. */
    @Schema(name = "NinjsRendition", description = "Where it is, in a form.")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Rendition(
            String name,
            String href,
            @Nullable String contentType,
            @Nullable Integer width,
            @Nullable Integer height) {}

    /** The lead. */
    @Schema(name = "NinjsAssociation", description = "The lead.")
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record Associated(
            String name,
            String rel,
            String uri,
            String type,
            List<Text> descriptions,
            @Nullable String by,
            List<Rendition> renditions) {

        static Associated of(MediaView lead) {
            List<Text> said = new ArrayList<>();
            if (lead.caption() != null) {
                said.add(new Text("caption", "text/plain", null, lead.caption()));
            }
            if (lead.alt() != null) {
                said.add(new Text("alt", "text/plain", null, lead.alt()));
            }
            Stream<Rendition> others = lead.renditions().stream()
                    .map(one -> new Rendition(one.width() + "w", one.url(), null, one.width(), one.height()));
            return new Associated(
                    "lead",
                    "lead",
                    Piece.urn(lead.id()),
                    lead.type().equals("image") ? "picture" : lead.type(),
                    said,
                    lead.credit(),
                    Stream.concat(
                                    Stream.of(new Rendition("original", lead.url(), null, lead.width(), lead.height())),
                                    others)
                            .toList());
        }
    }

    /** What others call it. */
    @Schema(name = "NinjsAltId", description = "What others call it.")
    public record AltId(String role, String value) {}

    /** What this is. */
    @Schema(name = "NinjsStandard", description = "What this is.")
    public record Standard(String name, String version, String schema) {}

    /** What kind of piece it is. */
    @Schema(name = "NinjsGenre", description = "What kind of piece it is.")
    public record Genre(String literal) {}
}
