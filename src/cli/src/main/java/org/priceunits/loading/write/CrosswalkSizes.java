package org.priceunits.loading.write;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.MedicationKnowledge;
import org.hl7.fhir.r4.model.StringType;
import org.priceunits.fhir.Canonicals;

/**
 * The sizes that quarters of the crosswalk state of a package. Equal statements are one, from the
 * first to the last quarter that makes it, so that the order of loading does not matter.
 */
public final class CrosswalkSizes {
  static final String URL = Canonicals.extension("crosswalk-size");

  private CrosswalkSizes() {}

  /** Adds the statements of a package to those of the same package from other quarters. */
  public static void merge(MedicationKnowledge into, MedicationKnowledge from) {
    List<Extension> all = new ArrayList<>();
    for (MedicationKnowledge each : List.of(into, from)) {
      for (Extension size : each.getExtensionsByUrl(URL)) {
        all.stream()
            .filter(known -> same(known, size, "content") && same(known, size, "size"))
            .findFirst()
            .ifPresentOrElse(known -> extend(known, size), () -> all.add(size.copy()));
      }
    }
    into.getExtension().removeIf(e -> URL.equals(e.getUrl()));
    all.stream()
        .sorted(
            Comparator.comparing((Extension e) -> text(e, "first"))
                .thenComparing(e -> text(e, "size")))
        .forEach(into::addExtension);
    // In the order of a written package, so that equal statements are an equal resource.
    into.getExtension().sort(Comparator.comparing(Extension::getUrl));
  }

  private static void extend(Extension known, Extension size) {
    if (text(size, "first").compareTo(text(known, "first")) < 0) {
      known.getExtensionByUrl("first").setValue(new StringType(text(size, "first")));
    }
    if (text(size, "last").compareTo(text(known, "last")) > 0) {
      known.getExtensionByUrl("last").setValue(new StringType(text(size, "last")));
    }
  }

  private static boolean same(Extension one, Extension other, String part) {
    Base mine = one.getExtensionByUrl(part).getValue();
    return mine.equalsDeep(other.getExtensionByUrl(part).getValue());
  }

  private static String text(Extension extension, String part) {
    return extension.getExtensionByUrl(part).getValue().primitiveValue();
  }
}
