package org.priceunits.knowledge;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hl7.fhir.r4.model.ConceptMap;
import org.priceunits.domain.product.DrugProduct.DatedCode;
import org.priceunits.domain.product.HcpcsCode;
import org.priceunits.domain.product.Ndc;
import org.priceunits.domain.product.Validity;
import org.priceunits.fhir.Canonicals;
import org.priceunits.fhir.FhirValues;

/** The billing codes of packages and their dates, from the NDC to HCPCS maps. */
final class PackageCodes {
  private final Map<Ndc, List<DatedCode>> codes = new HashMap<>();

  /** Returns the codes that the maps give a package; none if no map names it. */
  List<DatedCode> of(Ndc ndc) {
    return codes.getOrDefault(ndc, List.of());
  }

  /**
   * Adds the pairs of a map. A map under an address of somebody else adds packages that ours do not
   * name, and must not make one ambiguous.
   */
  void add(ConceptMap map) {
    Map<Ndc, List<DatedCode>> named = new HashMap<>();
    pairs(map, named);
    boolean own = OwnMaps.isOwn(map);
    named.forEach(
        (ndc, dated) -> {
          if (own) {
            codes.computeIfAbsent(ndc, n -> new ArrayList<>()).addAll(dated);
          } else {
            codes.putIfAbsent(ndc, dated);
          }
        });
  }

  private static void pairs(ConceptMap map, Map<Ndc, List<DatedCode>> codes) {
    for (ConceptMap.ConceptMapGroupComponent group : map.getGroup()) {
      if (!Canonicals.NDC.equals(group.getSource())
          || !Canonicals.HCPCS.equals(group.getTarget())) {
        continue;
      }
      for (ConceptMap.SourceElementComponent element : group.getElement()) {
        Optional<Ndc> ndc = FhirValues.code(element.getCode()).flatMap(Ndc::of);
        for (ConceptMap.TargetElementComponent target : element.getTarget()) {
          Optional<HcpcsCode> code = FhirValues.code(target.getCode()).flatMap(HcpcsCode::of);
          if (ndc.isPresent() && code.isPresent()) {
            Validity valid =
                FhirValues.validity(FhirValues.part(target, Canonicals.extension("valid")));
            codes
                .computeIfAbsent(ndc.get(), n -> new ArrayList<>())
                .add(new DatedCode(code.get(), valid, leftCrosswalk(target, valid)));
          }
        }
      }
    }
  }

  /** A pair that ends with the last quarter that names it left the crosswalk then. */
  private static boolean leftCrosswalk(ConceptMap.TargetElementComponent target, Validity valid) {
    LocalDate last = valid.to();
    return last != null
        && FhirValues.text(target, Canonicals.extension("last-named"))
            .filter(
                quarter ->
                    quarter.equals(last.getYear() + "Q" + (last.getMonthValue() + 2) / 3)
                        && last.plusDays(1).getDayOfMonth() == 1
                        && last.getMonthValue() % 3 == 0)
            .isPresent();
  }
}
