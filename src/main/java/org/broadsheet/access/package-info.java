/** Who asks, and at which moment. */
@NullMarked
package org.broadsheet.access;

import org.jspecify.annotations.NullMarked;
