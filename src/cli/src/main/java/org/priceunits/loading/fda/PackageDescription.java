package org.priceunits.loading.fda;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.priceunits.domain.product.ContainerType;
import org.priceunits.domain.product.Ndc;

/**
 * The description of a package in the NDC Directory, outermost level first: "10 VIAL, SINGLE-DOSE
 * in 1 CARTON (0002-1152-01) / .5 mL in 1 VIAL, SINGLE-DOSE". Files until 2019 have " > " between
 * levels. The millilitres may be the capacity of a vial, not its fill, and are not read.
 */
record PackageDescription(String text) {
  private static final Pattern LEVELS = Pattern.compile("\\s+[/>]\\s+|\\s+\\*\\s+");
  private static final Pattern NUMBER = Pattern.compile("\\((\\d{4,6}-\\d{3,4}-\\d{1,2})\\)");
  private static final Pattern SINGLE = Pattern.compile("SINGLE-(DOSE|USE)");
  private static final Pattern MULTIPLE =
      Pattern.compile("MULTI-DOSE|MULTIPLE-DOSE|PHARMACY BULK PACKAGE");
  private static final Pattern CONTAINER =
      Pattern.compile("\\bin \\d+ ([^()]+?)\\s*(\\(.*)?$", Pattern.CASE_INSENSITIVE);

  /** Returns true for the parts of a kit, each of which may have a package of its own. */
  boolean ofParts() {
    return text.contains(" * ");
  }

  /** Returns the packages that the description names, outermost first. */
  List<Ndc> packages() {
    List<Ndc> named = new ArrayList<>(2);
    Matcher number = NUMBER.matcher(text);
    while (number.find()) {
      Ndc.of(number.group(1)).filter(ndc -> !named.contains(ndc)).ifPresent(named::add);
    }
    return named;
  }

  /**
   * Returns the innermost container in words, such as VIAL, SINGLE-DOSE; empty if the description
   * names none, or the parts of a kit.
   */
  String holder() {
    String words = text.toUpperCase(Locale.ROOT);
    String[] levels = LEVELS.split(words);
    Matcher in = CONTAINER.matcher(levels[levels.length - 1]);
    return ofParts() || !in.find() ? "" : in.group(1).strip();
  }

  /**
   * Returns the container type that the words state. A bulk package is for several patients, like a
   * multi-dose container. Words that name both types, as of a kit's parts, state none.
   */
  Optional<NdcListing.Wording> container() {
    String words = text.toUpperCase(Locale.ROOT);
    boolean single = SINGLE.matcher(words).find();
    boolean multiple = MULTIPLE.matcher(words).find();
    if (single == multiple) {
      return Optional.empty();
    }
    Pattern wanted = single ? SINGLE : MULTIPLE;
    String container = "";
    for (String level : LEVELS.split(words)) {
      Matcher in = CONTAINER.matcher(level);
      if (in.find() && wanted.matcher(in.group(1)).find()) {
        container = in.group(1).strip();
      }
    }
    if (container.isEmpty()) {
      Matcher found = wanted.matcher(words);
      container = found.find() ? found.group() : "";
    }
    return Optional.of(
        new NdcListing.Wording(
            single ? ContainerType.SINGLE_DOSE : ContainerType.MULTI_DOSE, container));
  }
}
