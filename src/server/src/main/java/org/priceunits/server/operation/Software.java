package org.priceunits.server.operation;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What runs here.
 *
 * @param version of the software, for example 0.1.0
 * @param released when this version was released, where that is known
 */
public record Software(String name, String version, @Nullable Instant released) {}
