package org.priceunits.fhir.in;

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
 */
public record Statement(
    String path,
    @Nullable Reference administration,
    @Nullable Quantity discarded,
    List<StatedContainer> containers,
    List<String> modifiers,
    @Nullable String distinct) {

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
