// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package com.acme.greetings;

import io.dsm.register.RegisterCollection;
import java.util.Map;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

@RestController
public class GreetingsController {

  private final RegisterCollection<String> greetings;

  public GreetingsController(RegisterCollection<String> greetings) {
    this.greetings = greetings;
  }

  @GetMapping("/greetings")
  public Map<String, String> all() {
    return greetings.all();
  }

  @PutMapping(path = "/greetings/{name}", consumes = "text/plain")
  public void greet(@PathVariable("name") String name, @RequestBody String text) {
    greetings.put(name, text);
  }
}
