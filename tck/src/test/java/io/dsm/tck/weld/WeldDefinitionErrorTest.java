// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.tck.weld;

import io.dsm.tck.DefinitionErrorTck;

class WeldDefinitionErrorTest extends DefinitionErrorTck {}
