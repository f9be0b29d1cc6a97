package org.priceunits.server.search;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.api.Constants;
import ca.uhn.fhir.rest.api.IResourceSupportedSvc;
import ca.uhn.fhir.rest.api.RequestTypeEnum;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.exceptions.InvalidRequestException;
import ca.uhn.fhir.util.UrlUtil;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.instance.model.api.IBaseBundle;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.Bundle.BundleEntryRequestComponent;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.Bundle.HTTPVerb;
import org.jspecify.annotations.Nullable;
import org.priceunits.server.guard.Escapes;
import org.priceunits.server.operation.EntryUrl;

/**
 * Refuses a search that asks what is not understood, with 400 and a sentence for each parameter,
 * where HAPI drops modifiers and answers another question. With {@code Prefer: handling=lenient} it
 * drops those parameters; the self link names those that were used. A condition of a write is never
 * lenient. The equal forms of codes are added to what is searched for.
 */
@Interceptor
public final class SearchGuard {
  private static final String SEARCH = "_search";
  private static final String HISTORY = "_history";
  private static final Pattern MAX_RESULTS =
      Pattern.compile("max-results\\s*=([^,]*)", Pattern.CASE_INSENSITIVE);
  private static final String LENIENT = "handling=lenient";

  private static final Set<RequestTypeEnum> WRITES =
      EnumSet.of(RequestTypeEnum.PUT, RequestTypeEnum.PATCH, RequestTypeEnum.DELETE);

  private final SearchQuestion question;
  private final SearchSize size;
  private final Conditions conditions;
  private final Twins twins;
  private final IResourceSupportedSvc served;

  SearchGuard(SearchQuestion question, SearchSize size, Twins twins, IResourceSupportedSvc served) {
    this.question = question;
    this.size = size;
    conditions = new Conditions(question, size);
    this.twins = twins;
    this.served = served;
  }

  /** Checks a request before HAPI chooses a method by the names of its parameters. */
  @Hook(Pointcut.SERVER_INCOMING_REQUEST_PRE_HANDLER_SELECTED)
  public void request(RequestDetails request) {
    String type = Objects.requireNonNullElse(request.getResourceName(), "");
    String operation = Objects.requireNonNullElse(request.getOperation(), "");
    if (operation.equals(HISTORY)) {
      history(type, request.getParameters(), isLenient(request));
    } else if (served.isSupported(type) && request.getId() == null) {
      RequestTypeEnum method = request.getRequestType();
      if (method == RequestTypeEnum.GET && (operation.isEmpty() || operation.equals(SEARCH))
          || method == RequestTypeEnum.POST && operation.equals(SEARCH)) {
        cacheControl(request);
        request.setParameters(understood(type, request.getParameters(), isLenient(request)));
      } else if (operation.isEmpty() && WRITES.contains(method)) {
        conditions.check(type, request.getParameters());
      } else if (operation.isEmpty() && method == RequestTypeEnum.POST) {
        condition(type, request.getHeader(Constants.HEADER_IF_NONE_EXIST));
      } else if (operation.isEmpty()) {
        check(type, request.getParameters(), ResultParameters.OF_CONDITION);
      }
    }
  }

  /** HAPI takes the most results of a search from {@code Cache-Control: no-store}. */
  private static void cacheControl(RequestDetails request) {
    for (String header : request.getHeaders(Constants.HEADER_CACHE_CONTROL)) {
      Matcher most = MAX_RESULTS.matcher(header);
      if (most.find() && !most.group(1).strip().matches("[1-9]\\d{0,8}")) {
        throw new InvalidRequestException(
            "The value of max-results in Cache-Control is not a whole number, 1 or more.");
      }
    }
  }

