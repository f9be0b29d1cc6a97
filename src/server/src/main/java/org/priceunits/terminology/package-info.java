/**
 * Hosts code systems, value sets and concept maps in memory as one immutable snapshot.
 *
 * <p>Entry class: {@link org.priceunits.terminology.Terminology}, which is compiled from the stored
 * resources and answers the terminology operations. May depend on the domain and on {@code fhir};
 * knows neither pricing, nor Spring, nor HAPI's server.
 */
@NullMarked
package org.priceunits.terminology;

import org.jspecify.annotations.NullMarked;
