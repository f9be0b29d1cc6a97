package org.priceunits.domain.product;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * An amount in another unit that is one billing unit of a code too: 1500 [iU] of J2790, whose unit
 * is 300 ug; 1125 mg of both drugs of J2543, whose description states two amounts.
 *
 * @param amount what is one billing unit
 * @param alone what would be one billing unit if a record stated the dose by one of several drugs;
 *     absent if the dose of the code is stated in one way only
 * @param vial the billing units of the one vial that is sold; absent if there are several, or if it
 *     is not known
 * @param source who states it
 */
public record UnitEquivalent(
    HcpcsDosage amount, @Nullable HcpcsDosage alone, @Nullable BigDecimal vial, String source) {}
