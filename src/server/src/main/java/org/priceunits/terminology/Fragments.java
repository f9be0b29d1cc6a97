package org.priceunits.terminology;

import java.util.concurrent.TimeoutException;
import java.util.regex.PatternSyntaxException;
import org.hl7.fhir.r5.model.CodeSystem;
import org.hl7.fhir.utilities.regex.RegexTimeout;
import org.jspecify.annotations.Nullable;
import org.priceunits.domain.product.Ndc;
import org.priceunits.fhir.Canonicals;

/**
 * Reads from a fragment of a code system what it says of the codes that it does not hold: the
 * extension {@code code-form} states the form of all codes, {@code complete-for} the form of those
 * that it holds all of, {@code value-form} the form of those with some value of a property.
 */
final class Fragments {
  private Fragments() {}

  /** Returns true if a code that the fragment does not hold may exist. */
  static boolean leavesOpen(CodeSystem fragment, @Nullable String code) {
    if (code == null) {
      return true;
    }
    String normal =
        Canonicals.NDC.equals(ServerSideCodes.original(fragment.getUrl()))
            ? Ndc.of(code).map(Ndc::value).orElse(code)
            : code;
    boolean formed = matches(fragment.getExtensionString(Canonicals.CODE_FORM), normal, true);
    return formed && !matches(fragment.getExtensionString(Canonicals.COMPLETE_FOR), normal, false);
  }

  /**
   * Returns true if a code that the fragment does not hold may have a property of some value, as
   * far as its form tells.
   */
  static boolean mayHave(CodeSystem fragment, String property, String value, String code) {
    return fragment.getProperty().stream()
        .filter(declared -> property.equals(declared.getCode()))
        .flatMap(declared -> declared.getExtensionsByUrl(Canonicals.VALUE_FORM).stream())
        .filter(form -> value.equals(form.getExtensionString("value")))
        .allMatch(form -> matches(form.getExtensionString("form"), code, true));
  }

  /** An expression that is absent, malformed or endless says nothing. */
  private static boolean matches(@Nullable String expression, String code, boolean otherwise) {
    if (expression == null) {
      return otherwise;
    }
    try {
      return RegexTimeout.matches(code, expression);
    } catch (TimeoutException | PatternSyntaxException unusable) {
      return otherwise;
    }
  }
}
