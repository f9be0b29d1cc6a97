/**
 * Request handling shared by all terminology operations: reads the parameters of a call from its
 * body, query string and path, and turns a {@link org.priceunits.terminology.Reply} into an HTTP
 * response.
 *
 * <p>Entry: {@link org.priceunits.operation.request.TerminologyCall}. May depend on {@code
 * terminology} and on HAPI's server.
 */
@org.jspecify.annotations.NullMarked
package org.priceunits.operation.request;
