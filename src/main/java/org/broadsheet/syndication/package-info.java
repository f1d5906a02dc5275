/** What goes out of the house by itself: feeds, sitemaps. */
@NullMarked
package org.broadsheet.syndication;

import org.jspecify.annotations.NullMarked;
