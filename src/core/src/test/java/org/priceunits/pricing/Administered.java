package org.priceunits.pricing;

import java.math.BigDecimal;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.MedicationAdministration;
import org.hl7.fhir.r4.model.MedicationAdministration.MedicationAdministrationStatus;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.PositiveIntType;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.Type;
import org.priceunits.fhir.Canonicals;

/** Builds MedicationAdministrations: {@code Administered.dose("10 mg").id("a1").vial("30 mg")}. */
public final class Administered {
  private final MedicationAdministration record = new MedicationAdministration();

  private Administered() {
    record.setStatus(MedicationAdministrationStatus.COMPLETED);
    record.setMedication(new CodeableConcept().setText("alemtuzumab (Campath)"));
    record.setSubject(new Reference("Patient/p1"));
    record.setEffective(new DateTimeType("2012-03-02T10:00:00-05:00"));
  }

  /**
   * Creates a completed administration to Patient/p1 on 2012-03-02; the amount may be left blank.
   */
  public static Administered dose(String amount) {
    Administered administered = new Administered();
    if (!amount.isEmpty()) {
      administered.record.getDosage().setDose(quantity(amount));
    }
    return administered;
  }

  /** Creates the specification's record of discarded drug. */
  public static Administered waste(String amount, String partOf) {
    Administered waste = dose(amount).status("not-done");
    waste.record.addStatusReason(
        new CodeableConcept(
                new Coding(Canonicals.codeSystem("waste-reason"), "drug-discarded", null))
            .setText("rest of the vial"));
    waste.record.addPartOf(new Reference(partOf));
    return waste;
  }

  public Administered id(String id) {
    record.setId(id);
    return this;
  }

  public Administered identifier(String value) {
    record.addIdentifier(new Identifier().setSystem("urn:ehr").setValue(value));
    return this;
  }

  public Administered status(String status) {
    record.setStatus(MedicationAdministrationStatus.fromCode(status));
    return this;
  }

  public Administered on(String dateTime) {
    record.setEffective(new DateTimeType(dateTime));
    return this;
  }

  public Administered during(String start, String end) {
    Period period = new Period();
    period.setStartElement(start == null ? null : new DateTimeType(start));
    period.setEndElement(new DateTimeType(end));
    record.setEffective(period);
    return this;
  }

  public Administered patient(String reference) {
    record.setSubject(new Reference(reference));
    return this;
  }

  public Administered subject(Reference subject) {
    record.setSubject(subject);
    return this;
  }

  public Administered ndc(String... codes) {
    CodeableConcept concept = new CodeableConcept();
    for (String code : codes) {
      concept.addCoding(new Coding(Canonicals.NDC, code, null));
    }
    record.setMedication(concept);
    return this;
  }

  public Administered rxNorm(String code) {
    record.setMedication(new CodeableConcept(new Coding(Canonicals.RXNORM, code, null)));
    return this;
  }

  /** Gives the route as a code of SNOMED CT. */
  public Administered route(String code) {
    record
        .getDosage()
        .setRoute(new CodeableConcept(new Coding("http://snomed.info/sct", code, null)));
    return this;
  }

  public Administered medication(Type medication) {
    record.setMedication(medication);
    return this;
  }

  public Administered contained(Resource resource) {
    record.addContained(resource);
    return this;
  }

  public Administered performer(String reference) {
    record.addPerformer().setActor(new Reference(reference));
    return this;
  }

  public Administered context(String reference) {
    record.setContext(new Reference(reference));
    return this;
  }

  public Administered request(String reference) {
    record.setRequest(new Reference(reference));
    return this;
  }

  /** Makes it a part of another administration. */
  public Administered partOf(String administration) {
    record.addPartOf(new Reference(administration));
    return this;
  }

  public Administered reason(String system, String code) {
    record.addReasonCode(new CodeableConcept(new Coding(system, code, null)));
    return this;
  }

  public Administered reason(String condition) {
    record.addReasonReference(new Reference(condition));
    return this;
  }

  public Administered vial(String size) {
    return container(size, 1, "single-dose");
  }

  public Administered container(String size, int count, String kind, Extension... more) {
    Extension container = new Extension(Canonicals.extension("container-used"));
    if (!size.isEmpty()) {
      container.addExtension(new Extension("size", quantity(size)));
    }
    container.addExtension(new Extension("count", new PositiveIntType(Math.max(count, 1))));
    if (count < 1) {
      container.getExtension().get(container.getExtension().size() - 1).setValue(null);
    }
    if (!kind.isEmpty()) {
      container.addExtension(new Extension("kind", new CodeType(kind)));
    }
    for (Extension part : more) {
      container.addExtension(part);
    }
    record.addExtension(container);
    return this;
  }

  public Administered discarded(String amount) {
    return extension("discarded-amount", quantity(amount));
  }

  public Administered distinct(String modifier) {
    return extension("distinct-service", new CodeType(modifier));
  }

  public Administered extension(String name, Type value) {
    record.addExtension(new Extension(Canonicals.extension(name), value));
    return this;
  }

  public Administered quantity(Quantity dose) {
    record.getDosage().setDose(dose);
    return this;
  }

  public MedicationAdministration record() {
    return record;
  }

  /** Creates a UCUM quantity from {@code 10 mg}. */
  public static Quantity quantity(String amount) {
    String[] parts = amount.split(" ");
    return new Quantity()
        .setValue(new BigDecimal(parts[0]))
        .setUnit(parts[1])
        .setSystem(Canonicals.UCUM)
        .setCode(parts[1]);
  }
}
