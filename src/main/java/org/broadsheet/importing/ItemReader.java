package org.broadsheet.importing;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.broadsheet.body.CleanText;
import org.broadsheet.manuscript.Fault;
import org.broadsheet.manuscript.ImportForm;
import org.broadsheet.manuscript.StrictJson;
import org.jspecify.annotations.Nullable;

/** Reads lines of the import form: each is a piece, or is rejected with everything that is wrong with it. */
final class ItemReader {

    private static final int MOST_FAULTS = 10;

    private static final Pattern INDEX = Pattern.compile("/(\\d+)");

    private final ImportForm form;

    ItemReader(String defaultSource, String defaultLanguage) {
        this.form = new ImportForm(defaultSource, defaultLanguage);
    }

    Item read(LineReader.Line line) {
        if (line.fault() != null) {
            return new Item.Rejected(line.number(), null, null, line.fault());
        }
        try {
            return read(line.number(), StrictJson.read(line.text()));
        } catch (StrictJson.Unreadable e) {
            return new Item.Rejected(line.number(), null, null, String.valueOf(e.getMessage()));
        }
    }

    private Item read(long line, ObjectNode json) {
        ImportForm.Read read = form.read(json);
        if (read.manuscript() != null) {
            return new Item.Piece(line, ImportForm.digest(json), read.manuscript());
        }
        return new Item.Rejected(line, clean(read.source()), clean(read.id()), reason(read.faults()));
    }

    /** What made the line a bad one must not spoil the report, too. */
    private static @Nullable String clean(@Nullable String text) {
        return text == null ? null : CleanText.clean(text);
    }

    private static String reason(List<Fault> faults) {
        String all =
                faults.stream().limit(MOST_FAULTS).map(ItemReader::sentence).collect(Collectors.joining("; "));
        return faults.size() > MOST_FAULTS ? all + "; and " + (faults.size() - MOST_FAULTS) + " more" : all;
    }

    /** {@code /tags/2} is {@code tags[2]} to whoever reads a report; a detail that is a sentence stands by itself. */
    static String sentence(Fault fault) {
        if (fault.pointer().isEmpty()) {
            return fault.detail();
        }
        String place = fault.pointer().substring(1);
        return Character.isUpperCase(fault.detail().codePointAt(0))
                ? place + ": " + fault.detail()
                : INDEX.matcher(place).replaceAll("[$1]").replace('/', '.') + " " + fault.detail();
    }
}
