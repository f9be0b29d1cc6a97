package org.priceunits.fhir;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hl7.fhir.r4.model.CodeSystem.ConceptDefinitionComponent;
import org.hl7.fhir.r4.model.CodeSystem.ConceptPropertyComponent;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DateType;
import org.hl7.fhir.r4.model.DecimalType;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.MedicationKnowledge;
import org.hl7.fhir.r4.model.MedicationKnowledge.MedicationKnowledgeDrugCharacteristicComponent;
import org.hl7.fhir.r4.model.MedicationKnowledge.MedicationKnowledgeIngredientComponent;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Ratio;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.SimpleQuantity;
import org.hl7.fhir.r4.model.StringType;
import org.jspecify.annotations.Nullable;
import org.priceunits.domain.product.Ndc;

/** A concept of the list of drug packages, read as the MedicationKnowledge that it stands for. */
final class ListedPackage {
  private static final String CROSSWALK = "CMS NDC-HCPCS crosswalk of ";
  private static final String BASIS = Canonicals.extension("basis");
  private static final String CITATION = Canonicals.extension("citation");
  private static final String LISTING = Canonicals.extension("fda-listing");
  private static final String SIZE_URL = Canonicals.extension("crosswalk-size");
  private static final String VERSION = Canonicals.extension("knowledge-version");
  private static final String CONTAINER_TYPES = Canonicals.codeSystem("container-type");
  private static final String CHARACTERISTICS = Canonicals.codeSystem("drug-characteristic");
  private static final String NUMBER = "([0-9]+(?:\\.[0-9]+)?)";
  private static final String AMOUNT = NUMBER + " (\\S+)";
  private static final String QUARTER = "([0-9]{4}Q[1-4])";
  private static final Pattern STRENGTH = Pattern.compile(AMOUNT + " per " + AMOUNT);
  private static final Pattern SIZE =
      Pattern.compile("(?:" + AMOUNT + " in )?" + NUMBER + ", " + QUARTER + " to " + QUARTER);
  private static final int SIZE_VALUE = 3;
  private static final int FIRST = 4;
  private static final int LAST = 5;
  private static final int PER_VALUE = 3;
  private static final int PER_UNIT = 4;

  private final Map<String, List<ConceptPropertyComponent>> stated = new HashMap<>();
  private final String version;
  private final String name;
  private final MedicationKnowledge product = new MedicationKnowledge();

  /**
   * @param version the newest quarter of the list
   */
  ListedPackage(ConceptDefinitionComponent concept, @Nullable String version) {
    this.version = version == null ? "" : version;
    this.name = concept.hasDisplay() ? concept.getDisplay() : "";
    for (ConceptPropertyComponent property : concept.getProperty()) {
      stated
          .computeIfAbsent(String.valueOf(property.getCode()), code -> new ArrayList<>(2))
          .add(property);
    }
  }

  static boolean isReadable(ConceptPropertyComponent property) {
    String code = String.valueOf(property.getCode());
    Pattern form =
        code.equals(DrugPackageProperty.STRENGTH.code())
            ? STRENGTH
            : code.equals(DrugPackageProperty.CROSSWALK_SIZE.code()) ? SIZE : null;
    return form == null
        || FhirValues.text(property.getValue())
            .filter(stated -> form.matcher(stated).matches())
            .isPresent();
  }

  /** Returns the package; what the list says in a form that is not its own is left out. */
  MedicationKnowledge read(Ndc ndc) {
    product.setId("ndc-" + ndc.value());
    product.setStatus(MedicationKnowledge.MedicationKnowledgeStatus.ACTIVE);
    product.getCode().addCoding().setSystem(Canonicals.NDC).setCode(ndc.value());
    text(DrugPackageProperty.LABELER).ifPresent(product.getManufacturer()::setDisplay);
    product.addSynonym(name);
    texts(DrugPackageProperty.BRAND).forEach(product::addSynonym);
    content();
    extensions();
    product.addIngredient(ingredient());
    packaging();
    product.setDrugCharacteristic(characteristics());
    texts(DrugPackageProperty.ROUTE)
        .forEach(route -> product.addIntendedRoute(new CodeableConcept().setText(route)));
    texts(DrugPackageProperty.PART_OF).forEach(this::outer);
    product.getCode().setText(PackageWords.of(product));
    return product;
  }

  private void content() {
    Optional<BigDecimal> value = decimal(DrugPackageProperty.CONTENT_VALUE);
    Optional<String> unit = text(DrugPackageProperty.CONTENT_UNIT);
    if (value.isPresent() && unit.isPresent()) {
      product.setAmount(fill(new SimpleQuantity(), value.get(), unit.get()));
    }
  }

  /** Adds the extensions in the order of their addresses, as a written package has them. */
  private void extensions() {
    String quarter = text(DrugPackageProperty.QUARTER).orElse(version);
    product.addExtension(CITATION, new StringType(CROSSWALK + quarter));
    texts(DrugPackageProperty.CROSSWALK_SIZE).forEach(this::size);
    text(DrugPackageProperty.LISTED).ifPresent(this::listing);
    product.addExtension(VERSION, new StringType(quarter));
  }

