package org.broadsheet.manuscript;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.broadsheet.media.MediaDescription;
import org.broadsheet.media.MediaType;
import org.broadsheet.naming.Text;
import org.broadsheet.problem.Refusal;
import org.broadsheet.section.SectionTree;
import org.jspecify.annotations.Nullable;

/** Reads pieces in the import form, which forgives what it does not know and creates what it does not find. */
public final class ImportForm {

    static final int LONGEST_ID = 300;

    private static final Set<String> KEYS = Set.of(
            ("id source headline kicker standfirst body bodyHtml bodyMarkdown blocks section authors tags publishedAt"
                            + " updatedAt expiresAt embargoedUntil type language slug aliases url status lead corrections"
                            + " translationOf usageTerms aiUse")
                    .split(" "));

    private final String defaultSource;
    private final String defaultLanguage;

    public ImportForm(String defaultSource, String defaultLanguage) {
        this.defaultSource = defaultSource;
        this.defaultLanguage = defaultLanguage;
    }

    /**
     * What was made of an object. {@code source} and {@code id} as far as they could be read.
     *
     * @param manuscript null when there are faults
     * @param faults everything that is wrong
     */
    public record Read(
            String source, @Nullable String id, @Nullable Manuscript manuscript, List<Fault> faults) {}

    public Read read(ObjectNode json) {
        List<Fault> faults = new ArrayList<>(unstorable(json));
        FormFields fields = new FormFields(json, "", false, faults);
        String source = Optional.ofNullable(fields.line("source", LONGEST_ID)).orElse(defaultSource);
        String id = fields.requiredLine("id", LONGEST_ID);
        Manuscript manuscript = fields.read(form -> manuscript(source, id, json, form));
        return new Read(source, id.isEmpty() ? null : id, faults.isEmpty() ? manuscript : null, List.copyOf(faults));
    }

    /** A digest of what the keys of the form say, however it is written. */
    public static byte[] digest(ObjectNode json) {
        return StrictJson.digest(json, KEYS);
    }

    /** One for a key: whoever imports looks for the line, not for the place in it. */
    private static List<Fault> unstorable(ObjectNode json) {
        Map<String, Fault> byKey = new LinkedHashMap<>();
        for (Fault fault : StrictJson.unstorable(json, KEYS)) {
            String key = "/" + fault.pointer().split("/", 3)[1];
            byKey.putIfAbsent(key, new Fault(key, fault.detail()));
        }
        return List.copyOf(byKey.values());
    }

    private Manuscript manuscript(String source, String id, ObjectNode json, FormFields fields) {
        boolean publish = fields.oneOf("status", List.of("published", "draft"), ImportForm::publishes, true);
        FormCopy copy = FormCopy.of(fields, defaultLanguage);
        return new Manuscript(
                source,
                id,
                publish,
                copy.copy(),
                section(fields),
                FormNames.authors(fields),
                FormNames.tags(fields),
                lead(fields),
                translationOf(fields, id),
                copy.warnings(),
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

    private static @Nullable MediaDescription lead(FormFields fields) {
        JsonNode value = fields.value("lead");
        FormFields lead = value == null ? null : fields.object(value, "/lead", "an object with a url");
        return lead == null ? null : FormLead.description(lead, MediaType.IMAGE);
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
