/** Who asks, at which moment, what they may do, and what they did. */
@NullMarked
package org.broadsheet.access;

import org.jspecify.annotations.NullMarked;
