package org.broadsheet.search;

import java.util.Optional;

/** Where the builds of an index are. */
interface IndexHome extends AutoCloseable {

    /** What it is called in {@code search_index}. */
    String name();

    /** Whether this server is the one that writes; to be asked again within seconds. */
    boolean mine();

    /** The build that searches use. */
    Optional<Long> current();

    /** The highest number of a build that was ever begun here; 0 for none. */
    long latest();

    /** Opens a build that is there. */
    ArticleIndex open(long build);

    /** An empty build, in the place of whatever there is of this number. */
    ArticleIndex make(long build);

    /** From now on searches use {@code build}. */
    void use(long build);

    /** Removes the builds that nobody uses any more, and nobody is making. */
    void tidy();

    /**
     * Whether what was written of a build is still there.
     *
     * @throws RuntimeException when that can't be found out
     */
    boolean holds(long build);

    @Override
    void close();
}
