package org.priceunits.loading.codes;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.hl7.fhir.r4.model.ConceptMap;
import org.priceunits.loading.cms.TabTable;
import org.priceunits.loading.cms.TabTable.Row;
import org.priceunits.loading.write.ConceptCodeMapWriter;
import org.priceunits.loading.write.ConceptCodes;
import org.priceunits.loading.write.ConceptCodes.Target;
import org.priceunits.loading.write.Edition;

/**
 * The RxNorm codes whose HCPCS codes are shipped: those of packages of CMS's crosswalks. A row is a
 * package in one of the lists; a concept is shipped if each of its codes has two. Of a substance,
 * pairs with one row are left out, because the descriptions of codes name it too.
 */
final class ShippedConcepts {
  private static final int ROWS_OF_PROOF = 2;

  private final Path folder;
  private final Predicate<String> hosted;
  private final Map<String, Set<String>> codesOfPackage = new HashMap<>();
  private final Map<String, Set<String>> substancesOfDrug = new HashMap<>();
  private final Map<String, Concept> drugs = new TreeMap<>();
  private final Map<String, Concept> substances = new TreeMap<>();

  /**
   * @param hosted tells the codes that are hosted
   */
  ShippedConcepts(Path folder, Predicate<String> hosted) {
    this.folder = folder;
    this.hosted = hosted;
  }

  /** A concept, and the rows that show each of its codes. */
  private static final class Concept {
    private String termType = "";
    private String name = "";
    private final Map<String, Set<String>> rows = new TreeMap<>();
    private final Set<String> named = new TreeSet<>();

    void add(Collection<String> codes, String row) {
      codes.forEach(code -> rows.computeIfAbsent(code, c -> new TreeSet<>()).add(row));
    }

    boolean isProven() {
      return !rows.isEmpty() && rows.values().stream().allMatch(r -> r.size() >= ROWS_OF_PROOF);
    }

    List<Target> targets(String sources) {
      List<Target> targets = new ArrayList<>();
      rows.forEach(
          (code, shown) -> {
            if (shown.size() >= ROWS_OF_PROOF) {
              targets.add(new Target(code, null, null, shown.size() + " rows of " + sources));
            }
          });
      return targets;
    }
  }

  ConceptMap map() throws IOException {
    for (Row row : rows("package-facts")) {
      List<String> codes = List.of(row.cell("HCPCS").split(";")).stream().filter(hosted).toList();
      codesOfPackage.put(row.cell("NDC11"), new TreeSet<>(codes));
    }
    SourceFile ingredients = SourceFile.only("rxnorm-ingredients");
    List<Row> named = rows("rxnorm-ingredients");
    named.forEach(row -> substanceOf(row, row.cell("NDC11")));
    rows("rxnorm-drugs").forEach(row -> substanceOf(row, row.cell("RXCUI")));
    named.forEach(row -> read(row, ingredients.posted()));
    SourceFile injectables = SourceFile.only("rxnorm-packages");
    rows("rxnorm-packages").forEach(row -> read(row, injectables.posted()));
    String sources = ingredients.posted() + " and " + injectables.posted();
    Map<String, ConceptCodes> shipped = new TreeMap<>();
    drugs.forEach(
        (code, drug) -> {
          if (drug.isProven()) {
            shipped.put(code, new ConceptCodes(code, "", "", false, drug.targets(sources)));
          }
        });
    substances.forEach(
        (code, substance) -> {
          if (substance.named.size() >= ROWS_OF_PROOF) {
            shipped.put(
                code,
                new ConceptCodes(
                    code, substance.termType, substance.name, false, substance.targets(sources)));
          }
        });
    Supplement.table("rxnorm-codes.csv").forEach(row -> byHand(row, shipped));
    return new ConceptCodeMapWriter()
        .write(
            shipped.values(),
            new Edition(
                injectables.posted(),
                LocalDate.parse(injectables.posted()),
                "Drugs as RxNorm names them, and the HCPCS codes of their packages in CMS's crosswalks of 2024Q1 to 2026Q1. RxNorm codes of packages: "
                    + ingredients.publishedName()
                    + "; "
                    + injectables.publishedName()
                    + ". Each pair is shown by two rows or more. Loading RxNorm (load --rxnorm) replaces the map."));
  }

  private List<Row> rows(String kind) throws IOException {
    return TabTable.of(SourceFile.only(kind).bytes(folder)).rows();
  }

  /**
   * @param shownBy the package or drug of the row
   */
  private void substanceOf(Row row, String shownBy) {
    if (row.cell("IN_RXCUI").isEmpty()) {
      return;
    }
    substancesOfDrug
        .computeIfAbsent(row.cell("RXCUI"), drug -> new TreeSet<>())
        .add(row.cell("IN_RXCUI"));
    Concept substance = substances.computeIfAbsent(row.cell("IN_RXCUI"), code -> new Concept());
    substance.name = row.cell("IN_NAME");
    substance.termType = substance.name.contains(" / ") ? "MIN" : "IN";
    substance.named.add(shownBy);
  }

  /** Counts a row for its drug, and for the substance of a drug that has one. */
  private void read(Row row, String list) {
    Set<String> codes = codesOfPackage.getOrDefault(row.cell("NDC11"), Set.of());
    String shown = row.cell("NDC11") + " " + list;
    drugs.computeIfAbsent(row.cell("RXCUI"), code -> new Concept()).add(codes, shown);
    Set<String> own = substancesOf(row.cell("RXCUI"));
    if (own.size() == 1) {
      Concept substance = substances.get(own.iterator().next());
      if (substance != null) {
        substance.add(codes, shown);
      }
    }
  }

  /** Returns the substance of a drug; of a mixture all together, and not each part. */
  private Set<String> substancesOf(String drug) {
    Set<String> all = substancesOfDrug.getOrDefault(drug, Set.of());
    Set<String> mixtures = new TreeSet<>(all);
    mixtures.removeIf(code -> !substances.get(code).termType.equals("MIN"));
    return mixtures.isEmpty() ? all : mixtures;
  }

  /** Adds a code that no crosswalk has, with the reason. */
  private void byHand(Map<String, String> row, Map<String, ConceptCodes> shipped) {
    String substance = Supplement.cell(row, "substance");
    Target target =
        new Target(Supplement.cell(row, "code"), null, null, Supplement.cell(row, "source"));
    boolean whole = Boolean.parseBoolean(Supplement.cell(row, "all-codes"));
    Set<String> concepts = new TreeSet<>(Set.of(substance));
    substancesOfDrug.forEach(
        (drug, own) -> {
          if (own.equals(Set.of(substance))) {
            concepts.add(drug);
          }
        });
    for (String concept : concepts) {
      ConceptCodes known = shipped.get(concept);
      if (known != null
          && known.targets().stream().noneMatch(t -> t.code().equals(target.code()))) {
        List<Target> targets = new ArrayList<>(known.targets());
        targets.add(target);
        shipped.put(
            concept,
            new ConceptCodes(
                concept, known.termType(), known.name(), known.whole() || whole, targets));
      }
    }
  }
}
