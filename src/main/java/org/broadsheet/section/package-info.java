/** The tree of sections and their fronts. */
@NullMarked
package org.broadsheet.section;

import org.jspecify.annotations.NullMarked;
