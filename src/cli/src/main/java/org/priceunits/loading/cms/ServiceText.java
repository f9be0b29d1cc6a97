package org.priceunits.loading.cms;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.priceunits.domain.dose.Dose;
import org.priceunits.domain.product.ServiceUnit;
import org.priceunits.domain.product.ServiceUnit.Kind;

/**
 * Reads from a HCPCS long description the service that one unit stands for in place of an amount of
 * drug: "per dose", "per treatment". "Per vial" is no service but a number of containers.
 */
public final class ServiceText {
  private static final Pattern TREATMENT =
      Pattern.compile("\\bper (therapeutic dose|treatment|infusion)\\b");

  private static final Pattern DOSE =
      Pattern.compile("\\bper ((study )?dose|instillation|implant)\\b");

  private static final String UP_TO = "up to ";

  private ServiceText() {}

  /** Returns the service that the text names; empty if it names none. */
  public static Optional<ServiceUnit> read(String text) {
    String words = text.toLowerCase(Locale.ROOT);
    if (TREATMENT.matcher(words).find()) {
      return Optional.of(new ServiceUnit(Kind.TREATMENT, most(words).orElse(null)));
    }
    return DOSE.matcher(words).find()
        ? Optional.of(new ServiceUnit(Kind.DOSE, most(words).orElse(null)))
        : Optional.empty();
  }

  /** Returns the amount that the words bound the service with, if its unit is one of drug. */
  private static Optional<Dose> most(String words) {
    return DosageAmount.in(words).stream()
        .filter(amount -> words.substring(0, amount.start()).endsWith(UP_TO))
        .map(amount -> Dose.of(amount.value(), amount.unit()))
        .findFirst();
  }
}
