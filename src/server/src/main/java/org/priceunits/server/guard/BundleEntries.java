package org.priceunits.server.guard;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.api.IResourceSupportedSvc;
import ca.uhn.fhir.rest.server.exceptions.InvalidRequestException;
import ca.uhn.fhir.rest.server.exceptions.PayloadTooLargeException;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.hl7.fhir.instance.model.api.IBaseBundle;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.Bundle.BundleEntryRequestComponent;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.Bundle.HTTPVerb;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;
import org.priceunits.server.operation.EntryUrl;

/**
 * Refuses entries that HAPI would store although they ask for something else: HAPI treats each POST
 * of a Bundle as a create, whatever follows the type in its URL, and stores types that are not
 * served. In a batch the entry is answered 400; a transaction is refused whole. Calls of our own
 * operations never get here as POST, see {@link org.priceunits.server.operation.BatchedOperations}.
 */
@Interceptor(order = BundleEntries.BEFORE_OTHERS_THAT_READ_URLS)
public final class BundleEntries {
  static final int BEFORE_OTHERS_THAT_READ_URLS = -100;

  private static final Set<HTTPVerb> WITH_RESOURCE = EnumSet.of(HTTPVerb.POST, HTTPVerb.PUT);
  private static final Set<HTTPVerb> READS = EnumSet.of(HTTPVerb.GET, HTTPVerb.HEAD);

  /** Most entries of one Bundle that read the CapabilityStatement. */
  private static final int DESCRIPTIONS = 10;

  private final Set<String> known;
  private final IResourceSupportedSvc served;

  /**
   * @param known all types of FHIR
   * @param served the types served here
   */
  BundleEntries(Set<String> known, IResourceSupportedSvc served) {
    this.known = known;
    this.served = served;
  }

  /**
   * Checks a Bundle. HAPI calls this for each transaction and for each batch, and then for each
   * entry of the batch as for a transaction of its own.
   */
  @Hook(Pointcut.STORAGE_TRANSACTION_PROCESSING)
  public void check(IBaseBundle given) {
    Bundle bundle = (Bundle) given;
    checkDescriptions(bundle);
    if (bundle.getType() == BundleType.BATCH) {
      return;
    }
    List<BundleEntryComponent> entries = bundle.getEntry();
    for (int i = 0; i < entries.size(); i++) {
      nameType(entries.get(i));
      Optional<String> fault = fault(entries.get(i));
      if (fault.isPresent()) {
        String where = entries.size() == 1 ? "" : "Bundle.entry[" + i + "]: ";
        Refusal refusal = new Refusal(400, IssueType.NOTSUPPORTED, where + fault.get());
        throw new InvalidRequestException(refusal.text(), refusal.outcome());
      }
    }
  }

  /** The description of the server is long, and the same in each entry. */
  private static void checkDescriptions(Bundle bundle) {
    long descriptions =
        bundle.getEntry().stream()
            .map(entry -> EntryUrl.of(entry.getRequest().getUrl()).segments())
            .filter(segments -> segments.size() == 1 && segments.get(0).equals("metadata"))
            .count();
    if (descriptions > DESCRIPTIONS) {
      Refusal refusal =
          new Refusal(
              413,
              IssueType.TOOCOSTLY,
              "The Bundle asks for metadata %d times; %d are answered. Ask once."
                  .formatted(descriptions, DESCRIPTIONS));
      throw new PayloadTooLargeException(refusal.text(), refusal.outcome());
    }
  }

  /** HAPI's own client leaves out the url of a create, whose type the resource says as well. */
  private static void nameType(BundleEntryComponent entry) {
    BundleEntryRequestComponent said = entry.getRequest();
    @Nullable Resource resource = entry.getResource();
    if (said.getMethod() == HTTPVerb.POST && resource != null && isBlank(said.getUrl())) {
      said.setUrl(resource.fhirType());
    }
  }

  private static boolean isBlank(@Nullable String url) {
    return url == null || url.isBlank();
  }

