// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.checks.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.dsm.checks.repository.Repository;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.xml.sax.InputSource;

/** What the pages of the tutorial promise beside their Java, which other tests run. */
class TutorialTest {

  private static final Pattern BLOCK =
      Pattern.compile("```(xml|java|properties|yaml)\\n(.*?)```", Pattern.DOTALL);
  private static final Pattern OURS =
      Pattern.compile("<groupId>io\\.dsm</groupId>\\s*<artifactId>([^<]+)</artifactId>");
  private static final Pattern PLATFORM =
      Pattern.compile(
          "<artifactId>(quarkus-bom|spring-boot-dependencies|jakarta\\.jakartaee-api)</artifactId>"
              + "\\s*<version>([^<]+)</version>");
  private static final Map<String, String> PROPERTY =
      Map.of(
          "quarkus-bom", "version.quarkus",
          "spring-boot-dependencies", "version.spring-boot",
          "jakarta.jakartaee-api", "version.jakartaee-api");

  /** A line of DSM: it names one of its types, or uses what such a line gave. */
  private static final Pattern DSM =
      Pattern.compile(
          "Dsm|RegisterCollection|RegisterSpec|Membership|\\bgreetings\\.|runtime\\.|\\bseeds =");

  private final Path root = Repository.here().root();

  @ParameterizedTest
  @ValueSource(strings = {"plain-java", "quarkus", "spring-boot", "wildfly"})
  void theProjectIsWellFormedAndOfTheVersionsTheBuildTests(String name) throws Exception {
    String pom = blocks(name, "xml").getFirst();
    var builder = DocumentBuilderFactory.newDefaultInstance().newDocumentBuilder();
    assertThat(builder.parse(new InputSource(new StringReader(pom))).getDocumentElement())
        .isNotNull();
    String parent = read("pom.xml");
    String offered = read("dsm-bom/pom.xml");
    assertThat(OURS.matcher(pom).results().map(it -> it.group(1)))
        .hasSizeGreaterThan(1)
        .allMatch(it -> offered.contains("<artifactId>" + it + "</artifactId>"));
    for (MatchResult version : PLATFORM.matcher(pom).results().toList()) {
      String property = PROPERTY.get(version.group(1));
      // Of the same feature release; "./dsm tutorials" runs the page with the very version it
      // names.
      String feature = version.group(2).replaceFirst("\\.\\w+$", ".");
      assertThat(parent).contains("<" + property + ">" + feature);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"plain-java", "quarkus", "spring-boot", "wildfly"})
  void theClusterTakesLessThanTenLinesOfDsm(String name) throws IOException {
    List<String> lines =
        blocks(name, "java").stream()
            .filter(it -> it.startsWith("package com.acme"))
            .flatMap(String::lines)
            .filter(it -> !it.startsWith("import ") && !it.startsWith("package "))
            .filter(it -> DSM.matcher(it).find())
            .toList();
    assertThat(lines).as(name).hasSizeBetween(3, 9);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "quarkus:dsm-quarkus/deployment/src/test/resources/tutorial/application.properties",
        "spring-boot:dsm-spring-boot-starter/src/test/resources/tutorial/application.yaml",
        "wildfly:wildfly-sample/src/test/resources/tutorial/microprofile-config.properties"
      })
  void theConfigurationIsThatOfTheTest(String pageAndFile) throws IOException {
    String[] parts = pageAndFile.split(":");
    String wanted = read(parts[1]);
    assertThat(blocks(parts[0], wanted.startsWith("dsm:") ? "yaml" : "properties"))
        .contains(wanted);
  }

  private List<String> blocks(String page, String language) throws IOException {
    List<String> blocks = new ArrayList<>();
    for (MatchResult block :
        BLOCK.matcher(read("docs/tutorial/" + page + ".md")).results().toList()) {
      if (block.group(1).equals(language)) {
        blocks.add(block.group(2));
      }
    }
    return blocks;
  }

  private String read(String file) throws IOException {
    return Files.readString(root.resolve(file));
  }
}
