package org.priceunits.domain.product;

/**
 * The container type that a source states, for a package or for all packages of a code.
 *
 * @param source the source and its date, as a person would cite it
 * @param exactness what the source speaks of
 */
public record ContainerLabel(ContainerType type, String source, Exactness exactness) {
  /** What a source speaks of, from the most exact; the more exact source is believed. */
  public enum Exactness {
    /** The package: its label, or its listing with the FDA. */
    PACKAGE("package"),
    /** A licence and a strength: the FDA's Purple Book. */
    LICENCE("licence"),
    /** A billing code: CMS's list of codes of single-dose containers. */
    CODE("code");

    private final String code;

    Exactness(String code) {
      this.code = code;
    }

    public String code() {
      return code;
    }
  }
}