  private Optional<String> fault(BundleEntryComponent entry) {
    @Nullable HTTPVerb method = entry.getRequest().getMethod();
    EntryUrl url = EntryUrl.of(entry.getRequest().getUrl());
    String inUrl = url.segments().isEmpty() ? "" : url.segments().get(0);
    // Not hasResource(), which is false for an empty resource.
    @Nullable Resource resource = entry.getResource();
    String inBody = resource != null && WITH_RESOURCE.contains(method) ? resource.fhirType() : "";
    return Stream.of(
            READS.contains(method) ? Optional.<String>empty() : notRun(url),
            notServed(inUrl),
            notServed(inBody),
            otherType(inUrl, inBody),
            withoutType(method, inUrl),
            withoutAnswer(method),
            brokenEscape("url", entry.getRequest().getUrl()),
            brokenEscape("ifNoneExist", entry.getRequest().getIfNoneExist()),
            queryOfNoType(resource))
        .flatMap(Optional::stream)
        .findFirst();
  }

  /** HAPI creates by the type in the body, and fails at a path of slashes. */
  private static Optional<String> withoutType(@Nullable HTTPVerb method, String inUrl) {
    return method != null && method != HTTPVerb.GET && inUrl.isEmpty()
        ? Optional.of(
            "The entry's request has no url. Name the type to create, as Claim, or the resource, as Claim/1.")
        : Optional.empty();
  }

  /** HAPI leaves out the entry's answer, so that those of the entries behind it take its place. */
  private static Optional<String> withoutAnswer(@Nullable HTTPVerb method) {
    return method == HTTPVerb.HEAD
        ? Optional.of("HEAD is not answered inside a Bundle. Send the entry as GET.")
        : Optional.empty();
  }

  /** HAPI fails at an escape that it cannot decode. */
  private static Optional<String> brokenEscape(String element, @Nullable String text) {
    return Escapes.areBroken(text)
        ? Optional.of(
            "The entry's %s has a %% that begins no escape. Write %%25 for the character itself."
                .formatted(element))
        : Optional.empty();
  }

  /**
   * HAPI takes a reference with a query for a condition, and in a batch fails at one of no type.
   */
  private Optional<String> queryOfNoType(@Nullable Resource resource) {
    return resource != null
            && FhirContext.forR4Cached()
                .newTerser()
                .getAllPopulatedChildElementsOfType(resource, Reference.class)
                .stream()
                .filter(Reference::hasReference)
                .map(reference -> reference.getReference().split("\\?", 2))
                .anyMatch(parts -> parts.length == 2 && !known.contains(lastSegment(parts[0])))
        ? Optional.of(
            "A reference of the entry has a query, but names no type before it. Write it as Patient?identifier=x, or put an address that is no resource elsewhere.")
        : Optional.empty();
  }

  private static String lastSegment(String path) {
    String plain = path.replaceFirst("/+$", "");
    return plain.substring(plain.lastIndexOf('/') + 1);
  }

  private static Optional<String> notRun(EntryUrl url) {
    return url.operation()
        .map(
            operation ->
                "%s is not run here as the entry asks. Send the entry as POST or GET to a type that the CapabilityStatement lists it for."
                    .formatted(operation))
        .or(
            () ->
                url.segments().contains("_search")
                    ? Optional.of(
                        "A search is not posted inside a Bundle. Send the entry as GET with its parameters in the url.")
                    : Optional.empty());
  }

  private Optional<String> notServed(String type) {
    return known.contains(type) && !served.isSupported(type)
        ? Optional.of(
            "%1$s is not served here. Leave the entry out, or have the operator add %1$s to price-units.resource-types."
                .formatted(type))
        : Optional.empty();
  }

  private Optional<String> otherType(String inUrl, String inBody) {
    return known.contains(inUrl) && !inBody.isEmpty() && !inUrl.equals(inBody)
        ? Optional.of(
            "The url names %s, but the resource is a %s. Name the resource's type in the url."
                .formatted(inUrl, inBody))
        : Optional.empty();
  }
}
