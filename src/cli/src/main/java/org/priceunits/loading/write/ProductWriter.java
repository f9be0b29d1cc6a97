package org.priceunits.loading.write;

import java.math.BigDecimal;
import java.util.Comparator;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DecimalType;
import org.hl7.fhir.r4.model.Extension;
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
    product.getCode().addCoding().setSystem(Canonicals.NDC).setCode(drug.ndc().value());
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
    complete(product);
    return product;
  }

  private static void extensions(MedicationKnowledge product, DrugPackage drug) {
    if (drug.knownFrom() != null || drug.knownTo() != null) {
      product.addExtension(
          Canonicals.extension("effective-period"), Periods.of(drug.knownFrom(), drug.knownTo()));
    }
    product.addExtension(Canonicals.extension("knowledge-version"), new StringType(drug.version()));
    product.addExtension(Canonicals.extension("citation"), new StringType(drug.citation()));
    drug.sizes().forEach(size -> product.addExtension(size(size)));
    if (drug.freeFrom() != null) {
      product.addExtension(
          Canonicals.extension("free-of-charge"), Periods.of(drug.freeFrom(), null));
    }
  }

  private static Extension size(DrugPackage.Size size) {
    Extension extension = new Extension(CrosswalkSizes.URL);
    extension.addExtension("content", quantity(size.content().value(), size.content().unit()));
    extension.addExtension("size", new DecimalType(plain(size.size())));
    extension.addExtension("first", new StringType(size.first().toString()));
    extension.addExtension("last", new StringType(size.last().toString()));
    return extension;
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

  /**
   * Names a package in words (brand, content, and the volume that it is in) and orders what sources
   * say of it, so that the order of loading does not matter.
   */
  public static void complete(MedicationKnowledge product) {
    product.getCode().setText(words(product));
    product.getExtension().sort(Comparator.comparing(Extension::getUrl));
    product
        .getDrugCharacteristic()
        .sort(
            Comparator.comparing(
                    (MedicationKnowledgeDrugCharacteristicComponent c) ->
                        String.valueOf(c.getType().getCodingFirstRep().getCode()))
                .thenComparing(ProductWriter::citation));
  }

  /** Returns the source of a statement; empty for what a person added without one. */
  private static String citation(MedicationKnowledgeDrugCharacteristicComponent stated) {
    Extension citation = stated.getExtensionByUrl(Canonicals.extension("citation"));
    return citation == null ? "" : citation.getValue().primitiveValue();
  }

  private static String words(MedicationKnowledge product) {
    String brand = product.getSynonym().get(0).getValue();
    Ratio strength = product.getIngredientFirstRep().getStrength();
    Quantity volume = strength.getDenominator();
    boolean whole =
        product.hasAmount()
            && "mL".equals(volume.getCode())
            && product.getAmount().getValue().compareTo(strength.getNumerator().getValue()) == 0;
    String content =
        product.hasAmount()
            ? " " + plain(product.getAmount().getValue()) + " " + product.getAmount().getCode()
            : "";
    return brand + content + (whole ? "/" + plain(volume.getValue()) + " mL" : "");
  }

  static Quantity quantity(BigDecimal value, String unit) {
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
