/** Who fetched what with a key, and how a kill reaches each of them: notices, acknowledgements, reminders. */
@NullMarked
package org.broadsheet.receipt;

import org.jspecify.annotations.NullMarked;
