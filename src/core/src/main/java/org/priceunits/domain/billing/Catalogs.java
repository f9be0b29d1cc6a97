package org.priceunits.domain.billing;

import org.priceunits.domain.policy.FeeSchedule;
import org.priceunits.domain.policy.PolicyCatalog;
import org.priceunits.domain.policy.UnitCeilings;
import org.priceunits.domain.product.CodeCatalog;
import org.priceunits.domain.product.ProductCatalog;

/** Everything that pricing knows, as one immutable snapshot. */
public record Catalogs(
    CodeCatalog codes,
    ProductCatalog products,
    PolicyCatalog policies,
    FeeSchedule fees,
    UnitCeilings ceilings) {}
