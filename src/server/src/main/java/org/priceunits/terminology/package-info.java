/**
 * Hosts code systems, value sets and concept maps in memory as one immutable snapshot.
 *
 * <p>Entry classes: {@link org.priceunits.terminology.KnowledgeSnapshot}, which is built from the
 * stored resources and replaced as a whole in {@link org.priceunits.terminology.Knowledge}, and its
 * {@link org.priceunits.terminology.Terminology}, which answers the terminology operations. May
 * depend on the domain and on {@code fhir.in}; knows neither Spring nor HAPI's server.
 */
@NullMarked
package org.priceunits.terminology;

import org.jspecify.annotations.NullMarked;
