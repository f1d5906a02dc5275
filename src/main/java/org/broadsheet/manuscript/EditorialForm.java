package org.broadsheet.manuscript;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.broadsheet.problem.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * Reads pieces as editors hand them in: the keys of the import form, but for those that say which piece it is and what
 * state it is in. Strict: a key that the form does not have is a fault, and headline and section have to be there.
 */
public final class EditorialForm {

    /** All that a piece from an editor can have. */
    public static final Set<String> KEYS = Set.of(
            ("headline kicker standfirst body bodyHtml bodyMarkdown blocks section authors tags publishedAt updatedAt"
                            + " expiresAt embargoedUntil type language slug aliases url lead corrections translationOf"
                            + " usageTerms aiUse")
                    .split(" "));

    private static final int LONGEST_SECTION = 1000;
    private static final int MOST_FAULTS = 100;

    private final String defaultLanguage;

    public EditorialForm(String defaultLanguage) {
        this.defaultLanguage = defaultLanguage;
    }

    /** @throws Refusal.Invalid with a pointer to each thing that is wrong, at most 100 */
    public EditorialManuscript read(ObjectNode json) {
        List<Fault> faults = new ArrayList<>();
        if (Nesting.deeperThan(StrictJson.DEEPEST, json)) {
            faults.add(new Fault("", "is nested deeper than " + StrictJson.DEEPEST + " levels"));
            throw refusal(faults);
        }
        faults.addAll(StrictJson.unstorable(json, KEYS));
        FormFields fields = new FormFields(json, "", true, faults);
        fields.only(KEYS);
        EditorialManuscript manuscript = fields.read(this::manuscript);
        if (!faults.isEmpty()) {
            throw refusal(faults);
        }
        return Objects.requireNonNull(manuscript, "without faults there is a manuscript");
    }

    private EditorialManuscript manuscript(FormFields fields) {
        FormCopy copy = FormCopy.of(fields, defaultLanguage);
        return new EditorialManuscript(
                copy.copy(),
                fields.requiredLine("section", LONGEST_SECTION),
                FormReferences.authors(fields),
                FormReferences.tags(fields),
                lead(fields),
                fields.id("translationOf"),
                copy.warnings());
    }

    private static EditorialManuscript.@Nullable Lead lead(FormFields fields) {
        return fields.value("lead") == null ? null : FormLead.of(fields);
    }

    private static Refusal.Invalid refusal(List<Fault> faults) {
        return new Refusal.Invalid(
                faults.stream().limit(MOST_FAULTS).map(Fault::violation).toList());
    }
}
