/** What pieces are about: topics, people, organisations, places, events and running stories. */
@NullMarked
package org.broadsheet.tag;

import org.jspecify.annotations.NullMarked;
