package org.priceunits.domain.billing.code;

import java.time.LocalDate;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.Set;
import org.priceunits.domain.billing.request.Catalogs;
import org.priceunits.domain.billing.request.Drug.Ingredient;
import org.priceunits.domain.product.HcpcsCode;

/** Tells whether codes bill an ingredient of a mixture. */
public final class IngredientCodes {
  /** Shorter words are parts of a name. */
  private static final int SHORTEST = 5;

  private final Catalogs catalogs;
  private final NamedCodes names;

  public IngredientCodes(Catalogs catalogs) {
    this.catalogs = catalogs;
    this.names = new NamedCodes(catalogs);
  }

  /**
   * Returns true if one of the codes bills the ingredient: its own codings lead to it, or its
   * description names it.
   */
  public boolean bill(Ingredient ingredient, Collection<HcpcsCode> billed, LocalDate day) {
    Set<HcpcsCode> codes = new HashSet<>(ingredient.hcpcs());
    ingredient.ndcs().stream()
        .flatMap(ndc -> catalogs.products().byNdc(ndc).stream())
        .forEach(product -> codes.addAll(product.codesOn(day)));
    for (String rxNorm : ingredient.rxNorm()) {
      catalogs.products().byRxNorm(rxNorm).forEach(p -> codes.addAll(p.codesOn(day)));
      catalogs
          .products()
          .concept(rxNorm)
          .ifPresent(
              concept -> {
                codes.addAll(concept.codesOn(day));
                concept.substances().forEach(name -> codes.addAll(names.codes(name, day)));
              });
    }
    ingredient.names().forEach(name -> codes.addAll(named(name, day)));
    return !Collections.disjoint(codes, billed);
  }

  /** A salt that CMS does not name follows the substance: fluorouracil sodium. */
  private Set<HcpcsCode> named(String name, LocalDate day) {
    Set<HcpcsCode> codes = new HashSet<>(names.codes(name, day));
    int end = name.indexOf(' ');
    if (end >= SHORTEST) {
      codes.addAll(names.codes(name.substring(0, end), day));
    }
    return codes;
  }
}
