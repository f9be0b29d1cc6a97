package org.priceunits.pricing;

import static org.priceunits.pricing.Administered.dose;
import static org.priceunits.pricing.Administered.quantity;
import static org.priceunits.pricing.CallRefusedException.Reason.NOT_USABLE;

import java.util.Map;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Parameters.ParametersParameterComponent;
import org.hl7.fhir.r4.model.PositiveIntType;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Type;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.priceunits.fhir.Canonicals;

/** Tests that no part of a statement outranks its twin: which of two is right is not known. */
class StatedPartsAreSentOnceTest {
  private static final Map<String, Type> VALUES =
      Map.of(
          "administration", new Reference("MedicationAdministration/a1"),
          "discarded", quantity("10 mg"),
          "distinct", new CodeType("59"),
          "billingCode", new Coding(Canonicals.HCPCS, "J9010", null),
          "ndc", new CodeType("58468-0200-01"),
          "size", quantity("30 mg"),
          "count", new PositiveIntType(1),
          "kind", new CodeType("single-dose"),
          "shared", new BooleanType(false));

  private static Call call() {
    return Call.of(dose("10 mg").id("a1"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"administration", "discarded", "distinct", "billingCode"})
  void aPartOfAStatementThatIsSentTwiceIsRefused(String name) {
    call()
        .statement("")
        .part(name, VALUES.get(name))
        .part(name, VALUES.get(name))
        .end()
        .refused(NOT_USABLE, "parameter-not-valid", "Parameters.parameter[2].part[1]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ndc", "size", "count", "kind", "shared"})
  void aPartOfAContainerThatIsSentTwiceIsRefused(String name) {
    Call.Statement statement = call().statement("");
    ParametersParameterComponent container = statement.parameter().addPart().setName("container");
    container.addPart().setName(name).setValue(VALUES.get(name));
    container.addPart().setName(name).setValue(VALUES.get(name));
    statement
        .end()
        .refused(NOT_USABLE, "parameter-not-valid", "Parameters.parameter[2].part[0].part[1]");
  }

  @Test
  void containersAndModifiersMayBeSeveral() {
    call()
        .code("J9010")
        .statement("")
        .container(Map.of("size", quantity("10 mg"), "kind", new CodeType("single-dose")))
        .container(Map.of("size", quantity("10 mg"), "kind", new CodeType("single-dose")))
        .part("modifier", new CodeType("KX"))
        .part("modifier", new CodeType("GA"))
        .end()
        .lines("J9010 1 KX GA", "J9010 1 JW KX GA");
  }
}
