package org.priceunits.bulk;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.math.BigDecimal;
import org.hl7.fhir.r4.formats.JsonCreator;

/** Lets HL7's composer write by Jackson's generator, which escapes and buffers as HAPI's does. */
final class GeneratorCreator implements JsonCreator {
  private final JsonGenerator json;

  GeneratorCreator(JsonGenerator json) {
    this.json = json;
  }

  @Override
  public void setIndent(String indent) {
    // A line of NDJSON has none.
  }

  @Override
  public void beginObject() throws IOException {
    json.writeStartObject();
  }

  @Override
  public void endObject() throws IOException {
    json.writeEndObject();
  }

  @Override
  public void nullValue() throws IOException {
    json.writeNull();
  }

  @Override
  public void name(String name) throws IOException {
    json.writeFieldName(name);
  }

  @Override
  public void value(String value) throws IOException {
    json.writeString(value);
  }

  @Override
  public void value(Boolean value) throws IOException {
    json.writeBoolean(value);
  }

  @Override
  public void value(BigDecimal value) throws IOException {
    json.writeNumber(value);
  }

  @Override
  public void valueNum(String value) throws IOException {
    json.writeNumber(value);
  }

  @Override
  public void value(Integer value) throws IOException {
    json.writeNumber(value);
  }

  @Override
  public void beginArray() throws IOException {
    json.writeStartArray();
  }

  @Override
  public void endArray() throws IOException {
    json.writeEndArray();
  }

  @Override
  public void finish() {
    // The generator is closed by the one that opened it.
  }

  @Override
  public void link(String href) {
    // For pages only.
  }
}
