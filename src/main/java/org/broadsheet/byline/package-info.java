/** The people and desks that pieces are credited to. */
@NullMarked
package org.broadsheet.byline;

import org.jspecify.annotations.NullMarked;
