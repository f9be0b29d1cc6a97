package org.priceunits.pricing.read;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Ratio;
import org.priceunits.knowledge.Diluents;

/**
 * The name of a drug as RxNorm writes it: substance, strength and dose form, such as {@code 10 ML
 * oxaliplatin 5 MG/ML Injection}. A mixture has its substances and strengths in a row, separated by
 * a slash between blanks. An ingredient or a brand has its name alone.
 *
 * @param substances the substances that are no diluents, in lower case
 * @param brand the brand, in brackets or parentheses at the end of the name; empty if there is none
 * @param strength drug per volume, or per piece of a solid form; absent if the name states none, or
 *     that of several drugs
 */
record RxNormName(List<String> substances, String brand, Optional<Ratio> strength) {
  /** No name of RxNorm is as long; its patterns take time that grows with the square of it. */
  private static final int LONGEST = 1_000;

  private static final Pattern BETWEEN = Pattern.compile("\\s+/\\s+");

  /** The content of the package stands before the first substance. */
  private static final Pattern PACKAGE =
      Pattern.compile("^[0-9.,]+\\s*(ML|HR|ACTUAT|MG|UNT)\\s+(?=\\D)", Pattern.CASE_INSENSITIVE);

  private static final Pattern PART =
      Pattern.compile(
          "^(?<name>.*?)\\s+(?<value>[0-9][0-9.,]*)\\s*(?<unit>[A-Z]+)(\\s*/\\s*(?<per>[0-9.]*)\\s*(?<perUnit>ML|L))?(?<form>\\s.*)?$",
          Pattern.CASE_INSENSITIVE);

  /** RxNorm has the brand in brackets; records retype it in parentheses. */
  private static final Pattern BRAND =
      Pattern.compile("\\s*(\\[(?<brand>[^\\]]+)\\]|\\((?<retyped>\\p{L}[\\p{L} '-]{1,40})\\))$");

  /**
   * The name of an ingredient or a brand has neither strength nor form: heparin, porcine;
   * interferon beta-1a; Rho(D) immune globulin.
   */
  private static final Pattern BARE =
      Pattern.compile(
          "\\p{L}(?:[\\p{L} '-]|(?<=-)\\p{N}(?=\\p{L})|, (?=\\p{L})|\\(\\p{L}\\)){2,60}");

  private static final Set<String> PIECES = Set.of("tablet", "capsule");

  RxNormName {
    substances = List.copyOf(substances);
  }

  /** Returns what the name says; nothing if it is written in another way. */
  static Optional<RxNormName> of(String name, Diluents diluents) {
    if (name.length() > LONGEST) {
      return Optional.empty();
    }
    Matcher brand = BRAND.matcher(name.strip().replaceAll("\\s+", " "));
    String branded = brand.find() ? brand(brand).strip() : "";
    String text = PACKAGE.matcher(brand.replaceFirst("").strip()).replaceFirst("");
    String[] parts = BETWEEN.split(text);
    if (Arrays.stream(parts).allMatch(part -> BARE.matcher(part).matches())) {
      return bare(parts, branded, diluents);
    }
    List<Matcher> drugs = new ArrayList<>(1);
    String form = "";
    for (String part : parts) {
      Matcher matcher = PART.matcher(part);
      if (!matcher.matches()) {
        return Optional.empty();
      }
      form = matcher.group("form") == null ? "" : matcher.group("form").toLowerCase(Locale.ROOT);
      if (!diluents.has(List.of(), matcher.group("name"))) {
        drugs.add(matcher);
      }
    }
    if (drugs.isEmpty()) {
      return Optional.empty();
    }
    String last = form;
    return Optional.of(
        new RxNormName(
            drugs.stream().map(d -> d.group("name").toLowerCase(Locale.ROOT)).toList(),
            branded,
            drugs.size() == 1 ? strength(drugs.get(0), last) : Optional.empty()));
  }

  /** Returns the drugs of a name without strengths; a liquid named alone is the drug. */
  private static Optional<RxNormName> bare(String[] parts, String brand, Diluents diluents) {
    List<String> all = Arrays.stream(parts).map(p -> p.toLowerCase(Locale.ROOT)).toList();
    List<String> drugs = all.stream().filter(name -> !diluents.has(List.of(), name)).toList();
    return Optional.of(new RxNormName(drugs.isEmpty() ? all : drugs, brand, Optional.empty()));
  }

  private static String brand(Matcher found) {
    return found.group("brand") == null ? found.group("retyped") : found.group("brand");
  }

  private static Optional<Ratio> strength(Matcher part, String form) {
    boolean perVolume = part.group("perUnit") != null;
    boolean piece = PIECES.stream().anyMatch(form::contains);
    if (!perVolume && !piece) {
      return Optional.empty();
    }
    String per = perVolume && !part.group("per").isEmpty() ? part.group("per") : "1";
    return number(part.group("value"))
        .flatMap(
            amount ->
                number(per)
                    .map(
                        volume ->
                            new Ratio()
                                .setNumerator(
                                    new Quantity().setValue(amount).setUnit(part.group("unit")))
                                .setDenominator(
                                    new Quantity()
                                        .setValue(volume)
                                        .setUnit(perVolume ? part.group("perUnit") : "tablet"))));
  }

  private static Optional<BigDecimal> number(String text) {
    try {
      return Optional.of(new BigDecimal(text.replace(",", "")));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  /** Returns the strength that the names state; empty if none does, or if they differ. */
  static Optional<Ratio> strength(Collection<RxNormName> names) {
    List<Ratio> stated = names.stream().flatMap(name -> name.strength().stream()).toList();
    boolean alike = stated.stream().allMatch(other -> other.equalsDeep(stated.get(0)));
    return alike ? stated.stream().findFirst() : Optional.empty();
  }
}
