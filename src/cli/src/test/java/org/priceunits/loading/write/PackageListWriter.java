package org.priceunits.loading.write;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.CodeSystem;
import org.hl7.fhir.r4.model.CodeSystem.CodeSystemContentMode;
import org.hl7.fhir.r4.model.CodeSystem.ConceptDefinitionComponent;
import org.hl7.fhir.r4.model.CodeSystem.ConceptPropertyComponent;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.DecimalType;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.MedicationKnowledge;
import org.hl7.fhir.r4.model.MedicationKnowledge.MedicationKnowledgeDrugCharacteristicComponent;
import org.hl7.fhir.r4.model.MedicationKnowledge.MedicationKnowledgeIngredientComponent;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.Type;
import org.priceunits.fhir.Canonicals;
import org.priceunits.fhir.DrugPackageProperty;
import org.priceunits.fhir.DrugPackages;
import org.priceunits.fhir.PackageWords;

/** Writes packages, as they are loaded, as concepts of the list of drug packages. */
public final class PackageListWriter {

  public CodeSystem write(List<MedicationKnowledge> packages, Edition edition) {
    CodeSystem list = new CodeSystem();
    list.setId(DrugPackages.ID);
    edition.describe(list, "DrugPackages", "Drug packages of CMS's crosswalks");
    list.setContent(CodeSystemContentMode.SUPPLEMENT).setSupplements(Canonicals.NDC);
    for (DrugPackageProperty each : DrugPackageProperty.values()) {
      list.addProperty()
          .setCode(each.code())
          .setType(each.type())
          .setDescription(each.description());
    }
    packages.forEach(p -> list.addConcept(new Row(p, edition.version()).concept));
    return list;
  }

  private static final class Row {
    private final ConceptDefinitionComponent concept = new ConceptDefinitionComponent();
    private final MedicationKnowledge product;

    Row(MedicationKnowledge product, String version) {
      this.product = product;
      String name = product.getSynonym().get(0).getValue();
      concept.setCode(product.getCode().getCodingFirstRep().getCode()).setDisplay(name);
      text(DrugPackageProperty.LABELER, product.getManufacturer().getDisplay());
      if (product.hasAmount()) {
        Quantity amount = product.getAmount();
        add(DrugPackageProperty.CONTENT_VALUE, new DecimalType(amount.getValue()));
        add(DrugPackageProperty.CONTENT_UNIT, new CodeType(amount.getCode()));
      }
      BigDecimal containers = product.getPackaging().getQuantity().getValue();
      if (containers.compareTo(BigDecimal.ONE) != 0) {
        add(DrugPackageProperty.CONTAINERS, new DecimalType(containers));
      }
      String quarter = part("knowledge-version");
      if (!quarter.equals(version)) {
        text(DrugPackageProperty.QUARTER, quarter);
      }
      product
          .getExtensionsByUrl(Canonicals.extension("crosswalk-size"))
          .forEach(size -> text(DrugPackageProperty.CROSSWALK_SIZE, words(size)));
      ingredient(name);
      listed();
    }

    private void ingredient(String name) {
      MedicationKnowledgeIngredientComponent ingredient = product.getIngredientFirstRep();
      String drug = ((CodeableConcept) ingredient.getItem()).getText();
      if (!drug.equals(name)) {
        text(DrugPackageProperty.INGREDIENT, drug);
      }
      if (ingredient.hasStrength()) {
        Quantity numerator = ingredient.getStrength().getNumerator();
        Quantity denominator = ingredient.getStrength().getDenominator();
        text(DrugPackageProperty.STRENGTH, words(numerator) + " per " + words(denominator))
            .setExtension(ingredient.getExtension());
      }
    }

    private void listed() {
      for (MedicationKnowledgeDrugCharacteristicComponent c : product.getDrugCharacteristic()) {
        CodeableConcept value = (CodeableConcept) c.getValue();
        boolean form = "dose-form".equals(c.getType().getCodingFirstRep().getCode());
        ConceptPropertyComponent stated =
            form
                ? text(DrugPackageProperty.DOSE_FORM, value.getText())
                : add(
                    DrugPackageProperty.CONTAINER_TYPE,
                    new CodeType(value.getCodingFirstRep().getCode()));
        stated.setExtension(c.getExtension());
      }
      if (product.getPackaging().hasType()) {
        CodeableConcept container = product.getPackaging().getType();
        Coding coding = container.getCodingFirstRep();
        add(
            DrugPackageProperty.CONTAINER,
            new Coding(coding.getSystem(), coding.getCode(), container.getText()));
      }
      product.getIntendedRoute().forEach(r -> text(DrugPackageProperty.ROUTE, r.getText()));
      product.getSynonym().stream()
          .skip(1)
          .forEach(brand -> text(DrugPackageProperty.BRAND, brand.getValue()));
      Optional.ofNullable(product.getExtensionByUrl(Canonicals.extension("fda-listing")))
          .ifPresent(this::listing);
      product
          .getRelatedMedicationKnowledge()
          .forEach(
              r ->
                  add(
                      DrugPackageProperty.PART_OF,
                      new CodeType(r.getReferenceFirstRep().getIdentifier().getValue())));
    }

    private void listing(Extension listing) {
      add(DrugPackageProperty.LISTED, new DateTimeType(text(listing, "listed")));
      if (listing.hasExtension("application")) {
        text(DrugPackageProperty.APPLICATION, text(listing, "application"));
      }
    }

    private String words(Extension size) {
      Quantity content = (Quantity) size.getExtensionByUrl("content").getValue();
      boolean same =
          product.hasAmount()
              && product.getAmount().getCode().equals(content.getCode())
              && product.getAmount().getValue().compareTo(content.getValue()) == 0;
      return (same ? "" : words(content) + " in ")
          + "%s, %s to %s".formatted(text(size, "size"), text(size, "first"), text(size, "last"));
    }

    private static String words(Quantity amount) {
      return PackageWords.plain(amount.getValue()) + " " + amount.getCode();
    }

    private String part(String name) {
      return product.getExtensionByUrl(Canonicals.extension(name)).getValue().primitiveValue();
    }

    private static String text(Extension extension, String part) {
      return extension.getExtensionByUrl(part).getValue().primitiveValue();
    }

    private ConceptPropertyComponent text(DrugPackageProperty property, String value) {
      return add(property, new StringType(value));
    }

    private ConceptPropertyComponent add(DrugPackageProperty property, Type value) {
      ConceptPropertyComponent stated = new ConceptPropertyComponent().setCode(property.code());
      stated.setValue(value);
      concept.addProperty(stated);
      return stated;
    }
  }
}
