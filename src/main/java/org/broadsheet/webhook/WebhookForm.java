package org.broadsheet.webhook;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.broadsheet.changes.Change;
import org.broadsheet.following.ChangeView;
import org.broadsheet.manuscript.Fault;
import org.broadsheet.manuscript.FormFields;
import org.broadsheet.manuscript.StrictJson;
import org.broadsheet.naming.DidYouMean;
import org.broadsheet.naming.Ids;
import org.broadsheet.naming.Text;
import org.broadsheet.problem.Refusal;
import org.broadsheet.query.IdList;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What is sent to create or change a webhook. */
@Schema(name = "WebhookForm", description = "Who is to be told what.")
public record WebhookForm(
        @Schema(
                description = "Where to: an absolute https address, on the public internet unless the operator allows"
                        + " another.",
                maxLength = WebhookForm.LONGEST_URL,
                examples = "https://hooks.partner.example/broadsheet",
                required = true)
        String url,

        @Schema(
                description = "What it is for; without it, the host of `url`.",
                maxLength = WebhookForm.LONGEST_NAME,
                examples = "Partner's archive")
        @Nullable
        String name,

        @Schema(description = "`thin` when left out.") @Nullable
        Payload payload,

        @Schema(
                description = "Types of change: those of `GET /v1/changes`. Without any, all. `killed` is always told.",
                maxItems = WebhookForm.MOST_WORDS,
                examples = "[\"published\", \"updated\", \"corrected\", \"unpublished\", \"killed\", \"left\"]")
        @Nullable
        List<String> events,

        @Schema(
                description = "Kinds of thing: those of `GET /v1/changes`. Without any, articles.",
                maxItems = WebhookForm.MOST_WORDS,
                examples = "[\"article\"]")
        @Nullable
        List<String> kinds,

        @Schema(description = "Only changes to articles that these let through, or let through before.") @Nullable
        WebhookFilters filters) {

    static final int LONGEST_URL = 2000;
    static final int LONGEST_NAME = 200;
    static final int MOST_WORDS = 20;

    private static final int LONGEST_FILTER = 2000;
    private static final int MOST_FAULTS = 100;
    private static final Set<String> KEYS = Set.of("url", "name", "payload", "events", "kinds", "filters");
    private static final Set<String> FILTERS = Set.of(
            "section",
            "byline",
            "tag",
            "type",
            "language",
            "publishedAfter",
            "publishedBefore",
            "updatedAfter",
            "updatedBefore",
            "ids");

    static ObjectNode object(@Nullable String body) {
        if (body == null || body.isBlank()) {
            throw Refusal.Invalid.pointer("", "has to be a JSON object.");
        }
        try {
            return StrictJson.read(body);
        } catch (StrictJson.Unreadable e) {
            throw e.refusal();
        }
    }

    /** A patch may not name what there is not, not even to remove it. */
    static void checkKeys(ObjectNode patch) {
        read(patch, KEYS, fields -> {
            if (fields.value("filters") instanceof ObjectNode filters) {
                new FormFields(filters, "/filters", true, fields.faults()).only(FILTERS);
            }
            return fields;
        });
    }

    /** @throws Refusal.Invalid with a pointer to each fault */
    static Wish read(ObjectNode sent, Destinations destinations) {
        return read(sent, KEYS, fields -> {
            String url = url(fields, destinations);
            String name = fields.line("name", LONGEST_NAME);
            List<String> kinds = words(fields, "kinds", ChangeView.KINDS);
            WebhookFilters filters = filters(fields);
            Wish wish = new Wish(
                    name == null ? Text.shorten(url.replaceAll("^\\w+://|[/?].*$", "")) : name,
                    url,
                    fields.oneOf("payload", Payload.wires(), Payload::parse, Payload.THIN),
                    words(fields, "events", ChangeView.TYPES),
                    kinds.isEmpty() ? List.of(Change.Kind.ARTICLE.wire()) : kinds,
                    filters);
            if (!filters.isNone() && !wish.kinds().contains(Change.Kind.ARTICLE.wire())) {
                fields.fault("kinds", "leaves articles out, and the filters ask for articles");
            }
            return wish;
        });
    }

    static long since(ObjectNode sent, long head) {
        return read(sent, Set.of("since"), fields -> {
            var value = fields.value("since");
            if (value == null || !value.canConvertToLong() || !value.isIntegralNumber()) {
                fields.fault("since", "has to be the number of a change");
                return 0L;
            }
            if (value.longValue() < 0 || value.longValue() > head) {
                fields.fault("since", "has to be from 0 to " + head + ", the last change there is");
            }
            return value.longValue();
        });
    }

    private static <T> T read(ObjectNode sent, Set<String> keys, Function<FormFields, T> reader) {
        List<Fault> faults = new ArrayList<>(StrictJson.unstorable(sent, keys));
        FormFields fields = new FormFields(sent, "", true, faults);
        fields.only(keys);
        T read = reader.apply(fields);
        if (!faults.isEmpty()) {
            throw new Refusal.Invalid(
                    faults.stream().limit(MOST_FAULTS).map(Fault::violation).toList());
        }
        return read;
    }

    private static String url(FormFields fields, Destinations destinations) {
        int before = fields.faults().size();
        String url = fields.string("url", LONGEST_URL);
        if (url == null && fields.faults().size() == before) {
            fields.fault("url", "is missing");
        }
        if (url != null) {
            destinations.fault(url).ifPresent(fault -> fields.fault("url", fault));
        }
        return url == null ? "" : url;
    }

    private static List<String> words(FormFields fields, String key, List<String> known) {
        List<String> words = fields.strings(key, MOST_WORDS, LONGEST_NAME).stream()
                .distinct()
                .toList();
        words.stream()
                .filter(word -> !known.contains(word))
                .forEach(unknown -> fields.fault(
                        key,
                        "has '" + Text.shorten(unknown) + "' in it, which is none of " + String.join(", ", known) + "."
                                + DidYouMean.hint(unknown, known)));
        return words;
    }

    private static WebhookFilters filters(FormFields form) {
        var value = form.value("filters");
        FormFields fields = value == null ? null : form.object(value, "/filters", "an object of filters");
        if (fields == null) {
            return WebhookFilters.NONE;
        }
        fields.only(FILTERS);
        return new WebhookFilters(
                fields.line("section", LONGEST_FILTER),
                group(fields, "byline"),
                group(fields, "tag"),
                fields.line("type", LONGEST_FILTER),
                fields.line("language", LONGEST_FILTER),
                moment(fields, "publishedAfter"),
                moment(fields, "publishedBefore"),
                moment(fields, "updatedAfter"),
                moment(fields, "updatedBefore"),
                ids(fields));
    }

    private static List<String> group(FormFields fields, String key) {
        return fields.strings(key, WebhookFilters.MOST_GROUPS, LONGEST_FILTER);
    }

    private static List<UUID> ids(FormFields fields) {
        return fields.elements("ids", IdList.MOST, (element, place) -> {
            Optional<UUID> id = element.isTextual() ? Ids.parse(element.textValue()) : Optional.empty();
            if (id.isEmpty()) {
                fields.faultAt(place, "has to be an id (a UUID)");
            }
            return id.orElse(null);
        });
    }

    private static @Nullable Instant moment(FormFields fields, String key) {
        String text = fields.line(key, LONGEST_NAME);
        if (text == null) {
            return null;
        }
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            fields.fault(key, "has to be a time as in RFC 3339, such as 2027-11-01T00:00:00Z");
            return null;
        }
    }

    /** The form of a webhook that is there, for a patch to change. */
    static WebhookForm of(Wish wish) {
        return new WebhookForm(
                wish.url(),
                wish.name(),
                wish.payload(),
                wish.events(),
                wish.kinds(),
                wish.filters().isNone() ? null : wish.filters());
    }
}
