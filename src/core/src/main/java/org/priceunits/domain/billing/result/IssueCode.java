package org.priceunits.domain.billing.result;

import java.util.Locale;

/**
 * All issues that pricing, the claim check and the writing of X12 can report. The name of a
 * constant is its code in the hosted CodeSystem {@code price-units-issue}, which also defines its
 * meaning.
 */
public enum IssueCode {
  CODE_TERMINATED(Severity.ERROR, "business-rule"),
  CODE_NOT_YET_EFFECTIVE(Severity.ERROR, "business-rule"),
  CODE_UNKNOWN(Severity.ERROR, "code-invalid"),
  CODE_AMBIGUOUS(Severity.ERROR, "multiple-matches"),
  BILLING_CODE_MISMATCH(Severity.ERROR, "conflict"),
  CODE_WITHOUT_DOSAGE(Severity.ERROR, "not-supported"),
  PRODUCT_UNKNOWN(Severity.ERROR, "not-found"),
  PRODUCT_WITHOUT_CODE(Severity.ERROR, "business-rule"),
  DOSE_MISSING(Severity.ERROR, "required"),
  DOSE_INVALID(Severity.ERROR, "value"),
  DOSE_UNIT_MISSING(Severity.ERROR, "required"),
  DOSE_UNIT_NOT_CONVERTIBLE(Severity.ERROR, "value"),
  DOSE_EXCEEDS_CONTAINERS(Severity.ERROR, "business-rule"),
  DATE_MISSING(Severity.ERROR, "required"),
  DATE_INVALID(Severity.ERROR, "value"),
  DATE_AMBIGUOUS(Severity.ERROR, "value"),
  DISCARD_WITHOUT_ADMINISTRATION(Severity.ERROR, "business-rule"),
  DISCARD_INVALID(Severity.ERROR, "value"),
  TOO_MANY_MODIFIERS(Severity.ERROR, "business-rule"),
  MODIFIER_NOT_VALID(Severity.ERROR, "code-invalid"),
  MODIFIER_CONFLICT(Severity.ERROR, "conflict"),
  PAYER_UNKNOWN(Severity.ERROR, "code-invalid"),
  PAYER_RULE_NOT_IN_FORCE(Severity.ERROR, "business-rule"),
  PLACE_OF_SERVICE_NOT_VALID(Severity.ERROR, "code-invalid"),
  PARAMETER_NOT_VALID(Severity.ERROR, "invalid"),
  NDC_INVALID(Severity.ERROR, "code-invalid"),
  NDC_MISSING(Severity.ERROR, "required"),
  PATIENT_MISSING(Severity.ERROR, "required"),
  PATIENT_MISMATCH(Severity.ERROR, "conflict"),
  REFERENCE_NOT_FOUND(Severity.ERROR, "not-found"),
  DUPLICATE_ADMINISTRATION(Severity.ERROR, "duplicate"),
  RESOURCE_VERSIONS_DIFFER(Severity.ERROR, "conflict"),
  EVENT_PARTS_DIFFER(Severity.ERROR, "conflict"),
  ADMINISTRATION_MISSING(Severity.ERROR, "required"),
  RECORD_NOT_READABLE(Severity.ERROR, "structure"),
  TOO_MANY_ADMINISTRATIONS(Severity.ERROR, "too-long"),
  EXTENSION_UNKNOWN(Severity.ERROR, "extension"),
  MODIFIER_EXTENSION_UNKNOWN(Severity.ERROR, "extension"),
  UNITS_TOO_HIGH(Severity.ERROR, "business-rule"),
  UNITS_TOO_LOW(Severity.ERROR, "business-rule"),
  DISCARD_MODIFIER_MISSING(Severity.ERROR, "business-rule"),
  DISCARD_MODIFIER_NOT_ALLOWED(Severity.ERROR, "business-rule"),
  DISCARD_UNITS_WRONG(Severity.ERROR, "business-rule"),
  DISTINCT_NOT_SUPPORTED(Severity.ERROR, "business-rule"),
  MODIFIER_MISSING(Severity.ERROR, "business-rule"),
  NDC_DIFFERS(Severity.ERROR, "conflict"),
  NDC_QUANTITY_DIFFERS(Severity.ERROR, "conflict"),
  QUANTITY_UNIT_DIFFERS(Severity.ERROR, "conflict"),
  CODE_NOT_VALID_ON_DATE(Severity.ERROR, "code-invalid"),
  CODE_DIFFERS(Severity.ERROR, "conflict"),
  DATE_DIFFERS(Severity.ERROR, "conflict"),
  LINE_WITHOUT_ADMINISTRATION(Severity.ERROR, "business-rule"),
  ADMINISTRATION_NOT_BILLED(Severity.ERROR, "business-rule"),
  DUPLICATE_LINE(Severity.ERROR, "duplicate"),
  PRICE_DIFFERS(Severity.ERROR, "conflict"),
  CLAIM_LIMIT_EXCEEDED(Severity.ERROR, "business-rule"),
  LINE_UNITS_EXCEEDED(Severity.ERROR, "business-rule"),
  X12_DATA_MISSING(Severity.ERROR, "required"),
  X12_VALUE_NOT_VALID(Severity.ERROR, "value"),
  X12_NOT_READABLE(Severity.ERROR, "structure"),
  CHARGE_MISSING(Severity.ERROR, "required"),

