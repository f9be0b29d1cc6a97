/**
 * What a request must pass before it reaches HAPI's parser and the store: size, content type,
 * nesting, and numbers that no parser should expand.
 *
 * <p>Entry: {@link org.priceunits.server.guard.GuardConfig}. Depends on HAPI and the servlet API.
 */
@NullMarked
package org.priceunits.server.guard;

import org.jspecify.annotations.NullMarked;
