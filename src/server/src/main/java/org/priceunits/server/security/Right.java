package org.priceunits.server.security;

/**
 * The five rights of a SMART scope, in the order in which a scope names them.
 *
 * @see <a
 *     href="https://hl7.org/fhir/smart-app-launch/scopes-and-launch-context.html#fhir-resource-scope-syntax">SMART
 *     App Launch, scopes</a>
 */
public enum Right {
  /** POST to a type. */
  CREATE('c'),
  /** Read, version read, history of an instance. */
  READ('r'),
  /** PUT and PATCH, including a PUT that creates. */
  UPDATE('u'),
  DELETE('d'),
  /** Search, and history of a type. */
  SEARCH('s');

  private final char letter;

  Right(char letter) {
    this.letter = letter;
  }

  char letter() {
    return letter;
  }
}
