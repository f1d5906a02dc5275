package org.broadsheet.importing;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A file with a JSON object for each line of the input that was rejected, or did not go in whole. It comes into being
 * with the first of them.
 */
public final class ImportReport implements AutoCloseable {

    private static final JsonMapper MAPPER = new JsonMapper();

    /** @param outcome {@code rejected} or {@code warning} */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    private record Entry(
            long line,
            String outcome,
            @Nullable String source,
            @Nullable String id,
            String reason) {}

    private final Path file;
    private @Nullable BufferedWriter writer;

    /** Nothing is written until there is something to report; what an earlier run reported there is removed. */
    public ImportReport(Path file) throws IOException {
        this.file = file;
        if (Files.isRegularFile(file)) {
            Files.delete(file);
        }
    }

    void rejected(Item.Rejected line) {
        write(new Entry(line.line(), "rejected", line.source(), line.id(), line.reason()));
    }

    void warning(Item.Piece piece, String warning) {
        write(new Entry(piece.line(), "warning", piece.source(), piece.id(), warning));
    }

    private void write(Entry entry) {
        try {
            if (writer == null) {
                writer = Files.newBufferedWriter(file);
            }
            writer.write(MAPPER.writeValueAsString(entry));
            writer.newLine();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void flush() {
        try {
            if (writer != null) {
                writer.flush();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Path file() {
        return file;
    }

    /** Whether there was anything to report. */
    public boolean written() {
        return writer != null;
    }

    @Override
    public void close() {
        try {
            if (writer != null) {
                writer.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
