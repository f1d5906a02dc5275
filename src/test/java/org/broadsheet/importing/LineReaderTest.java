package org.broadsheet.importing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.NotBlank;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class LineReaderTest {

    private static final int MIB = 1 << 20;

    @Test
    void linesEndInLineFeedsWithOrWithoutCarriageReturnsAndTheLastInNothing() throws IOException {
        assertThat(read("one\r\ntwo\nthree".getBytes(UTF_8)))
                .extracting(LineReader.Line::number, line -> line.text().strip())
                .containsExactly(tuple(1L, "one"), tuple(2L, "two"), tuple(3L, "three"));
    }

    @Test
    void blankLinesAreSkippedButCounted() throws IOException {
        assertThat(read("\n  \none\n\r\ntwo\n\n".getBytes(UTF_8)))
                .extracting(LineReader.Line::number)
                .containsExactly(3L, 5L);
    }

    @Test
    void emptyInputHasNoLines() throws IOException {
        assertThat(read(new byte[0])).isEmpty();
    }

    @Test
    void byteOrderMarkIsAcceptedAtTheStartOnly() throws IOException {
        assertThat(read("\ufeffone\n\ufefftwo".getBytes(UTF_8)))
                .extracting(LineReader.Line::text)
                .containsExactly("one", "\ufefftwo");
    }

    @Test
    void whatIsNotUtf8IsAFaultOfItsLineAlone() throws IOException {
        assertThat(read("één\nwell\n".getBytes(ISO_8859_1)))
                .extracting(LineReader.Line::fault, LineReader.Line::text)
                .containsExactly(tuple("is not valid UTF-8", ""), tuple(null, "well"));
    }

    @Test
    void lineThatIsTooLongIsAFaultAndTheNextIsRead() throws IOException {
        byte[] input = new byte[3 * MIB];
        Arrays.fill(input, (byte) 'x');
        input[2 * MIB] = '\n';
        assertThat(read(input, MIB))
                .extracting(LineReader.Line::fault, line -> line.text().length())
                .containsExactly(tuple("is longer than 1 MiB", 0), tuple(null, MIB - 1));
    }

    @Test
    void lineOfExactlyTheLimitIsRead() throws IOException {
        byte[] input = new byte[MIB + 1];
        Arrays.fill(input, (byte) 'x');
        input[MIB] = '\n';
        assertThat(read(input, MIB)).extracting(LineReader.Line::fault).containsExactly((String) null);
    }

    @Property(tries = 200)
    void linesAreTheSameHoweverTheStreamIsCut(
            @ForAll @Size(max = 20) List<@NotBlank String> texts, @ForAll @IntRange(min = 1, max = 7) int step)
            throws IOException {
        List<String> lines = texts.stream().map(text -> "x" + wellFormed(text)).toList();
        byte[] bytes = String.join("\n", lines).getBytes(UTF_8);
        InputStream trickle = new ByteArrayInputStream(bytes) {
            @Override
            public int read(byte[] target, int offset, int length) {
                return super.read(target, offset, Math.min(length, step));
            }
        };
        assertThat(read(new LineReader(trickle, MIB)))
                .extracting(LineReader.Line::text)
                .isEqualTo(lines);
    }

    private static String wellFormed(String text) {
        return new String(text.getBytes(UTF_8), UTF_8).replace("\n", " ");
    }

    @Test
    void gzipIsKnownByItsFirstBytesAndMayHaveSeveralMembers() throws IOException {
        InputStream two = new SequenceInputStream(
                new ByteArrayInputStream(gzip("one\n")), new ByteArrayInputStream(gzip("two\n")));
        try (ImportInput input = ImportInput.stream("pipe", two)) {
            assertThat(read(new LineReader(input.stream(), MIB)))
                    .extracting(LineReader.Line::text)
                    .containsExactly("one", "two");
            assertThat(input.read()).isEqualTo(gzip("one\n").length + gzip("two\n").length);
        }
    }

    @Test
    void plainInputIsReadAsItIs() throws IOException {
        try (ImportInput input = ImportInput.stream("pipe", new ByteArrayInputStream("{".getBytes(UTF_8)))) {
            assertThat(read(new LineReader(input.stream(), MIB)))
                    .extracting(LineReader.Line::text)
                    .containsExactly("{");
        }
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(text.getBytes(UTF_8));
        }
        return bytes.toByteArray();
    }

    private static List<LineReader.Line> read(byte[] input) throws IOException {
        return read(input, MIB);
    }

    private static List<LineReader.Line> read(byte[] input, int longest) throws IOException {
        return read(new LineReader(new ByteArrayInputStream(input), longest));
    }

    private static List<LineReader.Line> read(LineReader reader) throws IOException {
        List<LineReader.Line> lines = new ArrayList<>();
        for (Optional<LineReader.Line> line = reader.next(); line.isPresent(); line = reader.next()) {
            lines.add(line.get());
        }
        return lines;
    }
}
