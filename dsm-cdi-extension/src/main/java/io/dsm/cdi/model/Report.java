// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.cdi.model;

import java.util.List;

/** All problems of a deployment as one message. */
public final class Report {

  private Report() {}

  /** The message: how many problems there are, then one numbered paragraph each. */
  public static String of(List<Problem> problems) {
    List<Problem> distinct = problems.stream().distinct().toList();
    StringBuilder text = new StringBuilder("DSM cannot be deployed: ").append(distinct.size());
    text.append(distinct.size() == 1 ? " problem" : " problems");
    int number = 0;
    for (Problem problem : distinct) {
      text.append("\n  ").append(++number).append(") ").append(problem.where());
      text.append("\n     problem: ").append(problem.what());
      text.append("\n     consequence: ").append(problem.consequence());
      text.append("\n     fix: ").append(problem.fix());
    }
    return text.toString();
  }
}
