// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.checks.build;

import static org.assertj.core.api.Assertions.assertThat;

import io.dsm.checks.repository.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class BomTest {

  private static final Pattern OURS =
      Pattern.compile("<groupId>io\\.dsm</groupId>\\s*<artifactId>([^<]+)</artifactId>");
  private static final Pattern VERSION = Pattern.compile("<version>([^<]+)</version>");

  private final Repository repository = Repository.here();

  @Test
  void theBomListsWhatTheParentManages() throws IOException {
    var managed = ours("pom.xml").stream().filter(it -> !it.equals("dsm-parent")).toList();
    var offered = ours("dsm-bom/pom.xml").stream().filter(it -> !it.equals("dsm-bom")).toList();
    assertThat(managed).isNotEmpty();
    assertThat(offered).containsExactlyInAnyOrderElementsOf(managed);
  }

  @Test
  void theBomHasTheVersionOfTheParent() throws IOException {
    assertThat(firstVersion("dsm-bom/pom.xml")).isEqualTo(firstVersion("pom.xml"));
  }

  private List<String> ours(String pom) throws IOException {
    return OURS.matcher(read(pom)).results().map(it -> it.group(1)).toList();
  }

  private String firstVersion(String pom) throws IOException {
    return VERSION.matcher(read(pom)).results().findFirst().orElseThrow().group(1);
  }

  private String read(String pom) throws IOException {
    return Files.readString(repository.root().resolve(pom));
  }
}
