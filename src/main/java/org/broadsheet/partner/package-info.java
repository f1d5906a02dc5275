/** Who syndicates what is published: partners, their keys, what they may see and how much they ask. */
@NullMarked
package org.broadsheet.partner;

import org.jspecify.annotations.NullMarked;
