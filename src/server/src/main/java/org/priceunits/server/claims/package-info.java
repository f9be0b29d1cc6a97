/**
 * Ensures that an administration is on one live claim only, and each of its lines on one live
 * charge item: unique indexes in the database, shared by all nodes, and the answer to a request
 * that violates them.
 *
 * <p>Entry: {@link org.priceunits.server.claims.BilledOnce}.
 */
@org.jspecify.annotations.NullMarked
package org.priceunits.server.claims;
