// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package com.acme.greetings;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

@SpringBootApplication
public class TutorialApplication {

  public static void main(String[] arguments) {
    SpringApplication.run(TutorialApplication.class, arguments);
  }
}
