package org.priceunits.knowledge;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What CMS's long description of a drug code says of the drug: its name, and the words by which
 * codes of one drug differ.
 */
final class DrugDescriptor {
  /** A description names how the drug is given first, then the drug, then what restricts it. */
  private static final Pattern NAMED =
      Pattern.compile("^(?<given>injection|infusion)?,?\\s*(?<name>[^,;(0-9]+)");

  /** "Adenosine for therapeutic use" is adenosine. */
  private static final Pattern USE = Pattern.compile("\\s+for\\s.*$");

  private static final Map<String, Pattern> TRAITS =
      new TreeMap<>(
          Map.of(
              "biosimilar", Pattern.compile("(?<!excludes )\\bbiosimilar"),
              "esrd", Pattern.compile("\\besrd on dialysis"),
              "form",
                  Pattern.compile(
                      "\\b(oral|subcutaneous|intravenous|intramuscular|inhalation|implant|extended release|long[- ]acting|depot|liposom\\w*|lipid|protein[- ]bound|hyaluronidase|pegylated|lyophilized|topical)\\b"),
              "maker",
                  Pattern.compile(
                      "not therapeutically equivalent to|\\((?!for )[a-z][a-z -]+\\)")));

  /**
   * Formulations without which nobody orders such a drug, since a mix-up kills. A depot is none: it
   * is often called by the drug's name alone.
   */
  private static final Pattern FORMULATION =
      Pattern.compile("\\b(liposom\\w*|lipid complex|cholesteryl|(?:protein|albumin)[- ]bound)\\b");

  /** Uses on which the code depends, and not the drug: the drug has other uses without a code. */
  private static final Pattern ONE_USE =
      Pattern.compile(
          "for use as a complete therapeutic substitute|only for use as|enteral suspension|visualization adjunct");

  /** A code, or the brand of the drug that another maker's is compared with. */
  private static final Pattern NOT_EQUIVALENT =
      Pattern.compile("not therapeutically equivalent to ([^,;()]*)");

  private final String text;
  private final String given;
  private final String name;
  private final Set<String> traits = new TreeSet<>();

  DrugDescriptor(String description) {
    text = description.toLowerCase(Locale.ROOT);
    Matcher named = NAMED.matcher(text);
    boolean found = named.find();
    given = found && named.group("given") != null ? named.group("given") : "";
    name = found ? USE.matcher(named.group("name").strip()).replaceAll("").strip() : "";
    TRAITS.forEach(
        (trait, words) -> {
          Matcher matcher = words.matcher(text);
          while (matcher.find()) {
            traits.add(trait + " " + matcher.group());
          }
        });
  }

  /** Returns the name of the drug in lower case; empty if the description begins with none. */
  String name() {
    return name;
  }

  /** Returns true if both name one drug, given in the same way. */
  boolean isOfTheSameDrugAs(DrugDescriptor other) {
    return !name.isEmpty() && name.equals(other.name) && given.equals(other.given);
  }

  /**
   * Returns true if both name one drug in one formulation, and something else restricts one of
   * them.
   */
  boolean isOfAnotherMakerThan(DrugDescriptor other) {
    return !name.isEmpty()
        && name.equals(other.name)
        && !traits.equals(other.traits)
        && forms(traits).equals(forms(other.traits));
  }

  private static List<String> forms(Set<String> traits) {
    return traits.stream().filter(trait -> trait.startsWith("form ")).toList();
  }

  boolean isOfSpecialFormulation() {
    return namesFormulation(text);
  }

  static boolean namesFormulation(String words) {
    return FORMULATION.matcher(words.toLowerCase(Locale.ROOT)).find();
  }

  boolean isOfOneForm() {
    return !forms(traits).isEmpty();
  }

  boolean isForOneUse() {
    return ONE_USE.matcher(text).find();
  }

  boolean isNotEquivalentTo(String brand) {
    Matcher named = NOT_EQUIVALENT.matcher(text);
    return named.find()
        && Arrays.asList(named.group(1).split("\\s+")).contains(brand.toLowerCase(Locale.ROOT));
  }

  /** Returns the words that restrict the code, each after what it speaks of: "esrd ...". */
  Set<String> traits() {
    return traits;
  }
}
