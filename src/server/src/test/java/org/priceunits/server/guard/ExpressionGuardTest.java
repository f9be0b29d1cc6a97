package org.priceunits.server.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import ca.uhn.fhir.context.FhirContext;
import java.time.Duration;
import java.util.List;
import org.hl7.fhir.r4.model.Element;
import org.hl7.fhir.r4.model.ElementDefinition;
import org.hl7.fhir.r4.model.Expression;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.StructureDefinition;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExpressionGuardTest {
  private static final String ENDLESS = "name.matches('(a+)+$')";
  private static final String BOUNDED = "name.matches('^a{1,9}$')";
  private static final String REGEX = "http://hl7.org/fhir/StructureDefinition/regex";

  private final ExpressionGuard guard = new ExpressionGuard(FhirContext.forR4Cached());

  @ParameterizedTest
  @CsvSource({"1, true", "1, false", "90, true", "90, false"})
  void anExpressionIsFoundInsideExtensionsHoweverDeepAndEachVisitedOnce(
      int depth, boolean endless) {
    StructureDefinition profile = new StructureDefinition();
    nested(profile.getNameElement(), depth)
        .setValue(
            new Expression()
                .setLanguage("text/fhirpath")
                .setExpression(endless ? ENDLESS : BOUNDED));

    assertThat(isRefused(profile)).isEqualTo(endless);
  }

  @ParameterizedTest
  @CsvSource({"(a+)+, true", "'a{1,9}', false"})
  void theRegularExpressionOfAnElementIsFoundInsideExtensions(String regex, boolean refused) {
    StructureDefinition profile = new StructureDefinition();
    ElementDefinition element = profile.getDifferential().addElement();
    for (Element place : List.of(element, element.addType(), element.getPathElement())) {
      Extension outer = nested(place, 20);
      outer.addExtension(new Extension(REGEX, new StringType(regex)));
      assertThat(isRefused(profile)).as(place.fhirType()).isEqualTo(refused);
      outer.getExtension().clear();
    }
  }

  private boolean isRefused(StructureDefinition profile) {
    return assertTimeoutPreemptively(Duration.ofSeconds(10), () -> guard.isRefused(profile));
  }

  private static Extension nested(Element element, int depth) {
    Extension inner = element.addExtension().setUrl("http://example.org/x");
    for (int i = 1; i < depth; i++) {
      inner = inner.addExtension().setUrl("http://example.org/x");
    }
    return inner;
  }
}
