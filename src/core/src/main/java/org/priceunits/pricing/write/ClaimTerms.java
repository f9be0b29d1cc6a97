package org.priceunits.pricing.write;

import java.util.Date;
import org.hl7.fhir.r4.model.Reference;
import org.jspecify.annotations.Nullable;
import org.priceunits.domain.policy.PayerPolicy;

/**
 * What a call says of all its claims.
 *
 * @param policy the payer's rules
 * @param institutional a facility's claim: revenue code and type of bill instead of place of
 *     service
 * @param typeOfBill of an institutional claim
 * @param coverage where stated
 * @param provider where stated
 * @param created when the claim is written
 * @param software name and version that priced it
 */
public record ClaimTerms(
    PayerPolicy policy,
    boolean institutional,
    String typeOfBill,
    @Nullable Reference coverage,
    @Nullable Reference provider,
    Date created,
    String software) {}
