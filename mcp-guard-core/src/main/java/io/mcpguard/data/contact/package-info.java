/**
 * How to reach a person and who it is: e-mail and postal addresses, phone numbers, network addresses, names, dates of
 * birth.
 *
 * <p>None of them has a check digit. What makes one likely is a shape that hardly anything else has, or words around
 * it; what has neither is recorded at most.
 */
@NullMarked
package io.mcpguard.data.contact;

import org.jspecify.annotations.NullMarked;
