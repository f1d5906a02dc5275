/** Tells other systems of changes by calling them: who wants to be told what, signed, in order, until they have it. */
@NullMarked
package org.broadsheet.webhook;

import org.jspecify.annotations.NullMarked;
