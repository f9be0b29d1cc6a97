package org.priceunits.pricing;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hl7.fhir.r4.model.MedicationAdministration;
import org.hl7.fhir.r4.model.Reference;
import org.jspecify.annotations.Nullable;
import org.priceunits.domain.billing.result.IssueCode;
import org.priceunits.pricing.read.References;
import org.priceunits.pricing.read.Statement;

/**
 * The caller's statements by administration. A statement that matches no administration refuses the
 * call: pricing without it would bill what the caller has contradicted.
 */
final class Statements {
  private static final Reference NOT_NAMED = new Reference();

  private final Map<GivenAdministration, Statement> byAdministration = new HashMap<>();

  /**
   * @param administrations the billed administrations, without the records of discarded drug
   * @param notFound references of the call that do not resolve; their statements match nothing
   */
  Statements(
      List<Statement> statements,
      List<GivenAdministration> administrations,
      Set<String> notFound,
      References references) {
    Map<String, GivenAdministration> named = new HashMap<>();
    administrations.forEach(g -> g.names().forEach(n -> named.putIfAbsent(n, g)));
    for (Statement statement : statements) {
      Reference of = statement.administration() == null ? NOT_NAMED : statement.administration();
      String key = references.key(new MedicationAdministration(), of);
      if (of == NOT_NAMED && administrations.isEmpty()) {
        continue;
      }
      if (of == NOT_NAMED) {
        place(statement, only(statement, administrations, notFound));
      } else if (!notFound.contains(key)) {
        place(statement, named.get(key));
      }
    }
  }

  private static GivenAdministration only(
      Statement statement, List<GivenAdministration> administrations, Set<String> notFound) {
    Set<Object> things = new HashSet<>(notFound);
    administrations.forEach(g -> things.add(g.name().map(Object.class::cast).orElse(g)));
    if (things.size() > 1) {
      throw refused(
          statement,
          "With several administrations a statement says which one it is about. Send its part administration.");
    }
    return administrations.get(0);
  }

  private void place(Statement statement, @Nullable GivenAdministration given) {
    if (given == null) {
      throw refused(
          statement,
          "The statement is about an administration that is not in the call. Correct its part administration, or send"
              + " the administration too.");
    }
    if (byAdministration.putIfAbsent(given, statement) != null) {
      throw refused(
          statement, "There are two statements about one administration. Put all into one.");
    }
  }

  private static RuntimeException refused(Statement statement, String text) {
    return CallRefusedException.notUsable(IssueCode.PARAMETER_NOT_VALID, statement.path(), text);
  }

  @Nullable Statement of(GivenAdministration given) {
    return byAdministration.get(given);
  }
}
