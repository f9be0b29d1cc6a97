package org.priceunits.server.guard;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.api.Constants;
import ca.uhn.fhir.rest.api.RestOperationTypeEnum;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import com.google.common.base.Strings;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.hl7.fhir.instance.model.api.IBaseOperationOutcome;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryRequestComponent;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome.OperationOutcomeIssueComponent;
import org.jspecify.annotations.Nullable;

/**
 * Removes search values from the text of a refused search or condition: proxies and clients log
 * refusals, and search values include names and dates of birth. The names of the parameters remain.
 */
public final class SoughtValues {
  private static final Set<RestOperationTypeEnum> SEARCHES =
      Set.of(
          RestOperationTypeEnum.SEARCH_TYPE,
          RestOperationTypeEnum.SEARCH_SYSTEM,
          RestOperationTypeEnum.GET_PAGE);

  /** Shorter values identify nobody, and may be part of any word. */
  private static final int SHORTEST = 4;

  @Hook(Pointcut.SERVER_OUTGOING_FAILURE_OPERATIONOUTCOME)
  public void failed(@Nullable RequestDetails request, IBaseOperationOutcome outcome) {
    if (request != null && outcome instanceof OperationOutcome failure) {
      List<String> sought = sought(request);
      failure.getIssue().forEach(issue -> strip(issue, sought));
    }
  }

  /** Does the same for the entries of a batch. */
  @Hook(Pointcut.SERVER_OUTGOING_RESPONSE)
  public void answered(@Nullable RequestDetails request, @Nullable IBaseResource answer) {
    if (request != null
        && answer instanceof Bundle batch
        && batch.getType() == Bundle.BundleType.BATCHRESPONSE) {
      List<String> sought = sought(request);
      for (Bundle.BundleEntryComponent entry : batch.getEntry()) {
        if (entry.getResponse().getOutcome() instanceof OperationOutcome failure) {
          failure.getIssue().forEach(issue -> strip(issue, sought));
        }
      }
    }
  }

  private static void strip(OperationOutcomeIssueComponent issue, List<String> sought) {
    if (issue.hasDiagnostics()) {
      String text = issue.getDiagnostics();
      for (String value : sought) {
        text = text.replace(value, "*");
      }
      issue.setDiagnostics(text);
    }
  }

  /** Returns the values, longest first, so that no part of one remains. */
  private static List<String> sought(RequestDetails request) {
    List<String> values = new ArrayList<>();
    boolean search =
        request.getRestOperationType() != null && SEARCHES.contains(request.getRestOperationType());
    if (search || request.getOperation() == null && request.getId() == null) {
      request.getParameters().values().forEach(all -> values.addAll(List.of(all)));
    }
    addQuery(request.getHeader(Constants.HEADER_IF_NONE_EXIST), values);
    if (request.getResource() instanceof Bundle bundle) {
      bundle.getEntry().forEach(entry -> addConditions(entry.getRequest(), values));
    }
    return values.stream()
        .flatMap(SoughtValues::parts)
        .filter(value -> value.length() >= SHORTEST)
        .sorted(Comparator.comparing(String::length).reversed())
        .toList();
  }

  private static void addConditions(BundleEntryRequestComponent entry, List<String> values) {
    addQuery(entry.getIfNoneExist(), values);
    addQuery(entry.getUrl(), values);
  }

  private static void addQuery(@Nullable String text, List<String> values) {
    for (String part : Strings.nullToEmpty(text).split("[?&]")) {
      int value = part.indexOf('=') + 1;
      if (value > 0) {
        values.add(part.substring(value));
        values.add(Escapes.decoded(part.substring(value)));
      }
    }
  }

  /**
   * Returns the parts that HAPI may quote: the whole value, the value without its prefix, or a
   * component.
   */
  private static Stream<String> parts(String value) {
    Stream<String> pieces = Stream.of(value.split("[,|$]"));
    return Stream.concat(
        Stream.of(value),
        pieces.flatMap(piece -> Stream.of(piece, piece.replaceFirst("^[a-z]{2}(?=\\d)", ""))));
  }
}
