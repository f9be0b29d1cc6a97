package org.priceunits.examples;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hl7.fhir.r4.model.Binary;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.MedicationAdministration;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Parameters.ParametersParameterComponent;
import org.hl7.fhir.r4.model.PositiveIntType;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.Type;
import org.priceunits.fhir.Canonicals;
import org.priceunits.pricing.Administered;
import org.priceunits.x12.ToX12Operation;

/**
 * A request that a reader of the guide can send.
 *
 * <p>{@code Example.of("j9010-waste", "…", "R2").give(dose("10 mg").vial("30 mg")).code("J9010")}.
 */
public final class Example {
  /** The operations called. */
  public enum Operation {
    PRICE_UNITS("MedicationAdministration/$price-units"),
    CHECK_UNITS("Claim/$check-units"),
    TO_X12("Claim/$to-x12");

    private final String path;

    Operation(String path) {
      this.path = path;
    }

    /** Returns the path below the FHIR base. */
    public String path() {
      return path;
    }
  }

  private final String id;
  private final String title;
  private final List<String> rules;
  private final List<Resource> stored = new ArrayList<>();
  private final Map<String, String> query = new LinkedHashMap<>();
  private Operation operation = Operation.PRICE_UNITS;
  private int status = 200;
  private boolean invalid;
  private Resource body = new Parameters();

  private Example(String id, String title, List<String> rules) {
    this.id = id;
    this.title = title;
    this.rules = rules;
  }

  /**
   * @param title what the example shows, as one sentence
   * @param rules codes of the billing rules that decide it
   */
  static Example of(String id, String title, String... rules) {
    return new Example(id, title, List.of(rules));
  }

  /** Adds the administrations, inline, for Medicare. */
  Example give(Administered... administrations) {
    return administrations("medicare", administrations);
  }

  Example administrations(String payer, Administered... administrations) {
    if (!payer.isEmpty()) {
      with("payer", new CodeType(payer));
    }
    for (Administered administered : administrations) {
      resource("administration", administered.record());
    }
    return this;
  }

  Example code(String hcpcs) {
    return with("billingCode", new Coding(Canonicals.HCPCS, hcpcs, null));
  }

  Example with(String name, Type value) {
    parameters().addParameter().setName(name).setValue(value);
    return this;
  }

  Example resource(String name, Resource resource) {
    parameters().addParameter().setName(name).setResource(resource);
    return this;
  }

  /** Adds a statement about the only administration: {@code discarded} and one container. */
  Example statement(String discarded, String vial) {
    ParametersParameterComponent statement = parameters().addParameter().setName("statement");
    if (!discarded.isEmpty()) {
      statement.addPart().setName("discarded").setValue(Administered.quantity(discarded));
    }
    if (!vial.isEmpty()) {
      Quantity size = Administered.quantity(vial);
      ParametersParameterComponent container = statement.addPart().setName("container");
      container.addPart().setName("size").setValue(size);
      container.addPart().setName("count").setValue(new PositiveIntType(1));
      container.addPart().setName("kind").setValue(new CodeType("single-dose"));
    }
    return this;
  }

  /** States the code of one of several administrations. */
  Example statedCode(String administration, String hcpcs) {
    ParametersParameterComponent statement = parameters().addParameter().setName("statement");
    statement.addPart().setName("administration").setValue(new Reference(administration));
    statement.addPart().setName("billingCode").setValue(new Coding(Canonicals.HCPCS, hcpcs, null));
    return this;
  }

  Example query(String name, String value) {
    query.put(name, value);
    return this;
  }

  /** Sets a body that is not Parameters. */
  Example body(Resource resource) {
    body = resource;
    return this;
  }

  /** Adds resources stored before the request and deleted after it. */
  Example stored(Resource... resources) {
    stored.addAll(List.of(resources));
    return this;
  }

  /** Marks the request as deliberately invalid FHIR. */
  Example invalid() {
    invalid = true;
    return this;
  }

  /** Expects the whole call to be refused with this HTTP status. */
  Example refused(int httpStatus) {
    status = httpStatus;
    return this;
  }

  /** Checks a claim against the administrations given. */
  Example check(Resource claim) {
    operation = Operation.CHECK_UNITS;
    parameters()
        .getParameter()
        .add(0, new ParametersParameterComponent().setName("claim").setResource(claim));
    return this;
  }

  /** Checks an X12 file against the administrations given. */
  Example checkX12(String file) {
    operation = Operation.CHECK_UNITS;
    Binary binary = new Binary();
    binary
        .setContentType(ToX12Operation.MEDIA_TYPE)
        .setData(file.getBytes(StandardCharsets.US_ASCII));
    return resource("x12", binary);
  }

  /** Writes claims as X12. */
  Example toX12(Parameters call) {
    operation = Operation.TO_X12;
    return body(call);
  }

  public String id() {
    return id;
  }

  public String title() {
    return title;
  }

  public List<String> rules() {
    return rules;
  }

  public Operation operation() {
    return operation;
  }

  boolean isInvalid() {
    return invalid;
  }

  /** Returns the HTTP status of the answer. */
  public int status() {
    return status;
  }

  /** Returns the resources to store before the request is sent, which are deleted after it. */
  public List<Resource> stored() {
    return stored;
  }

  public Map<String, String> query() {
    return query;
  }

  /** Returns the request's body; its id is that of the example. */
  public Resource request() {
    if (!(body instanceof MedicationAdministration)) {
      body.setId(id + "-request");
    }
    return body;
  }

  Parameters parameters() {
    return (Parameters) body;
  }

  @Override
  public String toString() {
    return id;
  }
}
