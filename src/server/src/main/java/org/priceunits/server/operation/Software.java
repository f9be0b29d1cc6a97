package org.priceunits.server.operation;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The running software.
 *
 * @param version its version, for example 0.1.0
 * @param released release time of this version, if known
 */
public record Software(String name, String version, @Nullable Instant released) {}
