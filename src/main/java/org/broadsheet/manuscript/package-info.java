/** The form in which pieces are handed in: read with every fault pointed at, and written. */
@NullMarked
package org.broadsheet.manuscript;

import org.jspecify.annotations.NullMarked;
