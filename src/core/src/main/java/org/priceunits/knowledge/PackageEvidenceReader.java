package org.priceunits.knowledge;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Element;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.MedicationKnowledge;
import org.hl7.fhir.r4.model.MedicationKnowledge.MedicationKnowledgeDrugCharacteristicComponent;
import org.hl7.fhir.r4.model.MedicationKnowledge.MedicationKnowledgeIngredientComponent;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Ratio;
import org.jspecify.annotations.Nullable;
import org.priceunits.domain.dose.Dose;
import org.priceunits.domain.dose.Quotient;
import org.priceunits.domain.dose.Strength;
import org.priceunits.domain.product.ContainerLabel;
import org.priceunits.domain.product.ContainerLabel.Exactness;
import org.priceunits.domain.product.ContainerType;
import org.priceunits.domain.product.HcpcsDosage;
import org.priceunits.domain.product.PackageEvidence;
import org.priceunits.domain.product.PackageEvidence.ListedForm;
import org.priceunits.domain.product.PackageEvidence.ListedStrength;
import org.priceunits.domain.product.SizeStatement;
import org.priceunits.fhir.Canonicals;
import org.priceunits.fhir.FhirValues;

/** Reads what the sources of a package state, each statement with its source. */
final class PackageEvidenceReader {
  private static final String CITATION = Canonicals.extension("citation");

  private final DoseForms forms;

  PackageEvidenceReader(DoseForms forms) {
    this.forms = forms;
  }

  /**
   * @param oral true if a code of the package is that of a drug which is swallowed
   * @param dosages what one unit of each code of the package stands for
   */
  PackageEvidence read(MedicationKnowledge knowledge, boolean oral, List<HcpcsDosage> dosages) {
    Quantity amount = knowledge.getAmount();
    Dose content =
        amount.hasValue() && amount.hasCode() ? Dose.of(amount.getValue(), amount.getCode()) : null;
    return new PackageEvidence(
        content,
        sizes(knowledge),
        strengths(knowledge),
        forms(knowledge),
        labels(knowledge),
        oral,
        content != null && dosages.stream().anyMatch(dosage -> isWithin(content, dosage)));
  }

  private static boolean isWithin(Dose content, HcpcsDosage dosage) {
    return content.unit().equals(dosage.unit())
        && content.value().compareTo(Quotient.of(dosage.value())) <= 0;
  }

  private static List<SizeStatement> sizes(MedicationKnowledge knowledge) {
    List<SizeStatement> sizes = new ArrayList<>(1);
    for (Extension each : knowledge.getExtensionsByUrl(Canonicals.extension("crosswalk-size"))) {
      Optional<Quantity> content =
          FhirValues.part(each, "content")
              .map(Extension::getValue)
              .filter(Quantity.class::isInstance)
              .map(Quantity.class::cast)
              .filter(q -> q.hasCode() && positive(q.getValue()));
      Optional<BigDecimal> size =
          FhirValues.part(each, "size")
              .flatMap(e -> FhirValues.decimal(e.getValue()))
              .filter(PackageEvidenceReader::positive);
      Optional<String> first = FhirValues.text(each, "first");
      Optional<String> last = FhirValues.text(each, "last");
      if (content.isPresent() && size.isPresent() && first.isPresent() && last.isPresent()) {
        sizes.add(
            new SizeStatement(
                Dose.of(content.get().getValue(), content.get().getCode()),
                size.get(),
                first.get(),
                last.get()));
      }
    }
    return sizes;
  }

  private static List<ListedStrength> strengths(MedicationKnowledge knowledge) {
    List<ListedStrength> listed = new ArrayList<>(1);
    if (knowledge.getIngredient().size() == 1) {
      MedicationKnowledgeIngredientComponent ingredient = knowledge.getIngredientFirstRep();
      Strength strength = strength(ingredient.getStrength());
      if (strength != null) {
        listed.add(new ListedStrength(strength, source(ingredient, knowledge)));
      }
    }
    return listed;
  }

  /**
   * Returns the strength of a complete ratio of two positive amounts with UCUM codes; null for any
   * other.
   */
  private static @Nullable Strength strength(@Nullable Ratio ratio) {
    if (ratio == null) {
      return null;
    }
    Quantity drug = ratio.getNumerator();
    Quantity volume = ratio.getDenominator();
    boolean complete =
        positive(drug.getValue())
            && positive(volume.getValue())
            && drug.hasCode()
            && volume.hasCode();
    return complete
        ? new Strength(drug.getValue(), drug.getCode(), volume.getValue(), volume.getCode())
        : null;
  }

  private List<ListedForm> forms(MedicationKnowledge knowledge) {
    List<ListedForm> listed = new ArrayList<>(1);
    characteristics(knowledge, "dose-form")
        .forEach(
            c ->
                forms
                    .ofListing(FhirValues.name((CodeableConcept) c.getValue()))
                    .ifPresent(
                        form ->
                            listed.add(new ListedForm(form, source(c, knowledge), exactness(c)))));
    if (listed.isEmpty() && knowledge.hasDoseForm()) {
      forms
          .ofListing(FhirValues.name(knowledge.getDoseForm()))
          .ifPresent(
              form ->
                  listed.add(
                      new ListedForm(
                          form, source(knowledge.getDoseForm(), knowledge), Exactness.PACKAGE)));
    }
    return listed;
  }

  private static List<ContainerLabel> labels(MedicationKnowledge knowledge) {
    List<ContainerLabel> labels = new ArrayList<>(1);
    characteristics(knowledge, "container-type")
        .forEach(
            c ->
                ((CodeableConcept) c.getValue())
                    .getCoding().stream()
                        .filter(Coding::hasCode)
                        .flatMap(coding -> ContainerType.of(coding.getCode()).stream())
                        .forEach(
                            type ->
                                labels.add(
                                    new ContainerLabel(type, source(c, knowledge), exactness(c)))));
    return labels;
  }

  private static Stream<MedicationKnowledgeDrugCharacteristicComponent> characteristics(
      MedicationKnowledge knowledge, String type) {
    return knowledge.getDrugCharacteristic().stream()
        .filter(c -> c.getType().hasCoding(Canonicals.codeSystem("drug-characteristic"), type))
        .filter(c -> c.getValue() instanceof CodeableConcept);
  }

  private static Exactness exactness(Element stated) {
    return FhirValues.text(stated, Canonicals.extension("basis"))
        .filter(Exactness.LICENCE.code()::equals)
        .map(any -> Exactness.LICENCE)
        .orElse(Exactness.PACKAGE);
  }

  private static String source(Element stated, MedicationKnowledge knowledge) {
    return FhirValues.text(stated, CITATION)
        .or(
            () ->
                FhirValues.extension(knowledge, CITATION)
                    .flatMap(e -> FhirValues.text(e.getValue())))
        .orElse("MedicationKnowledge/" + knowledge.getIdElement().getIdPart());
  }

  private static boolean positive(@Nullable BigDecimal value) {
    return value != null && value.signum() > 0;
  }
}
