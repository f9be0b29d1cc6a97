package org.priceunits.examples;

import static org.priceunits.pricing.Administered.dose;

import java.util.List;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Condition;
import org.hl7.fhir.r4.model.Coverage;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Medication;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.Reference;
import org.priceunits.fhir.Canonicals;
import org.priceunits.pricing.Administered;

/** Examples of resources that are withdrawn, of another time or payer, or in two versions. */
final class FitnessExamples {
  private static final String DAY = "2024-05-01";
  private static final String LEMTRADA = "58468-0200-01";
  private static final String RITUXAN = "50242-0051-21";

  private FitnessExamples() {}

  static List<Example> all() {
    return List.of(
        Example.of("resource-withdrawn", "The reason was refuted, and is no diagnosis")
            .give(lemtrada().reason("Condition/refuted"))
            .resource("resource", refuted()),
        Example.of("coverage-not-in-force", "A coverage that began after the service")
            .give(lemtrada())
            .with("coverage", new Reference("Coverage/later"))
            .resource("resource", coverage("later", "medicare", "2024-06-01")),
        Example.of("payer-differs", "The coverage is with another payer than the one named")
            .give(lemtrada())
            .with("coverage", new Reference("Coverage/other"))
            .resource("resource", coverage("other", "cigna", "2024-01-01")),
        Example.of("resource-versions-differ", "Two versions of a Medication without an order")
            .give(dose("10 mg").on(DAY).medication(new Reference("Medication/given")))
            .resource("resource", medication(LEMTRADA))
            .resource("resource", medication(RITUXAN)),
        Example.of(
                "discard-reason-unknown",
                "A part that was not done and has a dose: perhaps the rest of the vial")
            .give(
                dose("10 mg").id("given").ndc(LEMTRADA).on(DAY),
                dose("2 mg")
                    .status("not-done")
                    .ndc(LEMTRADA)
                    .on(DAY)
                    .partOf("MedicationAdministration/given")));
  }

  private static Administered lemtrada() {
    return dose("12 mg").ndc(LEMTRADA).on(DAY).vial("12 mg");
  }

  private static Condition refuted() {
    Condition condition = new Condition().setSubject(new Reference("Patient/p1"));
    condition.setCode(
        new CodeableConcept(new Coding("http://hl7.org/fhir/sid/icd-10-cm", "G35", null)));
    condition.setVerificationStatus(
        new CodeableConcept(
            new Coding(
                "http://terminology.hl7.org/CodeSystem/condition-ver-status", "refuted", null)));
    condition.setId("refuted");
    return condition;
  }

  private static Coverage coverage(String id, String payer, String start) {
    Coverage coverage = new Coverage();
    coverage.setStatus(Coverage.CoverageStatus.ACTIVE);
    coverage.setBeneficiary(new Reference("Patient/p1"));
    coverage.setPeriod(new Period().setStartElement(new DateTimeType(start)));
    coverage.addPayor(
        new Reference()
            .setIdentifier(
                new Identifier().setSystem(Canonicals.BASE + "/sid/payer").setValue(payer)));
    coverage.setId(id);
    return coverage;
  }

  private static Medication medication(String ndc) {
    Medication medication = new Medication();
    medication.setCode(new CodeableConcept(new Coding(Canonicals.NDC, ndc, null)));
    medication.setId("given");
    return medication;
  }
}
