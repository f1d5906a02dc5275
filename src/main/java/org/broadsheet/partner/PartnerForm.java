package org.broadsheet.partner;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.broadsheet.access.Tier;
import org.broadsheet.manuscript.FormFields;
import org.broadsheet.manuscript.Sent;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What the newsroom says about a partner. */
@Schema(name = "PartnerForm", description = "What the newsroom says about a partner.")
@JsonInclude(JsonInclude.Include.NON_NULL)
record PartnerForm(
        @Schema(
                description = "No two partners have the same.",
                maxLength = 200,
                examples = "North Coast Radio",
                required = true)
        String name,

        @Schema(description = "Whom to write to; up to 20.", maxItems = PartnerForm.MOST_CONTACTS)
        List<Contact> contacts,

        @Schema(
                description = "How much of an article it sees, unless `rights` say otherwise: `teaser`, the card alone;"
                        + " `text`, the body too, without pictures; `full`, all of it. `teaser` when it is left out.",
                enumeration = {"teaser", "text", "full"},
                examples = "text")
        String tier,

        @Schema(
                description = "The keys of one that is `suspended` open nothing. `active` when it is left out.",
                enumeration = {"active", "suspended"},
                examples = "active")
        String state,

        PartnerRights rights,

        PartnerQuota quota) {

    static final Set<String> KEYS = Set.of("name", "contacts", "tier", "state", "rights", "quota");

    static final int MOST_CONTACTS = 20;
    static final int MOST_NAMED = 500;
    static final String ACTIVE = "active";
    static final String SUSPENDED = "suspended";

    private static final Set<String> RIGHTS = Set.of(
            "sections", "withoutSections", "tags", "withoutTags", "fullText", "images", "delay", "embargoed", "aiUse");
    private static final long MOST_REQUESTS = 1_000_000_000_000L;
    private static final Set<String> QUOTA = Set.of("perSecond", "perDay", "perMonth");
    private static final int LONGEST_REFERENCE = 1000;
    private static final int LONGEST_TERMS = 200;
    private static final Duration LONGEST_DELAY = Duration.ofDays(3660);
    private static final Pattern EMAIL = Pattern.compile("[^\\s@<>]{1,64}@[^\\s@<>]{1,190}");
    /** What a header can hold in any client. */
    private static final Pattern PRINTABLE = Pattern.compile("[\\x20-\\x7e]*");

    /** Somebody at the partner's. */
    @Schema(name = "PartnerContact", description = "Somebody at the partner's.")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Contact(
            @Schema(maxLength = 100, examples = "Ines Marlow", required = true)
            String name,

            @Schema(maxLength = 255, examples = "desk@northcoast.example") @Nullable
            String email) {}

    /** What a partner may see. */
    @Schema(
            name = "PartnerRights",
            description = "What a partner may see of what is published. What is left out withholds nothing more.")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record PartnerRights(
            @Schema(
                    description = "Only articles in one of these sections or under it, by path or id.",
                    maxItems = MOST_NAMED,
                    examples = "[\"world\"]")
            @Nullable
            List<String> sections,

            @Schema(
                    description = "No article in one of these sections or under it, by path or id.",
                    maxItems = MOST_NAMED,
                    examples = "[\"world/osterey\"]")
            @Nullable
            List<String> withoutSections,

            @Schema(
                    description = "Only articles with one of these tags, as `type/slug` or by id.",
                    maxItems = MOST_NAMED,
                    examples = "[\"topic/fisheries\"]")
            @Nullable
            List<String> tags,

            @Schema(
                    description = "No article with one of these tags, as `type/slug` or by id.",
                    maxItems = MOST_NAMED,
                    examples = "[\"topic/exclusive\"]")
            @Nullable
            List<String> withoutTags,

            @Schema(description = "The body, and not only the card; what the tier says when it is left out.") @Nullable
            Boolean fullText,

            @Schema(
                    description = "Pictures, at the head of an article and in its body; what the tier says when it is"
                            + " left out.")
            @Nullable
            Boolean images,

            @Schema(
                    description = "For how long after its date (or the end of its embargo, if that is later) an article"
                            + " is withheld: an ISO 8601 duration.",
                    format = "duration",
                    examples = "PT1H")
            @Nullable
            String delay,

            @Schema(
                    description = "Whether it sees articles that are under an embargo, marked `embargoed`, ahead of"
                            + " time. Not together with a delay.")
            @Nullable
            Boolean embargoed,

            @Schema(
                    description = "What its machines may do with what it fetches, in the newsroom's words (ASCII); each"
                            + " of its answers says so in the header `Broadsheet-AI-Use`.",
                    maxLength = LONGEST_TERMS,
                    examples = "search yes; training no")
            @Nullable
            String aiUse) {

        static final PartnerRights NONE = new PartnerRights(null, null, null, null, null, null, null, null, null);

        Duration delayed() {
            return delay == null ? Duration.ZERO : Duration.parse(delay);
        }
    }

    /** How much a partner may ask. */
    @Schema(
            name = "PartnerQuota",
            description = "How many requests a partner may make; what is left out has no limit. Days and months are"
                    + " those of UTC.")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record PartnerQuota(
            @Schema(description = "Of each server of this API.", minimum = "1", maximum = "100000", examples = "20")
            @Nullable
            Integer perSecond,

            @Schema(minimum = "1", maximum = "1000000000000", examples = "50000") @Nullable
            Long perDay,

            @Schema(minimum = "1", maximum = "1000000000000", examples = "1000000") @Nullable
            Long perMonth) {

        static final PartnerQuota NONE = new PartnerQuota(null, null, null);
    }

    PartnerForm withRights(PartnerRights others) {
        return new PartnerForm(name, contacts, tier, state, others, quota);
    }

    static PartnerForm read(ObjectNode sent) {
        return Sent.read(
                sent,
                KEYS,
                fields -> new PartnerForm(
                        fields.requiredLine("name", Sent.LONGEST_NAME),
                        Sent.list(fields, "contacts", MOST_CONTACTS, Set.of("name", "email"), PartnerForm::contact),
                        fields.oneOf("tier", Tier.wires(), Tier::parse, Tier.TEASER)
                                .wire(),
                        fields.oneOf("state", List.of(ACTIVE, SUSPENDED), PartnerForm::state, ACTIVE),
                        rights(fields),
                        quota(fields)));
    }

    private static java.util.Optional<String> state(String word) {
        return java.util.Optional.of(word).filter(List.of(ACTIVE, SUSPENDED)::contains);
    }

    private static Contact contact(FormFields fields) {
        String email = fields.line("email", 255);
        if (email != null && !EMAIL.matcher(email).matches()) {
            fields.fault("email", "has to be an address such as desk@northcoast.example");
        }
        return new Contact(fields.requiredLine("name", Sent.LONGEST_LINE), email);
    }

    private static PartnerRights rights(FormFields form) {
        FormFields fields = object(form, "rights");
        if (fields == null) {
            return PartnerRights.NONE;
        }
        fields.only(RIGHTS);
        Boolean embargoed = truth(fields, "embargoed");
        String delay = delay(fields);
        if (Boolean.TRUE.equals(embargoed) && delay != null) {
            fields.fault("delay", "does not go with articles ahead of time (embargoed)");
        }
        String aiUse = fields.line("aiUse", LONGEST_TERMS);
        if (aiUse != null && !PRINTABLE.matcher(aiUse).matches()) {
            fields.fault("aiUse", "has to be ASCII, as it goes into a header");
        }
        return new PartnerRights(
                only(fields, "sections"),
                without(fields, "withoutSections"),
                only(fields, "tags"),
                without(fields, "withoutTags"),
                truth(fields, "fullText"),
                truth(fields, "images"),
                delay,
                Boolean.TRUE.equals(embargoed) ? Boolean.TRUE : null,
                aiUse);
    }

    private static PartnerQuota quota(FormFields form) {
        FormFields fields = object(form, "quota");
        if (fields == null) {
            return PartnerQuota.NONE;
        }
        fields.only(QUOTA);
        Long perSecond = number(fields, "perSecond", 100_000);
        return new PartnerQuota(
                perSecond == null ? null : Math.toIntExact(perSecond),
                number(fields, "perDay", MOST_REQUESTS),
                number(fields, "perMonth", MOST_REQUESTS));
    }

    private static @Nullable FormFields object(FormFields form, String key) {
        JsonNode value = form.value(key);
        return value == null ? null : form.object(value, "/" + key, "an object");
    }

    /** An empty list could be meant for none or for all. */
    private static @Nullable List<String> only(FormFields fields, String key) {
        List<String> names = fields.strings(key, MOST_NAMED, LONGEST_REFERENCE);
        JsonNode value = fields.value(key);
        if (value != null && value.isArray() && value.isEmpty()) {
            fields.fault(key, "has to name one at least; leave it out for all");
        }
        return value == null ? null : names;
    }

    private static @Nullable List<String> without(FormFields fields, String key) {
        List<String> names = fields.strings(key, MOST_NAMED, LONGEST_REFERENCE);
        return names.isEmpty() ? null : names;
    }

    private static @Nullable Boolean truth(FormFields fields, String key) {
        JsonNode value = fields.value(key);
        if (value != null && !value.isBoolean()) {
            fields.fault(key, "has to be true or false");
            return null;
        }
        return value == null ? null : value.booleanValue();
    }

    private static @Nullable Long number(FormFields fields, String key, long most) {
        JsonNode value = fields.value(key);
        if (value == null) {
            return null;
        }
        if (!value.isIntegralNumber()
                || !value.canConvertToLong()
                || value.longValue() < 1
                || value.longValue() > most) {
            fields.fault(key, "has to be a whole number from 1 to " + most);
            return null;
        }
        return value.longValue();
    }

    /** In one spelling, so that the same is the same. */
    private static @Nullable String delay(FormFields fields) {
        String text = fields.line("delay", 100);
        if (text == null) {
            return null;
        }
        try {
            Duration read = Duration.parse(text);
            if (!read.isNegative() && read.compareTo(LONGEST_DELAY) <= 0 && read.toNanosPart() == 0) {
                return read.isZero() ? null : read.toString();
            }
        } catch (DateTimeException e) {
            // told below
        }
        fields.fault("delay", "has to be an ISO 8601 duration in whole seconds, such as PT1H, of ten years at most");
        return null;
    }

    /** What is said of {@code value}, for those who like lists better than nothing. */
    static List<String> orNone(@Nullable List<String> names) {
        return Objects.requireNonNullElse(names, List.of());
    }
}
