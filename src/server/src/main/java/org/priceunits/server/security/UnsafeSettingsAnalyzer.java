package org.priceunits.server.security;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Reports unsafe settings in the start log, with what to set, instead of a stack trace. */
public final class UnsafeSettingsAnalyzer extends AbstractFailureAnalyzer<UnsafeSettingsException> {

  @Override
  protected FailureAnalysis analyze(Throwable rootFailure, UnsafeSettingsException cause) {
    return new FailureAnalysis(cause.getMessage(), cause.cure(), cause);
  }
}
