package org.priceunits.fhir;

import java.util.regex.Pattern;

/** The words of a failure of HAPI's parser, without its message number, which helps no caller. */
public final class PlainMessage {
  private static final Pattern NUMBER = Pattern.compile("HAPI-\\d+: ");

  private PlainMessage() {}

  public static String of(Throwable failure) {
    return NUMBER.matcher(String.valueOf(failure.getMessage())).replaceAll("");
  }
}
