package org.priceunits.loading.write;

import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.MedicationKnowledge;
import org.hl7.fhir.r4.model.Quantity;
import org.priceunits.domain.product.ContainerLabel.Exactness;
import org.priceunits.domain.product.ContainerType;
import org.priceunits.loading.fda.LicensedPresentation;

/**
 * Adds to a package what the Purple Book says of its licence and strength: container type, form,
 * and the volume that holds the content. A presentation is the package's if brand, content and, as
 * far as both state one, volume are equal; if several are, only what all of them say is said of the
 * package.
 */
public final class LicenceWriter {
  private static final String SOURCE = "FDA Purple Book";
  private static final Map<String, Integer> MASSES = Map.of("g", 3, "mg", 0, "ug", -3);

  private final Map<String, List<LicensedPresentation>> byBrand;
  private final String citation;

  /**
   * @param edition the day or month of the edition
   */
  public LicenceWriter(List<LicensedPresentation> presentations, String edition) {
    this.byBrand =
        presentations.stream()
            .collect(Collectors.groupingBy(p -> p.brand().toLowerCase(Locale.ROOT)));
    this.citation = SOURCE + " of " + edition;
  }

  /**
   * Returns the package with what the Purple Book says; unchanged if that has no such presentation,
   * or if a later edition was loaded.
   *
   * @param held the package as it is held; it is not changed
   */
  public MedicationKnowledge write(MedicationKnowledge held) {
    MedicationKnowledge product = held.copy();
    List<LicensedPresentation> presentations = presentations(product);
    if (presentations.isEmpty() || isNewer(product)) {
      return product;
    }
    PackageFacts facts = new PackageFacts(product, SOURCE, citation, Exactness.LICENCE);
    facts.forget();
    common(presentations, LicensedPresentation::container)
        .flatMap(Function.identity())
        .ifPresent(type -> facts.container(type, words(presentations.get(0), type)));
    common(presentations, LicensedPresentation::presentation).ifPresent(facts::holder);
    common(presentations, LicensedPresentation::form).ifPresent(facts::form);
    LicensedPresentation first = presentations.get(0);
    common(
            presentations,
            p -> Optional.ofNullable(p.millilitres()).map(BigDecimal::stripTrailingZeros))
        .flatMap(Function.identity())
        .ifPresent(volume -> facts.strength(first.amount(), first.unit(), volume, "mL"));
    ProductWriter.complete(product);
    return product;
  }

  private static String words(LicensedPresentation presentation, ContainerType type) {
    return "%s, %s %s, %s"
        .formatted(
            presentation.brand(),
            presentation.amount().toPlainString(),
            presentation.unit(),
            type.code());
  }

  private boolean isNewer(MedicationKnowledge product) {
    return product.getDrugCharacteristic().stream()
        .flatMap(c -> c.getExtension().stream())
        .map(e -> String.valueOf(e.getValue().primitiveValue()))
        .filter(text -> text.startsWith(SOURCE))
        .anyMatch(text -> text.split(":")[0].compareTo(citation) > 0);
  }

  private List<LicensedPresentation> presentations(MedicationKnowledge product) {
    String brand = product.getSynonym().get(0).getValue().toLowerCase(Locale.ROOT);
    Quantity content = product.getAmount();
    if (!product.hasAmount()) {
      return List.of();
    }
    List<BigDecimal> sizes =
        product.getExtensionsByUrl(CrosswalkSizes.URL).stream().map(LicenceWriter::size).toList();
    return byBrand.getOrDefault(brand, List.of()).stream()
        .filter(p -> isSame(p, content))
        .filter(
            p ->
                p.millilitres() == null
                    || sizes.isEmpty()
                    || sizes.stream().anyMatch(s -> s.compareTo(p.millilitres()) == 0))
        .toList();
  }

  private static BigDecimal size(Extension extension) {
    return new BigDecimal(extension.getExtensionByUrl("size").getValue().primitiveValue());
  }

  private static boolean isSame(LicensedPresentation presentation, Quantity content) {
    String unit = content.getCode();
    if (MASSES.containsKey(unit) && MASSES.containsKey(presentation.unit())) {
      return content
              .getValue()
              .scaleByPowerOfTen(MASSES.get(unit))
              .compareTo(presentation.amount().scaleByPowerOfTen(MASSES.get(presentation.unit())))
          == 0;
    }
    boolean activity = unit.startsWith("[") && presentation.unit().startsWith("[");
    return (activity || unit.equals(presentation.unit()))
        && content.getValue().compareTo(presentation.amount()) == 0;
  }

  /** Returns what all presentations say; empty if they differ. */
  private static <T> Optional<T> common(
      List<LicensedPresentation> presentations, Function<LicensedPresentation, T> said) {
    Set<T> all = new HashSet<>();
    presentations.forEach(p -> all.add(said.apply(p)));
    return all.size() == 1 ? Optional.of(all.iterator().next()) : Optional.empty();
  }
}
