// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.tck.payara;

import static java.nio.charset.StandardCharsets.UTF_8;

import fish.payara.micro.PayaraMicro;
import fish.payara.micro.PayaraMicroRuntime;
import java.io.BufferedReader;
import java.io.File;
import java.io.InputStreamReader;
import java.io.PrintStream;

/** Runs Payara Micro and obeys its standard input: {@code deploy} or {@code undeploy} a file. */
final class PayaraHost {

  private PayaraHost() {}

  public static void main(String[] args) throws Exception {
    // The server puts its own stream there, which would decorate the answers.
    PrintStream answers = System.out;
    PayaraMicroRuntime server =
        PayaraMicro.getInstance()
            .setHttpPort(Integer.parseInt(args[0]))
            .setRootDir(new File(args[1]))
            .setNoCluster(true)
            .setNoHazelcast(true)
            .setPrintLogo(false)
            .bootStrap();
    answers.println("\ntck ready");
    BufferedReader commands = new BufferedReader(new InputStreamReader(System.in, UTF_8));
    for (String line = commands.readLine(); line != null; line = commands.readLine()) {
      String[] words = line.split(" ", 2);
      File war = new File(words[1]);
      String name = war.getName().replaceFirst("\\.war$", "");
      answers.println("\ntck " + obey(server, words[0], war, name, answers) + " " + name);
      answers.flush();
    }
    System.exit(0);
  }

  private static String obey(
      PayaraMicroRuntime server, String command, File war, String name, PrintStream answers) {
    try {
      if (command.equals("undeploy")) {
        server.undeploy(name);
        return "undeployed";
      }
      // What deploy answers is true as well where the server logged why it refused.
      server.deploy(name, name, war);
      return server.getDeployedApplicationNames().contains(name) ? "deployed" : "refused";
    } catch (RuntimeException refusal) {
      refusal.printStackTrace(answers);
      return "refused";
    }
  }
}
