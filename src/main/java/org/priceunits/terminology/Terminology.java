package org.priceunits.terminology;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.BiFunction;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Resource;

/**
 * Answers the terminology operations from the resources of one snapshot.
 *
 * <p>Input is the operation's Parameters as FHIR defines them, with {@code tx-resource}, {@code
 * valueSet} and {@code codeSystem} taken inline; an instance-level call adds its resource under the
 * parameter that names it. Bad input is a {@link Reply.Refused}, never an exception.
 */
public final class Terminology {
  private static final int DAYS_KEPT = 64;

  private final CanonicalCatalog catalog;
  private final Clock clock;
  private final Queue<LibraryContext> idle = new ConcurrentLinkedQueue<>();
  private final Cache<LocalDate, CanonicalCatalog> byDay =
      Caffeine.newBuilder().maximumSize(DAYS_KEPT).build();

  private Terminology(CanonicalCatalog catalog, Clock clock) {
    this.catalog = catalog;
    this.clock = clock;
  }

  /**
   * @param clock says which day it is where the server stands, for calls without a date
   */
  static Terminology of(Collection<? extends Resource> resources, Clock clock) {
    return new Terminology(CanonicalCatalog.of(resources), clock);
  }

  public Reply lookup(Parameters request) {
    return answer(request, Lookup::answer);
  }

  public Reply validateInCodeSystem(Parameters request) {
    return answer(request, CodeValidation::inCodeSystem);
  }

  public Reply validateInValueSet(Parameters request) {
    return answer(request, CodeValidation::inValueSet);
  }

  /**
   * Several validations in one call: each {@code validation} parameter holds the Parameters of one,
   * the others hold for all.
   */
  public Reply validateBatch(Parameters request) {
    return answer(request, CodeValidation::batch);
  }

  public Reply expand(Parameters request) {
    return answer(request, Expansion::answer);
  }

  public Reply translate(Parameters request) {
    return answer(request, Translation::answer);
  }

  public Reply subsumes(Parameters request) {
    return answer(request, Subsumption::answer);
  }

  /** The hosted resources, for TerminologyCapabilities and for instance-level calls. */
  public CanonicalCatalog catalog() {
    return catalog;
  }

  private Reply answer(Parameters request, BiFunction<LibraryContext, Query, Reply> operation) {
    LibraryContext taken = idle.poll();
    LibraryContext context = taken == null ? LibraryContext.create() : taken;
    try {
      Query query = Query.of(request, catalog);
      LocalDate day = query.day(LocalDate.now(clock));
      CanonicalCatalog hosted = byDay.get(catalog.epoch(day), epoch -> catalog.on(day));
      context.open(hosted.with(query.txResources().on(day)), query.expansionParameters(), day);
      Languages.check(context, query.text("displayLanguage"));
      return operation.apply(context, query);
    } catch (Refusal refusal) {
      return refusal.reply();
    } finally {
      idle.add(context);
    }
  }
}
