package org.priceunits.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import java.io.IOException;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Annotation;
import org.hl7.fhir.r4.model.ChargeItem;
import org.hl7.fhir.r4.model.Claim;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.DecimalType;
import org.hl7.fhir.r4.model.DomainResource;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Narrative;
import org.hl7.fhir.r4.model.Organization;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Parameters.ParametersParameterComponent;
import org.hl7.fhir.r4.model.PositiveIntType;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.StringType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ResourceLinesTest {
  private static final FhirContext FHIR = FhirContext.forR4Cached();

  @Test
  void theAnswersOfTheGuideAreEncodedAsByHapi() throws IOException {
    List<Resource> answers;
    try (Stream<Path> files = Files.list(Path.of("ig/input/examples"))) {
      answers =
          files
              .filter(file -> file.getFileName().toString().startsWith("Parameters-"))
              .flatMap(file -> resources(file).stream())
              .filter(DomainResource.class::isInstance)
              .toList();
    }

    assertThat(answers)
        .extracting(ResourceLinesTest::line)
        .isEqualTo(answers.stream().map(ResourceLinesTest::byHapi).toList());
    assertThat(answers.stream().filter(LineEncoder::encodes).map(Resource::fhirType).distinct())
        .contains("Claim", "ChargeItem", "OperationOutcome");
  }

  private static List<Resource> resources(Path file) {
    try {
      Parameters all = FHIR.newJsonParser().parseResource(Parameters.class, Files.readString(file));
      return all.getParameter().stream()
          .map(ParametersParameterComponent::getResource)
          .filter(r -> r != null)
          .toList();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0",
        "0.00",
        "1.50",
        "1E-7",
        "1E+3",
        "1E+400",
        "12345678901234567890.123456789",
        "-2"
      })
  void decimalsKeepTheirDigits(String decimal) {
    assertSame(
        new Claim()
            .addItem(
                new Claim.ItemComponent()
                    .setQuantity(new Quantity().setValue(new BigDecimal(decimal)))
                    .setFactorElement(new DecimalType(decimal))));
  }

  @ParameterizedTest
  @CsvSource({
    "Patient/1",
    "Patient/1/_history/2",
    "http://ehr.example.org/fhir/Patient/1/_history/2",
    "http://ehr.example.org/fhir/Patient/1",
    "http://ehr.example.org/whatever/1/2/3",
    "urn:uuid:0f7a4f9e-3c5a-4d0a-9d5f-0a7b3c5d7e9f",
    "urn:oid:1.2.3",
    "#p1",
    "Patient/1|2",
    "1",
    "not a reference",
    "Patient?identifier=a|b",
    "Patient/1/_history/",
  })
  void referencesAreTold(String reference) {
    assertSame(new Claim().setPatient(new Reference(reference)));
  }

  @Test
  void allPartsOfAReferenceAreTold() {
    Reference patient = new Reference("Patient/1/_history/7");
    patient.setType("Patient").setDisplay("one").setId("r");
    patient.setIdentifier(new Identifier().setSystem("urn:mrn").setValue("7"));
    patient.getReferenceElement_().addExtension("http://example.org/e", new CodeType("c"));
    patient.addExtension("http://example.org/f", new StringType("d"));

    assertSame(new Claim().setPatient(patient));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\" \\ / \b \f \n \r \t",
        "\u0000 \u001f \u007f \u0080",
        "Ünïcode ☃ 😀 \u2028 <&>'"
      })
  void textIsEscapedAlike(String text) {
    assertSame(
        new ChargeItem().addNote(new Annotation().setText(text)).addIdentifier(id("s", text)));
  }

  /** HAPI leaves out what is empty; HL7's composer writes it where the list has another member. */
  @Test
  void emptyPartsAreLeftOut() {
    Claim coded = new Claim();
    coded.getType().addCoding();
    coded.getType().addCoding().setCode("x").setDisplay(" ").setSystem("");
    assertSame(coded);
    Claim listed = new Claim();
    listed.addItem();
    listed.addItem().setSequence(1).getInformationSequence().add(new PositiveIntType());
    listed.getItem().get(1).addInformationSequence(2);
    assertSame(listed);
    Claim extended = new Claim().setUse(Claim.Use.CLAIM);
    extended.addExtension("http://example.org/e", new StringType(" "));
    extended.addExtension("http://example.org/f", new Coding());
    assertSame(extended);
  }

  private static Identifier id(String system, String value) {
    return new Identifier().setSystem(system).setValue(value);
  }

  @Test
  void extensionsStandInTheOrderOfHapi() {
    Claim claim = new Claim();
    Extension outer = new Extension("http://example.org/outer");
    outer.setId("o");
    outer.addExtension("inner", new Quantity().setValue(new BigDecimal("1.0")).setUnit("mg"));
    Extension deep = new Extension("deep");
    deep.addExtension("deeper", id("a", "b"));
    outer.addExtension(deep);
    claim.addExtension(outer);
    claim.addModifierExtension(new Extension("http://example.org/modifier", new CodeType("m")));
    claim.setCreatedElement(new DateTimeType("2026-11-28T06:00:00.120-05:00"));
    claim.getCreatedElement().addExtension("http://example.org/created", new StringType("x"));
    claim.getStatusElement().addExtension("http://example.org/absent", new CodeType("unknown"));
    claim.addItem().addSubSite().addCoding().setSystem("s").setCode("c").setUserSelected(true);
    claim.getItemFirstRep().setId("i1");
    claim.getItemFirstRep().addDiagnosisSequence(1).addDiagnosisSequence(2);
    claim
        .getItemFirstRep()
        .addModifierExtension(new Extension("http://example.org/n", id("c", "d")));
    claim.getMeta().addProfile("http://example.org/p").addTag("s", "c", "d").setVersionId("3");

    assertSame(claim);
  }

  @Test
  void whatHapiWritesByItsOwnRulesIsLeftToIt() {
    Claim named = new Claim();
    named.setId("Claim/c1/_history/2");
    Claim told = new Claim();
    told.getText().setStatus(Narrative.NarrativeStatus.GENERATED).setDivAsString("<div>a</div>");
    Claim holding = new Claim();
    holding.addContained(new Organization().setName("in").setId("o1"));
    holding.setProvider(new Reference("#o1"));

    assertSame(named);
    assertSame(told);
    assertSame(holding);
  }

  private static void assertSame(Resource resource) {
    assertThat(line(resource)).isEqualTo(byHapi(resource));
  }

  private static String line(Resource resource) {
    StringWriter line = new StringWriter();
    try {
      new ResourceLines().write(resource, line);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    return line.toString();
  }

  private static String byHapi(Resource resource) {
    return FHIR.newJsonParser().encodeResourceToString(resource) + "\n";
  }
}
