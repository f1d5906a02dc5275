/** Articles as others take them: in the standard formats of the trade, and the parts that these have in common. */
@NullMarked
package org.broadsheet.format;

import org.jspecify.annotations.NullMarked;
