package org.priceunits.server.guard;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.interceptor.model.PrePatchDetails;
import ca.uhn.fhir.rest.api.RestOperationTypeEnum;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import ca.uhn.fhir.rest.server.exceptions.InvalidRequestException;
import ca.uhn.fhir.rest.server.exceptions.PreconditionFailedException;
import ca.uhn.fhir.rest.server.exceptions.ResourceVersionConflictException;
import ca.uhn.fhir.rest.server.interceptor.auth.AuthorizationConstants;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.Date;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.hl7.fhir.instance.model.api.IBaseBundle;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.Bundle.BundleEntryRequestComponent;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.Bundle.HTTPVerb;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;
import org.priceunits.server.operation.EntryUrl;

/**
 * Honours the preconditions of every write, where HAPI knows only {@code If-Match} of an update or
 * patch by id, and answers it with 409. They are checked inside the write's database transaction,
 * against the version that it replaces: a write of somebody else at the same time ends one of the
 * two. An unmet one is answered 412.
 */
@Interceptor(order = AuthorizationConstants.ORDER_AUTH_INTERCEPTOR + 2)
public final class StatedPreconditions {
  private static final String STATED = StatedPreconditions.class.getName();
  private static final Set<HTTPVerb> READS = EnumSet.of(HTTPVerb.GET, HTTPVerb.HEAD);

  /** Hands the preconditions of a request to the hooks. */
  static void state(HttpServletRequest request, Preconditions stated) {
    request.setAttribute(STATED, new Stated(stated));
  }

  /** Preconditions, and whether a stored resource was found to check them. */
  private static final class Stated {
    private final Preconditions preconditions;
    private boolean checked;

    Stated(Preconditions preconditions) {
      this.preconditions = preconditions;
    }
  }

  /** A Bundle is no resource with a version, so that its own request can state nothing of one. */
  @Hook(Pointcut.SERVER_INCOMING_REQUEST_PRE_HANDLED)
  public void start(RequestDetails request) {
    if (request.getRestOperationType() == RestOperationTypeEnum.TRANSACTION
        && ofRequest(request).filter(stated -> stated.preconditions.needsResource()).isPresent()) {
      throw refused(
          "A batch or transaction has no version for If-Match. State ifMatch in the entries' requests.");
    }
  }

  /**
   * Takes the preconditions out of the entries that write, for the hooks. HAPI calls this for each
   * transaction, and for each batch and then each of its entries.
   */
  @Hook(Pointcut.STORAGE_TRANSACTION_PROCESSING)
  public void entries(IBaseBundle given, RequestDetails request) {
    Bundle bundle = (Bundle) given;
    if (bundle.getType() == BundleType.BATCH) {
      return;
    }
    for (BundleEntryComponent entry : bundle.getEntry()) {
      BundleEntryRequestComponent said = entry.getRequest();
      if (said.hasMethod() && !READS.contains(said.getMethod())) {
        take(said).ifPresent(stated -> keep(stated, entry, request));
      }
    }
  }

  /** HAPI stores the resource of an update under the request of the whole Bundle. */
  private static void keep(Stated stated, BundleEntryComponent entry, RequestDetails request) {
    request.getUserData().put(key(entry.getRequest()), stated);
    @Nullable Resource resource = entry.getResource();
    if (resource != null) {
      resource.setUserData(STATED, stated);
    }
  }

  private static Optional<Stated> take(BundleEntryRequestComponent said) {
    try {
      Preconditions stated =
          Preconditions.ofEntry(
              said.getIfMatch(),
              said.getIfNoneMatch(),
              Optional.ofNullable(said.getIfModifiedSince()).map(Date::toInstant).orElse(null));
      said.setIfMatch(null);
      said.setIfNoneMatch(null);
      said.setIfModifiedSince(null);
      return stated.isEmpty() ? Optional.empty() : Optional.of(new Stated(stated));
    } catch (Preconditions.UnreadableException e) {
      throw new InvalidRequestException(e.refusal().text(), e.refusal().outcome());
    }
  }

