package org.priceunits.server.knowledge;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome.IssueSeverity;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.jspecify.annotations.Nullable;
import org.priceunits.knowledge.PricingKnowledge.KnowledgeFault;

/**
 * Tells the writer of a resource what it may not have meant: in the header {@code Warning} of the
 * answer, and in its OperationOutcome if it is one.
 */
public final class WarningsInAnswers {
  private static final String WARNINGS = WarningsInAnswers.class.getName();

  /** Most sentences of one answer; the health of the server counts all of them. */
  private static final int MOST = 10;

  private static final Pattern NOT_IN_A_HEADER = Pattern.compile("[^ -~]|[\"\\\\]");

  static void add(List<KnowledgeFault> found, @Nullable RequestDetails request) {
    if (request == null || found.isEmpty()) {
      return;
    }
    List<KnowledgeFault> said = new ArrayList<>(said(request));
    for (KnowledgeFault fault : found) {
      if (said.size() < MOST) {
        said.add(fault);
        header(fault, request);
      }
    }
    request.getUserData().put(WARNINGS, said);
  }

  private static void header(KnowledgeFault fault, RequestDetails request) {
    if (request instanceof ServletRequestDetails http && http.getServletResponse() != null) {
      String text = fault.resource() + ": " + fault.text();
      http.getServletResponse()
          .addHeader("Warning", "299 - \"" + NOT_IN_A_HEADER.matcher(text).replaceAll(" ") + "\"");
    }
  }

  private static List<KnowledgeFault> said(RequestDetails request) {
    return request.getUserData().get(WARNINGS) instanceof List<?> said
        ? said.stream()
            .filter(KnowledgeFault.class::isInstance)
            .map(KnowledgeFault.class::cast)
            .toList()
        : List.of();
  }

  @Hook(Pointcut.SERVER_OUTGOING_RESPONSE)
  public void answered(@Nullable RequestDetails request, @Nullable IBaseResource answer) {
    if (request != null && answer instanceof OperationOutcome outcome) {
      for (KnowledgeFault fault : said(request)) {
        outcome
            .addIssue()
            .setSeverity(IssueSeverity.WARNING)
            .setCode(IssueType.BUSINESSRULE)
            .setDiagnostics(fault.text())
            .addExpression(fault.path());
      }
    }
  }
}
