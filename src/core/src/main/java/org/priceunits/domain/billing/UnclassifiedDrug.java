package org.priceunits.domain.billing;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.priceunits.domain.dose.Dose;
import org.priceunits.domain.product.Container;
import org.priceunits.domain.product.DrugProduct;
import org.priceunits.domain.product.Ndc;

/**
 * A drug that is billed with a code for drugs without one of their own (R18): what was given stands
 * in words, since the code says nothing of it.
 */
final class UnclassifiedDrug {
  /** X12 837 SV101-7 and the narrative of a paper claim take no more characters. */
  private static final int MOST_CHARACTERS = 80;

  private UnclassifiedDrug() {}

  /** Two doses pool only where they are of one drug and in one unit. */
  static String key(Administration a) {
    return String.join("|", a.drug().name(), ndcs(a).toString(), a.drug().rxNorm().toString())
        + a.dose().unit();
  }

  private static List<Ndc> ndcs(Administration a) {
    return Stream.concat(
            a.drug().ndcs().stream(),
            a.containers().stream().map(Container::ndc).filter(Objects::nonNull))
        .distinct()
        .toList();
  }

  /** The one package that is stated; absent where none is, or several. */
  static @Nullable Ndc ndc(Administration a) {
    return ndcs(a).size() == 1 ? ndcs(a).get(0) : null;
  }

  /** Drug, dose and NDC; where it is too long, the name gives way. */
  static String description(Group group) {
    Dose dose = group.amount(group.dose());
    Ndc ndc = ndc(group.first());
    String facts = " " + dose.shown() + (ndc == null ? "" : " NDC " + ndc);
    String name = name(group);
    int room = Math.max(0, MOST_CHARACTERS - facts.length());
    String text = (name.length() > room ? name.substring(0, room) : name).strip() + facts;
    return text.strip().substring(0, Math.min(MOST_CHARACTERS, text.strip().length()));
  }

  private static String name(Group group) {
    String recorded = group.first().drug().name();
    return recorded.isEmpty()
        ? group.chosen().products().stream().map(DrugProduct::brand).findFirst().orElse("")
        : recorded;
  }
}
