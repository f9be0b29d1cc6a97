/**
 * ASC X12 005010 837, professional (X222A1) and institutional (X223A2): Claims and what they refer
 * to in, interchanges or the complete list of what they lack out, and back. Segment and element
 * codes are facts; the words here are ours.
 *
 * <p>Entry: {@link org.priceunits.x12.ToX12Operation} and {@link org.priceunits.x12.X12Reader}. May
 * depend on {@code pricing} and all that {@code pricing} sees.
 */
@org.jspecify.annotations.NullMarked
package org.priceunits.x12;
