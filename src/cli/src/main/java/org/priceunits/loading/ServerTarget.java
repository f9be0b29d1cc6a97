package org.priceunits.loading;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.rest.api.CacheControlDirective;
import ca.uhn.fhir.rest.client.api.IGenericClient;
import ca.uhn.fhir.rest.client.api.ServerValidationModeEnum;
import ca.uhn.fhir.rest.client.interceptor.BearerTokenAuthInterceptor;
import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;

/** A running FHIR server. Resources written together form one transaction. */
public final class ServerTarget implements LoadTarget {
  private static final int PAGE = 500;

  /**
   * Longer than a server's usual time limit for a transaction, which then answers with an
   * instruction.
   */
  private static final int PATIENCE_MILLIS = 15 * 60 * 1000;

  /**
   * Slightly less than the server's default for {@code price-units.max-body-bytes}. Writes that a
   * server with a lower limit refuses are sent file by file.
   */
  private static final long ROOM = 15L * 1024 * 1024;

  private static final Set<Integer> REFUSALS = Set.of(400, 409, 412, 413, 422);

  private final IGenericClient client;

  /**
   * Encoded entries, kept from measuring until they are sent: encoding twice would be most of the
   * work of a load. All entries of a dry run stay until the end.
   */
  private final Map<Resource, String> entries =
      Collections.synchronizedMap(new IdentityHashMap<>());

  /**
   * @param base the FHIR base URL, such as {@code http://localhost:8080/fhir}
   * @param token access token sent with each request; null if the server requires none
   */
  public ServerTarget(String base, @Nullable String token) {
    FhirContext fhir = FhirContext.forR4();
    fhir.getRestfulClientFactory().setServerValidationMode(ServerValidationModeEnum.NEVER);
    fhir.getRestfulClientFactory().setSocketTimeout(PATIENCE_MILLIS);
    this.client = fhir.newRestfulGenericClient(base);
    if (token != null) {
      client.registerInterceptor(new BearerTokenAuthInterceptor(token));
    }
  }

  @Override
  public <T extends Resource> List<T> all(Class<T> type) throws IOException {
    try {
      List<T> found = new ArrayList<>();
      Bundle page =
          client
              .search()
              .forResource(type)
              .count(PAGE)
              .cacheControl(new CacheControlDirective().setNoCache(true))
              .returnBundle(Bundle.class)
              .execute();
      collect(page, type, found);
      while (page.getLink(Bundle.LINK_NEXT) != null) {
        page = client.loadPage().next(page).execute();
        collect(page, type, found);
      }
      return found;
    } catch (BaseServerResponseException e) {
      throw new IOException(
          "The server did not answer the search for "
              + type.getSimpleName()
              + ": "
              + e.getMessage(),
          e);
    }
  }

  @Override
  public void write(List<Resource> resources) throws IOException {
    try {
      client.transaction().withBundle(transaction(resources)).execute();
      forget(resources);
    } catch (BaseServerResponseException e) {
      throw isRefusal(e)
          ? new RefusedWriteException(
              "The server refused what was loaded, nothing of it was written: " + e.getMessage(), e)
          : new IOException(
              "The server's answer to a write is missing or says nothing of it; load the same files"
                  + " again: "
                  + e.getMessage(),
              e);
    }
  }

  /** Forgets what was written, and what it replaced before it was. */
  private void forget(List<Resource> written) {
    Set<String> names = written.stream().map(ServerTarget::name).collect(Collectors.toSet());
    synchronized (entries) {
      entries.keySet().removeIf(resource -> names.contains(name(resource)));
    }
  }

  private static String name(Resource resource) {
    return resource.fhirType() + "/" + resource.getIdPart();
  }

  private String transaction(List<Resource> resources) {
    return resources.stream()
        .map(this::entry)
        .collect(
            Collectors.joining(
                ",", "{\"resourceType\":\"Bundle\",\"type\":\"transaction\",\"entry\":[", "]}"));
  }

  private String entry(Resource resource) {
    return entries.computeIfAbsent(
        resource,
        any ->
            "{\"resource\":%s,\"request\":{\"method\":\"PUT\",\"url\":\"%s\"}}"
                .formatted(
                    client.getFhirContext().newJsonParser().encodeResourceToString(any),
                    name(any)));
  }

  /**
   * Returns true if the server refuses the content, as opposed to the sender or the request rate,
   * or if a transaction took too long.
   */
  private static boolean isRefusal(BaseServerResponseException answer) {
    return REFUSALS.contains(answer.getStatusCode())
        || answer.getOperationOutcome() instanceof OperationOutcome outcome
            && outcome.getIssue().stream().anyMatch(i -> i.getCode() == IssueType.TIMEOUT);
  }

  @Override
  public long room() {
    return ROOM;
  }

  /** Returns the bytes of its entry and the comma after it. */
  @Override
  public long size(Resource resource) {
    return entry(resource).getBytes(StandardCharsets.UTF_8).length + 1L;
  }

  private static <T extends Resource> void collect(Bundle page, Class<T> type, List<T> found) {
    page.getEntry().stream()
        .map(Bundle.BundleEntryComponent::getResource)
        .filter(type::isInstance)
        .map(type::cast)
        .forEach(found::add);
  }
}
