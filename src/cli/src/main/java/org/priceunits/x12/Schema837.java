package org.priceunits.x12;

import io.xlate.edi.schema.EDISchemaException;
import io.xlate.edi.schema.EDISimpleType;
import io.xlate.edi.schema.Schema;
import io.xlate.edi.schema.SchemaFactory;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The part of both guides that is written: order, repeats, lengths and code lists, read once from
 * the resource {@code 837.xml}.
 */
final class Schema837 {
  /** The library tells of unused parts of its own definitions; a command line must be silent. */
  private static final Logger LIBRARY = Logger.getLogger("io.xlate.edi");

  static {
    LIBRARY.setLevel(Level.WARNING);
  }

  private static final String RESOURCE = "/org/priceunits/x12/837.xml";
  private static final Schema SCHEMA = read();
  private static final Map<String, List<String>> CODES = new ConcurrentHashMap<>();

  private Schema837() {}

  private static Schema read() {
    try (InputStream in = Schema837.class.getResourceAsStream(RESOURCE)) {
      return SchemaFactory.newFactory().createSchema(in);
    } catch (EDISchemaException e) {
      throw new IllegalStateException("The program's own schema cannot be read.", e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Reads the definitions, and makes the library silent before it reads any file. */
  static Schema schema() {
    return SCHEMA;
  }

  /**
   * Returns the codes of an element, in their order in the resource.
   *
   * @param type name of the element's type there, such as {@code SBR09}
   */
  static List<String> codes(String type) {
    return CODES.computeIfAbsent(
        type, t -> List.copyOf(((EDISimpleType) SCHEMA.getType(t)).getValueSet()));
  }
}
