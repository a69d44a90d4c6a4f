// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.spring;

import io.dsm.cdi.model.Problem;
import io.dsm.cdi.model.Report;
import java.util.List;

/** The application cannot start with its settings; nothing was started. */
public final class WrongSettingsException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient List<Problem> problems;

  WrongSettingsException(List<Problem> problems) {
    super(Report.of(problems));
    this.problems = List.copyOf(problems);
  }

  /** All that is wrong. */
  List<Problem> problems() {
    return problems;
  }
}
