package org.broadsheet.importing;

import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** Shows a person how far an import has come. */
public interface Progress extends AutoCloseable {

    /** Shows nothing. */
    Progress SILENT = (read, articles) -> {};

    /**
     * @param read bytes of the input read so far
     * @param articles lines done so far
     */
    void show(long read, long articles);

    @Override
    default void close() {}

    /** On the standard error stream: a bar when that is a terminal, else a line now and then. */
    static Progress onStandardError(ImportInput input) {
        return isTerminal() ? new Bar(input) : new Lines(input.size(), System.err);
    }

    /** Java can only tell whether input and output both are terminals; what matters is where this is written. */
    private static boolean isTerminal() {
        try {
            String target = Files.readSymbolicLink(Path.of("/proc/self/fd/2")).toString();
            return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty");
        } catch (java.io.IOException | UnsupportedOperationException e) {
            return System.console() != null && System.console().isTerminal();
        }
    }

    /** Articles a second since {@code start}, in nanoseconds of the system's timer. */
    private static long rate(long articles, long start) {
        return Math.round(articles / Math.max(0.001, (System.nanoTime() - start) / 1e9));
    }

    /** A bar over the bytes of the input, with the time left. */
    final class Bar implements Progress {

        private static final int MIB = 1 << 20;

        private final long start = System.nanoTime();
        private final ProgressBar bar;

        private Bar(ImportInput input) {
            bar = new ProgressBarBuilder()
                    .setTaskName(input.name())
                    .setInitialMax(input.size() > 0 ? input.size() : -1)
                    .setUnit(" MiB", MIB)
                    .setStyle(ProgressBarStyle.ASCII)
                    .setUpdateIntervalMillis(200)
                    .setConsumer(new ConsoleProgressBarConsumer(System.err))
                    .build();
        }

        @Override
        public void show(long read, long articles) {
            bar.stepTo(read);
            bar.setExtraMessage(String.format(Locale.ROOT, " %,d articles, %,d/s", articles, rate(articles, start)));
        }

        @Override
        public void close() {
            bar.close();
        }
    }

    /** Lines for a log. */
    final class Lines implements Progress {

        private static final long INTERVAL = Duration.ofSeconds(5).toNanos();

        private final long start = System.nanoTime();
        private final long size;
        private final PrintStream out;
        private long last = start;

        Lines(long size, PrintStream out) {
            this.size = size;
            this.out = out;
        }

        @Override
        public void show(long read, long articles) {
            long now = System.nanoTime();
            if (now - last < INTERVAL) {
                return;
            }
            last = now;
            String line = String.format(Locale.ROOT, "%,d articles, %,d a second", articles, rate(articles, start));
            if (size > 0 && read > 0) {
                double seconds = (now - start) / 1e9 * (size - read) / read;
                line += String.format(Locale.ROOT, ", %d %% read, about %.0f s left", 100 * read / size, seconds);
            }
            out.println(line);
        }
    }
}
