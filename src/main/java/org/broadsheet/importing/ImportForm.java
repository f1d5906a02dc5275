package org.broadsheet.importing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.IllformedLocaleException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.broadsheet.article.ArticleType;
import org.broadsheet.article.Correction;
import org.broadsheet.article.Paths;
import org.broadsheet.importing.Manuscript.Dates;
import org.broadsheet.media.MediaDescription;
import org.broadsheet.media.MediaType;
import org.broadsheet.naming.Slugs;
import org.broadsheet.naming.Text;
import org.broadsheet.problem.Refusal;
import org.broadsheet.section.SectionTree;
import org.jspecify.annotations.Nullable;

/** Reads lines of the import form: each is a piece, or is rejected with everything that is wrong with it. */
final class ImportForm {

    static final int LONGEST_ID = 300;
    static final int LONGEST_HEADLINE = 500;

    private static final int LONGEST_TEXT = 10_000;
    private static final int MOST_FAULTS = 10;

    private static final Set<String> KEYS = Set.of(
            ("id source headline kicker standfirst body bodyHtml bodyMarkdown blocks section authors tags publishedAt"
                            + " updatedAt expiresAt embargoedUntil type language slug aliases url status lead corrections"
                            + " translationOf usageTerms aiUse")
                    .split(" "));

    private final String defaultSource;
    private final String defaultLanguage;

    ImportForm(String defaultSource, String defaultLanguage) {
        this.defaultSource = defaultSource;
        this.defaultLanguage = defaultLanguage;
    }

    Item read(LineReader.Line line) {
        if (line.fault() != null) {
            return new Item.Rejected(line.number(), null, null, line.fault());
        }
        try {
            return read(line.number(), JsonLines.read(line.text()));
        } catch (JsonLines.Unreadable e) {
            return new Item.Rejected(line.number(), null, null, String.valueOf(e.getMessage()));
        }
    }

    private Item read(long line, ObjectNode json) {
        List<String> faults = new ArrayList<>();
        FormFields fields = new FormFields(json, "", faults);
        JsonLines.checkCharacters(json, KEYS, faults);
        String source = Optional.ofNullable(fields.line("source", LONGEST_ID)).orElse(defaultSource);
        String id = fields.requiredLine("id", LONGEST_ID);
        // whatever a stranger's text makes one of the libraries throw is that line's fault, not the end of the run
        try {
            Manuscript manuscript = manuscript(line, source, id, json, fields);
            if (faults.isEmpty()) {
                return manuscript;
            }
        } catch (RuntimeException | StackOverflowError e) {
            faults.add("can't be understood: " + e.getClass().getSimpleName());
        }
        return new Item.Rejected(line, source, id.isEmpty() ? null : id, sentence(faults));
    }

    private static String sentence(List<String> faults) {
        String all = String.join("; ", faults.subList(0, Math.min(faults.size(), MOST_FAULTS)));
        return faults.size() > MOST_FAULTS ? all + "; and " + (faults.size() - MOST_FAULTS) + " more" : all;
    }

    private Manuscript manuscript(long line, String source, String id, ObjectNode json, FormFields fields) {
        FormBody body = FormBody.of(fields);
        Dates dates = dates(fields);
        List<String> warnings = new ArrayList<>(body.warnings());
        if (dates.expires() != null
                && dates.published() != null
                && !dates.expires().isAfter(dates.published())) {
            warnings.add("expiresAt is not after publishedAt: readers will never see the piece");
        }
        return new Manuscript(
                line,
                source,
                id,
                JsonLines.digest(json, KEYS),
                fields.oneOf("status", List.of("published", "draft"), ImportForm::publishes, true),
                fields.oneOf("type", ArticleType.wires(), ArticleType::parse, ArticleType.ARTICLE),
                fields.requiredLine("headline", LONGEST_HEADLINE),
                fields.line("kicker", 200),
                fields.paragraphs("standfirst", LONGEST_TEXT),
                body.body(),
                section(fields),
                FormNames.authors(fields),
                FormNames.tags(fields),
                lead(fields),
                language(fields),
                slug(fields),
                aliases(fields),
                fields.address("url"),
                dates,
                fields.line("usageTerms", LONGEST_TEXT),
                fields.line("aiUse", 200),
                fields
                        .elements("corrections", 100, (correction, place) -> correction(fields, correction, place))
                        .stream()
                        .sorted(Comparator.comparing(Correction::at))
                        .toList(),
                translationOf(fields, id),
                warnings,
                unknownKeys(json));
    }

