package org.priceunits.server.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ca.uhn.fhir.rest.server.exceptions.InvalidRequestException;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.StringType;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests what a call on one resource may say of the version of that resource. */
class FocusTest {
  @ParameterizedTest
  @CsvSource({
    "CodeSystem/hcpcs, system, version",
    "CodeSystem/hcpcs, url, version",
    "ValueSet/payers, url, valueSetVersion",
    "ConceptMap/ndc, url, conceptMapVersion"
  })
  void theVersionOfTheResourceIsNamedOnce(String address, String name, String version) {
    Parameters call = stating(version, "7");
    new Focus(address, "http://x.org/a|7").nameIn(call, name);

    assertThat(call.getParameter()).hasSize(1);
    assertThat(call.getParameterValue(name).primitiveValue()).isEqualTo("http://x.org/a|7");

    assertThatThrownBy(
            () -> new Focus(address, "http://x.org/a|7").nameIn(stating(version, "8"), name))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining("parameter '%s' names another".formatted(version));
  }

  @ParameterizedTest
  @CsvSource({"ValueSet/payers, version", "CodeSystem/hcpcs, valueSetVersion"})
  void aVersionOfSomethingElseStays(String address, String version) {
    Parameters call = stating(version, "8");
    new Focus(address, "http://x.org/a|7").nameIn(call, "url");

    assertThat(call.hasParameter(version)).isTrue();
  }

  @ParameterizedTest
  @CsvSource("CodeSystem/own, version")
  void aVersionStaysIfTheResourceHasNone(String address, String version) {
    Parameters call = stating(version, "8");
    new Focus(address, "http://x.org/a").nameIn(call, "url");

    assertThat(call.hasParameter(version)).isTrue();
  }

  private static Parameters stating(String name, String value) {
    Parameters call = new Parameters();
    call.addParameter().setName(name).setValue(new StringType(value));
    return call;
  }
}
