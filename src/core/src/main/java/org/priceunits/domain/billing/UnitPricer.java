package org.priceunits.domain.billing;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.priceunits.domain.billing.code.CodeChoice;
import org.priceunits.domain.billing.line.ModifierList;
import org.priceunits.domain.billing.request.Administration;
import org.priceunits.domain.billing.request.Catalogs;
import org.priceunits.domain.billing.request.PricingRequest;
import org.priceunits.domain.billing.result.Issue;
import org.priceunits.domain.billing.result.Issue.Element;
import org.priceunits.domain.billing.result.IssueCode;
import org.priceunits.domain.billing.result.Pricing;
import org.priceunits.domain.dose.Units;
import org.priceunits.domain.policy.PayerPolicy;
import org.priceunits.domain.product.Modifier;

/**
 * Prices administered drugs as claim lines, or reports why they cannot be billed. Reads one
 * immutable snapshot of reference data, keeps no state, and is thread-safe.
 */
public final class UnitPricer {
  private final Catalogs catalogs;
  private final CodeChoice codes;
  private final GroupPricer groups;

  public UnitPricer(Catalogs catalogs, Units units) {
    this.catalogs = catalogs;
    this.codes = new CodeChoice(catalogs, units);
    this.groups = new GroupPricer(catalogs);
  }

  /**
   * Returns the errors that refuse a call before anything is priced: a payer or a modifier that
   * cannot be used at all.
   *
   * @return empty if the call can be priced
   */
  public List<Issue> refusals(PricingRequest request) {
    Optional<Issue> place = placeNotInUse(request);
    if (place.isPresent()) {
      return List.of(place.get());
    }
    if (!catalogs.policies().knows(request.payer())) {
      return List.of(
          Issue.ofCall(
              IssueCode.PAYER_UNKNOWN,
              Element.PAYER,
              "The payer %s has no rules here. Send one of: %s."
                  .formatted(request.payer(), String.join(", ", catalogs.policies().payers()))));
    }
    List<Issue> issues = new ArrayList<>(0);
    for (Modifier modifier : request.modifiers()) {
      fault(modifier, request).ifPresent(issues::add);
    }
    return issues;
  }

  /** Checks the place of service that the call states for all its administrations. */
  private Optional<Issue> placeNotInUse(PricingRequest request) {
    String place = request.places().stated();
    if (place == null) {
      return Optional.empty();
    }
    if (!request.institutional()) {
      for (Administration a : request.administrations()) {
        LocalDate day = a.day().date();
        if (!ConsistentRequest.isInUse(place, day, catalogs.codes())) {
          return Optional.of(
              Issue.ofCall(
                  IssueCode.PLACE_OF_SERVICE_NOT_VALID,
                  Element.PLACE_OF_SERVICE,
                  ConsistentRequest.PLACE_NOT_IN_USE,
                  place,
                  day));
        }
      }
    }
    return catalogs.codes().placeOfService(place).isPresent()
        ? Optional.empty()
        : Optional.of(
            Issue.ofCall(
                IssueCode.PLACE_OF_SERVICE_NOT_VALID,
                Element.PLACE_OF_SERVICE,
                "%s is not one of CMS's places of service. Correct it.",
                place));
  }

  /**
   * Checks a modifier. Without a known day of service, reports only errors that hold on every day.
   */
  private Optional<Issue> fault(Modifier modifier, PricingRequest request) {
    List<LocalDate> days =
        request.administrations().stream().map(a -> a.day().date()).distinct().toList();
    for (LocalDate day : days.isEmpty() ? List.of(request.today()) : days) {
      Optional<String> reserved = reserved(modifier, request, day);
      if (reserved.isPresent()) {
        return reserved.map(t -> Issue.ofCall(IssueCode.MODIFIER_CONFLICT, Element.MODIFIER, t));
      }
    }
    Optional<String> fault = ModifierList.unknown(modifier, catalogs.codes());
    for (Administration a : request.administrations()) {
      LocalDate day = a.day().date();
      boolean maybeTheDayBefore =
          a.day().mayBeTheDayBefore()
              && ModifierList.fault(modifier, day.minusDays(1), catalogs.codes()).isEmpty();
      if (!maybeTheDayBefore) {
        fault = fault.or(() -> ModifierList.fault(modifier, day, catalogs.codes()));
      }
    }
    return fault.map(t -> Issue.ofCall(IssueCode.MODIFIER_NOT_VALID, Element.MODIFIER, t));
  }

  /**
   * Checks against the payer's own rules; if it has none on that day, against the reference
   * payer's.
   */
  private Optional<String> reserved(Modifier modifier, PricingRequest request, LocalDate day) {
    return policy(request, day)
        .or(
            () ->
                catalogs
                    .policies()
                    .inForce(catalogs.policies().reference(), request.today(), request.asOf()))
        .flatMap(policy -> ModifierList.reserved(modifier, policy));
  }

  /**
   * Prices the administrations together.
   *
   * @return one result per group of administrations that are billed together; an administration
   *     that cannot be priced never prevents the lines of another
   */
  public Pricing price(PricingRequest request) {
    return new RequestPricing(catalogs, codes, groups, request).result();
  }

  /**
   * Returns what is wrong with the code and the modifiers of administrations that are refused
   * already, so that one answer names every reason.
   *
   * @param refused as far as their records can be read
   */
  public List<Issue> furtherRefusals(PricingRequest request, List<Administration> refused) {
    RequestPricing pricing = new RequestPricing(catalogs, codes, groups, request);
    return refused.stream().flatMap(a -> pricing.refusals(a).stream()).toList();
  }

  private Optional<PayerPolicy> policy(PricingRequest request, LocalDate day) {
    return catalogs.policies().inForce(request.payer(), day, request.asOf());
  }
}
