package org.priceunits.pricing.write;

import java.util.Date;
import org.hl7.fhir.r4.model.Reference;
import org.jspecify.annotations.Nullable;
import org.priceunits.domain.policy.PayerPolicy;

/**
 * The terms that a call states for all its claims.
 *
 * @param policy the payer's rules
 * @param institutional true for an institutional claim: revenue code and type of bill instead of
 *     place of service
 * @param typeOfBill type of bill of an institutional claim
 * @param coverage the coverage, if stated
 * @param provider the provider, if stated
 * @param created creation time of the claim
 * @param software name and version of the software that priced it
 */
public record ClaimTerms(
    PayerPolicy policy,
    boolean institutional,
    String typeOfBill,
    @Nullable Reference coverage,
    @Nullable Reference provider,
    Date created,
    String software) {}