  WASTE_UNKNOWN(Severity.WARNING, "incomplete"),
  WASTE_UNACCOUNTED(Severity.WARNING, "incomplete"),
  CONTAINER_KIND_UNKNOWN(Severity.WARNING, "incomplete"),
  OVERFILL_IGNORED(Severity.WARNING, "business-rule"),
  AVOIDABLE_WASTE(Severity.WARNING, "business-rule"),
  MULTI_DOSE_WASTE_NOT_BILLABLE(Severity.WARNING, "business-rule"),
  WASTE_NOT_BILLED(Severity.WARNING, "business-rule"),
  DISPENSE_NOT_USED(Severity.WARNING, "incomplete"),
  STOPPED_ADMINISTRATION_REVIEW(Severity.WARNING, "business-rule"),
  POSSIBLE_REPEAT(Severity.WARNING, "duplicate"),
  MORE_ADMINISTRATIONS_THAT_DAY(Severity.WARNING, "incomplete"),
  BUNDLE_INCOMPLETE(Severity.WARNING, "incomplete"),
  NDC_CODE_MISMATCH(Severity.WARNING, "conflict"),
  NDC_LEFT_OUT(Severity.WARNING, "code-invalid"),
  ROUTE_CODE_MISMATCH(Severity.WARNING, "conflict"),
  INGREDIENT_NOT_BILLED(Severity.WARNING, "incomplete"),
  GIVEN_DIFFERENTLY(Severity.WARNING, "business-rule"),
  DRUG_NOT_BOUGHT(Severity.WARNING, "business-rule"),
  FORMULATION_ASSUMED(Severity.WARNING, "incomplete"),
  UNIT_CEILING_EXCEEDED(Severity.WARNING, "business-rule"),
  LINE_EXCEEDS_CLAIM_LIMIT(Severity.WARNING, "business-rule"),
  LINE_EXCEEDS_USUAL_UNITS(Severity.WARNING, "business-rule"),
  FACILITY_BILLS_DRUG(Severity.WARNING, "business-rule"),
  PROVIDER_UNKNOWN(Severity.WARNING, "incomplete"),
  COVERAGE_UNKNOWN(Severity.WARNING, "incomplete"),
  COVERAGE_NOT_IN_FORCE(Severity.WARNING, "business-rule"),
  PAYER_DIFFERS(Severity.WARNING, "conflict"),
  RESOURCE_WITHDRAWN(Severity.WARNING, "business-rule"),
  DISCARD_REASON_UNKNOWN(Severity.WARNING, "incomplete"),
  ALREADY_BILLED(Severity.WARNING, "duplicate"),
  DATE_IN_FUTURE(Severity.WARNING, "business-rule"),
  SETTING_NOT_BILLABLE(Severity.WARNING, "business-rule"),
  UNCLASSIFIED_CODE(Severity.WARNING, "business-rule"),
  MODIFIER_ORDER(Severity.WARNING, "business-rule"),
  MODIFIER_UNEXPECTED(Severity.WARNING, "business-rule"),
  DISCARD_MODIFIER_UNCONFIRMED(Severity.WARNING, "incomplete"),
  NDC_UNCONFIRMED(Severity.WARNING, "incomplete"),
  PLACE_OF_SERVICE_DIFFERS(Severity.WARNING, "conflict"),
  REVENUE_CODE_DIFFERS(Severity.WARNING, "conflict"),
  DESCRIPTION_DIFFERS(Severity.WARNING, "conflict"),
  PRICE_ABOVE_LIMIT(Severity.WARNING, "business-rule"),
  X12_LEFT_OUT(Severity.WARNING, "incomplete"),
  VOIDED_DOSE_NOT_BILLED(Severity.WARNING, "business-rule"),

