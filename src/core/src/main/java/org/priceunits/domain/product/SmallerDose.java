package org.priceunits.domain.product;

import org.priceunits.domain.dose.Dose;

/**
 * The code of a smaller dose of a drug: J2788 is the mini dose of J2790's full one.
 *
 * @param code the code of the smaller dose
 * @param most the most that is billed with it
 */
public record SmallerDose(HcpcsCode code, Dose most) {}
