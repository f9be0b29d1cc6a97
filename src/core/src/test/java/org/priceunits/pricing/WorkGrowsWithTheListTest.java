package org.priceunits.pricing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.priceunits.pricing.Administered.dose;

import java.util.function.IntConsumer;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.MedicationAdministration;
import org.hl7.fhir.r4.model.Practitioner;
import org.hl7.fhir.r4.model.Reference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tests that a list of four times the length takes four times the steps, not sixteen times. */
class WorkGrowsWithTheListTest {
  private static final String ICD_10 = "http://hl7.org/fhir/sid/icd-10-cm";
  private static final int SHORT = 100;
  private static final int TIMES = 4;

  private static long steps;

  @BeforeEach
  void start() {
    steps = 0;
  }

  @Test
  void diagnosesAreLookedUp() {
    growsWithTheList(
        size -> {
          Administered administered = dose("10 mg").id("a").on("2020-03-02T10:00:00-05:00");
          for (int i = 0; i < size; i++) {
            administered.record().addReasonCode(new CodeableConcept(new CountedCoding("C" + i)));
          }
          Call.of(administered).code("J0202").answer();
        });
  }

  @Test
  void containedResourcesAreLookedUp() {
    growsWithTheList(
        size -> {
          Administered administered = dose("10 mg").id("a");
          for (int i = 0; i < size; i++) {
            administered.contained(new CountedPractitioner("p" + i)).performer("#p" + i);
          }
          Call.of(administered).code("J9010").answer();
        });
  }

  @Test
  void referencesToSentRecordsAreLookedUp() {
    growsWithTheList(
        size -> {
          Call call = Call.of(dose("10 mg").id("x")).code("J9010");
          for (int i = 0; i < size; i++) {
            MedicationAdministration record = new CountedAdministration("a" + i);
            call.resource("resource", record);
            call.with("administrationReference", new Reference("MedicationAdministration/a" + i));
          }
          call.answer();
        });
  }

  @Test
  void aGroupOfMorePackagesThanAClaimCanShowIsRefused() {
    Administered administered = dose("10 mg").id("a");
    for (int i = 0; i < 400; i++) {
      Extension ndc = new Extension("ndc", new CodeType("1000000%04d".formatted(i)));
      administered.container("1 mg", 1, "single-dose", ndc);
    }

    Call.of(administered).code("J9010").statuses("refused").says("ndc-invalid");
  }

  private static void growsWithTheList(IntConsumer call) {
    call.accept(SHORT);
    long first = steps;
    steps = 0;
    call.accept(TIMES * SHORT);

    assertThat(first).isPositive();
    assertThat(steps).isLessThan(2L * TIMES * first);
  }

  private static final class CountedCoding extends Coding {
    private static final long serialVersionUID = 1;

    CountedCoding(String code) {
      super(ICD_10, code, null);
    }

    @Override
    public String getSystem() {
      steps++;
      return super.getSystem();
    }

    @Override
    public Coding copy() {
      return new Coding(ICD_10, getCode(), null);
    }
  }

  private static final class CountedPractitioner extends Practitioner {
    private static final long serialVersionUID = 1;

    CountedPractitioner(String id) {
      setId(id);
    }

    @Override
    public IdType getIdElement() {
      steps++;
      return super.getIdElement();
    }
  }

  private static final class CountedAdministration extends MedicationAdministration {
    private static final long serialVersionUID = 1;

    CountedAdministration(String id) {
      dose("10 mg").id(id).record().copyValues(this);
      setId(id);
    }

    @Override
    public boolean equals(Object other) {
      steps++;
      return this == other;
    }

    @Override
    public int hashCode() {
      steps++;
      return System.identityHashCode(this);
    }
  }
}
