package org.broadsheet.manuscript;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.IllformedLocaleException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.broadsheet.article.ArticleType;
import org.broadsheet.article.Correction;
import org.broadsheet.article.Paths;
import org.broadsheet.manuscript.Copy.Dates;
import org.broadsheet.naming.Slugs;
import org.broadsheet.naming.Text;
import org.jspecify.annotations.Nullable;

/**
 * The keys that import and editors have in common: what a piece says by itself.
 *
 * @param warnings what did not go in, or will surprise
 */
record FormCopy(Copy copy, List<String> warnings) {

    static final int LONGEST_TEXT = 10_000;
    static final int LONGEST_LINE = 500;

    static FormCopy of(FormFields fields, String defaultLanguage) {
        FormBody body = FormBody.of(fields);
        Dates dates = FormMoments.dates(fields);
        List<String> doubts = new ArrayList<>();
        Copy copy = new Copy(
                fields.oneOf("type", ArticleType.wires(), ArticleType::parse, ArticleType.ARTICLE),
                fields.requiredLine("headline", LONGEST_LINE),
                fields.line("kicker", 200),
                fields.paragraphs("standfirst", LONGEST_TEXT),
                body.body(),
                language(fields, defaultLanguage),
                slug(fields),
                aliases(fields, doubts),
                fields.address("url"),
                dates,
                fields.line("usageTerms", LONGEST_TEXT),
                fields.line("aiUse", 200),
                corrections(fields));
        return new FormCopy(
                copy,
                Stream.of(body.warnings().stream(), doubts.stream(), neverSeen(dates).stream())
                        .flatMap(warnings -> warnings)
                        .toList());
    }

    private static Optional<String> neverSeen(Dates dates) {
        boolean never = dates.expires() != null
                && dates.published() != null
                && !dates.expires().isAfter(dates.published());
        return never
                ? Optional.of("expiresAt is not after publishedAt: readers will never see the piece")
                : Optional.empty();
    }

    /** A well-formed tag (BCP 47), in its usual spelling. */
    private static String language(FormFields fields, String otherwise) {
        String tag = fields.line("language", 100);
        if (tag == null) {
            return otherwise;
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
        return otherwise;
    }

    private static @Nullable String slug(FormFields fields) {
        String slug = fields.line("slug", LONGEST_LINE);
        if (slug != null && Slugs.of(slug).isEmpty()) {
            fields.fault("slug", "has no letter or digit");
        }
        return slug;
    }

    /** An import takes what can be made a path, and says so in {@code doubts}; an editor, who can correct it, is asked to. */
    private static List<String> aliases(FormFields fields, List<String> doubts) {
        return fields
                .elements("aliases", 100, (alias, place) -> {
                    Optional<String> path = alias.isTextual() ? Paths.normalise(alias.textValue()) : Optional.empty();
                    if (path.isEmpty() || path.get().equals("/")) {
                        fields.faultAt(place, "has to be a path or address at which the piece stood before");
                        return null;
                    }
                    Paths.fault(alias.textValue()).ifPresent(fault -> {
                        if (fields.strict()) {
                            fields.faultAt(place, fault);
                        } else {
                            doubts.add(place.substring(1) + " " + fault + ": taken as " + Text.shorten(path.get()));
                        }
                    });
                    return path.orElse(null);
                })
                .stream()
                .distinct()
                .toList();
    }

    private static List<Correction> corrections(FormFields fields) {
        return fields
                .elements("corrections", 100, (correction, place) -> correction(fields, correction, place))
                .stream()
                .sorted(Comparator.comparing(Correction::at))
                .toList();
    }

    private static @Nullable Correction correction(FormFields fields, JsonNode value, String place) {
        FormFields correction = fields.object(value, place, "an object with at and text");
        if (correction == null) {
            return null;
        }
        correction.only(List.of("at", "text"));
        Instant at = FormMoments.moment(correction, "at");
        if (correction.value("at") == null) {
            correction.fault("at", "is missing");
        }
        String text = correction.requiredLine("text", LONGEST_TEXT);
        return at == null ? null : new Correction(at, text);
    }
}
