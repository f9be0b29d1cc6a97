package org.priceunits.pricing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
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
    return Stream.of(
        row("us-core", "dosage", r -> r.setDosage(null), "dose-missing"),
        row("us-core", "dosage.dose", r -> r.getDosage().setDose(null), "dose-missing"),
        row("us-core", "identifier", r -> r.setIdentifier(null), "administration-not-identified"),
        row("us-core", "NDC", NationalProfilesTest::withoutNdc, "ndc-unknown"),
        row("us-core", "context", r -> r.setContext(null), "place-assumed"),
        row("us-core", "reasonCode", r -> r.setReasonCode(null), "diagnosis-missing"),
        row("us-core", "container-used", r -> {}, "waste-unknown"),
        row("us-core", "performer", r -> r.setPerformer(null), "provider-unknown"),
        row(
            "us-core",
            "completed",
            r -> r.setStatus(MedicationAdministrationStatus.INPROGRESS),
            "status-not-billable"),
        row("us-core", "Group", r -> r.setSubject(new Reference("Group/g1")), "patient-missing"));
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
    MedicationAdministration record = read("UsCoreAdministration");
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
  @Test
  void ourProfilesLeaveRoomForTheirs() throws IOException {
    List<StructureDefinition> own =
        List.of(definition("price-units-medication-administration"), definition("discard-record"));
    for (StructureDefinition definition : own) {
      for (ElementDefinition element : definition.getDifferential().getElement()) {
        String path = element.getPath().replaceFirst("MedicationAdministration\\.?", "");
        for (NationalProfile theirs : NationalProfile.all()) {
          if (element.hasMin()) {
            assertThat(element.getMin())
                .as(theirs.name() + path)
                .isLessThanOrEqualTo(theirs.max(path));
          }
          if (element.hasMax() && !element.getMax().equals("*")) {
            assertThat(Integer.parseInt(element.getMax()))
                .as(theirs.name() + path)
                .isGreaterThanOrEqualTo(theirs.min(path));
          }
        }
      }
    }
  }

  private static StructureDefinition definition(String id) throws IOException {
    Path file = Path.of("ig/fsh-generated/resources/StructureDefinition-" + id + ".json");
    return ShippedKnowledge.FHIR
        .newJsonParser()
        .parseResource(StructureDefinition.class, Files.readString(file));
  }
}
