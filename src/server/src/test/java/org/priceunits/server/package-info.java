/**
 * The server as its clients meet it. Entry: {@link org.priceunits.server.RunningServer}, shared by
 * all integration tests.
 */
@NullMarked
package org.priceunits.server;

import org.jspecify.annotations.NullMarked;
