// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.bench.report;

import java.util.List;
import java.util.Locale;

/** A bar a line: how many times better than the best peer, on a logarithmic scale. */
public final class Chart {

  private static final int ROW = 22;
  private static final int LEFT = 380;
  private static final int WIDTH = 420;
  private static final int TOP = 60;

  /** The scale ends at this many times, each way. */
  private static final double MOST = 1_000;

  private Chart() {}

  /** An SVG text. Lines without a peer are left out. */
  public static String svg(List<Verdict> verdicts, String title) {
    List<Verdict> shown = verdicts.stream().filter(it -> it.toBest().isPresent()).toList();
    StringBuilder out = new StringBuilder();
    int height = TOP + shown.size() * ROW + 40;
    int width = LEFT + WIDTH + 180;
    out.append(
        String.format(
            Locale.ROOT,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\""
                + " font-family=\"sans-serif\" font-size=\"12\">%n",
            width,
            height));
    out.append("<rect width=\"100%\" height=\"100%\" fill=\"white\"/>\n");
    text(out, 10, 22, "font-size=\"15\"", title);
    text(
        out,
        10,
        42,
        "fill=\"#555\"",
        "DSM beside the best peer of each line: to the right of the axis DSM is better;"
            + " logarithmic");
    for (int i = 0; i < shown.size(); i++) {
      bar(out, shown.get(i), TOP + i * ROW);
    }
    axis(out, height);
    return out.append("</svg>\n").toString();
  }

  private static void axis(StringBuilder out, int height) {
    for (double times : new double[] {0.01, 0.1, 1, 10, 100, 1_000}) {
      double x = x(times);
      out.append(
          String.format(
              Locale.ROOT,
              "<line x1=\"%.1f\" y1=\"%d\" x2=\"%.1f\" y2=\"%d\" stroke=\"%s\"/>%n",
              x,
              TOP - 6,
              x,
              height - 34,
              times == 1 ? "#333" : "#ddd"));
      text(out, x, height - 18, "text-anchor=\"middle\" fill=\"#555\"", Table.number(times) + "x");
    }
  }

  private static void bar(StringBuilder out, Verdict verdict, int y) {
    double ratio = verdict.toBest().orElseThrow();
    double from = Math.min(x(1), x(ratio));
    double to = Math.max(x(1), x(ratio));
    text(out, LEFT - 10, y + 12, "text-anchor=\"end\"", verdict.line().title());
    out.append(
        String.format(
            Locale.ROOT,
            "<rect x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"14\" fill=\"%s\"/>%n",
            from,
            y,
            Math.max(1, to - from),
            verdict.ahead() ? "#2a7fb8" : "#c8553d"));
    text(out, LEFT + WIDTH + 10, y + 12, "", Table.number(ratio) + "x " + verdict.bestPeer());
  }

  private static double x(double ratio) {
    double bounded = Math.clamp(ratio, 0.01, MOST);
    return LEFT + WIDTH * (Math.log10(bounded) + 2) / (Math.log10(MOST) + 2);
  }

  private static void text(StringBuilder out, double x, int y, String style, String text) {
    String safe = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    out.append(
        String.format(Locale.ROOT, "<text x=\"%.1f\" y=\"%d\" %s>%s</text>%n", x, y, style, safe));
  }
}
