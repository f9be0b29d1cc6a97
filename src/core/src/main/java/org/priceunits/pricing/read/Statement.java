package org.priceunits.pricing.read;

import java.util.List;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Reference;
import org.jspecify.annotations.Nullable;

/**
 * The caller's statement about an administration beside its record, over which it takes precedence.
 *
 * @param path FHIRPath of the parameter
 * @param administration the administration it is about; absent if the call has only one
 * @param discarded the discarded amount
 * @param containers the opened containers; empty if not stated
 * @param modifiers additional modifiers, as text
 * @param distinct 59 or X{EPSU}, as text
 * @param billingCode the HCPCS code to bill it with; absent if not stated
 */
public record Statement(
    String path,
    @Nullable Reference administration,
    @Nullable Quantity discarded,
    List<StatedContainer> containers,
    List<String> modifiers,
    @Nullable String distinct,
    @Nullable StatedCode billingCode) {
  /** The message for an invalid code of the call or of one administration. */
  public static final String NO_CODE =
      "billingCode is a HCPCS Level II code: one letter and four digits. Correct it.";

  /**
   * A code as stated, not validated.
   *
   * @param path FHIRPath of the part
   * @param code empty if the coding is of another system
   */
  public record StatedCode(String path, String code) {}

  /**
   * A container as stated, not validated.
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
