/** What a server may ask of the client: sampling, elicitation, roots, in requests and inside results. */
@NullMarked
package io.mcpguard.client;

import org.jspecify.annotations.NullMarked;
