package org.priceunits.knowledge;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.CodeSystem;
import org.hl7.fhir.r4.model.CodeSystem.ConceptDefinitionComponent;
import org.hl7.fhir.r4.model.CodeSystem.ConceptPropertyComponent;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.DecimalType;
import org.hl7.fhir.r4.model.MedicationKnowledge;
import org.hl7.fhir.r4.model.MedicationKnowledge.MedicationKnowledgeStatus;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.Type;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.priceunits.ShippedKnowledge;
import org.priceunits.domain.dose.Dose;
import org.priceunits.domain.product.DrugProduct;
import org.priceunits.domain.product.Ndc;
import org.priceunits.fhir.Canonicals;
import org.priceunits.fhir.DrugPackageProperty;
import org.priceunits.fhir.DrugPackages;
import org.priceunits.knowledge.PricingKnowledge.KnowledgeFault;

/** Packages that are listed only are known as if they were stored; stored ones come first. */
class ListedPackagesTest {
  private static final String NDC = "00002021301";

  @Test
  void aListedPackageHasWhatItsListSays() {
    DrugProduct product = product(List.of(list("2025Q3"))).orElseThrow();

    assertThat(product.brand()).isEqualTo("Humulin R");
    assertThat(product.content()).isEqualTo(Dose.of(new BigDecimal("300"), "[U]"));
    assertThat(product.presentation().strength()).isNotNull();
  }

  /** An operator takes a package out of the list with a resource of its own. */
  @ParameterizedTest
  @EnumSource(
      value = MedicationKnowledgeStatus.class,
      names = {"ACTIVE", "INACTIVE"})
  void aStoredPackageIsReadInItsPlace(MedicationKnowledgeStatus status) {
    assertThat(product(List.of(list("2025Q3"), stored(status))))
        .get()
        .satisfies(
            p -> {
              assertThat(p.brand()).isEqualTo("Of the operator");
              assertThat(p.content()).isNull();
            });
  }

  @Test
  void aPackageThatIsStoredInErrorIsNotReadFromTheList() {
    assertThat(product(List.of(list("2025Q3"), stored(MedicationKnowledgeStatus.ENTEREDINERROR))))
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"2025Q3, 2025Q4, Later", "2025Q4, 2025Q3, Humulin R"})
  void ofTwoListsTheLaterDecides(String one, String other, String brand) {
    CodeSystem second = list(other);
    second.getConceptFirstRep().setDisplay("Later");

    assertThat(product(List.of(list(one), second)))
        .get()
        .extracting(DrugProduct::brand)
        .isEqualTo(brand);
  }

  /** Of somebody else, or no supplement to NDC, and so no list of packages. */
  @Test
  void anotherSystemIsNoList() {
    assertThat(product(List.of((CodeSystem) list("2025Q3").setUrl("http://example.org/packages"))))
        .isEmpty();
    assertThat(product(List.of(list("2025Q3").setSupplements(Canonicals.HCPCS)))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "strength       | 100 [U] per 1 mL                | true",
        "strength       | 100 [U]/mL                      | false",
        "crosswalk-size | 3, 2024Q4 to 2025Q3             | true",
        "crosswalk-size | 300 [U] in 3, 2024Q4 to 2025Q3  | true",
        "crosswalk-size | 3 mL, 2024Q4 to 2025Q3          | false",
        "crosswalk-size | 3, 2024Q4                       | false",
        "crosswalk-size | 1.2.3, 2024Q4 to 2025Q3         | false",
        "content-value  | 0                               | false",
        "content-value  | 0.5                             | true"
      })
  void whatIsNotAsTheListDescribesItIsRefused(String property, String value, boolean taken) {
    CodeSystem list = list("2025Q3");
    list.getConceptFirstRep().getProperty().removeIf(p -> property.equals(p.getCode()));
    Type stated = property.equals("content-value") ? new DecimalType(value) : new StringType(value);
    list.getConceptFirstRep()
        .addProperty(new ConceptPropertyComponent().setCode(property).setValue(stated));

    List<KnowledgeFault> faults =
        KnowledgeCheck.faults(list, ShippedKnowledge.pricing().catalogs().policies());

    assertThat(faults.isEmpty()).isEqualTo(taken);
  }

  @Test
  void aShippedPackageOfTheListHasItsCodeByDate() {
    // Ondansetron of Fresenius Kabi.
    DrugProduct product =
        ShippedKnowledge.pricing()
            .catalogs()
            .products()
            .byNdc(new Ndc("63323037302"))
            .orElseThrow();

    assertThat(product.codes()).extracting(c -> c.code().value()).containsExactly("J2405");
    assertThat(DrugPackages.count(ShippedKnowledge.resources())).isGreaterThan(7000);
  }

  private static Optional<DrugProduct> product(List<? extends Resource> resources) {
    return KnowledgeReader.read(new ArrayList<>(resources))
        .catalogs()
        .products()
        .byNdc(new Ndc(NDC));
  }

  private static CodeSystem list(String version) {
    CodeSystem list = new CodeSystem();
    list.setId(DrugPackages.ID);
    list.setUrl(Canonicals.codeSystem(DrugPackages.ID)).setVersion(version);
    list.setSupplements(Canonicals.NDC);
    ConceptDefinitionComponent concept = list.addConcept().setCode(NDC).setDisplay("Humulin R");
    add(concept, DrugPackageProperty.CONTENT_VALUE, new DecimalType("300"));
    add(concept, DrugPackageProperty.CONTENT_UNIT, new CodeType("[U]"));
    add(concept, DrugPackageProperty.CROSSWALK_SIZE, new StringType("3, 2024Q4 to 2025Q3"));
    add(concept, DrugPackageProperty.STRENGTH, new StringType("100 [U] per 1 mL"));
    return list;
  }

  private static void add(
      ConceptDefinitionComponent concept, DrugPackageProperty property, Type value) {
    concept.addProperty(new ConceptPropertyComponent().setCode(property.code()).setValue(value));
  }

  private static MedicationKnowledge stored(MedicationKnowledgeStatus status) {
    MedicationKnowledge product = new MedicationKnowledge().setStatus(status);
    product.setId("ndc-of-ours");
    product.getCode().addCoding().setSystem(Canonicals.NDC).setCode("0002-0213-01");
    product.addSynonym("Of the operator");
    return product;
  }
}
