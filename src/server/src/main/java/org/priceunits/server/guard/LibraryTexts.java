package org.priceunits.server.guard;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.spi.FilterReply;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.slf4j.Marker;

/**
 * Keeps the log messages of libraries but drops the values in them: a parser quotes the name that
 * it cannot read, a driver the row that it cannot store, an exception both. What remains is logger,
 * level, the pattern without its arguments, and the kind and location of the exception; the
 * {@linkplain RequestId id of the request} is in the line as in any other. Messages of this
 * project, which contain no values, and of code that runs outside requests stay unchanged; so does
 * DEBUG, which must be enabled on purpose.
 */
public final class LibraryTexts extends TurboFilter {
  private static final String OWN = "org.priceunits.";

  /**
   * Loggers that work for requests in their own threads, or around the filter that sets the request
   * id.
   */
  private static final List<String> OFTEN_ABOUT_DATA =
      List.of("ca.uhn.fhir.", "org.hl7.fhir.", "org.hibernate.", "org.apache.");

  private static final String WITHHELD = "A message is withheld, since it may quote data.";

  /** Installs the filter, once for everything that this JVM logs. */
  public static void withholdValues() {
    if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context
        && context.getTurboFilterList().stream().noneMatch(LibraryTexts.class::isInstance)) {
      LibraryTexts filter = new LibraryTexts();
      filter.setContext(context);
      filter.start();
      context.addTurboFilter(filter);
    }
  }

  @Override
  public FilterReply decide(
      @Nullable Marker marker,
      Logger logger,
      Level level,
      @Nullable String pattern,
      Object @Nullable [] arguments,
      @Nullable Throwable failure) {
    boolean asks = pattern == null && failure == null;
    if (asks || !level.isGreaterOrEqual(Level.INFO) || !isAboutData(logger)) {
      return FilterReply.NEUTRAL;
    }
    if (level.isGreaterOrEqual(logger.getEffectiveLevel())) {
      logger.callAppenders(withoutValues(logger, level, pattern, arguments, failure));
    }
    return FilterReply.DENY;
  }

  private static boolean isAboutData(Logger logger) {
    String name = logger.getName() + ".";
    return !name.startsWith(OWN)
        && (MDC.get(RequestIdFilter.MDC_KEY) != null
            || OFTEN_ABOUT_DATA.stream().anyMatch(name::startsWith));
  }

  private static LoggingEvent withoutValues(
      Logger logger,
      Level level,
      @Nullable String pattern,
      Object @Nullable [] arguments,
      @Nullable Throwable failure) {
    boolean isPattern = pattern != null && pattern.contains("{}") && arguments != null;
    Throwable kind = failure == null && arguments != null ? last(arguments) : failure;
    return new LoggingEvent(
        LibraryTexts.class.getName(),
        logger,
        level,
        isPattern ? pattern : WITHHELD,
        kind == null ? null : FailureKind.of(kind),
        isPattern ? Arrays.stream(arguments).map(LibraryTexts::plain).toArray() : null);
  }

  private static @Nullable Throwable last(Object[] arguments) {
    return arguments.length > 0 && arguments[arguments.length - 1] instanceof Throwable failure
        ? failure
        : null;
  }

  /** Returns the argument if it cannot identify anybody. */
  private static @Nullable Object plain(@Nullable Object argument) {
    boolean isPlain =
        argument == null
            || argument instanceof Number
            || argument instanceof Boolean
            || argument instanceof Enum<?>
            || argument instanceof Class<?>;
    return isPlain ? argument : "*";
  }
}
