package org.priceunits.domain.billing;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.priceunits.domain.billing.Drug.NamedDrug;
import org.priceunits.domain.product.CodeCatalog;
import org.priceunits.domain.product.HcpcsCode;

/**
 * Tells substances from brands among the names that a record has for one drug, in whatever order it
 * writes them: pembrolizumab (KEYTRUDA), KEYTRUDA (pembrolizumab), pembrolizumab-KEYTRUDA. Names of
 * two drugs contradict each other.
 */
final class NamesOfOneDrug {
  /** A name of more words is a sentence. */
  private static final int MOST_WORDS = 8;

  /** Words with as many first letters in common are of one name: hyaluronan, hyaluronate. */
  private static final int STEM = 5;

  private final CodeCatalog codes;
  private final NamedCodes named;

  NamesOfOneDrug(CodeCatalog codes, NamedCodes named) {
    this.codes = codes;
    this.named = named;
  }

  /**
   * @param substances names of substances, and names that nothing is known of
   * @param brands names of packages, the first of which counts, and notes that may be others
   */
  record Names(List<String> substances, List<String> brands) {
    String brand() {
      return brands.isEmpty() ? "" : brands.get(0);
    }
  }

  /**
   * A brand of another drug than the substance beside it.
   *
   * @param ofOthers the codes of the other names; empty if they are not known
   */
  record Contradiction(
      String brand, List<String> others, Set<HcpcsCode> ofBrand, Set<HcpcsCode> ofOthers) {}

  /** Returns the names as RxNorm writes them; as the record has them, if these are not known. */
  Names of(NamedDrug drug, LocalDate day) {
    List<String> brands = drug.brand().isEmpty() ? List.of() : List.of(drug.brand());
    Names plain = new Names(drug.substances(), brands);
    if (isKnown(drug, day)) {
      return plain;
    }
    Names charted = charted(drug, day);
    return charted.substances().isEmpty() ? plain : charted;
  }

  private boolean isKnown(NamedDrug drug, LocalDate day) {
    return !drug.substances().isEmpty()
        && (named.isBrand(drug.brand(), day)
            || !named.describing(drug.substances(), day).isEmpty()
            || drug.brand().isEmpty()
                && drug.substances().size() == 1
                && named.isBrand(drug.substances().get(0), day));
  }

  /** Returns the names as the chart has them; none if nothing is known of any of them. */
  private Names charted(NamedDrug drug, LocalDate day) {
    List<String> substances = new ArrayList<>(1);
    List<String> brands = new ArrayList<>(1);
    drug.charted().stream()
        .flatMap(name -> apart(name, day))
        .forEach(name -> (named.isBrand(name, day) ? brands : substances).add(name));
    List<String> bracketed = new ArrayList<>(1);
    List<String> notes = new ArrayList<>(1);
    for (String name : drug.bracketed()) {
      boolean brand = named.isBrand(name, day);
      (brand ? brands : named.isSubstance(name, day) ? bracketed : notes).add(name);
    }
    boolean nameless = substances.stream().noneMatch(name -> named.isSubstance(name, day));
    if (nameless && brands.isEmpty() && bracketed.isEmpty()) {
      return new Names(List.of(), List.of());
    }
    if (nameless && brands.isEmpty() && substances.size() == 1) {
      // A name that nothing is known of, before a substance in parentheses, is its brand.
      return new Names(bracketed, substances);
    }
    substances.addAll(bracketed);
    brands.addAll(notes);
    return substances.isEmpty()
        ? new Names(List.of(brands.get(0)), brands.subList(1, brands.size()))
        : new Names(substances, brands);
  }

  /** Returns the two names that stand side by side, if they are a substance's and a brand's. */
  private Stream<String> apart(String name, LocalDate day) {
    List<String> words = Arrays.asList(name.split("[, ]+"));
    if (words.size() > MOST_WORDS
        || named.isBrand(name, day)
        || !named.describing(List.of(name), day).isEmpty()) {
      return Stream.of(name);
    }
    for (int i = 1; i < words.size(); i++) {
      String left = String.join(" ", words.subList(0, i));
      String right = String.join(" ", words.subList(i, words.size()));
      if (named.isBrand(left, day) && named.isSubstance(right, day)
          || named.isSubstance(left, day) && named.isBrand(right, day)) {
        return Stream.of(left, right);
      }
    }
    return Stream.of(name);
  }

  /** Returns the contradiction between a brand and the other names; empty if they agree. */
  Optional<Contradiction> contradiction(Names names, LocalDate day) {
    for (String brand : names.brands()) {
      List<String> others =
          Stream.concat(names.substances().stream(), names.brands().stream())
              .filter(name -> !name.equals(brand))
              .toList();
      Set<HcpcsCode> ofBrand = codes(brand, day);
      for (String other : others) {
        Set<HcpcsCode> own = codes(other, day);
        if (!ofBrand.isEmpty()
            && !own.isEmpty()
            && own.stream().noneMatch(ofBrand::contains)
            && !agreesWithAnother(ofBrand, names.substances(), other, day)) {
          return Optional.of(new Contradiction(brand, List.of(other), ofBrand, own));
        }
      }
      if (named.isBrand(brand, day)
          && !ofBrand.isEmpty()
          && !names.substances().isEmpty()
          && named.mentioning(names.substances(), day).isEmpty()
          && names.substances().stream().noneMatch(name -> isAkin(name, brand, ofBrand))) {
        return Optional.of(new Contradiction(brand, names.substances(), ofBrand, Set.of()));
      }
    }
    return Optional.empty();
  }

  /** Of a combination, one substance that the code of the brand names is enough. */
  private boolean agreesWithAnother(
      Set<HcpcsCode> ofBrand, List<String> substances, String other, LocalDate day) {
    return substances.contains(other)
        && named.mentioning(substances, day).stream().anyMatch(ofBrand::contains);
  }

  /** Returns the codes of a brand's packages; of another name, those that mention it. */
  private Set<HcpcsCode> codes(String name, LocalDate day) {
    if (!named.datedOfBrand(name).isEmpty() && !named.isSubstance(name, day)) {
      return named.ofBrand(name, day);
    }
    return named.isSubstance(name, day) ? named.mentioning(List.of(name), day) : new TreeSet<>();
  }

  /**
   * Returns true if a name that no description has may be that of a brand's substance: both are
   * written alike, the description has the brand, or the name is an abbreviation.
   */
  private boolean isAkin(String name, String brand, Set<HcpcsCode> ofBrand) {
    List<String> stems =
        Arrays.stream(name.toLowerCase(Locale.ROOT).split("[^\\p{L}]+"))
            .filter(word -> word.length() >= STEM)
            .map(word -> word.substring(0, STEM))
            .toList();
    return stems.isEmpty()
        || ofBrand.stream()
            .map(code -> codes.description(code).toLowerCase(Locale.ROOT))
            .anyMatch(
                text ->
                    text.contains(brand.toLowerCase(Locale.ROOT))
                        || stems.stream().anyMatch(text::contains));
  }
}
