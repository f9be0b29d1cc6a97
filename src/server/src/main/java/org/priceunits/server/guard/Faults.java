package org.priceunits.server.guard;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.parser.DataFormatException;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import ca.uhn.fhir.rest.server.exceptions.InternalErrorException;
import ca.uhn.fhir.rest.server.exceptions.InvalidRequestException;
import ca.uhn.fhir.rest.server.exceptions.PreconditionFailedException;
import com.google.common.base.Strings;
import com.google.common.base.Throwables;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Determines what a failed request reports to its caller and the log. HAPI would report the
 * exception's message to both, with a trace; the message quotes what was searched for or sent.
 */
@Interceptor(order = Faults.LAST)
public final class Faults {
  /** Runs after interceptors that know the failure better. */
  static final int LAST = DatabaseFaults.AFTER_OTHERS + 1;

  private static final Logger LOG = LoggerFactory.getLogger(Faults.class);
  private static final Set<String> OF_THE_ANSWER = Set.of("_format", "_pretty");
  private static final int SERVER_FAULTS = 500;

  /** HAPI's number for an id that a caller who sees all partitions finds in several. */
  private static final String ID_OF_SEVERAL = "HAPI-1099";

  /**
   * Returns the answer to a failure. An unreadable search value is refused with 400 that names the
   * parameters, not their values. An unexpected failure is a fault of the server; the answer tells
   * the caller whom to ask. A refusal with its own text keeps it.
   */
  @Hook(Pointcut.SERVER_PRE_PROCESS_OUTGOING_EXCEPTION)
  public @Nullable BaseServerResponseException say(
      @Nullable RequestDetails request, Throwable failure) {
    if (failure instanceof PreconditionFailedException
        && Strings.nullToEmpty(failure.getMessage()).startsWith(ID_OF_SEVERAL)) {
      return new PreconditionFailedException(
          "Several clients have a resource of this id. Ask as one of them, or search by an"
              + " identifier.");
    }
    if (failure instanceof BaseServerResponseException
        && !(failure instanceof InternalErrorException)) {
      return null;
    }
    boolean unreadable =
        Throwables.getCausalChain(failure).stream().anyMatch(Faults::isAboutAValue);
    if (unreadable) {
      Set<String> names = request == null ? Set.of() : named(request);
      if (request == null || !names.isEmpty()) {
        return new InvalidRequestException(
            "One of these parameters has a value that cannot be read: %s. A date is written 2026-03-12, a number 12.5, a reference Patient/123."
                .formatted(
                    request == null ? "those of the entry's url" : String.join(", ", names)));
      }
    }
    if (failure instanceof DataFormatException) {
      return null;
    }
    return new InternalErrorException(
        "The server failed. Tell the operator the X-Request-Id of this answer, under which the log"
            + " has the kind of fault.",
        FailureKind.of(failure));
  }

  private static Set<String> named(RequestDetails request) {
    Set<String> names = new TreeSet<>(request.getParameters().keySet());
    names.removeAll(OF_THE_ANSWER);
    return names;
  }

  private static boolean isAboutAValue(Throwable failure) {
    return failure instanceof DataFormatException || failure instanceof NumberFormatException;
  }

  /** Logs faults of the server, each once; a refused request is not a fault. */
  @Hook(Pointcut.SERVER_HANDLE_EXCEPTION)
  public boolean log(BaseServerResponseException failure) {
    if (failure.getStatusCode() >= SERVER_FAULTS) {
      LOG.error("A request failed with {}", failure.getStatusCode(), FailureKind.of(failure));
    }
    return true;
  }
}
