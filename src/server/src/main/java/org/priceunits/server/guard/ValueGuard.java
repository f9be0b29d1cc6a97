package org.priceunits.server.guard;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.exceptions.InvalidRequestException;
import ca.uhn.fhir.rest.server.exceptions.UnprocessableEntityException;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.BaseDateTimeType;
import org.hl7.fhir.r4.model.DecimalType;
import org.hl7.fhir.r4.model.PrimitiveType;
import org.hl7.fhir.r4.model.Property;
import org.jspecify.annotations.Nullable;
import org.priceunits.fhir.InputLimits;

/**
 * Checks a resource after parsing, before it is stored or priced: XML, quoted numbers and patches
 * carry {@code 1e1000000} past a scan of bytes, and once stored it blocks a thread on each read.
 * Answers 422.
 */
public final class ValueGuard {

  /** Checks a body that no servlet parses. */
  public static void check(Base resource) {
    check(resource, 0);
  }

  /** Checks bodies of creates, updates, transactions and operations. */
  @Hook(Pointcut.SERVER_INCOMING_REQUEST_PRE_HANDLED)
  public void received(RequestDetails request) {
    if (request.getResource() instanceof Base resource) {
      check(resource);
    }
  }

  @Hook(Pointcut.STORAGE_PRESTORAGE_RESOURCE_CREATED)
  public void created(IBaseResource resource) {
    check((Base) resource);
  }

  /** Checks a patched resource; a patch contains none before it is applied. */
  @Hook(Pointcut.STORAGE_PRESTORAGE_RESOURCE_UPDATED)
  public void updated(IBaseResource before, IBaseResource after) {
    check((Base) after);
  }

  /**
   * Visits the children itself, because HAPI's terser stops at a resource inside Parameters or a
   * Bundle.
   */
  private static void check(Base element, int depth) {
    if (depth > InputLimits.MAX_DEPTH) {
      throw new UnprocessableEntityException(
          "Elements are nested more than " + InputLimits.MAX_DEPTH + " deep.");
    }
    if (element instanceof DecimalType decimal
        && decimal.getValue() != null
        && !InputLimits.isSane(decimal.getValue())) {
      throw new UnprocessableEntityException(
          "A decimal has more than %1$d digits or an exponent beyond %1$d."
              .formatted(InputLimits.MAX_DIGITS));
    }
    if (element instanceof PrimitiveType<?> primitive) {
      checkText(primitive);
    }
    for (Property child : Children.of(element)) {
      for (Base value : child.getValues()) {
        check(value, depth + 1);
      }
    }
  }

  private static void checkText(PrimitiveType<?> primitive) {
    @Nullable String text = primitive.getValueAsString();
    if (text == null) {
      return;
    }
    if (text.codePoints().anyMatch(ValueGuard::isNoCharacter)) {
      throw new InvalidRequestException(
          "A text of the request holds a character that no text of FHIR has, such as U+0000 or half of a surrogate pair. Take it out.");
    }
    if (primitive instanceof BaseDateTimeType && !text.equals(text.strip())) {
      throw new InvalidRequestException(
          "A date of the request begins or ends with a blank. Take it out.");
    }
  }

  /** Returns true for what XML cannot write: control characters, and halves of a pair. */
  private static boolean isNoCharacter(int point) {
    boolean control = point < ' ' && point != '\t' && point != '\n' && point != '\r';
    return control || point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE;
  }
}