    private static Optional<Boolean> publishes(String status) {
        return switch (status) {
            case "published" -> Optional.of(true);
            case "draft" -> Optional.of(false);
            default -> Optional.empty();
        };
    }

    private static String section(FormFields fields) {
        String section = fields.line("section", 1000);
        if (section == null) {
            return "news";
        }
        try {
            SectionTree.check(section);
        } catch (Refusal.Invalid e) {
            e.violations().forEach(violation -> fields.fault("section", violation.detail()));
        }
        return section;
    }

    private static Dates dates(FormFields fields) {
        return new Dates(
                fields.moment("publishedAt"),
                fields.moment("updatedAt"),
                fields.moment("embargoedUntil"),
                fields.moment("expiresAt"));
    }

    private static @Nullable MediaDescription lead(FormFields fields) {
        JsonNode value = fields.value("lead");
        FormFields lead = value == null ? null : fields.object(value, "lead", "an object with a url");
        if (lead == null) {
            return null;
        }
        String url = lead.address("url");
        if (lead.value("url") == null) {
            lead.fault("url", "is missing");
        }
        return new MediaDescription(
                MediaType.IMAGE,
                url == null ? "" : url,
                lead.pixels("width"),
                lead.pixels("height"),
                lead.line("alt", LONGEST_TEXT),
                lead.line("caption", LONGEST_TEXT),
                lead.line("credit", LONGEST_HEADLINE));
    }

    /** A well-formed tag (BCP 47), in its usual spelling. */
    private String language(FormFields fields) {
        String tag = fields.line("language", 100);
        if (tag == null) {
            return defaultLanguage;
        }
        try {
            Locale locale = new Locale.Builder().setLanguageTag(tag).build();
            // five to eight letters are well-formed, but stand for no language: "english"
            if (locale.getLanguage().length() == 2 || locale.getLanguage().length() == 3) {
                return locale.toLanguageTag();
            }
        } catch (IllformedLocaleException e) {
            // said below
        }
        fields.fault("language", "'" + Text.shorten(tag) + "' is not a language tag (BCP 47) such as en or pt-BR");
        return defaultLanguage;
    }

    private static @Nullable String slug(FormFields fields) {
        String slug = fields.line("slug", LONGEST_HEADLINE);
        if (slug != null && Slugs.of(slug).isEmpty()) {
            fields.fault("slug", "has no letter or digit");
        }
        return slug;
    }

    private static List<String> aliases(FormFields fields) {
        return fields
                .elements("aliases", 100, (alias, place) -> {
                    Optional<String> path = alias.isTextual() ? Paths.normalise(alias.textValue()) : Optional.empty();
                    if (path.isEmpty() || path.get().equals("/")) {
                        fields.faults().add(place + " has to be a path or address at which the piece stood before");
                    }
                    return path.orElse(null);
                })
                .stream()
                .distinct()
                .toList();
    }

    private static @Nullable Correction correction(FormFields fields, JsonNode value, String place) {
        FormFields correction = fields.object(value, place, "an object with at and text");
        if (correction == null) {
            return null;
        }
        Instant at = correction.moment("at");
        if (correction.value("at") == null) {
            correction.fault("at", "is missing");
        }
        String text = correction.requiredLine("text", LONGEST_TEXT);
        return at == null ? null : new Correction(at, text);
    }

    private static @Nullable String translationOf(FormFields fields, String id) {
        String original = fields.line("translationOf", LONGEST_ID);
        if (id.equals(original)) {
            fields.fault("translationOf", "is the piece itself");
        }
        return original;
    }

    private static List<String> unknownKeys(ObjectNode json) {
        return json.properties().stream()
                .map(property -> property.getKey())
                .filter(key -> !KEYS.contains(key))
                .map(Text::shorten)
                .toList();
    }
}
