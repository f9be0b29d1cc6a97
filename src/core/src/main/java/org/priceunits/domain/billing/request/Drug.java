package org.priceunits.domain.billing.request;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.priceunits.domain.dose.Dose;
import org.priceunits.domain.dose.Strength;
import org.priceunits.domain.product.DoseForm;
import org.priceunits.domain.product.HcpcsCode;
import org.priceunits.domain.product.Ndc;

/**
 * A drug as an administration records it.
 *
 * @param name the recorded name; empty if none was recorded
 * @param codings its other identifiers: {@code system|code} of each coding, and the resource that
 *     the record refers to
 * @param ndcs the NDCs named
 * @param rxNorm the RxNorm codes named
 * @param hcpcs the HCPCS codes named
 * @param strength the recorded amount per volume, if any
 * @param strengthOfName true if the strength is that of the product that the record names,
 *     undiluted
 * @param strengthUnclear true if the record states a strength that cannot be used; the catalog's
 *     strength does not replace it
 * @param stated what the record says of the package itself
 * @param named what the names of its RxNorm codes say
 * @param ingredients the drugs of a mixture of several, diluents left out; empty for one drug
 */
public record Drug(
    String name,
    Set<String> codings,
    List<Ndc> ndcs,
    List<String> rxNorm,
    List<HcpcsCode> hcpcs,
    @Nullable Strength strength,
    boolean strengthOfName,
    boolean strengthUnclear,
    PackageStatement stated,
    NamedDrug named,
    List<Ingredient> ingredients) {
  /** Prefix of the coding that stands for a Medication resource that the record refers to. */
  public static final String REFERENCE = "Reference|";

  /** Creates one drug, whose strength is recorded as such. */
  public Drug(
      String name,
      Set<String> codings,
      List<Ndc> ndcs,
      List<String> rxNorm,
      List<HcpcsCode> hcpcs,
      @Nullable Strength strength,
      boolean strengthUnclear,
      PackageStatement stated,
      NamedDrug named) {
    this(
        name,
        codings,
        ndcs,
        rxNorm,
        hcpcs,
        strength,
        false,
        strengthUnclear,
        stated,
        named,
        List.of());
  }

  public Drug {
    codings = Set.copyOf(codings);
    ndcs = List.copyOf(ndcs);
    rxNorm = List.copyOf(rxNorm);
    hcpcs = List.copyOf(hcpcs);
    ingredients = List.copyOf(ingredients);
  }

  /** Returns true if the recorded strength is that of a mixture, not that of a package. */
  public boolean ofMixture() {
    return strength != null && stated.strength() == null;
  }

  /**
   * Returns true if both records name one drug: by a coding or a resource in common, or, where
   * neither has any, by the same name.
   */
  public boolean isNamedAs(Drug other) {
    return codings.isEmpty() && other.codings.isEmpty()
        ? name.equals(other.name)
        : codings.stream().anyMatch(other.codings::contains);
  }

  /**
   * A drug in a mixture of several.
   *
   * @param name as it is recorded; empty if it has none
   * @param names the names of substances or brands in it, without strengths and forms
   */
  public record Ingredient(
      String name, List<String> names, List<Ndc> ndcs, List<String> rxNorm, List<HcpcsCode> hcpcs) {
    public Ingredient {
      names = List.copyOf(names);
      ndcs = List.copyOf(ndcs);
      rxNorm = List.copyOf(rxNorm);
      hcpcs = List.copyOf(hcpcs);
    }
  }

  /**
   * A drug as the name of an RxNorm code tells it.
   *
   * @param substances its drug substances, if the name is as RxNorm writes it; empty if it is not
   * @param brand its brand; empty if the name tells none
   * @param charted the names in the text without strengths, forms and routes, in whatever order a
   *     chart has them: substances or brands
   * @param bracketed those in brackets and parentheses, which may be other notes too
   */
  public record NamedDrug(
      List<String> substances, String brand, List<String> charted, List<String> bracketed) {
    /** A record that names no drug by RxNorm. */
    public static final NamedDrug NONE = new NamedDrug(List.of(), "", List.of(), List.of());

    public NamedDrug {
      substances = List.copyOf(substances);
      charted = List.copyOf(charted);
      bracketed = List.copyOf(bracketed);
    }
  }

  /**
   * What a record says of the package that a drug came from. What it says of a mixture is not said
   * of the package.
   *
   * @param form the recorded dosage form; absent if none is recorded
   * @param content the recorded content of one container; absent if none is recorded
   * @param strength the recorded strength; absent if none is recorded
   */
  public record PackageStatement(
      @Nullable DoseForm form, @Nullable Dose content, @Nullable Strength strength) {
    /** A record that says nothing of the package. */
    public static final PackageStatement NONE = new PackageStatement(null, null, null);
  }
}
