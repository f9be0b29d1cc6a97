package org.priceunits.terminology;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Parameters.ParametersParameterComponent;
import org.hl7.fhir.r4.model.Resource;

/**
 * Answers the terminology operations from the resources of one snapshot.
 *
 * <p>Input is the operation's Parameters as FHIR defines them, with {@code tx-resource}, {@code
 * valueSet} and {@code codeSystem} accepted inline; an instance-level call names its resource by
 * URL. Invalid input gives a {@link Reply.Refused}, never an exception; so does a resource of the
 * request that cannot be read. Answers are cached, encoded, as long as the snapshot lives; a new
 * snapshot starts empty, so no answer outlives its content.
 */
public final class Terminology {
  private static final int DAYS_KEPT = 64;
  private static final long ANSWER_BYTES_KEPT = 64L * 1024 * 1024;

  private final CanonicalCatalog catalog;
  private final Clock clock;
  private final TerminologyBounds bounds;
  private final Cache<LocalDate, CanonicalCatalog> byDay =
      Caffeine.newBuilder().maximumSize(DAYS_KEPT).build();
  private final Cache<String, EncodedAnswer> answers =
      Caffeine.newBuilder()
          .maximumWeight(ANSWER_BYTES_KEPT)
          .weigher((String key, EncodedAnswer answer) -> key.length() + answer.json().length)
          .build();

  private Terminology(CanonicalCatalog catalog, Clock clock, TerminologyBounds bounds) {
    this.catalog = catalog;
    this.clock = clock;
    this.bounds = bounds;
  }

  /** Compiles the given resources for calls as of today, with the usual bounds. */
  public static Terminology of(Collection<? extends Resource> resources) {
    return of(resources, Clock.systemDefaultZone());
  }

  /**
   * Compiles with the usual bounds.
   *
   * @param clock the server's current day, for calls without a date
   */
  public static Terminology of(Collection<? extends Resource> resources, Clock clock) {
    return of(resources, clock, TerminologyBounds.USUAL);
  }

  /**
   * Compiles the code systems, value sets, concept maps and drug packages among the given
   * resources, and ignores the others.
   *
   * @param resources R4 resources, in any order; they are neither changed nor kept
   * @param clock the server's current day, for calls without a date
   * @param bounds what a call may ask for; more is refused with 422
   */
  public static Terminology of(
      Collection<? extends Resource> resources, Clock clock, TerminologyBounds bounds) {
    return new Terminology(CanonicalCatalog.of(resources), clock, bounds);
  }

  /**
   * Tells whether a resource can be compiled.
   *
   * @return why it cannot, in a sentence for its publisher; empty if it can
   */
  public static Optional<String> fault(Resource resource) {
    try {
      CanonicalCatalog.of(List.of(resource));
      return Optional.empty();
    } catch (RuntimeException failure) {
      return Optional.of(String.valueOf(Unreadable.of(failure).getMessage()));
    }
  }

  /** Answers one call. The request is neither changed nor kept. */
  public Reply answer(TerminologyOperation operation, Parameters request) {
    try {
      CallBounds.check(request, bounds);
    } catch (QueryRefusedException refusal) {
      return refusal.reply();
    }
    LocalDate today = LocalDate.now(clock);
    Optional<String> key = RequestKey.of(operation, today, request);
    EncodedAnswer kept = key.isEmpty() ? null : answers.getIfPresent(key.get());
    if (kept != null) {
      return kept;
    }
    PooledWorkerContext context = PooledWorkerContext.borrow();
    try {
      EncodedAnswer answer = EncodedAnswer.of(compute(operation, request, today, context));
      key.ifPresent(k -> answers.put(k, answer));
      return answer;
    } catch (QueryRefusedException refusal) {
      return refusal.reply();
    } catch (RuntimeException failure) {
      if (request.getParameter().stream().noneMatch(Terminology::holdsResource)) {
        throw failure;
      }
      return Unreadable.of(failure).reply();
    } finally {
      context.giveBack();
    }
  }

  private static boolean holdsResource(ParametersParameterComponent parameter) {
    return parameter.hasResource();
  }

  private Resource compute(
      TerminologyOperation operation,
      Parameters request,
      LocalDate today,
      PooledWorkerContext context) {
    Query query = Query.of(request, catalog);
    LocalDate day = query.day(today);
    CanonicalCatalog hosted = byDay.get(catalog.epoch(day), epoch -> catalog.on(day));
    CanonicalCatalog resources = hosted.with(query.txResources().on(day));
    query.applyHeader(operation.isOnSet() ? resources : null);
    context.open(new CallState(resources, query.expansionParameters(), day, bounds));
    Languages.check(context, query.text("displayLanguage"));
    return operation.compute(context, query);
  }

  /** Returns the hosted resources, for TerminologyCapabilities and for instance-level calls. */
  public HostedAddresses hosted() {
    return new HostedAddresses(catalog);
  }
}
