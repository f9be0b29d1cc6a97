package org.priceunits.loading.write;

import java.math.BigDecimal;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.MedicationKnowledge;
import org.hl7.fhir.r4.model.MedicationKnowledge.MedicationKnowledgeDrugCharacteristicComponent;
import org.hl7.fhir.r4.model.MedicationKnowledge.MedicationKnowledgeIngredientComponent;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Ratio;
import org.hl7.fhir.r4.model.SimpleQuantity;
import org.hl7.fhir.r4.model.StringType;
import org.priceunits.fhir.Canonicals;

/** Writes a drug package as MedicationKnowledge that contains only what its sources state. */
public final class ProductWriter {

  /** Writes the resource with the id {@code ndc-<11 digits>}. */
  public MedicationKnowledge write(DrugPackage drug) {
    MedicationKnowledge product = new MedicationKnowledge();
    product.setId("ndc-" + drug.ndc().value());
    extensions(product, drug);
    product.setStatus(MedicationKnowledge.MedicationKnowledgeStatus.ACTIVE);
    product
        .getCode()
        .setText(words(drug))
        .addCoding()
        .setSystem(Canonicals.NDC)
        .setCode(drug.ndc().value());
    drug.rxnorm()
        .forEach(
            rxnorm -> product.getCode().addCoding().setSystem(Canonicals.RXNORM).setCode(rxnorm));
    product.getManufacturer().setDisplay(drug.manufacturer());
    product.addSynonym(drug.brand());
    drug.content()
        .ifPresent(content -> product.setAmount(simple(quantity(content.value(), content.unit()))));
    product.addIngredient(ingredient(drug));
    product
        .getPackaging()
        .setQuantity(simple(quantity(drug.containers(), "{each}").setUnit("container")));
    drug.containerType().ifPresent(label -> product.addDrugCharacteristic(containerType(label)));
    return product;
  }

  private static void extensions(MedicationKnowledge product, DrugPackage drug) {
    if (drug.knownFrom() != null || drug.knownTo() != null) {
      product.addExtension(
          Canonicals.extension("effective-period"), Periods.of(drug.knownFrom(), drug.knownTo()));
    }
    product.addExtension(Canonicals.extension("knowledge-version"), new StringType(drug.version()));
    product.addExtension(Canonicals.extension("citation"), new StringType(drug.citation()));
    if (drug.freeFrom() != null) {
      product.addExtension(
          Canonicals.extension("free-of-charge"), Periods.of(drug.freeFrom(), null));
    }
  }

  private static MedicationKnowledgeIngredientComponent ingredient(DrugPackage drug) {
    CodeableConcept item = new CodeableConcept();
    drug.ingredient()
        .ifPresentOrElse(
            known ->
                item.setText(known.name())
                    .addCoding()
                    .setSystem(Canonicals.RXNORM)
                    .setCode(known.rxnorm()),
            () -> item.setText(drug.brand()));
    MedicationKnowledgeIngredientComponent ingredient =
        new MedicationKnowledgeIngredientComponent().setItem(item).setIsActive(true);
    if (drug.content().isPresent() && drug.volume().isPresent()) {
      DrugPackage.Content content = drug.content().get();
      ingredient.setStrength(
          new Ratio()
              .setNumerator(quantity(content.value(), content.unit()))
              .setDenominator(quantity(drug.volume().get(), "mL")));
    }
    return ingredient;
  }

  private static MedicationKnowledgeDrugCharacteristicComponent containerType(
      DrugPackage.ContainerLabel label) {
    MedicationKnowledgeDrugCharacteristicComponent characteristic =
        new MedicationKnowledgeDrugCharacteristicComponent();
    characteristic.addExtension(Canonicals.extension("citation"), new StringType(label.citation()));
    characteristic
        .getType()
        .addCoding(
            new Coding()
                .setSystem(Canonicals.codeSystem("drug-characteristic"))
                .setCode("container-type"));
    characteristic.setValue(
        new CodeableConcept()
            .addCoding(
                new Coding()
                    .setSystem(Canonicals.codeSystem("container-type"))
                    .setCode(label.type())));
    return characteristic;
  }

  private static String words(DrugPackage drug) {
    String content =
        drug.content().map(amount -> " " + plain(amount.value()) + " " + amount.unit()).orElse("");
    String volume =
        drug.content().isPresent()
            ? drug.volume().map(millilitres -> "/" + plain(millilitres) + " mL").orElse("")
            : "";
    return drug.brand() + content + volume;
  }

  private static Quantity quantity(BigDecimal value, String unit) {
    return new Quantity()
        .setValue(new BigDecimal(plain(value)))
        .setUnit(unit)
        .setSystem(Canonicals.UCUM)
        .setCode(unit);
  }

  private static SimpleQuantity simple(Quantity quantity) {
    SimpleQuantity simple = new SimpleQuantity();
    simple
        .setValue(quantity.getValue())
        .setUnit(quantity.getUnit())
        .setSystem(quantity.getSystem())
        .setCode(quantity.getCode());
    return simple;
  }

  private static String plain(BigDecimal value) {
    return value.stripTrailingZeros().toPlainString();
  }
}
