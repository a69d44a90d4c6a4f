// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.spring;

import io.dsm.DsmException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Shows why a node refused to be built or to start; its messages end with what to do. */
final class RefusedAnalyzer extends AbstractFailureAnalyzer<DsmException> {

  @Override
  protected @Nullable FailureAnalysis analyze(Throwable root, DsmException cause) {
    String message = String.valueOf(cause.getMessage());
    int last = message.lastIndexOf("; ");
    return last < 0
        ? new FailureAnalysis(message, "See the message above.", cause)
        : new FailureAnalysis(message.substring(0, last) + ".", message.substring(last + 2), cause);
  }
}
