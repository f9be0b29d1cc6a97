package org.priceunits.cli;

import org.priceunits.pricing.SoftwareVersion;
import picocli.CommandLine.IVersionProvider;

/** Answers {@code --version} with the words that the working of every line carries. */
public final class BuildVersion implements IVersionProvider {
  @Override
  public String[] getVersion() {
    return new String[] {SoftwareVersion.current()};
  }
}
