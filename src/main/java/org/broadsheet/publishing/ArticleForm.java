package org.broadsheet.publishing;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The form in which an article is written, for the API document; {@code manuscript.EditorialForm} reads it. */
@Schema(
        name = "ArticleForm",
        description = "An article as editors write it. Unknown keys are refused. `headline` and `section` have to be"
                + " there in the end: when it is created or replaced, and once a patch is applied.")
public record ArticleForm(
        @Schema(description = "At most 500 characters.", examples = "Ferries return to the strait") @Nullable
        String headline,

        @Schema(description = "A word or two above the headline, at most 200 characters.") @Nullable
        String kicker,

        @Schema(description = "Paragraphs of plain text, or one string in which blank lines divide them.") @Nullable
        List<String> standfirst,

        @Schema(description = "The body as plain text. One of `body`, `bodyHtml`, `bodyMarkdown`, `blocks`.") @Nullable
        String body,

        @Schema(
                description = "The body as HTML. What is unsafe is left out, and told in `warnings`.",
                examples = "<p>The first boat left at <b>six</b>.</p>")
        @Nullable
        String bodyHtml,

        @Schema(description = "The body as Markdown.") @Nullable
        String bodyMarkdown,

        @Schema(
                description = "The body as typed blocks, as articles are given to readers.",
                type = SchemaType.ARRAY,
                implementation = Object.class)
        @Nullable
        JsonNode blocks,

        @Schema(description = "Id, path, slug or name of a section that exists.", examples = "world") @Nullable
        String section,

        @Schema(
                description =
                        "Who is credited, in order: id, slug or name of a byline that exists, or an object with one"
                                + " of these and `role`.",
                type = SchemaType.ARRAY,
                implementation = Object.class,
                examples = "[\"ada-lindqvist\"]")
        @Nullable
        JsonNode authors,

        @Schema(
                description = "Tags that exist: id, `type/slug`, slug or name, or an object.",
                type = SchemaType.ARRAY,
                implementation = Object.class,
                examples = "[\"topic/shipping\"]")
        @Nullable
        JsonNode tags,

        @Schema(
                description =
                        "The picture: an object with the `id` of a medium, or with `url`, `width`, `height`, `alt`,"
                                + " `caption`, `credit`, `focalPoint`.",
                type = SchemaType.OBJECT,
                implementation = Object.class)
        @Nullable
        JsonNode lead,

        @Schema(description = "BCP 47; the publication's when left out.", examples = "en") @Nullable
        String language,

        @Schema(enumeration = {"article", "liveblog", "brief", "opinion", "video", "gallery", "audio"}) @Nullable
        String type,

        @Schema(description = "The last part of its path; made of the headline when left out.") @Nullable
        String slug,

        @Schema(description = "Paths at which it stood before, elsewhere; they lead to it.") @Nullable
        List<String> aliases,

        @Schema(description = "Its canonical address, when that is elsewhere.") @Nullable
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

        @Nullable String usageTerms,

        @Schema(examples = "denied") @Nullable String aiUse,

        @Schema(
                description = "Corrections that readers see, each with `at` and `text`. To add one, use `correct`.",
                type = SchemaType.ARRAY,
                implementation = Object.class)
        @Nullable
        JsonNode corrections,

        @Schema(description = "The id of the article that this one translates.") @Nullable
        String translationOf) {}
