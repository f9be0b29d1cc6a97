package org.priceunits.domain.billing.code;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.priceunits.domain.billing.request.Drug.NamedDrug;
import org.priceunits.domain.product.DescribedCodes;
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

  private final DescribedCodes codes;
  private final NamedCodes named;

  NamesOfOneDrug(DescribedCodes codes, NamedCodes named) {
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
    if (isTurned(drug, day)) {
      return new Names(brands, drug.substances());
    }
    if (isKnown(drug, day)) {
      return plain;
    }
    Names charted = charted(drug, day);
    return charted.substances().isEmpty() ? plain : charted;
  }

  /**
   * Returns true for a brand with its substance in parentheses. Packages of some makers are sold
   * under the name of the substance; those are not meant by the brand of another.
   */
  private boolean isTurned(NamedDrug drug, LocalDate day) {
    return drug.substances().size() == 1
        && named.isBrand(drug.substances().get(0), day)
        && named.isSubstance(drug.brand(), day)
        && !areApart(
            named.codes(drug.substances().get(0), day),
            named.mentioning(List.of(drug.brand()), day));
  }

  private boolean isKnown(NamedDrug drug, LocalDate day) {
    return !drug.substances().isEmpty()
        && (!named.datedOfBrand(drug.brand()).isEmpty()
            || named.isBrand(drug.brand(), day)
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
    if (brands.isEmpty()
        && bracketed.isEmpty()
        && substances.stream().noneMatch(name -> named.isSubstance(name, day))) {
      return new Names(List.of(), List.of());
    }
    if (brands.isEmpty() && substances.size() == 1 && !isKnown(substances.get(0), day)) {
      // A name that nothing is known of, before a substance in parentheses, is its brand.
      return new Names(bracketed, substances);
    }
    substances.addAll(bracketed);
    if (substances.isEmpty()) {
      // Beside a brand alone, a longer note may be another drug.
      notes.stream().filter(note -> stem(note).isPresent()).forEach(substances::add);
    }
    if (substances.isEmpty()) {
      return new Names(List.of(brands.get(0)), brands.subList(1, brands.size()));
    }
    brands.addAll(notes);
    return new Names(substances, brands);
  }

  private boolean isKnown(String name, LocalDate day) {
    return named.isSubstance(name, day) || !named.mentioning(List.of(name), day).isEmpty();
  }

  /** Returns the two names that stand side by side, if they are a substance's and a brand's. */
  private Stream<String> apart(String name, LocalDate day) {
    List<String> words = Arrays.asList(name.split("[, ]+"));
    if (words.size() > MOST_WORDS || named.isBrand(name, day) || isKnown(name, day)) {
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
      Set<HcpcsCode> ofBrand = named.codes(brand, day);
      if (ofBrand.isEmpty()) {
        continue;
      }
      for (String other : names.brands()) {
        if (!other.equals(brand) && areApart(ofBrand, named.codes(other, day))) {
          return Optional.of(
              new Contradiction(brand, List.of(other), ofBrand, named.codes(other, day)));
        }
      }
      Set<HcpcsCode> ofOthers = ofOthers(names.substances(), day);
      if (!names.substances().isEmpty()
          && ofOthers.stream().noneMatch(ofBrand::contains)
          && names.substances().stream().noneMatch(name -> isAkin(name, brand, ofBrand, day))) {
        return Optional.of(new Contradiction(brand, names.substances(), ofBrand, ofOthers));
      }
    }
    return Optional.empty();
  }

  /** A record that names two brands alone has the first of them in the place of a substance. */
  private Set<HcpcsCode> ofOthers(List<String> others, LocalDate day) {
    Set<HcpcsCode> codes = named.mentioning(others, day);
    others.stream()
        .filter(name -> named.isBrand(name, day))
        .forEach(name -> codes.addAll(named.codes(name, day)));
    return codes;
  }

  private static boolean areApart(Set<HcpcsCode> one, Set<HcpcsCode> other) {
    return !other.isEmpty() && one.stream().noneMatch(other::contains);
  }

  /**
   * Returns true if a name that no description has may be that of a brand's substance: both are
   * written alike, the name is an abbreviation, or nothing is known of it and the description has
   * the brand. A name that is packages' alone is a brand too.
   */
  private boolean isAkin(String name, String brand, Set<HcpcsCode> ofBrand, LocalDate day) {
    if (!named.describing(List.of(name), day).isEmpty()) {
      return false;
    }
    if (named.isBrand(name, day)) {
      return !areApart(ofBrand, named.codes(name, day));
    }
    boolean unknown = named.mentioning(List.of(name), day).isEmpty();
    Optional<String> stem = stem(name);
    return stem.isEmpty()
        || ofBrand.stream()
            .map(code -> codes.description(code).toLowerCase(Locale.ROOT))
            .anyMatch(
                text ->
                    text.contains(stem.get())
                        || unknown && text.contains(brand.toLowerCase(Locale.ROOT)));
  }

  /** Returns how the first longer word of a name begins; empty for an abbreviation. */
  private static Optional<String> stem(String name) {
    return Arrays.stream(name.toLowerCase(Locale.ROOT).split("[^\\p{L}]+"))
        .filter(word -> word.length() >= STEM)
        .map(word -> word.substring(0, STEM))
        .findFirst();
  }
}
