package org.priceunits.pricing;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;
import org.priceunits.domain.billing.Issue.Element;
import org.priceunits.domain.product.HcpcsCode;
import org.priceunits.domain.product.Modifier;
import org.priceunits.pricing.read.Statement;

/**
 * A call as it was made.
 *
 * @param administrations inline and from the Bundle, in order; stored ones are still references
 * @param references of stored administrations, with their FHIRPath
 * @param resources what the administrations may refer to, by the address of their Bundle entry or
 *     {@code type/id}
 * @param incomplete true for one page of a Bundle that has more
 * @param paths where each input stands in the body or query
 */
record PriceUnitsRequest(
    List<Given> administrations,
    List<Referred> references,
    Map<String, Resource> resources,
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
    boolean asTransaction,
    boolean incomplete,
    Map<Element, String> paths) {

  /** A reference to a stored administration. */
  record Referred(String path, Reference reference) {}

  /** FHIRPath of an input of the call, or empty where it was not sent. */
  String path(Element element) {
    return Optional.ofNullable(paths.get(element)).orElse("");
  }
}
