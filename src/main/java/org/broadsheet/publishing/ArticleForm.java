package org.broadsheet.publishing;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The form in which an article is written, for the API document; {@code manuscript.EditorialForm} reads it. */
@Schema(name = "ArticleForm", description = "An article as editors write it. Unknown keys are refused.")
public record ArticleForm(
        @Schema(maxLength = 500, examples = "Ferries return to the strait", required = true)
        String headline,

        @Schema(description = "A word or two above the headline.", maxLength = 200) @Nullable
        String kicker,

        @Schema(
                description = "Paragraphs of plain text. One string in which blank lines divide them is taken, too.",
                maxItems = 100)
        @Nullable
        List<String> standfirst,

        @Schema(
                description = "The body as plain text. One of `body`, `bodyHtml`, `bodyMarkdown`, `blocks`.",
                maxLength = 2_000_000)
        @Nullable
        String body,

        @Schema(
                description = "The body as HTML. What is unsafe is left out, and told in `warnings`.",
                maxLength = 2_000_000,
                examples = "<p>The first boat left at <b>six</b>.</p>")
        @Nullable
        String bodyHtml,

        @Schema(description = "The body as Markdown.", maxLength = 2_000_000) @Nullable
        String bodyMarkdown,

        @Schema(
                description = "The body as typed blocks, as articles are given to readers.",
                type = SchemaType.ARRAY,
                implementation = Object.class)
        @Nullable
        JsonNode blocks,

        @Schema(
                description = "Id, path, slug or name of a section that exists.",
                maxLength = 1000,
                examples = "world",
                required = true)
        String section,

        @Schema(
                description =
                        "Who is credited, in order: id, slug or name of a byline that exists, or an object with one"
                                + " of these and `role`.",
                type = SchemaType.ARRAY,
                implementation = Object.class,
                maxItems = 50,
                examples = "[\"ada-lindqvist\"]")
        @Nullable
        JsonNode authors,

        @Schema(
                description = "Tags that exist: id, `type/slug`, slug or name, or an object.",
                type = SchemaType.ARRAY,
                implementation = Object.class,
                maxItems = 50,
                examples = "[\"topic/shipping\"]")
        @Nullable
        JsonNode tags,

        @Schema(
                description =
                        "The picture: an object with the `id` of a medium, or with what is said of it. The id as a"
                                + " string is taken, too.",
                type = SchemaType.OBJECT,
                implementation = Object.class)
        @Nullable
        JsonNode lead,

        @Schema(description = "BCP 47; the publication's when left out.", maxLength = 100, examples = "en") @Nullable
        String language,

        @Schema(description = "`article` when left out.") @Nullable
        String type,

        @Schema(description = "The last part of its path; made of the headline when left out.", maxLength = 500)
        @Nullable
        String slug,

        @Schema(description = "Paths at which it stood before, elsewhere; they lead to it.", maxItems = 100) @Nullable
        List<String> aliases,

        @Schema(description = "Its canonical address, when that is elsewhere.", maxLength = 2048) @Nullable
        String url,

        @Schema(description = "When it came out, as readers are told; when left out, the moment of publication.")
        @Nullable
        Instant publishedAt,

        @Schema(description = "When it was last changed, as readers are told.") @Nullable
        Instant updatedAt,

        @Schema(description = "Readers see it from then on, if it is published.") @Nullable
        Instant embargoedUntil,

        @Schema(description = "Readers see it until then.") @Nullable
        Instant expiresAt,

        @Schema(maxLength = 10_000) @Nullable String usageTerms,

        @Schema(maxLength = 200, examples = "denied") @Nullable
        String aiUse,

        @Schema(
                description = "Corrections that readers see, each with `at` and `text`. To add one, use `correct`.",
                maxItems = 100,
                type = SchemaType.ARRAY,
                implementation = Object.class)
        @Nullable
        JsonNode corrections,

        @Schema(description = "The id of the article that this one translates.", format = "uuid") @Nullable
        String translationOf) {}
