package org.priceunits.vectors;

import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Medication;
import org.hl7.fhir.r4.model.MedicationAdministration;
import org.hl7.fhir.r4.model.MedicationAdministration.MedicationAdministrationStatus;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.PositiveIntType;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Ratio;
import org.hl7.fhir.r4.model.Reference;
import org.priceunits.fhir.Canonicals;

/** Converts a worked case into the body of one call. */
public final class VectorRequest {
  private static final String STRENGTH = "(Campath 30 mg/mL)";

  private VectorRequest() {}

  public static Parameters of(VectorRow row) {
    Parameters parameters = new Parameters();
    parameters
        .addParameter()
        .setName("billingCode")
        .setValue(new Coding(Canonicals.HCPCS, row.code(), null));
    parameters.addParameter().setName("payer").setValue(new CodeType(row.payer()));
    for (String modifier : row.modifiers()) {
      parameters.addParameter().setName("modifier").setValue(new CodeType(modifier));
    }
    for (VectorRow.Given given : row.given()) {
      parameters.addParameter().setName("administration").setResource(administration(row, given));
    }
    return parameters;
  }

  private static MedicationAdministration administration(VectorRow row, VectorRow.Given given) {
    MedicationAdministration a = new MedicationAdministration();
    a.setStatus(MedicationAdministrationStatus.fromCode(row.status()));
    if (row.isWasteRecord()) {
      a.addStatusReason(
          new CodeableConcept(
              new Coding(Canonicals.codeSystem("waste-reason"), "drug-discarded", null)));
    }
    medication(row, a);
    a.setSubject(new Reference("Patient/p1"));
    a.setEffective(new DateTimeType(given.date() + "T10:00:00-05:00"));
    a.getDosage().setDose(quantity(given.dose()));
    if (given.container() != null) {
      a.addExtension(container(given.container()));
    }
    if (given.discarded() != null) {
      a.addExtension(
          new Extension(Canonicals.extension("discarded-amount"), quantity(given.discarded())));
    }
    if (!given.distinct().isEmpty()) {
      a.addExtension(
          new Extension(Canonicals.extension("distinct-service"), new CodeType(given.distinct())));
    }
    return a;
  }

  private static void medication(VectorRow row, MedicationAdministration a) {
    if (!row.drug().contains(STRENGTH)) {
      a.setMedication(new CodeableConcept().setText(row.drug()));
      return;
    }
    Medication medication = new Medication();
    medication.setId("m");
    medication.setCode(new CodeableConcept().setText(row.drug()));
    medication
        .addIngredient()
        .setItem(new CodeableConcept().setText("alemtuzumab"))
        .setStrength(
            new Ratio()
                .setNumerator(quantity(VectorRow.Amount.of("30 mg")))
                .setDenominator(quantity(VectorRow.Amount.of("1 mL"))));
    a.addContained(medication);
    a.setMedication(new Reference("#m"));
  }

  private static Extension container(VectorRow.Container container) {
    Extension extension = new Extension(Canonicals.extension("container-used"));
    extension.addExtension(new Extension("size", quantity(container.size())));
    extension.addExtension(new Extension("count", new PositiveIntType(container.count())));
    extension.addExtension(
        new Extension("kind", new CodeType(container.multiDose() ? "multi-dose" : "single-dose")));
    if (container.shared()) {
      extension.addExtension(new Extension("shared", new BooleanType(true)));
    }
    return extension;
  }

  private static Quantity quantity(VectorRow.Amount amount) {
    return new Quantity()
        .setValue(amount.value())
        .setUnit(amount.unit())
        .setSystem(Canonicals.UCUM)
        .setCode(amount.unit());
  }
}
