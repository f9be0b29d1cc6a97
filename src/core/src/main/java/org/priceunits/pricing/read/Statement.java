package org.priceunits.pricing.read;

import java.util.List;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Reference;
import org.jspecify.annotations.Nullable;

/**
 * What the caller states of an administration beside its record; it outranks the record.
 *
 * @param path FHIRPath of the parameter
 * @param administration which one; absent where the call has only one
 * @param discarded amount thrown away
 * @param containers what was opened; empty where not stated
 * @param modifiers further modifiers, as text
 * @param distinct 59 or X{EPSU}, as text
 * @param billingCode to bill it with; absent where not stated
 */
public record Statement(
    String path,
    @Nullable Reference administration,
    @Nullable Quantity discarded,
    List<StatedContainer> containers,
    List<String> modifiers,
    @Nullable String distinct,
    @Nullable StatedCode billingCode) {
  /** What is wrong with a code that is none, of the call or of one administration. */
  public static final String NO_CODE =
      "billingCode is a HCPCS Level II code: one letter and four digits. Correct it.";

  /**
   * A code as stated, nothing checked yet.
   *
   * @param path FHIRPath of the part
   * @param code empty where the coding is of another system
   */
  public record StatedCode(String path, String code) {}

  /**
   * A container as stated, nothing checked yet.
   *
   * @param path FHIRPath of the part or extension
   */
  public record StatedContainer(
      String path,
      @Nullable String ndc,
      @Nullable Quantity size,
      @Nullable Integer count,
      @Nullable String kind,
      boolean shared) {}

  public Statement {
    containers = List.copyOf(containers);
    modifiers = List.copyOf(modifiers);
  }
}
