package org.priceunits.operation.capabilities;

import java.time.Instant;

/**
 * What runs here.
 *
 * @param version of the software, for example 0.1.0
 * @param released when this version was built
 */
public record Software(String name, String version, Instant released) {}
