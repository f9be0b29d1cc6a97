package org.priceunits.domain.product;

import org.jspecify.annotations.Nullable;

/**
 * An amount in another unit that is one billing unit of a code too: 1500 [iU] of J2790, whose unit
 * is 300 ug; 1125 mg of both drugs of J2543, whose description states two amounts.
 *
 * @param amount what is one billing unit
 * @param alone what would be one billing unit if a record stated the dose by one of several drugs;
 *     absent if the dose of the code is stated in one way only
 * @param source who states it
 */
public record UnitEquivalent(HcpcsDosage amount, @Nullable HcpcsDosage alone, String source) {}
