package org.priceunits.knowledge;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.CodeSystem;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.ConceptMap;
import org.hl7.fhir.r4.model.MedicationKnowledge;
import org.hl7.fhir.r4.model.Quantity;
import org.jspecify.annotations.Nullable;
import org.priceunits.domain.product.DrugConcept;
import org.priceunits.domain.product.DrugProduct;
import org.priceunits.domain.product.DrugProduct.DatedCode;
import org.priceunits.domain.product.HcpcsCode;
import org.priceunits.domain.product.HcpcsDosage;
import org.priceunits.domain.product.Ndc;
import org.priceunits.domain.product.PackageEvidence;
import org.priceunits.domain.product.PackageWeighing;
import org.priceunits.domain.product.ProductCatalog;
import org.priceunits.domain.product.RecordedRoute;
import org.priceunits.domain.product.Validity;
import org.priceunits.fhir.Canonicals;
import org.priceunits.fhir.FhirValues;
import org.priceunits.knowledge.PricingKnowledge.KnowledgeFault;

/**
 * Reads drug packages from MedicationKnowledge, and their billing codes from the NDC to HCPCS maps.
 */
final class ProductCatalogReader {
  private final List<KnowledgeFault> faults;
  private final PackageEvidenceReader evidence;
  private final Routes routes;
  private final PackageCodes codes = new PackageCodes();
  private final Set<HcpcsCode> oral = new HashSet<>();
  private final Map<HcpcsCode, HcpcsDosage> dosages = new HashMap<>();

  /**
   * @param faults receives the packages that cannot be read
   * @param forms the words of dosage forms
   * @param routes the words of routes, for the descriptions of codes
   */
  ProductCatalogReader(List<KnowledgeFault> faults, DoseForms forms, Routes routes) {
    this.faults = faults;
    this.routes = routes;
    this.evidence = new PackageEvidenceReader(forms);
  }

  ProductCatalog read(
      List<MedicationKnowledge> packages, List<ConceptMap> maps, List<CodeSystem> systems) {
    return read(packages, maps, systems, Map.of());
  }

  /**
   * @param concepts the drugs that RxNorm names, by RxNorm code
   */
  ProductCatalog read(
      List<MedicationKnowledge> packages,
      List<ConceptMap> maps,
      List<CodeSystem> systems,
      Map<String, DrugConcept> concepts) {
    maps.forEach(codes::add);
    systems.stream().filter(s -> Canonicals.HCPCS.equals(s.getUrl())).forEach(this::described);
    return hosted(stated(packages), concepts);
  }

  /** Returns what the sources of each package state, beside those of its name and codes. */
  private List<Stated> stated(List<MedicationKnowledge> packages) {
    List<Stated> stated = new ArrayList<>(packages.size());
    Map<String, List<PackageEvidence>> brands = new HashMap<>();
    for (MedicationKnowledge knowledge : packages) {
      List<HcpcsCode> billed = billed(knowledge);
      PackageEvidence own =
          evidence.read(
              knowledge,
              billed.stream().anyMatch(oral::contains),
              billed.stream().flatMap(code -> Stream.ofNullable(dosages.get(code))).toList());
      List<PackageEvidence> brand =
          brands.computeIfAbsent(nameAndCodes(knowledge), name -> new ArrayList<>());
      brand.add(own);
      stated.add(new Stated(knowledge, own, brand));
    }
    return stated;
  }

  private ProductCatalog hosted(List<Stated> packages, Map<String, DrugConcept> concepts) {
    Map<Ndc, DrugProduct> byNdc = new HashMap<>();
    Map<String, List<DrugProduct>> byRxNorm = new HashMap<>();
    Map<String, DrugConcept> drugs = new HashMap<>(concepts);
    Map<HcpcsCode, List<HostedProducts.Billed>> byCode = new HashMap<>();
    for (Stated each : packages) {
      MedicationKnowledge knowledge = each.knowledge();
      Optional<DrugProduct> read = product(each);
      if (read.isEmpty()) {
        continue;
      }
      DrugProduct product = read.get();
      byNdc.put(product.ndc(), product);
      product
          .rxNorm()
          .forEach(r -> byRxNorm.computeIfAbsent(r, k -> new ArrayList<>()).add(product));
      substances(knowledge, product, drugs);
      for (DatedCode dated : product.codes()) {
        byCode
            .computeIfAbsent(dated.code(), k -> new ArrayList<>())
            .add(new HostedProducts.Billed(product, dated.validity()));
      }
    }
    return new HostedProducts(byNdc, byRxNorm, byBrand(byNdc), drugs, bySubstance(drugs), byCode);
  }

  private static Map<String, List<DrugConcept>> bySubstance(Map<String, DrugConcept> drugs) {
    Map<String, List<DrugConcept>> bySubstance = new HashMap<>();
    for (DrugConcept drug : drugs.values()) {
      if (drug.kind() == DrugConcept.Kind.SUBSTANCE && drug.substances().size() == 1) {
        bySubstance
            .computeIfAbsent(
                drug.substances().get(0).toLowerCase(Locale.ROOT), name -> new ArrayList<>(1))
            .add(drug);
      }
    }
    return bySubstance;
  }

  private static Map<String, List<DrugProduct>> byBrand(Map<Ndc, DrugProduct> byNdc) {
    Map<String, List<DrugProduct>> byBrand = new HashMap<>();
    byNdc
        .values()
        .forEach(
            p ->
                byBrand
                    .computeIfAbsent(p.brand().toLowerCase(Locale.ROOT), b -> new ArrayList<>(2))
                    .add(p));
    return byBrand;
  }

