package org.broadsheet.publishing;

import java.util.ArrayList;
import java.util.List;
import org.broadsheet.naming.Text;
import org.broadsheet.problem.Refusal;
import org.broadsheet.problem.Violation;
import org.jspecify.annotations.Nullable;

/** Checks the texts of orders: there when they have to be, not too long, without characters that no text has. */
final class Texts {

    static final int LONGEST = 2000;

    private final List<Violation> violations = new ArrayList<>();

    private Texts() {}

    /** @throws Refusal.Invalid which points to each text that can't be taken */
    static void check(Order order) {
        Texts texts = new Texts();
        texts.optional("/note", order.note());
        switch (order) {
            case Order.Correct correct -> texts.required("/text", correct.text());
            case Order.Move move -> texts.required("/path", move.path());
            case Order.Kill kill -> texts.required("/reason", kill.reason());
            case Order.Assign assign -> texts.required("/owner", assign.owner());
            case Order.Unpublish unpublish -> {
                texts.required("/type", unpublish.type());
                texts.optional("/to", unpublish.to());
                texts.optional("/explanation", unpublish.explanation());
            }
            case Order.Replace replace -> texts.there("/article", replace.article());
            case Order.Patch patch -> texts.there("/article", patch.article());
            case Order.Revert revert -> texts.positive("/revision", revert.revision());
            case Order.Publish publish -> {
                if (publish.revision() != null) {
                    texts.positive("/revision", publish.revision());
                }
            }
            case Order.Discard discard -> {}
            case Order.Submit submit -> {}
            case Order.Reject reject -> {}
            case Order.Unschedule unschedule -> {}
        }
        if (!texts.violations.isEmpty()) {
            throw new Refusal.Invalid(texts.violations);
        }
    }

    private void there(String pointer, @Nullable Object value) {
        if (value == null) {
            violations.add(Violation.pointer(pointer, "is missing."));
        }
    }

    private void positive(String pointer, int number) {
        if (number < 1) {
            violations.add(Violation.pointer(pointer, "has to be 1 or more."));
        }
    }

    private void required(String pointer, @Nullable String text) {
        if (text == null || text.isBlank()) {
            violations.add(Violation.pointer(pointer, "has to be given."));
        } else {
            optional(pointer, text);
        }
    }

    private void optional(String pointer, @Nullable String text) {
        if (text == null) {
            return;
        }
        if (text.length() > LONGEST) {
            violations.add(Violation.pointer(pointer, "is longer than " + LONGEST + " characters."));
        } else if (Text.isUnusable(text)) {
            violations.add(Violation.pointer(
                    pointer, "has a control character in it, or what is no character, or half of one."));
        }
    }
}
