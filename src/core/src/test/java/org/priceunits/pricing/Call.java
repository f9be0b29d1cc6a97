package org.priceunits.pricing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.ChargeItem;
import org.hl7.fhir.r4.model.Claim;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.MedicationAdministration;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome.OperationOutcomeIssueComponent;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Parameters.ParametersParameterComponent;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.Type;
import org.priceunits.ShippedKnowledge;
import org.priceunits.domain.billing.result.IssueCode;
import org.priceunits.fhir.Canonicals;
import org.priceunits.ig.OfflineValidator;
import org.priceunits.knowledge.PricingKnowledge;
import org.priceunits.units.UcumUnits;

/**
 * A fluent description of a call: {@code Call.of(Administered.dose("10
 * mg")).code("J9010").lines("J9010 1")}.
 */
final class Call {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-24T12:00:00Z"), ZoneOffset.UTC);

  private final MemoryStore store = new MemoryStore();
  private final Map<String, String[]> query = new HashMap<>();
  private Resource body;
  private MedicationAdministration instance;
  private ZoneId siteZone;
  private PricingKnowledge knowledge = ShippedKnowledge.pricing();
  private Parameters answer;

  private Call(Resource body) {
    this.body = body;
  }

  /** Creates Parameters with these administrations, for Medicare. */
  static Call of(Administered... administrations) {
    Call call = new Call(new Parameters());
    Arrays.stream(administrations).forEach(a -> call.resource("administration", a.record()));
    return call.with("payer", new CodeType("medicare"));
  }

  /** Creates a call with any body, or none. */
  static Call body(Resource body) {
    return new Call(body);
  }

  Call with(String name, Type value) {
    ((Parameters) body).addParameter().setName(name).setValue(value);
    return this;
  }

  Call code(String code) {
    return with("billingCode", new Coding(Canonicals.HCPCS, code, null));
  }

  Call resource(String name, Resource resource) {
    ((Parameters) body).addParameter().setName(name).setResource(resource);
    return this;
  }

  /** Adds a statement about an administration, or about the only one if the reference is blank. */
  Statement statement(String reference) {
    ParametersParameterComponent statement = ((Parameters) body).addParameter();
    statement.setName("statement");
    if (!reference.isEmpty()) {
      statement.addPart().setName("administration").setValue(new Reference(reference));
    }
    return new Statement(this, statement);
  }

  /** The parts of a statement. */
  record Statement(Call call, ParametersParameterComponent parameter) {
    Statement part(String name, Type value) {
      parameter.addPart().setName(name).setValue(value);
      return this;
    }

    Statement discarded(String amount) {
      return part("discarded", Administered.quantity(amount));
    }

    /** Adds a container with parts of its own. */
    Statement container(Map<String, Type> parts) {
      ParametersParameterComponent container = parameter.addPart().setName("container");
      parts.forEach((name, value) -> container.addPart().setName(name).setValue(value));
      return this;
    }

    Call end() {
      return call;
    }
  }

  Call query(String name, String... values) {
    query.put(name, values);
    return this;
  }

  Call stored(Resource... resources) {
    Arrays.stream(resources).forEach(store::put);
    return this;
  }

  Call instance(Administered administered) {
    instance = administered.record();
    store.put(instance);
    return this;
  }

  Call siteZone(String zone) {
    siteZone = ZoneId.of(zone);
    return this;
  }

  /** Prices with more knowledge than the shipped one. */
  Call knowing(PricingKnowledge more) {
    knowledge = more;
    return this;
  }

  Parameters answer() {
    if (answer == null) {
      answer =
          new PriceUnitsOperation(
                  () -> knowledge, new UcumUnits(), CLOCK, siteZone, "price-units test")
              .answer(new CallInputs().query(query).body(body).stored(instance), store);
    }
    return answer;
  }

  List<Claim> claims() {
    return resources(Claim.class);
  }

  List<ChargeItem> chargeItems() {
    return resources(ChargeItem.class);
  }

  /** Asserts all charge items in order, as {@code J9010 2 JW}. */
  Call charges(String... expected) {
    assertThat(chargeItems().stream().map(Call::shown)).containsExactly(expected);
    return this;
  }

  private static String shown(ChargeItem charge) {
    StringBuilder line =
        new StringBuilder(charge.getCode().getCodingFirstRep().getCode())
            .append(' ')
            .append(charge.getQuantity().getValue().toPlainString());
    charge
        .getExtensionsByUrl(Canonicals.extension("modifier"))
        .forEach(
            m ->
                line.append(' ')
                    .append(((CodeableConcept) m.getValue()).getCodingFirstRep().getCode()));
    return line.toString();
  }

  /** Returns the transaction that stores what was priced; null if there is none. */
  Bundle transaction() {
    return answer().getParameter().stream()
        .filter(p -> p.getName().equals("transaction"))
        .map(p -> (Bundle) p.getResource())
        .findFirst()
        .orElse(null);
  }

