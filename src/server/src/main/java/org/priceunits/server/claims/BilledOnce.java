package org.priceunits.server.claims;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import ca.uhn.fhir.rest.server.exceptions.PreconditionFailedException;
import ca.uhn.fhir.rest.server.exceptions.ResourceVersionConflictException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.ChargeItem;
import org.hl7.fhir.r4.model.ChargeItem.ChargeItemStatus;
import org.hl7.fhir.r4.model.Claim;
import org.hl7.fhir.r4.model.Claim.ClaimStatus;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome.IssueSeverity;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;
import org.priceunits.domain.billing.result.IssueCode;
import org.priceunits.fhir.Canonicals;
import org.priceunits.pricing.ResourceStore;

/**
 * Refuses a second live claim for an administration, and a second live charge item for one of its
 * lines, with 409 and the code {@code already-billed}, naming the first. The database's unique
 * indexes (SearchParameters {@code Claim-priced-administration-once} and {@code
 * ChargeItem-priced-line-once}) decide, so two nodes cannot both succeed; what is cancelled or
 * entered in error leaves the index and releases its administrations. A draft is replaced by a
 * draft, a billable charge item by a billable one; what is past that is not.
 */
@Interceptor
public final class BilledOnce {
  private static final Set<ChargeItemStatus> TO_BILL =
      EnumSet.of(ChargeItemStatus.PLANNED, ChargeItemStatus.BILLABLE);

  private static final Set<ChargeItemStatus> PAST =
      EnumSet.of(
          ChargeItemStatus.BILLED, ChargeItemStatus.ABORTED, ChargeItemStatus.ENTEREDINERROR);

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
        && !billed(old, Claim.class, Canonicals.PRICED_ADMINISTRATION).isEmpty()
        && old.getStatus() != ClaimStatus.DRAFT
        && claim.getStatus() == ClaimStatus.DRAFT) {
      throw alreadyBilled(
          "%s is no longer a draft (%s) and is not replaced. Cancel it, then store the new claim."
              .formatted(name(old), old.getStatus().toCode()));
    }
    if (before instanceof ChargeItem old
        && after instanceof ChargeItem charge
        && !billed(old, ChargeItem.class, Canonicals.PRICED_LINE).isEmpty()
        && PAST.contains(old.getStatus())
        && TO_BILL.contains(charge.getStatus())) {
      throw alreadyBilled(
          "%s is no longer billable (%s) and is not replaced. Credit or cancel it, then store the new charge item."
              .formatted(name(old), old.getStatus().toCode()));
    }
  }

  /**
   * Returns the refusal of what a unique search parameter allows once.
   *
   * @param sought the search that finds it, as HAPI's index has it
   * @param holder the stored resource, as {@code Claim/123}
   */
  public static ResourceVersionConflictException refusal(String sought, String holder) {
    return value(sought, "Claim?priced-administration=")
        .map(administration -> claimRefusal(holder, administration))
        .or(() -> value(sought, "ChargeItem?priced-line=").map(line -> chargeRefusal(holder, line)))
        .orElseGet(
            () ->
                new ResourceVersionConflictException(
                    "%s is to be unique, and %s has it already.".formatted(sought, holder)));
  }

  /** Returns the value of a token, without its system. */
  private static Optional<String> value(String sought, String parameter) {
    return sought.startsWith(parameter)
        ? Optional.of(sought.substring(parameter.length()).split("&", 2)[0])
            .map(token -> URLDecoder.decode(token, StandardCharsets.UTF_8))
            .map(token -> token.substring(token.indexOf('|') + 1))
        : Optional.empty();
  }

  /** Translates the refusal of the database, which is the first to see two at the same moment. */
  @Hook(Pointcut.SERVER_PRE_PROCESS_OUTGOING_EXCEPTION)
  public @Nullable BaseServerResponseException refused(
      Throwable refusal, @Nullable RequestDetails request) {
    boolean index =
        refusal instanceof PreconditionFailedException
            || refusal instanceof ResourceVersionConflictException;
    if (!index || request == null || !String.valueOf(refusal.getMessage()).contains("unique")) {
      return null;
    }
    IBaseResource written = request.getResource();
    List<Identifier> claims = billed(written, Claim.class, Canonicals.PRICED_ADMINISTRATION);
    if (!claims.isEmpty()) {
      return claimRefusal(
          first(stores.apply(request).liveClaims(claims), "claim"), claims.get(0).getValue());
    }
    List<Identifier> lines = billed(written, ChargeItem.class, Canonicals.PRICED_LINE);
    return lines.isEmpty()
        ? null
        : chargeRefusal(
            first(
                stores
                    .apply(request)
                    .liveChargeItems(
                        billed(written, ChargeItem.class, Canonicals.PRICED_ADMINISTRATION)),
                "charge item"),
            lines.get(0).getValue());
  }

  private static ResourceVersionConflictException claimRefusal(
      String holder, String administration) {
    return alreadyBilled(
        "An administration of this claim stands on %s already. Cancel that one, or replace it while it is a draft: PUT Claim?identifier=%s|%s."
            .formatted(holder, Canonicals.PRICED_ADMINISTRATION, administration));
  }

  private static ResourceVersionConflictException chargeRefusal(String holder, String line) {
    return alreadyBilled(
        "A line of this charge item stands on %s already. Cancel that one, or replace it while it is billable: PUT ChargeItem?identifier=%s|%s&status=billable."
            .formatted(holder, Canonicals.PRICED_LINE, line));
  }

  private static String first(List<? extends Resource> stored, String kind) {
    return stored.isEmpty() ? "another live " + kind : name(stored.get(0));
  }

  /** Returns the identifiers of one system on the resources of one type in a request. */
  private static List<Identifier> billed(
      @Nullable IBaseResource resource, Class<? extends Resource> type, String system) {
    List<Identifier> found = new ArrayList<>();
    if (resource instanceof Bundle bundle) {
      bundle.getEntry().forEach(entry -> found.addAll(billed(entry.getResource(), type, system)));
    } else if (type.isInstance(resource)) {
      found.addAll(
          resource instanceof Claim claim
              ? claim.getIdentifier()
              : ((ChargeItem) resource).getIdentifier());
    }
    return found.stream().filter(i -> system.equals(i.getSystem())).toList();
  }

  private static String name(Resource resource) {
    return resource.getIdElement().toUnqualifiedVersionless().getValue();
  }

  /**
   * Returns a refusal with the code {@code already-billed}.
   *
   * @param text names the stored resource, and says what to do
   */
  public static ResourceVersionConflictException alreadyBilled(String text) {
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
