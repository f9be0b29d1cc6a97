package org.priceunits.loading.write;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Element;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.MedicationKnowledge;
import org.hl7.fhir.r4.model.MedicationKnowledge.MedicationKnowledgeDrugCharacteristicComponent;
import org.hl7.fhir.r4.model.MedicationKnowledge.MedicationKnowledgeIngredientComponent;
import org.hl7.fhir.r4.model.Ratio;
import org.hl7.fhir.r4.model.StringType;
import org.priceunits.domain.product.ContainerLabel.Exactness;
import org.priceunits.domain.product.ContainerType;
import org.priceunits.fhir.Canonicals;
import org.priceunits.loading.fda.ContainerWords;

/**
 * Writes what one source says of a package, with the source's citation, in place of what an older
 * edition of that source said. What other sources say stays.
 */
final class PackageFacts {
  private static final String CITATION = Canonicals.extension("citation");
  private static final String BASIS = Canonicals.extension("basis");

  private final MedicationKnowledge product;
  private final String source;
  private final String citation;
  private final Exactness exactness;

  /**
   * @param source what every citation of the source begins with
   * @param citation the source with its date
   */
  PackageFacts(MedicationKnowledge product, String source, String citation, Exactness exactness) {
    this.product = product;
    this.source = source;
    this.citation = citation;
    this.exactness = exactness;
  }

  /** Removes the container type, form and strength that the source stated before. */
  void forget() {
    product.getDrugCharacteristic().removeIf(this::isOfSource);
    for (MedicationKnowledgeIngredientComponent ingredient : product.getIngredient()) {
      if (isOfSource(ingredient)) {
        ingredient.setStrength(null);
        ingredient.setExtension(new ArrayList<>());
      }
    }
  }

  void container(ContainerType type, String words) {
    MedicationKnowledgeDrugCharacteristicComponent characteristic =
        characteristic("container-type");
    characteristic.getExtensionByUrl(CITATION).setValue(new StringType(citation + ": " + words));
    characteristic.setValue(
        new CodeableConcept()
            .addCoding(
                new Coding()
                    .setSystem(Canonicals.codeSystem("container-type"))
                    .setCode(type.code())));
  }

  /** Writes the container that the words name, unless a more exact source named it. */
  void holder(String words) {
    Optional<String> unit = ContainerWords.unit(words);
    boolean named = product.getPackaging().hasType();
    if (unit.isPresent() && (!named || exactness == Exactness.PACKAGE)) {
      product
          .getPackaging()
          .setType(
              new CodeableConcept()
                  .addCoding(new Coding().setSystem(Canonicals.UCUM).setCode(unit.get()))
                  .setText(words));
    }
  }

  void form(String words) {
    if (!words.isEmpty()) {
      characteristic("dose-form").setValue(new CodeableConcept().setText(words));
    }
  }

  /**
   * Writes a strength, unless a label or a more exact source states one already.
   *
   * @param per the amount of the whole that holds the drug
   */
  void strength(BigDecimal amount, String unit, BigDecimal per, String perUnit) {
    MedicationKnowledgeIngredientComponent ingredient = product.getIngredientFirstRep();
    boolean stated = ingredient.hasStrength() && !isLessExact(ingredient);
    if (product.getIngredient().size() > 1 || stated) {
      return;
    }
    ingredient.setExtension(new ArrayList<>(sourced()));
    ingredient.setStrength(
        new Ratio()
            .setNumerator(ProductWriter.quantity(amount, unit))
            .setDenominator(ProductWriter.quantity(per, perUnit)));
  }

  private boolean isLessExact(Element stated) {
    return exactness == Exactness.PACKAGE
        && basis(stated).filter(Exactness.LICENCE.code()::equals).isPresent();
  }

  private boolean isOfSource(Element stated) {
    Extension cited = stated.getExtensionByUrl(CITATION);
    return cited != null && cited.getValue().primitiveValue().startsWith(source);
  }

  private static Optional<String> basis(Element stated) {
    return Optional.ofNullable(stated.getExtensionByUrl(BASIS))
        .map(e -> e.getValue().primitiveValue());
  }

  private MedicationKnowledgeDrugCharacteristicComponent characteristic(String type) {
    MedicationKnowledgeDrugCharacteristicComponent characteristic = product.addDrugCharacteristic();
    sourced().forEach(characteristic::addExtension);
    characteristic
        .getType()
        .addCoding(
            new Coding().setSystem(Canonicals.codeSystem("drug-characteristic")).setCode(type));
    return characteristic;
  }

  private List<Extension> sourced() {
    List<Extension> extensions = new ArrayList<>(2);
    extensions.add(new Extension(CITATION, new StringType(citation)));
    if (exactness == Exactness.LICENCE) {
      extensions.add(new Extension(BASIS, new CodeType(exactness.code())));
    }
    return extensions;
  }
}
