/**
 * The running server: Spring Boot, HAPI's JPA storage, the FHIR endpoint and its operations.
 *
 * <p>Entry: {@link org.priceunits.server.PriceUnitsServer}. The only package (with its
 * sub-packages) that contains Spring configuration; it may depend on every other package, and none
 * depends on it.
 */
@NullMarked
package org.priceunits.server;

import org.jspecify.annotations.NullMarked;
