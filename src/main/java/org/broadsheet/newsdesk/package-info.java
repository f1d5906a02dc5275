/** What editors do with the things around articles: sections and their fronts, bylines, tags, media. */
@NullMarked
package org.broadsheet.newsdesk;

import org.jspecify.annotations.NullMarked;
