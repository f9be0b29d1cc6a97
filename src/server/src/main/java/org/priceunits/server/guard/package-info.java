/**
 * Checks a request before it reaches HAPI's parser and the store: size, content type, nesting,
 * numbers that no parser should expand, patches, and the entries of a Bundle. NDJSON of any length
 * does not come here: {@link org.priceunits.bulk.RecordScan} holds each of its lines to the same
 * limits.
 *
 * <p>Entry: {@link org.priceunits.server.guard.GuardConfig}. Depends on HAPI, on core's {@code
 * fhir}, on {@code server.operation} for the URL of an entry, on {@code server.settings} and on the
 * servlet API.
 */
@NullMarked
package org.priceunits.server.guard;

import org.jspecify.annotations.NullMarked;
