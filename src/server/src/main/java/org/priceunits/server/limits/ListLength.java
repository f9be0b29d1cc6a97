package org.priceunits.server.limits;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.api.server.SystemRequestDetails;
import ca.uhn.fhir.rest.server.exceptions.PayloadTooLargeException;
import java.util.List;
import java.util.Set;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Property;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;
import org.priceunits.server.guard.Refusal;
import org.priceunits.server.operation.OwnOperation;
import org.priceunits.server.security.CommonTypes;

/**
 * Limits how often one element of a resource repeats, since HAPI's storage and validation compare
 * some lists with themselves: a Claim with 5,000 identifiers takes most of a minute to store.
 * Reference data has long lists of parts by nature, and a limit of its own for all of them
 * together; the entries of a Bundle are such a list only where they are validated.
 */
public final class ListLength {
  private static final int TOO_LARGE = 413;

  /** Concepts of systems and sets, included sets, mappings, and elements of definitions. */
  private static final Set<String> PARTS =
      Set.of(
          "concept",
          "include",
          "exclude",
          "contains",
          "element",
          "target",
          "item",
          "parameter",
          "answerOption",
          "propertyGroup",
          "resource");

  /** The entries of a Bundle and the parameters of a call have limits of their own. */
  private static final Set<String> ENVELOPED = Set.of("entry", "parameter", "part");

  private final int elements;
  private final int parts;

  /**
   * @param elements most repetitions of one element
   * @param parts most concepts, mappings and other parts of one resource of reference data
   */
  ListLength(int elements, int parts) {
    this.elements = elements;
    this.parts = parts;
  }

  /** Checks the bodies of creates, updates, Bundles and operations; answers 413. */
  @Hook(Pointcut.SERVER_INCOMING_REQUEST_PRE_HANDLED)
  public void received(RequestDetails request) {
    check(request.getResource(), OwnOperation.isValidation(request));
  }

  /** Checks the result of a patch, which contains no resource before it is applied. */
  @Hook(Pointcut.STORAGE_PRESTORAGE_RESOURCE_UPDATED)
  public void updated(
      @Nullable IBaseResource before, IBaseResource after, @Nullable RequestDetails request) {
    if (!(request instanceof SystemRequestDetails)) {
      check(after, false);
    }
  }

  private void check(@Nullable IBaseResource body, boolean validated) {
    if (body instanceof Resource resource) {
      check(resource, validated);
    }
  }

  private void check(Resource resource, boolean validated) {
    boolean reference = CommonTypes.KNOWLEDGE.contains(resource.fhirType());
    if (reference && isBeyond(resource, parts)) {
      throw refusal(
          resource.fhirType(),
          "%s has more than %d parts, which are taken at once. Send it in several resources, or let the operator raise price-units.limits.reference-data-parts."
              .formatted(resource.fhirType(), parts));
    }
    boolean envelope = resource instanceof Parameters || (resource instanceof Bundle && !validated);
    Set<String> unbounded = reference ? PARTS : envelope ? ENVELOPED : Set.of();
    check(resource, resource.fhirType(), unbounded, validated);
  }

  /**
   * @param unbounded names of elements that have a limit of their own
   */
  private void check(Base element, String path, Set<String> unbounded, boolean validated) {
    for (Property child : element.children()) {
      List<Base> values = child.getValues();
      String place = path + "." + child.getName().replace("[x]", "");
      if (values.size() > elements && !unbounded.contains(child.getName())) {
        throw refusal(
            place,
            "%s repeats %d times; %d are taken. Send it in several resources, or let the operator raise price-units.limits.list-length."
                .formatted(place, values.size(), elements));
      }
      for (Base value : values) {
        if (value instanceof Resource inside) {
          check(inside, validated);
        } else {
          check(value, place, unbounded, validated);
        }
      }
    }
  }

  private static boolean isBeyond(Base element, int most) {
    return counted(element, 0, most) > most;
  }

  /** Counts the structures below an element until there are more than the most. */
  private static int counted(Base element, int before, int most) {
    int count = before;
    for (Property child : element.children()) {
      for (Base value : child.getValues()) {
        if (count > most) {
          return count;
        }
        if (PARTS.contains(child.getName())) {
          count++;
        }
        if (!value.isPrimitive()) {
          count = counted(value, count, most);
        }
      }
    }
    return count;
  }

  private static PayloadTooLargeException refusal(String path, String text) {
    OperationOutcome outcome = new Refusal(TOO_LARGE, IssueType.TOOCOSTLY, text).outcome();
    outcome.getIssueFirstRep().addExpression(path);
    return new PayloadTooLargeException(text, outcome);
  }
}
