package org.priceunits.loading.rxnorm;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.priceunits.domain.product.Ndc;
import org.priceunits.loading.cms.Reading;

/**
 * Reads a release of RxNorm: RXNSAT tells the drug of each NDC, RXNREL what a drug is made of, and
 * RXNCONSO the names. Only what concerns the packages that are asked for is kept. RXNREL has each
 * relation in both directions, so the term types of its two sides tell which contains which.
 */
public final class RxNorm {
  private static final String OWN = "RXNORM";

  /** From each term type, those that say less of the drug. */
  private static final Map<String, Set<String>> WIDER =
      Map.of(
          "SBD", Set.of("SCD", "SBDC", "BN"),
          "SCD", Set.of("SCDC", "MIN"),
          "SBDC", Set.of("BN"),
          "SCDC", Set.of("IN", "PIN"),
          "PIN", Set.of("IN"),
          "BPCK", Set.of("GPCK", "BN"));

  private static final Set<String> KEPT =
      Set.of("IN", "PIN", "MIN", "BN", "SCDC", "SCD", "SBDC", "SBD", "GPCK", "BPCK");

  private final Set<Ndc> wanted;
  private final Map<String, Term> terms = new HashMap<>();
  private final Map<String, Set<String>> wider = new HashMap<>();
  private final Map<String, Set<Ndc>> packages = new HashMap<>();

  private RxNorm(Set<Ndc> wanted) {
    this.wanted = wanted;
  }

  /** The tables of one release. */
  public interface Tables {
    /**
     * Reads the lines of a table, named as the NLM does: RXNCONSO.RRF.
     *
     * @throws IOException if the release lacks it
     */
    void lines(String table, Consumer<String> line) throws IOException;
  }

  private record Term(String type, String name) {}

  /**
   * Returns the drugs of the packages that are asked for, and their ingredients and brands, in the
   * order of their codes.
   *
   * @throws IOException if a table is missing or cannot be read
   */
  public static Reading<RxNormDrug> read(Tables tables, Set<Ndc> wanted) throws IOException {
    RxNorm release = new RxNorm(wanted);
    tables.lines("RXNCONSO.RRF", release::concept);
    if (release.terms.isEmpty()) {
      return new Reading.WrongFile<>(
          "RXNCONSO.RRF has no concept of RxNorm itself (SAB RXNORM). Load the release of the NLM as it is.");
    }
    tables.lines("RXNREL.RRF", release::relation);
    tables.lines("RXNSAT.RRF", release::attribute);
    return new Reading.Read<>(release.drugs(), List.of());
  }

  private void concept(String line) {
    String[] cells = cells(line);
    if (cells.length > 16
        && cells[1].equals("ENG")
        && cells[11].equals(OWN)
        && KEPT.contains(cells[12])
        && !isSuppressed(cells[16])) {
      terms.put(cells[0], new Term(cells[12], cells[14]));
    }
  }

  private void relation(String line) {
    String[] cells = cells(line);
    if (cells.length > 10 && cells[10].equals(OWN) && cells[2].equals("CUI")) {
      widens(cells[0], cells[4]);
      widens(cells[4], cells[0]);
    }
  }

  private void widens(String narrow, String wide) {
    Term from = terms.get(narrow);
    Term to = terms.get(wide);
    if (from != null
        && to != null
        && WIDER.getOrDefault(from.type(), Set.of()).contains(to.type())) {
      wider.computeIfAbsent(narrow, code -> new HashSet<>(2)).add(wide);
    }
  }

  private void attribute(String line) {
    // Almost all lines are of another kind; splitting them would take most of the time.
    if (!line.contains("|NDC|RXNORM|")) {
      return;
    }
    String[] cells = cells(line);
    if (cells.length > 11
        && cells[8].equals("NDC")
        && cells[9].equals(OWN)
        && !isSuppressed(cells[11])) {
      Optional<Ndc> ndc = Ndc.of(cells[10]).filter(wanted::contains);
      ndc.ifPresent(n -> cover(cells[0], n));
    }
  }

  private static boolean isSuppressed(String flag) {
    return flag.equals("O") || flag.equals("Y") || flag.equals("E");
  }

  private static String[] cells(String line) {
    return line.split("\\|", -1);
  }

  private void cover(String drug, Ndc ndc) {
    List<String> open = new ArrayList<>(List.of(drug));
    Set<String> seen = new HashSet<>(open);
    for (int i = 0; i < open.size(); i++) {
      String code = open.get(i);
      if (terms.containsKey(code)) {
        packages.computeIfAbsent(code, c -> new HashSet<>()).add(ndc);
        wider(code).stream().filter(seen::add).forEach(open::add);
      }
    }
  }

  /**
   * Returns what says less of the drug. The parts of a mixture are drugs of their own, which have
   * other codes: only all of them together are the mixture.
   */
  private Collection<String> wider(String code) {
    Set<String> all = wider.getOrDefault(code, Set.of());
    long parts = all.stream().filter(c -> isOf(c, "SCDC")).count();
    return parts > 1 ? all.stream().filter(c -> !isOf(c, "SCDC")).toList() : all;
  }

  private boolean isOf(String code, String type) {
    Term term = terms.get(code);
    return term != null && term.type().equals(type);
  }

  private List<RxNormDrug> drugs() {
    List<RxNormDrug> drugs = new ArrayList<>(packages.size());
    new TreeMap<>(packages)
        .forEach(
            (code, ndcs) -> {
              Term term = terms.get(code);
              if (term != null) {
                drugs.add(new RxNormDrug(code, term.type(), term.name(), ndcs));
              }
            });
    return drugs;
  }
}
