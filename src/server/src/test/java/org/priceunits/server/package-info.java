/**
 * Tests of the server through its HTTP interface. Entry: {@link
 * org.priceunits.server.RunningServer}, shared by all integration tests.
 */
@NullMarked
package org.priceunits.server;

import org.jspecify.annotations.NullMarked;
