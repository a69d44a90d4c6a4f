// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.dsm.bench.json.Json;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReportTest {

  private static final List<String> SYSTEMS = List.of("bare", "own", "slow", "fast");
  private static final List<String> PEERS = List.of("slow", "fast");

  private final Figures figures = new Figures();
  private final Line rate =
      Line.more("rate", "puts & <more>", "ops/s", "bare", new Line.Goal(2, 1.5, 0));

  @Test
  void theBestPeerIsComparedByMedians() {
    figures("own", 100, 900, 110);
    figures("slow", 40);
    figures("fast", 50, 55, 1_000);
    Verdict verdict = verdict(rate);
    assertThat(verdict.own()).isEqualTo(110);
    assertThat(verdict.bestPeer()).isEqualTo("fast");
    assertThat(verdict.toBest()).hasValue(2);
    assertThat(verdict.ahead()).isTrue();
  }

  @Test
  void aGoalAgainstTheFloorIsMissedWithoutTheFloor() {
    figures("own", 110);
    figures("fast", 10);
    assertThat(verdict(rate).reached()).isFalse();
    figures("bare", 150);
    assertThat(verdict(rate).reached()).isTrue();
  }

  @Test
  void whereLessIsBetterTheRatioTurnsRound() {
    Line time = Line.less("rate", "time", "ns", "bare", Line.Goal.reach(80));
    figures("own", 100);
    figures("fast", 400);
    figures("bare", 50);
    Verdict verdict = verdict(time);
    assertThat(verdict.toBest()).hasValue(4);
    assertThat(verdict.toFloor()).hasValue(2);
    assertThat(verdict.ahead()).isTrue();
    assertThat(verdict.reached()).isFalse();
  }

  @Test
  void withoutAPeerALineIsAheadWhenItsGoalIsReached() {
    figures("own", 70);
    Line time = Line.less("rate", "time", "ns", "", Line.Goal.reach(80));
    assertThat(verdict(time).ahead()).isTrue();
  }

  @Test
  void aLineNobodyMeasuredIsNotJudged() {
    figures("fast", 1);
    assertThat(Verdict.of(rate, figures, "own", PEERS)).isEmpty();
  }

  @Test
  void tableFileAndChartShowTheLine() {
    figures("own", 1_234);
    figures("fast", 100);
    figures("bare", 2_000);
    figures.note("rate", "slow", "said \"no\"");
    List<Verdict> verdicts = List.of(verdict(rate));
    assertThat(Table.of(verdicts, figures, SYSTEMS))
        .contains("puts & <more>", "1,234", "12.3", "ahead, missed");
    String file = ResultFile.of(Map.of("machine", Machine.describe()), verdicts, figures, SYSTEMS);
    assertThat(Json.object(file)).containsKeys("machine", "lines", "beside", "notes");
    assertThat(Chart.svg(verdicts, "title"))
        .startsWith("<svg")
        .endsWith("</svg>\n")
        .contains("puts &amp; &lt;more&gt;", "12.3x fast");
  }

  private Verdict verdict(Line line) {
    return Verdict.of(line, figures, "own", PEERS).orElseThrow();
  }

  private void figures(String system, double... values) {
    for (double value : values) {
      figures.add("rate", system, value);
    }
  }
}
