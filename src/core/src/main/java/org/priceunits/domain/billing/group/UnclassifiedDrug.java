package org.priceunits.domain.billing.group;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.priceunits.domain.billing.request.Administration;
import org.priceunits.domain.billing.request.DiscardedAmount;
import org.priceunits.domain.dose.Dose;
import org.priceunits.domain.dose.Units;
import org.priceunits.domain.product.Container;
import org.priceunits.domain.product.DrugProduct;
import org.priceunits.domain.product.Ndc;

/**
 * Describes a drug billed with a code for drugs without a code of their own (R18). The line states
 * the drug in words, because the code does not identify it.
 */
public final class UnclassifiedDrug {
  /** X12 837 SV101-7 and the narrative of a paper claim hold no more characters. */
  private static final int MOST_CHARACTERS = 80;

  /** A unit of each dimension in which drugs are measured; the others convert to it. */
  private static final List<String> DIMENSIONS = List.of("mg", "mL", "mmol", "MBq");

  private UnclassifiedDrug() {}

  /**
   * Returns the pooling key: two doses pool only if they are of one drug and their units convert.
   * The NDC tells the drug, otherwise its RxNorm code, otherwise its name.
   */
  static String key(Administration a, Units units) {
    List<String> ndcs = ndcs(a).stream().map(Ndc::value).sorted().toList();
    List<String> rxNorm = a.drug().rxNorm().stream().sorted().toList();
    String drug =
        !ndcs.isEmpty()
            ? ndcs.toString()
            : !rxNorm.isEmpty() ? rxNorm.toString() : plain(a.drug().name());
    String unit =
        DIMENSIONS.stream()
            .filter(each -> units.factor(a.dose().unit(), each).isPresent())
            .findFirst()
            .orElse(a.dose().unit());
    return drug + "|" + unit;
  }

  private static String plain(String name) {
    return name.strip().toLowerCase(Locale.ROOT).replaceAll("\\s+", " ");
  }

  /** Returns the packages that the drug or its containers name. */
  public static List<Ndc> ndcs(Administration a) {
    return Stream.concat(
            a.drug().ndcs().stream(),
            a.containers().stream().map(Container::ndc).filter(Objects::nonNull))
        .distinct()
        .toList();
  }

  /** Returns the one package stated; absent if none or several are. */
  public static @Nullable Ndc ndc(Administration a) {
    return ndcs(a).size() == 1 ? ndcs(a).get(0) : null;
  }

  /**
   * Returns the stated discarded amounts as text, each in its own unit: the code has none to add
   * them in. Empty if nothing was discarded, or nothing is stated.
   */
  public static String discarded(Stream<Administration> administrations) {
    return administrations
        .flatMap(a -> a.discarded().stream().map(DiscardedAmount::amount))
        .filter(amount -> amount.value().signum() > 0)
        .map(Dose::shown)
        .collect(Collectors.joining(" and "));
  }

  /**
   * Returns drug, amount and NDC; the name is shortened if the text is too long.
   *
   * @param amount the total of the line's group in words, dose or discarded
   * @param first the administration that names the drug
   * @param products the packages known for it, whose brand is the name if the record has none
   */
  public static String description(
      String amount, Administration first, List<DrugProduct> products) {
    Ndc ndc = ndc(first);
    String facts = " " + amount + (ndc == null ? "" : " NDC " + ndc);
    String name = name(first, products);
    int room = Math.max(0, MOST_CHARACTERS - facts.length());
    String text = (name.length() > room ? name.substring(0, room) : name).strip() + facts;
    return text.strip().substring(0, Math.min(MOST_CHARACTERS, text.strip().length()));
  }

  private static String name(Administration first, List<DrugProduct> products) {
    String recorded = first.drug().name();
    return recorded.isEmpty()
        ? products.stream().map(DrugProduct::brand).findFirst().orElse("")
        : recorded;
  }
}
