// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.cdi.config;

import io.dsm.cluster.Membership;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads how nodes find each other. */
final class MembershipReader {

  private static final List<String> CHOICES =
      List.of("standalone", "multicast", "unicast", "jgroups");
  private static final String DEFAULT_GROUP = "239.255.77.68";
  private static final int DEFAULT_PORT = 45_588;

  private final Settings settings;

  MembershipReader(Settings settings) {
    this.settings = settings;
  }

  Optional<Membership> read() {
    Optional<Setting> chosen = settings.find(Keys.MEMBERSHIP);
    Optional<Setting> channel = settings.find(Keys.CHANNEL);
    if (channel.isPresent() && !channel.get().value().equals("own")) {
      return server(channel.get(), chosen);
    }
    if (chosen.isEmpty()) {
      return Optional.of(Membership.standalone());
    }
    Setting setting = chosen.get();
    return switch (setting.value().toLowerCase(Locale.ROOT)) {
      case "standalone" -> Optional.of(Membership.standalone());
      case "multicast" -> multicast();
      case "unicast" -> unicast(setting);
      case "jgroups" -> jgroups(setting);
      default -> unknown(setting);
    };
  }

  private Optional<Membership> multicast() {
    String group = settings.text(Keys.MULTICAST_GROUP).orElse(DEFAULT_GROUP);
    int port = settings.read(Keys.MULTICAST_PORT, Values::port, Values.PORTS).orElse(DEFAULT_PORT);
    return Optional.of(
        new Membership.Multicast(
            new InetSocketAddress(group, port), settings.text(Keys.MULTICAST_BIND_ADDRESS)));
  }

  private Optional<Membership> unicast(Setting chosen) {
    Optional<Setting> seeds =
        require(Keys.UNICAST_SEEDS, chosen, "list hosts, such as 10.0.0.7:7800,10.0.0.8:7800");
    Optional<Setting> port =
        require(Keys.UNICAST_BIND_PORT, chosen, "name the port to listen on, such as 7800");
    Optional<List<InetSocketAddress>> addresses =
        seeds.flatMap(
            found ->
                settings.parse(found, Values::addresses, "write host:port, separated by commas"));
    Optional<Integer> bindPort =
        port.flatMap(found -> settings.parse(found, Values::port, Values.PORTS));
    if (addresses.isEmpty() || bindPort.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Membership.Unicast(
            addresses.get(), settings.text(Keys.UNICAST_BIND_ADDRESS), bindPort.get()));
  }

  private Optional<Membership> jgroups(Setting chosen) {
    return require(Keys.STACK_FILE, chosen, "name the JGroups XML file")
        .flatMap(found -> settings.parse(found, Path::of, "name a file"))
        .map(Membership.JGroupsStack::new);
  }

  private Optional<Membership> server(Setting channel, Optional<Setting> membership) {
    if (!channel.value().equals("server")) {
      settings.report(channel.shown(), "there is no such channel", "write own or server");
      return Optional.empty();
    }
    if (membership.isPresent()) {
      settings.report(
          membership.get().shown(),
          "on the server's channel the server decides how nodes find each other",
          "remove it, or " + Keys.CHANNEL);
      return Optional.empty();
    }
    return Optional.of(new Membership.ServerChannel());
  }

  private Optional<Setting> require(String key, Setting chosen, String fix) {
    return settings.require(key, chosen.shown() + " needs it", fix + ", in " + key);
  }

  private Optional<Membership> unknown(Setting setting) {
    settings.report(
        setting.shown(),
        "there is no such membership",
        "write one of " + String.join(", ", CHOICES) + meant(setting.value()));
    return Optional.empty();
  }

  private static String meant(String value) {
    return Closest.to(value, CHOICES).map(found -> "; did you mean " + found + "?").orElse("");
  }
}
