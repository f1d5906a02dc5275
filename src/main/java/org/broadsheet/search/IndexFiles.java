package org.broadsheet.search;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The index in files of this server's own: the first directory under the root that no other server has. A server that
 * starts again takes up what was left there.
 */
final class IndexFiles implements IndexHome {

    private static final int MOST_SERVERS = 64;
    private static final String BUILD = "build-";

    private final Path directory;
    private final FileChannel channel;
    private final FileLock lock;
    private final String name;

    private IndexFiles(Path directory, FileChannel channel, FileLock lock) {
        this.directory = directory;
        this.channel = channel;
        this.lock = lock;
        this.name = host() + ":" + directory.toAbsolutePath();
    }

    private static String host() {
        String host = System.getenv("HOSTNAME");
        try {
            return host == null || host.isBlank() ? InetAddress.getLocalHost().getHostName() : host;
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }

    /** Takes the first directory under {@code root} that is free. */
    static IndexFiles claim(Path root) {
        try {
            for (int i = 0; i < MOST_SERVERS; i++) {
                Path directory = Files.createDirectories(root.resolve("server-" + i));
                FileChannel channel = FileChannel.open(
                        directory.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = tryLock(channel);
                if (lock != null) {
                    return new IndexFiles(directory, channel, lock);
                }
                channel.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The directory of the search index can't be used: " + root, e);
        }
        throw new IllegalStateException(MOST_SERVERS + " servers have an index under " + root + " already.");
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    @Override
    public void tidy() {
        long current = current().orElse(Long.MAX_VALUE);
        try (Stream<Path> all = Files.list(directory)) {
            all.filter(path -> path.getFileName().toString().startsWith(BUILD))
                    .filter(path -> number(path) < current)
                    .forEach(IndexFiles::delete);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long number(Path build) {
        return Long.parseLong(build.getFileName().toString().substring(BUILD.length()));
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public boolean mine() {
        return true;
    }

    @Override
    public Optional<Long> current() {
        try {
            Path file = directory.resolve("current");
            return Files.exists(file)
                    ? Optional.of(Long.valueOf(Files.readString(file).strip()))
                    : Optional.empty();
        } catch (IOException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** What was begun and not ended is made anew in the same place. */
    @Override
    public long latest() {
        return current().orElse(0L);
    }

    @Override
    public ArticleIndex open(long build) {
        return ArticleIndex.inFiles(path(build), build, false);
    }

    @Override
    public ArticleIndex make(long build) {
        delete(path(build));
        return ArticleIndex.inFiles(path(build), build, true);
    }

    @Override
    public void use(long build) {
        try {
            Path next = Files.writeString(directory.resolve("next"), Long.toString(build));
            Files.move(
                    next,
                    directory.resolve("current"),
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** An index has a file that names its segments, from its first commit on. */
    @Override
    public boolean holds(long build) {
        Path index = articles(build);
        if (!Files.isDirectory(index)) {
            return false;
        }
        try (Stream<Path> files = Files.list(index)) {
            return files.anyMatch(file -> file.getFileName().toString().startsWith("segments_"));
        } catch (IOException e) {
            return false;
        }
    }

    /** Where Hibernate Search keeps the articles of a build. */
    Path articles(long build) {
        return path(build).resolve(ArticleIndex.articles(Long.toString(build)));
    }

    private Path path(long build) {
        return directory.resolve(BUILD + build);
    }

    private static void delete(Path tree) {
        if (!Files.exists(tree)) {
            return;
        }
        try (Stream<Path> files = Files.walk(tree)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            lock.release();
            channel.close();
        } catch (IOException e) {
            // the process ends, and with it the lock
        }
    }
}
