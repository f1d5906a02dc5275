/** How readers follow the log: changes by poll and as a stream, and snapshots to begin from. */
@NullMarked
package org.broadsheet.following;

import org.jspecify.annotations.NullMarked;
