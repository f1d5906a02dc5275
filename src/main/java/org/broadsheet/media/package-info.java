/** Pictures, video and sound around a piece: metadata only, never bytes. */
@NullMarked
package org.broadsheet.media;

import org.jspecify.annotations.NullMarked;