  STATUS_NOT_BILLABLE(Severity.INFORMATION, "informational"),
  PART_OF_EVENT(Severity.INFORMATION, "informational"),
  CLAIM_SPLIT(Severity.INFORMATION, "informational"),
  PRICE_NOT_FOUND(Severity.INFORMATION, "informational"),
  WASTE_DERIVED(Severity.INFORMATION, "informational"),
  CONTAINERS_FROM_DISPENSE(Severity.INFORMATION, "informational"),
  PAYER_ASSUMED(Severity.INFORMATION, "informational"),
  PLACE_ASSUMED(Severity.INFORMATION, "informational"),
  PAYER_RULE_NOT_PUBLISHED(Severity.INFORMATION, "informational"),
  DOSE_UNIT_ASSUMED(Severity.INFORMATION, "informational"),
  AMOUNT_ROUNDED(Severity.INFORMATION, "informational"),
  DOSE_FROM_RATE(Severity.INFORMATION, "informational"),
  DATE_FROM_UTC(Severity.INFORMATION, "informational"),
  NDC_UNKNOWN(Severity.INFORMATION, "informational"),
  NDC_QUANTITY_UNKNOWN(Severity.INFORMATION, "informational"),
  PACKAGE_ON_NO_LINE(Severity.WARNING, "informational"),
  CONTAINER_KIND_FROM_SOURCE(Severity.INFORMATION, "informational"),
  DIAGNOSIS_MISSING(Severity.INFORMATION, "informational"),
  PACKAGE_LEFT_CROSSWALK(Severity.INFORMATION, "informational"),
  DRUG_MAY_BE_FREE(Severity.INFORMATION, "informational"),
  ADMINISTRATION_NOT_IDENTIFIED(Severity.INFORMATION, "informational"),
  DISCARD_MODIFIER_OPTIONAL(Severity.INFORMATION, "informational"),
  ADMINISTRATION_ON_OTHER_CLAIM(Severity.INFORMATION, "informational"),
  LINE_NOT_CHECKED(Severity.INFORMATION, "informational"),
  PATIENT_NOT_COMPARED(Severity.INFORMATION, "informational"),
  CLAIM_REPLACED(Severity.INFORMATION, "informational"),
  CHANGED_CLAIM_NOT_FOUND(Severity.INFORMATION, "informational"),
  X12_TEXT_REWRITTEN(Severity.INFORMATION, "informational");

  /**
   * An error refuses an administration or fails a claim check, a warning asks for review, and
   * information states an assumption.
   */
  public enum Severity {
    ERROR,
    WARNING,
    INFORMATION
  }

  private final Severity severity;
  private final String issueType;
  private final String code;

  IssueCode(Severity severity, String issueType) {
    this.severity = severity;
    this.issueType = issueType;
    this.code = name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Returns the severity, the same wherever the issue is raised. */
  public Severity severity() {
    return severity;
  }

  /** Returns the matching code of FHIR's issue-type value set. */
  public String issueType() {
    return issueType;
  }

  /** Returns the code as published: {@code waste-unknown}. */
  public String code() {
    return code;
  }
}
