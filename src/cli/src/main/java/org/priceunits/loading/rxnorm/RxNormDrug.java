package org.priceunits.loading.rxnorm;

import java.util.Set;
import org.priceunits.domain.product.Ndc;

/**
 * A concept of RxNorm, and the packages that it covers.
 *
 * @param code its RxNorm code
 * @param termType IN, PIN, MIN, BN, SCDC, SCD, SBDC, SBD, GPCK or BPCK
 * @param name NLM's name
 * @param packages the packages of the drug, as far as they were asked for
 */
public record RxNormDrug(String code, String termType, String name, Set<Ndc> packages) {
  public RxNormDrug {
    packages = Set.copyOf(packages);
  }
}
