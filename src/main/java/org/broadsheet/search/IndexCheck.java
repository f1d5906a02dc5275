package org.broadsheet.search;

import java.io.IOException;
import java.nio.file.Path;
import org.apache.lucene.index.CodecReader;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.store.FSDirectory;
import org.jboss.logging.Logger;

/** Reads all files of an index once, and compares their checksums. */
final class IndexCheck {

    private static final Logger LOG = Logger.getLogger(IndexCheck.class);

    private IndexCheck() {}

    static boolean sound(Path directory) {
        try (FSDirectory files = FSDirectory.open(directory);
                DirectoryReader reader = DirectoryReader.open(files)) {
            for (LeafReaderContext leaf : reader.leaves()) {
                if (leaf.reader() instanceof CodecReader segment) {
                    segment.checkIntegrity();
                }
            }
            return true;
        } catch (IOException | RuntimeException e) {
            LOG.warnf("The search index is damaged: %s", e.getMessage());
            return false;
        }
    }
}
