// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.tck.payara;

import static java.nio.charset.StandardCharsets.UTF_8;

import fish.payara.micro.PayaraMicro;
import io.dsm.tck.process.ServerContainer;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.regex.Pattern;

/**
 * A Payara Micro that is told on its standard input what to deploy. Its own Arquillian container is
 * not used: that starts a server for each deployment, so nothing could be deployed again.
 */
public final class PayaraContainer extends ServerContainer {

  /** Called by Arquillian. */
  public PayaraContainer() {
    super("payara");
  }

  @Override
  protected List<String> arguments() throws IOException {
    Path jar = Path.of(location(PayaraMicro.class));
    List<String> arguments = new ArrayList<>();
    arguments.addAll(
        List.of("-Xmx768m", "-XX:TieredStopAtLevel=1", "-XX:SoftRefLRUPolicyMSPerMB=0"));
    try (JarFile server = new JarFile(jar.toFile())) {
      // Java reads them from the manifest only if the jar is what it starts.
      Attributes manifest = server.getManifest().getMainAttributes();
      forAll("--add-exports=", manifest.getValue("Add-Exports"), arguments);
      forAll("--add-opens=", manifest.getValue("Add-Opens"), arguments);
    }
    arguments.addAll(
        List.of(
            "-cp",
            jar + File.pathSeparator + location(PayaraHost.class),
            PayaraHost.class.getName(),
            httpPort(),
            folder().resolve("root").toString()));
    return arguments;
  }

  private static void forAll(String option, String packages, List<String> arguments) {
    for (String each : packages.strip().split("\\s+")) {
      arguments.add(option + each + "=ALL-UNNAMED");
    }
  }

  private static String location(Class<?> type) {
    return Path.of(type.getProtectionDomain().getCodeSource().getLocation().getPath()).toString();
  }

  @Override
  protected Pattern ready() {
    return Pattern.compile("^tck ready", Pattern.MULTILINE);
  }

  @Override
  protected void put(Path war, Process server) throws IOException {
    tell(server, "deploy " + war);
  }

  @Override
  protected void remove(Path war, Process server) throws IOException {
    tell(server, "undeploy " + war);
  }

  private static void tell(Process server, String line) throws IOException {
    server.getOutputStream().write((line + "\n").getBytes(UTF_8));
    server.getOutputStream().flush();
  }

  @Override
  protected Pattern deployed(String application) {
    return Pattern.compile(
        "^tck (deployed|(?<refused>refused)) %s$".formatted(Pattern.quote(application)),
        Pattern.MULTILINE);
  }

  @Override
  protected Pattern undeployed(String application) {
    return Pattern.compile(
        "^tck undeployed %s$".formatted(Pattern.quote(application)), Pattern.MULTILINE);
  }
}
