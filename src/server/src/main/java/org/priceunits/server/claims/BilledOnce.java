package org.priceunits.server.claims;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import ca.uhn.fhir.rest.server.exceptions.PreconditionFailedException;
import ca.uhn.fhir.rest.server.exceptions.ResourceVersionConflictException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Claim;
import org.hl7.fhir.r4.model.Claim.ClaimStatus;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome.IssueSeverity;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.jspecify.annotations.Nullable;
import org.priceunits.domain.billing.IssueCode;
import org.priceunits.fhir.Canonicals;
import org.priceunits.pricing.ResourceStore;

/**
 * Refuses a second live claim for an administration with 409 and the code {@code already-billed},
 * naming the first. The database's unique index (SearchParameter {@code
 * Claim-priced-administration-once}) decides, so two nodes cannot both succeed; a claim that is
 * cancelled or entered in error leaves the index and releases its administrations. A draft is
 * replaced by a draft; a claim that is no longer a draft is not.
 */
@Interceptor
public final class BilledOnce {
  private final Function<RequestDetails, ResourceStore> stores;

  /**
   * @param stores returns the part of the store that the caller of a request may read
   */
  public BilledOnce(Function<RequestDetails, ResourceStore> stores) {
    this.stores = stores;
  }

  @Hook(Pointcut.STORAGE_PRESTORAGE_RESOURCE_UPDATED)
  public void updated(IBaseResource before, IBaseResource after) {
    if (before instanceof Claim old
        && after instanceof Claim claim
        && !identifiers(old).isEmpty()
        && old.getStatus() != ClaimStatus.DRAFT
        && claim.getStatus() == ClaimStatus.DRAFT) {
      throw conflict(
          "%s is no longer a draft (%s) and is not replaced. Cancel it, then store the new claim."
              .formatted(name(old), old.getStatus().toCode()));
    }
  }

  /** Translates the database's refusal into an answer that names the first claim. */
  @Hook(Pointcut.SERVER_PRE_PROCESS_OUTGOING_EXCEPTION)
  public @Nullable BaseServerResponseException refused(
      Throwable refusal, @Nullable RequestDetails request) {
    boolean index =
        refusal instanceof PreconditionFailedException
            || refusal instanceof ResourceVersionConflictException;
    if (!index || request == null || !String.valueOf(refusal.getMessage()).contains("unique")) {
      return null;
    }
    List<Identifier> billed = identifiers(request.getResource());
    if (billed.isEmpty()) {
      return null;
    }
    List<Claim> first = stores.apply(request).liveClaims(billed);
    String where = first.isEmpty() ? "another live claim" : name(first.get(0));
    return conflict(
        "An administration of this claim stands on %s already. Cancel that one, or replace it while it is a draft: PUT Claim?identifier=%s|%s."
            .formatted(where, Canonicals.PRICED_ADMINISTRATION, billed.get(0).getValue()));
  }

  /** Returns the administrations billed by the claims in a request. */
  private static List<Identifier> identifiers(@Nullable IBaseResource resource) {
    List<Identifier> found = new ArrayList<>();
    if (resource instanceof Claim claim) {
      claim.getIdentifier().stream()
          .filter(i -> Canonicals.PRICED_ADMINISTRATION.equals(i.getSystem()))
          .forEach(found::add);
    } else if (resource instanceof Bundle bundle) {
      bundle.getEntry().forEach(entry -> found.addAll(identifiers(entry.getResource())));
    }
    return found;
  }

  private static String name(Claim claim) {
    return claim.getIdElement().toUnqualifiedVersionless().getValue();
  }

  private static ResourceVersionConflictException conflict(String text) {
    OperationOutcome outcome = new OperationOutcome();
    outcome
        .addIssue()
        .setSeverity(IssueSeverity.ERROR)
        .setCode(IssueType.CONFLICT)
        .setDetails(
            new org.hl7.fhir.r4.model.CodeableConcept()
                .setText(text)
                .addCoding(
                    new org.hl7.fhir.r4.model.Coding(
                        Canonicals.codeSystem("price-units-issue"),
                        IssueCode.ALREADY_BILLED.code(),
                        null)));
    return new ResourceVersionConflictException(text, outcome);
  }
}
