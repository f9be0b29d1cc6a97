package org.priceunits.server.guard;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import java.util.regex.Pattern;
import org.hl7.fhir.instance.model.api.IBaseOperationOutcome;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.jspecify.annotations.Nullable;

/**
 * Takes the words of the program out of refusals: HAPI's message numbers, names of Java classes,
 * and statements of the database, which tell a caller nothing that helps.
 */
@Interceptor
public final class PlainWords {
  private static final Pattern NUMBER = Pattern.compile("HAPI-\\d+: ");
  private static final Pattern CLASS =
      Pattern.compile(
          "(?<![\\w$])(?:[a-z_][\\w$]*+\\.)++[A-Z][\\w$]*(?::? )?|\\b[A-Z]\\w*(?:Exception|Error)\\b(?::? )?");
  private static final Pattern STATEMENT =
      Pattern.compile(
          "(?is)\\b(?:select|insert|delete|update)\\b.*\\b(?:from|into|set|where)\\b.*\\bHFJ_|\\bHFJ_[A-Z]|could not (?:execute|prepare|extract)|SQLGrammar");
  private static final int MOST_CHARACTERS = 2_000;
  private static final String INSTEAD =
      "The request cannot be carried out as it is. Check its address, its parameters and its body.";

  @Hook(Pointcut.SERVER_OUTGOING_FAILURE_OPERATIONOUTCOME)
  public void failed(IBaseOperationOutcome outcome) {
    if (outcome instanceof OperationOutcome failure) {
      plain(failure);
    }
  }

  /** Does the same for the entries of a batch or transaction. */
  @Hook(Pointcut.SERVER_OUTGOING_RESPONSE)
  public void answered(@Nullable IBaseResource answer) {
    if (answer instanceof Bundle bundle
        && (bundle.getType() == Bundle.BundleType.BATCHRESPONSE
            || bundle.getType() == Bundle.BundleType.TRANSACTIONRESPONSE)) {
      bundle.getEntry().stream()
          .map(entry -> entry.getResponse().getOutcome())
          .filter(OperationOutcome.class::isInstance)
          .map(OperationOutcome.class::cast)
          .forEach(PlainWords::plain);
    }
  }

  private static void plain(OperationOutcome outcome) {
    outcome.getIssue().stream()
        .filter(OperationOutcome.OperationOutcomeIssueComponent::hasDiagnostics)
        .forEach(issue -> issue.setDiagnostics(plain(issue.getDiagnostics())));
  }

  /**
   * Shortens a text that quotes the body first: what follows tells no more, and the search for
   * words takes time that grows with the square of a text.
   */
  static String plain(String full) {
    String text = full.length() > MOST_CHARACTERS ? full.substring(0, MOST_CHARACTERS) : full;
    return STATEMENT.matcher(text).find()
        ? INSTEAD
        : CLASS.matcher(NUMBER.matcher(text).replaceAll("")).replaceAll("").strip();
  }
}
