package org.priceunits.pricing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.ElementDefinition;
import org.hl7.fhir.r4.model.Medication;
import org.hl7.fhir.r4.model.MedicationAdministration;
import org.hl7.fhir.r4.model.MedicationAdministration.MedicationAdministrationStatus;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.StructureDefinition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.priceunits.ShippedKnowledge;
import org.priceunits.fhir.Canonicals;
import org.priceunits.ig.OfflineValidator;

/** Tests that records of US Core and QI-Core are priced, and what they need beyond that. */
class NationalProfilesTest {
  private static MedicationAdministration read(String name) throws IOException {
    return ShippedKnowledge.FHIR
        .newJsonParser()
        .parseResource(
            MedicationAdministration.class,
            Files.readString(Path.of("src/core/src/test/resources/ig", name + ".json")));
  }

  private static Call call(MedicationAdministration... records) {
    Medication drug = new Medication();
    drug.setId("us-core-alemtuzumab");
    drug.setCode(
        new CodeableConcept(new Coding(Canonicals.RXNORM, "1594658", null))
            .addCoding(new Coding(Canonicals.NDC, "58468020001", null)));
    Call call = Call.body(new Parameters()).resource("resource", drug);
    for (MedicationAdministration record : records) {
      call.resource("administration", record);
    }
    return call;
  }

  @ParameterizedTest
  @CsvSource({
    "UsCoreAdministration, us-core, price-units-medication-administration",
    "UsCoreReference, us-core, price-units-medication-administration",
    "QiCoreAdministration, qi-core, price-units-medication-administration",
    "QiCoreDiscard, qi-core-not-done, discard-record"
  })
  void oneRecordConformsToBothProfiles(String file, String national, String own)
      throws IOException {
    MedicationAdministration record = read(file);
    assertThat(NationalProfile.of(national).violations(record)).isEmpty();

    // Their definitions are not here, so the validator could not resolve them.
    record.getMeta().getProfile().clear();
    assertThat(OfflineValidator.shared().errors(record, own)).isEmpty();
  }

  @Test
  void recordsOfUsCoreArePriced() throws IOException {
    call(read("UsCoreAdministration"))
        .statuses("priced")
        .lines("J0202 12")
        .neverSays("ndc-unknown");
    call(read("UsCoreReference")).statuses("priced").lines("J0202 10", "J0202 2 JW");
  }

  @Test
  void recordsOfQiCoreArePricedWithTheDiscardThatIsNotDone() throws IOException {
    call(read("QiCoreAdministration"), read("QiCoreDiscard"))
        .statuses("priced", "discard-record")
        .lines("J0202 10", "J0202 2 JW");
  }

  /** What each record is without; the profile allows that, and the answer names it. */
  static Stream<Arguments> less() {
    return Stream.concat(
        Stream.of("us-core", "qi-core").flatMap(NationalProfilesTest::lessOf),
        Stream.of(
            row("us-core", "NDC", NationalProfilesTest::withoutNdc, "ndc-unknown"),
            row("us-core", "performer", r -> r.setPerformer(null), "provider-unknown"),
            row(
                "us-core",
                "Group",
                r -> r.setSubject(new Reference("Group/g1")),
                "patient-missing")));
  }

  private static Stream<Arguments> lessOf(String profile) {
    return Stream.of(
        row(profile, "dosage", r -> r.setDosage(null), "dose-missing"),
        row(profile, "dosage.dose", r -> r.getDosage().setDose(null), "dose-missing"),
        row(profile, "identifier", r -> r.setIdentifier(null), "administration-not-identified"),
        row(profile, "context", r -> r.setContext(null), "place-assumed"),
        row(profile, "reasonCode", r -> r.setReasonCode(null), "diagnosis-missing"),
        row(profile, "container-used", NationalProfilesTest::withoutContainers, "waste-unknown"),
        row(
            profile,
            "completed",
            r -> r.setStatus(MedicationAdministrationStatus.INPROGRESS),
            "status-not-billable"));
  }

  private static void withoutContainers(MedicationAdministration record) {
    record.getExtension().removeIf(e -> e.getUrl().endsWith("/container-used"));
  }