  Claim claim() {
    assertThat(claims()).hasSize(1);
    return claims().get(0);
  }

  private <T extends Resource> List<T> resources(Class<T> type) {
    return answer().getParameter().stream()
        .map(ParametersParameterComponent::getResource)
        .filter(type::isInstance)
        .map(type::cast)
        .toList();
  }

  /** Asserts all lines in claim order, as {@code J9010 2 JW}. */
  Call lines(String... expected) {
    List<String> lines = new ArrayList<>();
    claims().forEach(c -> c.getItem().forEach(i -> lines.add(shown(i))));
    assertThat(lines).containsExactly(expected);
    return this;
  }

  private static String shown(Claim.ItemComponent item) {
    StringBuilder line =
        new StringBuilder(item.getProductOrService().getCodingFirstRep().getCode())
            .append(' ')
            .append(item.getQuantity().getValue().toPlainString());
    item.getModifier().forEach(m -> line.append(' ').append(m.getCodingFirstRep().getCode()));
    return line.toString();
  }

  /** Asserts the status of each result, in order. */
  Call statuses(String... expected) {
    assertThat(
            answer().getParameter().stream()
                .filter(p -> p.getName().equals("result"))
                .map(
                    p ->
                        p.getPart().stream()
                            .filter(part -> part.getName().equals("status"))
                            .findFirst()
                            .orElseThrow()
                            .getValue()
                            .primitiveValue()))
        .containsExactly(expected);
    return this;
  }

  /** Asserts that the issues are reported, each at least once and with the published severity. */
  Call says(String... codes) {
    assertThat(issueCodes(outcome())).contains(codes);
    outcome().getIssue().forEach(Call::assertPublished);
    return this;
  }

  Call neverSays(String... codes) {
    assertThat(issueCodes(outcome())).doesNotContain(codes);
    return this;
  }

  /** Asserts the location of the first issue with the code. */
  Call at(String code, String expression) {
    assertThat(issue(outcome(), code).getExpression().get(0).getValue()).isEqualTo(expression);
    return this;
  }

  /** Returns the first issue with the code. */
  OperationOutcomeIssueComponent issue(String code) {
    return issue(outcome(), code);
  }

  String text(String code) {
    return issue(outcome(), code).getDetails().getText();
  }

  /** Returns the texts of all issues with the code. */
  List<String> texts(String code) {
    return outcome().getIssue().stream()
        .filter(i -> code.equals(i.getDetails().getCodingFirstRep().getCode()))
        .map(i -> i.getDetails().getText())
        .toList();
  }

  /** Asserts that no issue is repeated for the same location. */
  Call repeatsNothing() {
    List<String> said =
        outcome().getIssue().stream()
            .map(
                i ->
                    i.getDetails().getCodingFirstRep().getCode()
                        + i.getDetails().getText()
                        + i.getExpression())
            .toList();
    assertThat(said).doesNotHaveDuplicates();
    return this;
  }

  /** Asserts that answer and claims are valid R4 and conform to the project's own profile. */
  Call valid() {
    assertThat(OfflineValidator.shared().errors(answer())).isEmpty();
    return this;
  }

  /** Asserts that the whole call is refused. */
  void refused(CallRefusedException.Reason reason, String code, String expression) {
    CallRefusedException refusal = catchThrowableOfType(this::answer, CallRefusedException.class);
    assertThat(refusal).as("refusal").isNotNull();
    assertThat(refusal.reason()).isEqualTo(reason);
    OperationOutcomeIssueComponent issue = issue(refusal.outcome(), code);
    assertPublished(issue);
    if (!expression.isEmpty()) {
      assertThat(issue.getExpression().get(0).getValue()).isEqualTo(expression);
    }
  }

  OperationOutcome outcome() {
    List<OperationOutcome> outcomes = resources(OperationOutcome.class);
    assertThat(outcomes).hasSize(1);
    return outcomes.get(0);
  }

  private static List<String> issueCodes(OperationOutcome outcome) {
    return outcome.getIssue().stream()
        .map(i -> String.valueOf(i.getDetails().getCodingFirstRep().getCode()))
        .toList();
  }

  private static OperationOutcomeIssueComponent issue(OperationOutcome outcome, String code) {
    return outcome.getIssue().stream()
        .filter(i -> code.equals(i.getDetails().getCodingFirstRep().getCode()))
        .findFirst()
        .orElseThrow(() -> new AssertionError(code + " is not in " + issueCodes(outcome)));
  }

  private static void assertPublished(OperationOutcomeIssueComponent issue) {
    String code = issue.getDetails().getCodingFirstRep().getCode();
    if (code == null) {
      return;
    }
    IssueCode published =
        Arrays.stream(IssueCode.values())
            .filter(c -> c.code().equals(code))
            .findFirst()
            .orElseThrow();
    assertThat(issue.getSeverity().toCode()).isEqualToIgnoringCase(published.severity().name());
    assertThat(issue.getDetails().getText()).endsWith(".");
  }
}