  /** Adds the codes of a package to those of its substances. */
  private static void substances(
      MedicationKnowledge knowledge, DrugProduct product, Map<String, DrugConcept> drugs) {
    for (MedicationKnowledge.MedicationKnowledgeIngredientComponent ingredient :
        knowledge.getIngredient()) {
      if (ingredient.getItem() instanceof CodeableConcept concept && concept.hasText()) {
        concept.getCoding().stream()
            .filter(c -> Canonicals.RXNORM.equals(c.getSystem()) && c.hasCode())
            .forEach(
                c ->
                    drugs.merge(
                        c.getCode(),
                        new DrugConcept(
                            c.getCode(),
                            DrugConcept.Kind.SUBSTANCE,
                            List.of(concept.getText()),
                            product.codes(),
                            false),
                        ProductCatalogReader::together));
      }
    }
  }

  private static DrugConcept together(DrugConcept known, DrugConcept more) {
    List<DatedCode> codes = new ArrayList<>(known.codes());
    more.codes().stream().filter(code -> !codes.contains(code)).forEach(codes::add);
    return new DrugConcept(
        known.code(),
        known.kind(),
        known.substances().isEmpty() ? more.substances() : known.substances(),
        codes,
        known.whole());
  }

  private void described(CodeSystem hcpcs) {
    for (CodeSystem.ConceptDefinitionComponent concept : hcpcs.getConcept()) {
      Optional<HcpcsCode> code = FhirValues.code(concept.getCode()).flatMap(HcpcsCode::of);
      if (concept.hasDisplay()
          && routes.ofDescription(concept.getDisplay()).contains(RecordedRoute.ORAL)) {
        code.ifPresent(oral::add);
      }
      HcpcsDosage dosage = CodeProperties.dosage(concept);
      if (dosage != null) {
        code.ifPresent(known -> dosages.put(known, dosage));
      }
    }
  }

  private List<HcpcsCode> billed(MedicationKnowledge knowledge) {
    return codings(knowledge, Canonicals.NDC).stream()
        .flatMap(ndc -> Ndc.of(ndc).stream())
        .flatMap(ndc -> codes.of(ndc).stream())
        .map(DatedCode::code)
        .toList();
  }

  /** Makers of a powder and of a solution sell them under one name, and have codes of their own. */
  private String nameAndCodes(MedicationKnowledge knowledge) {
    return brand(knowledge).toLowerCase(Locale.ROOT) + new TreeSet<>(billed(knowledge));
  }

  private static String brand(MedicationKnowledge knowledge) {
    String brand =
        knowledge.getSynonym().isEmpty()
            ? knowledge.getCode().getText()
            : knowledge.getSynonym().get(0).getValue();
    return brand == null
        ? codings(knowledge, Canonicals.NDC).stream().findFirst().orElse("")
        : brand;
  }

  private Optional<DrugProduct> product(Stated stated) {
    MedicationKnowledge knowledge = stated.knowledge();
    Optional<Ndc> ndc = codings(knowledge, Canonicals.NDC).stream().findFirst().flatMap(Ndc::of);
    Quantity amount = knowledge.getAmount();
    boolean contentStated = positive(amount.getValue()) && amount.hasCode();
    if (ndc.isEmpty() || knowledge.hasAmount() && !contentStated) {
      faults.add(
          new KnowledgeFault(
              "MedicationKnowledge/" + knowledge.getIdElement().getIdPart(),
              ndc.isEmpty() ? "MedicationKnowledge.code" : "MedicationKnowledge.amount",
              "A package needs its NDC, and the content of one container, where stated, a UCUM"
                  + " code."));
      return Optional.empty();
    }
    return Optional.of(
        new DrugProduct(
            ndc.get(),
            brand(knowledge),
            PackageWeighing.of(stated.evidence(), stated.brand()),
            new LinkedHashSet<>(codings(knowledge, Canonicals.RXNORM)),
            codes.of(ndc.get()),
            knowledge.getPackaging().getQuantity().getValue(),
            container(knowledge),
            free(knowledge)));
  }

  /** Returns the unit that counts the container; null if no source names it. */
  private static @Nullable String container(MedicationKnowledge knowledge) {
    return knowledge.getPackaging().getType().getCoding().stream()
        .filter(c -> Canonicals.UCUM.equals(c.getSystem()) && c.hasCode())
        .map(Coding::getCode)
        .findFirst()
        .orElse(null);
  }

  private static List<String> codings(MedicationKnowledge knowledge, String system) {
    return knowledge.getCode().getCoding().stream()
        .filter(c -> system.equals(c.getSystem()) && c.hasCode())
        .map(Coding::getCode)
        .toList();
  }

  private static boolean positive(@Nullable BigDecimal value) {
    return value != null && value.signum() > 0;
  }

  private static @Nullable Validity free(MedicationKnowledge knowledge) {
    return FhirValues.extension(knowledge, Canonicals.extension("free-of-charge"))
        .map(e -> FhirValues.validity(Optional.of(e)))
        .orElse(null);
  }

  /**
   * A package, what its sources state, and what those of its name and codes state, its own
   * included.
   */
  private record Stated(
      MedicationKnowledge knowledge, PackageEvidence evidence, List<PackageEvidence> brand) {}
}
