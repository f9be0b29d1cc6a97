package org.priceunits.server.guard;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ca.uhn.fhir.rest.server.exceptions.UnprocessableEntityException;
import org.hl7.fhir.r4.model.DecimalType;
import org.hl7.fhir.r4.model.Dosage;
import org.hl7.fhir.r4.model.Element;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ValueGuardTest {
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3})
  void aNumberIsFoundInTheExtensionOfEveryKindOfElement(int place) {
    MedicationRequest order = new MedicationRequest();
    Dosage dosage = order.addDosageInstruction();
    Element element =
        switch (place) {
          case 0 -> dosage;
          case 1 -> dosage.getTiming();
          case 2 -> dosage.getTextElement();
          default -> order.getDispenseRequest();
        };
    element.addExtension("urn:x", new DecimalType("1e40"));
    assertThatCode(() -> ValueGuard.check(order)).doesNotThrowAnyException();

    element.addExtension("urn:x", new DecimalType("1e41"));
    assertThatThrownBy(() -> ValueGuard.check(order))
        .isInstanceOf(UnprocessableEntityException.class)
        .hasMessageContaining("exponent");
  }
}
