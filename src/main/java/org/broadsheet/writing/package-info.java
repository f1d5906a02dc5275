/** How the newsroom's writes are made: once for each idempotency key, meant for one version, told with their number. */
@NullMarked
package org.broadsheet.writing;

import org.jspecify.annotations.NullMarked;
