package org.priceunits.domain.billing;

/**
 * The rules that a line's working cites. CodeSystem {@code billing-rule} holds the text and the
 * source of each.
 */
public enum BillingRule {
  R1,
  R2,
  R3,
  R4,
  R5,
  R6,
  R7,
  R8,
  R9,
  R10,
  R11,
  R12,
  R13,
  R14,
  R15,
  R16,
  R17,
  R18
}
