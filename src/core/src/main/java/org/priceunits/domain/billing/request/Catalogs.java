package org.priceunits.domain.billing.request;

import org.priceunits.domain.policy.FeeSchedule;
import org.priceunits.domain.policy.MedicallyUnlikelyEdits;
import org.priceunits.domain.policy.PolicyCatalog;
import org.priceunits.domain.product.CodeCatalog;
import org.priceunits.domain.product.ProductCatalog;

/** An immutable snapshot of all the reference data that pricing uses. */
public record Catalogs(
    CodeCatalog codes,
    ProductCatalog products,
    PolicyCatalog policies,
    FeeSchedule fees,
    MedicallyUnlikelyEdits ceilings) {}
