/** Why a request is refused, in the domain's words; knows nothing of HTTP. */
@NullMarked
package org.broadsheet.problem;

import org.jspecify.annotations.NullMarked;
