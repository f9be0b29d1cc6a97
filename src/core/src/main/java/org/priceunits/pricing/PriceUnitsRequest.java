package org.priceunits.pricing;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;
import org.priceunits.domain.billing.result.Issue.Element;
import org.priceunits.domain.product.HcpcsCode;
import org.priceunits.domain.product.Modifier;
import org.priceunits.pricing.read.Statement;

/**
 * A call of {@code $price-units}.
 *
 * @param administrations inline and from the Bundle, in order; stored ones are still references
 * @param references references to stored administrations, with their FHIRPath
 * @param resources the resources that the administrations may refer to, by the URL of their Bundle
 *     entry or {@code type/id}
 * @param undecided those of the resources of which the call has other versions without an order
 * @param incomplete true for one page of a Bundle with more pages
 * @param paths the location of each input in the body or query
 */
record PriceUnitsRequest(
    List<GivenAdministration> administrations,
    List<Referred> references,
    Map<String, Resource> resources,
    Set<Resource> undecided,
    List<Statement> statements,
    @Nullable String payer,
    @Nullable Reference coverage,
    @Nullable Reference provider,
    @Nullable HcpcsCode billingCode,
    boolean institutional,
    @Nullable String placeOfService,
    @Nullable String typeOfBill,
    List<Modifier> modifiers,
    @Nullable ZoneId timeZone,
    @Nullable LocalDate asOf,
    Outputs outputs,
    boolean incomplete,
    Map<Element, String> paths) {

  /**
   * What the lines are answered as.
   *
   * @param priceOverride true if each charge item carries the price of its line
   * @param asTransaction true for a Bundle beside them that stores them
   */
  record Outputs(PricedAs as, boolean priceOverride, boolean asTransaction) {}

  /** A reference to a stored administration. */
  record Referred(String path, Reference reference) {}

  /** Returns this call with another coverage; null for none. */
  PriceUnitsRequest withCoverage(@Nullable Reference other) {
    return new PriceUnitsRequest(
        administrations,
        references,
        resources,
        undecided,
        statements,
        payer,
        other,
        provider,
        billingCode,
        institutional,
        placeOfService,
        typeOfBill,
        modifiers,
        timeZone,
        asOf,
        outputs,
        incomplete,
        paths);
  }

  /** Returns the FHIRPath of an input of the call; empty if it was not sent in a body or query. */
  String path(Element element) {
    return paths.getOrDefault(element, "");
  }

  /** Returns true if the input was sent, wherever it comes from. */
  boolean states(Element element) {
    return paths.containsKey(element);
  }
}
