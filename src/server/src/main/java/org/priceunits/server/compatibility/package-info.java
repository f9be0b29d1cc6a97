/**
 * What HAPI 8.8 lacks with HL7's library 6.10, which closes faults of the one that HAPI names:
 * methods that the newer interfaces ask for.
 *
 * <p>Entry: {@link org.priceunits.server.compatibility.CompatibilityConfig}.
 */
@org.jspecify.annotations.NullMarked
package org.priceunits.server.compatibility;
