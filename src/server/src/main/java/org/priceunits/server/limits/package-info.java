/**
 * Limits how much one client, and all clients together, may request at a time.
 *
 * <p>Entry: {@link org.priceunits.server.limits.LimitsConfig}. Depends on the guards, for their
 * refusals, on {@code server.operation}, {@code server.settings} and the caller of a request.
 */
@NullMarked
package org.priceunits.server.limits;

import org.jspecify.annotations.NullMarked;
