// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.cdi.model;

import java.util.ArrayList;
import java.util.List;

/**
 * Sites as strings: the only form in which a build-compatible extension can hand them to the
 * application it builds.
 */
public final class SiteText {

  private static final int WIDTH = 5;

  private SiteText() {}

  /** Five strings a site. */
  public static String[] write(List<Site> sites) {
    List<String> text = new ArrayList<>(sites.size() * WIDTH);
    for (Site site : sites) {
      text.add(site.kind().name());
      text.add(site.name());
      text.add(site.type().text());
      text.add(Boolean.toString(site.observes()));
      text.add(site.where());
    }
    return text.toArray(String[]::new);
  }

  /** What {@link #write} wrote. */
  public static List<Site> read(String[] text) {
    List<Site> sites = new ArrayList<>(text.length / WIDTH);
    for (int i = 0; i + WIDTH <= text.length; i += WIDTH) {
      sites.add(
          new Site(
              Kind.valueOf(text[i]),
              text[i + 1],
              TypeText.parse(text[i + 2]),
              Boolean.parseBoolean(text[i + 3]),
              text[i + 4]));
    }
    return sites;
  }
}
