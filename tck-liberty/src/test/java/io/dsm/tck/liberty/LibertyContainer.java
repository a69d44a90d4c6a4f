// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.tck.liberty;

import io.dsm.tck.process.ServerContainer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * An Open Liberty that watches a folder for applications. The server's own Arquillian container is
 * not used: without a feature of its own in the server it does not tell why one was refused.
 */
public final class LibertyContainer extends ServerContainer {

  private static final Path HOME = Path.of(System.getProperty("tck.liberty.home"));
  private static final String SERVER = "tck";

  /** Called by Arquillian. */
  public LibertyContainer() {
    super("liberty");
  }

  private Path server() {
    return folder().resolve("servers").resolve(SERVER);
  }

  @Override
  protected List<String> arguments() throws IOException {
    Files.createDirectories(server().resolve("dropins"));
    try (var settings = LibertyContainer.class.getResourceAsStream("/liberty/server.xml")) {
      Files.copy(settings, server().resolve("server.xml"));
    }
    return List.of(
        "-Xmx768m",
        "-XX:TieredStopAtLevel=1",
        "-XX:SoftRefLRUPolicyMSPerMB=0",
        "@" + HOME.resolve("lib/platform/java/java24.options"),
        "-Dtck.port.http=" + httpPort(),
        "-javaagent:" + HOME.resolve("bin/tools/ws-javaagent.jar"),
        "-jar",
        HOME.resolve("bin/tools/ws-server.jar").toString(),
        SERVER);
  }

  @Override
  protected Map<String, String> environment() {
    return Map.of("WLP_USER_DIR", folder().toString());
  }

  @Override
  protected Path log() {
    return server().resolve("logs/messages.log");
  }

  @Override
  protected Pattern ready() {
    return Pattern.compile("CWWKF0011I");
  }

  @Override
  protected void put(Path war, Process server) throws IOException {
    Files.move(war, dropped(war), StandardCopyOption.ATOMIC_MOVE);
  }

  @Override
  protected void remove(Path war, Process server) throws IOException {
    Files.deleteIfExists(dropped(war));
  }

  private Path dropped(Path war) {
    return server().resolve("dropins").resolve(war.getFileName());
  }

  @Override
  protected Pattern deployed(String application) {
    return Pattern.compile(
        "CWWKZ000[13]I: [^\n]*\\b%1$s\\b|(?<refused>CWWKZ00(02E|04E|05E|12I|13E): [^\n]*\\b%1$s\\b)"
            .formatted(Pattern.quote(application)));
  }

  @Override
  protected Pattern undeployed(String application) {
    return Pattern.compile("CWWKZ0009I: [^\n]*\\b%s\\b".formatted(Pattern.quote(application)));
  }
}
