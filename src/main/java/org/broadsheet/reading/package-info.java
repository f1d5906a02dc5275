/** How readers come in: with a partner's key or as the public tier allows, within a quota, and counted. */
@NullMarked
package org.broadsheet.reading;

import org.jspecify.annotations.NullMarked;
