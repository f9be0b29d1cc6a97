/**
 * Ensures that an administration is on one live claim only: a unique index in the database, shared
 * by all nodes, and the answer to a request that violates it.
 *
 * <p>Entry: {@link org.priceunits.server.claims.BilledOnce}.
 */
@org.jspecify.annotations.NullMarked
package org.priceunits.server.claims;
