/** What ties the rooms to the machine: clock, embedded PostgreSQL, command line; nobody imports it. */
@NullMarked
package org.broadsheet.wiring;

import org.jspecify.annotations.NullMarked;
