package org.priceunits.pricing;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DateType;
import org.hl7.fhir.r4.model.MedicationAdministration;
import org.hl7.fhir.r4.model.Parameters.ParametersParameterComponent;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.Type;
import org.jspecify.annotations.Nullable;
import org.priceunits.fhir.Canonicals;

/**
 * The inputs of one call of {@code $price-units}, by the names of its OperationDefinition: a body,
 * and further inputs from a query string, from command-line options or from a Java program. Nothing
 * is checked here; the call refuses what it cannot use.
 */
public final class CallInputs {
  private static final Set<String> REFERENCES = Set.of("coverage", "provider");

  private final List<Input> inputs = new ArrayList<>();
  private @Nullable Resource body;
  private @Nullable MedicationAdministration stored;

  /**
   * A single input.
   *
   * @param path FHIRPath in the body of the call; empty if it does not come from a body
   */
  public record Input(String path, ParametersParameterComponent parameter) {}

  /**
   * Sets the body.
   *
   * @param resource Parameters, MedicationAdministration or Bundle; null for a call without a body
   */
  public CallInputs body(@Nullable Resource resource) {
    body = resource;
    return this;
  }

  /** Sets the stored administration that the URL of the call names; null at type level. */
  public CallInputs stored(@Nullable MedicationAdministration administration) {
    stored = administration;
    return this;
  }

  /** Adds the parameters of a query string; names with an underscore are HAPI's own. */
  public CallInputs query(Map<String, String[]> parameters) {
    parameters.forEach(
        (name, values) -> {
          if (!name.startsWith("_")) {
            for (String value : values) {
              add("http." + name, name, ofQuery(name, value));
            }
          }
        });
    return this;
  }

  /** Adds inputs of another operation that have the same meaning here. */
  public CallInputs all(List<Input> further) {
    inputs.addAll(further);
    return this;
  }

  /** Sets the payer by its code, such as {@code medicare}. */
  public CallInputs payer(String code) {
    return add("payer", new CodeType(code));
  }

  /**
   * Sets the HCPCS code that bills the one drug of the call.
   *
   * @param hcpcs the code, or {@code system|code}
   */
  public CallInputs billingCode(String hcpcs) {
    return add("billingCode", ofQuery("billingCode", hcpcs));
  }

  /** Sets the claim type: {@code professional} or {@code institutional}. */
  public CallInputs claimType(String code) {
    return add("claimType", new CodeType(code));
  }

  /** Sets CMS's place-of-service code for all administrations. */
  public CallInputs placeOfService(String code) {
    return add("placeOfService", new CodeType(code));
  }

  /** Sets the NUBC type of bill of an institutional claim, such as {@code 0131}. */
  public CallInputs typeOfBill(String code) {
    return add("typeOfBill", new CodeType(code));
  }

  /** Sets the patient's coverage, for the payer and the claim. */
  public CallInputs coverage(Reference coverage) {
    return add("coverage", coverage);
  }

  /** Sets who bills. */
  public CallInputs provider(Reference provider) {
    return add("provider", provider);
  }

  /** Adds a modifier for every line. */
  public CallInputs modifier(String code) {
    return add("modifier", new CodeType(code));
  }

  /** Sets the site's IANA time zone. */
  public CallInputs timeZone(String zone) {
    return add("timeZone", new CodeType(zone));
  }

  /** Limits the reference data to what had been published by a day. */
  public CallInputs asOf(LocalDate day) {
    return add("asOf", new DateType(day.toString()));
  }

  /** Asks for Claims, ChargeItems or both. */
  public CallInputs as(PricedAs resources) {
    return add("as", new CodeType(resources.code()));
  }

  /** Asks for the price of each line on its ChargeItem, in place of the fee's. */
  public CallInputs priceOverride() {
    return add("priceOverride", new BooleanType(true));
  }

  /** Also requests a transaction Bundle that stores the claims and charge items. */
  public CallInputs asTransaction() {
    return add("asTransaction", new BooleanType(true));
  }

  private CallInputs add(String name, Type value) {
    return add("", name, value);
  }

  private CallInputs add(String path, String name, Type value) {
    inputs.add(new Input(path, new ParametersParameterComponent().setName(name).setValue(value)));
    return this;
  }

  /** A query string holds text alone: references, and codes that may be {@code system|code}. */
  private static Type ofQuery(String name, String value) {
    if (REFERENCES.contains(name)) {
      return new Reference(value);
    }
    int bar = value.indexOf('|');
    return name.equals("billingCode") && bar >= 0 && Canonicals.isHcpcs(value.substring(0, bar))
        ? new Coding(value.substring(0, bar), value.substring(bar + 1), null)
        : new StringType(value);
  }

  List<Input> inputs() {
    return inputs;
  }

  @Nullable Resource body() {
    return body;
  }

  @Nullable MedicationAdministration stored() {
    return stored;
  }
}