  private void size(String stated) {
    Matcher parts = SIZE.matcher(stated);
    if (parts.matches() && (parts.group(1) != null || product.hasAmount())) {
      Quantity amount = product.getAmount();
      Extension size = new Extension(SIZE_URL);
      Quantity content =
          parts.group(1) == null
              ? fill(new Quantity(), amount.getValue(), amount.getCode())
              : quantity(parts.group(1), parts.group(2));
      size.addExtension("content", content);
      size.addExtension("size", new DecimalType(parts.group(SIZE_VALUE)));
      size.addExtension("first", new StringType(parts.group(FIRST)));
      size.addExtension("last", new StringType(parts.group(LAST)));
      product.addExtension(size);
    }
  }

  private void listing(String day) {
    Extension listing = new Extension(LISTING);
    listing.addExtension("listed", new DateType(day));
    text(DrugPackageProperty.APPLICATION)
        .ifPresent(number -> listing.addExtension("application", new StringType(number)));
    product.addExtension(listing);
  }

  private MedicationKnowledgeIngredientComponent ingredient() {
    MedicationKnowledgeIngredientComponent ingredient =
        new MedicationKnowledgeIngredientComponent()
            .setItem(
                new CodeableConcept().setText(text(DrugPackageProperty.INGREDIENT).orElse(name)))
            .setIsActive(true);
    for (ConceptPropertyComponent each : stated(DrugPackageProperty.STRENGTH)) {
      Matcher parts = STRENGTH.matcher(FhirValues.text(each.getValue()).orElse(""));
      if (parts.matches()) {
        ingredient.setExtension(sources(each));
        ingredient.setStrength(
            new Ratio()
                .setNumerator(quantity(parts.group(1), parts.group(2)))
                .setDenominator(quantity(parts.group(PER_VALUE), parts.group(PER_UNIT))));
      }
    }
    return ingredient;
  }

  private void packaging() {
    SimpleQuantity containers =
        fill(
            new SimpleQuantity(),
            decimal(DrugPackageProperty.CONTAINERS).orElse(BigDecimal.ONE),
            "{each}");
    containers.setUnit("container");
    product.getPackaging().setQuantity(containers);
    for (ConceptPropertyComponent each : stated(DrugPackageProperty.CONTAINER)) {
      if (each.getValue() instanceof Coding container) {
        product
            .getPackaging()
            .setType(
                new CodeableConcept()
                    .addCoding(
                        new Coding().setSystem(container.getSystem()).setCode(container.getCode()))
                    .setText(container.getDisplay()));
      }
    }
  }

  private List<MedicationKnowledgeDrugCharacteristicComponent> characteristics() {
    List<MedicationKnowledgeDrugCharacteristicComponent> all = new ArrayList<>();
    for (ConceptPropertyComponent each : stated(DrugPackageProperty.CONTAINER_TYPE)) {
      Coding type =
          new Coding()
              .setSystem(CONTAINER_TYPES)
              .setCode(FhirValues.text(each.getValue()).orElse(null));
      all.add(characteristic(each, new CodeableConcept().addCoding(type)));
    }
    for (ConceptPropertyComponent each : stated(DrugPackageProperty.DOSE_FORM)) {
      CodeableConcept form =
          new CodeableConcept().setText(FhirValues.text(each.getValue()).orElse(null));
      all.add(characteristic(each, form));
      // The form of the package itself, not that of what was licensed.
      if (FhirValues.part(each, BASIS).isEmpty()) {
        product.setDoseForm(form.copy());
      }
    }
    return all;
  }

  private static MedicationKnowledgeDrugCharacteristicComponent characteristic(
      ConceptPropertyComponent stated, CodeableConcept value) {
    MedicationKnowledgeDrugCharacteristicComponent characteristic =
        new MedicationKnowledgeDrugCharacteristicComponent();
    characteristic.setExtension(sources(stated));
    characteristic
        .getType()
        .addCoding(new Coding().setSystem(CHARACTERISTICS).setCode(stated.getCode()));
    characteristic.setValue(value);
    return characteristic;
  }

  private void outer(String ndc) {
    Reference reference = new Reference();
    reference.setType("MedicationKnowledge");
    reference.getIdentifier().setSystem(Canonicals.NDC).setValue(ndc);
    product
        .addRelatedMedicationKnowledge()
        .setType(new CodeableConcept().setText("package that contains this one"))
        .addReference(reference);
  }

  private static List<Extension> sources(ConceptPropertyComponent stated) {
    return new ArrayList<>(stated.getExtension().stream().map(Extension::copy).toList());
  }

  private static Quantity quantity(String value, String unit) {
    return fill(new Quantity(), new BigDecimal(value), unit);
  }

  private static <T extends Quantity> T fill(T quantity, BigDecimal value, String unit) {
    quantity.setValue(value).setUnit(unit).setSystem(Canonicals.UCUM).setCode(unit);
    return quantity;
  }

  private List<ConceptPropertyComponent> stated(DrugPackageProperty property) {
    return stated.getOrDefault(property.code(), List.of());
  }

  private List<String> texts(DrugPackageProperty property) {
    List<ConceptPropertyComponent> all = stated(property);
    return all.isEmpty()
        ? List.of()
        : all.stream().flatMap(p -> FhirValues.text(p.getValue()).stream()).toList();
  }

  private Optional<String> text(DrugPackageProperty property) {
    List<ConceptPropertyComponent> all = stated(property);
    return all.isEmpty() ? Optional.empty() : FhirValues.text(all.get(0).getValue());
  }

  private Optional<BigDecimal> decimal(DrugPackageProperty property) {
    List<ConceptPropertyComponent> all = stated(property);
    return all.isEmpty() ? Optional.empty() : FhirValues.decimal(all.get(0).getValue());
  }
}
