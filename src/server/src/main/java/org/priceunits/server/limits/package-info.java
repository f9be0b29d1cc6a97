/**
 * How much one client, and all clients together, may ask for at a time.
 *
 * <p>Entry: {@link org.priceunits.server.limits.LimitsConfig}. Depends on the guards, for their way
 * to refuse, and on the caller of a request.
 */
@NullMarked
package org.priceunits.server.limits;

import org.jspecify.annotations.NullMarked;
