package org.priceunits.server.guard;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.rest.server.exceptions.UnprocessableEntityException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.fhirpath.FHIRPathEngine;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.ElementDefinition;
import org.hl7.fhir.r4.model.SearchParameter;
import org.hl7.fhir.r4.model.StructureDefinition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.priceunits.server.compatibility.PathEngine;

/** Tests which expressions are refused for the work that they multiply. */
class ExpressionsAreBoundedTest {
  private static final FhirContext FHIR = FhirContext.forR4Cached();
  private static final FHIRPathEngine PARSER = PathEngine.of(FHIR);
  private static final ExpressionGuard GUARD = new ExpressionGuard(FHIR);

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "Patient.name.family; 1",
        "Patient.name.where(use = 'official').given.first(); 1",
        "Patient.name.where(given.where($this = 'x').exists()).family; 1",
        "Observation.subject.where(resolve() is Patient); 1",
        "Patient.name.select(given).select($this & 'x'); 1",
        "Patient.name.where(family in given); 2",
        "Patient.name.given.isDistinct(); 2",
        "Patient.name.where(%resource.name.exists()); 2",
        "Patient.name.where(family in %resource.contact.name.family); 2",
        "Patient.name.select(%resource.name); 2",
        "Patient.name.where(%resource.name.where(%resource.name.exists()).exists()); 3",
        "Patient.name.select(%resource.name).select(%resource.name); 3",
        "Patient.name.select(%resource.name.select(%resource.name.select(%resource.name))); 4",
        "Patient.link.other.resolve().link.other.resolve().link; 3",
        "Patient.name.where(%resource.name.given.isDistinct()); 3",
        "descendants(); 9",
        "repeat(children()); 9",
        "name.combine(name); 9",
        "name.given.aggregate($this + $total); 9",
        "name.family.select($this & $this); 1",
        "name.family.select($this & $this).select($this & $this); 9",
        "name.family.select(($this & $this).select($this & $this)); 9",
        "name.family.select($this & $this).where(true).select($this.replace('a', 'aaaa')); 9",
        "name.select(given.select($this & 'x')).select(family & 'y'); 9",
        "iif(true, %resource.name, name).select(%resource.name); 2"
      })
  void theWorkOfAnExpressionIsReckoned(String expression, int power) {
    assertThat(ExpressionCost.of(PARSER.parse(expression), 0)).isEqualTo(power);
  }

  private static String refusal(IBaseResource resource) {
    try {
      GUARD.created(resource, null);
      return "";
    } catch (UnprocessableEntityException e) {
      return e.getMessage();
    }
  }

  /**
   * All that HL7 publishes with R4 may be stored again; a few of its definitions have a regular
   * expression without a bound.
   */
  @Test
  void thoseOfFhirPass() throws IOException {
    List<SearchParameter> published;
    try (InputStream in =
        FhirContext.class.getResourceAsStream("/org/hl7/fhir/r4/model/sp/search-parameters.json")) {
      published =
          FHIR
              .newJsonParser()
              .parseResource(Bundle.class, new String(in.readAllBytes(), UTF_8))
              .getEntry()
              .stream()
              .map(BundleEntryComponent::getResource)
              .map(SearchParameter.class::cast)
              .toList();
    }
    assertThat(published).hasSizeGreaterThan(1_000);
    assertThat(published.stream().filter(GUARD::isRefused).map(SearchParameter::getExpression))
        .isEmpty();
    List<StructureDefinition> definitions =
        FHIR.getValidationSupport().fetchAllStructureDefinitions();
    assertThat(definitions).hasSizeGreaterThan(500);
    assertThat(definitions)
        .allSatisfy(definition -> assertThat(refusal(definition)).doesNotContain("multiplies"));
  }

  /** Those of this guide are what the server is started with. */
  @Test
  void thoseOfThisGuidePass() throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.walk(Path.of("fhir-resources"))) {
      files =
          all.filter(
                  file ->
                      file.getFileName()
                          .toString()
                          .matches("(SearchParameter|StructureDefinition)-.*json"))
              .toList();
    }
    assertThat(files).hasSizeGreaterThan(5);
    for (Path file : files) {
      assertThat(refusal(FHIR.newJsonParser().parseResource(Files.readString(file)))).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Patient.name.where(%resource.name.where(%resource.name.exists()).exists())",
        "Patient.name.where(%resource.name.exists())",
        "Patient.descendants()",
        "Patient.name.given | Patient.name.where(%resource.name.exists()).family",
        "(Patient.name.given | Patient.contact.name.given).first()"
      })
  void aSearchParameterThatMultipliesIsRefused(String expression) {
    SearchParameter parameter = new SearchParameter().setExpression(expression);
    assertThatThrownBy(() -> GUARD.created(parameter, null))
        .isInstanceOf(UnprocessableEntityException.class)
        .hasMessageContaining("might hold a thread for ever");
    GUARD.created(new SearchParameter().setExpression("Patient.name"), null);
  }

  /** The same invariant costs more where it runs for each element. */
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "Patient; name.all(%resource.contact.name.family.exists()); true",
        "Patient.name; %resource.contact.name.family.exists(); true",
        "Patient.name; %resource.contact.where(%resource.name.exists()).exists(); false",
        "Patient; contact.where(%resource.name.where(%resource.link.exists()).exists()).exists(); false",
        "Patient; descendants().where(id = 'x').exists(); false"
      })
  void anInvariantMayComparePairs(String path, String expression, boolean passes) {
    StructureDefinition profile = new StructureDefinition();
    ElementDefinition element = profile.getDifferential().addElement().setPath(path);
    element.addConstraint().setKey("x-1").setExpression(expression);
    assertThat(GUARD.isRefused(profile)).isEqualTo(!passes);
  }

  @Test
  void whatIsTooLongOrDeepToBeReadIsRefused() {
    for (String text :
        List.of("(".repeat(9_000) + "a" + ")".repeat(900), "a.".repeat(6_000) + "a")) {
      assertThat(GUARD.isRefused(new SearchParameter().setExpression(text))).isTrue();
    }
  }
}
