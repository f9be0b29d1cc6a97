package org.priceunits.pricing;

import ca.uhn.fhir.context.FhirContext;
import java.time.Clock;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.Bundle.HTTPVerb;
import org.hl7.fhir.r4.model.Claim;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Provenance;
import org.hl7.fhir.r4.model.Reference;

/**
 * Writes the claims as a transaction Bundle: conditional updates, so that a corrected dose replaces
 * its draft.
 */
public final class TransactionWriter {
  private final Clock clock;
  private final String software;

  TransactionWriter(Clock clock, String software) {
    this.clock = clock;
    this.software = software;
  }

  Bundle write(List<Claim> claims) {
    Bundle bundle = new Bundle().setType(BundleType.TRANSACTION);
    Provenance provenance = new Provenance();
    provenance.setRecorded(Date.from(clock.instant()));
    provenance.addAgent().setWho(new Reference().setDisplay(software));
    for (Claim answered : claims) {
      Claim claim = storable(answered);
      String fullUrl = "urn:uuid:" + UUID.randomUUID();
      provenance.addTarget(new Reference(fullUrl));
      Bundle.BundleEntryComponent entry = bundle.addEntry().setFullUrl(fullUrl).setResource(claim);
      if (claim.hasIdentifier()) {
        entry
            .getRequest()
            .setMethod(HTTPVerb.PUT)
            .setUrl(draftOf(claim));
      } else {
        entry.getRequest().setMethod(HTTPVerb.POST).setUrl("Claim");
      }
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

  /**
   * Drops a urn that is no entry of the transaction, since the storing server would refuse it; a
   * record without id and identifier is only shown in the response.
   *
   * @return a copy
   */
  public static Claim storable(Claim answered) {
    Claim claim = answered.copy();
    FhirContext.forR4Cached()
        .newTerser()
        .getAllPopulatedChildElementsOfType(claim, Reference.class)
        .stream()
        .filter(
            reference -> reference.hasReference() && CallResources.isUrn(reference.getReference()))
        .forEach(TransactionWriter::showOnly);
    return claim;
  }

  private static void showOnly(Reference reference) {
    if (!reference.hasDisplay()) {
      reference.setDisplay(reference.getReference());
    }
    reference.setReference(null).setResource(null);
  }

  /** Returns the search that finds the stored draft which the claim replaces. */
  public static String draftOf(Claim claim) {
    return "Claim?identifier=" + first(claim) + "&status=draft";
  }

  private static String first(Claim claim) {
    Identifier identifier = claim.getIdentifierFirstRep();
    return identifier.getSystem() + "|" + identifier.getValue();
  }
}
