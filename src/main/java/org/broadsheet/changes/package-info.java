/** The change log: what readers can notice, told once, in the order of its commit; and how far each replica has come. */
@NullMarked
package org.broadsheet.changes;

import org.jspecify.annotations.NullMarked;
