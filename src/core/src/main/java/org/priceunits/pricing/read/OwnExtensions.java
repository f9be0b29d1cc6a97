package org.priceunits.pricing.read;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Medication;
import org.hl7.fhir.r4.model.MedicationAdministration;
import org.jspecify.annotations.Nullable;
import org.priceunits.domain.billing.result.Issue.Element;
import org.priceunits.domain.billing.result.IssueCode;
import org.priceunits.fhir.Canonicals;

/**
 * Refuses extensions that have an address of this project and are not defined for an
 * administration, those that have only a name like one of them, and parts that a defined one does
 * not have: a misspelt name would lose the waste that it states. An extension that stands where
 * none is read, such as on the dose or on the Medication, is refused too.
 */
final class OwnExtensions {
  private static final String SCHEME = "^https?://(www\\.)?";
  private static final String OURS =
      Canonicals.BASE.replaceFirst(SCHEME, "").toLowerCase(Locale.ROOT);
  private static final int MOST_CHARACTERS = 120;

  /** The extensions of an administration, and their parts. */
  private static final Map<String, Set<String>> DEFINED =
      Map.of(
          Canonicals.extension("container-used"),
          Set.of("size", "count", "kind", "shared", "ndc"),
          Canonicals.extension("discarded-amount"),
          Set.of(),
          Canonicals.extension("distinct-service"),
          Set.of());

  private static final Set<String> NAMES =
      Set.of("container-used", "discarded-amount", "distinct-service");

  private final ReadingIssues found;

  OwnExtensions(ReadingIssues found) {
    this.found = found;
  }

  void check(AdministrationInput input) {
    MedicationAdministration record = input.resource();
    check(record.getExtension(), input.path().of(".extension"), true);
    dosage(record, input.path());
    for (WasteRecord waste : input.wasteRecords()) {
      check(waste.resource().getExtension(), waste.path().of(".extension"), false);
      dosage(waste.resource(), waste.path());
    }
  }

  /**
   * Checks what a Medication states beside what is read of it.
   *
   * @param path the place of the reference to it
   */
  void check(@Nullable Medication medication, String path) {
    if (medication != null) {
      for (Extension extension : medication.getExtension()) {
        check(extension, path, false);
      }
    }
  }

  private void dosage(MedicationAdministration record, BodyPath path) {
    if (record.hasDosage()) {
      check(record.getDosage().getExtension(), path.of(".dosage.extension"), false);
      check(record.getDosage().getDose().getExtension(), path.of(".dosage.dose.extension"), false);
    }
  }

  private void check(List<Extension> extensions, String path, boolean read) {
    for (int i = 0; i < extensions.size(); i++) {
      check(extensions.get(i), path + "[" + i + "]", read);
    }
  }

  /**
   * @param read true if the defined extensions are read at this place
   */
  private void check(Extension extension, String path, boolean read) {
    String url = String.valueOf(extension.getUrl());
    if (!isOurs(url)) {
      return;
    }
    Set<String> parts = DEFINED.get(url);
    if (parts != null && !read) {
      unknown(
          "The extension %s is not read at this place. State it on the administration itself."
              .formatted(url),
          path);
    } else if (parts == null) {
      notDefined("extension " + shown(url), sorted(NAMES), path);
    } else {
      for (Extension part : extension.getExtension()) {
        // A part with an address of its own is somebody else's.
        String name = String.valueOf(part.getUrl());
        if (!parts.contains(name) && !name.contains(":")) {
          notDefined("part " + shown(name) + " of " + shown(url), sorted(parts), path);
        }
      }
    }
  }

  /** Returns true for our address, and for a name without any address that is like one of ours. */
  private static boolean isOurs(String url) {
    return url.contains(":")
        ? url.toLowerCase(Locale.ROOT).replaceFirst(SCHEME, "").startsWith(OURS)
        : NAMES.stream().anyMatch(name -> Misspelling.isOf(name, url));
  }

  private static String sorted(Set<String> names) {
    return names.isEmpty() ? "none" : String.join(", ", names.stream().sorted().toList());
  }

  private static String shown(String text) {
    return text.substring(0, Math.min(MOST_CHARACTERS, text.length()));
  }

  private void notDefined(String what, String defined, String path) {
    unknown(
        "The %s is not defined; those that are: %s. Correct its name, or leave it out."
            .formatted(what, defined),
        path);
  }

  private void unknown(String text, String path) {
    found.locations().fault(Element.CONTAINERS, path);
    found.issue(IssueCode.EXTENSION_UNKNOWN, Element.CONTAINERS, text);
  }
}