  private static String key(BundleEntryRequestComponent said) {
    EntryUrl url = EntryUrl.of(said.getUrl());
    return STATED + said.getMethod().toCode() + " " + url.path() + "?" + sorted(url.parameters());
  }

  private static String key(RequestDetails request) {
    return STATED
        + request.getRequestType()
        + " "
        + EntryUrl.of(request.getRequestPath()).path()
        + "?"
        + sorted(request.getParameters());
  }

  private static String sorted(Map<String, String[]> parameters) {
    return new TreeMap<>(parameters)
        .entrySet().stream()
            .map(p -> p.getKey() + "=" + List.of(p.getValue()))
            .collect(Collectors.joining("&"));
  }

  @Hook(Pointcut.STORAGE_PRESTORAGE_RESOURCE_CREATED)
  public void created(IBaseResource resource, @Nullable RequestDetails request) {
    check(stated(request, resource), null);
  }

  @Hook(Pointcut.STORAGE_PRESTORAGE_RESOURCE_UPDATED)
  public void updated(
      @Nullable IBaseResource before, IBaseResource after, @Nullable RequestDetails request) {
    check(stated(request, after), before);
  }

  @Hook(Pointcut.STORAGE_PRESTORAGE_RESOURCE_DELETED)
  public void deleted(IBaseResource resource, @Nullable RequestDetails request) {
    check(stated(request, resource), resource);
  }

  /** Checks a patch in a Bundle, whose result is stored under the request of the whole Bundle. */
  @Hook(Pointcut.STORAGE_PRESTORAGE_RESOURCE_PREPATCH)
  public void patched(PrePatchDetails patch, @Nullable RequestDetails request) {
    check(stated(request, patch.getResource()), patch.getResource());
  }

  private static void check(Optional<Stated> told, @Nullable IBaseResource stored) {
    @Nullable String version = stored == null ? null : stored.getIdElement().getVersionIdPart();
    @Nullable Instant changed =
        stored == null || stored.getMeta().getLastUpdated() == null
            ? null
            : stored.getMeta().getLastUpdated().toInstant();
    told.flatMap(
            stated -> {
              stated.checked = true;
              return stated.preconditions.unmet(version, changed);
            })
        .ifPresent(
            unmet -> {
              throw refused(unmet);
            });
  }

  private static Optional<Stated> stated(@Nullable RequestDetails request, IBaseResource resource) {
    if (resource.getUserData(STATED) instanceof Stated stated) {
      return Optional.of(stated);
    }
    if (request == null) {
      return Optional.empty();
    }
    return request.isSubRequest()
        ? Optional.ofNullable((Stated) request.getUserData().get(key(request)))
        : ofRequest(request);
  }

  private static Optional<Stated> ofRequest(RequestDetails request) {
    return request instanceof ServletRequestDetails http && !request.isSubRequest()
        ? Optional.ofNullable((Stated) http.getServletRequest().getAttribute(STATED))
        : Optional.empty();
  }

  /** Answers 412 to a deletion for which nothing was stored, which HAPI would call a success. */
  @Hook(Pointcut.SERVER_OUTGOING_RESPONSE)
  public void answered(RequestDetails request) {
    if (request.getRestOperationType() == RestOperationTypeEnum.DELETE) {
      ofRequest(request)
          .filter(stated -> !stated.checked)
          .flatMap(stated -> stated.preconditions.unmet(null, null))
          .ifPresent(
              unmet -> {
                throw refused(unmet);
              });
    }
  }

  /** Two writes for one version at the same time: the second finds another version. */
  @Hook(Pointcut.SERVER_PRE_PROCESS_OUTGOING_EXCEPTION)
  public @Nullable BaseServerResponseException lost(
      @Nullable RequestDetails request, Throwable failure) {
    return failure instanceof ResourceVersionConflictException
            && request != null
            && ofRequest(request).filter(s -> s.preconditions.needsResource()).isPresent()
        ? refused(
            "Another request wrote the resource at the same time, so that If-Match no longer names its version. Read it, then send the write again.")
        : null;
  }

  private static PreconditionFailedException refused(String text) {
    return new PreconditionFailedException(
        text, new Refusal(412, IssueType.CONFLICT, text).outcome());
  }
}
