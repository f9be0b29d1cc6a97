package org.priceunits.terminology;

import java.util.function.BiFunction;

/**
 * The operations of {@link Terminology}. Each takes its Parameters as FHIR R4 defines them, and
 * accepts R5's names too.
 */
public enum TerminologyOperation {
  LOOKUP(Lookup::answer),
  VALIDATE_IN_CODE_SYSTEM(CodeValidation::inCodeSystem),
  VALIDATE_IN_VALUE_SET(CodeValidation::inValueSet),
  /**
   * Several validations in one call: each {@code validation} parameter holds the Parameters of one,
   * and the other parameters apply to all.
   */
  VALIDATE_BATCH(CodeValidation::batch),
  EXPAND(Expansion::answer),
  TRANSLATE(Translation::answer),
  SUBSUMES(Subsumption::answer);

  private final BiFunction<PooledWorkerContext, Query, org.hl7.fhir.r4.model.Resource> compute;

  TerminologyOperation(
      BiFunction<PooledWorkerContext, Query, org.hl7.fhir.r4.model.Resource> compute) {
    this.compute = compute;
  }

  org.hl7.fhir.r4.model.Resource compute(PooledWorkerContext context, Query query) {
    return compute.apply(context, query);
  }

  /** Returns true if {@code url} names a value set. */
  boolean isOnSet() {
    return this == EXPAND || this == VALIDATE_IN_VALUE_SET;
  }
}