  /**
   * Checks the entries of a Bundle. HAPI calls this for each transaction, and for each batch and
   * then each of its entries as for a transaction of its own.
   */
  @Hook(Pointcut.STORAGE_TRANSACTION_PROCESSING)
  public void entries(IBaseBundle given, RequestDetails request) {
    Bundle bundle = (Bundle) given;
    if (bundle.getType() == BundleType.BATCH) {
      return;
    }
    boolean lenient = isLenient(request);
    bundle.getEntry().stream()
        .map(BundleEntryComponent::getRequest)
        .filter(BundleEntryRequestComponent::hasMethod)
        .forEach(entry -> check(entry, lenient));
  }

  private void check(BundleEntryRequestComponent entry, boolean lenient) {
    EntryUrl url = EntryUrl.of(entry.getUrl());
    List<String> segments = url.segments();
    if (segments.isEmpty() || !served.isSupported(segments.get(0))) {
      return;
    }
    String type = segments.get(0);
    if (segments.get(segments.size() - 1).equals(HISTORY)) {
      history(type, url.parameters(), lenient);
    } else if (segments.size() == 1 && entry.getMethod() == HTTPVerb.GET) {
      if (!url.query().isEmpty()) {
        entry.setUrl(type + "?" + query(understood(type, url.parameters(), lenient)));
      }
    } else if (segments.size() == 1 && entry.getMethod() == HTTPVerb.POST) {
      condition(type, entry.getIfNoneExist());
    } else if (segments.size() == 1) {
      conditions.check(type, url.parameters());
    }
  }

  private static String query(Map<String, String[]> parameters) {
    return parameters.entrySet().stream()
        .flatMap(
            p ->
                Stream.of(p.getValue())
                    .map(
                        value ->
                            UrlUtil.escapeUrlParam(p.getKey())
                                + "="
                                + UrlUtil.escapeUrlParam(value)))
        .collect(Collectors.joining("&"));
  }

  private void condition(String type, @Nullable String condition) {
    if (condition != null && !condition.isBlank()) {
      String query = condition.substring(condition.indexOf('?') + 1);
      conditions.check(type, Escapes.parameters(query));
    }
  }

  private void check(String type, Map<String, String[]> parameters, ResultParameters results) {
    SearchRefusal.ofSize(size.fault(type, parameters, results));
    SearchRefusal.of(question.faults(type, parameters, results));
  }

  /** A history is not searched: HAPI would ignore what is sought, and show all of it. */
  private void history(String type, Map<String, String[]> parameters, boolean lenient) {
    SearchRefusal.ofSize(size.fault(type, parameters, ResultParameters.OF_HISTORY));
    Map<String, String[]> known = new HashMap<>(parameters);
    known.keySet().removeIf(name -> !ResultParameters.OF_HISTORY.isKnown(name));
    Map<String, String> faults =
        new TreeMap<>(question.faults(type, known, ResultParameters.OF_HISTORY));
    if (!lenient) {
      parameters.keySet().stream()
          .filter(name -> !known.containsKey(name))
          .forEach(
              name ->
                  faults.put(
                      name, "A history is not searched. Leave out the parameter " + name + "."));
    }
    SearchRefusal.of(faults);
  }

  private Map<String, String[]> understood(
      String type, Map<String, String[]> parameters, boolean lenient) {
    SearchRefusal.ofSize(size.fault(type, parameters, ResultParameters.OF_SEARCH));
    Map<String, String> faults = question.faults(type, parameters, ResultParameters.OF_SEARCH);
    if (!lenient) {
      SearchRefusal.of(faults);
    }
    Map<String, String[]> used = new HashMap<>(parameters);
    used.keySet().removeAll(faults.keySet());
    // HAPI fails on some parameters without a value; FHIR lets a server leave them out.
    used.values().removeIf(values -> Stream.of(values).allMatch(String::isEmpty));
    used.replaceAll((name, values) -> SearchSize.distinct(values));
    return twins.added(type, used);
  }

  private static boolean isLenient(RequestDetails request) {
    return Objects.requireNonNullElse(
            request.getHeaders(Constants.HEADER_PREFER), List.<String>of())
        .stream()
        .flatMap(header -> Stream.of(header.split("[,;]")))
        .anyMatch(part -> part.strip().toLowerCase(Locale.ROOT).equals(LENIENT));
  }
}
