package org.broadsheet.receipt;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A notice and all its receipts as a table (CSV, RFC 4180). */
@ApplicationScoped
class KillExport {

    static final String CSV = "text/csv";

    /** As many are read at once; there are as many as there are partners. */
    private static final int AT_ONCE = 1000;

    private static final List<String> HEADER = List.of(
            "notice",
            "kind",
            "change",
            "article",
            "headline",
            "path",
            "reason",
            "issued by",
            "issued at",
            "due at",
            "partner",
            "partner id",
            "contacts",
            "first fetched at",
            "last fetched at",
            "fetched by",
            "first told at",
            "told by",
            "acknowledged at",
            "acknowledged with key",
            "note",
            "overdue since",
            "reminders",
            "last message taken at",
            "as of");

    private record Contact(@Nullable String name, @Nullable String email) {}

    private final Kills kills;
    private final ObjectMapper json;

    KillExport(Kills kills, ObjectMapper json) {
        this.kills = kills;
        this.json = json;
    }

    byte[] of(EditorialKill kill, Instant now) {
        StringBuilder table = new StringBuilder();
        line(table, HEADER.stream());
        UUID last = null;
        List<Kills.Whole> some;
        do {
            some = kills.receipts(kill, last, false, AT_ONCE, now);
            some.forEach(one ->
                    line(table, Stream.concat(notice(kill), Stream.concat(receipt(one), Stream.of(text(now))))));
            last = some.isEmpty() ? last : some.getLast().receipt().partner();
        } while (some.size() == AT_ONCE);
        if (last == null) {
            line(
                    table,
                    Stream.concat(
                            notice(kill),
                            Stream.concat(Stream.generate(() -> "").limit(14), Stream.of(text(now)))));
        }
        return table.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static Stream<String> notice(EditorialKill kill) {
        return Stream.of(
                kill.id().toString(),
                kill.kind(),
                text(kill.seq()),
                kill.article().toString(),
                text(kill.headline()),
                text(kill.path()),
                text(kill.reason()),
                text(kill.issuedBy()),
                text(kill.at()),
                text(kill.dueAt()));
    }

    private Stream<String> receipt(Kills.Whole whole) {
        EditorialKill.Receipt receipt = whole.receipt();
        EditorialKill.Key key = receipt.acknowledgedBy();
        return Stream.of(
                receipt.name(),
                receipt.partner().toString(),
                contacts(whole.contacts()),
                text(receipt.fetched().first()),
                text(receipt.fetched().last()),
                String.join("; ", receipt.fetched().how()),
                receipt.told().isEmpty() ? "" : text(receipt.told().getFirst().at()),
                receipt.told().stream()
                        .map(told -> told.how() + " " + told.at())
                        .collect(Collectors.joining("; ")),
                text(receipt.acknowledgedAt()),
                key == null ? "" : text(key.name()) + " " + key.id(),
                text(receipt.note()),
                text(receipt.overdueSince()),
                Integer.toString(receipt.reminders()),
                text(receipt.lastMessageAt()));
    }

    private String contacts(String contacts) {
        try {
            return Arrays.stream(json.readValue(contacts, Contact[].class))
                    .map(contact -> Stream.of(contact.name(), contact.email())
                            .filter(Objects::nonNull)
                            .collect(Collectors.joining(" ")))
                    .collect(Collectors.joining("; "));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("contacts that are not as they were written", e);
        }
    }

    private static String text(@Nullable Object value) {
        return value == null ? "" : value.toString();
    }

    private static void line(StringBuilder table, Stream<String> fields) {
        table.append(fields.map(KillExport::field).collect(Collectors.joining(",")))
                .append("\r\n");
    }

    /**
     * In quotes. A spreadsheet takes what begins with one of these for a formula, or skips what it begins with to find one
     * (OWASP, "CSV Injection").
     */
    static String field(String text) {
        boolean formula = !text.isEmpty() && "=+-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20".indexOf(text.charAt(0)) >= 0;
        return "\"" + (formula ? "'" : "") + text.replace("\"", "\"\"") + "\"";
    }
}
