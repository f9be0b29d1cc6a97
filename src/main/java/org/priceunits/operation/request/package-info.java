/**
 * What all terminology operations share at the edge: the parameters of a call, from its body, its
 * query string and its path, and the way in which a {@link org.priceunits.terminology.Reply}
 * becomes an HTTP answer.
 *
 * <p>Entry: {@link org.priceunits.operation.request.TerminologyCall}. May depend on {@code
 * terminology} and on HAPI's server.
 */
@org.jspecify.annotations.NullMarked
package org.priceunits.operation.request;
