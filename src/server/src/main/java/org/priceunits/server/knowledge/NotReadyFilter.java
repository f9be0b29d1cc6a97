package org.priceunits.server.knowledge;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.priceunits.server.guard.Refusal;
import org.priceunits.server.guard.RefusalWriter;

/**
 * Answers 503 until the reference data is loaded: "unknown code" would be a wrong answer, "not
 * ready" is a correct one.
 */
final class NotReadyFilter extends HttpFilter {
  private static final long serialVersionUID = 1L;
  private static final Refusal NOT_YET =
      new Refusal(
          503,
          IssueType.TRANSIENT,
          "The server is loading its knowledge. Try again in a few seconds.");

  private final transient KnowledgeStartup startup;
  private final transient RefusalWriter refusalWriter;

  NotReadyFilter(KnowledgeStartup startup, RefusalWriter refusalWriter) {
    this.startup = startup;
    this.refusalWriter = refusalWriter;
  }

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    if (startup.isDone()) {
      chain.doFilter(request, response);
    } else {
      response.setHeader("Retry-After", "5");
      refusalWriter.write(request, response, NOT_YET);
    }
  }
}