  private static Arguments row(
      String profile, String without, Consumer<MedicationAdministration> less, String issue) {
    return Arguments.of(profile, without, less, issue);
  }

  private static void withoutNdc(MedicationAdministration record) {
    record
        .getMedicationCodeableConcept()
        .getCoding()
        .removeIf(coding -> Canonicals.NDC.equals(coding.getSystem()));
  }

  @ParameterizedTest(name = "{0} without {1}: {3}")
  @MethodSource("less")
  void whatBillingNeedsBeyondTheProfileIsAskedForByName(
      String profile, String without, Consumer<MedicationAdministration> less, String issue)
      throws IOException {
    MedicationAdministration record =
        read(profile.equals("us-core") ? "UsCoreAdministration" : "QiCoreAdministration");
    less.accept(record);

    assertThat(NationalProfile.of(profile).violations(record)).isEmpty();
    call(record).says(issue);
  }

  @Test
  void theTableFindsWhatDoesNotConform() throws IOException {
    MedicationAdministration record = read("UsCoreAdministration");
    record.setSubject(null).setEffective(null).getDosage().getDose().setSystem("urn:units");
    record.addStatusReason().setText("one");
    record.addStatusReason().setText("two");
    assertThat(NationalProfile.of("us-core").violations(record)).hasSize(4);
    assertThat(NationalProfile.of("qi-core-not-done").violations(record))
        .contains("status is completed");
  }

  /** A record can satisfy our profiles and theirs at once, element by element. */
  @ParameterizedTest
  @CsvSource({
    "price-units-medication-administration, us-core",
    "price-units-medication-administration, qi-core",
    "discard-record, us-core",
    "discard-record, qi-core-not-done"
  })
  void ourProfilesLeaveRoomForTheirs(String own, String national) throws IOException {
    NationalProfile theirs = NationalProfile.of(national);
    assertThat(definition(own).getDifferential().getElement())
        .flatExtracting(theirs::contradictions)
        .isEmpty();
  }

  /** Elements of which a record could satisfy one profile only, and their neighbours. */
  @ParameterizedTest(name = "{0} {1}..{2} {3} {4}")
  @CsvSource({
    "medication[x], 1, 1, CodeableConcept, '', true",
    "medication[x], 0, 0, '', '', false",
    "medication[x], 2, 2, '', '', false",
    "medication[x], 1, 1, Quantity, '', false",
    "medication[x], 1, 1, Reference Medication, '', true",
    "medication[x], 1, 1, Reference Substance, '', false",
    "effective[x], 1, 1, dateTime Period, '', true",
    "effective[x], 1, 1, Timing, '', false",
    "effective[x], 0, 0, '', '', false",
    "subject, 0, 1, Reference Patient Group, '', true",
    "subject, 0, 1, Reference Group, '', false",
    "status, 1, 1, '', completed, true",
    "status, 1, 1, '', not-done, false",
    "note, 7, 9, Annotation, '', true"
  })
  void aContradictionIsFound(
      String path, int min, String max, String types, String value, boolean agrees) {
    ElementDefinition own = new ElementDefinition();
    own.setPath("MedicationAdministration." + path);
    own.setMin(min).setMax(max);
    String[] words = types.split(" ", -1);
    if (words[0].equals("Reference")) {
      ElementDefinition.TypeRefComponent type = own.addType().setCode("Reference");
      Stream.of(words)
          .skip(1)
          .forEach(t -> type.addTargetProfile("http://hl7.org/fhir/StructureDefinition/" + t));
    } else if (!types.isEmpty()) {
      Stream.of(words).forEach(t -> own.addType().setCode(t));
    }
    if (!value.isEmpty()) {
      own.setPattern(new CodeType(value));
    }
    assertThat(NationalProfile.of("qi-core").contradictions(own).isEmpty()).isEqualTo(agrees);
  }

  private static StructureDefinition definition(String id) throws IOException {
    Path file = Path.of("ig/fsh-generated/resources/StructureDefinition-" + id + ".json");
    return ShippedKnowledge.FHIR
        .newJsonParser()
        .parseResource(StructureDefinition.class, Files.readString(file));
  }
}
