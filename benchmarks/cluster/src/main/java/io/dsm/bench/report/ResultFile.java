// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.bench.report;

import io.dsm.bench.json.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Everything that was measured, to be kept. */
public final class ResultFile {

  private ResultFile() {}

  /**
   * The file as one JSON text with a line for each line of the table.
   *
   * @param circumstances machine, versions, settings
   */
  public static String of(
      Map<String, Object> circumstances,
      List<Verdict> verdicts,
      Figures figures,
      List<String> systems) {
    StringBuilder out = new StringBuilder("{\n");
    circumstances.forEach(
        (name, value) ->
            out.append(Json.write(name)).append(": ").append(Json.write(value)).append(",\n"));
    out.append("\"lines\": [\n");
    for (int i = 0; i < verdicts.size(); i++) {
      out.append(Json.write(line(verdicts.get(i), figures, systems)));
      out.append(i + 1 < verdicts.size() ? ",\n" : "\n");
    }
    out.append("],\n\"beside\": ").append(Json.write(figures.besides()));
    out.append(",\n\"notes\": ").append(Json.write(figures.notes())).append("\n}\n");
    return out.toString();
  }

  private static Map<String, Object> line(Verdict verdict, Figures figures, List<String> systems) {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("name", verdict.line().name());
    line.put("title", verdict.line().title());
    line.put("unit", verdict.line().unit());
    line.put("lower-is-better", verdict.line().lowerIsBetter());
    line.put("floor", verdict.line().floor());
    line.put("best-peer", verdict.bestPeer());
    verdict.toBest().ifPresent(it -> line.put("times-best", it));
    verdict.toFloor().ifPresent(it -> line.put("of-floor", it));
    line.put("ahead", verdict.ahead());
    line.put("goal-met", verdict.reached());
    Map<String, Object> values = new LinkedHashMap<>();
    for (String system : systems) {
      List<Double> taken = figures.values(verdict.line().name(), system);
      if (!taken.isEmpty()) {
        values.put(system, taken);
      }
    }
    line.put("values", values);
    return line;
  }
}
