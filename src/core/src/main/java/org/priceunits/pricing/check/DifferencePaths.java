package org.priceunits.pricing.check;

import java.util.List;
import java.util.function.Function;
import org.hl7.fhir.r4.model.Claim.DetailComponent;
import org.hl7.fhir.r4.model.Claim.ItemComponent;
import org.priceunits.domain.billing.result.Issue;
import org.priceunits.domain.billing.result.Issue.Element;
import org.priceunits.domain.checking.Difference;
import org.priceunits.domain.checking.Difference.Part;
import org.priceunits.domain.checking.Difference.Place;
import org.priceunits.fhir.Canonicals;

/**
 * Locates a difference in the body as simple FHIRPath: on the claim's lines, otherwise at the
 * administrations, otherwise at the claim-level element.
 */
final class DifferencePaths {
  private final CheckUnitsRequest request;
  private final Function<Issue, String> administrations;

  DifferencePaths(CheckUnitsRequest request, Function<Issue, String> administrations) {
    this.request = request;
    this.administrations = administrations;
  }

  List<String> of(Difference difference) {
    Place place = difference.place();
    if (!place.items().isEmpty()) {
      return place.items().stream().map(i -> item(i, place.part())).toList();
    }
    if (place.administrations().isEmpty()) {
      return List.of(request.path() + whole(place.part()));
    }
    return place.administrations().stream()
        .map(a -> Issue.of(difference.code(), a, Element.ADMINISTRATION, difference.text()))
        .map(administrations)
        .toList();
  }

  private static String whole(Part part) {
    return switch (part) {
      case PRICE -> ".total";
      case DATE -> ".billablePeriod";
      default -> "";
    };
  }

  private String item(int index, Part part) {
    ItemComponent item = request.claim().getItem().get(index);
    return request.path() + ".item[" + index + "]" + part(item, part);
  }

  private static String part(ItemComponent item, Part part) {
    return switch (part) {
      case LINE -> "";
      case CODE -> ".productOrService";
      case MODIFIER -> ".modifier";
      case UNITS -> ".quantity";
      case DATE -> ".serviced";
      case PLACE -> ".location";
      case REVENUE -> ".revenue";
      case NDC -> detail(item) + ".productOrService";
      case NDC_QUANTITY -> detail(item) + ".quantity";
      case PRICE -> item.hasNet() ? ".net" : ".unitPrice";
    };
  }

  /** Returns the part of the line that names its package, or would name it. */
  private static String detail(ItemComponent item) {
    for (int i = 0; i < item.getDetail().size(); i++) {
      DetailComponent detail = item.getDetail().get(i);
      boolean drug =
          detail.getProductOrService().getCoding().stream()
              .anyMatch(c -> Canonicals.NDC.equals(c.getSystem()));
      if (drug) {
        return ".detail[" + i + "]";
      }
    }
    return ".detail";
  }
}
