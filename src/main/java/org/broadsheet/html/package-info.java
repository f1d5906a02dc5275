/** HTML to blocks and back, whoever wrote it. */
@NullMarked
package org.broadsheet.html;

import org.jspecify.annotations.NullMarked;
