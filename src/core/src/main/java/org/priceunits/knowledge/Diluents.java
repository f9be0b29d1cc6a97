package org.priceunits.knowledge;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.MedicationKnowledge;
import org.priceunits.domain.product.Ndc;
import org.priceunits.fhir.Canonicals;
import org.priceunits.fhir.FhirValues;

/**
 * The liquids that drugs are diluted with, which are not billed as the drug of a mixture.
 *
 * @param rxNorm their RxNorm codes
 * @param names their names, in lower case, without apostrophes
 * @param words the words and units that stand beside a name
 * @param packages the packages that hold nothing else
 */
public record Diluents(
    Set<String> rxNorm, List<String> names, Set<String> words, Set<Ndc> packages) {
  private static final Pattern APOSTROPHE = Pattern.compile("['\u2019]");
  private static final Pattern BETWEEN = Pattern.compile("[^\\p{L}\\p{N}]+");
  private static final Pattern NUMBER = Pattern.compile("^\\p{N}+");

  public Diluents {
    rxNorm = Set.copyOf(rxNorm);
    // Longer names first, since a name may be part of another.
    names =
        names.stream()
            .sorted(Comparator.comparingInt(String::length).reversed().thenComparing(n -> n))
            .toList();
    words = Set.copyOf(words);
    packages = Set.copyOf(packages);
  }

  /** Adds the packages of these liquids among all packages. */
  Diluents with(Collection<MedicationKnowledge> all) {
    Set<Ndc> found =
        all.stream()
            .filter(each -> isPackaged(each) || isOnlyIngredient(each))
            .flatMap(each -> codes(each.getCode(), Canonicals.NDC).stream())
            .flatMap(code -> Ndc.of(code).stream())
            .collect(Collectors.toSet());
    return new Diluents(rxNorm, names, words, found);
  }

  private boolean isPackaged(MedicationKnowledge knowledge) {
    return has(codes(knowledge.getCode(), Canonicals.RXNORM), "");
  }

  private boolean isOnlyIngredient(MedicationKnowledge knowledge) {
    return knowledge.hasIngredient()
        && knowledge.getIngredient().stream()
            .allMatch(
                each ->
                    each.getItem() instanceof CodeableConcept item
                        && has(codes(item, Canonicals.RXNORM), FhirValues.name(item)));
  }

  private static List<String> codes(CodeableConcept concept, String system) {
    return concept.getCoding().stream()
        .filter(c -> system.equals(c.getSystem()) && c.hasCode())
        .map(Coding::getCode)
        .toList();
  }

  /** Returns true if a package holds a diluent alone. */
  public boolean has(Ndc ndc) {
    return packages.contains(ndc);
  }

  /** Returns true if a code or the whole of the name is a diluent's. */
  public boolean has(Collection<String> rxNormCodes, String name) {
    return rxNormCodes.stream().anyMatch(rxNorm::contains) || isName(name);
  }

  private boolean isName(String name) {
    String plain = APOSTROPHE.matcher(name.toLowerCase(Locale.ROOT)).replaceAll("");
    String rest =
        Arrays.stream(BETWEEN.split(plain))
            .map(word -> NUMBER.matcher(word).replaceAll(""))
            .filter(word -> !word.isEmpty())
            .collect(Collectors.joining(" ", " ", " "));
    String without = rest;
    for (String diluent : names) {
      without = without.replace(" " + diluent + " ", "  ");
    }
    return !without.equals(rest)
        && Arrays.stream(without.strip().split(" +"))
            .allMatch(word -> word.isEmpty() || words.contains(word));
  }
}
