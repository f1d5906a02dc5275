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

    /** Opens a build; an empty one when there is none of this number. */
    ArticleIndex open(long build);

    /** From now on searches use {@code build}. */
    void use(long build);

    /** Removes whatever there is of a build that nobody has open. */
    void drop(long build);

    /** Whether what was written of a build is still there. */
    boolean holds(long build);

    @Override
    void close();
}
