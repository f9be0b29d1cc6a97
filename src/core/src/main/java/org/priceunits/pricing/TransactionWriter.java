package org.priceunits.pricing;

import ca.uhn.fhir.context.FhirContext;
import java.time.Clock;
import java.util.Collections;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.Bundle.HTTPVerb;
import org.hl7.fhir.r4.model.ChargeItem;
import org.hl7.fhir.r4.model.ChargeItem.ChargeItemStatus;
import org.hl7.fhir.r4.model.Claim;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Provenance;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.priceunits.fhir.Canonicals;

/**
 * Writes the claims and charge items as a transaction Bundle: conditional updates, so that a
 * corrected dose replaces its draft.
 */
public final class TransactionWriter {
  private static final String DRAFT = "&status=draft";

  private final Clock clock;
  private final String software;

  TransactionWriter(Clock clock, String software) {
    this.clock = clock;
    this.software = software;
  }

  /**
   * @param stored the live charge items of the same administrations; those of lines that are no
   *     longer there are cancelled
   */
  Bundle write(List<Claim> claims, List<ChargeItem> chargeItems, List<ChargeItem> stored) {
    Bundle bundle = new Bundle().setType(BundleType.TRANSACTION);
    Provenance provenance = new Provenance();
    provenance.setRecorded(Date.from(clock.instant()));
    provenance.addAgent().setWho(new Reference().setDisplay(software));
    for (Claim claim : claims) {
      add(bundle, provenance, claim, replaced(claim.getIdentifier(), DRAFT));
    }
    for (ChargeItem charge : chargeItems) {
      add(bundle, provenance, charge, replaced(lines(charge), "&status=billable"));
    }
    if (!chargeItems.isEmpty()) {
      Set<String> current = values(chargeItems);
      stored.stream()
          .filter(charge -> charge.getStatus() != ChargeItemStatus.BILLED)
          .filter(charge -> Collections.disjoint(values(List.of(charge)), current))
          .forEach(charge -> cancel(bundle, provenance, charge));
    }
    bundle
        .addEntry()
        .setFullUrl("urn:uuid:" + UUID.randomUUID())
        .setResource(provenance)
        .getRequest()
        .setMethod(HTTPVerb.POST)
        .setUrl("Provenance");
    return bundle;
  }

  private static void add(
      Bundle bundle, Provenance provenance, Resource answered, Optional<String> condition) {
    String fullUrl = "urn:uuid:" + UUID.randomUUID();
    provenance.addTarget(new Reference(fullUrl));
    Bundle.BundleEntryComponent entry =
        bundle.addEntry().setFullUrl(fullUrl).setResource(storable(answered));
    String type = answered.fhirType();
    entry
        .getRequest()
        .setMethod(condition.isPresent() ? HTTPVerb.PUT : HTTPVerb.POST)
        .setUrl(condition.map(c -> type + "?" + c).orElse(type));
  }

  /** Returns the condition that finds the draft to replace; empty for what has no identity. */
  private static Optional<String> replaced(List<Identifier> identifiers, String andStatus) {
    return identifiers.stream()
        .findFirst()
        .map(i -> "identifier=" + i.getSystem() + "|" + i.getValue() + andStatus);
  }

  /**
   * Cancels the charge item of a line that a corrected record no longer has, such as the one of a
   * discarded amount; the version is stated, so that one changed since is not.
   */
  private static void cancel(Bundle bundle, Provenance provenance, ChargeItem stored) {
    String name = stored.getIdElement().toUnqualifiedVersionless().getValue();
    ChargeItem cancelled = stored.copy();
    cancelled.setStatus(ChargeItemStatus.ABORTED);
    provenance.addTarget(new Reference(name));
    bundle
        .addEntry()
        .setFullUrl("urn:uuid:" + UUID.randomUUID())
        .setResource(cancelled)
        .getRequest()
        .setMethod(HTTPVerb.PUT)
        .setUrl(name)
        .setIfMatch("W/\"" + stored.getIdElement().getVersionIdPart() + "\"");
  }

  private static List<Identifier> lines(ChargeItem charge) {
    return charge.getIdentifier().stream()
        .filter(i -> Canonicals.PRICED_LINE.equals(i.getSystem()))
        .toList();
  }

  private static Set<String> values(List<ChargeItem> charges) {
    return charges.stream()
        .flatMap(charge -> lines(charge).stream())
        .map(Identifier::getValue)
        .collect(Collectors.toSet());
  }

  /**
   * Drops a urn that is no entry of the transaction, since the storing server would refuse it; a
   * record without id and identifier is only shown in the response.
   *
   * @return a copy
   */
  @SuppressWarnings("unchecked") // copy() returns the class that it copies
  public static <T extends Resource> T storable(T answered) {
    T copy = (T) answered.copy();
    FhirContext.forR4Cached()
        .newTerser()
        .getAllPopulatedChildElementsOfType(copy, Reference.class)
        .stream()
        .filter(
            reference -> reference.hasReference() && CallResources.isUrn(reference.getReference()))
        .forEach(TransactionWriter::showOnly);
    return copy;
  }

  private static void showOnly(Reference reference) {
    if (!reference.hasDisplay()) {
      reference.setDisplay(reference.getReference());
    }
    reference.setReference(null).setResource(null);
  }

  /**
   * Returns the search that finds the stored draft which the claim replaces.
   *
   * @param claim with an identifier
   */
  public static String draftOf(Claim claim) {
    return "Claim?" + replaced(claim.getIdentifier(), DRAFT).orElseThrow();
  }
}
