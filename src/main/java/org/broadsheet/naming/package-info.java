/** Ids, slugs, and how names are compared. */
@NullMarked
package org.broadsheet.naming;

import org.jspecify.annotations.NullMarked;
